"""What a machine has read wrong off a page, as far as no other reading makes sense.

Words are pointed out, never changed: what the page had, only the page can tell. A full stop that
was read as a dot is likely enough where it ends the heading that a clause begins with, or a line
of a sentence; elsewhere it may part a foreign name and is pointed out.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import NamedTuple

from converters import lexicon
from converters.text import blanks, layers, numerals

_DATA = lexicon.words("ocr")
_WORDS: dict[str, str] = _DATA["words"]
_RIGHT: list[str] = _DATA["right"]
_WORD = re.compile(lexicon.alternatives(_WORDS))
_PERCENT = re.compile(
    rf"(?:{lexicon.alternatives(_DATA['percent']['after'])})(\d{{2,3}})00"
    rf"(?={lexicon.alternatives(_DATA['percent']['before'])}|$)"
)
_REACH = max(map(len, _RIGHT))
_HUNDRED = 100


_HAN = "\u4e00-\u9fff"
_DOT = "[.．]"
_MARK = f"[{layers.DOTS}、]"
_NUMBER = numerals.HAN_NUMBER
_ENDS_HEADING = re.compile(
    rf"(?:^|(?<=[。；.．])){blanks.IN_LINE}*"
    rf"(?:(?:{_NUMBER}){_MARK}|[(（](?:{_NUMBER}|\d{{1,2}})[)）]|(?<![\d.．])\d{{1,2}}{_MARK}"
    rf"|(?<![\d.．])\d{{1,2}}(?:[.．]\d{{1,2}}){{1,4}}(?!\d)[.．、]?)"
    rf"{blanks.IN_LINE}?(?P<heading>[^\n。；：;:.．]{{3,40}}[{_HAN}”）)])(?P<dot>{_DOT})"
    rf"(?=[{_HAN}“《（(]|\d{{4}}年)",
    re.MULTILINE,
)
_ENDS_LINE = re.compile(
    rf"[。，；,;.．][^\n。，；,;.．]*[{_HAN}”）)](?P<dot>{_DOT})(?={blanks.IN_LINE}*$)",
    re.MULTILINE,
)


def stops(text: str) -> Iterator[int]:
    """The places of dots that are likely to have been full stops, in order.

    Args:
        text: of the whole file.
    """
    found = {one.start("dot") for one in _ENDS_HEADING.finditer(text)}
    found |= {one.start("dot") for one in _ENDS_LINE.finditer(text)}
    yield from sorted(found)


class Suspect(NamedTuple):
    """`start:end` of a text, and what the page is likely to have had."""

    start: int
    end: int
    suspected: str


def find(text: str) -> Iterator[Suspect]:
    """Every suspect word of a line, in order."""
    words = [Suspect(*found.span(), _WORDS[found[0]]) for found in _WORD.finditer(text)]
    found = [suspect for suspect in words if not _is_right(text, suspect)]
    found += [
        Suspect(rate.start(1), rate.end(), f"{rate[1]}%")
        for rate in _PERCENT.finditer(text)
        if int(rate[1]) <= _HUNDRED
    ]
    yield from sorted(found)


def _is_right(text: str, suspect: Suspect) -> bool:
    """Whether a longer word explains the characters."""
    start = max(0, suspect.start - _REACH)
    around = text[start : suspect.end + _REACH]
    return any(
        start + found.start() <= suspect.start and suspect.end <= start + found.end()
        for word in _RIGHT
        if word in around
        for found in re.finditer(re.escape(word), around)
    )
