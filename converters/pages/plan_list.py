"""规划一览: all plans of the library, `plans/`."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from converters import escape, metadata
from converters.models import Plan
from converters.pages import Page
from converters.pages.plan_page import KINDS, display_title


def page(plans: Sequence[Plan]) -> Page:
    """The list, by place and period."""
    rows = [
        "| 地区 | 题名 | 种类 | 时期 | 发文机关 | 发文字号 | 条款数 |",
        "| --- | --- | --- | --- | --- | --- | ---: |",
        *map(_row, plans),
    ]
    text = "---\ntitle: 规划一览\n---\n\n# 规划一览 {: #page }\n\n" + "\n".join(rows) + "\n"
    return Page(Path("plans/index.md"), text)


def _row(plan: Plan) -> str:
    fields = metadata.fields(plan)
    place, period = fields["place"].value, fields["period"].value
    names = (
        [place[part] for part in ("province", "city", "county")] if isinstance(place, dict) else []
    )
    years = sorted({period["from"], period["to"]}) if isinstance(period, dict) else []
    cells = [
        escape.markdown("".join(filter(None, names))),
        f"[{escape.markdown(display_title(plan))}]({plan.source.work}/index.md)",
        KINDS[str(fields["kind"].value)],
        "—".join(map(str, years)),
        escape.markdown(str(fields["issuer"].value or "原文未载")),
        escape.markdown(str(fields["doc_number"].value or "原文未载")),
        str(sum(clause.layer != "u" for clause in plan.clauses)),
    ]
    return "| " + " | ".join(cells) + " |"
