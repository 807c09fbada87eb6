# Every target is one command of Python, run in .venv; .venv is made by the first that needs it.
PORT ?= 5000
STATE ?= .forum
# The first Python that is new enough; else python3, so that the preflight can say what is missing.
PYTHON ?= $(shell for p in python3 python3.13 python3.12 python3.11; do $$p -c 'import sys; sys.exit(sys.version_info < (3, 11))' 2>/dev/null && echo $$p && exit; done; echo python3)
VENV = @PYTHONPATH=ckanext-forum $(PYTHON) -m forum_stack.install
TESTS = $(VENV) dev -- tests/run.py

.PHONY: help demo test test-fast check bench faults screenshots stop reset lock
.DEFAULT_GOAL := help

help: ## cette aide
	@sed -n 's/^\([a-z-]*\):.*## \(.*\)/  make \1\t\2/p' Makefile
demo: ## le catalogue avec ses données fictives (PORT=5000 STATE=.forum)
	$(VENV) run --port $(PORT) -- -m forum_stack demo --port $(PORT) --state $(STATE)
test: ## tous les tests, avec de vrais services
	$(TESTS) test
test-fast: ## les tests sans service, en moins de 30 secondes
	$(TESTS) fast
check: ## style, types, frontières entre les pièces
	$(TESTS) check
bench: ## mesures de vitesse, écrites dans docs/performance.md
	$(TESTS) bench
faults: ## pannes provoquées pendant une publication
	$(TESTS) faults
screenshots: ## images des pages, dans docs/images
	$(TESTS) screenshots
stop: ## arrête le catalogue lancé par make demo
	$(VENV) run -- -m forum_stack stop --state $(STATE)
reset: ## arrête le catalogue et efface ses données
	$(VENV) run -- -m forum_stack reset --state $(STATE)
lock: ## refait les listes de paquets de locks/
	$(TESTS) lock
