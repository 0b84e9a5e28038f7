"""What the tests share: the library as it is read, and the option that rewrites golden files."""

import gc
import os
import re
import shutil
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

import pytest
from hypothesis import settings

from converters import pipeline
from converters.edition import apparatus
from converters.exports import plan_json
from converters.library.references import References
from converters.models.plan import Plan
from converters.names import authority_files, plan_names
from converters.names.authority import Authority
from converters.names.plan_names import PlanNames
from converters.pipeline import Made
from converters.stock import Stock
from tests import stocked, trials
from tests.browser import static_host

ROOT = Path(__file__).parent.parent
LIBRARY = ROOT / "tests" / "library"
"""The five founding plans and their authority, frozen: `docs/` is the curator's to change."""
SOURCES = LIBRARY / "sources"
AUTHORITY = LIBRARY / "authority"
HAND_WRITTEN = (ROOT / "docs" / "about", ROOT / "docs" / "assets")
"""What in `docs/` goes with the code, and not with the plans."""
GOLD = ROOT / "tests" / "gold"
NAMES = authority_files.load(AUTHORITY)
"""The records of the founding plans; many tests go by them, and they take a while to read."""
WORKS = sorted(path.stem for path in SOURCES.glob("*.txt"))

# Where every site of the tests is published, whichever process makes a part of it.
os.environ["SITE_URL"] = static_host.ADDRESS

settings.register_profile("repeatable", trials.EACH)
settings.load_profile("repeatable")


def copy_docs(folder: Path) -> None:
    """A `docs/` that holds the founding plans, with nothing generated yet."""
    shutil.copytree(LIBRARY, folder)
    copy_hand_written(folder)


def copy_hand_written(folder: Path) -> None:
    """What goes with the code, into a `docs/`."""
    for path in HAND_WRITTEN:
        shutil.copytree(path, folder / path.name, ignore=shutil.ignore_patterns("site.css"))


def data_of(plan: Plan, names: PlanNames = plan_names.NONE) -> dict[str, Any]:
    """The data of a plan with ids, a JSON value."""
    return plan_json.value(plan, apparatus.entries(plan), names)


def pytest_addoption(parser: pytest.Parser) -> None:
    parser.addoption("--update-golden", action="store_true", help="rewrite tests/golden/")


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """What needs a browser is slow, whatever it does there; many cases of it are for the long run.

    Files come in the order of what they take: the last ones should leave no core idle for long.
    """
    of_browser: dict[str, list[pytest.Item]] = {}
    for item in items:
        if item.nodeid.startswith("tests/browser/"):
            item.add_marker(pytest.mark.slow)
            if not item.get_closest_marker("long"):
                of_browser.setdefault(item.nodeid.partition("[")[0], []).append(item)
    for cases in of_browser.values():
        for number, item in enumerate(_by_turns(cases)):
            if number >= _MANY_CASES and number % 5:  # widths come by turns: so both are kept
                item.add_marker(pytest.mark.long)
    slow = {item.path for item in items if item.get_closest_marker("slow")}
    items.sort(key=lambda item: (item.path not in slow, item.nodeid.startswith("tests/browser/")))


_MANY_CASES = 2
"""After so many cases of one test in a browser all but every fifth are for the long run."""

_WIDTH = re.compile(r"(?<![a-z])(?:wide|phone)(?![a-z])(?:-light|-dark)?")


def _by_turns(items: list[pytest.Item]) -> Iterator[pytest.Item]:
    """The cases of a test, those that are looked at in two widths in one of them by turns.

    To cross them may take its time: the other is for the long run. A test of one case has both.
    """
    cases = [*dict.fromkeys(_WIDTH.sub("", item.name, count=1) for item in items)]
    for item in items:
        width = _WIDTH.search(item.name)
        number = cases.index(_WIDTH.sub("", item.name, count=1))
        if width and len(cases) > 1 and width[0].startswith("phone") != bool(number % 2):
            item.add_marker(pytest.mark.long)
        else:
            yield item


def pytest_collection_finish() -> None:
    """All modules and tests stay to the end: the collector of garbage need not ask of each again."""
    gc.freeze()
    gc.set_threshold(50_000, 20, 20)


@pytest.fixture(scope="session")
def library() -> dict[str, Plan]:
    """The founding plans by work id."""
    return {str(plan.source.work): plan for plan in pipeline.read_library(LIBRARY)}


@pytest.fixture(scope="session")
def records() -> Authority:
    """The authority of the founding plans."""
    return NAMES


@pytest.fixture(scope="session")
def names(library: dict[str, Plan], records: Authority) -> Mapping[str, PlanNames]:
    """What each founding plan names, by work id."""
    return stocked.names_of(library.values(), records)


@pytest.fixture(scope="session")
def made(library: dict[str, Plan], records: Authority) -> list[Made]:
    """All that is made of each founding plan."""
    return stocked.made_of(library.values(), records)


@pytest.fixture(scope="session")
def stock(made: list[Made], records: Authority) -> Stock:
    """What the files of the library of the founding plans are made from."""
    return stocked.stock_of(made, records)


@pytest.fixture(scope="session")
def references(stock: Stock) -> References:
    """Which founding plans name which records."""
    return stock.library.references


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
