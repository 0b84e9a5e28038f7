# 应急规划文库. `make` alone lists the targets. The virtual environment is made on demand.

PYTHON  ?= python3
PORT    ?= 8000
WORK    ?=
FILE    ?=
URL     ?=
FETCHED ?=
FORCE   ?=
GROUND  ?=
DATE    ?=
UPGRADE ?=
N       ?= 20000
SEED    ?= 1
GENERATOR ?= mkdocs
WRITE   ?=

VENV      := .venv
BENCH     := .venv-bench
ZENSICAL  := .venv-zensical
LIGHTHOUSE := .lighthouse
DISK      := yingji-guihua-wenku.zip
RELEASE   := yingji-guihua-wenku-data-<版本>.zip
PY        := $(VENV)/bin/python
CODE      := converters tests
GENERATED := docs/.furniture docs/assets/css/site.css docs/feed.xml docs/opensearch.xml \
             docs/robots.txt docs/llms.txt docs/offline-worker.js docs/index.md docs/compare docs/indicators docs/plans docs/data \
             docs/matrix docs/search \
             docs/agencies docs/agency-types docs/terms docs/instruments docs/places docs/topics
WEIGHTS   := converters/data/likeness_grams.json
CACHES    := .cache .pytest_cache .mypy_cache .ruff_cache .hypothesis

PIP_OPTIONS := --quiet --disable-pip-version-check --require-hashes
PIP_INSTALL := $(PY) -m pip install $(PIP_OPTIONS)

NPM_NEEDED  = @command -v npm >/dev/null || { \
	echo '找不到 npm。检索的比较和网页的测量要用它来安装所需的包，请先安装 Node.js 20 或更新的版本。' >&2; exit 1; }
NPM_INSTALL := npm ci --ignore-scripts --no-audit --no-fund --loglevel=error

# `fewest` keeps one version of each package on every Python, so that every Python builds the
# same bytes. The pins already in a lock file are kept where the .in file still allows them.
UV_COMPILE := $(VENV)/bin/uv --no-config pip compile --quiet --universal --generate-hashes \
              --python-version 3.11 --fork-strategy fewest --custom-compile-command 'make lock' \
              $(if $(UPGRADE),--upgrade)

# A file name may hold blanks and quotes: the shell takes it from the environment, not from make.
export FILE WORK GROUND URL FETCHED

# Tests start many processes: without its byte code each would compile the whole program anew.
unexport PYTHONDONTWRITEBYTECODE

# How each generator makes `site` of `docs`, and what it needs for that: Zensical has an environment of
# its own and loads nothing of the converters but the extensions that mkdocs.yml names.
BUILT_BY_mkdocs   := NO_MKDOCS_2_WARNING=1 $(PY) -m converters render site
BUILT_BY_zensical := PYTHONPATH=. $(ZENSICAL)/bin/zensical build --strict --clean
NEEDED_BY_zensical := $(ZENSICAL)/.made

INTAKE_OPTIONS := $(if $(WORK),--work "$$WORK") $(if $(FORCE),--force)

.DELETE_ON_ERROR:
# Two pips at once would break the environment.
.NOTPARALLEL:
.PHONY: help site compare disk release serve add check verify test test-fast test-long test-office test-database mutants fuzz faults lint bench bench-worst bench-search bench-pages screenshots mark weights golden mint names takedown lock clean

help:
	@printf '%s\n' \
	  '用法：make 目标 [变量=值]' \
	  '' \
	  '  make site     生成整个网站，放在 site/（GENERATOR=zensical 改用 Zensical）' \
	  '  make compare  用两个生成器各生成一次，比较每一页' \
	  '  make disk     生成可以从磁盘打开的一份，打成 $(DISK)' \
	  '  make release  把数据连同版本、校验和、引用格式和更新记录打成 $(RELEASE)' \
	  '  make serve    生成网站并在本机打开（PORT=8000）' \
	  '  make add FILE=文件    收入一份新规划（FILE=- 读标准输入；WORK=作品号，FORCE=1；URL=网址 FETCHED=日期 记下来源）' \
	  '  make check FILE=文件  像 make add 一样报告，什么也不写' \
	  '  make verify   发布之前：查 docs/ 和生成的网站，说明还要做什么' \
	  '  make test     检查代码，运行全部测试，费时的只试一部分' \
	  '  make test-fast  只运行不开浏览器、不生成整个网站的测试，一分钟以内' \
	  '  make test-long  把全部测试的每种情形都试过，几十分钟' \
	  '  make test-office  用 LibreOffice、epubcheck、biber 等打开带走的文件，几分钟（须先安装；WRITE=1 重写对照文件）' \
  '  make test-database  照“放进数据库”一页装入 PostgreSQL，查三百个字样（须先安装 postgresql）' \
	  '  make mutants  逐处改错一点，看有没有测试不通过，一两个小时' \
	  '  make fuzz     收入随机造出的文本，看有没有出错的（N=20000，SEED=1）' \
	  '  make faults   杀掉写文件的命令，占满磁盘，两个同时运行，看留下什么，约十分钟（SEED=1）' \
	  '  make lint     只检查代码的格式、写法和类型' \
	  '  make bench    测转换所用的时间：各种文本，最大 1 MB；最多 200 份规划' \
	  '  make bench-worst  测最慢的文本（100、200、400 KB）到全部网页所用的时间，几小时' \
	  '  make bench-search  与另外三种检索比较，结果写入 docs/about/search.md（DATE=日期；另需 npm）' \
	  '  make bench-pages   用 Lighthouse 测手机打开各种网页的快慢，结果写入 docs/about/speed.md（DATE=日期；另需 npm）' \
	  '  make screenshots  重拍 README 的图，放在 .github/screenshots/' \
	  '  make mark     由 docs/assets/mark/icon.svg 重画各种大小的图标和分享的图' \
	  '  make weights  按现有的规划重算另见所用的字词之重（converters/data/likeness_grams.json）' \
	  '  make golden   按现在的输出重写对照文件 tests/golden/，提交前请逐行核对' \
	  '  make mint     登记尚未公布的地址，规划的和名称的（WORK=作品号）' \
	  '  make names WORK=作品号  把一份规划里规范档没有的名称拟成条目（ACCEPT=1 收进规范档）' \
	  '  make takedown WORK=作品号 GROUND=依据  撤下一份已公布的规划，它的地址都还在' \
	  '  make lock     按 requirements*.in 重新锁定依赖版本（UPGRADE=1 则全部升到最新）' \
	  '  make clean    删去生成的文件、缓存和 .venv' \
	  '' \
	  '需要 Python 3.11 或更新的版本；用 PYTHON=python3.12 可指定。'

site: $(VENV)/.site $(NEEDED_BY_$(GENERATOR))
	$(PY) -m converters build
	rm -rf site && epoch=$$($(PY) -m converters epoch) && SOURCE_DATE_EPOCH=$$epoch $(BUILT_BY_$(GENERATOR))
	$(PY) -m converters finish site
	$(PY) -m converters check-site site

# Both generators make the same pages.
compare: $(VENV)/.test
	$(MAKE) site && rm -rf .site-of-mkdocs && mv site .site-of-mkdocs
	$(MAKE) site GENERATOR=zensical
	$(PY) -m tests.compare_sites .site-of-mkdocs site

# A copy that opens by a double-click: pages are files, links are to files.
disk: $(VENV)/.site
	$(PY) -m converters build
	rm -rf .disk && epoch=$$($(PY) -m converters epoch) && \
	  DIRECTORY_URLS=false NO_MKDOCS_2_WARNING=1 SOURCE_DATE_EPOCH=$$epoch \
	  $(PY) -m converters render .disk
	$(PY) -m converters finish .disk
	$(PY) -m converters pack .disk $(DISK)

# The data under a version, to be cited and deposited.
release: $(VENV)/.site
	$(PY) -m converters build
	$(PY) -m converters release

serve: site
	@echo '网站在 http://127.0.0.1:$(PORT)/ ，按 Ctrl+C 停止。'
	@$(PY) -m http.server -d site --bind 127.0.0.1 $(PORT)

add: $(VENV)/.site
	@$(if $(FILE),,echo '用法：make add FILE=文件（FILE=- 读标准输入），可加 WORK=作品号、FORCE=1、URL=网址、FETCHED=日期。' >&2; exit 1)
	@$(PY) -m converters add $(INTAKE_OPTIONS) $(if $(URL),--url "$$URL") $(if $(FETCHED),--fetched "$$FETCHED") -- "$$FILE"

check: $(VENV)/.site
	@$(if $(FILE),,echo '用法：make check FILE=文件（FILE=- 读标准输入）。检查代码用 make lint。' >&2; exit 1)
	@$(PY) -m converters check $(INTAKE_OPTIONS) -- "$$FILE"

# Nothing is published that this does not pass; what to do about it is its last line.
verify: $(VENV)/.site
	@$(PY) -m converters verify site

# A file of tests stays in one process: its prints and tabs are made once. Files keep the order that
# tests/conftest.py gives them: those that build whole sites would come last and leave cores idle.
test: lint
	$(PY) -m pytest -m 'not long' --numprocesses=auto --dist=loadfile --no-loadscope-reorder

# Everything, in all cases and with many examples of each property; and the fast tests once more, in
# a copy of the project that holds other plans.
test-long: $(VENV)/.test
	TRIALS=whole $(PY) -m pytest --numprocesses=auto --dist=loadfile --no-loadscope-reorder

# What people carry away, as other programs open it; the workflow has which Debian packages these are.
test-office: $(VENV)/.test
	$(PY) -m tests.office $(if $(WRITE),--write)

# The clauses in a PostgreSQL of its own, loaded as the page of it says.
test-database: $(VENV)/.test
	$(PY) -m tests.database

# Makes one small wrong change of the code at a time: the tests must notice each.
mutants: $(VENV)/.test
	$(PY) -m tests.mutants

# Random inputs on all cores: N are read, and all pages are made of a twentieth of that; half as many
# are damaged files of other formats.
fuzz: $(VENV)/.test
	$(PY) -m tests.fuzz $(N) --seed $(SEED)
	$(PY) -m tests.fuzz $$(($(N) / 20)) --seed $(SEED) --pages
	$(PY) -m tests.fuzz $$(($(N) / 2)) --seed $(SEED) --files

# Commands that write: killed at any step, on a full disk, two at once.
faults: $(VENV)/.test
	$(PY) -m tests.fault_runs --seed $(SEED)

# Without a browser and without MkDocs; pyproject.toml says which tests those are. Each process begins
# with a run of whole files, so that what the tests of a file share is made once, and then helps out.
test-fast: $(VENV)/.test
	$(PY) -m pytest -m 'not slow' --ignore=tests/browser --numprocesses=auto --dist=worksteal

lint: $(VENV)/.test
	$(PY) -m ruff format --check $(CODE)
	$(PY) -m ruff check $(CODE)
	$(PY) -m mypy --strict $(CODE)

bench: $(VENV)/.test
	$(PY) -m tests.bench
	$(PY) -m tests.bench_library

bench-worst: $(VENV)/.test
	$(PY) -m tests.bench_worst

bench-search: $(BENCH)/.made
	$(BENCH)/bin/python -m tests.bench_search --write $(if $(DATE),--date '$(DATE)')

bench-pages: $(VENV)/.test $(LIGHTHOUSE)/.made
	$(PY) -m tests.bench_pages --write $(if $(DATE),--date '$(DATE)')

screenshots: $(VENV)/.test
	$(PY) -m tests.browser.screenshots .github/screenshots

mark: $(VENV)/.test
	$(PY) -m tests.browser.mark docs/assets/mark

# How rare characters are, by the plans of `docs/`: a new version of the table, to be looked at.
weights: $(VENV)/.site
	$(PY) -m converters weigh > $(WEIGHTS).new
	mv $(WEIGHTS).new $(WEIGHTS)

golden: $(VENV)/.test
	$(PY) -m pytest --update-golden -q tests/test_golden.py

mint: $(VENV)/.site
	$(PY) -m converters mint $(WORK)

names: $(VENV)/.site
	@$(if $(WORK),,echo '用法：make names WORK=作品号；看过以后再加 ACCEPT=1。' >&2; exit 1)
	@$(PY) -m converters names $(if $(ACCEPT),--accept) -- "$$WORK"

takedown: $(VENV)/.site
	@$(if $(WORK),,echo '用法：make takedown WORK=作品号 GROUND=依据，可加 DATE=日期。' >&2; exit 1)
	@$(PY) -m converters takedown --ground "$$GROUND" $(if $(DATE),--date '$(DATE)') -- "$$WORK"

lock: $(VENV)/.test
	$(UV_COMPILE) requirements.in -o requirements.txt
	$(UV_COMPILE) requirements-test.in -o requirements-test.txt
	$(UV_COMPILE) requirements-bench.in -o requirements-bench.txt
	$(UV_COMPILE) requirements-cluster.in -o requirements-cluster.txt
	$(UV_COMPILE) requirements-zensical.in -o requirements-zensical.txt

clean:
	rm -rf site .disk $(DISK) yingji-guihua-wenku-data-*.zip $(GENERATED) docs/.generated-* $(CACHES) $(VENV) $(BENCH) $(ZENSICAL) $(LIGHTHOUSE) .site-of-mkdocs
	find $(CODE) -name __pycache__ -type d -prune -exec rm -rf {} +

$(VENV)/.site: requirements.txt $(VENV)/.made
	@echo '正在按 requirements.txt 安装依赖……'
	$(PIP_INSTALL) -r requirements.txt </dev/null
	@touch $@

$(VENV)/.test: requirements-test.txt $(VENV)/.made
	@echo '正在按 requirements-test.txt 安装依赖……'
	$(PIP_INSTALL) -r requirements-test.txt
	@touch $@

# Apart from .venv, because what is compared is large and the site needs none of it.
$(BENCH)/.made: requirements-bench.txt tests/bench_search/package-lock.json $(VENV)/.made
	$(NPM_NEEDED)
	@echo '正在按 requirements-bench.txt 和 package-lock.json 安装依赖……'
	$(PY) -m venv --clear $(BENCH)
	$(BENCH)/bin/python -m pip install $(PIP_OPTIONS) -r requirements-bench.txt
	cp tests/bench_search/package.json tests/bench_search/package-lock.json $(BENCH)
	$(NPM_INSTALL) --prefix $(BENCH)
	@touch $@

$(ZENSICAL)/.made: requirements-zensical.txt $(VENV)/.made
	@echo '正在按 requirements-zensical.txt 安装依赖……'
	$(PY) -m venv --clear $(ZENSICAL)
	$(ZENSICAL)/bin/python -m pip install $(PIP_OPTIONS) -r requirements-zensical.txt
	@touch $@

$(LIGHTHOUSE)/.made: tests/bench_pages/package-lock.json
	$(NPM_NEEDED)
	@echo '正在按 package-lock.json 安装 Lighthouse……'
	rm -rf $(LIGHTHOUSE) && mkdir $(LIGHTHOUSE)
	cp tests/bench_pages/package.json tests/bench_pages/package-lock.json $(LIGHTHOUSE)
	$(NPM_INSTALL) --prefix $(LIGHTHOUSE)
	@touch $@

$(VENV)/.made:
	@command -v '$(PYTHON)' >/dev/null || { \
	  echo '找不到 $(PYTHON)。请先安装 Python 3.11 或更新的版本，或用 PYTHON=… 指定它的位置。' >&2; exit 1; }
	@'$(PYTHON)' -c 'import sys; sys.exit(sys.version_info < (3, 11))' || { \
	  echo "需要 Python 3.11 或更新的版本，而 $(PYTHON) 是 $$('$(PYTHON)' -V 2>&1)。可用 PYTHON=python3.12 之类指定另一个。" >&2; exit 1; }
	@'$(PYTHON)' -c 'import venv, ensurepip' 2>/dev/null || { \
	  echo '$(PYTHON) 没有 venv 模块。Debian、Ubuntu 请先运行 apt install python3-venv，再试一次。' >&2; exit 1; }
	'$(PYTHON)' -m venv --clear $(VENV)
	@touch $@
