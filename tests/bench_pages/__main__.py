"""Every page, several times over: `python -m tests.bench_pages --help`."""

from __future__ import annotations

import argparse
import logging
import re
import subprocess
import tempfile
from collections import defaultdict
from pathlib import Path

from tests import built_site, machine, published_results
from tests.bench_pages import figures, lighthouse, table, tried
from tests.bench_pages.figures import Figures
from tests.bench_pages.table import Result
from tests.browser import chromium, static_host

_log = logging.getLogger("bench_pages")


def main() -> None:
    """Measure every page, print the table, and write it if asked to."""
    options = _parser().parse_args()
    logging.basicConfig(format="%(asctime)s %(message)s", level=logging.INFO)
    if machine.load() > machine.BUSY:
        _log.warning("the machine is busy: faults will be found, times will be worse than they are")
    with tempfile.TemporaryDirectory() as work:
        site = built_site.of_library(Path(work))
        with static_host.serve(site) as home:
            results = _measured(home, tried.of(site), options.runs)
    section = table.text(
        machine.this(options.date, _browser_version()), lighthouse.version(), results
    )
    print(section)
    if options.write:
        published_results.write(table.PAGE, section)


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--runs", type=int, default=5, help="of each page")
    parser.add_argument("--date", help="the day of the measurement; that of the commit if not said")
    parser.add_argument("--write", action="store_true", help=f"into {table.PAGE.name}")
    return parser


def _measured(home: str, pages: list[tried.Tried], times: int) -> list[Result]:
    """Round after round, so that what else the machine does falls on all pages alike."""
    runs: dict[str, list[Figures]] = defaultdict(list)
    loads: dict[str, list[float]] = defaultdict(list)
    for _ in range(times):
        for page in pages:
            loads[page.name].append(machine.load())
            report = lighthouse.report(home + page.path)
            runs[page.name].append(figures.read(report))
            _log.info("%s: %s", page.name, runs[page.name][-1])
            for fault in figures.faults(report):
                _log.warning("%s: %s", page.name, fault)
    return [Result(page.name, runs[page.name], loads[page.name]) for page in pages]


def _browser_version() -> str:
    command = [chromium.find_or_install(), "--version"]
    said = subprocess.run(command, check=True, stdout=subprocess.PIPE, encoding="utf-8").stdout
    found = re.search(r"\d[\d.]+", said)
    return found[0] if found else said.strip()


if __name__ == "__main__":
    main()
