"""怎样用: who answers for what, how places say one thing, how to cite; an example of each."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from operator import attrgetter
from typing import NamedTuple

from converters.citation.cards import Card
from converters.library.facts import Answers, Sentence
from converters.library.fold import Cited
from converters.library.references import References
from converters.models.phrase import Link, Phrase, joined, to_part
from converters.names.authority import AuthorityRecord
from converters.pages.names import name_links
from converters.text import punctuation

_MOST_UNITS = 3
_MOST_CLAUSES = 3
_MOST_SENTENCES = 3


class BusyUnit(NamedTuple):
    """A unit that a plan names in lists of who answers: the ids of the clauses, each once."""

    card: Card
    key: str
    answers: Answers
    addresses: Mapping[str, str]


@dataclass(frozen=True)
class Comparison:
    """A term, and of each of some plans the shortest sentence that has it, with its address."""

    term: Link
    sentences: Sequence[tuple[Link, Phrase]]


@dataclass(frozen=True)
class Citation:
    """A clause as it is cited, and its address."""

    words: str
    address: Link


@dataclass(frozen=True)
class WaysIn:
    """An example of each way; of who answers for what, units and their clauses."""

    duties: Sequence[tuple[Phrase, Phrase]]
    comparison: Comparison | None
    citation: Citation | None


def busiest(references: References) -> list[BusyUnit]:
    """The units with pages that answer for the most clauses of one plan, the busiest first."""
    found = [
        BusyUnit(one.card, key, one.answers, references.addresses[one.card.work])
        for key, mentioned in references.named.items()
        for one in mentioned
        if one.answers
    ]
    return sorted(found, key=_busy)[:_MOST_UNITS]


def _busy(unit: BusyUnit) -> tuple[int, str, int]:
    """The most clauses first; of equals, as the plans stand in the library and they in the plan."""
    return -len(unit.answers.clause_ids), unit.card.work, unit.answers.rank


def ways_in(
    terms: Sequence[AuthorityRecord], references: References, example: Cited | None
) -> WaysIn | None:
    """Three columns; one for which there is no example is left out.

    Args:
        terms: those that two or more places share, the one to begin with first.
        references: all of them.
        example: a clause to cite.
    """
    duties = [(_unit(unit), _clauses(unit)) for unit in busiest(references)]
    if not duties and not terms and not example:
        return None
    comparison = _comparison(terms[0].key, references) if terms else None
    return WaysIn(duties, comparison, _citation(example) if example else None)


def _unit(unit: BusyUnit) -> Phrase:
    shown = punctuation.restore(unit.answers.unit)
    return unit.card.short, " ", Link(shown, f"{unit.key}/duties.md")


def _clauses(unit: BusyUnit) -> Phrase:
    ids = unit.answers.clause_ids
    shown = (to_part(unit.addresses[id_], unit.card.work, id_) for id_ in ids[:_MOST_CLAUSES])
    more = "……" if len(ids) > _MOST_CLAUSES else ""
    return f"{len(ids)} 条：", joined("、", shown), more


def _comparison(key: str, references: References) -> Comparison:
    sentences = [
        (to_part(card.short, card.work, sentence.part), sentence.text)
        for card, sentence in _shortest(key, references)
    ]
    return Comparison(name_links.named(references.records, key), sentences)


def _shortest(key: str, references: References) -> list[tuple[Card, Sentence]]:
    """The shortest sentence of each plan with the record; of the plans those with the shortest."""
    found = [
        (one.card, min(one.named.sentences, key=attrgetter("length"))) for one in references.of(key)
    ]
    kept = sorted(found, key=lambda one: one[1].length)[:_MOST_SENTENCES]
    return [one for one in found if one in kept]


def _citation(cited: Cited) -> Citation:
    card, example = cited.card, cited.example
    url = f"plans/{card.work}/#{example.clause_id}"
    return Citation(card.citation + example.words, to_part(url, card.work, example.clause_id))
