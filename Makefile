# Everything runs in .venv, which the first command makes and later ones find ready.

# The first Python on the PATH that is new enough and can make environments. Another: make PYTHON=/path/to/python
CANDIDATES = python3 python3.14 python3.13 python3.12 python3.11
CHECK = import ensurepip, sys; sys.exit(sys.version_info < (3, 11))
PYTHON ?= $(firstword $(foreach p,$(CANDIDATES),$(shell $(p) -c '$(CHECK)' 2>/dev/null && echo $(p))))

export NO_MKDOCS_2_WARNING = 1  # a banner of the theme on every build

VENV = .venv
RUN = $(VENV)/bin/python -m

.PHONY: serve test mutants site zensical takeaway bench clean

serve: $(VENV)/site.stamp
	$(RUN) mkdocs serve --strict --dev-addr 127.0.0.1:8000

test: $(VENV)/test.stamp
	$(RUN) pytest -q -n 2 --dist loadgroup --no-loadscope-reorder

mutants: $(VENV)/test.stamp  # wrong lines in src/backprop: which of them do the pages catch alone?
	$(RUN) tests.docs.implementation

site: $(VENV)/site.stamp
	$(RUN) mkdocs build --strict

zensical: $(VENV)/test.stamp  # the other host, into the same folder
	$(RUN) zensical build --strict

takeaway: $(VENV)/test.stamp  # do the notebooks and scripts of the built site run without it?
	$(VENV)/bin/python tests/docs/takeaway.py

bench: $(VENV)/site.stamp
	@for script in benchmarks/*.py; do $(VENV)/bin/python $$script || exit 1; done

clean:
	rm -rf $(VENV) .cache site site.new site.old build .pytest_cache .hypothesis src/*.egg-info
	find . -name __pycache__ -type d -prune -exec rm -rf {} +

$(VENV)/python.stamp:
	@$(or $(PYTHON),false) -c '$(CHECK)' || { \
	  echo "Geomsan needs Python 3.11 or newer with its venv module; found: $(or $(PYTHON),none of $(CANDIDATES))." >&2; \
	  echo "Install one (on Debian and Ubuntu: python3 and python3-venv), or name one: make PYTHON=/path/to/python3.11" >&2; \
	  exit 1; }
	$(PYTHON) -m venv $(VENV)
	@touch $@

$(VENV)/site.stamp: $(VENV)/python.stamp requirements.txt pyproject.toml
	$(RUN) pip install --quiet --disable-pip-version-check --requirement requirements.txt
	$(RUN) pip install --quiet --disable-pip-version-check --no-deps --editable .
	@touch $@

$(VENV)/test.stamp: $(VENV)/site.stamp requirements-test.txt
	$(RUN) pip install --quiet --disable-pip-version-check --requirement requirements-test.txt
	@touch $@
