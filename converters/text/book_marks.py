"""书名号: what stands in 《》, and in 〈〉 or <> inside of it (GB/T 15834—2011, 4.15)."""

from __future__ import annotations

import re
from collections.abc import Iterator

_MARK = re.compile("[《》〈〉<>＜＞]")
_CLOSING = {"《": "》", "〈": "〉", "<": ">", "＜": "＞"}
_OUTER = "《》"


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


def is_balanced(text: str) -> bool:
    """Whether every 《 has its 》 and every 》 its 《.

    >>> is_balanced("《某规划》的通知"), is_balanced("《某规划的通知")
    (True, False)
    """
    depth = 0
    for char in text:
        if char in _OUTER:
            depth += 1 if char == "《" else -1
            if depth < 0:
                return False
    return depth == 0
