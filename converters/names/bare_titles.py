"""Titles of documents that stand without 《》, as their form shows.

They begin with a place, a level or the state, and end as documents do: 某市突发事件总体应急预案.
Rules that are drawn up or carried out need no place: 修订本市应急物资管理办法.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from converters.names import divisions, word_runs
from converters.names.form_words import HAN, WORDS, one_of
from converters.text.mapped_text import Span

_LONGEST = 40
_SHORTEST = 4

_YEARS = "[(（][0-9]{4}(?:年?[-—－–~至]+[0-9]{4}年?)?[)）]"
_END = re.compile(
    rf"(?P<title>{one_of('title_ends')})(?P<years>{_YEARS})?|(?P<plan>{one_of('plan_ends')})(?P<of>{_YEARS})?"
)
_RUN = re.compile("[\u4e00-\u9fff“”〇0-9—-]*\\Z")
_FIVE_YEARS = re.compile("十[一二三四五六七八九]五|五年|二〇|20[0-9]{2}")
_NOT_INSIDE = re.compile(
    rf"[的了、]|{one_of('not_in_titles')}|(?<=[要例划法案])[和与及]"  # 甲条例和乙规划 are two
)
_RULE = f"(?:(?![的了等]){HAN}){{4,26}}?{one_of('rule_ends')}"
_RULES = re.compile(
    rf"{one_of('rule_leads')}+{one_of('own_places')}?(?P<rules>{_RULE}(?:、{_RULE})*)(?!{HAN})"
)
_LEVEL = re.compile(rf"{one_of('title_levels')}(?![级域内场])")
_STATE = tuple(WORDS["title_beginnings"])


def find(text: str) -> Iterator[Span]:
    """Where such titles stand in a text; some may overlap."""
    for found in _END.finditer(text):
        at = found.start()
        run = _RUN.search(text, max(0, at - _LONGEST), at)
        low = run.start() if run else at
        for word in _NOT_INSIDE.finditer(text, low, at):
            low = word.end()
        start = _start(text, low, at)
        if start == at and found["of"]:
            start = max(low, word_runs.start(text, at))
        is_title = found["title"] or found["of"] or _FIVE_YEARS.search(text, low, found.end())
        if is_title and at - start >= _SHORTEST:
            yield Span(start, found.end())
    for found in _RULES.finditer(text):
        at = found.start("rules")
        for rule in found["rules"].split("、"):
            yield Span(at, at + len(rule))
            at += len(rule) + 1


def _start(text: str, low: int, end: int) -> int:
    """Where a title begins between two places: at the first place, level or word for the state."""
    bare = max(low, word_runs.start(text, end))
    for at in range(low, end):
        if text.startswith(_STATE, at) or divisions.chain_at_start(text[at:end])[1]:
            return at
        if at == bare and _LEVEL.match(text, at):
            return at
    return end
