# `make help` lists what there is. Each target does its own set-up (scripts/setup).

PREFIX ?= /usr/local
DESTDIR ?=

# Warnings are errors, and a target that imports what it does not declare is one too.
STRICT = --explicit-target-dependency-import-check error -Xswiftc -warnings-as-errors
# In CI every build is strict, so that lint and test share one. For everybody else a warning of a newer compiler
# is no reason not to build.
BUILD_FLAGS = $(if $(CI),$(STRICT))
# A release binary carries the Swift runtime: it starts in half the time and runs where no Swift is installed.
# On macOS the system has it.
RELEASE_FLAGS = $(if $(filter Darwin,$(shell uname)),,--static-swift-stdlib)

.PHONY: demo test build install bench score lint fmt clean help

help:  ## list the targets
	@sed -n 's/^\([a-z]*\):.*## /\1	/p' Makefile | expand -t 10

demo:  ## compare the two versions of the embedded example
	@scripts/setup build
	@BUILD_FLAGS="$(BUILD_FLAGS)" scripts/demo

test:  ## build and run all tests
	@scripts/setup build
	@BUILD_FLAGS="$(BUILD_FLAGS)" scripts/test

build:  ## build the release binary, .build/release/drift
	@scripts/setup build
	swift build -c release --product drift $(RELEASE_FLAGS)

install: build  ## install the release binary in PREFIX/bin (default /usr/local)
	install -d "$(DESTDIR)$(PREFIX)/bin"
	install -m 755 .build/release/drift "$(DESTDIR)$(PREFIX)/bin/drift"

bench: build  ## measure speed and memory of the release binary
	@scripts/setup bench
	@swift build -c release --product drift-example-systems $(RELEASE_FLAGS)
	@Tests/Benchmarks/bench $(BENCH_ARGS)

score: build  ## score the release binary on the labelled corpus, where that is at hand
	@scripts/setup score
	@scripts/score

lint:  ## check format, warnings and import direction
	@scripts/setup build
	@BUILD_FLAGS="$(STRICT)" scripts/lint

fmt:  ## format the sources in place
	swift format format --in-place --parallel -r Sources Tests Package.swift

clean:  ## remove everything that was built
	rm -rf .build
