"""A list of records as a table that can be sorted, filtered and folded into blocks on a phone."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from itertools import compress
from typing import NamedTuple

from converters.models import phrase
from converters.models.phrase import Phrase

_GROUP = 500
"""Rows of a group. Markdown reads rows in HTML in time that grows with the square of how many there
are in one element; no list that is split into pages has so many on one."""


class Cell(NamedTuple):
    """One value, and what it is sorted by if that is not its text."""

    text: Phrase
    key: str | int | None = None


@dataclass(frozen=True)
class Record:
    """One row: its cells in the order of the columns, its id, and the values it is filtered by."""

    cells: Sequence[Cell]
    id: str = ""
    facets: Mapping[str, str] = field(default_factory=dict)


@dataclass(frozen=True)
class Table:
    """The table.

    Args:
        caption: what it lists; read out, not shown.
        columns: the headers, each with the class of its cells (`number` for figures).
        records: the rows.
        facets: what the rows may be filtered by, by name, in words.
        is_labelled: whether each cell says what its column is called, for a list that is no table
            in most windows, with scripts or without; of others a script says it on a phone.
    """

    caption: str
    columns: Mapping[str, str]
    records: Sequence[Record]
    facets: Mapping[str, str] = field(default_factory=dict)
    is_labelled: bool = False

    @property
    def filters(self) -> Iterator[tuple[str, str]]:
        """Where there is room for the buttons that a script makes, so that nothing moves then.

        What each row has for itself chooses no more than a look at the list does.
        """
        for facet, name in self.facets.items():
            values = {record.facets.get(facet) for record in self.records}
            if 1 < len(values) < len(self.records) and None not in values:
                yield facet, name

    @property
    def filled(self) -> Table:
        """The same without the columns that no record has anything in."""
        columns = zip(*(record.cells for record in self.records), strict=True)
        used = [any(cell.text for cell in column) for column in columns]
        records = [
            replace(record, cells=[*compress(record.cells, used)]) for record in self.records
        ]
        headers = dict(compress(self.columns.items(), used)) if self.records else self.columns
        return replace(self, columns=headers, records=records)

    @property
    def groups(self) -> Iterator[Iterator[tuple[Record, Iterator[tuple[str, str, Cell]]]]]:
        """The rows in groups: each record with its cells, each cell with its header and class.

        Raises:
            ValueError: a record has more cells or fewer than there are columns.
        """
        for start in range(0, len(self.records), _GROUP):
            yield self._rows(self.records[start : start + _GROUP])

    def _rows(
        self, records: Sequence[Record]
    ) -> Iterator[tuple[Record, Iterator[tuple[str, str, Cell]]]]:
        for record in records:
            cells = zip(self.columns.items(), map(_bare, record.cells), strict=True)
            yield record, ((header, kind, cell) for (header, kind), cell in cells)


def _bare(cell: Cell) -> Cell:
    """A cell without a key that is its text: that is what it is sorted by anyway."""
    return Cell(cell.text) if str(cell.key) == phrase.words(cell.text).strip() else cell
