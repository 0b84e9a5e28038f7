"""Pinyin in brackets behind characters: a tool that turns pages into traditional ones leaves it.

Of characters that are read in several ways, or have several forms, such tools write how they took
them: 發(fā)布. A person who glosses a rare name does so once or twice.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

_TONES = "āáǎàēéěèīíǐìōóǒòūúǔùǖǘǚǜ"
_GLOSS = re.compile(rf"(?<=[\u4e00-\u9fff])\([a-zü]{{0,3}}[{_TONES}][a-zü]{{0,3}}\)")
_MIN_GLOSSES = 5


def find(text: str) -> Iterator[tuple[int, int]]:
    """Where the glosses of a text stand, brackets included; none if there are but few.

    Args:
        text: of the whole file.
    """
    found = [gloss.span() for gloss in _GLOSS.finditer(text)]
    return iter(found if len(found) >= _MIN_GLOSSES else ())
