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
_GAP = "\0"
"""Stands for what is kept apart, so that no word arises where it was."""

OfClauses = Mapping[str, Mapping[str, tuple[str, ...]]]
"""By the id of a clause the ids of its topics, in the order of the file, each with the words that
make it one; a clause without any is not there."""

_MOST_WORDS = 3
"""So many words are given as the reason."""


def of_plan(plan: Plan, topics: Topics) -> OfClauses:
    """The topics of each clause of a plan with ids."""
    if not topics:
        return {}
    rules = _rules(tuple(topics.values()))
    headings: dict[int, tuple[str, ...]] = {}
    found: dict[str, Mapping[str, tuple[str, ...]]] = {}
    for clause in plan.clauses:
        above = () if clause.above is None else headings.get(clause.above, ())
        own = _folded(clause.heading.text)
        headings[clause.number] = (*above, own)
        passages = [*_passages(clause)]
        about = {rule.id: rule.reasons(own, above, passages) for rule in rules}
        if told := {id_: words for id_, words in about.items() if words}:
            found[clause.id] = told
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

    def reasons(
        self, heading: str, above: Sequence[str], passages: Sequence[_Passage]
    ) -> tuple[str, ...]:
        """The words that make it what a clause is about; none if it is not.

        Args:
            heading: of the clause.
            above: the headings above it.
            passages: of its text.
        """
        said = (
            *self._told(self._heading, heading),
            *(word for one in passages for word in self._matter_of(one)),
            *(word for one in above for word in self._told(self._path, one)),
        )
        return tuple(dict.fromkeys(said))[:_MOST_WORDS]

    def _matter_of(self, passage: _Passage) -> list[str]:
        """The words of a passage that is about it."""
        told = [(one, self._told(self._text, one)) for one in passage.sentences]
        said = [one for one, words in told if words]
        if len(said) >= _SENTENCES or sum(map(len, said)) >= _SHARE * passage.length > 0:
            return [word for _, words in told for word in words]
        return []

    def _told(self, words: re.Pattern[str], sentence: str) -> list[str]:
        """The words that stand in a sentence, and not only as one thing of many."""
        if not words.search(sentence):
            return []
        left = self._apart.sub(_GAP, sentence)
        return [word for phrase in _PAUSE.split(left) for word in _of_phrase(words, phrase)]


def _of_phrase(words: re.Pattern[str], phrase: str) -> list[str]:
    listed = [words.findall(thing) for thing in phrase.split(_BETWEEN)]
    if sum(map(bool, listed)) < _OF_LIST * len(listed):
        return []
    return [word for found in listed for word in found]


@lru_cache(maxsize=4)
def _rules(topics: tuple[Topic, ...]) -> tuple[_Rule, ...]:
    return tuple(map(_Rule, topics))


def _pattern(words: Sequence[str]) -> re.Pattern[str]:
    """What finds any of some words; nothing if there are none."""
    return re.compile(lexicon.alternatives(map(_folded, words)) or r"(?!)")
