"""The search of a large library: `python -m tests.bench_search.large --sizes 200,1000`.

The plans are those of `tests.generated_library`, each of another place; of their site only the data
of the search are written. Queries are stretches of one to eight characters from anywhere. Of each
the total, and the units and matches of every plan, are held to what is counted in the texts; and
what a page of results needs is measured: bytes and time of the first query of a reader (over
10 Mbit/s and 50 ms), and of one more.
"""

from __future__ import annotations

import argparse
import gzip
import logging
import re
import tempfile
from collections import Counter, defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import replace
from functools import partial
from itertools import cycle
from pathlib import Path
from random import Random
from statistics import median
from typing import NamedTuple
from unittest.mock import patch

from playwright.sync_api import Browser, sync_playwright

from converters import pipeline
from converters.models.plan import Plan
from converters.names import authority_files, name_folding
from converters.names.authority import Authority
from converters.names.spelling import spell
from converters.output import OfPlan
from converters.search import folding, units
from converters.stock import Stock
from tests import stocked
from tests.bench_search.engines import Engine, Served
from tests.bench_search.measuring import Trial
from tests.browser import chromium, search_site, static_host
from tests.generated_library import library as generated

PAGE = {"limit": 12, "perPlan": 3}
"""So much a page of results shows."""

LONGEST = 8
OF_NAMES = 500
COLD_NAMES = 30
SEED = 20240506

_log = logging.getLogger("large")


class Text(NamedTuple):
    """The texts of a unit, folded; `received` is empty where it is the reading."""

    work: str
    read: str
    received: str


_MEMORY = "() => performance.memory.usedJSHeapSize"
_NO_WORKER = "window.Worker = null;"


def main() -> None:
    """Measure each size, with an index and without."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--sizes", default="200", help="plans, by commas")
    parser.add_argument("--queries", type=int, default=600)
    parser.add_argument("--cold", type=int, default=60, help="queries that are the first of all")
    parser.add_argument("--scan", action="store_true", help="the same without an index too")
    options = parser.parse_args()
    logging.basicConfig(format="%(message)s", level=logging.INFO)
    with (
        tempfile.TemporaryDirectory() as work,
        sync_playwright() as playwright,
        playwright.chromium.launch(
            executable_path=chromium.find_or_install(),
            args=[*chromium.ARGUMENTS, "--enable-precise-memory-info"],
        ) as browser,
    ):
        for size in map(int, options.sizes.split(",")):
            _measure(browser, size, options, Path(work) / str(size))


def _measure(browser: Browser, size: int, options: argparse.Namespace, folder: Path) -> None:
    generated.write_sources(folder / "docs", size)
    records = authority_files.load(folder / "docs" / "authority")
    stock, texts = _read(folder / "docs", records)
    truth = Truth(texts)
    asked = [*_stretches(texts, options.queries)]
    for is_indexed in (True, False) if options.scan else (True,):
        own = search_site.indexed(stock) if is_indexed else search_site.scanned(stock)
        site = search_site.write(folder / ("indexed" if is_indexed else "scanned"), own)
        _log.info("%d plans, %s: %s", size, site.name, _on_disk(site, size))
        served = Served(site)
        engine = Engine(site.name, partial(_itself, served), "large.js", PAGE)
        with static_host.serve(site) as home:
            trial = Trial(browser, home, engine, served)
            _exact(trial, truth, asked)
            _cold(trial, [one for one in asked if len(one) > 1], options.cold)
            _log.info("  memory: %s", _memory(browser, home, asked))
            _go_to(Trial(browser, home, replace(engine, adapter="large_go_to.js"), served), stock)


def _itself(served: Served, *_: object) -> Served:
    return served


def _read(docs: Path, records: Authority) -> tuple[Stock, list[Text]]:
    """What a search is made from, and every text with the work that it is of; no page is made."""
    texts: list[Text] = []

    def read() -> Iterator[Plan]:
        for plan in pipeline.read_library(docs):
            for unit in units.of(plan):
                reading, received = unit.reading, unit.received
                folded = folding.fold(reading.whole)
                own = folding.fold(received.whole) if received else ""
                texts.append(Text(plan.work, folded, own))
            yield plan

    with patch.object(OfPlan, "files", return_value=()):
        return stocked.stock_of(stocked.made_of(read(), records), records), texts


def _on_disk(site: Path, size: int) -> str:
    sizes: Counter[str] = Counter()
    packed: Counter[str] = Counter()
    files: Counter[str] = Counter()
    for path in sorted((site / "data" / "search").rglob("*.js")):
        kind = path.stem.partition("-")[0]
        data = path.read_bytes()
        sizes[kind] += len(data)
        packed[kind] += len(gzip.compress(data))
        files[kind] += 1
    told = (
        f"{kind} {files[kind]} files, {sizes[kind] / size / 1000:.1f} KB a plan"
        f" ({packed[kind] / size / 1000:.1f} packed)"
        for kind in sizes
    )
    return "; ".join(told)


class Truth:
    """How many units and matches of each plan a string has, counted in the texts."""

    def __init__(self, texts: Sequence[Text]) -> None:
        """Keep the texts."""
        self._texts = texts

    def of(self, string: str) -> list[str]:
        """The total, and `work units matches` of each plan, in any order."""
        counts: dict[str, list[int]] = defaultdict(lambda: [0, 0])
        for work, read, received in self._texts:
            if found := read.count(string) or received.count(string):
                counts[work][0] += 1
                counts[work][1] += found
        total = sum(units for units, _ in counts.values())
        return [str(total), *(f"{work} {one} {every}" for work, (one, every) in counts.items())]


def _stretches(texts: Sequence[Text], count: int) -> Iterator[str]:
    random = Random(SEED)
    sizes = cycle(range(1, LONGEST + 1))
    found: dict[str, None] = {}
    while len(found) < count:
        text = random.choice(texts).read
        size = next(sizes)
        at = random.randrange(max(1, len(text) - size))
        string = text[at : at + size]
        if len(string) == size and not re.search(r'[\s"]|^-', string):
            found[string] = None
    yield from found


def _exact(trial: Trial, truth: Truth, asked: Sequence[str]) -> None:
    """Whether every answer is true, and how long each took once the page is open."""
    answers = trial.warm(asked)
    wrong = [one for one in asked if answers[one].hits != frozenset(truth.of(one))]
    first = _spread([answers[one].time for one in asked])
    _log.info(
        "  %d queries, %d wrong %s; for the first time %s ms", len(asked), len(wrong), wrong, first
    )
    again = trial.warm([*asked, *asked])
    _log.info("  again %s ms", _spread([again[one].time for one in asked]))


def _cold(trial: Trial, asked: Sequence[str], count: int) -> None:
    """What the first query of a reader loads, the scripts of the search too, and one more."""
    colds = [trial.cold(*pair) for pair in zip(asked[:count], reversed(asked), strict=False)]
    first = _spread([cold.bytes_at_start / 1000 for cold in colds])
    more = _spread([cold.bytes_of_query / 1000 for cold in colds])
    time = _spread([cold.time for cold in colds])
    _log.info("  the first query %s KB, %s ms; one more %s KB", first, time, more)


def _go_to(trial: Trial, stock: Stock) -> None:
    """Whether each name, and its pinyin, leads first to something that bears it."""
    pages: dict[str, set[str]] = defaultdict(set)
    works = sorted(stock.known)
    for key, record in stock.library.references.records.items():
        own = {f"{key}/", f"{key}/duties/", f"plans/{record.work}/"}
        own |= {f"plans/{work}/" for work in works if key == f"places/{work[:6]}"}
        for name in (record.pref, *record.alt):
            folded = name_folding.fold(name)
            pages[folded] |= own
            pages[spell(folded).whole] |= own
    asked = Random(SEED).sample(sorted(pages.keys() - {""}), min(OF_NAMES, len(pages) - 1))
    answers = trial.warm(asked)
    wrong = [one for one in asked if not answers[one].hits <= pages[one] or not answers[one].hits]
    first = _spread([answers[one].time for one in asked])
    _log.info(
        "go to: %d names, %d wrong %s; for the first time %s ms",
        len(asked),
        len(wrong),
        wrong,
        first,
    )
    again = trial.warm([*asked, *asked])
    _log.info("  again %s ms", _spread([again[one].time for one in asked]))
    _cold(trial, asked, COLD_NAMES)


def _memory(browser: Browser, home: str, asked: Sequence[str]) -> str:
    with browser.new_context() as context:
        page = context.new_page()
        page.add_init_script(_NO_WORKER)
        page.goto(f"{home}start.html")
        page.evaluate(
            """async ([home, queries, options]) => {
              const { search } = await import(home + "assets/search.js");
              for (const query of queries) await search(query, options);
            }""",
            [home, asked, PAGE],
        )
        return f"{page.evaluate(_MEMORY) / 1e6:.0f} MB after all queries"


def _spread(values: Sequence[float]) -> str:
    ordered = sorted(values)
    last = ordered[min(len(ordered) - 1, len(ordered) * 95 // 100)]
    return f"{median(ordered):,.0f} / {last:,.0f} (95 %) / {ordered[-1]:,.0f}"


if __name__ == "__main__":
    main()
