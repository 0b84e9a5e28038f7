"""The page of a place: its plans, its agencies, the places below, what it shares with others."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import NamedTuple

from converters import lexicon
from converters.citation.cards import Card
from converters.library.references import References
from converters.library.relations import Relations
from converters.models.page import Page
from converters.names import divisions
from converters.names.authority import SCHEME_WORDS
from converters.pages.names import name_links
from converters.pages.names.explanation import path
from converters.text import escape
from converters.text.markdown import Markdown, span
from converters.writing import links, record_table, sections
from converters.writing.record_table import Cell, Record
from converters.writing.sections import section

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
    """

    key: str
    plans: tuple[Card, ...]
    agencies: tuple[Listed, ...]
    terms: tuple[Listed, ...]
    has_terms: bool


def views(references: References) -> Iterator[PlaceView]:
    """What the pages of all places say."""
    places = [record for record in references.records.values() if record.scheme == "places"]
    by_place: dict[str, list[Card]] = {record.id: [] for record in places}
    own: dict[str, Counter[str]] = {record.id: Counter() for record in places}
    for card in references.cards.values():
        by_place.setdefault(card.place_code, []).append(card)
    spread: dict[str, int] = {}
    for key, found in references.named.items():
        if key.startswith("terms/"):
            spread[key] = len(references.places(key))
            for one in found:
                own.setdefault(one.card.place_code, Counter())[key] += one.count
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
        )


def page(view: PlaceView, relations: Relations) -> Page:
    """The page of a place."""
    record = relations.records[view.key]
    here = Path(f"{view.key}.md")
    parts = [
        f"---\ntitle: {escape.front_matter(record.pref)}\nhide: [toc]\nscripts: [records]\n---",
        *sections.wrapped(
            "name-head", [path(record, here), f"# {Markdown.escape(record.pref)} {{: #page }}"]
        ),
        *_about(view.key, relations, here),
        *_plans(view, here),
        *_agencies(view, relations, here),
        *_shared(view, relations, here),
    ]
    return Page(here, "\n\n".join(parts) + "\n")


def below(key: str, relations: Relations, scheme: str) -> list[str]:
    """The keys of the agencies of a place, or of the places right below it, in order."""
    found = relations.below(key)
    return sorted(one for one in found if one.startswith(f"{scheme}/"))


def _about(key: str, relations: Relations, here: Path) -> Iterator[str]:
    record = relations.records[key]
    rows = [
        (_WORDS["pref"], record.pref),
        ("代码", f"{record.id}（{divisions.level(record.id)}）"),
    ]
    if record.broader:
        rows.append(("上级", name_links.link(relations.records, f"places/{record.broader}", here)))
    if lower := below(key, relations, "places"):
        shown = [name_links.link(relations.records, one, here) for one in lower[:_MOST_AGENCIES]]
        rows.append(("下辖", Markdown(" ").join(span("value", one) for one in shown)))
    if record.note:
        rows.append((_WORDS["note"], record.note))
    yield from section("## 题解 {: #about }", "", [sections.definitions(rows, "explanation")])


def _plans(view: PlaceView, here: Path) -> Iterator[str]:
    shown = [
        f"- {links.to_part(card.title_shown, card.work, '', here)} {span('of', card.years)}"
        for card in view.plans[:_MOST_PLANS]
    ]
    if len(view.plans) > _MOST_PLANS:
        listed = links.link("规划一览", "plans/index.md", here)
        shown.append(f"- 等 {len(view.plans)} 份，见{listed}")
    body = ["\n".join(shown)] if shown else ["库内尚无本级的规划。"]
    yield from section("## 规划 {: #plans }", "", body, "plain")


def _agencies(view: PlaceView, relations: Relations, here: Path) -> Iterator[str]:
    if not view.agencies:
        return
    records = [_agency(agency, relations, here) for agency in view.agencies[:_MOST_AGENCIES]]
    body = [record_table.table("机构", _AGENCIES, records)]
    if len(view.agencies) > _MOST_AGENCIES:
        listed = links.link("机构一览", "agencies/index.md", here)
        body.append(f"此处列出 {_MOST_AGENCIES} 个，其余见{listed}。")
    yield from section("## 机构 {: #agencies }", f"{len(view.agencies)} 个", body)


def _agency(agency: Listed, relations: Relations, here: Path) -> Record:
    kind = relations.records[agency.key].type
    shown = name_links.link(relations.records, f"agency-types/{kind}", here) if kind else ""
    name = name_links.link(relations.records, agency.key, here)
    return Record([Cell(name), Cell(shown), Cell(str(agency.first)), Cell(str(agency.second))])


def _shared(view: PlaceView, relations: Relations, here: Path) -> Iterator[str]:
    """The terms that the plans of this place have with those of others, most places first."""
    if not view.has_terms:
        return
    if not view.terms:
        yield from section("## 共有提法 {: #shared }", "", ["没有与他地共有的提法。"])
        return
    records = [
        Record(
            [
                Cell(name_links.link(relations.records, term.key, here)),
                Cell(f"{term.first} 处"),
                Cell(f"{term.second} 地"),
            ]
        )
        for term in view.terms[:_MOST_TERMS]
    ]
    body = [record_table.table("共有提法", _TERMS, records)]
    if len(view.terms) > _MOST_TERMS:
        listed = links.link("提法一览", "terms/index.md", here)
        body.append(f"此处列出 {_MOST_TERMS} 条，其余见{listed}。")
    about = f"{len(view.terms)} 条也见于他地"
    yield from section("## 共有提法 {: #shared }", about, body)
