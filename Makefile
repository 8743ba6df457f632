# Sets up .venv by itself; every target is quick the second time. `make help` lists them.
VENV := .venv
RUN := $(VENV)/bin/python
PIP := $(RUN) -m pip --disable-pip-version-check --quiet
INSTALL := $(PIP) install --require-hashes --requirement

.DEFAULT_GOAL := help
.DELETE_ON_ERROR:
.PHONY: help grade test try-student wheel release bench bench-scale attack crash pins clean

help: ## say what can be made
	@awk -F ':.*## ' '/^[a-z-]+:.*## / { printf "make %-12s%s\n", $$1, $$2 }' $(MAKEFILE_LIST)

grade: $(VENV)/.compiled ## set up, then grade the sample class
	@$(RUN) -m grader grade

test: $(VENV)/.test ## set up, then check style, types and behaviour
	@$(RUN) -m ruff check --quiet .
	@$(RUN) -m ruff format --quiet --check .
	@$(RUN) -m mypy --no-error-summary
	@$(RUN) -m pytest --quiet

try-student: $(VENV)/.test ## a released assignment in a fresh environment: the wheel, a kernel, grader check
	@$(RUN) -m bench.student

wheel: $(VENV)/.test ## the program in one file, for students, cluster workers and courses elsewhere: dist/grader-….whl
	@$(PIP) wheel --no-deps --no-build-isolation --wheel-dir dist . && ls dist/grader-*.whl

release: $(VENV)/.grade ## make the students' notebooks from the source notebooks
	@$(RUN) -m grader release

bench: $(VENV)/.test $(VENV)/.compiled ## measure beside kernels, nbgrader and Otter; a quarter of an hour on an idle machine
	@$(RUN) -m bench.compare

bench-scale: $(VENV)/.test $(VENV)/.compiled ## measure 200, 2,000 and 10,000 submissions
	@$(RUN) -m bench.scale

attack: $(VENV)/.test ## grade hostile notebooks among honest ones, under strict and under basic
	@$(RUN) -m tests.attacks.run --isolation strict
	@$(RUN) -m tests.attacks.run --isolation basic

crash: $(VENV)/.test ## kill a batch of 300 a hundred times at random, resume it, and compare every report
	@$(RUN) -m tests.attacks.crash

pins: ## resolve the newest versions anew, for every Python from 3.11.0 on
	@set -e; trap 'rm -rf .pins' EXIT; $(RUN) -m venv .pins; .pins/bin/pip --quiet install uv; \
	for kind in requirements requirements-dev; do \
	    case $$kind in *-dev) extra='--extra dev --constraint requirements.txt';; *) extra=;; esac; \
	    echo 'flit_core >=3.12,<4' | .pins/bin/uv pip compile --quiet --upgrade --universal --fork-strategy fewest \
	        --python-version 3.11.0 --generate-hashes --no-emit-index-url --no-header $$extra --output-file .pins/$$kind.txt pyproject.toml -; \
	    { head -1 $$kind.txt; cat .pins/$$kind.txt; } > .pins/new; mv .pins/new $$kind.txt; \
	done

clean: ## remove what make made, but no reports
	@rm -rf $(VENV) .pins .mypy_cache .ruff_cache .pytest_cache .hypothesis
	@find grader tests solutions assignments -name __pycache__ -prune -exec rm -rf {} + 2>/dev/null || true

$(VENV)/.grade: requirements.txt pyproject.toml | $(VENV)/.made
	@echo "Installing what grading needs into $(VENV) (once)"
	@$(INSTALL) requirements.txt
	@$(PIP) install --no-deps --no-build-isolation --editable .
	@touch $@

# What pip does for packages that it copies, and not for one that it leaves in place; each start is a third faster.
$(VENV)/.compiled: $(wildcard grader/*.py grader/*/*.py) $(VENV)/.grade
	@$(RUN) -m compileall -q grader
	@touch $@

$(VENV)/.test: requirements-dev.txt $(VENV)/.grade
	@echo "Installing what the tests need into $(VENV) (once)"
	@$(INSTALL) requirements-dev.txt
	@touch $@

$(VENV)/.made:
	@if ! $(RUN) -m pip --version >/dev/null 2>&1; then \
	    new= ; found= ; \
	    for python in $(PYTHON) python3 python3.13 python3.12 python3.11 python3.14 python; do \
	        "$$python" -c 'import sys; sys.exit(sys.version_info < (3, 11))' 2>/dev/null || continue; \
	        found=$${found:-$$python}; \
	        "$$python" -c 'import ensurepip, venv' 2>/dev/null && { new=$$python; break; }; \
	    done; \
	    if [ -z "$$found" ]; then \
	        echo "Python 3.11 or newer is missing: install it, or name yours: make grade PYTHON=/path/to/python" >&2; exit 1; \
	    elif [ -z "$$new" ]; then \
	        version=$$("$$found" -c 'import sys; print("%d.%d" % sys.version_info[:2])'); \
	        echo "Python $$version here makes no virtual environments: apt install python$$version-venv" >&2; exit 1; \
	    fi; \
	    "$$new" -m venv --clear $(VENV); \
	fi
	@touch $@
