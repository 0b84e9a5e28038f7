"""Traditional characters of a query, each as the simplified one that the texts have.

Texts are never converted, and a character that some text has is looked for as it is.
"""

from __future__ import annotations

from collections.abc import Collection

from converters.text import traditional


def pairs(known: Collection[str]) -> dict[str, str]:
    """The simplified character for each traditional one that no text has.

    Args:
        known: all characters that are searched. Only they are converted to.
    """
    return {
        char: plain
        for char, plain in traditional.pairs().items()
        if plain in known and char not in known
    }
