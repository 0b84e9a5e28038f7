"""The page of a type of agency: the agencies of all places, and every clause that names them."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from converters import lexicon
from converters.citation.titles import counted
from converters.library.references import References, UnreviewedBody
from converters.models.page import View
from converters.models.phrase import Link, Marked, Phrase, joined, to_part
from converters.names.authority import SCHEME_WORDS, AuthorityRecord
from converters.pages.names import explanation, name_links, occurrences, outcome
from converters.pages.names.explanation import Row
from converters.pages.names.name_view import NameView
from converters.pages.names.occurrences import Group, Occurrences, Quoted
from converters.text import punctuation
from converters.views.pagination import Leaf
from converters.views.record_table import Cell, Record, Table

_MOST_AGENCIES = 200
_MANY_AGENCIES = 60
_MOST_PLANS, _FEWER_PLANS = 6, 2
"""Of each agency; fewer where there are many of them."""
_WORDS = lexicon.glossary("name_fields")
_UNREVIEWED = lexicon.glossary("plan")["unreviewed"]
_COLUMNS = {_WORDS["place"]: "", SCHEME_WORDS["agencies"]: "title", "见于": "", "处": "number"}


@dataclass(frozen=True)
class _Account:
    """What stands on the first page only; `rest` tells of agencies that are not in the table."""

    explanation: Sequence[Row]
    agencies: Table
    rest: Phrase


def pages(key: str, references: References) -> Iterator[View]:
    """The page of a type, and further ones where the mentions are many."""
    record = references.records[key]
    agencies = by_place(key, references)
    for leaf, found in occurrences.paged(groups(key, references), Path(f"{key}.md")):
        is_first = leaf.number == 1
        says = NameView(
            record.pref + name_links.ended(record) + leaf.suffix,
            name_links.way_up(record),
            record.scheme,
            SCHEME_WORDS[record.scheme],
            record.pref,
            [*map(punctuation.restore, record.alt)],
            outcome.of_record(record, references.relations, references),
            _summary(key, references, agencies) if is_first else "",
            _account(record, references, agencies) if is_first else None,
            _occurrences(leaf, found) if found else None,
        )
        yield View(leaf.path, "type_page.md", says)


def _occurrences(leaf: Leaf, found: Sequence[Quoted]) -> Occurrences:
    about = "依地区，再按成文先后"
    return occurrences.shown(leaf, found, about, SCHEME_WORDS["agencies"])


def groups(key: str, references: References, others: Iterable[str] = ()) -> Iterator[Group]:
    """What stands under each heading of its 出处; `others` were agencies of the type once."""
    for agency in dict.fromkeys((*by_place(key, references), *others)):
        for one in references.of(agency):
            id_ = f"{agency.split('/')[1]}-{one.card.work}"
            yield Group.of(one, id_, _lead(agency, references))


def by_place(key: str, references: References) -> list[str]:
    """The keys of the agencies of a type, by the code of their place; national ones first."""
    below = references.relations.below(key)
    return sorted(below, key=lambda agency: (references.records[agency].place, agency))


def _lead(agency: str, references: References) -> Marked:
    return Marked("agency", references.records[agency].pref)


def _summary(key: str, references: References, agencies: Sequence[str]) -> str:
    unreviewed = len(references.bodies.get(key, ()))
    if not agencies:
        return f"{_UNREVIEWED}的机构 {unreviewed} 个。" if unreviewed else "尚无机构。"
    places = {references.records[agency].place for agency in agencies} - {""}
    count = sum(map(references.count, agencies))
    where = f"{counted(len(places))}地，" if places else ""
    more = f"另有{_UNREVIEWED}的 {unreviewed} 个。" if unreviewed else ""
    return f"{where}{counted(len(agencies))}个机构，共 {count} 处。{more}"


def _account(record: AuthorityRecord, references: References, agencies: Sequence[str]) -> _Account:
    rows = [Row(_WORDS["pref"], record.pref)]
    if record.alt:
        rows.append(Row(_WORDS["alt"], "、".join(record.alt)))
    rows += explanation.history(record, references.relations)
    if record.note:
        rows.append(Row(_WORDS["note"], record.note))
    shown = agencies[:_MOST_AGENCIES]
    bodies = references.bodies.get(record.key, ())[: _MOST_AGENCIES - len(shown)]
    most = _MOST_PLANS if len(shown) + len(bodies) <= _MANY_AGENCIES else _FEWER_PLANS
    records = [_record(agency, references, most) for agency in shown]
    records += [_unreviewed(body, most) for body in bodies]
    rest: Phrase = ""
    if len(agencies) > _MOST_AGENCIES:
        listed = Link("机构一览", "agencies/index.md")
        rest = (f"此处列出 {_MOST_AGENCIES} 个，其余见", listed, "。")
    return _Account(rows, Table(f"{record.pref}：各地", _COLUMNS, records), rest)


def _unreviewed(body: UnreviewedBody, most: int) -> Record:
    """A body in no record: it leads to its entry in the first plan that names it."""
    first, id_, _ = body.plans[0]
    listed = (to_part(card.short, card.work, at) for card, at, _ in body.plans[:most])
    seen = joined("、", listed)
    if len(body.plans) > most:
        seen = (seen, f" 等 {len(body.plans)} 份")
    sign = Marked("unreviewed", _UNREVIEWED)
    place = Link(body.where, f"places/{body.place}.md")
    return Record(
        [
            Cell(place if body.has_page else body.where, body.place),
            Cell((to_part(body.pref, first.work, id_), " ", sign)),
            Cell(seen, len(body.plans)),
            Cell(str(sum(count for _, _, count in body.plans))),
        ]
    )


def _record(agency: str, references: References, most: int) -> Record:
    record = references.records[agency]
    records, plans = references.records, references.of(agency)
    place = name_links.named(records, f"places/{record.place}") if record.place else "全国"
    seen = joined(
        "、",
        (
            to_part(one.card.short, one.card.work, one.named.occurrences[0].part)
            for one in plans[:most]
        ),
    )
    if len(plans) > most:
        seen = (seen, f" 等 {len(plans)} 份")
    return Record(
        [
            Cell(place, record.place),
            Cell(name_links.listed(records, agency)),
            Cell(seen or Marked("unseen", "未见"), len(plans)),
            Cell(str(references.count(agency))),
        ]
    )
