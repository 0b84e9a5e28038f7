"""A list of records as a table that can be sorted, filtered and folded into blocks on a phone."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import NamedTuple

from converters.text.markdown import Markdown
from converters.writing import templates


class Cell(NamedTuple):
    """One value, text or Markdown, and what it is sorted by if that is not its text."""

    text: str
    key: str | int | None = None


@dataclass(frozen=True)
class Record:
    """One row: its cells in the order of the columns, its id, and the values it is filtered by."""

    cells: Sequence[Cell]
    id: str = ""
    facets: Mapping[str, str] = field(default_factory=dict)


def table(
    caption: str,
    columns: Mapping[str, str],
    records: Iterable[Record],
    facets: Mapping[str, str] | None = None,
) -> str:
    """The table as Markdown in HTML.

    Args:
        caption: what the table lists; read out, not shown.
        columns: the headers, each with the class of its cells (`number` for figures).
        records: the rows.
        facets: what the rows may be filtered by, by name, in words.
    """
    listed = list(records)
    rows = [
        {
            "id": Markdown(one.id),
            "facets": one.facets,
            "cells": [
                (header, kind, cell.key, cell.text)
                for (header, kind), cell in zip(columns.items(), one.cells, strict=True)
            ],
        }
        for one in listed
    ]
    return templates.markdown(
        "record_table.md",
        filters=[*_filters(listed, facets or {})],
        caption=caption,
        columns=columns,
        rows=rows,
    )


def _filters(records: Sequence[Record], facets: Mapping[str, str]) -> Iterator[tuple[str, str]]:
    """Where there is room for the buttons that a script makes, so that nothing moves then."""
    for facet, name in facets.items():
        values = {record.facets.get(facet) for record in records}
        if len(values) > 1 and None not in values:
            yield facet, name
