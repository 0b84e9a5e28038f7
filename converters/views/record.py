"""题录: what is stated of a plan, supplied by the editor, and absent, told apart."""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

from converters import lexicon
from converters.citation.titles import KINDS, place_names, years_shown
from converters.edition.apparatus import Entry
from converters.models.plan import Plan
from converters.models.record import AnyField, Period, Place, Value
from converters.text import dates, punctuation

_LABELS = lexicon.glossary("fields")
_WHERE_STATED = ("印发日期",)
"""Fields of which nothing is said where nothing is known."""

_WIDE = ("title", "addressees")


class FieldText(NamedTuple):
    """One field.

    Args:
        label: what it is called.
        value: what is known of it; empty if it is absent.
        is_wide: whether it needs the whole width.
        line: of the file, that states it (1-based); None if the editor supplies it.
        emended: the entry whose reading stands in a value that is stated.
        ground: what the editor goes by.
    """

    label: str
    value: str
    is_wide: bool
    line: int | None
    emended: Entry | None
    ground: str


def fields(plan: Plan, entries: Sequence[Entry]) -> tuple[FieldText, ...]:
    """The fields of a plan, in their order.

    Args:
        plan: whose fields they are.
        entries: its apparatus.
    """
    known = dict(plan.record.items())
    shown = (name for name in _LABELS if name not in _WHERE_STATED or known[name].value)
    return tuple(_shown(name, known[name], plan, entries) for name in shown)


def _shown(name: str, field: AnyField, plan: Plan, entries: Sequence[Entry]) -> FieldText:
    value = field.value
    return FieldText(
        _LABELS[name],
        "" if value is None else punctuation.restore(_in_words(value, plan)),
        name in _WIDE,
        field.line,
        _emended_in(field, entries),
        field.ground or "",
    )


def _in_words(value: Value, plan: Plan) -> str:
    if isinstance(value, str):
        return KINDS.get(value) or dates.to_printed(value)
    if isinstance(value, Place):
        return "".join(place_names(plan)) + f"（{value.adcode}）"
    if isinstance(value, Period):
        return f"{years_shown(plan)}年"
    return "　".join(value)  # not with the file's marks, which stand in the text itself


def _emended_in(field: AnyField, entries: Sequence[Entry]) -> Entry | None:
    """The entry whose reading of the editor a stated value holds."""
    value = dates.to_printed(str(field.value or ""))
    for entry in entries:
        reading = (entry.reading or "").strip()
        is_here = entry.position.line == field.line and entry.verdict != "slip"
        if is_here and reading and reading in value:
            return entry
    return None
