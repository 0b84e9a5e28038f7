"""The account of every character of a source.

Each non-blank one is text, noise, or the damaged side of an emendation: exactly one of them.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass

from converters.models.located import Problem
from converters.models.plan import Plan
from converters.text import blanks
from converters.text.blanks import is_blank
from converters.text.mapped_text import MappedText, Span


@dataclass(frozen=True)
class Account:
    """Counts of non-blank characters of the original."""

    total: int
    text: int
    noise: dict[str, int]
    emended: int
    astray: tuple[int, ...]
    """Places that are accounted for twice or not at all: none, or the converter is wrong."""

    @property
    def balances(self) -> bool:
        """Whether every character is accounted for exactly once."""
        return not self.astray


def _pieces(plan: Plan) -> Iterator[tuple[MappedText, str | None]]:
    """Every piece of text of a plan, in no order, with the rule if it is noise."""
    for unit in plan.units:
        for text in (unit.label, unit.heading, unit.separator, *unit.cells):
            if text:
                yield text, unit.rule


def account(plan: Plan) -> Account:
    """Count what became of each character."""
    original = plan.source.text
    uses = bytearray(len(original))
    solid = _solid(original)
    noise: Counter[str] = Counter()
    text = emended = 0
    for part, rule in _pieces(plan):
        kept = 0
        for first, last in part.kept(original):
            start = part.starts[first]
            kept += _use(uses, solid, start, start + last - first)
        if rule:
            noise[rule] += kept
        else:
            text += kept
    for emendation in plan.emendations:
        emended += _use(uses, solid, *emendation.span)
    unaccounted = (found.start() for found in _NOT_ONCE.finditer(uses))
    astray = tuple(place for place in unaccounted if not is_blank(original[place]))
    counts = {rule: count for rule, count in sorted(noise.items()) if count}
    return Account(solid.count(1), text, counts, emended, astray)


_NOT_ONCE = re.compile(rb"[^\x01]")
_ONCE_MORE = bytes([1, 2, 2]) + bytes(range(3, 256))
_BLANKS = re.compile(f"[{blanks.CHARS}]+")


def _solid(original: str) -> bytearray:
    """1 for each character that is not blank."""
    solid = bytearray(b"\x01") * len(original)
    for found in _BLANKS.finditer(original):
        solid[found.start() : found.end()] = bytes(found.end() - found.start())
    return solid


def _use(uses: bytearray, solid: bytearray, start: int, end: int) -> int:
    """Note that a range is used; how many characters of it are not blank."""
    uses[start:end] = uses[start:end].translate(_ONCE_MORE)
    return solid.count(1, start, end)


def check(plan: Plan) -> Iterator[Problem]:
    """A Problem if the account does not balance."""
    astray = account(plan).astray
    if astray:
        message = f"{len(astray)} 个字符没有恰好归入一处，这是转换程序的错误"
        yield Problem("conservation", message, Span(astray[0], astray[0] + 1), "error")
