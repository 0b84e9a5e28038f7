"""How a build grows with the library: `python -m tests.bench_library`.

Libraries of 50, 100 and 200 plans, each the founding plans over and over under other work ids.
Time is the user CPU time from the sources to all pages and data; what is linear takes twice as
long for twice the plans. No page but lists may be larger for more plans, once it is full.
"""

import gc
import resource
import shutil
import tempfile
from itertools import cycle, islice
from pathlib import Path

from converters import pipeline
from converters.models.page import Page
from tests.conftest import ROOT, SOURCES, WORKS

SIZES = (50, 100, 200)
KIB = 1024
OF_PLANS = "plans"


def library(folder: Path, size: int) -> None:
    """Write the sources of `size` plans, and the authority as it is."""
    shutil.copytree(ROOT / "docs" / "authority", folder / "authority")
    (folder / "sources").mkdir()
    for number, work in enumerate(islice(cycle(WORKS), size)):
        place, _, kind = work.rpartition("-")
        stem = place.split("-")
        name = work if number < len(WORKS) else f"{stem[0]}-{stem[1]}-{1000 + number}-{kind}"
        for suffix in (".txt", ".yml", ".ids"):
            source = SOURCES / f"{work}{suffix}"
            if source.exists():
                shutil.copy(source, folder / "sources" / f"{name}{suffix}")


def build(size: int) -> tuple[float, tuple[Page, ...]]:
    """Seconds of user CPU time, and what was made."""
    with tempfile.TemporaryDirectory() as work:
        docs = Path(work)
        library(docs, size)
        gc.collect()
        before = resource.getrusage(resource.RUSAGE_SELF).ru_utime
        names = pipeline.read_index(docs, pipeline.read_library(docs))
        made = pipeline.pages(names, pipeline.read_name_ledger(docs))
        return resource.getrusage(resource.RUSAGE_SELF).ru_utime - before, made


def largest(made: tuple[Page, ...]) -> Page:
    """The largest page of a name."""
    schemes = ("agencies", "agency-types", "terms", "instruments", "places")
    pages = [one for one in made if one.path.parts[0] in schemes and one.path.name != "index.md"]
    return max(pages, key=lambda one: len(one.text.encode()))


def main() -> None:
    """Print a row for each size."""
    print("规划    秒  比上一行   文件   最大的名称页")
    before = 0.0
    for size in SIZES:
        seconds, made = build(size)
        page = largest(made)
        ratio = f"{seconds / before:8.2f}" if before else " " * 8
        weight = len(page.text.encode()) / KIB
        print(f"{size:4}{seconds:7.1f}{ratio}{len(made):9}   {weight:.0f} KB {page.path}")
        before = seconds


if __name__ == "__main__":
    main()
