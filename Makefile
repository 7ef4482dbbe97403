# The few targets there are. Python 3.11 or newer and make are enough; the rest is installed into .venv.

PYTHON ?= python3
VENV := .venv
BIN := $(VENV)/bin
READY := $(VENV)/.ready
READY_DEV := $(VENV)/.ready-dev
PIP := $(BIN)/python -m pip install --disable-pip-version-check --constraint constraints.txt --editable
# One thread per library: pages are read by processes, and threads of them all would stand in each other's way.
export OMP_NUM_THREADS ?= 1

.DEFAULT_GOAL := help
.PHONY: help install run test slow check rules docs bench benchcheck evaluate clean

help:  ## what can be made
	@grep -E '^[a-z]+:.*##' $(MAKEFILE_LIST) | sed -E 's/:[^#]*##/\t/' | expand -t 12

# Done again when what is to be installed has changed, and only then.
$(READY): pyproject.toml constraints.txt
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11) and "Python 3.11 or newer is needed, this is " + sys.version.split()[0])'
	@test -x $(BIN)/python || $(PYTHON) -m venv $(VENV)
	@echo "Installing into $(VENV); the first time this takes some minutes ..."
	@$(PIP) '.[flow,data,review]'
	@$(BIN)/python -m compileall -q src
	@touch $(READY)

$(READY_DEV): $(READY)
	@echo "Installing what tests need ..."
	@$(PIP) '.[flow,dask,s3,data,review,dev]'
	@touch $(READY_DEV)

install: $(READY_DEV)  ## make .venv with everything in it

# Compiled once, also where Python is told to write nothing of the kind: else each run would do it anew.
run: $(READY)  ## read the reports in raw_pdfs/ and publish their tables in output/
	@$(BIN)/python -m compileall -q src
	@echo "Reading raw_pdfs/; the temporary server of Prefect starts first, which takes half a minute at most ..."
	@if [ -f flows/ingest.py ]; then $(BIN)/fortschritt flow; else $(BIN)/fortschritt run; fi

test: $(READY_DEV)  ## the fast tests
	$(BIN)/python -m pytest -n 2 -m "not slow"

slow: $(READY_DEV)  ## the slow tests: whole reports, servers, browsers
	$(BIN)/python -m pytest -n 2 -m slow

check: $(READY_DEV)  ## style, types, imports between rooms, freshness of the docs
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/mypy
	$(BIN)/lint-imports
	$(BIN)/python scripts/generate_docs.py --check

rules: $(READY_DEV)  ## what each rule of layout and reports is worth: slow, all documents without each of them
	$(BIN)/python -m scripts.rules

docs: $(READY_DEV)  ## write the pages that are made from the code
	$(BIN)/python scripts/generate_docs.py

bench: $(READY_DEV)  ## measure each stage, the whole command beside plain readers up to 1,000 pages, and publication
	$(BIN)/python -m pytest benchmarks/test_stages.py --benchmark-timer=time.process_time --benchmark-autosave \
		--benchmark-columns=min,median,rounds --benchmark-sort=name --benchmark-max-time=0.5
	$(BIN)/python -m benchmarks.run
	$(BIN)/python -m benchmarks.check --long
	$(BIN)/python -m benchmarks.scale_bench publish --published 100 1000
	$(BIN)/python benchmarks/german_bench.py

benchcheck: $(READY_DEV)  ## fail when extraction has become slower than recorded
	$(BIN)/python -m benchmarks.check

evaluate: $(READY_DEV)  ## extract the sample report and compare it with its truth
	PATH="$(CURDIR)/$(BIN):$$PATH" scripts/evaluate.sh

clean:  ## remove .venv and caches; results stay
	rm -rf $(VENV) .mypy_cache .ruff_cache .pytest_cache .import_linter_cache
