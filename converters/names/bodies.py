"""Names of bodies by their form: what they begin and end with, and whose place stands before them.

A body begins with its level (县应急局), with the name of its place, with that of the state, or with
nothing (应急管理局, after a mark or 由). What all bodies of some levels are together is none.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterator, Sequence

from converters.names import (
    branches,
    common_names,
    divisions,
    listed_bodies,
    name_finder,
    word_runs,
)
from converters.names.form_words import HAN, WORDS, one_of
from converters.text.mapped_text import Span

_RUN = re.compile(rf"{HAN}*\Z")
_LONGEST_INSIDE = 14
_LONGEST_PLACE = 12
"""Characters of a place before the level that a body begins with, those above it and all."""

_AFTER = rf"(?:^|(?<!{HAN})|(?<=[{''.join(WORDS['before_bodies'])}]))"
"""Where a body begins that has no level: at a mark, or at a word that bodies stand after."""

_SECTION = (
    rf"(?:(?![{WORDS['not_in_bodies']}和]|{one_of('not_words_in_bodies')}){HAN}){{2,10}}?"
    rf"{one_of('section_ends')}(?={one_of('after_bodies')}|(?!{HAN}))"
)
"""A department inside a body."""

_SHORT_OFFICE = rf"办(?={one_of('after_bodies')}|(?!{HAN}))"
_PARTS = rf"{one_of('parts_of_bodies')}*(?:{_SECTION}|{_SHORT_OFFICE})?"
_BODY = re.compile(
    rf"{one_of('body_beginnings')}(?!{one_of('not_after_levels')})"
    # 市粮食和物资储备局 is one body, 市财政局和市统计局 are two.
    rf"(?:(?![{WORDS['not_in_bodies']}]|和{one_of('body_beginnings')}"
    rf"|{one_of('not_words_in_bodies')}){HAN}|{one_of('words_in_bodies')}){{0,{_LONGEST_INSIDE}}}?"
    rf"{one_of('body_ends')}{_PARTS}"
)
_BARE = re.compile(rf"{one_of('bare_bodies')}{_PARTS}")
_STEM = rf"(?:(?!{one_of('group_beginnings')}|[{WORDS['not_in_bodies']}和街乡镇村]){HAN})"
_OF_TOWN = re.compile(
    rf"{_AFTER}(?:{_STEM}{{2,4}}?{one_of('town_endings')}|{one_of('own_zones')}){one_of('town_bodies')}"
)
_TOWN_LEVEL = re.compile(
    rf"(?:{one_of('own_town_levels')}|{one_of('zones_with_bodies')})"
    rf"(?={one_of('own_town_governments')})"
)
_IN_OWN_TOWN = (
    rf"(?:{one_of('town_bodies')}|(?:(?![{WORDS['not_in_bodies']}和]"
    rf"|{one_of('not_words_in_bodies')}){HAN}){{1,10}}?{one_of('own_town_ends')})"
)
_NOT_BEFORE_OWN_TOWN = tuple(WORDS["not_before_own_towns"])
_COMPANY = re.compile(
    rf"{_AFTER}(?!{HAN}{{0,8}}{one_of('not_companies')}{one_of('company_ends')})"
    rf"(?!{one_of('not_companies')}){_STEM}{{2,10}}?{one_of('company_ends')}"
)
_END_OF_RUN = re.compile(one_of("run_ends"))
_IS_HAN = re.compile(HAN)
_BEFORE = (*WORDS["before_bodies"], *WORDS["verbs_before_bodies"])
_AND = tuple(WORDS["before_bodies"])
_OTHER_WORDS = tuple(WORDS["not_bodies"])
_GROUPS = tuple(WORDS["group_beginnings"])
_ENDS_AFTER_NO_LEVEL_ALONE = tuple(WORDS["not_after_levels_alone"])
_BARE_LEVEL = 2
_SHORTEST_RUN = 3
_ZONES = tuple(WORDS["zones_with_bodies"])
_LEVELS = frozenset(WORDS["levels_that_are_joined"])
_JOINED = tuple(WORDS["levels_joined"])


def find(text: str, issuer: str = "") -> Iterator[Span]:
    """Where bodies stand in a text; some may overlap.

    Args:
        text: of one paragraph, heading, cell or title.
        issuer: of the plan, which is one wherever it stands.
    """
    at = text.find(issuer) if issuer else -1
    while at >= 0:
        yield Span(at, at + len(issuer))
        at = text.find(issuer, at + len(issuer))
    if town := _TOWN_LEVEL.search(issuer):
        yield from _of_own_town(text, town[0])
    groups = [*listed_bodies.groups(text)]
    found = [one for one in _of_form(text) if not _is_in_any(groups, one)]
    yield from found
    yield from (one for one in listed_bodies.after(text, found) if not _is_in_any(groups, one))


def _of_own_town(text: str, level: str) -> Iterator[Span]:
    """What a town or a zone calls by its level alone: 镇应急办."""
    for found in re.finditer(rf"{level}{_IN_OWN_TOWN}(?={one_of('after_bodies')}|(?!{HAN}))", text):
        if not text.endswith(_NOT_BEFORE_OWN_TOWN, 0, found.start()):
            yield Span(*found.span())


def _is_in_any(groups: Sequence[Span], one: Span) -> bool:
    at = bisect_right(groups, one.start, key=lambda group: group.start)
    return at > 0 and one.end <= groups[at - 1].end


def _of_form(text: str) -> Iterator[Span]:
    """Where bodies stand that their own form shows."""
    yield from _of_levels(text)
    yield from _of_runs(text)
    yield from branches.find(text)
    for pattern in (_BARE, _OF_TOWN, _COMPANY):
        for found in pattern.finditer(text):
            is_one = pattern is not _BARE or _begins_bare(text, found.start())
            if is_one and not name_finder.is_cut_out(text, *found.span()):
                yield Span(*found.span())


def _begins_bare(text: str, at: int) -> bool:
    """Whether a body may begin at `at` that has no level: at a mark, or after such a word."""
    return not _IS_HAN.match(text[at - 1 : at]) or text.endswith(_BEFORE, 0, at)


def _of_levels(text: str) -> Iterator[Span]:
    at = 0
    while found := _BODY.search(text, at):
        start = _with_place(text, *found.span())
        if _is_one(text, start, found):
            yield Span(start, found.end())
            at = found.end()
        else:
            at = found.start() + 1


def _of_runs(text: str) -> Iterator[Span]:
    for found in _END_OF_RUN.finditer(text):
        start = _with_owner(text, word_runs.start(text, found.start()), found.start())
        if found.start() - start >= _SHORTEST_RUN:
            yield Span(start, found.end())


def _with_owner(text: str, start: int, end: int) -> int:
    """Where in a run of words the body or place begins that its end is part of; else its start."""
    shared = next(common_names.find(text[start:end], only_bodies=True), None)
    if shared:
        return start + shared[1].start
    found = (at for at in range(start, end) if divisions.chain_at_start(text[at:end])[1])
    return next(found, start)


def _is_one(text: str, start: int, found: re.Match[str]) -> bool:
    if (
        found[0].endswith(_OTHER_WORDS)
        or (len(found[0]) == _BARE_LEVEL and found[0].endswith(_ENDS_AFTER_NO_LEVEL_ALONE))
        or name_finder.is_cut_out(text, start, found.end())
    ):
        return False
    if start < found.start():
        return not text.endswith(_GROUPS, 0, start)  # 各工业区管委会 are many
    return not _is_group(text, start)


def _is_group(text: str, start: int) -> bool:
    """Whether the level at `start` is that of many bodies: 各县, 省、市、县."""
    if text.endswith(_GROUPS, 0, start):
        return True
    before = next((one for one in _JOINED if text.endswith(one, 0, start)), "")
    return bool(before) and text[start - len(before) - 1 : start - len(before)] in _LEVELS


def _with_place(text: str, start: int, end: int) -> int:
    """Where a body begins whose place is called by more than its level: 厦门市湖里区人民政府.

    The level may be the end of that of a zone: 工业区城运中心 is no body of a 区.
    """
    zone = next((one for one in _ZONES if text.endswith(one, 0, start + 1)), text[start])
    start += 1 - len(zone)
    if len(zone) > 1:
        return start - branches.place_before(text, start)
    run = _RUN.search(text, max(0, start - _LONGEST_PLACE), start)
    for before in range(run.start() if run else start, start):
        if text[before] in _AND and _IS_HAN.match(text[before - 1 : before]):
            continue  # 市水利局和县气象局 has no 和县 in it
        if divisions.chain_at_start(text[before:end])[1] > start - before:
            return before
    return start
