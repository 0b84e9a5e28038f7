"""Which plans name which records: what pages of names are drawn from.

The references of a whole library, or of as much of it as one page shows: both are read in the same
way, so that a page can be made anywhere from the little that it needs.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import NamedTuple

from converters.citation.cards import Card
from converters.library.facts import Answers, Facts, Named
from converters.library.relations import Relations
from converters.names.authority import AuthorityRecord

SMALL_LIBRARY = 6
"""With so few plans, a page can name those that say nothing."""


@dataclass(frozen=True)
class InPlan:
    """What one plan says of one record; `answers` if it has it answer for clauses."""

    card: Card
    named: Named
    answers: Answers | None = None

    @property
    def count(self) -> int:
        """How often it is mentioned."""
        return len(self.named.occurrences)


class Companion(NamedTuple):
    """The key of a record, and in how many clauses it stands together with another."""

    key: str
    units: int


@dataclass(frozen=True)
class References:
    """What pages know of a library.

    Args:
        relations: of the records.
        cards: of the plans, by work id; of a part of a library those that the part needs.
        named: by key, the plans that mention a record, by time; none without a mention.
        addresses: by work id, the units of the plans that records give as evidence.
        size: how many plans the library has.
        withdrawn: those that were taken down.
    """

    relations: Relations
    cards: Mapping[str, Card]
    named: Mapping[str, tuple[InPlan, ...]]
    addresses: Mapping[str, Mapping[str, str]]
    size: int
    withdrawn: frozenset[str] = frozenset()

    @property
    def records(self) -> Mapping[str, AuthorityRecord]:
        """The records of the authority, by key."""
        return self.relations.records

    def of(self, key: str) -> tuple[InPlan, ...]:
        """Where a record is mentioned."""
        return self.named.get(key, ())

    def count(self, key: str) -> int:
        """How many mentions a record has."""
        return sum(one.count for one in self.of(key))

    def places(self, key: str) -> frozenset[str]:
        """The codes of the places whose plans mention a record."""
        return frozenset(one.card.place_code for one in self.of(key))

    def answers(self, key: str) -> bool:
        """Whether some plan has the body answer for clauses, so that it has a duty sheet."""
        return any(one.answers for one in self.of(key))

    @property
    def answering(self) -> list[str]:
        """The bodies that have a duty sheet, by key."""
        return [key for key in self.records if self.answers(key)]

    def silent(self, key: str) -> list[Card]:
        """The plans of a small library that do not mention a record, by time."""
        works = {one.card.work for one in self.of(key)}
        rest = [card for card in self.cards.values() if card.work not in works]
        return sorted(rest, key=lambda card: (card.period or (), card.short))

    def companions(self, key: str, most: int) -> list[Companion]:
        """At most `most` records that share more than one clause, the most frequent first.

        Of equals the one that those plans name less often goes before.
        """
        near: Counter[str] = Counter()
        totals: Counter[str] = Counter()
        for one in self.of(key):
            near.update(one.named.beside)
            totals.update(one.named.totals)
        ordered = sorted(near, key=lambda other: (-near[other], totals[other], other))
        return [Companion(other, near[other]) for other in ordered[:most] if near[other] > 1]


def fold(relations: Relations, facts: Sequence[Facts], withdrawn: Iterable[str] = ()) -> References:
    """The references of a library, whatever the order of its plans."""
    ordered = sorted(facts, key=lambda one: one.card.order)
    named: dict[str, list[InPlan]] = {}
    for one in ordered:
        for key, found in one.named.items():
            named.setdefault(key, []).append(InPlan(one.card, found, one.answers.get(key)))
    by_work = sorted(facts, key=lambda one: one.card.work)
    return References(
        relations,
        {one.card.work: one.card for one in by_work},
        {key: tuple(found) for key, found in named.items()},
        {one.card.work: one.addresses for one in by_work},
        len(facts),
        frozenset(withdrawn),
    )


def needed(key: str, relations: Relations) -> list[str]:
    """The records whose mentions the pages of a record show."""
    below = relations.below(key) if key.startswith("agency-types/") else ()
    return [key, *relations.lookalikes(key), *below, *relations.authority.heirs(key)]


@dataclass(frozen=True)
class Part:
    """As much of a library as the pages of one record show; the records themselves left out."""

    key: str
    cards: Mapping[str, Card]
    named: Mapping[str, tuple[InPlan, ...]]
    addresses: Mapping[str, Mapping[str, str]]
    size: int
    withdrawn: frozenset[str]

    def with_records(self, relations: Relations) -> References:
        """The same, to be read as a library is."""
        return References(
            relations, self.cards, self.named, self.addresses, self.size, self.withdrawn
        )


def works_of(key: str, whole: References) -> list[str]:
    """The plans that the pages of a record show anything of, none twice."""
    record = whole.records[key]
    of = whole.named
    named = [one.card.work for near in needed(key, whole.relations) for one in of.get(near, ())]
    cited = [at.partition("#")[0] for at in record.at]
    every = whole.cards if whole.size <= SMALL_LIBRARY else ()
    found = dict.fromkeys((*named, *cited, record.work, *every))
    return [work for work in found if work in whole.cards]


def part(key: str, whole: References) -> Part:
    """What the pages of one record show of a library."""
    near = needed(key, whole.relations)
    cited = {at.partition("#")[0] for at in whole.records[key].at}
    return Part(
        key,
        {work: whole.cards[work] for work in sorted(works_of(key, whole))},
        {one: whole.named[one] for one in near if one in whole.named},
        {work: whole.addresses[work] for work in sorted(cited) if work in whole.addresses},
        whole.size,
        whole.withdrawn & cited,
    )
