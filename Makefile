# The commands of the project; `make` alone lists them.
#
# PYTHON names the interpreter (3.11 or newer) that the environment is made with, VENV its folder:
#   make test PYTHON=python3.13 VENV=.venv-3.13

PYTHON ?= python3
VENV ?= .venv
PORT ?= 8000
# Arguments for pytest: make test TESTS="tests/web -k article"
TESTS ?=

export PORT
# A recipe that fails says why itself.
MAKEFLAGS += --no-print-directory
BIN := $(VENV)/bin
COMPILE := compile -q --universal --python-version 3.11 --generate-hashes --no-emit-index-url --no-header

.PHONY: help run dev test lint format messages requirements benchmark screenshots backup clean install install-dev
.DEFAULT_GOAL := help

help: ## show this list
	@sed -n 's/^\([a-z-]*\):.*## \(.*\)/  make \1|\2/p' Makefile | sed 's/|/                    /; s/^\(.\{22\}\) */\1/'

run: install ## serve the site on http://127.0.0.1:8000/ (PORT=... for another port)
	@STOP_WITH_PARENT=1 exec $(BIN)/python -m newsroom.start

dev: install-dev ## the same for development: reloads changed code, shows the debug toolbar
	@STOP_WITH_PARENT=1 exec $(BIN)/python -m newsroom.start --dev

test: install-dev ## run all tests, on a PostgreSQL of their own (TESTS="..." for pytest)
	@$(BIN)/python -m tests.chromium
	@exec $(BIN)/python -m pytest -q -n auto --dist worksteal $(TESTS)

lint: install-dev ## check style, types and layers
	@$(BIN)/ruff check .
	@$(BIN)/ruff format --check .
	@$(BIN)/mypy
	@$(BIN)/lint-imports

format: install-dev ## put the code in the project's form
	@$(BIN)/ruff check --fix .
	@$(BIN)/ruff format .

messages: install ## compile the translations, and list what is not translated
	@$(BIN)/python manage.py compile_messages
	@$(BIN)/python manage.py compile_messages --check

requirements: install-dev ## lock what requirements.in and requirements-dev.in name, with hashes
	@$(BIN)/uv pip $(COMPILE) requirements.in -o requirements.txt
	@$(BIN)/uv pip $(COMPILE) requirements-dev.in -o requirements-dev.txt

benchmark: install-dev ## measure imports, pages and search on this machine
	@for script in tests/benchmarks/[a-z]*.py; do $(BIN)/python $$script || exit 1; done

screenshots: install-dev ## take the README's pictures again, in a browser
	@exec $(BIN)/python -m tests.browser.screenshots

backup: install ## write the archive to a file: make backup TO=/path/of/backup.tar
	@exec $(BIN)/python manage.py backup $(TO)

clean: ## remove what can be made again; the archive in var/ stays
	@rm -rf $(VENV) .mypy_cache .ruff_cache .pytest_cache .import_linter_cache .hypothesis
	@find . -name __pycache__ -type d -not -path './.git/*' -prune -exec rm -rf {} +

install: FILES := requirements.txt
install-dev: FILES := requirements.txt requirements-dev.txt
install install-dev:
	@command -v $(PYTHON) >/dev/null || \
	  { echo "There is no $(PYTHON) here: install Python 3.11 or newer (apt-get install python3 python3-venv)." >&2; exit 1; }
	@$(PYTHON) -I newsroom/install.py $(VENV) $(FILES)
