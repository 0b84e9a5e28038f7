"""Bodies that a list names by less than their whole names: 省公安厅、民政厅、外侨办.

What the first of them begins with stands for all. So it does where the first is of many: all that
follows 各市应急局、公安局 up to the end of its list are groups.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

from converters.names.form_words import HAN, WORDS, one_of
from converters.text.mapped_text import Span

_BETWEEN = re.compile(rf"(?:{one_of('before_posts')}*{one_of('posts')})?(?:、|以及|[和及与])")
_STEM = (
    rf"(?!{one_of('not_listed_bodies')}"
    rf"|{one_of('body_beginnings')}(?!{one_of('not_after_levels')}))"
    rf"(?:(?![{WORDS['not_in_bodies']}]|{one_of('not_words_in_bodies')}){HAN}){{1,12}}?"
)
_STOP = rf"(?={one_of('after_bodies')}|(?!{HAN}))"
_END = rf"(?:{one_of('listed_ends')}|{one_of('listed_short_ends')}{_STOP})"
_BODY = re.compile(f"{_STEM}{_END}")
_OF_GROUP = re.compile(f"{_STEM}(?:{_END}|{one_of('listed_groups')}{_STOP})")
_OTHER_WORDS = tuple(WORDS["not_bodies"])
_GROUP = re.compile(
    rf"[各全]{one_of('levels_that_are_joined')}[（(、市县区州盟旗）)]{{0,8}}"
    rf"(?:(?![{WORDS['not_in_bodies']}]){HAN}){{1,12}}?{_END}"
)


def after(text: str, bodies: Iterable[Span]) -> Iterator[Span]:
    """What is listed behind some bodies.

    Args:
        text: of one paragraph, heading or cell.
        bodies: where such stand that are shown by their own form.
    """
    known = {end for _, end in bodies}
    for end in sorted(known):
        for place in _behind(text, end, _BODY):
            if place.end in known:
                break  # the rest stands behind that one
            yield place


def groups(text: str) -> Iterator[Span]:
    """Where groups stand with all that is listed behind them."""
    for group in _GROUP.finditer(text):
        *_, last = (Span(*group.span()), *_behind(text, group.end(), _OF_GROUP))
        yield Span(group.start(), last.end)


def _behind(text: str, end: int, listed: re.Pattern[str]) -> Iterator[Span]:
    while between := _BETWEEN.match(text, end):
        found = listed.match(text, between.end())
        if not found or found[0].endswith(_OTHER_WORDS):
            return
        yield Span(*found.span())
        end = found.end()
