"""规划一览: all plans of the library, `plans/`."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from converters.citation.titles import KINDS, clause_count, place_names, title_shown, years_shown
from converters.models.page import Page
from converters.models.plan import Plan
from converters.names import divisions
from converters.text import dates, escape, punctuation
from converters.writing import record_table
from converters.writing.record_table import Cell, Record

_COLUMNS = {
    "地区": "",
    "级别": "",
    "题名": "title",
    "种类": "short",
    "时期": "number",
    "成文日期": "number",
    "发文机关": "",
    "发文字号": "short",
    "条款": "number",
    "校改": "number",
}
_ABSENT = '<span class="value-absent">原文未载</span>'


def page(plans: Sequence[Plan]) -> Page:
    """The list, by place and period."""
    records = map(_record, plans)
    text = f"""---
title: 规划一览
scripts: [records]
---

# 规划一览 {{: #page }}

共 {len(plans)} 份。条款数只计有编号的条款；“原文未载”指所据文件里没有，不是没有。

{record_table.table("全部规划", _COLUMNS, records)}
"""
    return Page(Path("plans/index.md"), text)


def _record(plan: Plan) -> Record:
    record = plan.record
    work = str(plan.source.work)
    years = years_shown(plan)
    kind = KINDS[record.kind.value or "other"]
    title = f"[{title_shown(plan)}](../plans/{work}/index.md)"
    date = record.date("成文日期").value or ""
    clauses = clause_count(plan)
    place_level = divisions.level(work[:6])
    cells = [
        Cell(escape.markdown("".join(place_names(plan))), work[:6]),
        Cell(place_level, work[2:6]),
        Cell(title),
        Cell(kind),
        Cell(years, years),
        Cell(escape.markdown(dates.to_printed(date)) if date else _ABSENT, date),
        _named(record.issuer.value),
        _named(record.doc_number.value),
        Cell(str(clauses), clauses),
        Cell(f"[{len(plan.emendations)}](../plans/{work}/emendations.md)", len(plan.emendations)),
    ]
    return Record(cells, facets={"level": place_level, "kind": kind})


def _named(value: str | None) -> Cell:
    text = punctuation.restore(value) if value else ""
    return Cell(escape.markdown(text) if text else _ABSENT, text)
