"""Words that a machine has read wrong off a page, as far as no other reading makes sense.

They are pointed out, never changed: what the page had, only the page can tell.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import NamedTuple

from converters import lexicon

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
