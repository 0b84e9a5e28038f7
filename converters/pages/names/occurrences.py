"""出处: the sentences that name a record, as a table; over so many they go on on further pages."""

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
from converters.models.phrase import Link, Phrase, marked, to_part
from converters.views.pagination import Leaf

_TITLE, _EVIDENCE = lexicon.glossary("fields")["title"], lexicon.glossary("evidence")
MOST_ON_A_PAGE = 200
"""Mentions; a page must not grow with the library."""


@dataclass(frozen=True)
class Group:
    """What stands under one heading: its address, what comes before the plan, and the plan.

    `mentions` is how many there are in `sentences`, on whatever page these are.
    """

    id: str
    lead: Phrase
    card: Card
    sentences: tuple[Sentence, ...]
    mentions: int

    @classmethod
    def of(cls, here: InPlan, id_: str = "", lead: Phrase = "") -> Group:
        """What a plan says of a record."""
        return cls(id_ or here.card.work, lead, here.card, here.named.sentences, here.count)


@dataclass(frozen=True)
class Quoted:
    """One sentence, and the group it belongs to."""

    group: Group
    sentence: Sentence


class Row(NamedTuple):
    """A sentence: the link to where it stands, and the forms of the name in it, each once."""

    address: Link
    forms: Sequence[str]
    sentence: Sentence


class OfPlan(NamedTuple):
    """The rows of one plan, and what is told of it once.

    Args:
        id: of its rows.
        lead: what else they belong to: on the page of a type the agency.
        place: its own place.
        years: that it covers, as printed.
        title: the way to it.
        number: its 发文字号; empty if it has none.
        citation: how it is cited.
        mentions: how often it names the record, on all pages.
        supplied: says that the title is the editor's; empty if it is not.
        rows: its sentences.
    """

    id: str
    lead: Phrase
    place: str
    years: str
    title: Link
    number: str
    citation: str
    mentions: int
    supplied: str
    rows: Sequence[Row]


class Occurrences(NamedTuple):
    """The section of one page.

    Args:
        leaf: which page it is.
        about: what the section has, in words.
        plans: whose sentences they are.
        lead: what the leads of these are, in a word; empty if they have none.
        measure: what is counted.
        caption: of the table.
    """

    leaf: Leaf
    about: str
    plans: Sequence[OfPlan]
    lead: str = ""
    measure: str = "处"
    caption: str = "提到它的每一句"


def paged(groups: Iterable[Group], first: Path) -> list[tuple[Leaf, Sequence[Quoted]]]:
    """The sentences of each page; one page, empty, if there are none."""
    made: list[list[Quoted]] = [[]]
    count = 0
    for group in groups:
        for sentence in group.sentences:
            if made[-1] and count + sentence.marks > MOST_ON_A_PAGE:
                made.append([])
                count = 0
            made[-1].append(Quoted(group, sentence))
            count += sentence.marks
    return [(Leaf(number, len(made), first), page) for number, page in enumerate(made, 1)]


def shown(leaf: Leaf, found: Iterable[Quoted], about: str, lead: str = "") -> Occurrences:
    """The section of one page."""
    groups = groupby(found, key=lambda one: one.group)
    plans = [_of_plan(group, [one.sentence for one in quoted]) for group, quoted in groups]
    return Occurrences(leaf, about, plans, lead)


def _of_plan(group: Group, sentences: Iterable[Sentence]) -> OfPlan:
    card = group.card
    return OfPlan(
        group.id,
        group.lead,
        card.place_names[-1] if card.place_names else "未详",
        card.years,
        to_part(card.title_shown, card.work, ""),
        card.number_shown,
        card.citation,
        group.mentions,
        _evidence(card) if card.is_supplied else "",
        [_row(card.work, one) for one in sentences],
    )


def _row(work: str, one: Sentence) -> Row:
    forms = one.forms or tuple(dict.fromkeys(marked("match", one.text)))
    return Row(to_part(one.address, work, one.part), forms, one)


def _evidence(card: Card) -> str:
    return _TITLE + _EVIDENCE["corrected" if card.is_corrected else "supplied"]
