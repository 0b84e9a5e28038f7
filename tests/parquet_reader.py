"""Parquet read back by its specification: the footer in Thrift's compact protocol, pages in PLAIN."""

from __future__ import annotations

import struct
from typing import Any

MAGIC = b"PAR1"


class _Thrift:
    """A reader of one structure: its fields by their numbers."""

    def __init__(self, data: bytes, at: int = 0) -> None:
        self.data = data
        self.at = at

    def structure(self) -> dict[int, Any]:
        fields: dict[int, Any] = {}
        number = 0
        while head := self._byte():
            number = number + (head >> 4) if head >> 4 else self._integer()
            assert number not in fields
            fields[number] = self._value(head & 15)
        return fields

    def _byte(self) -> int:
        self.at += 1
        return self.data[self.at - 1]

    def _varint(self) -> int:
        number, shift = 0, 0
        while (byte := self._byte()) & 0x80:
            number |= (byte & 0x7F) << shift
            shift += 7
        return number | byte << shift

    def _integer(self) -> int:
        number = self._varint()
        return number >> 1 ^ -(number & 1)

    def _value(self, kind: int) -> Any:
        if kind in (5, 6):
            return self._integer()
        if kind == 8:
            size = self._varint()
            self.at += size
            return self.data[self.at - size : self.at]
        if kind == 9:
            head = self._byte()
            size = head >> 4 if head >> 4 < 15 else self._varint()
            return [self._value(head & 15) for _ in range(size)]
        assert kind == 12, kind
        return self.structure()


def read(data: bytes) -> tuple[list[str], list[tuple[str | int, ...]]]:
    """The names of the columns, and the rows.

    Raises:
        AssertionError: it is no such file, or one of which more is used than is read here.
    """
    assert data[:4] == data[-4:] == MAGIC
    (size,) = struct.unpack("<I", data[-8:-4])
    footer = _Thrift(data[-8 - size : -8])
    told = footer.structure()
    assert footer.at == size
    root, *columns = told[2]
    assert root[5] == len(columns)
    assert all(column[3] == 0 for column in columns)
    rows: list[tuple[str | int, ...]] = []
    at = len(MAGIC)
    for group in told[4]:
        cells = []
        for column, chunk in zip(columns, group[1], strict=True):
            meta = chunk[3]
            assert (meta[1], meta[3], meta[4]) == (column[1], [column[4]], 0)
            assert (chunk[2], meta[9], meta[5]) == (at, at, group[3])
            cells.append(_page(data, at, column[1], group[3], meta[7]))
            at += meta[7]
        rows += zip(*cells, strict=True)
    assert at == len(data) - 8 - size
    assert told[3] == len(rows)
    return [column[4].decode() for column in columns], rows


def _page(data: bytes, at: int, kind: int, count: int, size: int) -> list[str | int]:
    header = _Thrift(data, at)
    told = header.structure()
    assert told[1] == 0
    assert told[2] == told[3] == at + size - header.at
    assert told[5] == {1: count, 2: 0, 3: 3, 4: 3}
    at, end, found = header.at, at + size, list[str | int]()
    while at < end:
        if kind == 2:
            found += struct.unpack_from("<q", data, at)
            at += 8
        else:
            assert kind == 6
            (length,) = struct.unpack_from("<I", data, at)
            found.append(data[at + 4 : at + 4 + length].decode())
            at += 4 + length
    assert (at, len(found)) == (end, count)
    return found
