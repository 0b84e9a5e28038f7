"""The page of a type of agency: the agencies of all places, and every clause that names them."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from pathlib import Path

from converters.citation.titles import counted
from converters.models.page import Page
from converters.pages.names import occurrences
from converters.pages.names.cross_references import CrossReferences
from converters.pages.names.explanation import path
from converters.pages.names.occurrences import Group, page_path
from converters.text import escape
from converters.writing import links, record_table, sections
from converters.writing.record_table import Cell, Record
from converters.writing.sections import section

_MOST_AGENCIES = 200
_MOST_PLANS = 6
_COLUMNS = {"地区": "", "机构": "title", "见于": "", "处": "number"}


def pages(key: str, references: CrossReferences) -> Iterator[Page]:
    """The page of a type, and further ones where the mentions are many."""
    agencies = by_place(key, references)
    groups = [
        Group(f"{agency.split('/')[1]}-{one.plan.source.work}", _lead(agency, references), one)
        for agency in agencies
        for one in references.of(agency)
    ]
    paged = occurrences.paged(occurrences.of(groups, references))
    for number, found in enumerate(paged, 1):
        here = page_path(key, number)
        parts = [*_head(key, references, here, number, agencies)]
        if number == 1:
            parts += _account(key, references, here, agencies)
        if found:
            about = "依地区，再按成文先后"
            parts += occurrences.shown(key, found, references, (number, len(paged)), about)
        yield Page(here, "\n\n".join(parts) + "\n")


def by_place(key: str, references: CrossReferences) -> list[str]:
    """The keys of the agencies of a type, by the code of their place; national ones first."""
    below = references.index.below(key)
    return sorted(below, key=lambda agency: (references.records[agency].place, agency))


def _lead(agency: str, references: CrossReferences) -> str:
    return f'<span class="agency">{escape.markdown(references.records[agency].pref)}</span> '


def _head(
    key: str, references: CrossReferences, here: Path, number: int, agencies: Sequence[str]
) -> Iterator[str]:
    record = references.records[key]
    further = f"（第 {number} 页）" if number > 1 else ""
    yield f"---\ntitle: {escape.front_matter(record.pref + further)}\nhide: [toc]\n---"
    yield '<div class="name-head" markdown="block">'
    yield path(record, here)
    yield f"# {escape.markdown(record.pref)} {{: #page }}"
    if number == 1:
        places = {references.records[agency].place for agency in agencies} - {""}
        count = sum(map(references.count, agencies))
        where = f"{counted(len(places))}地，" if places else ""
        bodies = f"{where}{counted(len(agencies))}个机构，共 {count} 处。"
        yield f"{bodies if agencies else '尚无机构。'}\n{{: .lead }}"
    yield "</div>"


def _account(
    key: str, references: CrossReferences, here: Path, agencies: Sequence[str]
) -> Iterator[str]:
    record = references.records[key]
    rows = [("正名", escape.markdown(record.pref))]
    if record.alt:
        rows.append(("异名", escape.markdown("、".join(record.alt))))
    if record.note:
        rows.append(("说明", escape.markdown(record.note)))
    yield from section("## 题解 {: #about }", "", [sections.definitions(rows, "explanation")])
    records = [_record(agency, references, here) for agency in agencies[:_MOST_AGENCIES]]
    body = [record_table.table(f"{record.pref}：各地", _COLUMNS, records)]
    if len(agencies) > _MOST_AGENCIES:
        rest = links.link("机构一览", "agencies/index.md", here)
        body.append(f"此处列出 {_MOST_AGENCIES} 个，其余见{rest}。")
    yield from section("## 各地 {: #places }", "依行政区划代码", body)


def _record(agency: str, references: CrossReferences, here: Path) -> Record:
    record = references.records[agency]
    place = references.link(f"places/{record.place}", here) if record.place else "全国"
    plans = [
        links.to_part(
            escape.markdown(references.headline(one.plan).short),
            str(one.plan.source.work),
            one.mentions[0].part,
            here,
        )
        for one in references.of(agency)
    ]
    seen = "、".join(plans[:_MOST_PLANS])
    if len(plans) > _MOST_PLANS:
        seen += f" 等 {len(plans)} 份"
    return Record(
        [
            Cell(place, record.place),
            Cell(references.link(agency, here)),
            Cell(seen or '<span class="unseen">未见</span>', len(plans)),
            Cell(str(references.count(agency))),
        ]
    )
