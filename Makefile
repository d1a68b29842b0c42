# Two commands do everything: `make serve` to write, `make test` before a pull request.
# The first run makes .venv and installs the exact, hash-checked versions of constraints.txt, which
# is all that a build needs; tests and checks of style add those of constraints-dev.txt.

PYTHON ?= python3
VENV := .venv
BIN := $(VENV)/bin
READY := $(VENV)/.ready
READY_TO_TEST := $(VENV)/.ready-to-test

# Settings of a build (SITE_URL, REPO_URL, EDIT_URI, OFFLINE, OFFLINE_ZIP, PORT) come from the environment or from
# the command line of make, which passes them on: macros/engine/settings.py says what they may be.
export NO_MKDOCS_2_WARNING := 1

# Deno fetches nothing, and keeps what it has read in here.
export DENO_DIR := $(CURDIR)/build/deno
export DENO_NO_UPDATE_CHECK := 1
NO_FETCH := --no-remote --no-npm

.DEFAULT_GOAL := help
.PHONY: help serve build pages bundle deploy check lint test coverage bench audit sbom lock clean

help: ## 列出命令
	@sed -n 's/^\([a-z]*\):.*## /  make \1	/p' $(MAKEFILE_LIST)

serve: $(READY) check ## 边改边看：http://127.0.0.1:8000 ，保存即刷新
	$(BIN)/python -m macros serve

build: $(READY) check ## 生成网站到 site/ ；不成功时 site/ 不动
	$(BIN)/python -m macros build

deploy: build ## 生成网站，并为服务器写好响应头：build/deploy/ ，怎么用见 deploy/README.md
	$(BIN)/python -m macros deploy site build/deploy
	cp build/deploy/_headers site/

pages: ## 生成要发布的网站：site/ ，里面有离线包，页脚有它的链接
	$(MAKE) build OFFLINE_ZIP=shensu-youju-offline.zip
	$(BIN)/python -m macros bundle site site/shensu-youju-offline.zip

bundle: build ## 生成离线包：解压后不用联网，双击就能打开
	$(BIN)/python -m macros bundle site build/shensu-youju-offline.zip

check: $(READY) ## 检查 handbook.yml，列出全部问题
	$(BIN)/python -m macros check

lint: $(READY_TO_TEST) ## 检查代码风格和类型
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/mypy
	$(BIN)/deno check --quiet $(NO_FETCH) docs/assets/js macros/*/templates
	$(BIN)/deno check --quiet $(NO_FETCH) tests/js
	$(BIN)/deno lint
	$(BIN)/deno fmt --check

test: $(READY_TO_TEST) check lint ## 运行全部测试，包括真实浏览器
	$(BIN)/python -m tests.find_browser
	$(BIN)/python -m tests.find_engines
	$(BIN)/python -m tests.servers
	$(BIN)/python -m tests.nu
	$(BIN)/deno test $(NO_FETCH) --no-check --allow-read --allow-run --allow-env tests/js
	$(BIN)/python -m pytest

coverage: $(READY_TO_TEST) ## 看不用浏览器的测试覆盖了哪些代码
	$(BIN)/python -m pytest tests/unit tests/content --cov=macros --cov-report=term:skip-covered

bench: $(READY_TO_TEST) ## 量一量：搜索、生成、网页和 nginx（很多分钟）
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --upgrade --require-hashes \
		--target build/bench -r constraints-bench.txt
	$(BIN)/python -m tests.find_browser
	$(BIN)/python -m bench.search
	$(BIN)/python -m tests.servers
	$(BIN)/python -m bench.load
	$(BIN)/python -m bench.build
	$(BIN)/python -m macros build
	$(BIN)/python -m bench.first_visit site
	$(BIN)/python -m bench.pages site

AUDIT := build/audit/.ready

audit: $(READY_TO_TEST) $(AUDIT) ## 查用到的版本有没有已知漏洞（要联网）
	PYTHONPATH=build/audit $(BIN)/python -m tests.audit

# From within its folder, so that the tool finds itself and does not list itself.
sbom: $(READY_TO_TEST) $(AUDIT) ## 列出生成网站、测试它用到的全部第三方软件：build/sbom.json
	cd build/audit && $(abspath $(BIN))/python -m cyclonedx_py environment --pyproject ../../pyproject.toml \
		--short-PURLs --output-reproducible --output-file ../sbom.json $(abspath $(BIN))/python

$(AUDIT): $(READY) constraints-audit.txt
	rm -rf build/audit
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --require-hashes \
		--target build/audit -r constraints-audit.txt
	@touch $(AUDIT)

COMPILE := $(BIN)/uv pip compile --quiet --upgrade --universal --python-version 3.11 --generate-hashes \
	--no-header --no-annotate --no-emit-index-url --no-emit-find-links

# What tests need on top: all that they need, at the versions of a build, without what a build needs.
lock: $(READY_TO_TEST) ## 更新 constraints 开头的各份版本清单
	$(COMPILE) pyproject.toml --group install --output-file constraints.txt
	$(COMPILE) pyproject.toml --group install --extra dev --constraint constraints.txt \
		$$(sed -n 's/^\([A-Za-z0-9._-]*\)==.*/--no-emit-package \1/p' constraints.txt) \
		--output-file constraints-dev.txt
	for group in audit bench; do \
		$(COMPILE) --group $$group --output-file constraints-$$group.txt || exit; \
	done

clean: ## 删除生成的文件
	rm -rf $(VENV) site build *.egg-info

$(READY): constraints.txt pyproject.toml
	@command -v $(PYTHON) >/dev/null || { \
		echo "没有找到 $(PYTHON)。请安装 Python 3.11 或更新版本（Debian：apt-get install python3 python3-venv）。"; exit 1; }
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11))' || { \
		echo "需要 Python 3.11 或更新版本，现在是 $$($(PYTHON) --version)。可以这样指定：make PYTHON=python3.12 test"; exit 1; }
	@echo "第一次运行：安装锁定版本的依赖到 $(VENV)/，一分钟左右。"
	@$(PYTHON) -m venv --clear $(VENV) || { rm -rf $(VENV); \
		echo "建不了虚拟环境。Debian、Ubuntu 请先运行：apt-get install python3-venv"; exit 1; }
	@$(BIN)/python -m pip install --quiet --disable-pip-version-check --require-hashes -r constraints.txt
	@$(BIN)/python -m pip install --quiet --disable-pip-version-check --no-deps --no-build-isolation -e .
	@touch $(READY)

$(READY_TO_TEST): $(READY) constraints-dev.txt
	@echo "安装测试和检查代码用的工具到 $(VENV)/，一分钟左右。"
	@$(BIN)/python -m pip install --quiet --disable-pip-version-check --require-hashes \
		-r constraints.txt -r constraints-dev.txt
	@touch $(READY_TO_TEST)
