"""Each escaper taken out of the code.

What stands between the text of a source and a page are few calls, the filters of templates and two
settings of theirs. A change that loses one of them must not pass.
"""

from __future__ import annotations

import ast
import re
from collections.abc import Iterable, Iterator
from pathlib import Path

from tests.conftest import ROOT
from tests.mutants.mutant import ALL_FAST, Mutant

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
    ALL_FAST,
)
"""The tests that are asked, those first that know most of it."""


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
            made = _replaced(text, call or node, f"({left})")
            yield Mutant(path, node.lineno, f"without {taken}", made, JUDGES)


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
            yield Mutant(path, line, f"without {found[0].strip()}", left, JUDGES)
