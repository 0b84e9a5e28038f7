"""The page of a place: its plans, its agencies, the places below, what it shares with others."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import NamedTuple

from converters import lexicon
from converters.citation import titles
from converters.citation.cards import Card
from converters.library.references import References
from converters.library.relations import Relations
from converters.models.page import View
from converters.models.phrase import Link, Marked, Phrase, joined, to_part
from converters.names import divisions
from converters.names.authority import SCHEME_WORDS
from converters.pages.names import explanation, name_links, outcome
from converters.pages.names.outcome import Outcome
from converters.views.record_table import Cell, Record, Table

_WORDS = lexicon.glossary("name_fields")
_MOST_PLANS = 60
_MOST_AGENCIES = 200
_MOST_TERMS = 60
_AGENCIES = {
    SCHEME_WORDS["agencies"]: "title",
    SCHEME_WORDS["agency-types"]: "",
    "规划": "number",
    "处": "number",
}
_TERMS = {SCHEME_WORDS["terms"]: "title", "本地": "number", "共见于": "number"}


class Listed(NamedTuple):
    """A name of a place: its key and two figures of it."""

    key: str
    first: int
    second: int


@dataclass(frozen=True)
class PlaceView:
    """What the page of a place says.

    Args:
        key: of the place.
        plans: of that very place.
        agencies: its bodies; in how many plans each stands, and how often.
        terms: what its plans share with other places; how often they have it, and how many places.
        has_terms: whether its plans have terms at all.
        lower: the keys of the places right below it.
        withdrawn: the work ids of its plans that were taken down.
    """

    key: str
    plans: tuple[Card, ...]
    agencies: tuple[Listed, ...]
    terms: tuple[Listed, ...]
    has_terms: bool
    lower: tuple[str, ...]
    withdrawn: tuple[str, ...] = ()


class _Names(NamedTuple):
    """Names of a place: how many there are, the same in words, and the first of them."""

    size: int
    about: str
    table: Table


@dataclass(frozen=True)
class _Place:
    """What the page says.

    Args:
        name: of the place.
        list_title: what the list of places is called.
        way_up: the list it belongs to.
        outcome: what became of it, if it has ended.
        about: what is known of it, with labels.
        plans: its plans, each with its years; `size` is the number of all.
        withdrawn: those that were taken down, if none is left.
        agencies: its bodies.
        terms: what it shares with other places; None if its plans have no terms at all.
    """

    name: str
    list_title: str
    way_up: Phrase
    outcome: Outcome | None
    about: Sequence[tuple[str, Phrase]]
    plans: Sequence[tuple[Link, str]]
    size: int
    withdrawn: Phrase
    agencies: _Names
    terms: _Names | None


def views(references: References) -> Iterator[PlaceView]:
    """What the pages of all places say."""
    places = [record for record in references.records.values() if record.scheme == "places"]
    by_place: dict[str, list[Card]] = {record.id: [] for record in places}
    own: dict[str, Counter[str]] = {record.id: Counter() for record in places}
    for card in references.cards.values():
        code = references.relations.authority.place_today(card.place_code)
        by_place.setdefault(code, []).append(card)
    gone: dict[str, list[str]] = {}
    for work in sorted(references.withdrawn):
        code = references.relations.authority.place_today(work.partition("-")[0])
        gone.setdefault(code, []).append(work)
    spread: dict[str, int] = {}
    for key, found in references.named.items():
        if key.startswith("terms/"):
            spread[key] = len(references.places(key))
            for one in found:
                code = references.relations.authority.place_today(one.card.place_code)
                own.setdefault(code, Counter())[key] += one.count
    for record in places:
        terms = own[record.id]
        shared = (Listed(key, count, spread[key]) for key, count in terms.items())
        yield PlaceView(
            record.key,
            tuple(by_place[record.id]),
            tuple(
                Listed(key, len(references.of(key)), references.count(key))
                for key in below(record.key, references.relations, "agencies")
            ),
            tuple(
                sorted(
                    (one for one in shared if one.second > 1),
                    key=lambda one: (-one.second, -one.first, one.key),
                )
            ),
            bool(terms),
            tuple(below(record.key, references.relations, "places")),
            tuple(gone.get(record.id, ())),
        )


def page(view: PlaceView, relations: Relations) -> View:
    """The page of a place."""
    record = relations.records[view.key]
    says = _Place(
        record.pref,
        SCHEME_WORDS[record.scheme],
        name_links.way_up(record),
        outcome.of_record(record, relations),
        [*_about(view, relations)],
        [_plan(card) for card in view.plans[:_MOST_PLANS]],
        len(view.plans),
        () if view.plans else _gone(view.withdrawn),
        _agencies(view, relations),
        _shared(view, relations) if view.has_terms else None,
    )
    return View(Path(f"{view.key}.md"), "place_page.md", says)


def below(key: str, relations: Relations, scheme: str) -> list[str]:
    """The keys of the agencies of a place, or of the places right below it, in order."""
    found = relations.below(key)
    return sorted(one for one in found if one.startswith(f"{scheme}/"))


def _about(view: PlaceView, relations: Relations) -> Iterator[tuple[str, Phrase]]:
    record = relations.records[view.key]
    yield _WORDS["pref"], record.pref
    yield "代码", f"{record.id}（{divisions.level(record.id)}）"
    if record.broader:
        yield "上级", name_links.named(relations.records, f"places/{record.broader}")
    if view.lower:
        listed = view.lower[:_MOST_AGENCIES]
        shown = (name_links.named(relations.records, one) for one in listed)
        yield "下辖", joined(" ", (Marked("value", one) for one in shown))
    for row in explanation.history(record, relations):
        yield row.label, joined(" ", (Marked("value", one.shown) for one in row.values))
    if record.note:
        yield _WORDS["note"], record.note


def _gone(works: Sequence[str]) -> Phrase:
    shown = works[:_MOST_PLANS]
    return joined("、", (to_part(titles.of_work(work), work, "") for work in shown))


def _plan(card: Card) -> tuple[Link, str]:
    return to_part(card.title_shown, card.work, ""), card.years


def _agencies(view: PlaceView, relations: Relations) -> _Names:
    records = [_agency(agency, relations) for agency in view.agencies[:_MOST_AGENCIES]]
    size = len(view.agencies)
    return _Names(size, f"{size} 个", Table("机构", _AGENCIES, records))


def _agency(agency: Listed, relations: Relations) -> Record:
    kind = relations.records[agency.key].type
    shown = name_links.named(relations.records, f"agency-types/{kind}") if kind else ""
    name = name_links.listed(relations.records, agency.key)
    return Record([Cell(name), Cell(shown), Cell(str(agency.first)), Cell(str(agency.second))])


def _shared(view: PlaceView, relations: Relations) -> _Names:
    """The terms that the plans of this place have with those of others, most places first."""
    records = [_term(term, relations) for term in view.terms[:_MOST_TERMS]]
    size = len(view.terms)
    about = f"{size} 条也见于他地" if size else ""
    return _Names(size, about, Table("共有提法", _TERMS, records))


def _term(term: Listed, relations: Relations) -> Record:
    name = name_links.named(relations.records, term.key)
    return Record([Cell(name), Cell(f"{term.first} 处"), Cell(f"{term.second} 地")])
