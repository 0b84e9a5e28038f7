"""The documents that one file holds: a notice and two plans, a plan and its attachments.

A document ends where an attachment opens, or where the numbering begins again after a title, a
signature or a heading that has no number.
"""

from __future__ import annotations

from collections.abc import Sequence

from converters.structure import attachments, front
from converters.text import dates
from converters.text.labels import Label
from converters.text.layers import BY_LETTER

_MAX_HEADING = 40
_STOPS = "。；，、：:;,！？"


def starts(
    lines: Sequence[str], found: Sequence[Label | None], listed: frozenset[int]
) -> tuple[int, ...]:
    """The index of the first line of each document, the first of them 0.

    Args:
        lines: of the file.
        found: the label of each line, as far as it has one.
        listed: lines that list attachments; they open none.
    """
    first: Label | None = None
    reached = 0
    begin = 0
    found_at = [0]
    for at, label in enumerate(found):
        is_below = len(found_at) > 1 and at > found_at[-1] + 1
        if (first or is_below) and at not in listed and attachments.opens(lines[at]):
            found_at.append(at)
            first = None
        if not label:
            continue
        if first is None:
            first = label
        elif label.number == 1 and _same_layer(label, first) and reached > 1:
            start = _opening(lines, begin, at, label)
            if start is not None:
                found_at.append(start)
                first, reached = label, 1
        if _same_layer(label, first):
            reached = label.number
        begin = at + 1
    return tuple(found_at)


def _same_layer(label: Label, other: Label) -> bool:
    return (label.layer, len(label.numbers)) == (other.layer, len(other.numbers))


def _opening(lines: Sequence[str], begin: int, end: int, label: Label) -> int | None:
    """The first line of the document whose first label is at `end`, None if none begins there.

    Args:
        lines: of the file.
        begin: the line after the last label before.
        end: the line of the label that begins again.
        label: that label.
    """
    between = range(begin, end)
    for at in between:
        if front.looks_like_title(lines[at]):
            return front.title_start(lines, at, begin)
    dated = [at for at in between if dates.PRINTED.fullmatch(lines[at])]
    if dated and dated[-1] + 1 < end:
        return dated[-1] + 1
    last = end - 1
    if last in between and BY_LETTER[label.layer].begins_again and _is_heading(lines[last]):
        return last
    return None


def _is_heading(line: str) -> bool:
    return len(line) <= _MAX_HEADING and not set(line) & set(_STOPS)
