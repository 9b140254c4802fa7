.DEFAULT_GOAL := help
.PHONY: generate test lint fuzz bench ci help

STATICCHECK := go run honnef.co/go/tools/cmd/staticcheck@v0.8.2
GOFUMPT := go run mvdan.cc/gofumpt@v0.12.0
FUZZTIME := 10s

generate: ## write codes.go, subcodes.go and table.go from data
	go generate ./...

test: ## run all tests
	go test ./...

lint: ## check the formatting, and run go vet and staticcheck
	test -z "$$($(GOFUMPT) -l . | tee /dev/stderr)"
	go vet ./...
	$(STATICCHECK) ./...

fuzz: ## run each fuzz target for FUZZTIME (10s)
	@for package in $$(go list ./...); do \
		for target in $$(go test -list '^Fuzz' $$package | grep '^Fuzz'); do \
			echo "$$package $$target"; \
			go test -run '^$$' -fuzz "^$$target\$$" -fuzztime $(FUZZTIME) $$package || exit 1; \
		done; \
	done

bench: ## run the benchmarks, each next to a baseline
	go test -run '^$$' -bench . ./...

ci: ## run what CI runs
	bash .ci/run

help: ## list the targets
	@awk -F ': ## ' '/^[a-z]+: ## / { printf "make %-10s %s\n", $$1, $$2 }' Makefile
