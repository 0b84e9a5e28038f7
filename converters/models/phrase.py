"""A line of text that a page shows, as a value: words, words of a kind, and links.

What a page says is made of these; how they are written is the matter of `writing`.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from itertools import chain
from typing import NamedTuple


class Link(NamedTuple):
    """What leads to another page.

    Args:
        shown: its text.
        to: the Markdown file of that page, relative to `docs/`, with or without `#…`.
        sign: if its text is but a sign, what the sign stands for.
    """

    shown: Phrase
    to: str
    sign: str = ""


class Marked(NamedTuple):
    """Words of a kind: what they are, not how they look."""

    kind: str
    inside: Phrase


Phrase = str | Link | Marked | tuple["Phrase", ...]
"""Words as they are read (nothing in them is syntax), or a sequence that is read as one line."""


def joined(between: str, phrases: Iterable[Phrase]) -> Phrase:
    """Some phrases as one, with the same words between each two."""
    return tuple(chain.from_iterable((between, one) for one in phrases))[1:]


def words(phrase: Phrase) -> str:
    """What is read of a phrase, whatever kind it is of and wherever it leads."""
    match phrase:
        case str():
            return phrase
        case Link(inside) | Marked(_, inside):
            return words(inside)
        case _:
            return "".join(map(words, phrase))


def marked(kind: str, phrase: Phrase) -> Iterator[str]:
    """The words of a kind in a phrase, one after the other; those in links too."""
    match phrase:
        case str():
            return
        case Marked(found, inside) if found == kind:
            yield words(inside)
        case Link(inside) | Marked(_, inside):
            yield from marked(kind, inside)
        case _:
            for one in phrase:
                yield from marked(kind, one)


def to_part(shown: Phrase, work: str, part: str, sign: str = "") -> Link:
    """A link to a part of a plan's reading page, to its top if `part` is empty."""
    return Link(shown, f"plans/{work}/index.md" + (f"#{part}" if part else ""), sign)
