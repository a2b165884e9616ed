# Every target explains itself: the text after ## is what `make help` prints.

PYTHON ?= python3
UV_VERSION := 0.13.9
DATA ?= data/demo
GATEWAY := .venv/bin/gateway
PY := .venv/bin/python
UV := UV_PYTHON_DOWNLOADS=never .uv/bin/uv

# The tests of what must be covered wholly; they alone are slowed by counting lines.
COVERED := tests/audit tests/domain tests/policy
# Of these, what decides many drawn cases and covers nothing that the others do not.
MANY := tests/policy/test_agreement.py tests/policy/test_invariants.py \
	tests/policy/test_mutations.py tests/policy/life/test_separation.py tests/audit/test_tampering.py
# Two at once, each with tests that follow one another: what a file sets up is set up once. Whoever is
# done takes over from the other.
TWO := -n 2 --dist worksteal
OTHERS := $(filter-out tests/__pycache__/ $(COVERED:%=%/),$(wildcard tests/*/ tests/test_*.py))

# What is compiled once is kept, also where the environment says otherwise.
export PYTHONDONTWRITEBYTECODE :=

.DEFAULT_GOAL := help
.PHONY: help install run test check gates bench docs

help: ## Show what each target does.
	@sed -nE 's/^([a-z]+):.*## (.*)/  make \1|\2/p' $(MAKEFILE_LIST) | \
		while IFS='|' read -r name text; do printf '%-16s %s\n' "$$name" "$$text"; done

install: .venv/.installed ## Set up everything in .venv from the lock file; quick the second time.

.uv/bin/uv:
	@command -v $(PYTHON) >/dev/null || { echo 'Python is missing. Install Python 3.11 or newer and run this again.' >&2; exit 1; }
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11))' || { \
		echo "Python 3.11 or newer is needed, and $(PYTHON) is $$($(PYTHON) -V)." >&2; \
		echo 'If a newer one is installed under another name: make install PYTHON=python3.11' >&2; exit 1; }
	$(PYTHON) -m venv .uv
	.uv/bin/pip install -qq --disable-pip-version-check uv==$(UV_VERSION)

.venv/.installed: pyproject.toml uv.lock | .uv/bin/uv
	test -x $(PY) || $(PYTHON) -m venv .venv
	$(UV) sync --locked --quiet --python $(CURDIR)/$(PY)
	@touch $@

run: install $(DATA)/who-to-be.txt ## Serve the demonstration council on this machine, and say what to open and as whom.
	@echo "Starting. It takes a few seconds."
	@GATEWAY_DATA=$(DATA) GATEWAY_LOG_LEVEL=$${GATEWAY_LOG_LEVEL:-warning} $(GATEWAY) serve --show $(DATA)/who-to-be.txt

$(DATA)/who-to-be.txt: | .venv/.installed
	@rm -rf $(DATA).part
	@umask 077; mkdir -p $(DATA).part; \
		GATEWAY_DATA=$(DATA).part $(GATEWAY) demo --programs $(DATA).part/programs.txt \
			> $(DATA).part/who-to-be.txt
	@mv $(DATA).part $(DATA)

test: install ## Run every test and every worked case; policy, audit and domain must be covered wholly.
	rm -f .coverage .coverage.*
	.venv/bin/coverage run -m pytest $(TWO) $(COVERED) $(MANY:%=--ignore=%)
	.venv/bin/coverage combine --quiet
	.venv/bin/pytest $(TWO) $(MANY) $(OTHERS)
	$(GATEWAY) policy test policies
	.venv/bin/coverage report --fail-under=100

check: install ## Check style, types, rule book, generated docs, licences and the lock file.
	.venv/bin/ruff check --quiet
	.venv/bin/ruff format --check --quiet
	.venv/bin/mypy
	$(GATEWAY) policy check
	$(GATEWAY) policy render --check
	$(GATEWAY) policy clauses --check
	$(PY) docs/build.py --check
	$(PY) .ci/licences.py
	$(UV) lock --check --quiet --python $(CURDIR)/$(PY)

gates: install ## Long runs by hand: the rules proved, 700,000 facts decided in four ways, 20,000 slips refused, 2,000 sequences of steps, rights that end, kills under load, times compared. See docs/evidence.md.
	.venv/bin/pytest -q -n 2 -m gate
	$(PY) -m gates

bench: install ## Measure decisions, lists and requests a second beside the peers, as ratios.
	$(PY) -m benchmarks

docs: install ## Write the generated pages of docs/ again.
	$(GATEWAY) policy render
	$(GATEWAY) policy clauses
	$(PY) docs/build.py
