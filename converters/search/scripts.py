"""The data of the full-text search, as scripts: the units of all plans, and the names in them.

A page from disk may not fetch, but may load a script; so may a worker. Plans are put together in
shards of a bounded size. A shard says how many there are, so that there is no list of them.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path

from converters.citation import clause_addresses
from converters.citation.titles import (
    KINDS,
    display_title,
    period,
    place_code,
    place_names,
    short_title,
)
from converters.models.page import Page
from converters.models.plan import Plan
from converters.names.authority import AuthorityRecord
from converters.names.index import Index, by_target
from converters.search import alphabet, folding, simplified, units
from converters.search.units import SearchUnit, Text
from converters.text import escape
from converters.text.json_value import Json

FOLDER = Path("data/search")

_FULL = 400_000
"""Characters after which a shard takes no further plan: some 400 KB compressed, a second at
10 Mbit/s; the first results are shown from the first shard."""


def pages(names: Index) -> Iterator[Page]:
    """`units-<n>.js` and `names-<n>.js` of each shard, from 1 on, and `simplified.js`."""
    shards = _shards(names.plans)
    texts = (text.whole for shard in shards for _, found in shard for text in _texts(found))
    converted = escape.script(simplified.pairs(texts))
    yield Page(FOLDER / "simplified.js", f"library.units.simplify({converted});\n")
    for number, shard in enumerate(shards, 1):
        plans = [_plan(plan, found) for plan, found in shard]
        arguments = f"{number}, {len(shards)}, {_written(plans)}"
        yield Page(FOLDER / f"units-{number}.js", f"library.units.add({arguments});\n")
        named = _names(shard, names)
        yield Page(
            FOLDER / f"names-{number}.js",
            f"library.units.name({number}, {escape.script(named)});\n",
        )


def _written(plans: Json) -> str:
    """The alphabet, and the data written in it."""
    data = escape.script(plans)
    common = alphabet.of(data)
    return f"{escape.script(common)}, {alphabet.write(data, common)}"


def _texts(found: Iterable[SearchUnit]) -> Iterator[Text]:
    for unit in found:
        yield unit.reading
        if unit.received:
            yield unit.received


def _shards(plans: Iterable[Plan]) -> list[list[tuple[Plan, list[SearchUnit]]]]:
    """The plans with their units; at least one shard, even of no plan."""
    shards: list[list[tuple[Plan, list[SearchUnit]]]] = [[]]
    size = 0
    for plan in plans:
        if size >= _FULL:
            shards.append([])
            size = 0
        shards[-1].append((plan, [*units.of(plan)]))
        size += len(plan.source.text)
    return shards


def _plan(plan: Plan, found: Sequence[SearchUnit]) -> dict[str, Json]:
    addresses = clause_addresses.of(plan)
    years = period(plan)
    return {
        "work": plan.source.work,
        "title": display_title(plan),
        "short": short_title(plan),
        "adcode": place_code(plan),
        "places": place_names(plan),
        "years": list(years) if years else [],
        "kind": [kind := plan.record.kind.value or "other", KINDS[kind]],
        "units": _columns(found, [addresses[unit.id].shown for unit in found]),
    }


def _columns(found: Sequence[SearchUnit], addresses: Sequence[str]) -> dict[str, Json]:
    """The units column by column, which compresses better than one by one.

    `parts` are `[end of the id, start]`, the start in UTF-16 units as JavaScript counts; for a unit
    that the page of the plan does not show it is the line of the original. `received` are label,
    heading, separator and body of a unit that was received otherwise.
    """
    return {
        "id": [unit.id for unit in found],
        "address": addresses,
        "label": [unit.reading.label for unit in found],
        "heading": [unit.reading.heading for unit in found],
        "separator": [unit.reading.separator for unit in found],
        "body": [unit.reading.body for unit in found],
        "parts": [unit.line or _parts(unit) for unit in found],
        "received": [_received(unit) for unit in found],
    }


def _parts(unit: SearchUnit) -> Json:
    """0 for a unit that has none, which is shorter than an empty list."""
    body = unit.reading.body
    found: list[Json] = [
        [one.id.removeprefix(unit.id), _utf16(body[: one.start])] for one in unit.parts
    ]
    return found or 0


def _received(unit: SearchUnit) -> Json:
    text = unit.received
    return [text.label, text.heading, text.separator, text.body] if text else 0


def _utf16(text: str) -> int:
    return len(text.encode("utf-16-le", "surrogatepass")) // 2


def _names(shard: Iterable[tuple[Plan, Sequence[SearchUnit]]], names: Index) -> dict[str, Json]:
    """The names of a shard, by number.

    `records` are `[key, name, [forms in the texts], [other forms]]`; `units` holds for each plan,
    and each of its units that has any, `[number of the unit, number of the record, …]`.
    """
    keys: dict[str, int] = {}
    places: list[list[list[int]]] = []
    surfaces: dict[str, dict[str, str]] = {}
    for plan, found in shard:
        here: dict[str, dict[int, None]] = {}
        for key, mentions in by_target(names.of_plan(plan)).items():
            number = keys.setdefault(key, len(keys))
            for mention in mentions:
                here.setdefault(mention.unit, {})[number] = None
                surfaces.setdefault(key, {}).setdefault(
                    folding.fold(mention.surface), mention.surface
                )
        places.append([[at, *here[one.id]] for at, one in enumerate(found) if one.id in here])
    records = [_record(names.authority.records[key], surfaces[key]) for key in keys]
    return {"records": records, "units": places}


def _record(record: AuthorityRecord, surfaces: dict[str, str]) -> Json:
    forms = (record.pref, *map(_without_marks, record.alt))
    others = dict.fromkeys(form for form in forms if folding.fold(form) not in surfaces)
    return [record.key, record.pref, [*surfaces.values()], [*others]]


def _without_marks(alt: str) -> str:
    """A form that is known in quotation marks alone is looked for without them."""
    return alt[1:-1] if alt.startswith("“") and alt.endswith("”") else alt
