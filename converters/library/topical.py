"""Which plans speak of which topic, and of how many clauses each: the fold of their topics."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from itertools import accumulate
from typing import NamedTuple

from converters.citation.cards import Card
from converters.library.facts import Sentence
from converters.library.fold import Library
from converters.library.references import SMALL_LIBRARY


class OfTopic(NamedTuple):
    """What the pages of one topic show.

    Args:
        id: of the topic.
        plans: those that speak of it, by time, each with what stands for its clauses.
        silent: those that do not, of a small library.
        size: how many plans there are.
    """

    id: str
    plans: tuple[tuple[Card, tuple[Sentence, ...]], ...]
    silent: tuple[Card, ...]
    size: int


class Counted(NamedTuple):
    """How many clauses of a plan are about each topic, and how many of all plans stand before them.

    Topics that it does not speak of are left out.
    """

    card: Card
    clauses: Mapping[str, int]
    before: Mapping[str, int]


def of(topic: str, library: Library) -> OfTopic:
    """What the plans of a library say of a topic."""
    ordered = _by_time(library)
    plans = [
        (card, library.facts[card.work].topics[topic])
        for card in ordered
        if topic in library.facts[card.work].topics
    ]
    silent = [one for one in ordered if topic not in library.facts[one.work].topics]
    if len(ordered) > SMALL_LIBRARY:
        silent = []
    silent.sort(key=lambda card: (card.period or (), card.short))
    return OfTopic(topic, tuple(plans), tuple(silent), len(ordered))


def counts(library: Library) -> list[Counted]:
    """The figures of all plans, by work id."""
    ordered = _by_time(library)
    clauses = {
        card.work: {id_: len(of) for id_, of in library.facts[card.work].topics.items()}
        for card in ordered
    }
    topics = {id_ for found in clauses.values() for id_ in found}
    before: dict[str, dict[str, int]] = {card.work: {} for card in ordered}
    for topic in sorted(topics):
        sizes = [clauses[card.work].get(topic, 0) for card in ordered]
        for card, size, total in zip(ordered, sizes, accumulate(sizes), strict=True):
            if size:
                before[card.work][topic] = total - size
    return [Counted(one, clauses[one.work], before[one.work]) for one in library.cards]


def _by_time(library: Library) -> Sequence[Card]:
    return sorted(library.cards, key=lambda card: card.order)
