"""The index of a large library, as scripts: what a search needs before it, and each part of it.

`index.js` is loaded first: what is known of every plan but its texts, all characters of the texts,
and of the files that follow what each begins with. `pairs-<n>.js` say where things stand (see
`postings`), `forms-<n>.js` what names there are. Of these a query needs few.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from itertools import pairwise
from typing import Any, NamedTuple

from converters.models.page import Page
from converters.names.authority import Authority
from converters.search import folding, postings, scripts, unreviewed_names
from converters.search.postings import Indexed, Lists
from converters.search.scripts import FOLDER, Named, PlanTexts
from converters.text import alphabet, escape, utf16
from converters.text.json_value import Json

_FULL_OF_FORMS = 12_000
"""Characters after which a file takes no further form."""

_COLUMNS = ("work", "title", "short", "adcode", "places", "years", "kind")
"""What is told of each plan, as in its texts."""


@dataclass(frozen=True)
class Index:
    """All that is searched: the plans as they are told, the lists of pairs, the forms of names.

    `shards` says how many plans each shard of names has, `chars` all characters of the texts,
    `unreviewed` how names in no record are shown.
    """

    plans: Mapping[str, tuple[Json, ...]]
    chars: str
    shards: tuple[int, ...]
    files: tuple[Lists, ...]
    surfaces: Mapping[str, Mapping[str, str]]
    unreviewed: Mapping[str, str]


class IndexedPlan(NamedTuple):
    """What the index has of one plan: what is told of it, and where pairs stand in its texts."""

    told: Mapping[str, Json]
    part: postings.Part


def of_plan(texts: PlanTexts) -> IndexedPlan:
    """What the index has of one plan, whose texts are read as a browser would."""
    plan: dict[str, Any] = json.loads(texts.data)
    units: dict[str, list[Any]] = plan["units"]
    size = len(units["id"])
    told = {name: plan[name] for name in _COLUMNS}
    told |= {"size": size, "sign": alphabet.sign(texts.data)}
    return IndexedPlan(told, postings.part(size, _every_indexed(units)))


def _every_indexed(units: Mapping[str, list[Any]]) -> Iterator[Indexed]:
    columns = [units[name] for name in ("label", "heading", "separator", "body")]
    for unit, (*reading, received) in enumerate(zip(*columns, units["received"], strict=True)):
        yield _indexed(unit, reading)
        if received:
            yield _indexed(unit, received, is_received=True)


def _indexed(unit: int, pieces: list[str], *, is_received: bool = False) -> Indexed:
    head = folding.fold(pieces[0] + pieces[1])
    (length,) = utf16.places(head, [len(head)])
    return Indexed(unit, folding.fold("".join(pieces)), length, is_received)


def of(
    plans: Iterable[IndexedPlan],
    chars: str,
    shards: Iterable[int],
    named: Iterable[Named],
    unreviewed: Iterable[tuple[str, str]],
) -> Index:
    """The index of a library.

    Args:
        plans: all of them, in order; they are read one by one.
        chars: all characters that they have.
        shards: how many plans each shard of names has.
        named: the mentions in all plans, in order.
        unreviewed: the names in no record, each by what a filter calls it and as it is shown.
    """
    every: list[Mapping[str, Json]] = []
    files = tuple(postings.of(_parts(plans, every)))
    told = {name: tuple(one[name] for one in every) for name in (*_COLUMNS, "size", "sign")}
    surfaces = scripts.surfaces_of(named)
    return Index(told, chars, tuple(shards), files, surfaces, dict(unreviewed))


def _parts(plans: Iterable[IndexedPlan], told: list[Mapping[str, Json]]) -> Iterator[postings.Part]:
    for plan in plans:
        told.append(plan.told)
        yield plan.part


def pages(index: Index, authority: Authority) -> Iterator[Page]:
    """`index.js`, `pairs-<n>.js` and `forms-<n>.js`, `n` from 1 on."""
    forms = [*_forms(index, authority)]
    firsts = [0, *(one.first for one in index.files)]
    points = [-1, *map(ord, index.chars)]
    told: Json = {
        "plans": {name: [*column] for name, column in index.plans.items()},
        "names": [*index.shards],
        "chars": postings.numbers(after - before - 1 for before, after in pairwise(points)),
        "pairs": postings.numbers(after - before for before, after in pairwise(firsts)),
        "sizes": postings.numbers(len(one.data) for one in index.files),
        "forms": [first for first, _ in forms],
    }
    yield Page(FOLDER / "index.js", f"library.units.index({escape.script(told)});\n")
    for number, one in enumerate(index.files, 1):
        written = escape.script(postings.packed(one.data))
        yield Page(FOLDER / f"pairs-{number}.js", f"library.units.pairs({number}, {written});\n")
    for number, (_, records) in enumerate(forms, 1):
        written = escape.script(records)
        yield Page(FOLDER / f"forms-{number}.js", f"library.units.forms({number}, {written});\n")


def _forms(index: Index, authority: Authority) -> Iterator[tuple[str, list[Json]]]:
    """The files of names, each with the first of its forms and the records that have one of them.

    A form is a name as it is compared, or an older key of a record. They are in the order in which
    JavaScript puts strings. A name in no record is there by its key if a record has it too: who
    filters by it is not to be led to that.
    """
    records = {key: scripts.record(key, own, authority) for key, own in index.surfaces.items()}
    keys_of: dict[str, dict[str, None]] = {}
    for key, (_, _, own, others, *older) in records.items():
        strings = [*map(folding.fold, [*_strings(own), *_strings(others)])]
        for one in older:
            strings += _strings(one)
        for form in strings:
            keys_of.setdefault(form, {})[key] = None
    for key, name in index.unreviewed.items():
        if folding.fold(key.partition(unreviewed_names.MARK)[2]) in keys_of:
            records[key] = scripts.unreviewed_record(key, name)
            keys_of[key] = {key: None}
    first, held, size = "", dict[str, None](), 0
    for form in sorted(keys_of, key=_in_utf16):
        if size >= _FULL_OF_FORMS:
            yield first, [records[key] for key in held]
            held, size = {}, 0
        if not held:
            first = form
        new = keys_of[form].keys() - held.keys()
        held |= keys_of[form]
        size += sum(len(str(records[key])) for key in sorted(new))
    if held:
        yield first, [records[key] for key in held]


def _strings(value: Json) -> list[str]:
    return [one for one in value if isinstance(one, str)] if isinstance(value, list) else []


def _in_utf16(text: str) -> bytes:
    return text.encode("utf-16-be", "surrogatepass")
