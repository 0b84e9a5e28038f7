"""The chain of what plans go by: upward what each cites as its ground, downward who cites it.

A document that the library has is followed to its own grounds, each plan once and so many steps at
most. So no circle is run through twice, and what is told of a plan does not grow with the library.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import NamedTuple

from converters.citation.cards import Card
from converters.library import full_texts
from converters.library.facts import CitedDocument, Facts
from converters.library.references import References
from converters.names import issuing_level

MOST_STEPS = 4
"""From a county up to the state: so many documents follow each other in a chain at most."""
MOST_DOCUMENTS = 30
"""So many documents above a plan are told of, and so many plans that cite it."""


class Above(NamedTuple):
    """A document that a plan goes by.

    Args:
        document: as the plan that cites it has it.
        level: of whom it is; empty if that is not known.
        full_text: the plan of the library that it is, if it has it.
        by: the plan that cites it: this one, or a plan that it goes by itself.
    """

    document: CitedDocument
    level: str
    full_text: Card | None
    by: Card


class Below(NamedTuple):
    """A plan that cites this one, and as what."""

    card: Card
    document: CitedDocument


@dataclass(frozen=True)
class Chain:
    """The chain of one plan.

    Args:
        work: its work id.
        level: of its place.
        above: what it goes by, step by step; of one plan in its order.
        more_above: how many documents more there are at the steps that were followed.
        below: the plans that cite it, the newest first, those that go by it before the others.
        more_below: how many there are more.
    """

    work: str
    level: str
    above: tuple[Above, ...]
    more_above: int
    below: tuple[Below, ...]
    more_below: int


def of_library(facts: Mapping[str, Facts], references: References) -> Iterator[Chain]:
    """The chain of each plan that cites a ground or is cited, by work id."""
    cited = _cited(facts, references)
    citing: dict[str, list[Below]] = {}
    for one in sorted(facts.values(), key=lambda one: one.card.order, reverse=True):
        for work, document in _each_once(one, cited[one.card.work]):
            citing.setdefault(work, []).append(Below(one.card, document))
    for work in sorted(facts):
        above, more = _above(work, facts, cited)
        below = sorted(citing.get(work, ()), key=lambda one: not one.document.cue)
        if above or below:
            level = issuing_level.of_place(facts[work].card.place_code)
            kept, rest = below[:MOST_DOCUMENTS], below[MOST_DOCUMENTS:]
            yield Chain(work, level, above, more, tuple(kept), len(rest))


def _cited(facts: Mapping[str, Facts], references: References) -> Mapping[str, Sequence[str]]:
    """For each document of each plan the plan of the library that it is, empty if it has none."""
    works = full_texts.known(facts[work].card for work in sorted(facts))
    return {
        work: [
            references.full_texts.get(one.key, "")
            if one.key
            else full_texts.find([one.title], one.doc_number, works)
            for one in of.documents
        ]
        for work, of in facts.items()
    }


def _each_once(facts: Facts, works: Sequence[str]) -> Iterator[tuple[str, CitedDocument]]:
    """The plans that a plan cites, each once: where it goes by it, if it does."""
    found: dict[str, CitedDocument] = {}
    for work, one in zip(works, facts.documents, strict=True):
        if work and work != facts.card.work and (work not in found or not found[work].cue):
            found[work] = one
    yield from found.items()


def _above(
    work: str, facts: Mapping[str, Facts], cited: Mapping[str, Sequence[str]]
) -> tuple[tuple[Above, ...], int]:
    """What a plan goes by, what that goes by, and so on; and how many there are more."""
    found: list[Above] = []
    seen_works, seen_names = {work}, set[str]()
    left_out = 0
    step = [work]
    for _ in range(MOST_STEPS):
        following: list[str] = []
        for by in step:
            for document, full_text in zip(facts[by].documents, cited[by], strict=True):
                name = full_text or document.key or document.title
                if not document.cue or full_text in seen_works or name in seen_names:
                    continue
                if len(found) == MOST_DOCUMENTS:
                    left_out += 1
                    continue
                seen_names.add(name)
                found.append(_of(document, full_text, by, facts))
                if full_text:
                    seen_works.add(full_text)
                    following.append(full_text)
        step = following
    return tuple(found), left_out


def _of(document: CitedDocument, full_text: str, by: str, facts: Mapping[str, Facts]) -> Above:
    card = facts[full_text].card if full_text else None
    of_place = issuing_level.of_place(card.place_code) if card else ""
    return Above(document, of_place or document.level, card, facts[by].card)
