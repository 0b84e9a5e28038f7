"""Values in the compact protocol of Apache Thrift, in which Parquet tells of itself.

https://github.com/apache/thrift/blob/master/doc/specs/thrift-compact-protocol.md
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import NamedTuple

_I32, _I64, _BINARY, _LIST, _STRUCT = 5, 6, 8, 9, 12
_END = b"\0"
_LOW, _MORE = 0x7F, 0x80
"""Of a byte, what holds a part of a number, and what says that there are further ones."""

_SHORT = 15
"""A list of fewer members, and a step of no more between two fields, is told in half a byte."""


class Value(NamedTuple):
    """A value: its type, and its bytes."""

    type: int
    data: bytes


class Field(NamedTuple):
    """A value under the number that it has in its structure."""

    id: int
    type: int
    data: bytes


def i32(id_: int, number: int) -> Field:
    """An integer of 32 bits."""
    return Field(id_, _I32, _zigzag(number))


def i64(id_: int, number: int) -> Field:
    """An integer of 64 bits."""
    return Field(id_, _I64, _zigzag(number))


def string(id_: int, text: str) -> Field:
    """A text."""
    data = text.encode()
    return Field(id_, _BINARY, _varint(len(data)) + data)


def structure(fields: Iterable[Field]) -> Value:
    """A structure, as the value of a field or a member of a list."""
    return Value(_STRUCT, encoded(fields))


def listed(id_: int, members: Sequence[Value | Field]) -> Field:
    """A list; its members are of one type."""
    kind = members[0].type if members else _STRUCT
    size = len(members)
    if size < _SHORT:
        head = bytes([size << 4 | kind])
    else:
        head = bytes([_SHORT << 4 | kind]) + _varint(size)
    return Field(id_, _LIST, head + b"".join(one.data for one in members))


def encoded(fields: Iterable[Field]) -> bytes:
    """A structure by itself.

    Args:
        fields: by their numbers, upwards.
    """
    out, last = bytearray(), 0
    for id_, kind, data in fields:
        step = id_ - last
        out += bytes([step << 4 | kind]) if step <= _SHORT else bytes([kind]) + _zigzag(id_)
        out += data
        last = id_
    return bytes(out + _END)


def _zigzag(number: int) -> bytes:
    return _varint(number << 1 ^ number >> 63)


def _varint(number: int) -> bytes:
    out = bytearray()
    while number > _LOW:
        out.append(number & _LOW | _MORE)
        number >>= 7
    out.append(number)
    return bytes(out)
