"""The page of a place: its plans, its agencies, the places below, what it shares with others."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from pathlib import Path

from converters.citation.titles import title_shown, years_shown
from converters.models.page import Page
from converters.names import divisions
from converters.pages.names.cross_references import CrossReferences
from converters.pages.names.explanation import path
from converters.text import escape
from converters.writing import links, record_table, sections
from converters.writing.record_table import Cell, Record
from converters.writing.sections import section

_MOST_PLANS = 60
_MOST_AGENCIES = 200
_MOST_TERMS = 60
_AGENCIES = {"机构": "title", "类型": "", "规划": "number", "处": "number"}
_TERMS = {"提法": "title", "本地": "number", "共见于": "number"}


def page(key: str, references: CrossReferences) -> Page:
    """The page of a place."""
    record = references.records[key]
    here = Path(f"{key}.md")
    parts = [
        f"---\ntitle: {escape.front_matter(record.pref)}\nhide: [toc]\nscripts: [records]\n---",
        '<div class="name-head" markdown="block">',
        path(record, here),
        f"# {escape.markdown(record.pref)} {{: #page }}",
        "</div>",
        *_about(key, references, here),
        *_plans(record.id, references, here),
        *_agencies(key, references, here),
        *_shared(record.id, references, here),
    ]
    return Page(here, "\n\n".join(parts) + "\n")


def below(key: str, references: CrossReferences, scheme: str) -> list[str]:
    """The keys of the agencies of a place, or of the places right below it, in order."""
    found = references.index.below(key)
    return sorted(one for one in found if one.startswith(f"{scheme}/"))


def _about(key: str, references: CrossReferences, here: Path) -> Iterator[str]:
    record = references.records[key]
    rows = [
        ("正名", escape.markdown(record.pref)),
        ("代码", f"{record.id}（{divisions.level(record.id)}）"),
    ]
    if record.broader:
        rows.append(("上级", references.link(f"places/{record.broader}", here)))
    if lower := below(key, references, "places"):
        shown = [references.link(one, here) for one in lower[:_MOST_AGENCIES]]
        rows.append(("下辖", " ".join(f'<span class="value">{one}</span>' for one in shown)))
    if record.note:
        rows.append(("说明", escape.markdown(record.note)))
    yield from section("## 题解 {: #about }", "", [sections.definitions(rows, "explanation")])


def _plans(adcode: str, references: CrossReferences, here: Path) -> Iterator[str]:
    plans = references.plans_by_place.get(adcode, ())
    shown = [
        f"- {links.to_part(title_shown(plan), str(plan.source.work), '', here)} "
        f'<span class="of">{years_shown(plan)}</span>'
        for plan in plans[:_MOST_PLANS]
    ]
    if len(plans) > _MOST_PLANS:
        listed = links.link("规划一览", "plans/index.md", here)
        shown.append(f"- 等 {len(plans)} 份，见{listed}")
    body = ["\n".join(shown)] if shown else ["库内尚无本级的规划。"]
    yield from section("## 规划 {: #plans }", "", body, "plain")


def _agencies(key: str, references: CrossReferences, here: Path) -> Iterator[str]:
    agencies = below(key, references, "agencies")
    if not agencies:
        return
    records = [_agency(agency, references, here) for agency in agencies[:_MOST_AGENCIES]]
    body = [record_table.table("机构", _AGENCIES, records)]
    if len(agencies) > _MOST_AGENCIES:
        listed = links.link("机构一览", "agencies/index.md", here)
        body.append(f"此处列出 {_MOST_AGENCIES} 个，其余见{listed}。")
    yield from section("## 机构 {: #agencies }", f"{len(agencies)} 个", body)


def _agency(agency: str, references: CrossReferences, here: Path) -> Record:
    record = references.records[agency]
    kind = references.link(f"agency-types/{record.type}", here) if record.type else ""
    return Record(
        [
            Cell(references.link(agency, here)),
            Cell(kind),
            Cell(str(len(references.of(agency)))),
            Cell(str(references.count(agency))),
        ]
    )


def _shared(adcode: str, references: CrossReferences, here: Path) -> Iterator[str]:
    """The terms that the plans of this place have with those of others, most places first."""
    own: Counter[str] = Counter()
    for plan in references.plans_by_place.get(adcode, ()):
        for mention in references.index.mentions[str(plan.source.work)]:
            if mention.target.startswith("terms/"):
                own[mention.target] += 1
    if not own:
        return
    shared = [(key, len(references.places(key))) for key in own]
    ordered = sorted(
        ((key, places) for key, places in shared if places > 1),
        key=lambda one: (-one[1], -own[one[0]], one[0]),
    )
    about = f"{len(ordered)} 条也见于他地"
    if not ordered:
        yield from section("## 共有提法 {: #shared }", "", ["没有与他地共有的提法。"])
        return
    records = [
        Record([Cell(references.link(key, here)), Cell(f"{own[key]} 处"), Cell(f"{places} 地")])
        for key, places in ordered[:_MOST_TERMS]
    ]
    body = [record_table.table("共有提法", _TERMS, records)]
    if len(ordered) > _MOST_TERMS:
        listed = links.link("提法一览", "terms/index.md", here)
        body.append(f"此处列出 {_MOST_TERMS} 条，其余见{listed}。")
    yield from section("## 共有提法 {: #shared }", about, body)
