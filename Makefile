# What a newcomer and a build machine run. Needs make and Python 3.11 or later, nothing else;
# everything is installed into .venv, and again only when pyproject.toml or the pipeline changes.

PYTHON ?= python3
VENV := .venv
BIN := $(VENV)/bin
MODEL := models/it_newsnlp
PACKAGE := $(MODEL)/package
ACCURATE := models/it_newsnlp_trf
ACCURATE_PACKAGE := $(ACCURATE)/package
PACKAGE_FILES := $(shell find $(PACKAGE) $(ACCURATE_PACKAGE) -type f -not -path '*/build/*' -not -path '*.egg-info/*' 2>/dev/null)
# The property tests, of which make check tries many more inputs.
HOSTILE := $(shell grep -rl --include='*.py' '@given' tests 2>/dev/null)
PIP := $(BIN)/python -m pip --quiet --disable-pip-version-check

LOWEST := .venv-lowest
LOWEST_PYTHON ?= python3.11

.PHONY: help demo test test-lowest check train clean
.DELETE_ON_ERROR:

help:
	@echo 'make demo    who met whom in the example articles; the network goes to out/'
	@echo 'make test    style, types, tests and the accuracy gate'
	@echo 'make test-lowest   the tests with the lowest versions that pyproject.toml allows, on Python 3.11'
	@echo 'make check   make test, over twenty thousand hostile inputs, a short trial run of the training recipe'
	@echo 'make train   train the Italian pipelines anew (hours)'
	@echo 'make clean   remove .venv and out/'
	@echo
	@echo 'PYTHON=/path/to/python3.12 make demo   uses another Python than python3'

demo: $(VENV)/.installed
	$(BIN)/python examples/who_met_whom.py

test: $(VENV)/.tools $(VENV)/.installed $(VENV)/.accurate
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/mypy
	$(BIN)/python -m pytest

test-lowest: $(LOWEST)/.installed
	$(LOWEST)/bin/python -m pytest

check: test $(VENV)/.training
	NEWSNLP_TESTS=long $(BIN)/python -m pytest $(HOSTILE)
	cd $(MODEL) && PATH="$(abspath $(BIN)):$$PATH" python -m weasel run smoke
	cd $(ACCURATE) && PATH="$(abspath $(BIN)):$$PATH" python -m weasel run smoke

train: $(VENV)/.training
	cd $(MODEL) && PATH="$(abspath $(BIN)):$$PATH" python -m weasel run all
	cd $(ACCURATE) && PATH="$(abspath $(BIN)):$$PATH" python -m weasel run all

clean:
	rm -rf $(VENV) $(LOWEST) out

$(BIN)/python:
	@command -v $(PYTHON) >/dev/null || { echo 'newsnlp needs Python 3.11 or later; $(PYTHON) is not installed'; exit 1; }
	@$(PYTHON) -c 'import sys; v = sys.version_info; sys.exit(None if (3, 11) <= v[:2] < (3, 15) else \
	"newsnlp needs Python 3.11 to 3.14; $(PYTHON) is %d.%d. Name another one: PYTHON=python3.12 make ..." % v[:2])'
	$(PYTHON) -m venv $(VENV)
	$(PIP) install --upgrade pip

$(VENV)/.package: pyproject.toml | $(BIN)/python
	$(PIP) install --editable .
	@touch $@

# The pipeline is a package of its own, with another licence; --no-deps because newsnlp has brought spaCy.
$(VENV)/.installed: $(VENV)/.package $(PACKAGE_FILES)
	@test -f $(PACKAGE)/setup.py || { echo 'the trained pipeline is not in $(PACKAGE); make it with: make train'; exit 1; }
	$(PIP) install --force-reinstall --no-deps ./$(PACKAGE)
	@touch $@

# The accurate pipeline and what it runs by.
$(VENV)/.accurate: $(VENV)/.installed
	$(PIP) install --editable '.[trf]'
	@test ! -f $(ACCURATE_PACKAGE)/setup.py || $(PIP) install --force-reinstall --no-deps ./$(ACCURATE_PACKAGE)
	@touch $@

# An environment of its own, made anew whenever what it is made of changes; the tools are the newest.
$(LOWEST)/.installed: pyproject.toml tools/lowest.py $(PACKAGE_FILES)
	@command -v $(LOWEST_PYTHON) >/dev/null || { echo 'needs the lowest Python, $(LOWEST_PYTHON)'; exit 1; }
	rm -rf $(LOWEST)
	$(LOWEST_PYTHON) -m venv $(LOWEST)
	$(LOWEST)/bin/python -m pip --quiet --disable-pip-version-check install --upgrade pip
	$(LOWEST)/bin/python tools/lowest.py pyproject.toml >$(LOWEST)/lowest.txt
	$(LOWEST)/bin/python -m pip --quiet install --constraint $(LOWEST)/lowest.txt --editable . --group dev
	$(LOWEST)/bin/python -m pip --quiet install --no-deps ./$(PACKAGE)
	@touch $@

$(VENV)/.tools: $(VENV)/.package
	$(PIP) install --group dev
	@touch $@

$(VENV)/.training: $(VENV)/.package
	$(PIP) install --editable '.[train,trf]'
	@touch $@
