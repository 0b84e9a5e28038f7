"""题录: what is stated of a plan, supplied or corrected by the editor, and absent, told apart."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from typing import NamedTuple

from converters import lexicon
from converters.citation.titles import KINDS
from converters.edition import status
from converters.edition.apparatus import Entry
from converters.models.plan import Plan
from converters.models.record import AnyField, Period, Place, Value
from converters.text import dates, punctuation

_LABELS = lexicon.glossary("fields")
_WHERE_STATED = ("印发日期",)
"""Fields of which nothing is said where nothing is known."""

_NONE = "无"
"""What stands for a value that the file should not state at all."""

_WIDE = ("title", "addressees")


class Corrected(NamedTuple):
    """What the file states where the editor says that it is wrong; the line is 1-based."""

    value: str
    line: int


class FieldText(NamedTuple):
    """One field.

    Args:
        label: what it is called.
        value: what is known of it; empty if it is absent.
        is_wide: whether it needs the whole width.
        line: of the file, that states it (1-based); None if the editor supplies it.
        emended: the entry whose reading stands in a value that is stated.
        ground: what the editor goes by.
        corrected: what the file states instead, and on which line.
    """

    label: str
    value: str
    is_wide: bool
    line: int | None
    emended: Entry | None
    ground: str
    corrected: Corrected | None


class Fact(NamedTuple):
    """One of the few things that are told under the title; ［ ］ round what the editor supplies."""

    text: str
    is_supplied: bool


_FACTS = ("issuer", "doc_number", "成文日期")


def facts(plan: Plan) -> Iterator[Fact]:
    """Who issued a plan, its number and its date, as far as they are known; its state."""
    known = dict(plan.record.items())
    for name in _FACTS:
        if shown := _restored(known[name].value):
            is_supplied = known[name].line is None
            yield Fact(f"［{shown}］" if is_supplied else shown, is_supplied)
    if state := status.of(plan):
        yield Fact(status.WORDS[state], is_supplied=False)


class OriginText(NamedTuple):
    """Where the text was taken from; the address and the day are empty if nobody says them."""

    site: str
    address: str
    day: str
    ground: str


def origin(plan: Plan) -> OriginText | None:
    """Where the text of a plan was taken from, if its editor says so."""
    told = plan.source.edition.origin
    if told is None:
        return None
    day = dates.to_printed(told.date) if told.date else ""
    return OriginText(told.site, told.address, day, told.ground)


def fields(plan: Plan, entries: Sequence[Entry]) -> tuple[FieldText, ...]:
    """The fields of a plan, in their order.

    Args:
        plan: whose fields they are.
        entries: its apparatus.
    """
    known = dict(plan.record.items())
    shown = (
        name
        for name in _LABELS
        if name not in _WHERE_STATED or known[name].value or known[name].corrected
    )
    return tuple(_shown(name, known[name], entries) for name in shown)


def _shown(name: str, field: AnyField, entries: Sequence[Entry]) -> FieldText:
    return FieldText(
        _LABELS[name],
        _restored(field.value),
        name in _WIDE,
        field.line,
        _emended_in(field, entries),
        field.ground or "",
        _corrected(field),
    )


def supplied(plan: Plan, names: Iterable[str]) -> Iterator[tuple[str, str]]:
    """Each of some fields that the editor supplies, by its label, and in words what and why."""
    for name in names:
        one = _shown(name, dict(plan.record.items())[name], ())
        if one.value and not one.line and not one.corrected:
            yield one.label, f"［{one.value}］。{one.ground.rstrip('。')}。"


def corrections(plan: Plan) -> Iterator[tuple[str, str]]:
    """Each field that the editor corrected, by its label, and in words what, from what and why."""
    for one in fields(plan, ()):
        if one.corrected:
            value = f"［{one.value}］" if one.value else _NONE
            was = f"原文第 {one.corrected.line} 行作“{one.corrected.value}”"
            yield one.label, f"{value}，{was}。{one.ground}"


def _corrected(field: AnyField) -> Corrected | None:
    was = field.corrected
    return Corrected(_restored(was.value), was.line) if was else None


def _restored(value: Value | None) -> str:
    return "" if value is None else punctuation.restore(_in_words(value))


def _in_words(value: Value) -> str:
    if isinstance(value, str):
        return KINDS.get(value) or dates.to_printed(value)
    if isinstance(value, Place):
        return "".join(value.names) + f"（{value.adcode}）"
    if isinstance(value, Period):
        return "—".join(map(str, dict.fromkeys(value))) + "年"
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
