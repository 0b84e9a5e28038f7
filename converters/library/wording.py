"""The wording of a plan: its letters, digits and Han characters, as they are looked for elsewhere.

What is compared is the text of clauses and of blocks, as the JSON of the plan has it; noise and the
metadata of the document are left out. Marks and blanks are passed over, nothing is folded.
"""

from __future__ import annotations

from array import array
from bisect import bisect_right
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from functools import cached_property
from itertools import accumulate
from typing import NamedTuple

from converters.models.plan import Plan
from converters.models.unit import Unit

FEWEST = 12
"""Letters, digits and Han characters that a run has at least."""

GAP = "\n"
"""Stands in the bare text before each unit and after the last: no letter, so that no run has it."""

_LEFT_OUT = ("noise", "metadata")
_MODULUS = (1 << 61) - 1
_BASE = 0x1F123BB5  # any large odd number: what it is decides nothing, for texts are compared


class TextPart(NamedTuple):
    """A part of a unit: how long its text is, and where in the original it begins (code points)."""

    length: int
    start: int


@dataclass(frozen=True)
class Wording:
    """What is compared of one plan.

    Args:
        work: its work id.
        place: its code (GB/T 2260).
        order: plans are ordered by it, the newest last.
        ids: of its units, in document order.
        texts: of its units, parts joined by a line feed.
        parts: of each unit, in order.
        bare: the letters, digits and Han characters of all units, `GAP` round each.
        grams: a number for each `FEWEST` characters that follow each other in a unit, ascending.
            The same characters have the same number.
        places: where in `bare` those characters begin, one for each of `grams`.
    """

    work: str
    place: str
    order: tuple[str, str]
    ids: tuple[str, ...]
    texts: tuple[str, ...]
    parts: tuple[tuple[TextPart, ...], ...]
    bare: str
    grams: array[int]
    places: array[int]

    @cached_property
    def starts(self) -> Sequence[int]:
        """Where in `bare` each unit begins."""
        lengths = map(len, self.bare.split(GAP)[1:-1])
        return [*accumulate(lengths, lambda at, length: at + length + 1, initial=1)][:-1]

    def without_grams(self) -> Wording:
        """The same, without the numbers, which most of its memory is."""
        return replace(self, grams=array("Q"), places=array("I"))

    def unit_at(self, place: int) -> int:
        """The number of the unit that a place of `bare` is in."""
        return bisect_right(self.starts, place) - 1

    def in_text(self, unit: int, letter: int) -> int:
        """Where in the text of a unit, in code points, its bare character of a number stands."""
        return letter + bisect_right(self._letters_before_marks[unit], letter)

    @cached_property
    def _letters_before_marks(self) -> Sequence[array[int]]:
        """Of each unit, how many bare characters go before each of the others, which are few."""
        return [*map(_letters_before_marks, self.texts)]


def _letters_before_marks(text: str) -> array[int]:
    marks = (at for at, char in enumerate(text) if not char.isalnum())
    return array("I", (at - number for number, at in enumerate(marks)))


def of(plan: Plan, order: tuple[str, str]) -> Wording:
    """The wording of a registered plan; `order` is that of its card."""
    units = [one for one in plan.units if one.is_clause or one.is_block]
    units = [one for one in units if one.kind not in _LEFT_OUT and any(map(str, one.cells))]
    texts = ["\n".join(cell.text for cell in one.cells) for one in units]
    return of_texts(
        plan.work,
        {unit.id: text for unit, text in zip(units, texts, strict=True)},
        order,
        [tuple(_parts(unit)) for unit in units],
    )


def _parts(unit: Unit) -> Iterator[TextPart]:
    for text in unit.cells:
        yield TextPart(len(text), text.starts[0] if text else -1)


def of_texts(
    work: str,
    texts: dict[str, str],
    order: tuple[str, str] | None = None,
    parts: Sequence[tuple[TextPart, ...]] = (),
) -> Wording:
    """The wording of some texts, by the ids of their units; the work id begins with the place."""
    bare = [*("".join(filter(str.isalnum, text)) for text in texts.values())]
    whole = GAP + "".join(f"{one}{GAP}" for one in bare)
    found = sorted(_grams(whole))
    return Wording(
        work,
        work[:6],
        order or ("", work),
        tuple(texts),
        tuple(texts.values()),
        tuple(parts),
        whole,
        array("Q", [gram for gram, _ in found]),
        array("I", [place for _, place in found]),
    )


def _grams(bare: str) -> Iterator[tuple[int, int]]:
    """The number of every `FEWEST` characters of a unit, and where they begin (Rabin and Karp)."""
    gone = pow(_BASE, FEWEST, _MODULUS)
    number = 0
    last_gap = 0
    for at, char in enumerate(bare):
        if char == GAP:
            last_gap, number = at, 0
            continue
        number = (number * _BASE + ord(char)) % _MODULUS
        first = at - FEWEST
        if first > last_gap:
            number = (number - ord(bare[first]) * gone) % _MODULUS
        if first >= last_gap:
            yield number, first + 1
