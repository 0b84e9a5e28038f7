"""Clauses of which nothing shows where their heading ends, the ends of lines being lost.

A heading ends at a 。, a colon or the end of its line. Where several clauses stand on one line, a
heading without a mark has run into the text behind it, and no rule can part the two: a body stands
in the middle of it, whose sentence began there, or it is a text that no mark ends. A number behind
a 。 may have begun a line too.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator, Sequence
from itertools import pairwise

from converters import lexicon
from converters.lines import inline_labels
from converters.models.located import Problem
from converters.models.unit import Unit
from converters.text import labels, punctuation
from converters.text.layers import BY_LETTER, RUN_IN

_MIN_INDENT = 2
"""So many blanks are the indent of a line that lost its end."""
_MIN_CLAUSES = 2
"""So many clauses that begin on one line have lost its ends."""

_WORDS = lexicon.words("document")
_MIN_BEFORE_BODY = 4
"""A heading has as many characters; what begins with its body is a sentence."""

_LONGEST_HEAD = 60
_SUBJECT = re.compile(
    rf"^[^，,；;。：:]{{{_MIN_BEFORE_BODY},{_LONGEST_HEAD}}}?"
    rf"(?:{lexicon.alternatives(_WORDS['subject_endings'])})"
    rf"(?!{lexicon.alternatives(_WORDS['not_behind_subjects'])})[\u4e00-\u9fff]"
)
_MARKED = re.compile(r"[。；;：:，,！？!?、）)】》”’]$")
_MAY_BEGIN = re.compile(r"(?<=。)\s*(?=[\d（(一二三四五六七八九十])")
_LONGEST_LABEL = 12


def find(units: Sequence[Unit]) -> Iterator[Problem]:
    """A Problem for each line of several clauses, if something may have begun inside of one."""
    lines: defaultdict[int, list[Unit]] = defaultdict(list)
    for unit in units:
        if unit.is_clause and unit.layer != RUN_IN:
            lines[unit.line].append(unit)
    for clauses in lines.values():
        holding = [clause for clause in clauses if _holds_labels(clause)]
        if holding:
            yield _problem(holding)
            continue
        doubtful = [clause for clause in clauses if _is_doubtful(clause)]
        if doubtful and len(clauses) >= _MIN_CLAUSES and not _are_indented(clauses):
            yield _problem(doubtful)


def _problem(clauses: Sequence[Unit]) -> Problem:
    named = clauses[0].label or clauses[0].heading
    message = (
        f"这一行里原有的换行已丢失，“{named.text.strip()}”等 {len(clauses)} 条"
        "的标题、正文或下一级编号分不清，照录"
    )
    return Problem("lines-lost", message, named.span)


def _holds_labels(clause: Unit) -> bool:
    """Whether a heading holds labels of further clauses, or the line the one that follows."""
    if len(inline_labels.find(clause.heading.text)) >= _MIN_CLAUSES:
        return True
    rest = (part.text.text for part in clause.parts if part.line == clause.line)
    line = "".join(
        [*(text.text for text in (clause.label, clause.heading, clause.separator)), *rest]
    )
    following = (clause.layer, clause.numbers[-1] + 1)
    if not inline_labels.may_hold(line, *following):
        return False
    found = [label for at, label in inline_labels.find(line) if at]
    return following in {(one.layer, one.number) for one in found}


def _is_doubtful(clause: Unit) -> bool:
    texts = [part.text.text for part in clause.parts if part.role == "text"]
    if any(_holds_number(text) for text in texts):
        return True
    if not BY_LETTER[clause.layer].has_heading:
        return False
    first = clause.heading.text or "".join(texts[:1])
    is_unmarked = not clause.heading and not _MARKED.search(first)
    return is_unmarked or bool(_SUBJECT.match(first))


def _are_indented(clauses: Sequence[Unit]) -> bool:
    """Whether most clauses of a line stand behind an indent: the blanks show all ends of lines."""
    gaps = [after.label.starts[0] - _end(before) for before, after in pairwise(clauses)]
    return 2 * sum(gap >= _MIN_INDENT for gap in gaps) > len(gaps)


def _end(clause: Unit) -> int:
    """Where the own text of a clause ends."""
    texts = (clause.label, clause.heading, clause.separator, *clause.cells)
    return max(text.ends[-1] for text in texts if text)


def _holds_number(text: str) -> bool:
    """Whether a number stands behind a 。 in a text as at the start of a line."""
    if punctuation.FULL_STOP not in text:
        return False
    heres = (text[at.end() : at.end() + _LONGEST_LABEL] for at in _MAY_BEGIN.finditer(text))
    return any(labels.match(here) or _is_decimal(here) for here in heres)


def _is_decimal(text: str) -> bool:
    label = labels.decimal(text)
    return label is not None and (len(label.numbers) > 1 or text[label.end : label.end + 1] == " ")
