"""Libraries of many plans, and the units that a search is to find in them."""

from __future__ import annotations

import json
import shutil
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from itertools import cycle, islice
from pathlib import Path
from string import ascii_lowercase
from typing import Any

from converters.ingest import sources
from tests import built_site
from tests.conftest import AUTHORITY, SOURCES, WORKS, copy_docs


@dataclass(frozen=True)
class Unit:
    """A clause, a block, a table (its caption and header) or a row of one, as published.

    `received` is the whole unit as it was received, where that differs from the reading.
    """

    work: str
    id: str
    heading: str
    body: str
    received: str | None = None

    @property
    def address(self) -> str:
        """What tells it from every other unit."""
        return f"{self.work}#{self.id}"


@dataclass(frozen=True)
class Library:
    """So many plans: the folder they are built in, their published JSON, and their units.

    `files` are the texts that were received, by work.
    """

    folder: Path
    plans: tuple[dict[str, Any], ...]
    files: Mapping[str, str]
    units: tuple[Unit, ...]


def grown(size: int, folder: Path) -> Library:
    """Convert `size` plans in `folder`, as `make site` does it for the five that there are."""
    docs = folder / "docs"
    copy_docs(docs)
    for name in ("sources", "authority"):
        shutil.rmtree(docs / name)
    grow(docs, size)
    built_site.convert(folder)
    paths = sorted((docs / "data" / "plans").glob("*-*.json"))
    plans = tuple(json.loads(path.read_text("utf-8")) for path in paths)
    found = map(sources.of_files, sources.registered(docs / "sources"))
    files = {str(source.work): source.text for source in found}
    return Library(folder, plans, files, tuple(unit for plan in plans for unit in units(plan)))


def grow(docs: Path, size: int) -> None:
    """Write the sources of `size` plans, the founding ones over and over, and their authority."""
    shutil.copytree(AUTHORITY, docs / "authority")
    (docs / "sources").mkdir()
    for name, work in works(size):
        for suffix in (".txt", ".yml", ".ids"):
            source = SOURCES / f"{work}{suffix}"
            if source.exists():
                shutil.copy(source, docs / "sources" / f"{name}{suffix}")


def works(size: int) -> Iterator[tuple[str, str]]:
    """A work id for each of `size` plans, and that of the founding plan it is a copy of.

    Copies are told apart by letters after the name of the place, as other plans of one year are.
    """
    for number, work in enumerate(islice(cycle(WORKS), size)):
        adcode, place, rest = work.split("-", maxsplit=2)
        letters = _letters(number // len(WORKS))
        yield f"{adcode}-{place}{letters}-{rest}", work


def _letters(number: int) -> str:
    """A numeral of base 26 with a for 0: none, b to z, ba, bb, …"""
    more, last = divmod(number, len(ascii_lowercase))
    return _letters(more) + ascii_lowercase[last] if number else ""


def units(plan: dict[str, Any]) -> Iterator[Unit]:
    """The units of the JSON of a plan."""
    work = plan["work"]
    for clause in plan["clauses"]:
        label, separator = clause["label"], clause["separator"]
        received = [clause.get("heading_raw", clause["heading"]), separator]
        received.append(clause.get("raw", clause["text"]))
        whole = label + "".join(received) if {"raw", "heading_raw"} & clause.keys() else None
        heading = label + clause["heading"] + separator
        yield Unit(work, clause["id"], heading, clause["text"], whole)
    for block in plan["blocks"]:
        yield Unit(work, block["id"], "", block["text"], block.get("raw"))
    for table in plan["tables"]:
        yield Unit(work, table["id"], "", _row([table["caption"], *table["header"]]))
        for id_, cells in zip(table["row_ids"], table["rows"], strict=True):
            yield Unit(work, id_, "", _row(cells))


def _row(cells: list[str]) -> str:
    return "\t".join(cell for cell in cells if cell)
