# Two commands matter: `make site` and `make test`. Both do all their set-up and share one build.

FLAGS = -c release -Xswiftc -enable-testing
PROGRAM = .build/release/detection-catalog
CATALOG ?= catalog
OUTPUT ?= site
FILTER ?=
SECONDS ?= 60
TARGET ?= spl

.PHONY: site test bench quick fuzz lint format setup setup-tests golden

site: setup ## Build the program and write the site of CATALOG into OUTPUT.
	swift build $(FLAGS)
	$(PROGRAM) build --catalog $(CATALOG) --output $(OUTPUT)
	@echo "Open $(OUTPUT)/index.html in a browser."

test: setup-tests lint ## Check the formatting and run every test.
	swift build $(FLAGS) --build-tests
	swift test $(FLAGS) --skip-build

bench: setup ## Measure speed and memory against their bars.
	swift build $(FLAGS)
	.build/release/benchmarks data
	BENCH_DUCKDB="$$(tools/duckdb.sh .build/bench/events.json)" .build/release/benchmarks

quick: setup-tests ## The inner loop: a debug build and the tests that FILTER names.
	swift test --filter '$(FILTER)'

fuzz: setup ## Feed a reader (TARGET: spl, json, xml, …) with mutations of real inputs for SECONDS.
	tools/fuzz.sh $(SECONDS) $(TARGET)

lint: ## Check the formatting.
	swift format lint --strict -r Package.swift Sources Tests Benchmarks Fuzz

format: ## Format everything.
	swift format -i -r Package.swift Sources Tests Benchmarks Fuzz

golden: setup-tests ## Write the golden files anew; read the difference before committing it.
	UPDATE_GOLDEN=1 swift test --filter Golden

setup:
	@tools/setup.sh

setup-tests:
	@tools/setup.sh tests
