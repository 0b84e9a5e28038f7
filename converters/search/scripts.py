"""The data of the full-text search, as scripts: the units of all plans, and the names in them.

A page from disk may not fetch, but may load a script; so may a worker. The texts of a small library
are all loaded and scanned: plans are put together in shards of a bounded size, and a shard says how
many there are, so that there is no list of them. A large library has an index (`index_scripts`):
then each plan has a file of its own, of which those are loaded that a page of results shows, and
the names are in smaller shards, loaded for the plans in which something is found. The texts of a
plan lie in its folder, for whatever else asks for them: previews, the comparison, 原文.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import chain
from pathlib import Path

from converters.citation import clause_addresses
from converters.citation.titles import (
    KINDS,
    display_title,
    division_names,
    period,
    place_code,
    short_title,
)
from converters.library.relations import Relations
from converters.models.page import Page
from converters.models.plan import Plan
from converters.names.authority import Authority
from converters.search import folding, simplified, units
from converters.search.units import SearchUnit, Text
from converters.text import alphabet, escape, utf16
from converters.text.json_value import Json
from converters.topics import scheme

FOLDER = Path("data/search")

SCANNED = 1_000_000
"""Characters up to which all texts are scanned: some 1 MB compressed, which a reader waits for, and
150 plans. A library with more has an index. `extra.scanned` in `mkdocs.yml` says otherwise."""

_FULL = 300_000
"""Characters that a shard has at most, unless a plan alone has more: less than 1 MB, some 300 KB
compressed, a second at 10 Mbit/s; the first results are shown from the first shard."""

_FULL_OF_INDEXED = 100_000
"""The same where there is an index: its shards have nothing but names, some 10 KB compressed."""


@dataclass(frozen=True)
class PlanTexts:
    """What the search looks into of one plan: its data as JSON, and what is asked of it before.

    `size` counts the characters of the source, `ids` are those of its units in order, `chars` all
    characters that stand in it, in order.
    """

    work: str
    size: int
    ids: tuple[str, ...]
    chars: str
    data: str


def of_plan(plan: Plan) -> PlanTexts:
    """The texts of one plan."""
    found = [*units.of(plan)]
    chars = "".join(sorted({*chain.from_iterable(text.whole for text in _texts(found))}))
    ids = tuple(unit.id for unit in found)
    data = escape.script(_plan(plan, found))
    return PlanTexts(plan.work, len(plan.source.text), ids, chars, data)


Named = Mapping[str, tuple[tuple[str, str], ...]]
"""The unit and the surface of every mention in a plan, by the key of its record."""


@dataclass(frozen=True)
class Shard:
    """So many plans that one download of texts holds, and the names in them.

    `topics` has for each plan the clauses about each topic, `unreviewed` the names that are in no
    record: by what a filter calls each, how it is shown and the units. Where there is an index,
    `place` is the number of the first of the plans (from 1 on) and how many all shards have.
    """

    number: int
    count: int
    texts: tuple[PlanTexts, ...]
    named: tuple[Named, ...]
    topics: tuple[Mapping[str, tuple[str, ...]], ...]
    unreviewed: tuple[Mapping[str, tuple[str, tuple[str, ...]]], ...]
    place: tuple[int, int] | None = None


def split(sizes: Mapping[str, int], *, is_indexed: bool = False) -> list[list[str]]:
    """The works of each shard, by how many characters they have; at least one, even of no plan."""
    full = _FULL_OF_INDEXED if is_indexed else _FULL
    shards: list[list[str]] = [[]]
    size = 0
    for work, length in sizes.items():
        if shards[-1] and size + length > full:
            shards.append([])
            size = 0
        shards[-1].append(work)
        size += length
    return shards


def pages(shard: Shard, relations: Relations) -> Iterator[Page]:
    """`units-<n>.js` and `names-<n>.js` of a shard, `n` from 1 on.

    An indexed library has but the names: its texts are in the folders of the plans.
    """
    if not shard.place:
        yield _shard_page(shard.number, shard.count, shard.texts)
    named = escape.script(_names(shard, relations.authority))
    yield Page(
        FOLDER / f"names-{shard.number}.js", f"library.units.name({shard.number}, {named});\n"
    )


def _shard_page(number: int, count: int, texts: Iterable[PlanTexts]) -> Page:
    written = alphabet.packed(f"[{','.join(one.data for one in texts)}]")
    return Page(
        FOLDER / f"units-{number}.js", f"library.units.add({number}, {count}, {written});\n"
    )


def texts_page(texts: PlanTexts) -> Page:
    """`texts.js` of one plan; the sign says of which texts it is."""
    names = f"{escape.script(texts.work)}, {escape.script(alphabet.sign(texts.data))}"
    written = f"library.addTexts({names}, {alphabet.packed(texts.data)});\n"
    return Page(Path(f"plans/{texts.work}/texts.js"), written)


def edition_page(
    folder: Path = FOLDER, *, is_indexed: bool = False, has_table: bool = False
) -> Page:
    """`edition.js`, which alone never moves: where the other files are, and in what form.

    Args:
        folder: where they are, from the root of the site.
        is_indexed: whether there is an index of the texts.
        has_table: whether there is a table of what has a name; a page that is not told so asks for
            what the other form needs first.
    """
    where = escape.script(f"{folder.as_posix()}/")
    indexed = "library.isIndexed = true;\n" if is_indexed else ""
    table = "library.hasTable = true;\n" if has_table else ""
    return Page(FOLDER / "edition.js", f"library.edition = {where};\n{indexed}{table}")


def simplified_page(chars: Collection[str]) -> Page:
    """`simplified.js`: traditional characters that no text has, each as the simplified one."""
    converted = escape.script(simplified.pairs(chars))
    return Page(FOLDER / "simplified.js", f"library.units.simplify({converted});\n")


def _texts(found: Iterable[SearchUnit]) -> Iterator[Text]:
    for unit in found:
        yield unit.reading
        if unit.received:
            yield unit.received


def _plan(plan: Plan, found: Sequence[SearchUnit]) -> Json:
    addresses = clause_addresses.of(plan)
    kind = plan.record.kind.value or "other"
    return {
        "work": plan.source.work,
        "title": display_title(plan),
        "short": short_title(plan),
        "adcode": place_code(plan),
        "places": division_names(plan),
        "years": list(period(plan) or ()),
        "kind": [kind, KINDS[kind]],
        "units": _columns(found, [addresses[unit.id].shown for unit in found]),
    }


def _columns(found: Sequence[SearchUnit], addresses: Sequence[str]) -> dict[str, Json]:
    """The units column by column, which compresses better than one by one.

    `parts` are `[end of the id, start]`, the start in UTF-16 units as JavaScript counts; for a unit
    that the page of the plan does not show it is the line of the original. `received` are label,
    heading, separator and body of a unit that was received otherwise. `doubtful` are starts and
    ends, in UTF-16 units of the whole, of what the editor conjectured or could not read.
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
        "doubtful": [_doubtful(unit) for unit in found],
    }


def _parts(unit: SearchUnit) -> Json:
    """0 for a unit that has none, which is shorter than an empty list."""
    starts = utf16.places(unit.reading.body, [one.start for one in unit.parts])
    ends = (one.id.removeprefix(unit.id) for one in unit.parts)
    found: list[Json] = [[*pair] for pair in zip(ends, starts, strict=True)]
    return found or 0


def _received(unit: SearchUnit) -> Json:
    text = unit.received
    return [text.label, text.heading, text.separator, text.body] if text else 0


def _doubtful(unit: SearchUnit) -> Json:
    places = [at for span in unit.doubtful for at in span]
    return [*utf16.places(unit.reading.whole, places)] or 0


def _names(shard: Shard, authority: Authority) -> dict[str, Json]:
    """The names and the topics of a shard, by number.

    `records` are those of `record`; of an indexed library they have no forms, because its index has
    them. `units` holds for each plan, and each of its units that has any, `[number of the unit,
    number of the record, …]`. Of a name in no record there is `[key, name]`, of the key what stands
    before the name.
    """
    keys: dict[str, int] = {}
    places: list[Json] = []
    open_: dict[str, str] = {}
    every = zip(shard.texts, shard.named, shard.topics, shard.unreviewed, strict=True)
    for texts, named, topics, unreviewed in every:
        here: dict[str, dict[int, None]] = {}
        for key, mentions in named.items():
            number = keys.setdefault(key, len(keys))
            for unit, _ in mentions:
                here.setdefault(unit, {})[number] = None
        for topic, clauses in topics.items():
            number = keys.setdefault(f"{scheme.FILE}/{topic}", len(keys))
            for clause in clauses:
                here.setdefault(clause, {})[number] = None
        for key, (name, those) in unreviewed.items():
            number = keys.setdefault(key, len(keys))
            open_.setdefault(key, name)
            for unit in those:
                here.setdefault(unit, {})[number] = None
        places.append([[at, *here[id_]] for at, id_ in enumerate(texts.ids) if id_ in here])
    surfaces = {} if shard.place else surfaces_of(shard.named)
    known: list[Json] = [
        unreviewed_record(key, open_[key])
        if key in open_
        else record(key, surfaces[key], authority)
        if key in surfaces
        else _without_forms(key, authority)
        for key in keys
    ]
    return {"records": known, "units": places}


def unreviewed_record(key: str, name: str) -> list[Json]:
    """Of a name in no record `[what its key has before it, name]`."""
    return [key.removesuffix(name), name]


def surfaces_of(named: Iterable[Named]) -> dict[str, dict[str, str]]:
    """The forms in the texts of some plans, by the key of the record and as they are compared."""
    found: dict[str, dict[str, str]] = {}
    for of_plan in named:
        for key, mentions in of_plan.items():
            for _, surface in mentions:
                found.setdefault(key, {}).setdefault(folding.fold(surface), surface)
    return found


def record(key: str, surfaces: Mapping[str, str], authority: Authority) -> list[Json]:
    """`[key, name, [forms in the texts], [other forms]]`, and `[older keys]` if there are any."""
    of = authority.records[key]
    former = (one.name for one in of.former)
    merged = (form for one in authority.absorbed.get(key, ()) for form in one.forms)
    forms = map(_without_marks, (of.pref, *of.alt, *former, *merged))
    others = dict.fromkeys(form for form in forms if folding.fold(form) not in surfaces)
    return [key, of.pref, [*surfaces.values()], [*others], *_older(key, authority)]


def _without_forms(key: str, authority: Authority) -> list[Json]:
    """A topic is chosen, not looked for by its name, so that it has none either."""
    folder, _, id_ = key.partition("/")
    if folder == scheme.FILE:
        return [key, authority.topics[id_].name, [], []]
    return [key, authority.records[key].pref, [], [], *_older(key, authority)]


def _older(key: str, authority: Authority) -> list[Json]:
    return [[*authority.older[key]]] if key in authority.older else []


def _without_marks(alt: str) -> str:
    """A form that is known in quotation marks alone is looked for without them."""
    return alt[1:-1] if alt.startswith("“") and alt.endswith("”") else alt
