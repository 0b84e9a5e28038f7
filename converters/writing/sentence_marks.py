"""Signs after the words of a plan that stand in others too: links that its page draws."""

from __future__ import annotations

from collections.abc import Iterator

from converters.library.same_words import SameWords, Unit
from converters.models.page import Page
from converters.pages.library import same_words_page
from converters.writing import elements

_CLOSING = "，。；：！？、”’）》」』】,.;:!?)"
"""Marks that belong to what stands before them."""


def name(work: str) -> str:
    """What the file of a plan is called, in the folder of the furniture."""
    return f"{work}.same-words.json"


def page(of: SameWords) -> Page:
    """The file: for each sign where it stands, where it leads, and what it says."""
    return elements.furniture(name(of.card.work), [*_signs(of)])


def _signs(of: SameWords) -> Iterator[list[str | int]]:
    """Where a paragraph begins in the original, how many of its characters follow; link, words."""
    for unit, span, at, words in same_words_page.marks(of):
        here = of.units[unit]
        end = _after_marks(here.text, span.end)
        begins, left = _in_part(here, end)
        yield [begins, left, f"same-words.md#{at}", words]


def _after_marks(text: str, end: int) -> int:
    while end < len(text) and text[end] in _CLOSING:
        end += 1
    return end


def _in_part(unit: Unit, end: int) -> tuple[int, int]:
    """Where in the original the part begins in which a text ends, and how much of it is left."""
    at = 0
    for part in unit.parts:
        if end <= at + part.length:
            break
        at += part.length + 1
    return part.start, at + part.length - end
