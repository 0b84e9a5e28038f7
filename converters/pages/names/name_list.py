"""The lists of names, `agencies/` and the like: what two or more places share, then all."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import NamedTuple

from converters import lexicon
from converters.library.references import InPlan, References
from converters.library.relations import Relations
from converters.models.page import Page
from converters.names import divisions
from converters.names.authority import KINDS, SCHEME_WORDS, SCHEMES, AuthorityRecord
from converters.pages.names import name_links
from converters.text import escape
from converters.writing import links, pagination, record_table
from converters.writing.pagination import Leaf
from converters.writing.record_table import Cell, Record
from converters.writing.sections import section, wrapped

_ROWS = 500
_MOST_SHARED = 100
_WORDS = lexicon.glossary("name_fields")
_FACETS = {"kind": _WORDS["kind"]}
_FIGURES = {"地区数": "number", "规划": "number", "处": "number"}
_MEASURES = {
    "agencies": "个",
    "agency-types": "类",
    "terms": "条",
    "instruments": "件",
    "places": "地",
}


class Row(NamedTuple):
    """A record as it is listed: its key, what it is sorted by, its figures, its 发文字号."""

    key: str
    pinyin: str
    places: int
    plans: int
    mentions: int
    bodies: int
    number: str


@dataclass(frozen=True)
class ListView:
    """What one page of a list says: its rows; on the first page, what places share."""

    scheme: str
    leaf: Leaf
    total: int
    rows: tuple[Row, ...]
    shared: tuple[tuple[str, tuple[Row, ...]], ...] = ()


def shared_terms(references: References) -> list[Row]:
    """The terms that two or more places share; those of which one plan speaks need no row."""
    records = references.relations.authority.of_scheme("terms")
    named = [record for record in records if len(references.of(record.key)) > 1]
    return shared(_rows(named, references))


def views(references: References) -> Iterator[ListView]:
    """What the pages of all lists say; so many rows a page."""
    lists = {scheme: _list(scheme, references) for scheme in SCHEMES}
    for scheme, listed in lists.items():
        beside = [(scheme, tuple(shared(listed)))]
        if scheme == "agencies":
            beside.append(("agency-types", tuple(shared(lists["agency-types"]))))
        for leaf, shown in pagination.split(listed, _ROWS, Path(f"{scheme}/index.md")):
            first = tuple(beside) if leaf.number == 1 else ()
            yield ListView(scheme, leaf, len(listed), tuple(shown), first)


def page(view: ListView, relations: Relations) -> Page:
    """One page of a list."""
    here = view.leaf.path
    parts = [*_head(view)]
    for scheme, rows in view.shared:
        parts += _of_shared(scheme, rows, relations, here)
    body = [*view.leaf.turning, *_all(view.scheme, view.rows, relations, here), *view.leaf.turning]
    parts += section("## 全部 {: #all }", _order(view.scheme), body)
    return Page(here, "\n\n".join(parts) + "\n")


def shared(listed: Sequence[Row]) -> list[Row]:
    """The records of a list that two or more places share, that of most places first."""
    found = [row for row in listed if row.places > 1]
    return sorted(found, key=lambda row: (-row.places, -row.plans, -row.mentions, row.pinyin))


def _list(scheme: str, references: References) -> list[Row]:
    """All records of a scheme, in the order of the list."""
    kinds = list(KINDS.get(scheme, {}))
    found = _rows(references.relations.authority.of_scheme(scheme), references)

    def order(row: Row) -> tuple[tuple[int, str], str, str]:
        return _rank(references.records[row.key], kinds), row.pinyin, row.key

    return sorted(found, key=order)


def _rows(records: Iterable[AuthorityRecord], references: References) -> list[Row]:
    by_place = Counter(card.place_code for card in references.cards.values())
    return [_row(record, references, by_place) for record in records]


def _row(record: AuthorityRecord, references: References, by_place: Mapping[str, int]) -> Row:
    key = record.key
    found = references.of(key)
    number = record.doc_number or _printed_number(found)
    bodies = []
    if record.scheme in ("agency-types", "places"):
        below = references.relations.below(key)
        bodies = [one for one in below if one.startswith("agencies/")]
        found = tuple(one for body in bodies for one in references.of(body))
    plans = len({one.card.work for one in found})
    if record.scheme == "places":
        places, plans = 1, by_place.get(record.id, 0)
    elif record.scheme == "agency-types":
        places = len({references.records[body].place for body in bodies} - {""})
    else:
        places = len({one.card.place_code for one in found})
    order = references.relations.authority.order[key]
    mentions = sum(one.count for one in found)
    return Row(key, order, places, plans, mentions, len(bodies), number)


def _printed_number(found: Iterable[InPlan]) -> str:
    """The 发文字号 that the first plan prints with the title of a document, if one does."""
    printed = (
        occurrence.doc_number
        for one in found
        for occurrence in one.named.occurrences
        if occurrence.doc_number
    )
    return next(printed, "")


def _rank(record: AuthorityRecord, kinds: Sequence[str]) -> tuple[int, str]:
    """Places go by their code, all else by kind."""
    if record.scheme == "places":
        return 0, record.id
    return (kinds.index(record.kind) if record.kind in kinds else 0), ""


def _head(view: ListView) -> Iterator[str]:
    title = SCHEME_WORDS[view.scheme] + view.leaf.suffix
    yield f"---\ntitle: {escape.front_matter(title)}\nhide: [toc]\nscripts: [records]\n---"
    lead = _lead(view.scheme, view.total, view.leaf.path)
    yield from wrapped("name-head", [f"# {title} {{: #page }}", f"{lead}\n{{: .lead }}"])


def _lead(scheme: str, total: int, here: Path) -> str:
    lead = f"共 {total} {_MEASURES[scheme]}。"
    others = {
        "agencies": ("agency-types", "places"),
        "agency-types": ("agencies",),
        "places": ("agencies",),
    }
    beside = [
        links.link(SCHEME_WORDS[one], f"{one}/index.md", here) for one in others.get(scheme, ())
    ]
    return lead + (f"另见{'、'.join(beside)}。" if beside else "")


def _of_shared(scheme: str, rows: Sequence[Row], relations: Relations, here: Path) -> Iterator[str]:
    """What two or more places share, as a section."""
    if not rows:
        return
    records = [_record(scheme, row, relations, here) for row in rows[:_MOST_SHARED]]
    caption = f"两地以上共有的{SCHEME_WORDS[scheme]}"
    body = [record_table.table(caption, _columns(scheme), records, _FACETS)]
    if len(rows) > _MOST_SHARED:
        body.append(f"此处列出 {_MOST_SHARED} {_MEASURES[scheme]}，其余在下表中。")
    is_type = scheme == "agency-types"
    about = f"{'两地以上都有' if is_type else '见于两地以上'}，{len(rows)} {_MEASURES[scheme]}"
    heading = "## 同类 {: #types }" if is_type else "## 共有 {: #shared }"
    yield from section(heading, about, body)


def _all(scheme: str, rows: Sequence[Row], relations: Relations, here: Path) -> Iterator[str]:
    if not rows:
        yield "尚无。"
        return
    records = [_record(scheme, row, relations, here) for row in rows]
    yield record_table.table(f"全部{SCHEME_WORDS[scheme]}", _columns(scheme), records, _FACETS)


def _order(scheme: str) -> str:
    if scheme == "places":
        return "依行政区划代码"
    return "分类，再依拼音" if KINDS.get(scheme) else "依拼音"


_Column = Callable[[Row, Relations, Path], Cell]


def _kind(row: Row, relations: Relations, _here: Path) -> Cell:
    kinds = KINDS[relations.records[row.key].scheme]
    word = kinds[relations.records[row.key].kind]
    return Cell(word, f"{list(kinds).index(relations.records[row.key].kind):02} {row.pinyin}")


def _place(row: Row, relations: Relations, here: Path) -> Cell:
    place = relations.records[row.key].place
    return Cell(name_links.link(relations.records, f"places/{place}", here) if place else "", place)


def _number(row: Row, _relations: Relations, _here: Path) -> Cell:
    return Cell(row.number, row.number)


def _level(row: Row, relations: Relations, _here: Path) -> Cell:
    return Cell(divisions.level(relations.records[row.key].id), relations.records[row.key].id)


def _above(row: Row, relations: Relations, here: Path) -> Cell:
    above = relations.records[row.key].broader
    return Cell(name_links.link(relations.records, f"places/{above}", here) if above else "", above)


def _agencies(row: Row, _relations: Relations, _here: Path) -> Cell:
    return Cell(str(row.bodies))


_KIND = _WORDS["kind"]
_BODIES = SCHEME_WORDS["agencies"]
_OWN: Mapping[str, Mapping[str, _Column]] = {
    "agencies": {_KIND: _kind, _WORDS["place"]: _place},
    "agency-types": {_BODIES: _agencies},
    "terms": {_KIND: _kind},
    "instruments": {_KIND: _kind, _WORDS["doc_number"]: _number},
    "places": {lexicon.glossary("plan")["level"]: _level, "上级": _above, _BODIES: _agencies},
}
"""The columns of each list between the name and the figures."""


def _columns(scheme: str) -> dict[str, str]:
    own = {head: "number" if head == _BODIES else "short" for head in _OWN[scheme]}
    figures = {k: v for k, v in _FIGURES.items() if scheme != "places" or k == "规划"}
    return {"名称": "title", **own, **figures}


def _record(scheme: str, row: Row, relations: Relations, here: Path) -> Record:
    own = [column(row, relations, here) for column in _OWN[scheme].values()]
    figures = [row.plans] if scheme == "places" else [row.places, row.plans, row.mentions]
    cells = [
        Cell(name_links.link(relations.records, row.key, here), row.pinyin),
        *own,
        *(Cell(str(figure)) for figure in figures),
    ]
    kind = KINDS.get(scheme, {}).get(relations.records[row.key].kind, "")
    return Record(cells, facets={"kind": kind} if kind else {})
