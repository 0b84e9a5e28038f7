"""Go to in a library of many names: a sorted table, of which a query needs a few small files.

`goto-keys-<n>.js` have the keys in order (`goto_keys`): names, their pinyin, their initials and the
ends of these, each with the entries that it leads to. `goto-entries-<n>.js` have the entries, so
many in each, in the order in which those stand that match a query alike. `goto-calls-<n>.js` have
the names by which plans are called, each with its plans, and `goto-plans-<n>.js` the addresses of
the clauses of plans.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from itertools import accumulate
from pathlib import Path
from typing import NamedTuple

from converters.models.page import Page
from converters.search import goto_keys
from converters.search.goto_keys import Bearer, Key
from converters.text import escape
from converters.text.json_value import Json

_FOLDER = Path("data/search")
_FULL = 8_000
"""Characters after which a file of plans, or of what they are called, takes nothing more."""

_AT_ONCE = 32
"""Entries in a file, some 4 KB."""

_MOST_PLANS = 24
"""Plans that one name calls, the newest."""

_LONGEST = 40
"""Characters from which on it does not matter how long the name is that a query stands in."""


class Row(NamedTuple):
    """Something to go to.

    Args:
        kind: its number in the order in which equals stand.
        is_clause: whether it stands behind all that is none.
        label: what is shown.
        url: where it leads.
        weight: how often it is mentioned.
        plans: in how many plans.
        has_sheet: whether it has a duty sheet.
        forms: its names folded.
        keys: its names, pinyin and initials.
        tails: the ends of these that lead to it too.
        told: the title and the names of a plan, which the answer wants to know of.
    """

    kind: int
    is_clause: bool
    label: str
    url: str
    weight: int
    plans: int
    has_sheet: bool
    forms: tuple[str, ...]
    keys: tuple[Sequence[str], Sequence[str], Sequence[str]]
    tails: tuple[Sequence[str], Sequence[str], Sequence[str]]
    told: Json = None

    @property
    def order(self) -> tuple[bool, int, int, int, str]:
        """By which those stand that only have the query in a name: see `ranked` in goto.js."""
        length = min(_LONGEST, goto_keys.units(self.forms[0])) if self.forms else 0
        return self.is_clause, length, -self.weight, self.kind, self.url


class Place(NamedTuple):
    """A plan: what it is called, its last year, and all that is told of it."""

    work: str
    names: tuple[str, ...]
    last: int
    told: Json


class Table(NamedTuple):
    """What is told of the files, and the files."""

    told: dict[str, Json]
    pages: tuple[Page, ...]


def of(rows: Iterable[Row], places: Sequence[Place]) -> Table:
    """The table of a library.

    Args:
        rows: everything that there is to go to.
        places: the plans, in the order of their works.
    """
    ordered = sorted(rows, key=lambda row: row.order)
    keys = [*goto_keys.files(_keys(ordered))]
    folders = _folders(ordered)
    entries: list[Json] = [_entry(row, folders[row.kind]) for row in ordered]
    calls = [*goto_keys.split(_calls(places), _size, _FULL)]
    plans = [*goto_keys.split((place.told for place in places), _size, _FULL)]
    starts = [0, *accumulate(map(len, plans))][: len(plans)]
    told: dict[str, Json] = {
        "keys": [one.first for one in keys],
        "entries": _AT_ONCE,
        "folders": [folders.get(kind, "") for kind in range(max(folders, default=-1) + 1)],
        "calls": [_first(part) for part in calls],
        "plans": [*starts],
        "works": [places[start].work for start in starts],
    }
    parts: dict[str, list[Json]] = {
        "keys": [one.rows for one in keys],
        "entries": [entries[at : at + _AT_ONCE] for at in range(0, len(entries), _AT_ONCE)],
        "calls": [*calls],
        "plans": [*plans],
    }
    pages = (
        Page(_FOLDER / f"goto-{kind}-{number}.js", _script(kind, number, part))
        for kind, every in parts.items()
        for number, part in enumerate(every, 1)
    )
    return Table(told, tuple(pages))


def _script(kind: str, number: int, part: Json) -> str:
    return f"library.goToTable.{kind}({number}, {escape.script(part)});\n"


def _folders(rows: Iterable[Row]) -> dict[int, str]:
    """What the addresses of each kind begin with."""
    urls: dict[int, list[str]] = {}
    for row in rows:
        urls.setdefault(row.kind, []).append(row.url)
    ends = {kind: (min(every), max(every)) for kind, every in urls.items()}
    return {kind: one[: goto_keys.shared(one, other)] for kind, (one, other) in ends.items()}


def _entry(row: Row, folder: str) -> Json:
    """`[kind, label, url, weight, plans, sheet, plan, names …]`, as short as can be.

    The label is 0 if it is the first name, and begins with a blank if it goes on after that; of the
    url there is what stands behind its folder. A name that ends the first one is so many characters
    of that.
    """
    first = row.forms[0] if row.forms else ""
    label: Json = row.label
    if first and row.label.startswith(first):
        rest = row.label.removeprefix(first)
        label = f" {rest}" if rest else 0
    more = (goto_keys.units(one) if first.endswith(one) else one for one in row.forms[1:])
    told = [row.weight, row.plans, int(row.has_sheet), row.told or 0]
    return [row.kind, label, row.url.removeprefix(folder), *told, *row.forms[:1], *more]


def _keys(rows: Sequence[Row]) -> Iterable[Key]:
    """Every key with where it leads: what is called so first of all goes before all others."""
    found: dict[str, Key] = {}
    for number, row in enumerate(rows):
        rank = (row.is_clause, -row.weight, row.kind, number)
        for by, keys in enumerate(row.keys):
            for at, key in enumerate(dict.fromkeys(map(escape.visible, keys))):
                is_other = by == 0 and at > 0
                _of(found, key).whole[by].append(Bearer((is_other, *rank), number))
        for by, keys in enumerate(row.tails):
            for key in map(escape.visible, keys):
                _of(found, key).tails[by].add(number)
    found.pop("", None)
    return found.values()


def _of(found: dict[str, Key], key: str) -> Key:
    return found.setdefault(key, Key(key))


def _calls(places: Sequence[Place]) -> Iterator[Json]:
    """`[name, plan …]`, the newest plan first."""
    found: dict[str, list[tuple[int, int]]] = {}
    for number, place in enumerate(places):
        for name in dict.fromkeys(place.names):
            found.setdefault(name, []).append((-place.last, number))
    for name in sorted(filter(None, found), key=goto_keys.in_utf16):
        yield [name, *(number for _, number in sorted(found[name])[:_MOST_PLANS])]


def _size(item: Json) -> int:
    return len(escape.script(item))


def _first(part: Sequence[Json]) -> Json:
    row = part[0]
    return row[0] if isinstance(row, list) else None
