# The scripts do the work; these are their names for those who like make.

SOURCES := Sources Tests Package.swift
PREFIX ?= /usr/local
BUILT := .build/release/darknet-swift
# What 'install' puts in its place: built first, unless another one is named.
PROGRAM ?= $(BUILT)
SHARE := $(DESTDIR)$(PREFIX)/share

.PHONY: all setup demo build test lint format docs bench fuzz sanitize soak check-kernels check-arm64 hooks release install

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

# make fuzz SECONDS=600 TARGET=cfg
SECONDS ?= 60
fuzz:
	scripts/fuzz $(SECONDS) $(TARGET)

sanitize:
	scripts/sanitize

# As many images, frames and calls in a row as IMAGES says.
soak:
	scripts/soak $(or $(IMAGES),20000)

check-kernels:
	scripts/check-kernels

check-arm64:
	scripts/check-kernels arm64

hooks:
	git config core.hooksPath .githooks

release: setup
	swift build -c release --product darknet-swift

# The program finds the networks that come with it in share beside its own folder; the manual page and what shells
# complete its words by are its own output.
install: $(if $(filter $(BUILT),$(PROGRAM)),release)
	install -d $(DESTDIR)$(PREFIX)/bin $(SHARE)/darknet-swift/cfg $(SHARE)/man/man1 \
	  $(SHARE)/bash-completion/completions $(SHARE)/zsh/site-functions $(SHARE)/fish/vendor_completions.d
	install $(PROGRAM) $(DESTDIR)$(PREFIX)/bin/darknet-swift
	install -m 644 cfg/* $(SHARE)/darknet-swift/cfg
	$(PROGRAM) manual >$(SHARE)/man/man1/darknet-swift.1
	$(PROGRAM) --generate-completion-script bash >$(SHARE)/bash-completion/completions/darknet-swift
	$(PROGRAM) --generate-completion-script zsh >$(SHARE)/zsh/site-functions/_darknet-swift
	$(PROGRAM) --generate-completion-script fish >$(SHARE)/fish/vendor_completions.d/darknet-swift.fish
