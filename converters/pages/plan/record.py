"""题录: what is stated of a plan, supplied by the editor, and absent, told apart."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from converters.citation.titles import KINDS, place_names, years_shown
from converters.edition.apparatus import Entry
from converters.models.plan import Plan
from converters.models.record import AnyField, Period, Place, Value
from converters.text import dates, escape, punctuation

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
_WIDE = ("title", "addressees")
_KEY = (
    '<span class="stated">载</span> 原文所载，点开见原文该行　'
    '<span class="supplied">补</span> 编者所补　<span class="absent">缺</span> 原文未载'
)


def record(plan: Plan, entries: Sequence[Entry]) -> Iterator[str]:
    """The card, the key to its signs, and the grounds of what is supplied, as Markdown.

    Args:
        plan: what the card is of.
        entries: its apparatus; a stated value that was emended leads to it.
    """
    fields = dict(plan.record.items())
    yield '<div class="record" markdown="block">'
    rows = [_row(name, fields[name], plan, entries) for name in _LABELS]
    yield "\n".join(['<dl markdown="block">', *rows, "</dl>"])
    yield f"{_KEY}\n{{: .key }}"
    grounds = [
        escape.markdown(f"{label}：{fields[name].ground}。")
        for name, label in _LABELS.items()
        if fields[name].ground
    ]
    if grounds:
        yield f'<span class="supplied">补</span> {" ".join(grounds)}'
    source = plan.source
    yield f"源文 {source.line_count} 行 · SHA-256 `{source.sha256}`"
    yield "</div>"


def _row(name: str, field: AnyField, plan: Plan, entries: Sequence[Entry]) -> str:
    wide = ' class="wide"' if name in _WIDE else ""
    value = f"<span>{_value(field, plan)}</span> {_emended_in(field, entries)} {_evidence(field)}"
    return f'<div{wide} markdown="1"><dt>{_LABELS[name]}</dt><dd markdown="span">{value}</dd></div>'


def _value(field: AnyField, plan: Plan) -> str:
    if field.value is None:
        return '<span class="value-absent">原文未载</span>'
    shown = escape.markdown(punctuation.restore(_in_words(field.value, plan)))
    return shown if field.line else f'<span class="value-supplied">［{shown}］</span>'


def _in_words(value: Value, plan: Plan) -> str:
    if isinstance(value, str):
        return KINDS.get(value) or dates.to_printed(value)
    if isinstance(value, Place):
        return "".join(place_names(plan)) + f"（{value.adcode}）"
    if isinstance(value, Period):
        return f"{years_shown(plan)}年"
    return "　".join(value)  # not with the file's marks, which stand in the text itself


def _emended_in(field: AnyField, entries: Sequence[Entry]) -> str:
    """校, for a stated value that holds a reading of the editor."""
    value = dates.to_printed(str(field.value or ""))
    for entry in entries:
        reading = (entry.reading or "").strip()
        is_here = entry.position.line == field.line and entry.verdict != "slip"
        if is_here and reading and reading in value:
            title = f"校记 {entry.number}"
            return f'[校](emendations.md#{entry.id}){{: .supplied title="{title}" }}'
    return ""


def _evidence(field: AnyField) -> str:
    if field.line:
        title = f"原文第 {field.line} 行"
        return f'[载](source.md#L{field.line}){{: .stated title="{title}" }}'
    name, word = ("supplied", "补") if field.value is not None else ("absent", "缺")
    return f'<span class="{name}">{word}</span>'
