"""What the tests share: the library as it is read, and the option that rewrites golden files."""

import shutil
from pathlib import Path
from typing import Any

import pytest
from hypothesis import settings

from converters import pipeline
from converters.edition import apparatus
from converters.exports import plan_json
from converters.models.plan import Plan
from converters.names import index
from converters.names.index import Index

ROOT = Path(__file__).parent.parent
SOURCES = ROOT / "docs" / "sources"
GOLD = ROOT / "tests" / "gold"
WORKS = sorted(path.stem for path in SOURCES.glob("*.txt"))

# A busy machine is no fault of the code; and what is accepted once is accepted again.
settings.register_profile("repeatable", deadline=None, derandomize=True)
settings.load_profile("repeatable")


def copy_docs(folder: Path) -> None:
    """The part of `docs/` that people write, without what an earlier build left."""
    shutil.copytree(ROOT / "docs", folder)
    for name in pipeline.GENERATED:
        pipeline.remove(folder / name)


def data_of(plan: Plan, names: Index = index.EMPTY) -> dict[str, Any]:
    """The data of a plan with ids, a JSON value."""
    return plan_json.value(plan, apparatus.entries(plan), names)


def pytest_addoption(parser: pytest.Parser) -> None:
    parser.addoption("--update-golden", action="store_true", help="rewrite tests/golden/")


@pytest.fixture(scope="session")
def library() -> dict[str, Plan]:
    """The founding plans by work id."""
    return {str(plan.source.work): plan for plan in pipeline.read_library(ROOT / "docs")}


@pytest.fixture(scope="session")
def names(library: dict[str, Plan]) -> Index:
    """Where the founding plans mention each name of the authority."""
    return pipeline.read_index(ROOT / "docs", tuple(library.values()))


@pytest.fixture(params=WORKS)
def plan(request: pytest.FixtureRequest, library: dict[str, Plan]) -> Plan:
    """Each founding plan in turn."""
    return library[request.param]


MEASURED: pytest.StashKey[list[str]] = pytest.StashKey()
"""Lines of what tests have measured, to be printed at the end."""


def pytest_sessionfinish(session: pytest.Session) -> None:
    """A worker process hands on what its tests have measured."""
    output: dict[str, list[str]] | None = getattr(session.config, "workeroutput", None)
    if output is not None:
        output["measured"] = session.config.stash.get(MEASURED, [])


@pytest.hookimpl(optionalhook=True)
def pytest_testnodedown(node: Any) -> None:
    """The process that started the workers gathers it."""
    measured: list[str] = getattr(node, "workeroutput", {}).get("measured", [])
    node.config.stash.setdefault(MEASURED, []).extend(measured)


def pytest_terminal_summary(terminalreporter: pytest.TerminalReporter) -> None:
    """Print what was measured, whether or not it was good enough."""
    if lines := terminalreporter.config.stash.get(MEASURED, []):
        terminalreporter.section("names, against tests/gold")
        terminalreporter.write_line("\n".join(lines))
