"""Chapters and articles that a lost page end glued to the line before them.

… 依法登记。 第四条 各部门…: a label stands behind a full stop, counts on from the last
one of its layer that begins a line, and begins no other line; so it began one once.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from converters.models.line import Line
from converters.text import blanks, labels
from converters.text.labels import Label
from converters.text.layers import BY_LETTER

_BEHIND_STOP = re.compile(rf"(?<=[。；]){blanks.IN_LINE}*(?=第)")
_LONGEST_LABEL = 12


def parted(lines: Sequence[Line]) -> Iterator[Line]:
    """The lines, those parted that hold the label that follows the last one.

    Args:
        lines: of the whole file.
    """
    begun = [_outer(line.text.text) for line in lines]
    known = {(label.layer, label.number) for label in begun if label}
    last: dict[str, int] = {}
    for line, label in zip(lines, begun, strict=True):
        if label:
            last[label.layer] = label.number
        cuts = [0]
        for found in _BEHIND_STOP.finditer(line.text.text) if last and not line.ruling else ():
            inside = _outer(line.text.text[found.end() : found.end() + _LONGEST_LABEL])
            if inside and inside.number == last.get(inside.layer, 0) + 1 > 1:
                is_new = (inside.layer, inside.number) not in known
                if is_new and _is_apart(line.text.text, found.end() + inside.end):
                    last[inside.layer] = inside.number
                    cuts.append(found.end())
        if len(cuts) == 1:
            yield line
            continue
        for start, end in zip(cuts, [*cuts[1:], len(line.text)], strict=True):
            yield line._replace(text=line.text[start:end].strip())


def _outer(text: str) -> Label | None:
    label = labels.match(text)
    return label if label and BY_LETTER[label.layer].is_outer else None


def _is_apart(text: str, end: int) -> bool:
    """Whether a blank follows the label: 第三条规定的… is a mention."""
    return text[end - 1].isspace() or not text[end : end + 1].strip()
