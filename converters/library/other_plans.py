"""Other plans beside one, as far as its pages lead into them: what they are called, and where."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace

from converters.citation.cards import Card
from converters.library.facts import Facts


@dataclass(frozen=True)
class OtherPlans:
    """The plans and the places in them that are led to.

    Args:
        cards: of the plans, by work id; without the hashes of their files, which are shown nowhere
            else, and change with each of them.
        addresses: of the places, as printed, by work id and id of the unit.
    """

    cards: Mapping[str, Card]
    addresses: Mapping[tuple[str, str], str]

    def shown(self, work: str, unit: str) -> str:
        """A place in a few words: the short name of its plan, and its address."""
        return f"{self.cards[work].short} {self.addresses[work, unit]}"


def of(facts: Mapping[str, Facts], places: Iterable[tuple[str, str]]) -> OtherPlans:
    """What some places are called.

    Args:
        facts: of all plans, by work id.
        places: work ids and ids of units.
    """
    led_to = sorted({*places})
    works = dict.fromkeys(work for work, _ in led_to)
    return OtherPlans(
        {work: replace(facts[work].card, sha256="") for work in works},
        {(work, unit): facts[work].addresses[unit] for work, unit in led_to},
    )
