"""Go to in a large library: a sorted table of names, of which a query needs a few small files.

`goto-keys-<n>.js` have the keys in order: names, their pinyin and their initials, each with the
entries that it leads to, and the names by which plans are called, each with its plans.
`goto-entries-<n>.js` have the entries, in the order of their pinyin, so that those stand together
which begin alike; `goto-plans-<n>.js` the addresses of the clauses of plans. What begins like a
query is found where the query itself would stand; what only holds it, the full-text search finds.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path
from typing import NamedTuple

from converters.models.page import Page
from converters.text import escape
from converters.text.json_value import Json

_FOLDER = Path("data/search")
_FULL = 12_000
"""Characters after which a file takes nothing more."""

_MOST = 60
"""Entries that one key leads to: more than any list of answers shows."""

_BY = ("name", "pinyin", "initials", "plan")
"""Why a key leads somewhere, in the order of the table."""


class Row(NamedTuple):
    """Something to go to.

    `entry` is it as it is written, `keys` its names, pinyin and initials; `place` are the title and
    the names of a plan that the answer wants to know of.
    """

    entry: list[Json]
    keys: tuple[Sequence[str], Sequence[str], Sequence[str]]
    weight: int
    has_sheet: bool
    place: Json = None


class Place(NamedTuple):
    """A plan: what it is called, its last year, and all that is told of it."""

    work: str
    names: tuple[str, ...]
    last: int
    told: Json


class Table(NamedTuple):
    """What each file begins with, by kind, and the files."""

    told: dict[str, Json]
    pages: tuple[Page, ...]


def of(rows: Iterable[Row], places: Sequence[Place]) -> Table:
    """The table of a library.

    Args:
        rows: everything that there is to go to.
        places: the plans, in the order of their works.
    """
    ordered = sorted(rows, key=lambda row: (row.keys[1][:1], row.keys[0][:1], str(row.entry)))
    keys = _keys(ordered, places)
    entries: list[Json] = [[row.entry, int(row.has_sheet), row.place] for row in ordered]
    split = {
        "keys": [*_split([[key, *found] for key, found in keys])],
        "entries": [*_split(entries)],
        "plans": [*_split([place.told for place in places])],
    }
    firsts: dict[str, Json] = {
        "keys": [_first(part) for part in split["keys"]],
        "entries": [*_starts(split["entries"])],
        "plans": [*_starts(split["plans"])],
        "works": [places[start].work for start in _starts(split["plans"])],
    }
    pages = (
        Page(_FOLDER / f"goto-{kind}-{number}.js", _script(kind, number, part))
        for kind, parts in split.items()
        for number, part in enumerate(parts, 1)
    )
    return Table(firsts, tuple(pages))


def _script(kind: str, number: int, part: list[Json]) -> str:
    return f"library.goToTable.{kind}({number}, {escape.script(part)});\n"


def _keys(rows: Sequence[Row], places: Sequence[Place]) -> Iterator[tuple[str, list[Json]]]:
    """Every key with where it leads, in the order in which JavaScript puts strings.

    Of what has a name the first is what is called so first of all, then what is mentioned most.
    """
    found: dict[str, tuple[list[tuple[int, int, int]], ...]] = {}
    for number, row in enumerate(rows):
        for by, keys in enumerate(row.keys):
            for at, key in enumerate(dict.fromkeys(keys)):
                is_other = int(by == 0 and at > 0)
                _of(found, key)[by].append((is_other, -row.weight, number))
    for number, place in enumerate(places):
        for key in dict.fromkeys(place.names):
            _of(found, key)[3].append((0, -place.last, number))
    for key in sorted(filter(None, found), key=_in_utf16):
        yield key, [[number for *_, number in sorted(one)[:_MOST]] or 0 for one in found[key]]


def _of(
    found: dict[str, tuple[list[tuple[int, int, int]], ...]], key: str
) -> tuple[list[tuple[int, int, int]], ...]:
    return found.setdefault(key, tuple([] for _ in _BY))


def _split(items: Iterable[Json]) -> Iterator[list[Json]]:
    part: list[Json] = []
    size = 0
    for item in items:
        if size >= _FULL:
            yield part
            part, size = [], 0
        part.append(item)
        size += len(escape.script(item))
    if part:
        yield part


def _starts(parts: Iterable[Sequence[Json]]) -> Iterator[int]:
    """How many come before each part."""
    before = 0
    for part in parts:
        yield before
        before += len(part)


def _first(part: Sequence[Json]) -> Json:
    row = part[0]
    return row[0] if isinstance(row, list) else None


def _in_utf16(text: str) -> bytes:
    return text.encode("utf-16-be", "surrogatepass")
