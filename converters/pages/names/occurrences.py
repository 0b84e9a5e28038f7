"""出处: the sentences that name a record, by plan; over so many they go on on further pages."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import groupby
from pathlib import Path
from typing import NamedTuple

from converters import lexicon
from converters.citation.cards import Card
from converters.library.facts import Sentence
from converters.library.references import InPlan
from converters.models.phrase import Link, Phrase, to_part
from converters.views.pagination import Leaf

_TITLE, _EVIDENCE = lexicon.glossary("fields")["title"], lexicon.glossary("evidence")
_MOST_ON_A_PAGE = 200
"""Mentions; a page must not grow with the library."""


@dataclass(frozen=True)
class Group:
    """What stands under one heading: the plan, what comes before it, its address."""

    id: str
    lead: Phrase
    here: InPlan


@dataclass(frozen=True)
class Quoted:
    """One sentence, and the group it belongs to."""

    group: Group
    sentence: Sentence


class OfPlan(NamedTuple):
    """A heading, and the sentences below it, each with a link to where it stands.

    `supplied` says that the title is the editor's; it is empty if it is not.
    """

    id: str
    lead: Phrase
    title: Link
    years: str
    mentions: int
    supplied: str
    sentences: Sequence[tuple[Link, Sentence]]


class Occurrences(NamedTuple):
    """The section of one page: which page it is, what the section is about, the plans."""

    leaf: Leaf
    about: str
    plans: Sequence[OfPlan]


def paged(groups: Iterable[Group], first: Path) -> list[tuple[Leaf, Sequence[Quoted]]]:
    """The sentences of each page; one page, empty, if there are none."""
    made: list[list[Quoted]] = [[]]
    count = 0
    for group in groups:
        for sentence in group.here.named.sentences:
            if made[-1] and count + sentence.marks > _MOST_ON_A_PAGE:
                made.append([])
                count = 0
            made[-1].append(Quoted(group, sentence))
            count += sentence.marks
    return [(Leaf(number, len(made), first), page) for number, page in enumerate(made, 1)]


def shown(leaf: Leaf, found: Iterable[Quoted], about: str) -> Occurrences:
    """The section of one page."""
    groups = groupby(found, key=lambda one: one.group)
    plans = [_of_plan(group, [one.sentence for one in quoted]) for group, quoted in groups]
    return Occurrences(leaf, about, plans)


def _of_plan(group: Group, sentences: Iterable[Sentence]) -> OfPlan:
    card = group.here.card
    return OfPlan(
        group.id,
        group.lead,
        to_part(card.title_shown, card.work, ""),
        card.years,
        group.here.count,
        _evidence(card) if card.is_supplied else "",
        [(to_part(one.address, card.work, one.part), one) for one in sentences],
    )


def _evidence(card: Card) -> str:
    return _TITLE + _EVIDENCE["corrected" if card.is_corrected else "supplied"]
