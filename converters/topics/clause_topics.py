"""What each clause of a plan is about: the topics that its headings and its sentences speak of.

A word that is only mentioned makes no topic: there has to be a sentence that mostly speaks of the
matter, and a list only does where the matter is a good part of it. What a clause on one matter says
of another on the way is no topic of it either.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from functools import lru_cache

from converters import lexicon
from converters.models.plan import Plan
from converters.models.unit import Part, Unit
from converters.text import blanks, punctuation
from converters.topics.scheme import MATTERS, Topic, Topics

_OF_SENTENCE = 2 / 5
"""So much of a sentence has to speak of a matter …"""
_OF_LIST = 1 / 2
"""… and of a list joined by 、 so many of the things listed."""
_BESIDE = 1 / 4
"""Where a heading names a hazard or a trade, so much of the text makes another topic, and where it
names a task another task; a sentence makes a hazard or a trade the matter of a task."""
_ENOUGH = 60
"""Characters that always do for that."""

_END = re.compile(r"[。;!?]")
_PAUSE = re.compile(r"[,:]")
_BETWEEN = "、"
_HEAD = re.compile(r"(?<=[等的])[^等的]+$")
"""At the end of a list, what all things of it are: 防汛、地震等专项预案."""
_ASIDE = re.compile(r"\([^()、]*、[^()]*\)")
"""A list in brackets, which explains a word."""

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
    title = _folded(plan.record.title.value or "")
    headings: dict[int, tuple[str, ...]] = {}
    found: dict[str, Mapping[str, tuple[str, ...]]] = {}
    for clause in plan.clauses:
        above = () if clause.above is None else headings.get(clause.above, ())
        own = _folded(clause.heading.text)
        headings[clause.number] = (*above, own)
        if told := _of_clause(rules, own, above, [*_sentences(clause)], title):
            found[clause.id] = told
    return found


def _of_clause(
    rules: Iterable[_Rule],
    own: str,
    above: Sequence[str],
    sentences: Sequence[str],
    title: str,
) -> dict[str, tuple[str, ...]]:
    """The topics of one clause, with their words.

    Args:
        rules: of all topics.
        own: its heading.
        above: the headings above it.
        sentences: of its text.
        title: of the plan.
    """
    named = {rule: rule.named(own, above, title if sentences else "") for rule in rules}
    headed = {rule.is_matter for rule, words in named.items() if words}
    length = sum(map(len, sentences))
    found = {}
    for rule, words in named.items():
        is_beside = True in headed or (bool(headed) and not rule.is_matter)
        said = rule.said(sentences, min(_BESIDE * length, _ENOUGH) if is_beside else 0)
        if words or said:
            found[rule.id] = tuple(dict.fromkeys((*words, *said)))[:_MOST_WORDS]
    return found


def _sentences(clause: Unit) -> Iterator[str]:
    """The sentences of a clause, without those who answer for it."""
    for part in clause.parts:
        text = _ASIDE.sub("", _folded(_without_units(part)))
        yield from filter(None, _END.split(text))


def _without_units(part: Part) -> str:
    kept, at = "", 0
    for span in part.lists_of_units:
        kept += part.text.text[at : span.start]
        at = span.end
    return kept + part.text.text[at:]


def _folded(text: str) -> str:
    """Full-width ASCII as ASCII, without blanks."""
    return punctuation.fold(text).translate(_WITHOUT_BLANKS)


_WITHOUT_BLANKS = dict.fromkeys(map(ord, blanks.CHARS))


class _Rule:
    """One topic, its words as patterns."""

    def __init__(self, topic: Topic) -> None:
        self.id = topic.id
        self.is_matter = topic.group == MATTERS
        self._apart = _pattern(topic.apart)
        self._title = _pattern(topic.title)
        self._heading = _pattern(topic.heading)
        self._path = _pattern(topic.path)
        self._text = _pattern(topic.text)

    def named(self, heading: str, above: Sequence[str], title: str) -> list[str]:
        """The words of it in the heading of a clause, in those above, in the title of the plan."""
        higher = (word for one in above for word in self._told(self._path, one))
        return [
            *self._told(self._heading, heading),
            *higher,
            *self._told(self._title, title),
        ]

    def said(self, sentences: Sequence[str], least: float) -> list[str]:
        """The words of the sentences about it, if these have so many characters."""
        told = [(one, self._told(self._text, one, _OF_SENTENCE)) for one in sentences]
        if sum(len(one) for one, words in told if words) < least:
            return []
        return [word for _, words in told for word in words]

    def _told(self, words: re.Pattern[str], sentence: str, share: float = 0) -> list[str]:
        """The words that stand in a sentence, of which at least a share speaks of the matter."""
        if not words.search(sentence):
            return []
        left = self._apart.sub(_gap, sentence)
        phrases = [(len(one), _of_phrase(words, one)) for one in _PAUSE.split(left)]
        told = sum(length for length, found in phrases if found)
        if told < share * sum(length for length, _ in phrases):
            return []
        return [word for _, found in phrases for word in found]


def _gap(found: re.Match[str]) -> str:
    """What stands for words that do not count, as long as they are."""
    return "\0" * len(found[0])


def _of_phrase(words: re.Pattern[str], phrase: str) -> list[str]:
    """The words of a phrase; of a list only if so many things are of them, or what they all are."""
    things = phrase.split(_BETWEEN)
    listed = [words.findall(thing) for thing in things]
    head = _HEAD.search(things[-1])
    is_told = sum(map(bool, listed)) >= _OF_LIST * len(listed)
    if is_told or (head and words.search(head[0])):
        return [word for found in listed for word in found]
    return []


@lru_cache(maxsize=4)
def _rules(topics: tuple[Topic, ...]) -> tuple[_Rule, ...]:
    return tuple(map(_Rule, topics))


def _pattern(words: Sequence[str]) -> re.Pattern[str]:
    """What finds any of some words; nothing if there are none."""
    return re.compile(lexicon.alternatives(map(_folded, words)) or r"(?!)")
