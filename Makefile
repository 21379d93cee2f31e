# Debian 12 and plain tools are enough: python3 (3.11), python3-venv, make, git.
SHELL := /bin/bash
.SHELLFLAGS := -eu -o pipefail -c
.DEFAULT_GOAL := help

PYTHON ?= python3
JOBS ?= auto
PARSER ?= all
RUNS ?= 0
MINUTES ?= 10
LENGTH ?= 8192
FAULTS ?= 1000
SEED ?= 1
SIZES ?= 10000 100000 1000000
BIN := .venv/bin
RUNTIME := .venv/.installed
DEV := .venv/.installed-dev
FUZZ := .venv/.installed-fuzz
PYTEST := $(BIN)/python -m pytest
ON_POSTGRESQL := $(BIN)/python -m tests.postgresql -- $(PYTEST)
# What never meets a database is not run twice.
WITHOUT_DATABASE := $(addprefix --ignore=tests/,core formats letters browser fuzz test_structure.py)
# What a file's tests begin with is built by the worker that runs it, and by no other; the longest come first, as
# tests/conftest.py says, so that no worker ends long after the others.
TOGETHER := --dist loadfile --no-loadscope-reorder
BENCHMARKS := $(filter-out $(patsubst %,benchmarks/%.py,common book company api_server api_endpoints growth growth_figures performance),$(wildcard benchmarks/*.py))

export PIP_DISABLE_PIP_VERSION_CHECK := 1
export PIP_ROOT_USER_ACTION := ignore

.PHONY: help demo serve tour test test-sqlite test-postgresql test-all check lint types contracts structure migrations \
        security security-fast golden messages client released bench load growth faults fuzz clean

help: ## what can be made
	@grep -E '^[a-z-]+:.*## ' Makefile | sed -E 's/^([a-z-]+):.*## /\1\t/' | expand -t 12

demo: $(RUNTIME) ## a demo company with a bank statement imported, matched and posted, in .work/; then the web application
	@mkdir -p .work && rm -f .work/demo.sqlite3*
	@RESKONTRA_DATABASE_URL=sqlite:///.work/demo.sqlite3 RESKONTRA_DEMO=1 $(BIN)/reskontra demo

tour: $(DEV) ## the pictures of docs/tour.md, made by Chromium over the demo
	$(BIN)/python -m scripts.tour

serve: $(RUNTIME) ## the web application over the demo's database, as make demo left it
	@RESKONTRA_DEMO=1 RESKONTRA_DATABASE_URL=sqlite:///.work/demo.sqlite3 $(BIN)/reskontra serve

test: test-sqlite test-postgresql ## the tests, on SQLite and then on PostgreSQL

test-sqlite: $(DEV)
	$(PYTEST) -n $(JOBS) $(TOGETHER) tests

test-postgresql: $(DEV)
	$(ON_POSTGRESQL) -n $(JOBS) $(TOGETHER) tests $(WITHOUT_DATABASE)

test-all: $(DEV) ## the tests with the long runs, on both databases; the wheel installed and tried
	$(PYTEST) -n $(JOBS) $(TOGETHER) --long tests
	$(ON_POSTGRESQL) -n $(JOBS) $(TOGETHER) --long tests $(WITHOUT_DATABASE)
	$(BIN)/python -m scripts.wheel

check: $(DEV) ## style, types, import contracts, structure, migrations, rules of safety
	@$(MAKE) --no-print-directory $(if $(findstring jobserver,$(MAKEFLAGS)),,--jobs=2) --output-sync=target types lint structure contracts migrations security-fast

lint: $(DEV)
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .

types: $(DEV)
	$(BIN)/mypy

contracts: $(DEV)
	$(BIN)/lint-imports

structure: $(DEV)
	$(PYTEST) tests/test_structure.py tests/test_company_leads.py tests/test_error_catalogue.py

migrations: $(DEV)
	RESKONTRA_DATABASE_URL=sqlite:///:memory: DJANGO_SETTINGS_MODULE=reskontra.config.settings \
	  $(BIN)/python -m django makemigrations --check --dry-run
	$(PYTEST) tests/test_migrations.py

security: $(DEV) ## rules of safety, keys in the history, advisories, tests of access and tampering: ends with 3 where advisories were not reached
	$(BIN)/python -m scripts.security

security-fast: $(DEV)
	$(BIN)/python -m scripts.security --fast

golden: $(DEV) ## write the expected outputs anew; read the difference before committing it
	GOLDEN=write $(PYTEST) -n $(JOBS) tests || true
	git --no-pager diff --stat -- tests/golden docs/errors.md

messages: $(DEV) ## gather the texts of the program, and compile their Swedish
	$(BIN)/python -m scripts.messages

client: $(DEV) ## write the Python client's shapes and nouns from the endpoints
	$(BIN)/python -m scripts.client

released: $(DEV) ## keep books of this version, which all later versions are held to; once, when it is released
	$(BIN)/python -m tests.released.keep
	$(BIN)/python -m tests.postgresql -- $(BIN)/python -m tests.released.keep

bench: $(DEV) ## the benchmarks, each against its floor in the same run
	@test -n "$(BENCHMARKS)" || echo "There is no benchmark yet."
	@for script in $(BENCHMARKS:.py=); do \
	  echo "== $$script"; $(BIN)/python -m "$${script//\//.}"; \
	done

load: $(DEV) ## programs that ask the REST API at a steady rate, on SQLite and then on PostgreSQL
	$(BIN)/python -m benchmarks.api_load
	$(BIN)/python -m tests.postgresql -- $(BIN)/python -m benchmarks.api_load --postgresql
	$(BIN)/python -m benchmarks.api_endpoints
	$(BIN)/python -m tests.postgresql -- $(BIN)/python -m benchmarks.api_endpoints --postgresql
	$(BIN)/python -m benchmarks.performance

growth: $(DEV) ## how the work grows with the book, on both databases, into docs/performance.md: SIZES="10000 100000 1000000"
	$(BIN)/python -m benchmarks.growth --sizes $(SIZES)
	$(BIN)/python -m tests.postgresql -- $(BIN)/python -m benchmarks.growth --postgresql --sizes $(SIZES)
	$(BIN)/python -m benchmarks.performance

# On PostgreSQL over a server with a synchronous standby: it falls down, is cut off, the standby takes over.
faults: $(DEV) ## programs, disks, networks and servers struck at random, the books proved after each: FAULTS=1000 on SQLite, a fifth on PostgreSQL, SEED=1
	$(PYTEST) -s --long tests/faults/test_storm.py tests/faults/test_many_clients.py --faults $(FAULTS) --storm $(SEED)
	$(BIN)/python -m tests.faults.servers -- $(PYTEST) -s tests/faults/test_storm.py \
	  --faults $$(( $(FAULTS) / 5 )) --storm $(SEED)
	$(ON_POSTGRESQL) -s --long tests/faults/test_many_clients.py

# make fuzz PARSER=mt940 RUNS=2000000; without RUNS until the minutes are over
fuzz: $(FUZZ) ## the readers of files under atheris: PARSER=all, MINUTES=10 for each, RUNS, LENGTH
	$(BIN)/python -m tests.fuzz.run $(PARSER) --runs $(RUNS) --minutes $(MINUTES) --length $(LENGTH)

clean: ## remove what the targets made, but for .venv
	rm -rf .work build dist client/build client/*.egg-info .mypy_cache .ruff_cache .pytest_cache .hypothesis .import_linter_cache
	find . -name __pycache__ -not -path './.venv/*' -prune -exec rm -rf {} +

# An environment cut short, or made without pip, is made anew.
define environment
	@if ! $(BIN)/python -m pip --version >/dev/null 2>&1; then \
	  rm -rf .venv; \
	  $(PYTHON) -m venv .venv || { rm -rf .venv; \
	    echo "No environment could be made in .venv. Install python3-venv and run make again." >&2; exit 1; }; \
	fi
endef

$(RUNTIME): pyproject.toml constraints.txt
	$(environment)
	@echo "Installing into .venv ..."
	@$(BIN)/python -m pip install --quiet --constraint constraints.txt --editable .
	@touch $@

$(DEV): pyproject.toml client/pyproject.toml constraints.txt
	$(environment)
	@echo "Installing into .venv, with the tools for development ..."
	@$(BIN)/python -m pip install --quiet --constraint constraints.txt --editable '.[dev]' --editable ./client
	@touch $@ $(RUNTIME)

$(FUZZ): $(DEV)
	@echo "Installing into .venv, with the fuzzer ..."
	@$(BIN)/python -m pip install --quiet --constraint constraints.txt --editable '.[fuzz]'
	@touch $@
