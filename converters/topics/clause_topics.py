"""What each clause of a plan is about: the topics that its headings and its sentences speak of.

A word that is only mentioned makes no topic: of a list it has to be a good part, of a paragraph its
sentences have to be.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from functools import lru_cache
from itertools import pairwise
from typing import NamedTuple

from converters import lexicon
from converters.models.plan import Plan
from converters.models.unit import Part, Unit
from converters.text import blanks
from converters.topics.scheme import Topic, Topics

_SENTENCES = 2
"""So many sentences of one paragraph that speak of it make a topic …"""
_SHARE = 1 / 4
"""… or so much of one paragraph or 一是-item …"""
_OF_LIST = 1 / 3
"""… and of a list joined by 、 so many of the things listed."""

_END = re.compile(r"[。;!?]")
_PAUSE = re.compile(r"[,:]")
_BETWEEN = "、"

OfClauses = Mapping[str, tuple[str, ...]]
"""By the id of a clause its topics, in the order of the file; a clause without any is not there."""


def of_plan(plan: Plan, topics: Topics) -> OfClauses:
    """The topics of each clause of a plan with ids."""
    if not topics:
        return {}
    rules = _rules(tuple(topics.values()))
    headings: dict[int, tuple[str, ...]] = {}
    found: dict[str, tuple[str, ...]] = {}
    for clause in plan.clauses:
        above = () if clause.above is None else headings.get(clause.above, ())
        own = _folded(clause.heading.text)
        headings[clause.number] = (*above, own)
        passages = [*_passages(clause)]
        about = (rule.id for rule in rules if rule.fits(own, above, passages))
        if ids := tuple(about):
            found[clause.id] = ids
    return found


class _Passage(NamedTuple):
    """A paragraph or an item: its sentences, and how long it is."""

    sentences: tuple[str, ...]
    length: int


def _passages(clause: Unit) -> Iterator[_Passage]:
    """The paragraphs of a clause; of one with 一是-items these, and what stands before them."""
    for part in clause.parts:
        bounds = [0, *(item.start for item in part.items), len(part.text)]
        for start, end in pairwise(bounds):
            text = _folded(_without_units(part, start, end))
            sentences = tuple(filter(None, _END.split(text)))
            if sentences:
                yield _Passage(sentences, sum(map(len, sentences)))


def _without_units(part: Part, start: int, end: int) -> str:
    """A range of a text without the lists of those who answer for it."""
    kept, at = "", start
    for span in part.lists_of_units:
        if start <= span.start < end:
            kept += part.text.text[at : span.start]
            at = span.end
    return kept + part.text.text[at:end]


def _folded(text: str) -> str:
    """Full-width ASCII as ASCII, without blanks."""
    return text.translate(_FOLD)


_FOLD = {
    **{code: code - 0xFEE0 for code in range(0xFF01, 0xFF5F)},
    **dict.fromkeys(map(ord, blanks.CHARS)),
}


class _Rule:
    """One topic, its words as patterns."""

    def __init__(self, topic: Topic) -> None:
        self.id = topic.id
        self._apart = _pattern(topic.apart)
        self._heading = _pattern(topic.heading)
        self._path = _pattern(topic.path)
        self._text = _pattern(topic.text)

    def fits(self, heading: str, above: Sequence[str], passages: Sequence[_Passage]) -> bool:
        """Whether a clause is about it: its heading, those above it, its passages."""
        return (
            self._says(self._heading, heading)
            or any(self._says(self._path, one) for one in above)
            or any(self._is_matter_of(one) for one in passages)
        )

    def _is_matter_of(self, passage: _Passage) -> bool:
        said = [one for one in passage.sentences if self._says(self._text, one)]
        return len(said) >= _SENTENCES or sum(map(len, said)) >= _SHARE * passage.length > 0

    def _says(self, words: re.Pattern[str], sentence: str) -> bool:
        """Whether one of the words stands in a sentence, and not only as one thing of many."""
        if not words.search(sentence):
            return False
        left = self._apart.sub("", sentence)
        return any(_is_told(words, phrase) for phrase in _PAUSE.split(left))


def _is_told(words: re.Pattern[str], phrase: str) -> bool:
    listed = phrase.split(_BETWEEN)
    return 0 < sum(map(bool, map(words.search, listed))) >= _OF_LIST * len(listed)


@lru_cache(maxsize=4)
def _rules(topics: tuple[Topic, ...]) -> tuple[_Rule, ...]:
    return tuple(map(_Rule, topics))


def _pattern(words: Sequence[str]) -> re.Pattern[str]:
    """What finds any of some words; nothing if there are none."""
    return re.compile(lexicon.alternatives(map(_folded, words)) or r"(?!)")
