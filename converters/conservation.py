"""The account of every character of a source.

Each non-blank one is text, noise, or the damaged side of an emendation: exactly one of them.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass

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
        else:
            yield from ((part.text, node.rule) for part in node.paragraphs)


def account(plan: Plan) -> Account:
    """Count what became of each character."""
    original = plan.source.text
    uses = bytearray(len(original))
    noise: Counter[str] = Counter()
    text = emended = 0
    for part, rule in _parts(plan):
        for char, start, end in zip(part.text, part.starts, part.ends, strict=True):
            if end - start == 1 and original[start] == char and not is_blank(char):
                uses[start] = min(uses[start] + 1, 2)
                if rule:
                    noise[rule] += 1
                else:
                    text += 1
    for emendation in plan.emendations:
        for place in range(*emendation.span):
            if not is_blank(original[place]):
                uses[place] = min(uses[place] + 1, 2)
                emended += 1
    solid = [place for place, char in enumerate(original) if not is_blank(char)]
    astray = tuple(place for place in solid if uses[place] != 1)
    return Account(len(solid), text, dict(sorted(noise.items())), emended, astray)


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
