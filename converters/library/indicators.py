"""What a plan promises in numbers: each indicator of its tables, each quantity of its clauses.

Said of the future alone: what stands under a heading that looks back is left out, and so is a
sentence that does.
"""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections.abc import Iterator, Sequence
from typing import NamedTuple

from converters import lexicon
from converters.models.plan import Plan
from converters.models.unit import Part, Unit
from converters.text import blanks, quantities
from converters.text.quantities import Quantity

_WORDS = lexicon.words("indicators")
_PAST_HEADING, _PAST, _WITHIN, _TABLE, _WHAT, _VALUE = (
    re.compile(lexicon.alternatives(_WORDS[name]))
    for name in ("past_headings", "past", "this_year", "table_heads", "what_heads", "value_heads")
)
_YEAR = re.compile(rf"(?<!\d)(20\d\d){blanks.IN_LINE}*年")
_SENTENCE_END = re.compile("[。；;！!？?]")
_PAUSE = re.compile("[，,：:]")
_LONGEST = 80
"""So many characters are taken for what is counted, and on either side out of a long sentence."""
_WHOLE = 240
"""A sentence up to this length is given whole."""
_EDGE = blanks.CHARS + "、，,。；;：:的等"


class Indicator(NamedTuple):
    """One promise in numbers.

    Args:
        unit_id: of the clause or the row of a table.
        part_id: of the paragraph.
        what: what is counted, in the words of the plan.
        operator: the words that bind the number, as printed; empty if there are none.
        value: the number, in digits.
        measure: what it is counted in, as printed; empty if nothing is.
        year: by which; None if it is not said.
        text: the words from operator to measure, as printed.
        sentence: or the row, that it stands in.
    """

    unit_id: str
    part_id: str
    what: str
    operator: str
    value: str
    measure: str
    year: int | None
    text: str
    sentence: str


def of_plan(plan: Plan) -> tuple[Indicator, ...]:
    """The indicators of a plan with ids, in the order of the document."""
    return tuple(_found(plan))


def _found(plan: Plan) -> Iterator[Indicator]:
    past: set[int] = set()
    for unit in plan.units:
        if unit.above in past or _PAST_HEADING.search(unit.heading.text):
            past.add(unit.number)
        elif unit.is_clause:
            for part in unit.parts:
                yield from _of_part(plan, unit, part)
        elif unit.kind == "row" and unit.above is not None:
            yield from _of_row(plan, plan.units[unit.above], unit)


def _of_part(plan: Plan, clause: Unit, part: Part) -> Iterator[Indicator]:
    for sentence in _SENTENCE_END.split(part.text.text):
        found = [*quantities.find(sentence)]
        if not found or _PAST.search(sentence):
            continue
        told = _Told(plan, sentence, found)
        for one in found:
            yield Indicator(
                clause.id,
                part.id or clause.id,
                told.what(one),
                one.operator,
                one.value,
                one.unit,
                told.year(one),
                sentence[one.start : one.end],
                told.around(one),
            )


class _Told:
    """What a sentence tells of the quantities in it."""

    def __init__(self, plan: Plan, sentence: str, quantities_: Sequence[Quantity]) -> None:
        self._sentence = sentence
        pauses = [found.start() for found in _PAUSE.finditer(sentence)]
        self._begins = sorted({0, *pauses, *(one.end for one in quantities_)})
        self._stops = sorted({*pauses, *(one.start for one in quantities_), len(sentence)})
        self._years = [*_YEAR.finditer(sentence)]
        self._ends = [found.end() for found in self._years]
        period = plan.record.period.value
        is_one = period is not None and period.first == period.last
        within = _WITHIN.search(sentence) if is_one else None
        self._of_plan = period.last if period and within else None

    def what(self, one: Quantity) -> str:
        """What stands round the number up to a pause or another one, without its own words."""
        begin = self._begins[bisect_right(self._begins, one.number) - 1]
        before = self._sentence[begin : one.start][-_LONGEST:]
        between = self._sentence[max(begin, one.start) : one.number]
        if begin > one.start:  # the words go on from another number: of a list its own thing alone
            between = between.rpartition("、")[2]
        after = self._sentence[one.end : self._stops[bisect_left(self._stops, one.end)]]
        said = (before + quantities.without_words(between, one)).strip(_EDGE)
        goes_on = after.startswith("、") or (said and after.startswith("的"))
        rest = "" if goes_on else after[:_LONGEST].strip(_EDGE)
        return said + rest or self._phrase_before(one)

    def _phrase_before(self, one: Quantity) -> str:
        said = self._sentence[max(0, one.start - _LONGEST) : one.start].strip(_EDGE)
        return _PAUSE.split(said)[-1].strip(_EDGE)

    def year(self, one: Quantity) -> int | None:
        """The year that the sentence gives before the number, or means by 年内."""
        before = bisect_right(self._ends, one.end)
        return int(self._years[before - 1][1]) if before else self._of_plan

    def around(self, one: Quantity) -> str:
        """The sentence; of a long one what stands around."""
        if len(self._sentence) <= _WHOLE:
            return self._sentence.strip(blanks.CHARS)
        start, end = max(0, one.start - _LONGEST), one.end + _LONGEST
        return "……" * (start > 0) + self._sentence[start:end] + "……" * (end < len(self._sentence))


def _of_row(plan: Plan, table: Unit, row: Unit) -> Iterator[Indicator]:
    """The row of a table of what is aimed at, by the heads of its columns."""
    heads = [cell.text for cell in table.header]
    cells = [cell.text for cell in row.cells]
    if not any(map(_TABLE.search, heads)) or len(heads) != len(cells):
        return
    whats = [cell for head, cell in zip(heads, cells, strict=True) if _WHAT.fullmatch(head)]
    period = plan.record.period.value
    for head, cell in zip(heads, cells, strict=True):
        year = _YEAR.search(head)
        if not (year or _VALUE.search(head)) or not whats:
            continue
        if one := quantities.in_cell(cell):
            yield Indicator(
                row.id,
                row.id,
                whats[0],
                one.operator,
                one.value,
                one.unit,
                int(year[1]) if year else period.last if period else None,
                cell,
                " ".join(filter(None, cells)),
            )
