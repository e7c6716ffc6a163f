# The two commands a clone needs: `make run` and `make test`. Each makes its own environment in .venv.
PYTHON ?= python3
VENV ?= .venv
BIN := $(VENV)/bin
# make run ARGS="--port 9000"
ARGS ?=

.PHONY: run test check format protocol sessions clean help

help:
	@echo "make run       start the server on 127.0.0.1 (ARGS=\"...\" go to tetrascope serve)"
	@echo "make test      check the code and run the whole suite"
	@echo "make check     types and lint only"
	@echo "make protocol  write the generated files of protocol/ anew"
	@echo "make sessions  record protocol/sessions/ anew, with the real network"
	@echo "make clean     remove the environment and everything made"

run: $(VENV)/installed
	$(BIN)/tetrascope serve $(ARGS)

test: $(VENV)/installed-for-tests check
	$(BIN)/python -m pytest

check: $(VENV)/installed-for-tests
	$(BIN)/ruff format --check backend tests protocol
	$(BIN)/ruff check backend tests protocol
	$(BIN)/mypy

format: $(VENV)/installed-for-tests
	$(BIN)/ruff format backend tests protocol
	$(BIN)/ruff check --fix backend tests protocol

protocol: $(VENV)/installed-for-tests
	$(BIN)/python protocol/generate.py

# Where ensurepip is missing (Debian without python3-venv), the pip at hand installs into the environment.
$(VENV)/pip:
	@$(PYTHON) -m venv $(VENV) || { $(PYTHON) -m venv --clear --without-pip $(VENV) && \
		$(PYTHON) -m pip --python $(BIN)/python install --quiet pip; }
	@touch $@

$(VENV)/installed: $(VENV)/pip pyproject.toml constraints.txt
	@echo "Installing into $(VENV): about a minute and 2.5 GB, most of it TensorFlow."
	@$(BIN)/python -m pip install --quiet --constraint constraints.txt --editable .
	@touch $@

$(VENV)/installed-for-tests: $(VENV)/pip pyproject.toml constraints.txt
	@echo "Installing into $(VENV) with what the tests need."
	@$(BIN)/python -m pip install --quiet --constraint constraints.txt --editable ".[test,lite]"
	@touch $@ $(VENV)/installed

sessions: $(VENV)/installed-for-tests
	$(BIN)/python protocol/record.py

clean:
	rm -rf $(VENV) build dist .mypy_cache .pytest_cache .ruff_cache .hypothesis
