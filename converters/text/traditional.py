"""Traditional characters, each with its simplified one, as OpenCC has them.

Rules are written in simplified characters. Text in traditional ones is read by them through a
simplified reading of the same length; the text itself is never converted.
"""

from __future__ import annotations

from collections.abc import Callable
from functools import cache, lru_cache
from itertools import chain

from opencc import OpenCC

_HAN = (range(0x3400, 0xA000), range(0xF900, 0xFB00))
_SAMPLE = 100_000
_MIN_SHARE = 0.05
"""A text of common words has a third of characters that were simplified; quotations have fewer."""


@cache
def pairs() -> dict[str, str]:
    """The simplified character of each traditional one (OpenCC `t2s`)."""
    every = "".join(map(chr, chain(*_HAN)))
    # One by one: next to one another some are read as words.
    simplified = OpenCC("t2s").convert("\n".join(every)).split("\n")
    return {char: plain for char, plain in zip(every, simplified, strict=True) if char != plain}


@lru_cache(maxsize=2)  # each step that reads the text asks
def is_traditional(text: str) -> bool:
    """Whether a text is written in traditional characters.

    Only characters count that simplified texts do not have (those outside GB 2312): 乾 is in both.

    Args:
        text: of a file; its beginning decides.
    """
    sample = text[:_SAMPLE]
    every = {char for char in set(sample) if "\u3400" <= char <= "\u9fff"}
    others = {char for char in every if not _is_in_gb2312(char)}
    if not others:
        return False
    known = pairs()
    count = sum(sample.count(char) for char in others if char in known)
    return count >= _MIN_SHARE * sum(map(sample.count, every))


def simplified(text: str) -> str:
    """The simplified reading of a text: as many characters, each at its place."""
    return text.translate(_table())


def reader(text: str) -> Callable[[str], str]:
    """How rules read what stands in a text: as it is, or its simplified reading.

    Args:
        text: of the whole file.
    """
    return simplified if is_traditional(text) else str


@cache
def _table() -> dict[int, str]:
    return {ord(char): plain for char, plain in pairs().items() if len(plain) == 1}


@cache
def _is_in_gb2312(char: str) -> bool:
    try:
        char.encode("gb2312")
    except UnicodeEncodeError:
        return False
    return True
