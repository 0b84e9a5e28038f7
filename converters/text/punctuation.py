"""Full-width punctuation and blanks: what the scraped files folded, put back for reading.

GB/T 15834 sets Chinese text with full-width marks. The files of the library had full-width ASCII
folded to half-width; the reading restores the marks that Chinese text uses, one character for
one, and leaves numbers, times and Latin alone. It is declared once (凡例) and is no emendation.
"""

from __future__ import annotations

import re
import unicodedata

FULL_STOP = "。"
"""Ends a sentence, and a heading that its text runs on from."""

_FULL = {",": "，", ":": "：", ";": "；", "?": "？", "!": "！"}
_BRACKETS = {"(": "（", ")": "）"}
_FOLDED = re.compile(r"[,:;?!()]")
_CJK = re.compile("[\u2e80-\u303f\u31c0-\u9fff\uf900-\ufaff\U00020000-\U0003ffff“”‘’…—□·①-⑳]")
_TRANSPARENT = re.compile(r"[\s()%.*+\-/<>\"']")

_REACH = 100
"""How far a mark looks for Chinese text, in characters: a bound, so that time stays linear."""


def fold(text: str) -> str:
    """Full-width ASCII (U+FF01–FF5E) to ASCII, one character for one."""
    return text.translate(_TO_ASCII)


_BRACKETS_TO_FULL = str.maketrans(_BRACKETS)
_TO_ASCII = {code: code - 0xFEE0 for code in range(0xFF01, 0xFF5F)}


def is_mark(char: str) -> bool:
    """Whether a character is punctuation, not a letter, digit, Han character or □."""
    return unicodedata.category(char).startswith("P")


def to_full_width(label: str) -> str:
    """A label with its brackets full-width: (四) -> （四）."""
    return label.translate(_BRACKETS_TO_FULL)


def is_cjk(char: str) -> bool:
    """Whether a character belongs to Chinese text: Han, CJK marks, Chinese quotes, □."""
    return bool(_CJK.match(char))


def restore(text: str) -> str:
    """The line with `，：；（）？！` restored beside Chinese text, each in its place.

    A mark is restored if the nearest character on either side (blanks, brackets and signs
    skipped) is Chinese and it does not stand between two Latin letters or digits; brackets go
    in pairs, restored when something inside or beside them is Chinese.
    """
    if not _FOLDED.search(text):
        return text
    chars = list(text)
    open_brackets: list[int] = []
    for found in _FOLDED.finditer(text):
        at, mark = found.start(), found[0]
        if mark == "(":
            open_brackets.append(at)
        elif mark == ")":
            start = open_brackets.pop() if open_brackets else at
            if _chinese_brackets(text, start, at):
                chars[start] = _BRACKETS[text[start]]
                chars[at] = "）"
        elif _beside_chinese(text, at) and not _between_latin(text, at):
            chars[at] = _FULL[mark]
    for at in open_brackets:
        if _beside_chinese(text, at):
            chars[at] = "（"
    return "".join(chars)


def _beside_chinese(text: str, at: int) -> bool:
    return _nearest_is_chinese(text, at, -1) or _nearest_is_chinese(text, at, 1)


def _nearest_is_chinese(text: str, at: int, step: int) -> bool:
    for _ in range(_REACH):
        at += step
        if not 0 <= at < len(text):
            return False
        if not _TRANSPARENT.match(text[at]):
            return is_cjk(text[at])
    return False


def _between_latin(text: str, at: int) -> bool:
    before, after = text[at - 1 : at], text[at + 1 : at + 2]
    return all(char.isascii() and char.isalnum() for char in (before, after))


def _chinese_brackets(text: str, start: int, end: int) -> bool:
    beside = text[max(0, start - 1) : start] + text[end + 1 : end + 2]
    return any(map(is_cjk, beside)) or any(
        map(is_cjk, text[start + 1 : min(end, start + 1 + _REACH)])
    )
