# The scripts do the work; these are their names for those who like make.

SOURCES := Sources Tests Package.swift
PREFIX ?= /usr/local

.PHONY: all setup demo build test lint format docs bench sanitize check-kernels check-arm64 hooks install

all: build

setup:
	scripts/setup

demo:
	scripts/demo $(CFG) $(WEIGHTS) $(IMAGE)

build: setup
	swift build -c release

test:
	scripts/test

lint:
	scripts/lint

format:
	swift format --in-place --parallel --recursive $(SOURCES)

docs: setup
	DARKNET_SWIFT_DOCS=1 swift package --disable-sandbox generate-documentation --target Engine --warnings-as-errors

bench:
	scripts/bench

sanitize: setup
	swift test --disable-xctest --sanitize=thread --scratch-path .build-tsan

check-kernels:
	scripts/check-kernels

check-arm64:
	scripts/check-kernels arm64

hooks:
	git config core.hooksPath .githooks

# The program finds the networks that come with it in share beside its own folder.
install: setup
	swift build -c release --product darknet-swift
	install -d $(DESTDIR)$(PREFIX)/bin $(DESTDIR)$(PREFIX)/share/darknet-swift/cfg
	install .build/release/darknet-swift $(DESTDIR)$(PREFIX)/bin
	install -m 644 cfg/* $(DESTDIR)$(PREFIX)/share/darknet-swift/cfg
