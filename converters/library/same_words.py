"""What one plan has word for word in common with others, with as much of them as is shown of it."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from itertools import groupby
from typing import NamedTuple

from converters.citation.cards import Card
from converters.library import other_plans, set_phrases
from converters.library.facts import Facts
from converters.library.other_plans import OtherPlans
from converters.library.text_reuse import Run, Told
from converters.library.wording import GAP, TextPart, Wording
from converters.text.mapped_text import Span


class Passage(NamedTuple):
    """Words of a unit, and every place where they stand in another plan; none is without."""

    unit: str
    span: Span
    text: str
    runs: tuple[Run, ...]

    @property
    def plans(self) -> int:
        """In how many other plans they stand, told or not."""
        every = self.runs[0].plans
        return every - 1 if every else len({run.work for run in self.runs})

    @property
    def is_set_phrase(self) -> bool:
        """Whether all plans speak so."""
        return set_phrases.is_one(self.runs[0])

    @property
    def letters(self) -> int:
        """How many letters, digits and Han characters they are."""
        return sum(map(str.isalnum, self.text))


class Unit(NamedTuple):
    """A unit with words of other plans: its address as printed, its text, the parts of that."""

    shown: str
    text: str
    parts: tuple[TextPart, ...]


@dataclass(frozen=True)
class SameWords:
    """One plan and its runs.

    Args:
        card: of the plan.
        letters: how many letters, digits and Han characters are compared of it.
        runs: in document order, as far as there is room for them.
        left_out: how many runs more there are.
        units: those that have a run, by their ids.
        others: the plans that have the same words.
    """

    card: Card
    letters: int
    runs: tuple[Run, ...]
    left_out: int
    units: Mapping[str, Unit]
    others: OtherPlans

    @cached_property
    def passages(self) -> Sequence[Passage]:
        """The words that stand elsewhere, each once, in document order."""
        return [
            Passage(unit, Span(start, end), runs[0].text, runs)
            for (unit, start, end), of in groupby(self.runs, lambda run: run[:3])
            for runs in [tuple(of)]
        ]


def of(facts: Mapping[str, Facts], wording: Wording, found: Told) -> SameWords:
    """The runs of one plan.

    Args:
        facts: of all plans, by work id.
        wording: of the plan.
        found: what is told of it.
    """
    runs = found.runs
    known = facts[wording.work]
    units = {run.unit for run in runs}
    of_units = zip(wording.ids, wording.texts, wording.parts, strict=True)
    told = {id_: Unit(known.addresses[id_], text, parts) for id_, text, parts in of_units}
    return SameWords(
        known.card,
        len(wording.bare) - wording.bare.count(GAP),
        runs,
        found.left_out,
        {id_: unit for id_, unit in told.items() if id_ in units},
        other_plans.of(facts, ((run.work, run.other_unit) for run in runs)),
    )


def covered(spans: Sequence[Span]) -> list[Span]:
    """As few spans of one text as cover the same: those that touch or overlap are one."""
    found: list[Span] = []
    for span in sorted(spans):
        if found and span.start <= found[-1].end:
            found[-1] = Span(found[-1].start, max(found[-1].end, span.end))
        else:
            found.append(span)
    return found
