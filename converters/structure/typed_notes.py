"""Notes that stand typed below all other text: [1] in the text, and at the end a line [1] …."""

from __future__ import annotations

import re
from collections.abc import Sequence

_NOTE = re.compile(r"[\[［](?P<number>\d{1,3})[\]］](?=\s*\S)")


def find(lines: Sequence[str]) -> frozenset[int]:
    """The lines (indices) that are notes: the last ones, counted from 1, each with its mark above.

    >>> sorted(find(["一、按照标准[1]执行。", "2024年5月1日", "[1] 指国家标准。"]))
    [2]
    """
    first = len(lines)
    while first and _NOTE.match(lines[first - 1]):
        first -= 1
    above = "\n".join(lines[:first])
    for number, line in enumerate(lines[first:], 1):
        found = _NOTE.match(line)
        if not found or int(found["number"]) != number or found[0] not in above:
            return frozenset()
    return frozenset(range(first, len(lines)))
