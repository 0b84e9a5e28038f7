"""Mechanisms, principles and events that stand without quotation marks, as their form shows.

A principle of several parts (坚持安全第一、预防为主、综合治理的方针), a congress by its number
(市第十二次党代会), a campaign or a duty by its end (既有建筑专项整治).
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from converters.names import word_runs
from converters.names.form_words import HAN, WORDS, one_of
from converters.text.mapped_text import Span

_NUMBER = "[一二三四五六七八九十百0-9]{1,4}"
_SHORTEST = 2

_PART = f"(?:(?![的了]){HAN}){{2,14}}"
_PRINCIPLE = re.compile(
    rf"{one_of('principle_leads')}+(?P<name>(?:{_PART}、){{1,5}}{_PART}?){one_of('principle_ends')}"
)
_EVENT = re.compile(
    rf"{one_of('event_beginnings')}?第?{_NUMBER}{one_of('event_ends')}"
    rf"|(?:党的|{one_of('event_beginnings')}委)?{_NUMBER}届(?:{_NUMBER}(?:中?、{_NUMBER})*)?{one_of('sessions')}"
)
_GATHERING = re.compile(
    rf"第{_NUMBER}届(?:(?![的了届]){HAN}){{0,20}}?{one_of('gathering_ends')}(?!{one_of('gathering_ends')})"
)
_END = re.compile(one_of("practice_ends"))
_NOT_PRACTICES = tuple(WORDS["not_practices"])


def find(text: str) -> Iterator[Span]:
    """Where such terms stand in a text; some may overlap."""
    for found in _PRINCIPLE.finditer(text):
        yield Span(*found.span("name"))
    for pattern in (_EVENT, _GATHERING):
        for found in pattern.finditer(text):
            yield Span(*found.span())
    for found in _END.finditer(text):
        start = word_runs.start(text, found.start())
        if found.start() - start >= _SHORTEST and not text.startswith(_NOT_PRACTICES, start):
            yield Span(start, found.end())
