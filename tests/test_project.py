"""The project as a whole: locked dependencies, originals, commands, and where words belong."""

import ast
import fnmatch
import hashlib
import os
import re
import tomllib
from collections.abc import Iterable, Iterator
from pathlib import Path

import pytest
import yaml

from converters.ingest import sources
from tests.conftest import ROOT, SOURCES, WORKS

ORIGINALS = {
    "220502-dongchang-2021-2025-guihua": "f9f94edb5f534754f95ccd4186c3605606527d636c6634f1af1ecb31176c12c1",
    "310000-shanghai-2022-yaodian": "2ee34042951365f36055b0efb6786d86722e55dc1c09aee151965671e8c7ee46",
    "320412-wujin-2017-yaodian": "fa0c21aeff37ef0c78df03114b67ccae308fe41802db86d941735c010ad3f9db",
    "360900-yichun-2023-yaodian": "9c6f075f82f2d1a5f6cbbf4e39e66fd962ddc50dc5c60f94aaeacd98636b7e81",
    "620724-gaotai-2025-yaodian": "c76f95f5ce64640762b7f6aaa1e468f48256a736d8db4798b23be345f6c7b20a",
}
CODE = sorted((ROOT / "converters").rglob("*.py"))
PIPELINE = ast.parse((ROOT / "converters" / "pipeline.py").read_text("utf-8"))
HAN = re.compile("[\u4e00-\u9fff]")
MAKEFILE = (ROOT / "Makefile").read_text("utf-8")
TARGETS = set(re.findall(r"^([a-z][a-z-]*):(?!=)", MAKEFILE, re.MULTILINE))
LOCKS = [
    "requirements.txt",
    "requirements-test.txt",
    "requirements-bench.txt",
    "requirements-cluster.txt",
    "requirements-zensical.txt",
]
MAX_WORDS = 5

REQUIREMENT = re.compile(
    r"(?P<name>[a-z0-9][a-z0-9-]*)==(?P<version>[0-9][0-9a-z.]*)"
    r"(?: ; [^;@]+?)?"
    r"(?: --hash=sha256:[0-9a-f]{64})+"
)
LIBRARY_FOLDERS = ["/docs/sources", "/docs/authority"]
"""What a curator changes every day."""
LOCAL_PATH = re.compile(
    r"(?<![\w.:/-])/(?:work|workspace|root|home|Users|opt|mnt|tmp|private)/|[A-Za-z]:\\Users"
)


def requirements(lock: str) -> list[str]:
    """The entries of a lock file, each on one line."""
    text = (ROOT / lock).read_text("utf-8").replace("\\\n", " ")
    lines = (" ".join(line.split()) for line in text.split("\n"))
    return [line for line in lines if line and not line.startswith("#")]


def pins(lock: str) -> dict[str, str]:
    found = [REQUIREMENT.fullmatch(line) for line in requirements(lock)]
    return {match["name"]: match["version"] for match in found if match}


@pytest.mark.parametrize("lock", LOCKS)
def test_every_requirement_is_pinned_with_hashes(lock: str) -> None:
    assert len(requirements(lock)) > 10
    assert [line for line in requirements(lock) if not REQUIREMENT.fullmatch(line)] == []


@pytest.mark.parametrize("lock", LOCKS)
def test_a_lock_file_names_no_other_place_to_load_from(lock: str) -> None:
    text = (ROOT / lock).read_text("utf-8")
    options = ("--index-url", "--extra-index-url", "--find-links", "--trusted-host", "--no-index")
    for word in (*options, "file:", "://", " @ ", "-e ", LOCAL_PATH):
        assert not re.search(word, text), word


@pytest.mark.parametrize("lock", LOCKS)
def test_what_a_person_asks_for_is_what_is_locked(lock: str) -> None:
    asked = (ROOT / lock).with_suffix(".in").read_text("utf-8").split("\n")
    names = [line for line in asked if line and line[0].isalnum()]
    locked = {f"{name}=={version}" for name, version in pins(lock).items()}
    assert names
    assert set(names) <= locked


def test_tests_run_with_the_versions_that_build_the_site() -> None:
    assert pins(LOCKS[0]).items() <= pins(LOCKS[1]).items() <= pins(LOCKS[2]).items()


def project_files() -> Iterator[Path]:
    """Every file that goes with the code: all but what `.gitignore` names, and the library."""
    lines = (ROOT / ".gitignore").read_text("utf-8").split("\n")
    ignored = [line.removesuffix("/") for line in lines if line and line[0] != "#"]
    ignored += ["/.git", *LIBRARY_FOLDERS]
    for above, folders, names in os.walk(ROOT):
        folder = Path(above)
        folders[:] = sorted(name for name in folders if not is_ignored(folder / name, ignored))
        paths = (folder / name for name in sorted(names))
        yield from (path for path in paths if path.is_file() and not is_ignored(path, ignored))


def is_ignored(path: Path, patterns: Iterable[str]) -> bool:
    names = (path.name, f"/{path.relative_to(ROOT).as_posix()}")
    return any(fnmatch.filter(names, pattern) for pattern in patterns)


def test_project_files_are_those_that_go_with_the_code() -> None:
    found = {path.relative_to(ROOT).as_posix() for path in project_files()}
    assert {"Makefile", ".ci/run", "docs/about/index.md"} <= found
    assert {"converters/models/plan.py", "converters/site/link_check.py"} <= found
    others = (".venv/", "site/", "docs/index.md", "docs/plans/", "docs/sources/", "docs/authority/")
    assert not [path for path in found if path.startswith(others)]


def test_no_file_names_a_path_of_one_machine() -> None:
    found = []
    for path in project_files():
        content = path.read_bytes()
        if b"\0" not in content:
            text = content.decode("utf-8", "replace")
            found += [f"{path}: {match[0]}" for match in LOCAL_PATH.finditer(text)]
    assert not found


def reads_of_docs(code: str) -> int:
    """How often code goes to `docs/` of the project for what does not go with the code."""
    nodes = (node for node in ast.walk(ast.parse(code)) if isinstance(node, ast.BinOp))
    paths = [ast.unparse(node).replace("'", '"') for node in nodes]
    allowed = ('ROOT / "docs" / "about"', 'ROOT / "docs" / "assets"')
    return paths.count('ROOT / "docs"') - sum(map(paths.count, allowed))


def test_no_test_reads_the_library_that_a_curator_changes() -> None:
    """A plan that is added must turn no test red: what tests read lies in `tests/library`."""
    files = sorted((ROOT / "tests").rglob("*.py"))
    assert [path for path in files if reads_of_docs(path.read_text("utf-8"))] == []


def test_a_read_of_the_library_would_be_found() -> None:
    codes = {
        'NAMES = authority_files.load(ROOT / "docs" / "authority")': 1,
        'shutil.copytree(ROOT / "docs", folder)': 1,
        'text = (ROOT / "docs" / "about" / "data.md").read_text()\nNAMES = ROOT / "docs"': 1,
        'ASSETS = ROOT / "docs" / "assets" / "search"': 0,
    }
    assert {code: reads_of_docs(code) for code in codes} == codes


def test_the_founding_plans_are_all_there() -> None:
    assert set(ORIGINALS) == set(WORKS)


@pytest.mark.parametrize("work", ORIGINALS)
def test_an_original_is_kept_byte_for_byte(work: str) -> None:
    content = (SOURCES / f"{work}.txt").read_bytes()
    assert hashlib.sha256(content).hexdigest() == ORIGINALS[work]


@pytest.mark.parametrize("work", WORKS)
def test_a_source_has_a_valid_work_id_a_sidecar_and_a_ledger(work: str) -> None:
    assert work.isascii()
    assert sources.is_work_id(work)
    assert (SOURCES / f"{work}.yml").is_file()
    assert (SOURCES / f"{work}.ids").read_text("utf-8").endswith("\n")


def test_nothing_but_sources_lies_among_the_sources() -> None:
    expected = {f"{work}{ending}" for work in WORKS for ending in (".txt", ".yml", ".ids")}
    expected.add("ids")  # the ledger of works
    assert {path.name for path in SOURCES.iterdir()} == expected


def test_every_target_is_phony_and_in_the_help() -> None:
    phony = set(re.findall(r"^\.PHONY: (.+)$", MAKEFILE, re.MULTILINE)[0].split())
    explained = set(re.findall(r"'  make ([a-z-]+) ", MAKEFILE))
    assert phony == TARGETS
    assert explained == TARGETS - {"help"}


@pytest.mark.parametrize(
    "name",
    [
        "README.md",
        "CONTRIBUTING.md",
        "CHANGELOG.md",
        ".github/workflows/site.yml",
        ".github/pull_request_template.md",
    ],
)
def test_a_text_names_only_make_targets_that_exist(name: str) -> None:
    text = (ROOT / name).read_text("utf-8")
    named = set(re.findall(r"(?<![\w-])make ([a-z][a-z-]*)", text))
    assert named
    assert named <= TARGETS


def test_messages_name_only_make_targets_that_exist() -> None:
    lines = "\n".join(path.read_text("utf-8") for path in CODE).split("\n")
    said = "\n".join(line for line in lines if HAN.search(line))
    named = set(re.findall(r"make ([a-z][a-z-]*)", said))
    assert named
    assert named <= TARGETS


def test_every_requirement_is_locked_by_one_target() -> None:
    compiled = re.findall(r"\$\(UV_COMPILE\) (\S+)\.in -o (\S+)\.txt", MAKEFILE)
    assert sorted(compiled) == sorted((path.stem, path.stem) for path in ROOT.glob("*.in"))


def test_the_version_is_the_same_wherever_it_stands() -> None:
    version = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))["project"]["version"]
    changes = (ROOT / "CHANGELOG.md").read_text("utf-8")
    assert re.findall(r"^## \[(\d[^]]*)\] - ", changes, re.MULTILINE)[0] == version
    assert yaml.safe_load((ROOT / "CITATION.cff").read_text("utf-8"))["version"] == version


def rooms(text: str, column: int) -> list[str]:
    """The rooms of the code that the table of them has in a column, in its order."""
    table = next(one for one in text.split("\n\n") if "`ingest/`" in one)
    cells = [line.split("|")[column] for line in table.split("\n")]
    return [room for cell in cells for room in re.findall(r"`(\w+)(?:/|\.py)`", cell)]


def test_the_rooms_are_told_in_one_order_everywhere() -> None:
    told = rooms((ROOT / "README.md").read_text("utf-8"), 2)
    assert told == rooms((ROOT / "CONTRIBUTING.md").read_text("utf-8"), 1)
    own = {"__init__", "__main__", "__pycache__", "data"}
    assert set(told) == {path.stem for path in (ROOT / "converters").iterdir()} - own
    steps = re.findall(r"─([a-z]+)─▶", ast.get_docstring(PIPELINE) or "")
    assert steps == [room for room in told if room in steps]
    assert len(steps) > MAX_WORDS


def test_updates_are_looked_for_where_there_is_something_to_update() -> None:
    text = (ROOT / ".github" / "dependabot.yml").read_text("utf-8")
    folders = {
        folder
        for one in yaml.safe_load(text)["updates"]
        if one["package-ecosystem"] == "npm"
        for folder in one["directories"]
    }
    locked = (ROOT / "tests").rglob("package-lock.json")
    assert folders == {f"/{path.parent.relative_to(ROOT).as_posix()}" for path in locked}


def test_ci_runs_make_targets_and_nothing_else() -> None:
    lines = (ROOT / ".ci" / "run").read_text("utf-8").split("\n")
    commands = [line for line in lines if line and not line.startswith("#")]
    made = [line for line in commands if re.fullmatch(r"(?:exec )?make [a-z-]+", line)]
    assert made
    assert {line.split()[-1] for line in made} <= TARGETS
    assert set(commands) - set(made) <= {"set -eu", 'cd "$(dirname "$0")/.."'}


def test_what_is_published_was_verified_and_waits_for_no_test_of_the_code() -> None:
    workflow = yaml.safe_load((ROOT / ".github" / "workflows" / "site.yml").read_text("utf-8"))
    jobs = workflow["jobs"]
    assert jobs["deploy"]["needs"] == "build"
    assert "needs" not in jobs["build"]
    steps = [step.get("run") or step["uses"].partition("@")[0] for step in jobs["build"]["steps"]]
    assert steps[-3:] == ["make site", "make verify", "actions/upload-pages-artifact"]
    for target in ("test", "test-long"):
        assert f"make {target}" in [step.get("run") for step in jobs[target]["steps"]]


def chinese_words(node: ast.expr) -> list[str]:
    elements = node.elts if isinstance(node, ast.List | ast.Tuple | ast.Set) else []
    words = [part.value for part in elements if isinstance(part, ast.Constant)]
    return [word for word in words if isinstance(word, str) and HAN.search(word)]


def test_lists_of_words_belong_in_the_data() -> None:
    found = [
        f"{path}:{node.lineno}: {words[:3]}"
        for path in CODE
        for node in ast.walk(ast.parse(path.read_text("utf-8")))
        if isinstance(node, ast.expr) and len(words := chinese_words(node)) > MAX_WORDS
    ]
    assert not found


def test_a_list_of_words_would_be_found() -> None:
    code = "x = ['甲', '乙', '丙', '丁', '戊', '己']"
    (words,) = [
        found
        for node in ast.walk(ast.parse(code))
        if isinstance(node, ast.expr) and (found := chinese_words(node))
    ]
    assert len(words) > MAX_WORDS
