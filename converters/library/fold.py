"""The fold over all plans: what is true of the library, whatever the order of its plans."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from operator import attrgetter

from converters.citation.cards import Card
from converters.library import places, references
from converters.library.facts import Example, Facts, MatrixFigures
from converters.library.references import References
from converters.library.relations import Relations
from converters.library.withdrawn import Withdrawn
from converters.models.standing import Change


@dataclass(frozen=True)
class Changed:
    """A change, the plan that it is of, and how the ids in it are written."""

    card: Card
    change: Change
    names: Mapping[str, str] = field(default_factory=dict)

    @property
    def date(self) -> str:
        """The day, ISO 8601."""
        return self.change.date


Event = Changed | Withdrawn
"""What has happened to a plan."""


@dataclass(frozen=True)
class Cited:
    """A clause that serves as the example of a citation."""

    card: Card
    example: Example


@dataclass(frozen=True)
class Library:
    """What pages of the whole library are drawn from.

    Args:
        references: which plans name which records.
        facts: of each plan, by work id.
        changes: what was published or taken down when, the latest first; of one day by work id.
        matrices: the plans that say who answers for their clauses, by work id.
        cited: a clause to cite, if some plan has one.
        withdrawn: the plans that were taken down, by work id.
        places: the codes of the places of which the authority has no record: those of plans, above
            them, and those that were.
    """

    references: References
    facts: Mapping[str, Facts]
    changes: tuple[Event, ...]
    matrices: tuple[tuple[Card, MatrixFigures], ...]
    cited: Cited | None
    withdrawn: tuple[Withdrawn, ...] = ()
    places: tuple[str, ...] = ()

    @property
    def cards(self) -> Sequence[Card]:
        """All plans, by work id."""
        return tuple(self.references.cards.values())


def of(
    relations: Relations,
    facts: Iterable[Facts],
    withdrawn: Iterable[Withdrawn] = (),
    published: Iterable[str] = (),
) -> Library:
    """The library of some plans, and of those that are no more in it.

    Args:
        relations: of the records.
        facts: of each plan.
        withdrawn: the plans that were taken down.
        published: the codes of places without a record whose pages were published.
    """
    ordered = sorted(facts, key=lambda one: one.card.work)
    gone = tuple(sorted(withdrawn))
    events: list[Event] = [*_changes(ordered), *gone]
    events.sort(key=_work)
    here = [*(one.card.place_code for one in ordered), *published]
    codes = places.wanted(here, relations.authority)
    return Library(
        references.fold(places.with_records(relations, codes), ordered, [one.work for one in gone]),
        {one.card.work: one for one in ordered},
        tuple(sorted(events, key=attrgetter("date"), reverse=True)),
        tuple((one.card, one.matrix) for one in ordered if one.matrix),
        next((Cited(one.card, one.example) for one in ordered if one.example), None),
        gone,
        codes,
    )


def _work(event: Event) -> str:
    return event.card.work if isinstance(event, Changed) else event.work


def _changes(facts: Iterable[Facts]) -> Iterator[Changed]:
    for one in facts:
        yield from (Changed(one.card, change, one.changed) for change in one.changes)
