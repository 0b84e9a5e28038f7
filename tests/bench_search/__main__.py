"""The whole comparison: `python -m tests.bench_search --help`."""

from __future__ import annotations

import argparse
import logging
import re
import tempfile
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path
from statistics import median

from playwright.sync_api import Browser, sync_playwright
from playwright.sync_api import TimeoutError as NotInTime

from tests import machine, published_results
from tests.bench_search import library as libraries
from tests.bench_search import (
    minisearch,
    ours,
    pagefind,
    sampling,
    scores,
    table,
    theme,
    truth,
)
from tests.bench_search.engines import Engine, Served
from tests.bench_search.library import Library
from tests.bench_search.measuring import Trial
from tests.bench_search.queries import Queries
from tests.bench_search.scores import Score
from tests.bench_search.table import Result, Shown
from tests.browser import chromium, static_host

FOUNDING = 5
COLD_QUERIES = 20
ENGINES = (*ours.ENGINES, *theme.ENGINES, *pagefind.ENGINES, *minisearch.ENGINES)

_log = logging.getLogger("bench_search")


def main() -> None:
    """Measure every engine at every size, print the tables, and write them if asked to."""
    options = _parser().parse_args()
    logging.basicConfig(format="%(asctime)s %(message)s", level=logging.INFO)
    if machine.load() > machine.BUSY:
        _log.warning("the machine is busy: what is found will be right, times will not")
    chosen = [engine for engine in ENGINES if re.search(options.only, engine.name)]
    sizes = [(size, chosen) for size in options.sizes]
    sizes += [(size, [one for one in chosen if one in ours.ENGINES]) for size in options.large]
    with (
        tempfile.TemporaryDirectory() as work,
        sync_playwright() as playwright,
        playwright.chromium.launch(
            executable_path=chromium.find_or_install(), args=chromium.ARGUMENTS
        ) as browser,
    ):
        queries = sampling.sample(libraries.grown(FOUNDING, Path(work) / "founding"))
        results = [
            _measured(browser, size, engines, queries, Path(work) / str(size))
            for size, engines in sizes
            if engines
        ]
        section = table.text(machine.this(options.date, browser.version), results)
    print(section)
    if options.write:
        published_results.write(table.PAGE, section)


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--sizes", type=_sizes, default=[FOUNDING, 100], help="plans, by commas")
    parser.add_argument("--large", type=_sizes, default=[1000], help="the same, for ours alone")
    parser.add_argument("--only", default="", help="a pattern of names of engines")
    parser.add_argument("--date", help="the day of the measurement; that of the commit if not said")
    parser.add_argument("--write", action="store_true", help=f"into {table.PAGE.name}")
    return parser


def _sizes(text: str) -> list[int]:
    return [int(size) for size in text.split(",") if size]


def _measured(
    browser: Browser, size: int, engines: Sequence[Engine], queries: Queries, folder: Path
) -> Result:
    """All rows of one size."""
    library = libraries.grown(size, folder / "site")
    _log.info("%d plans, %d units", size, len(library.units))
    true = truth.of(library, queries.all)
    assert all(true[query] for query in queries.present)
    assert not any(true[query] for query in queries.absent)
    rows: list[tuple[str, Score]] = []
    shown = None
    for engine, served in _served(library, engines, folder):
        with static_host.serve(served.folder) as home:
            rows.append((engine.name, _scored(Trial(browser, home, engine, served), queries, true)))
            if engine in ours.ENGINES:
                shown = _shown(browser, home, queries)
    return Result(size, len(library.units), rows, shown)


def _shown(browser: Browser, home: str, queries: Queries) -> Shown | None:
    """How soon the page of our search shows a hit; None if it never shows one that is there."""
    try:
        seen = [ours.first_hit(browser, home, query) for query in _spread(queries)]
    except NotInTime:
        _log.exception("the page of the search shows nothing")
        return None
    times, sizes = zip(*seen, strict=True)
    return Shown(scores.times(times), median(sizes))


def _served(
    library: Library, engines: Sequence[Engine], folder: Path
) -> Iterator[tuple[Engine, Served]]:
    """Each engine with its folder; those that differ only in how they are asked share one."""
    built: dict[Callable[[Library, Path], Served], Served] = {}
    for engine in engines:
        if engine.build not in built:
            _log.info("building for %s", engine.name)
            built[engine.build] = engine.build(library, folder / str(len(built)))
        yield engine, built[engine.build]


def _scored(trial: Trial, queries: Queries, true: truth.Truth) -> Score:
    answers = trial.warm(queries.all)
    _log.info("%s: warm", trial.engine.name)
    seconds = reversed(_spread(queries, 1))
    colds = [trial.cold(*pair) for pair in zip(_spread(queries), seconds, strict=True)]
    found = scores.score(queries, true, answers, colds)
    _log.info("%s: %s", trial.engine.name, found)
    return found


def _spread(queries: Queries, offset: int = 0) -> Sequence[str]:
    """A few queries, as many of each kind."""
    return queries.present[offset :: len(queries.present) // COLD_QUERIES]


if __name__ == "__main__":
    main()
