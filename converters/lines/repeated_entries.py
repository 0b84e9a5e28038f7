"""The list of contents of a document on one line: its entries say where the headings end."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator, Sequence

from converters import lexicon
from converters.text import blanks
from converters.text.labels import Label

_TITLES = [
    rf"{blanks.IN_LINE}*".join(title) for title in lexicon.words("document")["contents_titles"]
]
_TITLE = re.compile(rf"(?:{'|'.join(_TITLES)}){blanks.IN_LINE}*[:：]?{blanks.IN_LINE}*\Z")
_PAGE = re.compile(rf"[.．·…{blanks.CHARS}]*\d{{0,3}}[{blanks.CHARS}]*\Z")
_MIN_ENTRIES = 3
_MAX_ENTRY = 60
_MOST_ALIKE = 9
"""Entries of one number, each below another part."""

_MOST = 0.8
"""At least so many entries must come again as headings."""


def cuts(text: str, found: Sequence[tuple[int, Label]]) -> Iterator[int]:
    """Where the list begins, by its title, and where the headings that it names end.

    Args:
        text: of the whole document.
        found: its labels with their places, in order.
    """
    title = _TITLE.search(text[: found[0][0]])
    if title:
        yield title.start()
    ends = list(_ends(text, found))
    if len(ends) >= _MIN_ENTRIES:
        yield from ends


def _ends(text: str, found: Sequence[tuple[int, Label]]) -> Iterator[int]:
    keys = [(label.layer, label.numbers) for _, label in found]
    again = next((at for at in range(1, len(keys)) if keys[at] == keys[0]), 0)
    entries: defaultdict[tuple[str, tuple[int, ...]], list[str]] = defaultdict(list)
    places = [at for at, _ in found]
    for number in range(again):
        if places[number + 1] - places[number] > _MAX_ENTRY:
            return
        entry = _PAGE.sub("", text[places[number] : places[number + 1]])
        if len(entries[keys[number]]) < _MOST_ALIKE:
            entries[keys[number]].append(entry)
    ends: list[int] = []
    for number in range(again, len(keys)):
        named = [_end_of(one, text, places[number]) for one in entries.get(keys[number], ())]
        if any(named):
            ends.append(max(named))
    if len(ends) >= _MOST * again:
        yield from ends


def _end_of(entry: str, text: str, at: int) -> int:
    """Where an entry ends that stands at a place, whatever blanks are in either; 0 if it does not.

    >>> _end_of("1.1 目的", "1. 1目的为了", 0), _end_of("1.1 目的", "1.1依据", 0)
    (6, 0)
    """
    for char in entry:
        if char in blanks.CHARS:
            continue
        while text[at : at + 1] and text[at] in blanks.CHARS:
            at += 1
        if text[at : at + 1] != char:
            return 0
        at += 1
    return at
