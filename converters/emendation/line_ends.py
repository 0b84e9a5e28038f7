"""Other marks than the line feed that ended a line of the text once.

A word processor ends a line inside a paragraph with U+000B and a page with U+000C; other tools
write U+0085, U+2028, U+2029 or a carriage return alone (Unicode 15, 5.8). In a file without line
feeds they are all the line ends that it has; else a mark is one where a sentence ends before it or
a clause begins after it, and so are all of its kind if most are.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator

from converters.text import blanks, labels

_MARK = re.compile("[\x0b\x0c\x85\u2028\u2029]|(?<!\n)\r(?!\n)")
_MARKS = "\x0b\x0c\x85\u2028\u2029\r"
_CLOSED = "。；：！？;:!?…）)】》”"
_MIN_MARKS = 2
_REACH = 40
"""So many characters on either side are looked at."""


def find(text: str) -> Iterator[int]:
    """The places of marks inside of lines that ended a line, in order."""
    inside: defaultdict[str, list[int]] = defaultdict(list)
    for found in _MARK.finditer(text):
        if _near(text, found.start())[0] and _near(text, found.start())[1]:
            inside[found[0]].append(found.start())
    has_others = "\n" in text.strip(blanks.CHARS + _MARKS)
    count = sum(map(len, inside.values()))
    read: list[int] = []
    for places in inside.values():
        proved = [at for at in places if _ends_line(text, at)]
        most = len(places) >= _MIN_MARKS and 2 * len(proved) >= len(places)
        are_all = most or (not has_others and count >= _MIN_MARKS)
        read += places if are_all else proved
    yield from sorted(read)


def _near(text: str, at: int) -> tuple[str, str]:
    """What stands in the line before a mark and after it, blanks and other marks dropped."""
    before = text[max(0, at - _REACH) : at].rpartition("\n")[2]
    after = text[at + 1 : at + 1 + _REACH].partition("\n")[0]
    return before.rstrip(blanks.CHARS + _MARKS), after.lstrip(blanks.CHARS + _MARKS)


def _ends_line(text: str, at: int) -> bool:
    before, after = _near(text, at)
    return before[-1] in _CLOSED or labels.match(after) is not None
