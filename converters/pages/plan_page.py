"""The reading page of a plan: `plans/<work>/`."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from converters import dates, escape, metadata, punctuation
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
_KEY = (
    '<span class="stated">载</span> 原文所载，点开见原文该行　'
    '<span class="supplied">补</span> 编者所补　<span class="absent">缺</span> 原文未载'
)
_MAX_LEVEL = 6

_TABLES = {"table": "表", "box": "专栏"}
_BLOCKS = {
    "metadata": "公文信息",
    "title": "标题",
    "notice": "印发通知",
    "preamble": "引言",
    "signature": "落款",
    "note": "附注",
    "attachment": "附件",
    "unparsed": "待查",
}

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
    head = (
        f"---\ntitle: {escape.front_matter(title)}\n---\n\n# {escape.markdown(title)} {{: #page }}"
    )
    parts = [head, *_record(plan), *_toolbar(plan), *_body(plan)]
    return Page(Path(f"plans/{plan.source.work}/index.md"), "\n\n".join(parts) + "\n")


def display_title(plan: Plan) -> str:
    """The title; one that the editor supplies stands in ［ ］; 原文无题 if there is none."""
    field = metadata.fields(plan)["title"]
    if field.value is None:
        return "原文无题"
    title = punctuation.restore(str(field.value))
    return title if field.line else f"［{title}］"


def _record(plan: Plan) -> Iterator[str]:
    """题录: what is stated, supplied and absent, told apart; the grounds below it."""
    fields = metadata.fields(plan)
    yield '<div class="record" markdown="block">'
    rows = ["| 项目 | 内容 | 依据 |", "| --- | --- | --- |"]
    rows += [
        f"| {label} | {_value(fields[name])} | {_evidence(fields[name])} |"
        for name, label in _LABELS.items()
    ]
    yield "\n".join(rows)
    yield _KEY
    for name, label in _LABELS.items():
        if ground := fields[name].ground:
            yield escape.markdown(f"{label}：{ground}。")
    source = plan.source
    yield f"源文 {source.line_count} 行，SHA-256 {source.sha256}。"
    yield "</div>"


def _toolbar(plan: Plan) -> Iterator[str]:
    work = plan.source.work
    links = [
        f"校改 {len(plan.emendations)} 处",
        "[校勘记](emendations.md)",
        "[原文](source.md)",
        f"[下载原文](../../sources/{work}.txt)",
        f"[JSON](../../data/plans/{work}.json)",
    ]
    yield '<div class="toolbar" markdown="block">'
    yield " ".join(links)
    yield "</div>"


def _value(field: Field) -> str:
    if field.value is None:
        return '<span class="value-absent">原文未载</span>'
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
        text = KINDS.get(str(value)) or dates.to_printed(str(value))
    shown = escape.markdown(punctuation.restore(text))
    return shown if field.line else f'<span class="value-supplied">［{shown}］</span>'


def _evidence(field: Field) -> str:
    if field.line:
        return f'[载](source.md#L{field.line}){{: .stated title="原文第 {field.line} 行" }}'
    name, word = ("supplied", "补") if field.value is not None else ("absent", "缺")
    return f'<span class="{name}">{word}</span>'


def _body(plan: Plan) -> Iterator[str]:
    marker = Marker(plan)
    for node in plan.body:
        if isinstance(node, Clause):
            yield from _clause(node, 2, "", marker)
        elif node.kind != "noise":
            yield from _block(node, marker)


def _unit(classes: str, *parts: str) -> Iterator[str]:
    yield f'<div class="unit {classes}" markdown="block">'
    yield from parts
    yield "</div>"


def _address(id_: str, printed: str) -> str:
    """The permalink in the margin; generated, so that it is neither copied nor found as text."""
    shown = escape.markdown(printed)
    return (
        f'<a class="address" href="#{id_}" data-address="{shown}" aria-label="{shown}，链接"></a>'
    )


def _block(block: Block, marker: Marker) -> Iterator[str]:
    address = _address(block.id, _BLOCKS[block.kind])
    first, *rest = block.paragraphs
    parts = [_paragraph(first, f"{block.kind} {first.role}", marker, address)]
    parts += [_paragraph(part, f"{block.kind} {part.role}", marker) for part in rest]
    yield from _unit(f"kind-{block.kind}", *parts)


def _paragraph(part: Paragraph, classes: str, marker: Marker, address: str = "") -> str:
    names = " ".join(f".{name}" for name in dict.fromkeys(classes.split()))
    text = address + marker.anchors(part.id) + marker.paragraph(part)
    return f"{text}\n{{: #{part.id} {names} }}"


def _clause(clause: Clause, level: int, above: str, marker: Marker) -> Iterator[str]:
    heading, text = marker.clause_head(clause)
    printed = above + _printed(clause)
    lead = _address(clause.id, printed) + marker.anchors(clause.id)
    if clause.heading:
        marks = "#" * min(level, _MAX_LEVEL)
        parts = [f"{marks} {lead}{heading} {{: #{clause.id} }}"]
        parts += [f"{text}\n{{: .text }}"] if text else []
    else:
        parts = [f"{lead}{heading}{text}\n{{: #{clause.id} .text }}"]
    run_in = " run-in" if clause.separator and text else ""
    yield from _unit(f"layer-{clause.layer}{run_in}", *parts)
    first = next(iter(clause.paragraphs), None)
    for part in clause.content:
        if isinstance(part, Table):
            yield from _unit(f"kind-{part.kind}", _table(part, marker))
        elif isinstance(part, Block):
            yield from _block(part, marker)
        elif part is not first:
            yield _paragraph(part, "text", marker)
    for child in clause.children:
        yield from _clause(child, level + 1, printed, marker)


def _printed(clause: Clause) -> str:
    """The number as the margin shows it: 二、 as 二, (四) as （四）; ·1 for a run-in head."""
    if clause.layer == "u":
        return f"·{clause.numbers[0]}"
    return punctuation.to_full_width(clause.label.text.rstrip("、.．"))


def _table(table: Table, marker: Marker) -> str:
    number = table.id.rsplit("-", 1)[-1].lstrip("tx")
    address = _address(table.id, f"{_TABLES[table.kind]}{number}")
    caption = marker.anchors(table.id) + marker.text(table.caption)
    lines = [f'<table id="{table.id}" class="{table.kind}">']
    lines.append(f"<caption>{address}{caption}</caption>")
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
