"""How a build grows with the library: `python -m tests.bench_library`.

Libraries of 50, 100 and 200 plans, each of another place, with bodies, terms and documents of its
own (`tests.generated_library`), whose addresses are registered. Time is the user CPU time of
`python -m converters build`; what is linear takes twice as long for twice the plans. No page but
lists may be larger for more plans, once it is full.
"""

import resource
import tempfile
from dataclasses import dataclass
from pathlib import Path

from tests import built_site
from tests.generated_library import library

SIZES = (50, 100, 200)
KIB = 1024
NAMES = ("agencies", "agency-types", "terms", "instruments", "places")


@dataclass(frozen=True)
class Built:
    """What a build took and made; `largest` is the largest page of a name, in `docs`."""

    seconds: float
    files: int
    largest: Path
    bytes: int


def build(size: int) -> Built:
    """Build a library of so many plans."""
    with tempfile.TemporaryDirectory() as work:
        folder = Path(work)
        library.write(folder, size)
        built_site.run("converters", "mint", "--date", "2026-01-01", folder=folder)
        docs = folder / "docs"
        before = len(files(docs))
        seconds = _user_seconds_of_children()
        built_site.run("converters", "build", folder=folder)
        seconds = _user_seconds_of_children() - seconds
        page = largest(docs)
        made = len(files(docs)) - before
        return Built(seconds, made, page.relative_to(docs), page.stat().st_size)


def _user_seconds_of_children() -> float:
    return resource.getrusage(resource.RUSAGE_CHILDREN).ru_utime


def files(docs: Path) -> list[Path]:
    return [path for path in docs.rglob("*") if path.is_file()]


def largest(docs: Path) -> Path:
    """The largest page of a name; the lists of names are `index.md` and the pages in `index/`."""
    pages = (path.relative_to(docs) for scheme in NAMES for path in (docs / scheme).rglob("*.md"))
    names = (page for page in pages if "index" not in page.with_suffix("").parts)
    return max((docs / page for page in names), key=_size)


def _size(path: Path) -> int:
    return path.stat().st_size


def main() -> None:
    """Print a row for each size as soon as it is measured."""
    print("规划    秒  比上一行   文件   最大的名称页")
    before = 0.0
    for size in SIZES:
        made = build(size)
        ratio = f"{made.seconds / before:8.2f}" if before else " " * 8
        weight = f"{made.bytes / KIB:.0f} KB {made.largest}"
        print(f"{size:4}{made.seconds:7.1f}{ratio}{made.files:9}   {weight}", flush=True)
        before = made.seconds


if __name__ == "__main__":
    main()
