"""Imports point one way, and only the command line prints, exits or knows the clock."""

import ast
from collections.abc import Iterator
from fnmatch import fnmatchcase
from graphlib import TopologicalSorter
from pathlib import Path

import pytest

from tests.conftest import ROOT

# A module imports from rows above its own, never from its own row or one below.
LAYERS = {
    "blanks": ["blanks"],
    "text": ["mapped_text"],
    "values": ["models"],
    "words, numbers, marks": ["lexicon", "numerals", "pinyin", "punctuation", "escape"],
    "small shared modules": [
        "dates",
        "divisions",
        "encodings",
        "labels",
        "markup",
        "cp936",
        "located_yaml",
        "ocr",
    ],
    "signs of other things than text": ["navigation", "page_numbers", "markdown_marks"],
    "lines that are no text": ["noise"],
    "lists that hold no clauses": ["attachments", "contents"],
    "labels of a document": ["inline_labels", "numbering"],
    "lines cut and whole": ["interleaving", "run_together", "wrapping"],
    "how texts are compared": ["search", "search.folding"],
    "what is searched": ["search.units", "search.simplified", "search.alphabet"],
    "what has been published": ["ledger"],
    "lists of units": ["responsibility"],
    "names": ["name_folding", "passages"],
    "controlled names": ["authority"],
    "names in a text": ["name_finder"],
    "lists of members": ["members"],
    "parts of a document": ["front", "tables"],
    "documents of a file": ["documents"],
    "inside a clause": ["paragraphs"],
    "stages": [
        "sources",
        "repair",
        "clauses",
        "ids",
        "metadata",
        "conservation",
        "settlement",
        "site_check",
        "number_gaps",
    ],
    "clauses that refer to clauses": ["clause_references"],
    "names of a plan": ["mentions"],
    "backlinks": ["index"],
    "names that are in no record": ["proposals"],
    "what is to be looked into": ["curation"],
    "views of a plan": ["extents", "apparatus", "genre", "provenance", "revision"],
    "ids of rows": ["row_ids"],
    "views of the authority": [
        "name_ledger",
        "companions",
        "lookalikes",
        "evidence",
        "assignments",
        "enumerations",
    ],
    "a page": ["pages"],
    "forms of data": [
        "exports",
        "exports.csv_table",
        "exports.names_json",
        "exports.received",
    ],
    "data": ["exports.*"],
    "words and forms of pages": [
        "pages.links",
        "pages.pagination",
        "pages.places",
        "pages.notes",
        "pages.record_table",
        "pages.sections",
        "pages.titles",
    ],
    "addresses of clauses": ["pages.clause_addresses"],
    "names of a page": ["pages.plan_names"],
    "quotations": ["pages.quotations"],
    "cross-references": ["pages.cross_references"],
    "parts of the pages of names": [
        "pages.distribution",
        "pages.enumeration",
        "pages.explanation",
        "pages.occurrences",
        "pages.variants",
    ],
    "running text of a page": ["pages.inline"],
    "parts of the reading page": ["pages.record", "pages.print_sheet", "pages.legislation"],
    "the reading page": ["pages.plan_page"],
    "other pages": ["pages.*"],
    "all pages of names": ["pages.name_pages"],
    "data of the search": ["search.scripts", "search.goto"],
    "data of what was published when": ["exports.changes"],
    "the copy for reading from disk": ["disk_copy"],
    "hooks and extensions of MkDocs": ["served_assets", "site_feed", "table_captions"],
    "the whole way": ["pipeline"],
    "a new plan": ["sidecar"],
    "what is told of a plan": ["intake_report"],
    "taking a plan in": ["intake"],
    "command line": ["__main__"],
}
STAGES = LAYERS["stages"]

CODE = ROOT / "converters"
OUTSIDE_WORLD = {
    "http",
    "random",
    "secrets",
    "socket",
    "subprocess",
    "time",
    "urllib.request",
    "uuid",
}


def name_of(path: Path) -> str:
    parts = path.relative_to(CODE).with_suffix("").parts
    return ".".join(part for part in parts if part != "__init__")


TREES = {
    name_of(path): ast.parse(path.read_text("utf-8"), str(path))
    for path in sorted(CODE.rglob("*.py"))
    if path != CODE / "__init__.py"
}


def imported(tree: ast.AST) -> Iterator[str]:
    """The full names of all modules that may be meant, wherever in the code they are imported."""
    for node in ast.walk(tree):
        if isinstance(node, ast.Import):
            yield from (alias.name for alias in node.names)
        elif isinstance(node, ast.ImportFrom):
            assert node.level == 0, "a relative import"
            module = str(node.module)
            yield from (module, *(f"{module}.{alias.name}" for alias in node.names))


GRAPH = {
    name: {
        module
        for full in imported(tree)
        if (module := full.removeprefix("converters.")) in TREES and full != module
    }
    for name, tree in TREES.items()
}


def layer(module: str) -> int:
    """The row of a module; its own name goes before a pattern."""
    rows = list(LAYERS.values())
    exact = [at for at, row in enumerate(rows) if module in row]
    fitting = [at for at, row in enumerate(rows) if any(fnmatchcase(module, name) for name in row)]
    assert exact or fitting, f"{module} stands in no row of LAYERS"
    return (exact or fitting)[0]


def test_the_code_is_found() -> None:
    assert {"models", "pages.plan_page", "__main__"} <= set(TREES)
    assert GRAPH["models"] == {"mapped_text"}
    assert "pages.inline" in GRAPH["pages.plan_page"]


def test_no_imports_go_in_a_circle() -> None:
    order = list(TopologicalSorter(GRAPH).static_order())  # raises CycleError
    assert order[-1] == "__main__"


def test_each_row_names_modules_that_exist() -> None:
    for row in LAYERS.values():
        for name in row:
            assert any(fnmatchcase(module, name) for module in TREES), name


@pytest.mark.parametrize("module", GRAPH)
def test_a_module_imports_only_from_rows_above_its_own(module: str) -> None:
    wrong = {other for other in GRAPH[module] if layer(other) >= layer(module)}
    assert not wrong


@pytest.mark.parametrize("stage", STAGES)
def test_no_stage_imports_another(stage: str) -> None:
    assert not GRAPH[stage] & set(STAGES)


@pytest.mark.parametrize("module", ["mapped_text", "models"])
def test_values_know_nothing_of_what_makes_them(module: str) -> None:
    assert GRAPH[module] <= {"blanks", "mapped_text"}


@pytest.mark.parametrize("module", sorted(set(TREES) - {"__main__"}))
def test_only_the_command_line_prints_or_exits(module: str) -> None:
    found = [
        f"{node.lineno}: {ast.unparse(node)}"
        for node in ast.walk(TREES[module])
        if (
            isinstance(node, ast.Name)
            and node.id in {"print", "input", "exit", "quit", "SystemExit"}
        )
        or (
            isinstance(node, ast.Attribute)
            and ast.unparse(node)
            in {"sys.exit", "sys.stdout", "sys.stderr", "os._exit", "os.abort"}
        )
    ]
    assert not found


@pytest.mark.parametrize("module", sorted(set(TREES) - {"__main__"}))
def test_only_the_command_line_knows_the_clock_and_nothing_the_network(module: str) -> None:
    assert not OUTSIDE_WORLD & set(imported(TREES[module]))
    called = {
        ast.unparse(node.func) for node in ast.walk(TREES[module]) if isinstance(node, ast.Call)
    }
    assert not {name for name in called if name.endswith((".now", ".today", ".utcnow"))}


@pytest.mark.parametrize("module", TREES)
def test_no_import_is_hidden_in_a_string(module: str) -> None:
    called = {
        ast.unparse(node.func) for node in ast.walk(TREES[module]) if isinstance(node, ast.Call)
    }
    assert not called & {"__import__", "importlib.import_module", "import_module", "eval", "exec"}
