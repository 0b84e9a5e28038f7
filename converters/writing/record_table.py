"""A list of records as a table that can be sorted, filtered and folded into blocks on a phone."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field

from converters.text import escape


@dataclass(frozen=True)
class Cell:
    """One value as Markdown, and what it is sorted by if that is not its text."""

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
    heads = "".join(
        f'<th scope="col" class="{kind}">{header}</th>' for header, kind in columns.items()
    )
    listed = list(records)
    rows = [_row(columns, record) for record in listed]
    return "\n".join(
        [
            *_filters(listed, facets or {}),
            '<table class="records" markdown="1">',
            f'<caption markdown="span">{escape.markdown(caption)}</caption>',
            f"<thead><tr>{heads}</tr></thead>",
            '<tbody markdown="1">',
            *rows,
            "</tbody>",
            "</table>",
        ]
    )


def _filters(records: Sequence[Record], facets: Mapping[str, str]) -> Iterator[str]:
    """Room for the buttons that a script puts there, so that nothing moves then."""
    for facet, name in facets.items():
        values = {record.facets.get(facet) for record in records}
        if len(values) > 1 and None not in values:
            room = f'<div class="filters" role="group" aria-label="{name}" data-facet="{facet}">'
            yield f"{room}</div>\n"


def _row(columns: Mapping[str, str], record: Record) -> str:
    id_ = f' id="{record.id}"' if record.id else ""
    facets = "".join(
        f' data-{name}="{escape.markdown(value)}"' for name, value in record.facets.items()
    )
    cells = "".join(
        f'<td class="{kind}" data-label="{header}"{_key(cell)} markdown="span">{cell.text}</td>'
        for (header, kind), cell in zip(columns.items(), record.cells, strict=True)
    )
    return f'<tr{id_}{facets} markdown="1">{cells}</tr>'


def _key(cell: Cell) -> str:
    return "" if cell.key is None else f' data-key="{escape.markdown(str(cell.key))}"'
