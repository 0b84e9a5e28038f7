"""What is doubtful about numbers: those that do not count on, or open no clause, or stand alone.

And texts that have none.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from converters.models.located import Problem
from converters.models.source import Source
from converters.models.unit import Part, Unit
from converters.structure import lost_numbers, numbered_notes
from converters.text import labels
from converters.text.layers import DECIMAL, RUN_IN

_WITH_TEXT = ("clause", "notice", "preamble", "attachment", "note")
_MOST_BETWEEN = 2
"""Numbers with one line between belong to one run: cells of a table, a number and its text."""
_BODIES = ("preamble", "unparsed", "title", "attachment", "notice")
_LONE = re.compile(r"[-—–·•]*\s*\d{1,4}\s*[-—–·•]*|[IVXivx]{1,6}")
_LONE_NUMBER = "“{}”单独成行，或是页码，或是断开的数字，没有旁证，照录为正文"
_UNREAD = "编号“{}”没有读作条款，照录为正文"


def numbers(source: Source, units: Sequence[Unit]) -> Iterator[Problem]:
    """All that is doubtful about the numbers of the clauses, or that there are none."""
    yield from number_gaps(units)
    lost = tuple(lost_numbers.find(source, units))
    yield from lost
    if not lost:
        yield from _without_clauses(units)


def unread(units: Sequence[Unit]) -> Iterator[Problem]:
    """A Problem for each run of lines with numbers that open no clause.

    A block that nobody understood and the list of what is attached are told of elsewhere. Items
    of a note need no telling, unless they might as well go on from the clause that they stand in.
    2 and a blank are a number only in a document whose first level of decimals is printed so.
    """
    rooted = {unit.document for unit in units if unit.layer == DECIMAL and len(unit.numbers) == 1}
    for unit in units:
        if unit.kind not in _WITH_TEXT or not unit.parts:
            continue
        end_of = _end_of_root if unit.document in rooted else _end_of_number
        run: list[tuple[Part, int]] = []
        last = -1
        noted = {*numbered_notes.items([part.text.text for part in unit.parts])}
        for at, part in enumerate(unit.parts):
            end = end_of(part.text.text) if _begins_line(part, unit) else 0
            if not end or (at in noted and not _may_follow(units, unit, part)):
                continue
            if run and at > last + _MOST_BETWEEN:
                yield _unread_run(run)
                run = []
            run.append((part, end))
            last = at
        if run:
            yield _unread_run(run)


def roots_inside(units: Sequence[Unit]) -> Iterator[Problem]:
    """A Problem for each decimal clause that holds the next number of the first level.

    1.2 and 2 stood on one line, and no clause 2 is in the document: its text is in a heading, or
    behind a sentence.
    """
    roots = {(unit.document, unit.numbers) for unit in units if unit.layer == DECIMAL}
    for unit in units:
        number = unit.numbers[0] + 1 if unit.layer == DECIMAL else 0
        if not number or (unit.document, (number,)) in roots:
            continue
        found = [(unit.heading, one.span()) for one in _bare(number, unit.heading.text)]
        for part in unit.parts:
            text = part.text.text
            behind = (
                one for one in _bare(number, text) if text[: one.start()].rstrip()[-1:] == "。"
            )
            found += [
                (part.text, one.span()) for one in behind if _end_of_root(text[one.start() :])
            ]
        for place, span in found[:1]:
            yield Problem("number-unread", _UNREAD.format(number), place.origin(*span))


def _bare(number: int, text: str) -> Iterator[re.Match[str]]:
    """Where a number stands in a text with a blank on either side."""
    return re.finditer(rf"(?<=\s){number}(?=\s)", text)


def lone_numbers(units: Sequence[Unit]) -> Iterator[Problem]:
    """A Problem for each run of lines of text that are nothing but a number: pages, torn sentences.

    Such numbers are page numbers if the text proves it; then they are no lines of it any more.
    """
    parts = [
        part
        for unit in units
        if unit.kind in _WITH_TEXT
        for part in unit.parts
        if part.role == "text" and _LONE.fullmatch(part.text.text)
    ]
    last = -1 - _MOST_BETWEEN
    for part in parts:
        if part.line > last + 1 + _MOST_BETWEEN:
            yield Problem("lone-number", _LONE_NUMBER.format(part.text), part.text.span)
        last = part.line


def _unread_run(parts: Sequence[tuple[Part, int]]) -> Problem:
    """The Problem for lines that begin with numbers, each with the end of its number."""
    part, end = parts[0]
    text = part.text
    number = text.text[:end].strip()
    if len(parts) == 1:
        return Problem("number-unread", _UNREAD.format(number), text.span)
    message = f"编号“{number}”等 {len(parts)} 处编号没有读作条款，照录为正文"
    return Problem("number-unread", message, text.span)


def _begins_line(part: Part, unit: Unit) -> bool:
    """Whether a part is text, and not the rest of a line that has its clause."""
    return part.role == "text" and not (unit.is_clause and part.line == unit.line)


def _end_of_root(text: str) -> int:
    """Where any number ends that a line begins with, also a bare 2 and a blank; 0 if none does."""
    if end := _end_of_number(text):
        return end
    label = labels.decimal(text)
    if not label or label.is_alone(text) or not text[label.end].isspace():
        return 0
    counts = labels.decimal(text[: label.end] + text[label.end :].lstrip()) is None  # 3 月, 5 个
    return 0 if counts else label.end


def _may_follow(units: Sequence[Unit], unit: Unit, part: Part) -> bool:
    """Whether a number counts on from the clause that it stands in, or one above that."""
    label = labels.match(part.text.text)
    above: Unit | None = unit
    while above and label:
        if above.layer == label.layer and above.numbers[-1] + 1 == label.number:
            return True
        above = None if above.above is None else units[above.above]
    return False


def _end_of_number(text: str) -> int:
    """Where the number ends that a line begins with; 0 if it has none, or is a quantity or cites.

    第三条规定的 cites an article: one that opens has a blank behind its number.
    """
    if label := labels.match(text):
        cites = label.layer == "art" and not label.is_alone(text) and not text[label.end].isspace()
        return 0 if cites else label.end
    label = labels.decimal(text)
    return label.end if label and len(label.numbers) > 1 and not label.is_alone(text) else 0


def _without_clauses(units: Sequence[Unit]) -> Iterator[Problem]:
    """A Problem for a text in which no number opens a clause."""
    if any(unit.is_clause for unit in units):
        return
    contents = (part for unit in units for part in unit.parts if part.role == "contents")
    if entry := next(contents, None):
        message = "文中只有目录，没有读出目录所列的条款；正文若在别处，请补上"
        yield Problem("no-clauses", message, entry.text.span)
    elif bodies := [part for unit in units if unit.kind in _BODIES for part in unit.parts]:
        message = "正文里没有读出任何带编号的条款"
        longest = max(bodies, key=lambda part: len(part.text))
        yield Problem("no-clauses", message, longest.text.span)


def number_gaps(units: Sequence[Unit]) -> Iterator[Problem]:
    """A Problem for each clause that does not count on; numbers may run on through the parts."""
    last: dict[tuple[int, str, int], Unit] = {}
    for clause in units:
        if not clause.is_clause or clause.layer == RUN_IN:
            continue
        key = (clause.document, clause.layer, len(clause.numbers))
        before = last.get(key)
        if before and before.numbers[-1] + 1 < clause.numbers[-1]:
            message = f"编号不连：{_printed(before)}之后是{_printed(clause)}"
            yield Problem("number-missing", message, (clause.label or clause.heading).span)
        elif _begins_late(clause, before):
            message = f"编号不从头起：第一个是{_printed(clause)}"
            yield Problem("number-missing", message, (clause.label or clause.heading).span)
        last[key] = clause


def _printed(clause: Unit) -> str:
    """The label; of a heading that the editor numbers, the heading."""
    return clause.label.text.strip() or f"“{clause.heading}”"


def _begins_late(clause: Unit, before: Unit | None) -> bool:
    """Whether a series begins here, and not at 1: numbers that run on go up from part to part."""
    number = clause.numbers[-1]
    if not before:
        return number > 1 and len(clause.numbers) == 1
    return 1 < number <= before.numbers[-1] and _series(clause) != _series(before)


def _series(clause: Unit) -> tuple[int | None, tuple[int, ...]]:
    """What the clauses have in common that count on from one another."""
    return clause.above, clause.numbers[:-1]
