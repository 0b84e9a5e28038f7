"""The account of every character of a source.

Each non-blank one is text, noise, or the damaged side of an emendation: exactly one of them.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import pairwise

from converters import blanks
from converters.blanks import is_blank
from converters.mapped_text import MappedText, Span
from converters.models import Block, Clause, Plan, Problem, Table


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


def _parts(plan: Plan) -> Iterator[tuple[MappedText, str | None]]:
    """Every piece of text of a plan, in no order, with the rule if it is noise."""
    for node in plan.body:
        if isinstance(node, Clause):
            for clause in node.walk():
                yield from _of_clause(clause)
        elif isinstance(node, Table):
            yield from ((part, None) for part in node.parts)
        else:
            yield from ((part.text, node.rule) for part in node.paragraphs)


def account(plan: Plan) -> Account:
    """Count what became of each character."""
    original = plan.source.text
    uses = bytearray(len(original))
    noise: Counter[str] = Counter()
    text = emended = 0
    for part, rule in _parts(plan):
        kept = sum(_use(uses, original, span) for span in _kept(part, original))
        if rule:
            noise[rule] += kept
        else:
            text += kept
    for emendation in plan.emendations:
        emended += _use(uses, original, emendation.span)
    unaccounted = (found.start() for found in _NOT_ONCE.finditer(uses))
    astray = tuple(place for place in unaccounted if not is_blank(original[place]))
    counts = {rule: count for rule, count in sorted(noise.items()) if count}
    return Account(_solid(original), text, counts, emended, astray)


_NOT_ONCE = re.compile(rb"[^\x01]")
_ONCE_MORE = bytes([1, 2, 2]) + bytes(range(3, 256))
_BLANKS = dict.fromkeys(map(ord, blanks.CHARS))


def _use(uses: bytearray, original: str, span: Span) -> int:
    """Note that a range is used; how many characters of it are not blank."""
    uses[span.start : span.end] = uses[span.start : span.end].translate(_ONCE_MORE)
    return _solid(original[span.start : span.end])


def _solid(text: str) -> int:
    return len(text.translate(_BLANKS))


def _kept(part: MappedText, original: str) -> Iterator[Span]:
    """The ranges of the original that a part repeats: most parts as a whole, fast."""
    if not part:
        return
    for piece in [part] if part.is_verbatim else _unbroken(part):
        span = piece.span
        if piece.is_verbatim and original[span.start : span.end] == piece.text:
            yield span
            continue
        for char, start, end in zip(piece.text, piece.starts, piece.ends, strict=True):
            if end - start == 1 and original[start] == char:
                yield Span(start, end)


def _unbroken(part: MappedText) -> Iterator[MappedText]:
    """The text, parted where characters that follow one another do not so in the original."""
    starts, ends = part.starts, part.ends
    cuts = [
        at for at in range(1, len(part)) if starts[at] != ends[at - 1] or ends[at] - starts[at] != 1
    ]
    for first, last in pairwise([0, *cuts, len(part)]):
        yield part[first:last]


def check(plan: Plan) -> Iterator[Problem]:
    """A Problem if the account does not balance."""
    astray = account(plan).astray
    if astray:
        message = f"{len(astray)} 个字符没有恰好归入一处，这是转换程序的错误"
        yield Problem("conservation", message, Span(astray[0], astray[0] + 1), "error")


def _of_clause(clause: Clause) -> Iterator[tuple[MappedText, str | None]]:
    yield from ((part, None) for part in (clause.label, clause.heading, clause.separator))
    for part in clause.content:
        if isinstance(part, Table):
            yield from ((cell, None) for cell in part.parts)
        elif isinstance(part, Block):
            yield from ((line.text, part.rule) for line in part.paragraphs)
        else:
            yield part.text, None
