"""题录: what is stated of a plan, supplied by the editor, and absent, told apart."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from converters import lexicon
from converters.citation.titles import KINDS, place_names, years_shown
from converters.edition.apparatus import Entry
from converters.models.plan import Plan
from converters.models.record import AnyField, Period, Place, Value
from converters.text import dates, escape, punctuation

_LABELS = lexicon.glossary("fields")
_EVIDENCE = lexicon.glossary("evidence")
_WHERE_STATED = ("印发日期",)
"""Fields of which nothing is said where nothing is known."""

_WIDE = ("title", "addressees")
_KEY = (
    f'<span class="stated">载</span> {_EVIDENCE["stated"]}，点开见原文该行　'
    f'<span class="supplied">补</span> {_EVIDENCE["supplied"]}　'
    f'<span class="absent">缺</span> {_EVIDENCE["absent"]}'
)


def record(plan: Plan, entries: Sequence[Entry]) -> Iterator[str]:
    """The card, the key to its signs, and the grounds of what is supplied, as Markdown.

    Args:
        plan: what the card is of.
        entries: its apparatus; a stated value that was emended leads to it.
    """
    known = dict(plan.record.items())
    fields = {
        name: known[name] for name in _LABELS if name not in _WHERE_STATED or known[name].value
    }
    yield '<div class="record" markdown="block">'
    rows = [_row(name, field, plan, entries) for name, field in fields.items()]
    yield "\n".join(['<dl markdown="block">', *rows, "</dl>"])
    yield f"{_KEY}\n{{: .key }}"
    grounds = [
        escape.markdown(f"{_LABELS[name]}：{field.ground}。")
        for name, field in fields.items()
        if field.ground
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
        return f'<span class="value-absent">{_EVIDENCE["absent"]}</span>'
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
