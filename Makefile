# Two commands for a newcomer: `make demo` and `make test`. README.md has the pip commands behind them.
PYTHON ?= $(shell for p in python3 python3.14 python3.13 python3.12 python3.11; do \
	"$$p" -c 'import sys; sys.exit(sys.version_info < (3, 11))' 2>/dev/null && echo "$$p" && break; done)
VENV ?= .venv
BIN := $(VENV)/bin

.PHONY: help demo test lint types notebooks reports bench-quality bench-speed format clean

help:
	@echo "make demo           install into .venv and check the first report set"
	@echo "make test           lint, types, all tests, notebooks executed"
	@echo "make lint types notebooks reports bench-quality bench-speed format clean"

$(VENV)/bin/python:
	@test -n "$(PYTHON)" || { echo "checker needs Python 3.11 or newer; name one: make PYTHON=/path/to/python3.11 demo"; exit 1; }
	$(PYTHON) -m venv $(VENV)

$(VENV)/.installed: pyproject.toml constraints.txt | $(VENV)/bin/python
	$(BIN)/python -m pip install --quiet -c constraints.txt -e .
	@touch $@

$(VENV)/.installed-dev: pyproject.toml constraints.txt | $(VENV)/bin/python
	$(BIN)/python -m pip install --quiet -c constraints.txt -e '.[dev]'
	@touch $@ $(VENV)/.installed

demo: $(VENV)/.installed
	$(BIN)/checker run fixtures/baghdad-strikes
	@echo "Open it in a browser: file://$(CURDIR)/reports/baghdad-strikes/index.html"

lint: $(VENV)/.installed-dev
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .

types: $(VENV)/.installed-dev
	$(BIN)/mypy

notebooks: $(VENV)/.installed-dev
	$(BIN)/python -m pytest tests/test_notebooks.py

# The tests come last, so that what is printed ends with pytest's own closing line.
test: lint types
	$(BIN)/python -m pytest

# What is generated and committed: the stories' reports, and the output README.md shows.
reports: $(VENV)/.installed
	$(BIN)/python benchmarks/refresh.py

bench-quality: $(VENV)/.installed-dev
	$(BIN)/python benchmarks/quality.py

bench-speed: $(VENV)/.installed-dev
	$(BIN)/python benchmarks/speed.py

format: $(VENV)/.installed-dev
	$(BIN)/ruff check --fix .
	$(BIN)/ruff format .

clean:
	rm -rf .pytest_cache .mypy_cache .ruff_cache .hypothesis .checker-cache build *.egg-info
