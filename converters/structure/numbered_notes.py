"""注：1.…, and below it 2.…: a note of a table whose items are numbered, no clauses."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from converters import lexicon
from converters.text import blanks, labels

_MARK = re.compile(
    rf"(?:{lexicon.alternatives(lexicon.words('document')['note_marks'])})"
    rf"{blanks.IN_LINE}*[:：]{blanks.IN_LINE}*"
)


def items(lines: Sequence[str]) -> Iterator[int]:
    """The lines (indices) that go on with a numbered note: each counts on from the one above.

    Args:
        lines: without blanks at their start.
    """
    layer, number = "", 0
    for at, line in enumerate(lines):
        if mark := _MARK.match(line):
            first = labels.match(line[mark.end() :])
            layer, number = (first.layer, 1) if first and first.number == 1 else ("", 0)
        elif layer:
            label = labels.match(line)
            number += 1
            if label and (label.layer, label.number) == (layer, number):
                yield at
            else:
                layer = ""
