"""Which plans name which records: what pages of names are drawn from.

The references of a whole library, or of as much of it as one page shows: both are read in the same
way, so that a page can be made anywhere from the little that it needs.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import NamedTuple

from converters.citation.cards import Card
from converters.library import full_texts
from converters.library.facts import Answers, Facts, Named
from converters.library.relations import Relations
from converters.names import divisions
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


class UnreviewedBody(NamedTuple):
    """A body of a known type in no record: its full form, the code and the name of its place.

    `has_page` says whether the place has one. `plans` are those that name it: their cards, the id
    of its entry there, how often it is named.
    """

    pref: str
    place: str
    where: str
    has_page: bool
    plans: tuple[tuple[Card, str, int], ...]


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
        full_texts: by the key of an instrument, the plan of the library that it is.
        bodies: by the key of a type, bodies of it that are in no record, by place.
    """

    relations: Relations
    cards: Mapping[str, Card]
    named: Mapping[str, tuple[InPlan, ...]]
    addresses: Mapping[str, Mapping[str, str]]
    size: int
    withdrawn: frozenset[str] = frozenset()
    full_texts: Mapping[str, str] = field(default_factory=dict)
    bodies: Mapping[str, tuple[UnreviewedBody, ...]] = field(default_factory=dict)

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
        _full_texts(relations, by_work, named),
        _bodies(ordered, relations),
    )


def _full_texts(
    relations: Relations, facts: Sequence[Facts], named: Iterable[str]
) -> Mapping[str, str]:
    works = full_texts.known(one.card for one in facts)
    every = {one.card.work for one in facts}
    found: dict[str, str] = {}
    for key in named:
        record = relations.records[key]
        if record.scheme == "instruments":
            work = record.work if record.work in every else ""
            work = work or full_texts.find((record.pref, *record.alt), record.doc_number, works)
            if work:
                found[key] = work
    return found


def _bodies(
    facts: Iterable[Facts], relations: Relations
) -> Mapping[str, tuple[UnreviewedBody, ...]]:
    found: dict[str, dict[tuple[str, str], list[tuple[Card, str, int]]]] = {}
    for one in facts:
        for name in one.unreviewed:
            if name.type:
                of_type = found.setdefault(f"agency-types/{name.type}", {})
                here = (one.card, name.id, name.mentions)
                of_type.setdefault((name.place, name.pref), []).append(here)
    return {
        key: tuple(
            UnreviewedBody(pref, place, *_where(place, relations), tuple(plans))
            for (place, pref), plans in sorted(of_type.items(), key=lambda one: one[0])
        )
        for key, of_type in found.items()
    }


def _where(adcode: str, relations: Relations) -> tuple[str, bool]:
    """The name of a place, and whether it has a page."""
    division = divisions.of_code(adcode)
    return division.name if division else "", f"places/{adcode}" in relations.records


def needed(key: str, relations: Relations) -> list[str]:
    """The records whose mentions the pages of a record show."""
    below = relations.below(key) if key.startswith("agency-types/") else ()
    return [key, *relations.lookalikes(key), *below, *relations.authority.heirs(key)]


def size_told(key: str, whole: References) -> int:
    """How many plans there are, as far as the pages of a record tell.

    Of a library that is not small they tell whether there are more than name it, so that one more
    changes nothing.
    """
    return min(whole.size, max(SMALL_LIBRARY, len(whole.of(key))) + 1)


@dataclass(frozen=True)
class Part:
    """As much of a library as the pages of one record show; the records themselves left out."""

    key: str
    cards: Mapping[str, Card]
    named: Mapping[str, tuple[InPlan, ...]]
    addresses: Mapping[str, Mapping[str, str]]
    size: int
    withdrawn: frozenset[str]
    full_texts: Mapping[str, str]
    bodies: Mapping[str, tuple[UnreviewedBody, ...]]

    def with_records(self, relations: Relations) -> References:
        """The same, to be read as a library is."""
        return References(
            relations,
            self.cards,
            self.named,
            self.addresses,
            self.size,
            self.withdrawn,
            self.full_texts,
            self.bodies,
        )


def works_of(key: str, whole: References) -> list[str]:
    """The plans that the pages of a record show anything of, none twice."""
    record = whole.records[key]
    of = whole.named
    named = [one.card.work for near in needed(key, whole.relations) for one in of.get(near, ())]
    cited = [at.partition("#")[0] for at in record.at]
    every = whole.cards if whole.size <= SMALL_LIBRARY else ()
    of_bodies = [card.work for one in whole.bodies.get(key, ()) for card, _, _ in one.plans]
    full_text = whole.full_texts.get(key, record.work)
    found = dict.fromkeys((*named, *cited, full_text, *of_bodies, *every))
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
        size_told(key, whole),
        whole.withdrawn & cited,
        {key: whole.full_texts[key]} if key in whole.full_texts else {},
        {key: whole.bodies[key]} if key in whole.bodies else {},
    )
