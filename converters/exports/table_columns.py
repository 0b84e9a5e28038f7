"""What the tables of the open data are, and what each column means: `data/dataset.yml`."""

from __future__ import annotations

from functools import cache
from typing import Literal, NamedTuple

from converters import lexicon
from converters.exports.parquet import Column, Kind


class Described(NamedTuple):
    """A column with what it means."""

    name: str
    kind: Kind | Literal["number"]
    description: str


class Table(NamedTuple):
    """A table: what it is called, what a row of it is, its files, its columns."""

    name: str
    title: str
    description: str
    files: tuple[str, ...]
    columns: tuple[Described, ...]

    @property
    def names(self) -> tuple[str, ...]:
        """The names of the columns."""
        return tuple(column.name for column in self.columns)

    @property
    def typed(self) -> tuple[Column, ...]:
        """The columns as Parquet has them, which is not given numbers with a fraction."""
        return tuple(
            Column(column.name, column.kind) for column in self.columns if column.kind != "number"
        )


@cache
def tables() -> dict[str, Table]:
    """All tables, by name."""
    return {
        name: Table(
            name,
            told["title"],
            told["description"],
            tuple(told["files"]),
            tuple(
                Described(one["name"], one["type"], one["description"]) for one in told["columns"]
            ),
        )
        for name, told in lexicon.words("dataset").items()
    }
