"""Bodies of the state and of its companies at a place: 南宁海事局, 国网某省电力公司.

The name of the place stands without its level. What they end with tells them, with the place, or
whose part they are, before it.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache

from converters.names import divisions
from converters.names.form_words import HAN, WORDS, one_of
from converters.text.mapped_text import Span

_END = re.compile(f"(?P<long>{one_of('branch_ends')})|{one_of('branch_short_ends')}(?!{HAN})")
_REGION = re.compile(one_of("regions"))
_RUN = re.compile(rf"{HAN}*\Z")
_LEAD = re.compile(one_of("branch_leads"))
_ANYWHERE = frozenset(WORDS["branches_anywhere"])
_NOT_INSIDE = re.compile(rf"[{WORDS['not_in_bodies']}和、]|{one_of('not_words_in_bodies')}")
_NOT_PLACES = frozenset(WORDS["not_short_places"])
_LONGEST = 24
_LONGEST_STEM = 8
_LONGEST_PLACE = 5


def find(text: str) -> Iterator[Span]:
    """Where they stand in a text."""
    for found in _END.finditer(text):
        low = max(0, found.start() - _LONGEST)
        run = _RUN.search(text, low, found.start())
        start = _start(text, run.start() if run else found.start(), found)
        if start < found.start():
            yield Span(start, found.end())


def _start(text: str, low: int, end: re.Match[str]) -> int:
    """Where a body begins whose end is found; there, if it is none."""
    for at in range(low, end.start()):
        lead = _LEAD.match(text, at, end.start())
        place = lead.end() if lead else at
        size = _place(text, place, end.start())
        if not size and not (lead and lead[0] in _ANYWHERE):
            continue
        stem = text[place + size : end.start()]
        is_long = bool(end["long"]) or bool(lead and size and not stem)
        if (
            is_long
            and len(stem) <= _LONGEST_STEM
            and not _NOT_INSIDE.search(stem)
            and (size or stem)
        ):
            return at
    return end.start()


def _place(text: str, at: int, end: int) -> int:
    """How long the name of a place is that stands at `at`, in full or in short; 0 if none does."""
    whole = divisions.chain_at_start(text[at:end])[1]
    if whole:
        return whole
    for size in range(min(_LONGEST_PLACE, end - at), 1, -1):
        if text[at : at + size] in _short():
            return size
    region = _REGION.match(text, at, end)
    return len(region[0]) if region else 0


def place_before(text: str, end: int) -> int:
    """How long the name of a place is that ends at `end`, in full or in short; 0 if none does."""
    sizes = range(min(_LONGEST_PLACE, end), 1, -1)
    return next((size for size in sizes if _place(text, end - size, end) == size), 0)


@cache
def _short() -> frozenset[str]:
    return frozenset(one.short for one in divisions.every()) - _NOT_PLACES
