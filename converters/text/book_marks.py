"""书名号: what stands in 《》, and in 〈〉 or <> inside of it (GB/T 15834—2011, 4.15)."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

_MARK = re.compile("[《》〈〉<>＜＞]")
_CLOSING = {"《": "》", "〈": "〉", "<": ">", "＜": "＞"}
_OUTER_OR_STOP = re.compile("[《》。；：]")
_STOP = re.compile("[。；：]")
_MOST_LINES = 3
"""So many lines below the one in which a name begins it may end."""


def cited(text: str) -> Iterator[str]:
    """The names in 《》, and those inside of them, as their closing marks come.

    >>> list(cited("关于会签《关于印发<某方案>的通知》的函"))
    ['某方案', '关于印发<某方案>的通知']
    """
    opened: list[tuple[str, int]] = []
    for mark in _MARK.finditer(text):
        if mark[0] in _CLOSING:
            if opened or mark[0] == "《":  # outside of 《》 the others are no book marks
                opened.append((mark[0], mark.end()))
        elif opened and _CLOSING[opened[-1][0]] == mark[0]:
            yield text[opened.pop()[1] : mark.start()]
        elif mark[0] == "》":
            opened.clear()


def unpartnered(lines: Sequence[str]) -> Iterator[tuple[int, int]]:
    """The marks 《 and 》 without a partner, in order: the index of the line, the place in it.

    A name may go on in the lines below, as far as no sentence ends before it does.

    >>> list(unpartnered(["关于印发《某", "规划》的通知", "《某规划的通知", "某规划》的通知"]))
    [(2, 0), (3, 3)]
    """
    opened: list[tuple[int, int]] = []
    found: list[tuple[int, int]] = []
    for at, text in enumerate(lines):
        if opened and at - opened[-1][0] > _MOST_LINES:
            found += opened
            opened.clear()
        for mark in _OUTER_OR_STOP.finditer(text):
            if mark[0] == "《":
                opened.append((at, mark.start()))
            elif mark[0] == "》" and opened:
                opened.pop()
            elif mark[0] == "》":
                found.append((at, mark.start()))
            elif opened and opened[-1][0] < at:
                found += opened
                opened.clear()
        if opened and opened[-1][0] == at and _STOP.search(text, opened[-1][1]):
            found += opened
            opened.clear()
    yield from sorted([*found, *opened])
