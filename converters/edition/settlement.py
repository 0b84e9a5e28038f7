"""Doubts that a person has looked into: what the `.yml` says of them, and what it says in vain."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace

from converters.models.located import Problem
from converters.models.source import Source
from converters.text.mapped_text import Span


def left_open(source: Source, problems: Iterable[Problem]) -> Iterator[Problem]:
    """Doubts of what lines are, without those of lines of which the editor says what they are."""
    said = {line for one in source.edition.rulings for line in range(one.line, one.to + 1)}
    for problem in problems:
        if not said or source.position(problem.span.start).line not in said:
            yield problem


def settle(source: Source, problems: Sequence[Problem]) -> Iterator[Problem]:
    """The problems of a source; a warning that its edition has checked fails no build any more.

    An entry of the edition that no warning answers to is an error.
    """
    checked = {(entry.line, entry.code): entry for entry in source.edition.checked}
    for problem in problems:
        place = (source.position(problem.span.start).line, problem.code)
        if problem.severity == "warning" and problem.place is None and place in checked:
            message = f"{problem.message}（已核：{checked[place].ground}）"
            yield replace(problem, message=message, severity="notice")
        else:
            yield problem
    raised = {(source.position(one.span.start).line, one.code) for one in problems}
    astray = [
        (number, entry)
        for number, entry in enumerate(source.edition.checked)
        if (entry.line, entry.code) not in raised
    ]
    for number, entry in sorted(astray, key=lambda one: (one[1].line, one[1].code)):
        line, code = entry.line, entry.code
        message = f".yml 说第 {line} 行的 {code} 已核，此处没有这一项"
        span = source.line_span(line) if line <= source.line_count else Span(0, 0)
        written = source.edition.places.get(("checked", number))
        yield Problem("checked-misplaced", message, span, "error", written)
