# Magister: build, try, test and run. `make help` lists the targets.
SHELL := /bin/bash
.SHELLFLAGS := -eu -o pipefail -c
.DEFAULT_GOAL := help

# Settings of maintainers, of the user, and of the environment; the last wins.
VARIABLES := MAGISTER_NAME IMAGE_TAG BUILD_IMAGE RUNTIME_IMAGE DOCKER_BUILD_ARGS DOCKER_RUN_ARGS ACT_IMAGE ACT_PULL
setting = $(shell for file in .env .env.maintainer; do [ -f $$file ] && sed -n 's/^$(1)=//p' $$file | tail -n 1 | grep . && break; done)
$(foreach variable,$(VARIABLES),$(if $($(variable)),,$(eval $(variable) := $(call setting,$(variable)))))

ENGINE := $(shell for engine in docker podman; do $$engine info >/dev/null 2>&1 && echo $$engine && break; done)
# Where the sources are, for the image's label: the workflow's repository, else this clone's origin where that is an address.
IMAGE_SOURCE = $(or $(if $(GITHUB_REPOSITORY),$(GITHUB_SERVER_URL)/$(GITHUB_REPOSITORY)),$(filter https://%,$(shell git remote get-url origin 2>/dev/null | sed 's|//[^/@]*@|//|')))
RID := $(if $(filter aarch64 arm64,$(shell uname -m)),linux-arm64,linux-x64)
SOURCES := $(shell find src -type f \( -name '*.cs' -o -name '*.csproj' -o -name '*.props' -o -name '*.targets' -o -name '*.txt' -o -name 'packages.lock.json' -o -path '*/Dashboard/*' \) -not -path '*/bin/*' -not -path '*/obj/*') magister.example.toml .env.example
# The build date is the commit's.
SOURCE_DATE_EPOCH := $(or $(SOURCE_DATE_EPOCH),$(shell git log -1 --format=%ct 2>/dev/null))
export SOURCE_DATE_EPOCH
BUILD := dotnet build --configuration Release --nologo --verbosity quiet -consoleLoggerParameters:NoSummary
PUBLISH := dotnet publish --configuration Release --runtime $(RID) --nologo --verbosity quiet

.PHONY: help
help: ## Show this list
	@awk -F ':.*## ' '/^[a-z-]+:.*## / {printf "  make %-14s %s\n", $$1, $$2}' $(MAKEFILE_LIST)

.PHONY: init
init: ## Write .env and magister.toml with fresh secrets, unless they exist
	@secret() { local digits; digits=$$(head -c 4096 /dev/urandom | LC_ALL=C tr -dc 0-9a-f); echo "$${digits:0:64}"; }; \
	if [ -e .env ]; then echo ".env already exists; not changed"; \
	else umask 077; sed -e "s/^ENDPOINT_SECRET=$$/&$$(secret)/" -e "s/^OPERATOR_TOKEN=$$/&$$(secret)/" .env.example >.env; \
		echo ".env written, with a fresh ENDPOINT_SECRET and OPERATOR_TOKEN; fill in what is empty"; fi; \
	if [ -e magister.toml ]; then echo "magister.toml already exists; not changed"; \
	elif grep -qE '^(ENDPOINT_SECRET|OPERATOR_TOKEN)(_FILE)?=.' .env; then umask 022; cp magister.example.toml magister.toml; echo "magister.toml written; fill in what is empty, and keep secrets in .env"; \
	else umask 077; sed -e "s/^# endpoint_secret = .*/endpoint_secret = \"$$(secret)\"/" -e "s/^# operator_token = .*/operator_token = \"$$(secret)\"/" magister.example.toml >magister.toml; \
		echo "magister.toml written, with a fresh endpoint_secret and operator_token; fill in what is empty"; fi

.PHONY: build
build: out/magister out/vast-simulator ## Build the programs out/magister and out/vast-simulator

out/magister: $(SOURCES)
	@release/linker.sh
	$(PUBLISH) --output out/.publish/magister src/Magister
	install -D -m 755 out/.publish/magister/magister $@

out/vast-simulator: $(SOURCES)
	@release/linker.sh
	$(PUBLISH) --output out/.publish/vast-simulator src/Magister.Simulator
	install -D -m 755 out/.publish/vast-simulator/vast-simulator $@

PLATFORMS ?= linux-x64 linux-arm64

.PHONY: tarballs
tarballs: ## Pack the program for each of PLATFORMS into out/release
	@for platform in $(PLATFORMS); do release/tarball.sh $$platform; done

.PHONY: sbom
sbom: out/magister ## Write the bill of materials (CycloneDX) to out/magister.cdx.json and out/release
	@release/sbom.sh $(UPLOT)

.PHONY: reproducible
reproducible: ## Build this commit twice in two places and compare every byte
	@tests/reproducible.sh

.PHONY: image-test
image-test: ## Build and test the image on local base images; as root, with buildah and podman
	@tests/image.sh

.PHONY: demo
demo: ## Watch Magister keep five workers alive on a simulated Vast; Ctrl-C ends it
	@tests/demo.sh

.PHONY: run
run: ## Run Magister with .env and magister.toml: in a container if possible, else natively
ifeq ($(ENGINE),)
	@$(MAKE) --no-print-directory out/magister
	@exec out/magister
else
	@$(MAKE) --no-print-directory docker
	$(ENGINE) run --rm --name $(MAGISTER_NAME) --network host \
		$(if $(wildcard .env),--env-file .env) \
		$(if $(wildcard magister.toml),--volume "$(CURDIR)/magister.toml:/home/magister/magister.toml:ro") \
		--volume $(MAGISTER_NAME)-state:/home/magister/state \
		$(DOCKER_RUN_ARGS) $(MAGISTER_NAME):$(IMAGE_TAG)
endif

.PHONY: docker
docker: ## Build the container image, compiling in BUILD_IMAGE
	$(call image,source)

.PHONY: ci
ci: out/magister ## Build the container image from out/magister, as releases do
	$(call image,prebuilt)

# Podman keeps a health check only in docker's format.
export BUILDAH_FORMAT := docker
define image
$(if $(ENGINE),,$(error neither docker nor podman is running; `make run` works without them))
$(ENGINE) build --build-arg BUILD_TYPE=$(1) --build-arg BUILD_IMAGE=$(BUILD_IMAGE) --build-arg RUNTIME_IMAGE=$(RUNTIME_IMAGE) \
	--build-arg VERSION=$$(release/version.sh) --build-arg REVISION=$$(git rev-parse HEAD 2>/dev/null) --build-arg SOURCE=$(IMAGE_SOURCE) \
	--build-arg SOURCE_DATE_EPOCH=$$SOURCE_DATE_EPOCH --build-arg CREATED=$$(date --utc --iso-8601=seconds --date=@$${SOURCE_DATE_EPOCH:-0}) \
	$(DOCKER_BUILD_ARGS) --tag $(MAGISTER_NAME):$(IMAGE_TAG) .
endef

.PHONY: stop
stop: ## Stop the container that `make run` started; what is rented stays
	$(if $(ENGINE),$(ENGINE) stop --time 15 $(MAGISTER_NAME),@echo "no container engine is running; Ctrl-C ends what make run started")

.PHONY: shell
shell: ## Open a shell in the running container, or in a fresh one
	$(if $(ENGINE),,$(error neither docker nor podman answers here))
	$(ENGINE) exec -it $(MAGISTER_NAME) bash || $(ENGINE) run --rm -it --entrypoint bash $(MAGISTER_NAME):$(IMAGE_TAG)

.PHONY: check
check: ## Check everything that has changed: ONLY= parts, FAST=1, CHECKS=run all, BOX=1 in a container
	@ONLY='$(ONLY)' FAST='$(FAST)' CHECKS='$(CHECKS)' BOX='$(BOX)' ENGINE='$(ENGINE)' BUILD_IMAGE='$(BUILD_IMAGE)' tests/check.sh

.PHONY: simulate
simulate: ## Simulate days of trouble: SEED= RUNS= DAYS= SECONDS= SHARED=1 (only shared fleets), each optional
	@$(BUILD) tests/Magister.Simulation.Tests
	@dotnet tests/Magister.Simulation.Tests/bin/Release/net10.0/Magister.Simulation.Tests.dll \
		"seed=$(SEED)" "runs=$(RUNS)" "days=$(DAYS)" "seconds=$(SECONDS)" "shared=$(SHARED)"

.PHONY: orders
orders: ## Compare working hours per dollar of each offer_order in simulated markets: SEED= RUNS= DAYS=
	@$(BUILD) tests/Magister.Simulation.Tests
	@dotnet tests/Magister.Simulation.Tests/bin/Release/net10.0/Magister.Simulation.Tests.dll orders \
		"seed=$(or $(SEED),1)" "runs=$(or $(RUNS),20)" "days=$(or $(DAYS),7)"

.PHONY: teeth
teeth: ## Plant defects and count the runs until the simulation finds each: SEED= RUNS= TRIALS= ONLY= SHARED=1
	@$(BUILD) tests/Magister.Simulation.Tests
	@dotnet tests/Magister.Simulation.Tests/bin/Release/net10.0/Magister.Simulation.Tests.dll teeth \
		"seed=$(or $(SEED),1)" "runs=$(RUNS)" "trials=$(TRIALS)" "shared=$(SHARED)" $(if $(ONLY),"only=$(ONLY)")

.PHONY: large
large: ## Time the steps of a fleet of NUMBER=100000 without rate limits, and a kill
	@$(BUILD) tests/Magister.Simulation.Tests
	@dotnet tests/Magister.Simulation.Tests/bin/Release/net10.0/Magister.Simulation.Tests.dll large $(or $(NUMBER),100000)

.PHONY: bench
bench: out/magister ## Measure the program, nginx and bare Kestrel, 8 minutes: ONLY= RUNS= SECONDS= BASE=
	@ONLY='$(ONLY)' BASE='$(BASE)' tests/bench.sh "runs=$(RUNS)" "seconds=$(SECONDS)"

.PHONY: bench-inner
bench-inner: ## Measure the inner parts with BenchmarkDotNet into out/bench: ONLY=
	@$(BUILD) tests/Magister.Benchmarks
	@dotnet tests/Magister.Benchmarks/bin/Release/net10.0/Magister.Benchmarks.dll inner '$(ONLY)'

.PHONY: torture
torture: out/magister out/vast-simulator ## Kill it 300 times (KILLS= SEED=) while Vast fails; fill its disk, set its clock; as root
	@tests/torture.sh

UPLOT := 1.6.32

.PHONY: vendor
vendor: ## Download uPlot again; fails if its bytes have changed
	@work=$$(mktemp -d); trap 'rm -rf "$$work"' EXIT; \
	(cd "$$work" && npm pack --silent uplot@$(UPLOT) >/dev/null && tar xzf uplot-$(UPLOT).tgz); \
	cd src/Magister/Dashboard/vendor; same=0; \
	for pair in dist/uPlot.iife.min.js:uPlot.iife.min.js dist/uPlot.min.css:uPlot.min.css LICENSE:uPlot.LICENSE; do \
		cmp "$$work/package/$${pair%:*}" "$${pair#*:}" || { cp "$$work/package/$${pair%:*}" "$${pair#*:}"; same=1; }; \
	done; \
	if [ $$same = 0 ]; then echo "uPlot $(UPLOT): the files are npm's"; else echo "uPlot $(UPLOT): other bytes came; look at the difference before it is committed"; exit 1; fi

.PHONY: screenshots
screenshots: ## Make docs/pictures from a simulated fleet; needs chromium and pngquant
	@command -v pngquant >/dev/null || { echo "pngquant is required; Debian has it"; exit 1; }
	@$(BUILD) tests/Magister.Browser.Tests
	@dotnet tests/Magister.Browser.Tests/bin/Release/net10.0/Magister.Browser.Tests.dll docs/pictures
	@pngquant --force --strip --ext .png docs/pictures/*.png
	@ls -sh docs/pictures

.PHONY: captures
captures: ## Update the terminal captures in docs/cli.md from a simulated fleet
	@tests/captures.sh

.PHONY: verify-release
verify-release: ## Check a downloaded release: DIR= FINGERPRINT= KEY= ONLINE=1
	@KEY='$(KEY)' FINGERPRINT='$(FINGERPRINT)' ONLINE='$(ONLINE)' release/verify.sh $(if $(DIR),'$(DIR)')

.PHONY: release-test
release-test: ## Test the scripts in release/ against local registries
	@tests/release.sh

.PHONY: lint
lint: ## Check shell scripts, workflows and YAML
	@tests/lint.sh

.PHONY: act
act: ## Run the release workflow with act, up to the first push: ACT_IMAGE= ACT_PULL=true
	@command -v act >/dev/null || { echo "act is wanted; https://nektosact.com/installation says how to install it. It needs docker"; exit 1; }
	$(if $(ACT_IMAGE),,docker build --tag magister-act:latest $(if $(BUILD_IMAGE),--build-arg BUILD_IMAGE=$(BUILD_IMAGE)) tests/act)
	act push --workflows .github/workflows/release.yml --bind --platform self-hosted=$(or $(ACT_IMAGE),magister-act:latest) --pull=$(or $(ACT_PULL),false)

.PHONY: clean
clean: ## Remove everything built; .env, magister.toml and state stay
	rm -rf out .demo
	find src tests -type d \( -name bin -o -name obj \) -prune -exec rm -rf {} +
