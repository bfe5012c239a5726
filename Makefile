# Two commands for newcomers: `make site`, then `make test`. Everything they need they install themselves.
PYTHON ?= python3
VENV := .venv
TERRA := $(VENV)/bin/terra

.PHONY: site serve test bench check setup clean

site: setup ## build the site into site/
	$(TERRA) build

serve: site ## preview the site on http://127.0.0.1:8000/ (Range requests work)
	$(TERRA) serve

check: setup ## check the records and the thesaurus
	$(TERRA) check

test: setup ## every check: style, types, unit, browser, standards
	@mkdir -p .cache
	tests/run

bench: setup ## the measured claims of the README, side by side with their peers
	$(VENV)/bin/python -m tests.bench

setup: $(VENV)/.ready node_modules/.ready ## install what is needed into .venv and node_modules

$(VENV)/.ready: pyproject.toml constraints.txt
	$(PYTHON) -c 'import sys; sys.exit(0 if sys.version_info >= (3, 11) else "Python 3.11 or later is needed, this is " + sys.version.split()[0])'
	$(PYTHON) -m venv $(VENV)
	$(VENV)/bin/python -m pip install --quiet --disable-pip-version-check --constraint constraints.txt --editable '.[dev]'
	touch $@

node_modules/.ready: package.json package-lock.json
	npm ci --silent --no-audit --no-fund
	touch $@

clean: ## forget the site, the caches and the installed packages
	rm -rf site .site .cache $(VENV) node_modules
