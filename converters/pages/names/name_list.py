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
from converters.models.page import View
from converters.models.phrase import Link, Phrase, joined
from converters.names import divisions
from converters.names.authority import KINDS, SCHEME_WORDS, SCHEMES, AuthorityRecord
from converters.pages.names import name_links
from converters.views import pagination
from converters.views.pagination import Guide, Leaf
from converters.views.record_table import Cell, Record, Table

_WHOLE, _ROWS = 400, 250
_MOST_SHARED = 100
"""A row has some 600 bytes, and the first page of many has two tables of what places share."""
_WORDS = lexicon.glossary("name_fields")
_FACETS = {"kind": _WORDS["kind"]}
_FIGURES = {"地区数": "number", "规划": "number", "处": "number"}
_FIGURES_FIRST = "0—9"
_ABOUT = lexicon.glossary("about_schemes")
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
    """What one page of a list says: its rows; on the first page, what places share.

    `guides` are those of the whole list: initials, or provinces of places on more than one page.
    """

    scheme: str
    leaf: Leaf
    total: int
    rows: tuple[Row, ...]
    shared: tuple[tuple[str, tuple[Row, ...]], ...] = ()
    guides: tuple[Guide, ...] = ()


@dataclass(frozen=True)
class _Shared:
    """What two or more places share.

    Args:
        heading: of the section.
        id: of the section.
        about: where it is found, and how much of it there is.
        table: the first of it.
        shown: how much the table has, if there is more.
    """

    heading: str
    id: str
    about: str
    table: Table
    shown: str


@dataclass(frozen=True)
class _List:
    """What one page says.

    Args:
        title: of the page.
        total: how many records the list has on all pages.
        beside: other lists.
        about: what such records are, for who does not know the word.
        guides: the way to the first record of each initial, or of each province.
        guided: by what that is, in words.
        shared: what places share, on the first page.
        order: of the list.
        table: the records of this page.
        leaf: which page it is.
    """

    title: str
    total: str
    beside: Phrase
    about: str
    guides: Sequence[Link]
    guided: str
    shared: Sequence[_Shared]
    order: str
    table: Table
    leaf: Leaf


def shared_terms(references: References) -> list[Row]:
    """The terms that two or more places share; those of which one plan speaks need no row."""
    records = references.relations.authority.of_scheme("terms")
    named = [record for record in records if len(references.of(record.key)) > 1]
    return shared(_rows(named, references))


def views(references: References) -> Iterator[ListView]:
    """What the pages of all lists say; so many rows a page."""
    lists = {scheme: rows(scheme, references) for scheme in SCHEMES}
    for scheme, listed in lists.items():
        beside = [(scheme, tuple(shared(listed)))]
        if scheme == "agencies":
            beside.append(("agency-types", tuple(shared(lists["agency-types"]))))
        leaves = [*pagination.split(listed, _size(len(listed)), Path(f"{scheme}/index.md"))]
        guides = _guides(scheme, leaves)
        for leaf, shown in leaves:
            first = tuple(beside) if leaf.number == 1 else ()
            yield ListView(scheme, leaf, len(listed), tuple(shown), first, guides)


def _guides(scheme: str, leaves: Sequence[tuple[Leaf, Sequence[Row]]]) -> tuple[Guide, ...]:
    """What leads into a list: initials; into a long one that goes by codes, provinces."""
    if scheme != "places":
        return pagination.guides(leaves, _initial)
    return pagination.guides(leaves, _province) if len(leaves) > 1 else ()


def _initial(row: Row) -> tuple[str, str]:
    """The first letter of a name in pinyin; one word for all that begin with a figure."""
    letter = row.pinyin[:1].upper()
    is_letter = letter.isascii() and letter.isalpha()
    return f"initial-{letter.lower() if is_letter else 0}", letter if is_letter else _FIGURES_FIRST


def _province(row: Row) -> tuple[str, str]:
    """The province of a place."""
    code = row.key.removeprefix("places/")[:2]
    province = divisions.of_code(f"{code}0000")
    return f"province-{code}", province.name if province else code


def count(size: int) -> int:
    """How many pages a list of so many records has."""
    return pagination.count(size, _size(size))


def _size(records: int) -> int:
    """How many of them a page has; a list that is not much longer than one is seen whole."""
    return _WHOLE if records <= _WHOLE else _ROWS


def page(view: ListView, relations: Relations) -> View:
    """One page of a list."""
    scheme, leaf = view.scheme, view.leaf
    word = SCHEME_WORDS[scheme]
    says = _List(
        word + leaf.suffix,
        f"{view.total} {_MEASURES[scheme]}",
        _beside(scheme),
        _ABOUT[scheme],
        leaf.to(view.guides),
        "按地区" if scheme == "places" else "按拼音首字母",
        [_shared(one, rows, relations) for one, rows in view.shared if rows],
        _order(scheme),
        _table(f"全部{word}", scheme, view.rows, relations, has_guides=bool(view.guides)),
        leaf,
    )
    return View(leaf.path, "name_list.md", says)


def shared(listed: Sequence[Row]) -> list[Row]:
    """The records of a list that two or more places share, that of most places first."""
    found = [row for row in listed if row.places > 1]
    return sorted(found, key=lambda row: (-row.places, -row.plans, -row.mentions, row.pinyin))


def rows(scheme: str, references: References) -> list[Row]:
    """All records of a scheme, in the order of the list."""
    found = _rows(references.relations.authority.of_scheme(scheme), references)

    def order(row: Row) -> tuple[str, str, str]:
        return _code(references.records[row.key]), row.pinyin, row.key

    return sorted(found, key=order)


def _rows(records: Iterable[AuthorityRecord], references: References) -> list[Row]:
    today = references.relations.authority.place_today
    by_place = Counter(today(card.place_code) for card in references.cards.values())
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


def _code(record: AuthorityRecord) -> str:
    """What places go by; all else by pinyin."""
    return record.id if record.scheme == "places" else ""


def _beside(scheme: str) -> Phrase:
    """Other lists that a reader of this one may look for."""
    others = {
        "agencies": ("agency-types", "places"),
        "agency-types": ("agencies",),
        "places": ("agencies",),
    }
    found = others.get(scheme, ())
    return joined("、", (Link(SCHEME_WORDS[one], f"{one}/index.md") for one in found))


def _shared(scheme: str, rows: Sequence[Row], relations: Relations) -> _Shared:
    is_type = scheme == "agency-types"
    size = f"{len(rows)} {_MEASURES[scheme]}"
    caption = f"两地以上共有的{SCHEME_WORDS[scheme]}"
    return _Shared(
        *(("同类", "types") if is_type else ("共有", "shared")),
        f"{'两地以上都有' if is_type else '见于两地以上'}，{size}",
        _table(caption, scheme, rows[:_MOST_SHARED], relations),
        f"{_MOST_SHARED} {_MEASURES[scheme]}" if len(rows) > _MOST_SHARED else "",
    )


def _table(
    caption: str,
    scheme: str,
    rows: Sequence[Row],
    relations: Relations,
    *,
    has_guides: bool = False,
) -> Table:
    guide = _province if scheme == "places" else _initial
    named = pagination.guided(rows, lambda row: guide(row)[0] if has_guides else "")
    records = [_record(scheme, row, relations, id_) for row, id_ in named]
    return Table(caption, _columns(scheme), records, _FACETS).filled


def _order(scheme: str) -> str:
    return "依行政区划代码" if scheme == "places" else "依拼音"


_Column = Callable[[Row, Relations], Cell]


def _kind(row: Row, relations: Relations) -> Cell:
    kinds = KINDS[relations.records[row.key].scheme]
    word = kinds[relations.records[row.key].kind]
    return Cell(word, f"{list(kinds).index(relations.records[row.key].kind):02} {row.pinyin}")


def _place(row: Row, relations: Relations) -> Cell:
    return _named_place(relations.records[row.key].place, relations)


def _number(row: Row, _relations: Relations) -> Cell:
    return Cell(row.number, row.number)


def _level(row: Row, relations: Relations) -> Cell:
    return Cell(divisions.level(relations.records[row.key].id), relations.records[row.key].id)


def _above(row: Row, relations: Relations) -> Cell:
    return _named_place(relations.records[row.key].broader, relations)


def _named_place(code: str, relations: Relations) -> Cell:
    """A place, sorted by its code; nothing if there is none."""
    return Cell(name_links.named(relations.records, f"places/{code}") if code else "", code)


def _agencies(row: Row, _relations: Relations) -> Cell:
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


def _record(scheme: str, row: Row, relations: Relations, id_: str) -> Record:
    own = [column(row, relations) for column in _OWN[scheme].values()]
    figures = [row.plans] if scheme == "places" else [row.places, row.plans, row.mentions]
    cells = [
        Cell(name_links.listed(relations.records, row.key), row.pinyin),
        *own,
        *(Cell(str(figure)) for figure in figures),
    ]
    kind = KINDS.get(scheme, {}).get(relations.records[row.key].kind, "")
    return Record(cells, id_, {"kind": kind} if kind else {})
