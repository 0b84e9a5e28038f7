"""An index of texts: for every two characters that stand together, where they do.

The *pairs* of a folded text are its UTF-16 units, each with the next, and the last one with 0,
which no text has: so every character begins a pair, and where it stands is where the pairs do that
begin with it. Where a string stands is where pairs of it do that together cover it, each so far
behind the first: that is exact, and no text need be read for it.

The *list* of a pair has its places in up to four sections, in this order: in what follows the
headings of readings, in the headings (label and heading) themselves, and both again for texts as
received, where a unit has one of its own. A section is numbers: an even one, twice the distance
from the unit before (the first from -1), and then the place in the text; or an odd one, for a place
in the same unit, twice its distance from the place before, and 1. A 0 ends a section if others
follow.

A *file* has many lists, in the order of the pairs (the first unit times 65,536, and the second):
for each the distance from the pair before (the first from 0), how many bytes it has, and these. All
numbers are of seven bits a byte, the lowest first, and the eighth bit says that more follow
(LEB128). It travels as Base64 in a script, since a page from disk may load nothing else;
compressed, that is no larger. Who knows the first pair of every file knows in which one a pair must
be.
"""

from __future__ import annotations

import sys
from array import array
from base64 import b64encode
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from itertools import zip_longest
from typing import NamedTuple

_FULL = 12_000
"""Bytes after which a file takes no further list: a query needs few pairs, each of one file."""

_SECTIONS = 4
_UTF16 = f"utf-16-{'le' if sys.byteorder == 'little' else 'be'}"
_LOW = 0x80


class Indexed(NamedTuple):
    """A folded text of a unit; `head` is how long its label and heading are, in UTF-16 units."""

    unit: int
    text: str
    head: int
    is_received: bool = False


class Lists(NamedTuple):
    """A file: its first pair, and its bytes."""

    first: int
    data: bytes


class Section(NamedTuple):
    """One section of the lists of some texts, in the order of the pairs.

    Args:
        pairs: that have places in it.
        firsts: the first unit of each.
        lasts: the last unit of each.
        sizes: how many bytes of the data are of each.
        data: its places, but for the number of its first unit.
    """

    pairs: array[int]
    firsts: array[int]
    lasts: array[int]
    sizes: array[int]
    data: bytes


class Part(NamedTuple):
    """The lists of the texts of one plan: how many units it has, and where pairs stand in them."""

    units: int
    sections: tuple[Section, ...]


class _Places:
    """The places of one pair, as far as they have been told."""

    __slots__ = ("at", "data", "first", "unit")

    def __init__(self, unit: int, at: int) -> None:
        self.data = bytearray(_number(at))
        self.first = self.unit = unit
        self.at = at


def part(units: int, texts: Iterable[Indexed]) -> Part:
    """The lists of the texts of one plan.

    Args:
        units: how many it has.
        texts: of these, in their order, from 0.
    """
    sections: tuple[dict[int, _Places], ...] = tuple({} for _ in range(_SECTIONS))
    for unit, text, head, is_received in texts:
        pairs = _pairs(text)
        behind = 2 if is_received else 0
        _add(sections[behind + 1], unit, pairs[:head], 0)
        _add(sections[behind], unit, pairs[head:], head)
    return Part(units, tuple(map(_section, sections)))


def _section(places: dict[int, _Places]) -> Section:
    pairs = sorted(places)
    every = [places[pair] for pair in pairs]
    return Section(
        array("I", pairs),
        array("I", (one.first for one in every)),
        array("I", (one.unit for one in every)),
        array("I", (len(one.data) for one in every)),
        b"".join(one.data for one in every),
    )


def _pairs(text: str) -> list[int]:
    units = array("H")
    units.frombytes(text.encode(_UTF16, "surrogatepass"))
    return [before << 16 | after for before, after in zip_longest(units, units[1:], fillvalue=0)]


def _add(sections: dict[int, _Places], unit: int, pairs: list[int], start: int) -> None:
    for at, pair in enumerate(pairs, start):
        one = sections.get(pair)
        if one is None:
            sections[pair] = _Places(unit, at)
            continue
        if one.unit == unit:
            one.data += _number((at - one.at) * 2 + 1)
        else:
            one.data += _number((unit - one.unit) * 2)
            one.data += _number(at)
            one.unit = unit
        one.at = at


class _List:
    """One section of the list of a pair, and the unit that it has come to."""

    __slots__ = ("data", "unit")

    def __init__(self) -> None:
        self.data = bytearray()
        self.unit = -1


def of(parts: Iterable[Part]) -> Iterator[Lists]:
    """The files of the index: units are numbered from plan to plan.

    Args:
        parts: of all plans, in their order.
    """
    sections: tuple[defaultdict[int, _List], ...] = tuple(
        defaultdict(_List) for _ in range(_SECTIONS)
    )
    before = 0
    for one in parts:
        for lists, section in zip(sections, one.sections, strict=True):
            _join(lists, section, before)
        before += one.units
    return _files(sections)


def _join(lists: defaultdict[int, _List], section: Section, before: int) -> None:
    at = 0
    *columns, data = section
    for pair, first, last, size in zip(*columns, strict=True):
        one = lists[pair]
        one.data += _number((before + first - one.unit) * 2)
        one.data += data[at : at + size]
        one.unit = before + last
        at += size


def _files(sections: Sequence[Mapping[int, _List]]) -> Iterator[Lists]:
    first = before = 0
    data = bytearray()
    for pair in sorted({pair for section in sections for pair in section}):
        found = _list([section[pair].data if pair in section else b"" for section in sections])
        if data and len(data) + len(found) > _FULL:
            yield Lists(first, bytes(data))
            data.clear()
        if not data:
            first, before = pair, 0
        data += _number(pair - before) + _number(len(found)) + found
        before = pair
    if data:
        yield Lists(first, bytes(data))


def _list(sections: list[bytes | bytearray]) -> bytes:
    while not sections[-1]:
        sections.pop()
    return b"\0".join(sections)


def numbers(values: Iterable[int]) -> str:
    """Numbers from 0 on, as they travel."""
    return packed(b"".join(map(_number, values)))


def packed(data: bytes) -> str:
    """Bytes as they travel."""
    return b64encode(data).decode("ascii")


def _long_number(value: int) -> bytes:
    data = bytearray()
    while value >= _LOW:
        data.append(value & (_LOW - 1) | _LOW)
        value >>= 7
    data.append(value)
    return bytes(data)


_SHORT = tuple(map(_long_number, range(_LOW * _LOW)))
"""The numbers of one and two bytes: nearly all there are."""


def _number(value: int) -> bytes:
    return _SHORT[value] if value < len(_SHORT) else _long_number(value)
