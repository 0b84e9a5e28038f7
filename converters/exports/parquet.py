"""A table as Apache Parquet, which pandas, Polars, DuckDB, R and Spark read.

Of the format (https://github.com/apache/parquet-format) what a table of texts and numbers needs:
one page a column, PLAIN, not compressed, no value absent. So the bytes are the same on any machine.
Some rows are a group; groups are made one by one and laid one after the other.
"""

from __future__ import annotations

import struct
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import Literal, NamedTuple

from converters.exports.thrift_compact import Field, encoded, i32, i64, listed, string, structure

Kind = Literal["string", "integer"]
Cell = str | int
Row = Sequence[Cell]

_MAGIC = b"PAR1"
_VERSION = 1
_INT64, _BYTE_ARRAY = 2, 6  # physical types
_REQUIRED = 0  # repetition
_UTF8 = 0  # converted type, for readers that know no logical ones
_PLAIN, _RLE = 0, 3  # encodings
_UNCOMPRESSED = 0
_DATA_PAGE = 0
_TYPES: dict[Kind, int] = {"string": _BYTE_ARRAY, "integer": _INT64}


class Column(NamedTuple):
    """A column: its name, and what its cells are."""

    name: str
    kind: Kind


@dataclass(frozen=True)
class Group:
    """Some rows, column after column: the bytes of each, and how many rows there are."""

    rows: int
    chunks: tuple[bytes, ...]


def group(columns: Sequence[Column], rows: Sequence[Row]) -> Group:
    """Some rows as a group.

    Args:
        columns: of the table.
        rows: each with a cell for every column, of its kind.
    """
    chunks = (
        _page(column.kind, [row[at] for row in rows], len(rows))
        for at, column in enumerate(columns)
    )
    return Group(len(rows), tuple(chunks))


def file(columns: Sequence[Column], groups: Iterable[Group]) -> bytes:
    """The file."""
    out = bytearray(_MAGIC)
    told, count = [], 0
    for one in groups:
        if not one.rows:
            continue
        told.append(structure(_row_group(columns, one, len(out))))
        out += b"".join(one.chunks)
        count += one.rows
    footer = encoded(
        [
            i32(1, _VERSION),
            listed(2, [*map(structure, _schema(columns))]),
            i64(3, count),
            listed(4, told),
        ]
    )
    return bytes(out + footer + struct.pack("<I", len(footer)) + _MAGIC)


def _page(kind: Kind, cells: Sequence[Cell], count: int) -> bytes:
    """The page of a column, its header before it."""
    data = b"".join(map(_text if kind == "string" else _number, cells))
    header = [
        i32(1, _DATA_PAGE),
        i32(2, len(data)),
        i32(3, len(data)),
        Field(5, *structure([i32(1, count), i32(2, _PLAIN), i32(3, _RLE), i32(4, _RLE)])),
    ]
    return encoded(header) + data


def _text(cell: Cell) -> bytes:
    data = str(cell).encode()
    return struct.pack("<I", len(data)) + data


def _number(cell: Cell) -> bytes:
    return struct.pack("<q", cell)


def _schema(columns: Sequence[Column]) -> Iterator[list[Field]]:
    yield [string(4, "rows"), i32(5, len(columns))]
    for column in columns:
        is_text = column.kind == "string"
        logical = [Field(10, *structure([Field(1, *structure([]))]))]
        yield [
            i32(1, _TYPES[column.kind]),
            i32(3, _REQUIRED),
            string(4, column.name),
            *([i32(6, _UTF8), *logical] if is_text else []),
        ]


def _row_group(columns: Sequence[Column], one: Group, at: int) -> list[Field]:
    chunks, begin = [], at
    for column, data in zip(columns, one.chunks, strict=True):
        meta = [
            i32(1, _TYPES[column.kind]),
            listed(2, [i32(0, _PLAIN)]),
            listed(3, [string(0, column.name)]),
            i32(4, _UNCOMPRESSED),
            i64(5, one.rows),
            i64(6, len(data)),
            i64(7, len(data)),
            i64(9, begin),
        ]
        chunks.append(structure([i64(2, begin), Field(3, *structure(meta))]))
        begin += len(data)
    return [listed(1, chunks), i64(2, begin - at), i64(3, one.rows)]
