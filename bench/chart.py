"""The plot for the README: seconds per notebook, on a scale on which a hundred times is to be seen."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from bench.spread import Spread

_OURS, _OTHERS = "#1b6ca8", "#b8b8b8"


def draw(seconds: dict[str, Spread], file: Path) -> None:
    """Write an SVG, the same for the same figures."""
    import matplotlib as mpl

    mpl.use("svg")
    import matplotlib.pyplot as plt

    settings: Any = {"svg.hashsalt": "bench", "svg.fonttype": "none", "font.family": "sans-serif", "font.size": 9}
    with plt.rc_context(settings):
        ordered = sorted(seconds.items(), key=lambda each: -each[1].median)
        middle = [each.median for _, each in ordered]
        below = [each.median - each.lowest for _, each in ordered]
        above = [each.highest - each.median for _, each in ordered]
        colours = [_OURS if name.startswith("this program") else _OTHERS for name, _ in ordered]
        figure, axes = plt.subplots(figsize=(7.2, 0.42 * len(ordered) + 0.8))
        axes.barh([name for name, _ in ordered], middle, xerr=[below, above], color=colours, height=0.62, capsize=2)
        for place, (_, each) in enumerate(ordered):
            axes.text(each.highest * 1.15, place, _shown(each.median), va="center")
        axes.set_xscale("log")
        axes.set_xlim(min(middle) / 2, max(middle) * 5)
        axes.set_xlabel("seconds per notebook, start-up included (logarithmic; bars: median, lines: lowest to highest)")
        for side in ("top", "right"):
            axes.spines[side].set_visible(False)
        figure.savefig(file, format="svg", bbox_inches="tight", metadata={"Date": None, "Creator": None})
        plt.close(figure)


def _shown(seconds: float) -> str:
    return f"{seconds * 1e3:.0f} ms" if seconds < 0.5 else f"{seconds:.1f} s"
