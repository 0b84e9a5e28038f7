"""Imports point one way, and only the command line prints, exits or knows the clock."""

import ast
from collections.abc import Callable, Iterable, Iterator
from functools import cache
from graphlib import TopologicalSorter
from pathlib import Path
from typing import NamedTuple

import pytest

from tests.conftest import ROOT

# What a module imports stands in its own row, or in one above it. The names are those of folders, and
# of the modules that lie in none; a folder in a folder has a row of its own.
ROWS = [
    ["lexicon"],
    ["text"],
    ["models"],
    ["disk"],
    ["work"],
    ["readers"],
    ["ingest"],
    ["emendation"],
    ["lines"],
    ["structure"],
    ["edition"],
    ["topics"],
    ["names"],
    ["citation"],
    ["library"],
    ["views"],
    ["pages.print_sheet"],
    ["pages.plan"],
    ["pages.names"],
    ["pages.topics"],
    ["pages.library"],
    ["exports"],
    ["search"],
    ["writing"],
    ["stock"],
    ["pieces"],
    ["output"],
    ["pipeline"],
    ["vocabulary"],
    ["recollection"],
    ["build"],
    ["intake"],
    ["site"],
    ["arguments"],
    ["__main__"],
]
# The steps that `pipeline` takes, in its order: each knows what it is given, and no other step.
STAGES = [
    "ingest.sources",
    "emendation.repair",
    "lines.rulings",
    "lines.parting",
    "lines.wrapping",
    "emendation.damage",
    "structure.clauses",
    "structure.walk",
    "edition.ids",
    "structure.metadata",
    "structure.record_doubts",
    "structure.doubts",
    "structure.mark_doubts",
    "edition.idle",
    "edition.conservation",
    "edition.settlement",
    "structure.genre",
    "topics.clause_topics",
    "names.mentions",
    "names.curation",
    "edition.apparatus",
    "library.facts",
    "exports.tables_csv",
    "search.scripts",
    "search.goto",
    "views.duties",
]

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


def holds_code(path: Path) -> bool:
    """Whether there is more in a file than a docstring."""
    return len(ast.parse(path.read_text("utf-8")).body) > 1


PATHS: dict[str, Path] = {
    name_of(path): path
    for path in sorted(CODE.rglob("*.py"))
    if (path.name != "__init__.py" or holds_code(path)) and path.parent != CODE / "data"
}
"""The modules, without the command that is published as it stands. What is in them is read by the tests: every process that runs any loads this file."""


def imported(tree: ast.AST) -> Iterator[str]:
    """The full names of all modules that may be meant, wherever in the code they are imported."""
    for node in ast.walk(tree):
        if isinstance(node, ast.Import):
            yield from (alias.name for alias in node.names)
        elif isinstance(node, ast.ImportFrom):
            assert node.level == 0, "a relative import"
            module = str(node.module)
            yield from (module, *(f"{module}.{alias.name}" for alias in node.names))


def called(tree: ast.AST) -> Iterator[str]:
    """What is called, as it is written."""
    for node in ast.walk(tree):
        if isinstance(node, ast.Call):
            yield ast.unparse(node.func)


class Module(NamedTuple):
    """What is asked of a module: the full names of all that it imports, what it calls, and so on."""

    imported: frozenset[str]
    called: frozenset[str]
    classes_asked_for: tuple[tuple[int, str], ...]
    bare_objects: tuple[str, ...]
    ways_out: tuple[str, ...]


@cache
def read(name: str) -> Module:
    tree = ast.parse(PATHS[name].read_text("utf-8"), str(PATHS[name]))
    return Module(
        frozenset(imported(tree)),
        frozenset(called(tree)),
        tuple(classes_asked_for(tree)),
        tuple(bare_objects(tree.body)),
        tuple(ways_out(tree)),
    )


def in_each(
    of: Callable[[str], Iterable[object]], modules: Iterable[str] = PATHS
) -> dict[str, list[object]]:
    """What is found in some modules, of those in which anything is."""
    return {module: found for module in modules if (found := [*of(module)])}


@cache
def graph() -> dict[str, set[str]]:
    """Which of our modules each of them imports."""
    found: dict[str, set[str]] = {}
    for name in PATHS:
        full = read(name).imported
        ours = {one.removeprefix("converters.") for one in full} & PATHS.keys()
        found[name] = {one for one in ours if f"converters.{one}" in full}
    return found


def is_in(module: str, name: str) -> bool:
    """Whether a module is `name`, or lies in the folder of that name."""
    return f"{module}.".startswith(f"{name}.")


@cache
def row(module: str) -> int:
    """The row of a module."""
    (found,) = [at for at, names in enumerate(ROWS) if any(is_in(module, one) for one in names)]
    return found


def test_the_code_is_found() -> None:
    assert {"models.plan", "writing.plan_page", "__main__"} <= set(PATHS)
    assert graph()["models.line"] == {"models.source", "text.mapped_text"}
    assert "writing.plan_furniture" in graph()["writing.plan_page"]


def test_no_imports_go_in_a_circle() -> None:
    order = list(TopologicalSorter(graph()).static_order())  # raises CycleError
    assert order[-1] == "__main__"


def test_each_row_names_what_exists() -> None:
    names = [name for names in ROWS for name in names]
    assert len(set(names)) == len(names)
    for name in names:
        assert any(is_in(module, name) for module in PATHS), name


def test_a_module_imports_only_from_its_own_row_and_those_above() -> None:
    def from_below(module: str) -> set[str]:
        return {other for other in graph()[module] if row(other) > row(module)}

    assert in_each(from_below) == {}


def test_no_stage_imports_another() -> None:
    assert in_each(lambda stage: graph()[stage] & set(STAGES), STAGES) == {}


def test_the_pipeline_takes_every_stage() -> None:
    assert set(STAGES) <= graph()["pipeline"]


def test_work_knows_values_alone_and_only_builds_know_of_work() -> None:
    for module in (one for one in PATHS if is_in(one, "work")):
        rooms = ("disk", "models", "work")
        assert all(any(is_in(one, room) for room in rooms) for one in graph()[module]), module
    who = {module for module, known in graph().items() if any(is_in(one, "work") for one in known)}
    builds = {"build", "recollection", "vocabulary", "site.kept_pages", "site.link_check"}
    assert {module for module in who if not is_in(module, "work")} == {*builds, "__main__"}


def test_values_know_nothing_of_what_makes_them() -> None:
    known = {"text.blanks", "text.mapped_text", "text.dates"}
    values = [one for one in PATHS if is_in(one, "models")]
    assert in_each(lambda module: graph()[module] - known - set(values), values) == {}


def test_nothing_but_the_structure_knows_the_nodes_of_its_tree() -> None:
    who = {module for module, known in graph().items() if "structure.tree" in known}
    assert who == {module for module in who if is_in(module, "structure")}


@cache
def tree_classes() -> set[str]:
    body = ast.parse(PATHS["structure.tree"].read_text("utf-8")).body
    return {node.name for node in body if isinstance(node, ast.ClassDef)}


def classes_asked_for(tree: ast.AST) -> Iterator[tuple[int, str]]:
    """The lines in which code asks of what class a value is, and the names of these classes."""
    for node in ast.walk(tree):
        asked: list[ast.expr] = []
        if isinstance(node, ast.Call) and ast.unparse(node.func) in {"isinstance", "issubclass"}:
            asked = node.args[1:]
        elif isinstance(node, ast.MatchClass):
            asked = [node.cls]
        for name in (one for whole in asked for one in ast.walk(whole)):
            if isinstance(name, ast.Name):
                yield name.lineno, name.id
            elif isinstance(name, ast.Attribute):
                yield name.lineno, name.attr


def nodes_asked_for(module: str) -> list[tuple[int, str]]:
    return [one for one in read(module).classes_asked_for if one[1] in tree_classes()]


def test_nothing_but_the_structure_asks_what_node_of_its_tree_a_value_is() -> None:
    outside = [one for one in PATHS if not is_in(one, "structure")]
    assert in_each(nodes_asked_for, outside) == {}


def test_a_question_for_a_node_would_be_found() -> None:
    assert {"Block", "Clause", "Row", "Table"} <= tree_classes()
    code = "isinstance(x, Clause | tree.Table)\nmatch x:\n    case Block():\n        pass\n"
    assert {name for _, name in classes_asked_for(ast.parse(code))} >= {"Block", "Clause", "Table"}
    assert in_each(nodes_asked_for, [one for one in PATHS if is_in(one, "structure")])


def is_public(name: str) -> bool:
    return not name.startswith("_") or (name.startswith("__") and name.endswith("__"))


_Function = ast.FunctionDef | ast.AsyncFunctionDef


def public_annotations(body: list[ast.stmt]) -> Iterator[tuple[str, ast.expr]]:
    """What a module or a class says of the types of its public parts, with their names."""
    for node in body:
        if isinstance(node, ast.AnnAssign) and is_public(ast.unparse(node.target)):
            yield ast.unparse(node.target), node.annotation
        elif isinstance(node, ast.ClassDef) and is_public(node.name):
            yield from public_annotations(node.body)
        elif isinstance(node, _Function) and is_public(node.name):
            given = node.args
            every = [*given.posonlyargs, *given.args, *given.kwonlyargs, given.vararg, given.kwarg]
            found = [one.annotation for one in every if one] + [node.returns]
            yield from ((node.name, one) for one in found if one)


def bare_objects(body: list[ast.stmt]) -> list[str]:
    """The public parts of which it is said that they may be anything; equality has to say so."""
    return [
        name
        for name, annotation in public_annotations(body)
        if name != "__eq__"
        and any(isinstance(one, ast.Name) and one.id == "object" for one in ast.walk(annotation))
    ]


def test_no_public_part_may_be_just_anything() -> None:
    assert in_each(lambda module: read(module).bare_objects) == {}


def test_a_bare_object_would_be_found() -> None:
    code = """
class One:
    value: object
    def of(self, *more: list[object]) -> None: ...
    def __eq__(self, other: object) -> bool: ...
    def _own(self, other: object) -> bool: ...
def make() -> object | None: ...
ALL: Sequence[object] = ()
"""
    assert bare_objects(ast.parse(code).body) == ["value", "of", "make", "ALL"]


@pytest.mark.parametrize("room", ["exports", "search"])
def test_data_knows_nothing_of_pages(room: str) -> None:
    for module in (one for one in PATHS if is_in(one, room)):
        known = graph()[module]
        assert not {one for one in known if is_in(one, "pages") or is_in(one, "writing")}


ROOMS_OF_VALUES = ("citation", "library", "views", "pages")


def test_who_decides_what_is_said_does_not_know_how_it_is_written() -> None:
    """No Markdown and no markup: a page is a value, and its template writes it."""

    def of_writing(module: str) -> set[str]:
        known = {one for one in graph()[module] if is_in(one, "writing") or one == "text.markdown"}
        return known | read(module).called & {"escape.markdown", "escape.front_matter"}

    values = [one for one in PATHS if any(is_in(one, room) for room in ROOMS_OF_VALUES)]
    assert len(values) > 1
    assert in_each(of_writing, values) == {}


def ways_out(tree: ast.AST) -> Iterator[str]:
    """Where something is printed, asked of a person, or ended, and how."""
    names = {"print", "input", "exit", "quit", "SystemExit"}
    parts = {"sys.exit", "sys.stdout", "sys.stderr", "os._exit", "os.abort"}
    for node in ast.walk(tree):
        if (isinstance(node, ast.Name) and node.id in names) or (
            isinstance(node, ast.Attribute) and ast.unparse(node) in parts
        ):
            yield f"{node.lineno}: {ast.unparse(node)}"


OTHERS = sorted(PATHS.keys() - {"__main__"})
"""All but the command line."""


def test_only_the_command_line_prints_or_exits() -> None:
    assert in_each(lambda module: read(module).ways_out, OTHERS) == {}
    assert read("__main__").ways_out


def test_only_the_command_line_knows_the_clock_and_nothing_the_network() -> None:
    def of_outside(module: str) -> set[str]:
        asked = {one for one in read(module).called if one.endswith((".now", ".today", ".utcnow"))}
        return asked | read(module).imported & OUTSIDE_WORLD

    assert in_each(of_outside, OTHERS) == {}


def test_no_import_is_hidden_in_a_string() -> None:
    hidden = {"__import__", "importlib.import_module", "import_module", "eval", "exec"}
    assert in_each(lambda module: read(module).called & hidden) == {}
