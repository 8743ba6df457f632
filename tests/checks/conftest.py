"""Random numbers for tests, the same in every run; and the markers of checks, which some tests import."""

import numpy as np
import pytest


def pytest_configure(config: pytest.Config) -> None:
    config.addinivalue_line("markers", "exercise(name): the exercise that a check judges")
    config.addinivalue_line("markers", "points(number, hint): what passing a check earns")


@pytest.fixture
def rng():
    return np.random.default_rng(20261123)
