"""Traditional characters of a query, each as the simplified one that the texts have.

The pairs are those of OpenCC (its conversion `t2s`, character by character). Texts are never
converted, and a character that some text has is looked for as it is.
"""

from __future__ import annotations

from collections.abc import Collection
from itertools import chain

from opencc import OpenCC

_HAN = (range(0x3400, 0xA000), range(0xF900, 0xFB00))


def pairs(known: Collection[str]) -> dict[str, str]:
    """The simplified character for each traditional one that no text has.

    Args:
        known: all characters that are searched. Only they are converted to.
    """
    converter = OpenCC("t2s")
    found = {}
    for char in map(chr, chain(*_HAN)):
        simplified = converter.convert(char)
        if simplified != char and simplified in known and char not in known:
            found[char] = simplified
    return found
