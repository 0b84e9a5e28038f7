"""The documents that one file holds: a notice and two plans, a plan and its attachments.

A document ends where an attachment opens, or where the numbering begins again after a title, a
signature or a heading that has no number.
"""

from __future__ import annotations

from collections.abc import Sequence

from converters.structure import attachments, title_lines
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
    titles = _announced_titles(lines, found, listed)
    for at, label in enumerate(found):
        is_below = len(found_at) > 1 and at > found_at[-1] + 1
        opens = at in titles or (at not in listed and attachments.opens(lines[at]))
        if (first or is_below) and opens:
            found_at.append(at)
            first = None
        if not label:
            continue
        if first is None:
            first = label
        elif label.number == 1 and _begins_anew(label, first, reached):
            start = _opening(lines, begin, at, label, is_same=_same_layer(label, first))
            if start is not None:
                found_at.append(start)
                first, reached = label, 1
        if _same_layer(label, first):
            reached = label.number
        begin = at + 1
    return tuple(found_at)


def _announced_titles(
    lines: Sequence[str], found: Sequence[Label | None], listed: frozenset[int]
) -> frozenset[int]:
    """The lines where first stands, by itself, the name of what a notice attaches or sends out.

    A name may be broken over two lines; where it comes again it is a running head.
    """
    first = next((at for at, label in enumerate(found) if label), 0)
    names = {*attachments.names(lines, listed), *title_lines.issued(lines[:first])}
    titles: set[int] = set()
    last_listed = max(listed, default=-1)
    for at in range(len(lines)) if names else ():
        if at in listed or found[at]:
            continue
        name = attachments.bare_name(lines[at])
        both = name + attachments.bare_name(lines[at + 1]) if at + 1 < len(lines) else name
        if not names.isdisjoint((name, both)):
            names -= {name, both}
            titles.add(at)
    return frozenset(at for at in titles if at > last_listed or at > first)


def _begins_anew(label: Label, first: Label, reached: int) -> bool:
    """Whether the numbers of a document may begin again with a label, or outer ones."""
    if _same_layer(label, first):
        return reached > 1
    return len(label.numbers) == 1 and label.rank < first.rank


def _same_layer(label: Label, other: Label) -> bool:
    return (label.layer, len(label.numbers)) == (other.layer, len(other.numbers))


def _opening(
    lines: Sequence[str], begin: int, end: int, label: Label, *, is_same: bool
) -> int | None:
    """The first line of the document whose first label is at `end`, None if none begins there.

    Args:
        lines: of the file.
        begin: the line after the last label before.
        end: the line of the label that begins again.
        label: that label.
        is_same: whether it is of the layer that the document before began with.
    """
    between = range(begin, end)
    for at in between:
        if title_lines.looks_like(lines[at]):
            return title_lines.first_of(lines, at, begin)
    dated = [at for at in between if dates.PRINTED.fullmatch(lines[at])]
    if dated and dated[-1] + 1 < end:
        return dated[-1] + 1
    last = end - 1
    if (
        is_same
        and last in between
        and BY_LETTER[label.layer].begins_again
        and _is_heading(lines[last])
    ):
        return last
    return None


def _is_heading(line: str) -> bool:
    return len(line) <= _MAX_HEADING and not set(line) & set(_STOPS)
