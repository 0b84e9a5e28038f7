"""The fold over all plans: what is true of the library, whatever the order of its plans."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from operator import attrgetter

from converters.citation.cards import Card
from converters.edition.changes import Change
from converters.library import references
from converters.library.facts import Example, Facts, MatrixFigures
from converters.library.references import References
from converters.library.relations import Relations


@dataclass(frozen=True)
class Changed:
    """A change, and the plan that it is of."""

    card: Card
    change: Change


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
        changes: what was published when, the latest first; of one day by work id.
        matrices: the plans that say who answers for their clauses, by work id.
        cited: a clause to cite, if some plan has one.
    """

    references: References
    facts: Mapping[str, Facts]
    changes: tuple[Changed, ...]
    matrices: tuple[tuple[Card, MatrixFigures], ...]
    cited: Cited | None

    @property
    def cards(self) -> Sequence[Card]:
        """All plans, by work id."""
        return tuple(self.references.cards.values())


def of(relations: Relations, facts: Iterable[Facts]) -> Library:
    """The library of some plans."""
    ordered = sorted(facts, key=lambda one: one.card.work)
    return Library(
        references.fold(relations, ordered),
        {one.card.work: one for one in ordered},
        tuple(sorted(_changes(ordered), key=attrgetter("change.date"), reverse=True)),
        tuple((one.card, one.matrix) for one in ordered if one.matrix),
        next((Cited(one.card, one.example) for one in ordered if one.example), None),
    )


def _changes(facts: Iterable[Facts]) -> Iterator[Changed]:
    for one in facts:
        yield from (Changed(one.card, change) for change in one.changes)
