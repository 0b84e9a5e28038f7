"""The reading page of a plan: `plans/<work>/`."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from converters import escape, metadata, punctuation
from converters.metadata import Field
from converters.models import Block, Clause, Paragraph, Plan, Table
from converters.pages import Page
from converters.pages.inline import Marker

_LABELS = {
    "title": "题名",
    "kind": "文种",
    "issuer": "发文机关",
    "doc_number": "发文字号",
    "index_number": "索引号",
    "成文日期": "成文日期",
    "发布日期": "发布日期",
    "addressees": "主送机关",
    "place": "地区",
    "period": "时期",
}
_MAX_LEVEL = 6

KINDS = {
    "yaodian": "工作要点",
    "guihua": "规划",
    "yuan": "预案",
    "jihua": "计划、方案",
    "other": "其他",
}
"""The kinds of document, in words."""


def page(plan: Plan) -> Page:
    """The page of one registered plan."""
    title = display_title(plan)
    head = [
        "---",
        f"title: {escape.front_matter(title)}",
        "---",
        "",
        f"# {escape.markdown(title)} {{: #page }}",
    ]
    links = (
        "[原文](source.md) · [校勘记](emendations.md) · "
        f"[下载原文](../../sources/{plan.source.work}.txt) · "
        f"[数据](../../data/plans/{plan.source.work}.json)"
    )
    parts = ["\n".join(head), links, _metadata(plan), *_body(plan)]
    return Page(Path(f"plans/{plan.source.work}/index.md"), "\n\n".join(parts) + "\n")


def display_title(plan: Plan) -> str:
    """The title; one that the editor supplies stands in ［ ］; 原文无题 if there is none."""
    field = metadata.fields(plan)["title"]
    if field.value is None:
        return "原文无题"
    title = punctuation.restore(str(field.value))
    return title if field.line else f"［{title}］"


def _metadata(plan: Plan) -> str:
    fields = metadata.fields(plan)
    rows = ["| 项目 | 内容 | 依据 |", "| --- | --- | --- |"]
    for name, label in _LABELS.items():
        field = fields[name]
        rows.append(f"| {label} | {_value(field)} | {_evidence(field)} |")
    rows.append(f"| SHA-256 | {plan.source.sha256} | 原文文件 |")
    return "\n".join(rows)


def _value(field: Field) -> str:
    if field.value is None:
        return "原文未载"
    value = field.value
    if isinstance(value, list):
        text = "、".join(value)
    elif isinstance(value, dict) and "from" in value:
        years = sorted({value["from"], value["to"]})
        text = "—".join(map(str, years)) + "年"
    elif isinstance(value, dict):
        names = [value[part] for part in ("province", "city", "county") if value[part]]
        text = "".join(names) + f"（{value['adcode']}）"
    else:
        text = KINDS.get(str(value), str(value))
    return escape.markdown(punctuation.restore(text if field.line else f"［{text}］"))


def _evidence(field: Field) -> str:
    if field.line:
        return f"[原文第 {field.line} 行](source.md#L{field.line})"
    return escape.markdown(f"编者补：{field.ground}") if field.ground else "—"


def _body(plan: Plan) -> Iterator[str]:
    marker = Marker(plan)
    for node in plan.body:
        if isinstance(node, Clause):
            yield from _clause(node, 2, marker)
        elif node.kind != "noise":
            yield from _block(node, marker)


def _block(block: Block, marker: Marker) -> Iterator[str]:
    for part in block.paragraphs:
        yield _paragraph(part, f"{block.kind} {part.role}", marker)


def _paragraph(part: Paragraph, classes: str, marker: Marker) -> str:
    names = " ".join(f".{name}" for name in dict.fromkeys(classes.split()))
    text = marker.anchors(part.id) + marker.text(part.text, part.items)
    return f"{text}\n{{: #{part.id} {names} }}"


def _clause(clause: Clause, level: int, marker: Marker) -> Iterator[str]:
    heading, text = marker.clause_head(clause)
    anchors = marker.anchors(clause.id)
    if clause.heading:
        marks = "#" * min(level, _MAX_LEVEL)
        yield f"{marks} {anchors}{heading} {{: #{clause.id} .layer-{clause.layer} }}"
        if text:
            yield f"{text}\n{{: .text }}"
    else:
        yield f"{anchors}{heading}{text}\n{{: #{clause.id} .layer-{clause.layer} }}"
    first = next(iter(clause.paragraphs), None)
    for part in clause.content:
        if isinstance(part, Table):
            yield _table(part, marker)
        elif isinstance(part, Block):
            yield from _block(part, marker)
        elif part is not first:
            yield _paragraph(part, "text", marker)
    for child in clause.children:
        yield from _clause(child, level + 1, marker)


def _table(table: Table, marker: Marker) -> str:
    lines = [f'<table id="{table.id}" class="{table.kind}">']
    caption = marker.anchors(table.id) + marker.text(table.caption)
    if caption:
        lines.append(f"<caption>{caption}</caption>")
    if table.header:
        cells = "".join(f'<th scope="col">{marker.text(cell)}</th>' for cell in table.header)
        lines.append(f"<thead><tr>{cells}</tr></thead>")
    lines.append("<tbody>")
    for row in table.rows:
        first, *rest = (marker.text(cell) for cell in row.cells)
        cells = f'<th scope="row">{marker.anchors(row.id)}{first}</th>'
        cells += "".join(f"<td>{cell}</td>" for cell in rest)
        lines.append(f'<tr id="{row.id}">{cells}</tr>')
    return "\n".join([*lines, "</tbody>", "</table>"])
