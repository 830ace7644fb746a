# Everything runs from here. A fresh machine needs Python >= 3.11, Node >= 20 and make; the rest is installed
# into this folder (.tools, .venv, frontend/node_modules) the first time a target wants it.

.DEFAULT_GOAL := help
.NOTPARALLEL:
SHELL := /bin/sh

# The first interpreter that is new enough; PYTHON=/path/to/python3 chooses another.
PYTHON ?= $(shell for each in python3 python3.14 python3.13 python3.12 python3.11; do \
	$$each -c 'import sys; sys.exit(sys.version_info < (3, 11))' 2>/dev/null && { command -v $$each; break; }; done)
UV := .tools/bin/uv
IN := .venv/bin
export UV_PYTHON_DOWNLOADS := never
export UV_NO_PROGRESS := 1
# Where it is set, every process compiles all it imports anew: seconds for each server that a test starts.
unexport PYTHONDONTWRITEBYTECODE

# pytest processes; each starts a PostgreSQL and a NATS of its own. Three keep two cores busy: tests wait for servers.
# In the order of their folders: browsers and servers first, so that no slow file of few tests is left alone at the end.
TEST_PROCESSES ?= 3
# What `make test` runs: T=tests/unit/survey_core for some of the tests.
T ?=

PAGE_SOURCES := docs/measurement.md $(wildcard services/survey-core/src/survey_core/wording/*.json) \
	$(shell find frontend -type f -not -path '*/node_modules/*' -not -path '*/dist/*' 2>/dev/null)

help: ## Show this list
	@awk 'BEGIN {FS = ":.*## "} /^##@/ {printf "\n%s\n", substr($$0, 5)} \
		/^[a-z-]+:.*## / {printf "  %-10s %s\n", $$1, $$2}' $(MAKEFILE_LIST)

##@ Try it
demo: install pages ## The whole main job once with synthetic schools, in a throw-away folder (2 minutes)
	@$(IN)/python -m infra.demo

run: install pages ## Run it on this machine until Ctrl-C; PORT=8000, DEMO=0 for no demonstration district
	@$(IN)/python -m infra.local run

##@ Every day
test: install pages sdks/typescript/node_modules/.installed ## Every test, browser tests included; T=tests/unit/... for some of them
	@if [ -z "$(T)" ]; then npm --prefix frontend test; fi
	@$(IN)/pytest -n $(TEST_PROCESSES) --dist loadfile --no-loadscope-reorder $(T)

check: install modules sdks/typescript/node_modules/.installed ## Format, lint, types, import rules, dependencies, security, documents (no tests)
	$(IN)/ruff format --check .
	$(IN)/ruff check .
	$(IN)/mypy
	$(IN)/lint-imports
	@for each in survey-core survey-api scoring-worker respondent-client; do \
		echo "deptry $$each"; $(IN)/deptry --config services/$$each/pyproject.toml services/$$each/src || exit 1; done
	$(IN)/deptry infra
	$(IN)/bandit --quiet --recursive --configfile pyproject.toml services infra
	$(IN)/python -m survey_api.docs --check
	$(IN)/python -m infra.sdks --check
	npm --prefix sdks/typescript run check
	npm --prefix frontend run check

format: install ## Format the Python code and apply the safe fixes
	$(IN)/ruff format .
	$(IN)/ruff check --fix .

tour: install pages ## Pictures of every state of the pages, light and dark, into docs/tour (the browser tests take them)
	@rm -f docs/tour/*.webp
	@PICTURES="$(CURDIR)/docs/tour" $(IN)/pytest -q tests/e2e
	@cd frontend && node e2e/tour.mjs ../docs/tour

looks: install pages ## Pictures of the report of six made-up schools, screen and print, into build/looks, to be looked at
	@$(IN)/python -m infra.looks

sdks: install sdks/typescript/node_modules/.installed ## The generated halves of sdks/, from docs/openapi.json
	@$(IN)/python -m infra.sdks

##@ Measure
bench: install pages frontend/bench/node_modules/.installed ## Speed: intake beside pgbench, statistics, pages; build/bench.json
	@$(IN)/python -m infra.bench

# Tests that look for traces in dumps, logs, streams and tables; they run before the attacks.
TRACES := tests/architecture/test_respondent_traces.py $(wildcard tests/integration/*/test_traces.py)
privacy: install pages ## The attacks on anonymity, controls included: a table, and build/privacy.json
	@$(IN)/pytest -q $(TRACES)
	@$(IN)/python -m tests.privacy

chaos: install ## Faults: kills in the middle of releases and of intake; a table, and build/chaos.json
	@$(IN)/python -m tests.chaos

fuzz: install ## Requests of every kind against the API's own description, 50,000; a table, and build/fuzz.json
	@$(IN)/python -m tests.contract

nyc: install ## New York City's 2011 survey scored again beside its own numbers, where its data is; build/nyc/index.html
	@$(IN)/python -m infra.nyc

##@ Parts
install: .venv/.synced ## The Python environment, from uv.lock

modules: frontend/node_modules/.installed ## The pages' tools, from package-lock.json

pages: frontend/dist/bundle.json ## The built pages

clean: ## Remove what was built; data (.data), keys (.keys) and logs (.logs) stay
	rm -rf .tools .venv build frontend/node_modules frontend/dist sdks/typescript/node_modules

.PHONY: help demo run test check format looks sdks tour bench privacy chaos fuzz nyc install modules pages clean

.tools/bin/uv:
	@if [ -z "$(PYTHON)" ]; then echo "Throughline needs Python 3.11 or newer (python3 on the PATH, or PYTHON=...)." >&2; exit 1; fi
	@echo "Installing uv into .tools ..."
	@"$(PYTHON)" -m venv .tools
	@.tools/bin/python -m pip install --quiet --disable-pip-version-check 'uv>=0.9,<1'

.venv/.synced: uv.lock pyproject.toml $(wildcard services/*/pyproject.toml) | .tools/bin/uv
	@echo "Installing the Python environment into .venv ..."
	@$(UV) sync --frozen --quiet --python "$(PYTHON)"
	@touch $@

frontend/node_modules/.installed: frontend/package-lock.json
	@node -e 'process.exit(parseInt(process.versions.node) >= 20 ? 0 : 1)' || \
		{ echo "Throughline needs Node 20 or newer (node on the PATH)." >&2; exit 1; }
	@echo "Installing the pages' tools into frontend/node_modules ..."
	@cd frontend && npm ci --no-audit --no-fund --loglevel=error
	@touch $@

sdks/typescript/node_modules/.installed: sdks/typescript/package-lock.json
	@echo "Installing the TypeScript client's tools into sdks/typescript/node_modules ..."
	@cd sdks/typescript && npm ci --no-audit --no-fund --loglevel=error
	@touch $@

frontend/bench/node_modules/.installed: frontend/bench/package-lock.json
	@echo "Installing Lighthouse into frontend/bench/node_modules ..."
	@cd frontend/bench && npm ci --ignore-scripts --no-audit --no-fund --loglevel=error
	@touch $@

frontend/dist/bundle.json: frontend/node_modules/.installed $(PAGE_SOURCES)
	@echo "Building the pages ..."
	@cd frontend && npm run build --silent
	@touch $@
