# Two commands do everything on a fresh Debian machine: `make play` and `make test`.
SHELL := /bin/bash
export PATH := $(HOME)/.cargo/bin:$(PATH)
CARGO ?= cargo
TARGET := $(or $(CARGO_TARGET_DIR),target)
PRONTO := $(TARGET)/debug/pronto

.PHONY: play test setup-play setup-test build model format core lint checks content heard window clean

# Builds what is missing, fetches the speech model, opens the window (without a display: the call in the terminal).
play: setup-play build
	@$(PRONTO) setup || echo "Senza modello vocale le frasi si scrivono. / Without the speech model sentences are typed."
	@$(PRONTO) play

# Everything CI runs, quickest first.
test: setup-test format core build lint checks content model heard window
	@echo "make test: all green"

setup-play:
	@.ci/setup play

setup-test:
	@.ci/setup test

build:
	$(CARGO) build --locked

# The speech model: fetched once, verified by its hash.
model: build
	$(PRONTO) setup

format:
	$(CARGO) fmt --check

# The core alone: no window, no sound, seconds.
core:
	$(CARGO) test --locked --no-default-features

lint:
	$(CARGO) clippy --locked --all-targets -- -D warnings
	$(CARGO) clippy --locked --all-targets --no-default-features -- -D warnings

checks:
	$(CARGO) test --locked

# Scenarios, lexicons and rubrics as shipped; every scenario rehearsed; every line spoken by the voice it has now.
content: build
	$(PRONTO) check --deny-warnings
	$(PRONTO) rehearse --all
	$(PRONTO) voices render --check

# Tests that need the speech model, by name; then a recorded trainee taken through a whole call, and its proof.
heard: model
	$(CARGO) test --locked --test it -- --ignored with_model
	tests/heard.sh $(PRONTO)

# The window driven from outside under a virtual display with a virtual headset.
window: model
	tests/window.sh $(PRONTO)

clean:
	$(CARGO) clean
