"""The page of a type of agency: the agencies of all places, and every clause that names them."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from pathlib import Path

from converters import lexicon
from converters.citation.titles import counted
from converters.library.references import References
from converters.models.page import Page
from converters.names.authority import SCHEME_WORDS
from converters.pages.names import name_links, occurrences
from converters.pages.names.explanation import path
from converters.pages.names.occurrences import Group
from converters.text import escape
from converters.text.markdown import Markdown, span
from converters.writing import links, record_table, sections
from converters.writing.pagination import Leaf
from converters.writing.record_table import Cell, Record
from converters.writing.sections import section

_MOST_AGENCIES = 200
_MOST_PLANS = 6
_WORDS = lexicon.glossary("name_fields")
_COLUMNS = {_WORDS["place"]: "", SCHEME_WORDS["agencies"]: "title", "见于": "", "处": "number"}


def pages(key: str, references: References) -> Iterator[Page]:
    """The page of a type, and further ones where the mentions are many."""
    agencies = by_place(key, references)
    groups = [
        Group(f"{agency.split('/')[1]}-{one.card.work}", _lead(agency, references), one)
        for agency in agencies
        for one in references.of(agency)
    ]
    for leaf, found in occurrences.paged(groups, Path(f"{key}.md")):
        parts = [*_head(key, references, leaf, agencies)]
        if leaf.number == 1:
            parts += _account(key, references, leaf.path, agencies)
        if found:
            parts += occurrences.shown(leaf, found, "依地区，再按成文先后")
        yield Page(leaf.path, "\n\n".join(parts) + "\n")


def by_place(key: str, references: References) -> list[str]:
    """The keys of the agencies of a type, by the code of their place; national ones first."""
    below = references.relations.below(key)
    return sorted(below, key=lambda agency: (references.records[agency].place, agency))


def _lead(agency: str, references: References) -> str:
    return f"{span('agency', references.records[agency].pref)} "


def _head(key: str, references: References, leaf: Leaf, agencies: Sequence[str]) -> Iterator[str]:
    record = references.records[key]
    title = escape.front_matter(record.pref + leaf.suffix)
    yield f"---\ntitle: {title}\nhide: [toc]\n---"
    parts = [path(record, leaf.path), f"# {Markdown.escape(record.pref)} {{: #page }}"]
    if leaf.number == 1:
        places = {references.records[agency].place for agency in agencies} - {""}
        count = sum(map(references.count, agencies))
        where = f"{counted(len(places))}地，" if places else ""
        bodies = f"{where}{counted(len(agencies))}个机构，共 {count} 处。"
        parts.append(f"{bodies if agencies else '尚无机构。'}\n{{: .lead }}")
    yield from sections.wrapped("name-head", parts)


def _account(
    key: str, references: References, here: Path, agencies: Sequence[str]
) -> Iterator[str]:
    record = references.records[key]
    rows = [(_WORDS["pref"], record.pref)]
    if record.alt:
        rows.append((_WORDS["alt"], "、".join(record.alt)))
    if record.note:
        rows.append((_WORDS["note"], record.note))
    yield from section("## 题解 {: #about }", "", [sections.definitions(rows, "explanation")])
    records = [_record(agency, references, here) for agency in agencies[:_MOST_AGENCIES]]
    body = [record_table.table(f"{record.pref}：各地", _COLUMNS, records)]
    if len(agencies) > _MOST_AGENCIES:
        rest = links.link("机构一览", "agencies/index.md", here)
        body.append(f"此处列出 {_MOST_AGENCIES} 个，其余见{rest}。")
    yield from section("## 各地 {: #places }", "依行政区划代码", body)


def _record(agency: str, references: References, here: Path) -> Record:
    record = references.records[agency]
    place = (
        name_links.link(references.records, f"places/{record.place}", here)
        if record.place
        else "全国"
    )
    plans = [
        links.to_part(
            one.card.short,
            one.card.work,
            one.named.occurrences[0].part,
            here,
        )
        for one in references.of(agency)
    ]
    seen = Markdown("、").join(plans[:_MOST_PLANS])
    if len(plans) > _MOST_PLANS:
        seen += f" 等 {len(plans)} 份"
    return Record(
        [
            Cell(place, record.place),
            Cell(name_links.link(references.records, agency, here)),
            Cell(seen or span("unseen", "未见"), len(plans)),
            Cell(str(references.count(agency))),
        ]
    )
