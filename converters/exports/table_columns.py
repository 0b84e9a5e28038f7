"""What the tables of the open data are, and what each column means: `data/dataset.yml`."""

from __future__ import annotations

from functools import cache
from typing import Any, Literal, NamedTuple

from converters import lexicon
from converters.exports.parquet import Column, Kind
from converters.topics.scheme import Topics


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


_PER_TOPIC = "per_topic"
"""The key of what is said of a column for each topic; only the grid has such columns."""


@cache
def tables() -> dict[str, Table]:
    """All tables whose columns are always the same, by name."""
    every = lexicon.words("dataset").items()
    return {name: _table(name, told) for name, told in every if _PER_TOPIC not in told}


def of_topics(topics: Topics) -> Table:
    """The table that has a column for each topic, called by its id."""
    every = lexicon.words("dataset").items()
    ((name, told),) = ((name, told) for name, told in every if _PER_TOPIC in told)
    described: str = told[_PER_TOPIC]
    columns = (Described(one.id, "integer", described.format(one.name)) for one in topics.values())
    table = _table(name, told)
    return table._replace(columns=(*table.columns, *columns))


def _table(name: str, told: dict[str, Any]) -> Table:
    columns = (Described(one["name"], one["type"], one["description"]) for one in told["columns"])
    return Table(name, told["title"], told["description"], tuple(told["files"]), tuple(columns))
