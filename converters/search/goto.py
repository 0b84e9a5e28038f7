"""Go to: everything that has a name, as an index for lunr, `data/search/goto.js`.

Plans, clause headings, agencies and their types, terms, instruments, places; each by its name, its
other names, its 发文字号, and all of these in pinyin. The tokens are made here and the pipelines of
lunr are empty on both sides: stemming and stop words would eat pinyin (`he`, `an`, `you`).
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path

from lunr.builder import Builder

from converters.citation import clause_addresses
from converters.citation.titles import display_title, period, place_names, short_title
from converters.models.page import Page
from converters.models.plan import Plan
from converters.names import name_folding
from converters.names.authority import SCHEME_WORDS, AuthorityRecord
from converters.names.index import Index
from converters.text import escape, punctuation
from converters.text.json_value import Json
from converters.text.pinyin import syllables

_PATH = Path("data/search/goto.js")
_FIELDS = ("name", "pinyin", "initials")
_LATIN = re.compile("[a-z0-9]+")

_MOST_HEADINGS = 4000
"""Clause headings that are indexed, some 60 plans; of a larger library the full-text search, which
puts headings first, finds them: an index of names must not grow with the texts."""


@dataclass(frozen=True)
class Entry:
    """Something to go to. `weight` orders what matches equally well."""

    kind: str
    label: str
    url: str
    names: tuple[str, ...]
    weight: int = 0


def pages(names: Index) -> Iterator[Page]:
    """The script: `{entries, plans, index}`."""
    found = [*_of_plans(names.plans), *_of_records(names)]
    headings = [*_of_clauses(names.plans)]
    if len(headings) <= _MOST_HEADINGS:
        found += headings
    forms = [tuple(dict.fromkeys(filter(None, map(_folded, one.names)))) for one in found]
    value: Json = {
        "entries": [
            [one.kind, one.label, one.url, one.weight, *own]
            for one, own in zip(found, forms, strict=True)
        ],
        "plans": [*map(_plan, names.plans)],
        "index": _index(forms),
    }
    yield Page(_PATH, f"library.goToData = {escape.script(value)};\n")


def _folded(name: str) -> str:
    return name_folding.fold(name)


def _of_plans(plans: Iterable[Plan]) -> Iterator[Entry]:
    for plan in plans:
        title = display_title(plan)
        places = place_names(plan)
        years = period(plan)
        last = str(years[1]) if years else ""
        forms = (
            title.strip("［］"),
            plan.record.doc_number.value or "",
            short_title(plan),
            *(place + last for place in places[-1:]),
        )
        yield Entry("规划", title, f"plans/{plan.source.work}/", forms, int(last or 0))


def _of_clauses(plans: Iterable[Plan]) -> Iterator[Entry]:
    for plan in plans:
        addresses = clause_addresses.of(plan)
        short = short_title(plan)
        for clause in plan.clauses:
            if heading := punctuation.restore(clause.heading.text):
                shown = f"{heading}（{short} {addresses[clause.id].shown}）"
                yield Entry("条款", shown, f"plans/{plan.source.work}/#{clause.id}", (heading,))


def _of_records(names: Index) -> Iterator[Entry]:
    for record in names.authority.records.values():
        found = names.of(record.key)
        surfaces = (surface for one in found for surface in one.surfaces)
        forms = (record.pref, *record.alt, record.doc_number, *surfaces)
        weight = sum(len(one.mentions) for one in found)
        label = punctuation.restore(record.pref)
        yield Entry(_kind(record), label, f"{record.key}/", forms, weight)


def _kind(record: AuthorityRecord) -> str:
    return SCHEME_WORDS[record.scheme]


def _plan(plan: Plan) -> dict[str, Json]:
    """What names a plan before the address of a clause, and its addresses as printed."""
    work = str(plan.source.work)
    places = [*place_names(plan), short_title(plan).split(" ", maxsplit=1)[0]]
    folded = [*dict.fromkeys(map(_folded, places))]
    spelt = dict.fromkeys(spelling for place in folded for spelling in _pinyin(place)[:1])
    return {
        "work": work,
        "title": short_title(plan),
        "names": [*folded, *spelt],
        "years": list(period(plan) or ()),
        "units": [[id_, address.shown] for id_, address in clause_addresses.of(plan).items()],
    }


def _pinyin(name: str) -> tuple[str, str]:
    """The pinyin of a name and its initials, Latin letters and digits only.

    >>> _pinyin("应急管理局")
    ('yingjiguanliju', 'yjglj')
    """
    solid = [part for syllable in syllables(name) for part in _LATIN.findall(syllable.lower())]
    initials = "".join(part if part[0].isdigit() else part[0] for part in solid)
    return "".join(solid), initials


def _index(forms: Iterable[tuple[str, ...]]) -> Mapping[str, Json]:
    """The index in the form that lunr.js loads; its refs are the numbers of the entries."""
    builder = Builder()
    for name in _FIELDS:
        builder.field(name)
    builder.b(0)  # a thing of many names is no less that thing
    for number, names in enumerate(forms):
        spellings = [_pinyin(name) for name in names]
        builder.add(
            {
                "id": str(number),
                "name": [*names],
                "pinyin": [*dict.fromkeys(whole for whole, _ in spellings if whole)],
                "initials": [*dict.fromkeys(first for _, first in spellings if first)],
            }
        )
    index: dict[str, Json] = json.loads(json.dumps(builder.build().serialize()))
    return index
