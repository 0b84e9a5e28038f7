"""Takes one escaper out of the code at a time and looks whether a test fails: `make mutants`.

What stands between the text of a source and a page are few calls, the filters of templates and two
settings of theirs. A change that loses one of them must not pass. Minutes each, so it is a target
and a job of the workflow, no test.
"""

from __future__ import annotations

import argparse
import ast
import os
import re
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Iterable, Iterator
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import NamedTuple

from tests.conftest import ROOT
from tests.test_project import project_files

ESCAPERS = {
    "escape": {"markdown", "visible", "front_matter", "script"},
    "Markdown": {"escape"},
    "commonmark": {"text", "block", "code", "with_blanks"},
    "self": {"escape"},
}
"""What escapes, by the module or class it belongs to."""

BY_NAME = {"visible", "with_blanks"}
"""What escapes, called in its own module."""

SETTINGS = (
    re.compile(r"autoescape=lambda name: [^\n]+"),
    re.compile(r"finalize=[^\n]+"),
)
IN_TEMPLATES = re.compile(r" \| (?:front_matter|e)(?= *[}|])")
JUDGES = (
    ("tests/test_hostile_text.py", "tests/test_templates.py", "tests/test_plan_markdown.py"),
    ("tests/test_search_scripts.py", "tests/test_add.py", "tests/test_plan_json.py"),
    ("tests/test_hostile_site.py",),
    ("tests", "-m", "not slow"),
)
"""The tests that are asked, those first that know most of it."""

_LAST = re.compile(r"^(?:FAILED|ERROR) (\S+)", re.MULTILINE)


class Mutant(NamedTuple):
    """A file of the project as it would be without one escaper; `line` is 1-based."""

    path: Path
    line: int
    taken: str
    text: str


def mutants() -> Iterator[Mutant]:
    """Each place where something is escaped, without that."""
    for path in sorted((ROOT / "converters").rglob("*.py")):
        text = path.read_text("utf-8")
        yield from _of_code(path, text)
        if path.name == "templates.py":
            yield from _cut(path, text, SETTINGS)
    for folder in ("converters/templates", "overrides"):
        for path in sorted((ROOT / folder).rglob("*")):
            if path.is_file():
                yield from _cut(path, path.read_text("utf-8"), [IN_TEMPLATES])


def _of_code(path: Path, text: str) -> Iterator[Mutant]:
    tree = ast.parse(text)
    called = {id(node.func): node for node in ast.walk(tree) if isinstance(node, ast.Call)}
    for node in ast.walk(tree):
        call = called.get(id(node))
        match node:
            case ast.Attribute(ast.Name(owner), name):
                escapes = name in ESCAPERS.get(owner, ())
            case ast.Name(name) if call:
                escapes = name in BY_NAME
            case _:
                continue
        if escapes:
            taken = ast.get_source_segment(text, call or node) or ""
            left = ast.get_source_segment(text, call.args[0]) if call else "str"
            yield Mutant(path, node.lineno, taken, _replaced(text, call or node, f"({left})"))


def _replaced(text: str, node: ast.expr, by: str) -> str:
    lines = text.encode().splitlines(keepends=True)
    assert node.end_lineno
    assert node.end_col_offset
    before = b"".join(lines[: node.lineno - 1]) + lines[node.lineno - 1][: node.col_offset]
    after = lines[node.end_lineno - 1][node.end_col_offset :] + b"".join(lines[node.end_lineno :])
    return (before + by.encode() + after).decode()


def _cut(path: Path, text: str, patterns: Iterable[re.Pattern[str]]) -> Iterator[Mutant]:
    for pattern in patterns:
        for found in pattern.finditer(text):
            line = text.count("\n", 0, found.start()) + 1
            left = text[: found.start()] + text[found.end() :]
            yield Mutant(path, line, found[0].strip(), left)


def killer(mutant: Mutant | None) -> str:
    """The first test that fails with it, or with the code as it is; empty if none does."""
    with tempfile.TemporaryDirectory() as folder:
        copy = Path(folder)
        for path in project_files():
            inside = copy / path.relative_to(ROOT)
            inside.parent.mkdir(parents=True, exist_ok=True)
            shutil.copy(path, inside)
        if mutant:
            (copy / mutant.path.relative_to(ROOT)).write_text(mutant.text, "utf-8")
        for judges in JUDGES:
            asked = subprocess.run(
                [sys.executable, "-m", "pytest", "-x", "-q", "-p", "no:cacheprovider", *judges],
                cwd=copy,
                env={**os.environ, "PYTHONDONTWRITEBYTECODE": "1"},
                capture_output=True,
                text=True,
                check=False,
            )
            if asked.returncode:
                found = _LAST.search(asked.stdout)
                return found[1] if found else asked.stdout[-300:] + asked.stderr[-300:]
    return ""


def main() -> int:
    """Prints a line for each; exit code 1 if one is not noticed, or the code itself fails."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("only", nargs="?", default="", help="a part of the names of the files")
    parser.add_argument("--jobs", type=int, default=os.cpu_count() or 1)
    options = parser.parse_args()
    every = [one for one in mutants() if options.only in str(one.path)]
    if failing := killer(None):
        print(f"the code as it is fails: {failing}")
        return 1
    alive = 0
    with ThreadPoolExecutor(options.jobs) as workers:
        for mutant, found in zip(every, workers.map(killer, every), strict=True):
            alive += not found
            place = f"{mutant.path.relative_to(ROOT)}:{mutant.line}"
            print(f"{place}: {mutant.taken}: {found or 'no test fails'}", flush=True)
    print(f"{len(every)} taken out, {alive} not noticed")
    return int(alive > 0)


if __name__ == "__main__":
    sys.exit(main())
