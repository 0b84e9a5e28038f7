"""The keys of the table of what there is to go to, in order, written so that they take little room.

A key is a name, its pinyin or its initials, or the end of one: what a query begins, the end of a
name begins too that has the query inside. So whatever holds a query stands together, and a query
needs no more files than hold what begins so. Of a beginning that many keys have there is a head:
what a query of it leads to first of all, so that nobody need read them all. An end is cut where it
is told from its neighbours, and how much is cut off is said.

A row is `<key> <lists>`; the key begins with how much it has of the key before, and the lists are
numbers, of five bits each. All keys are folded, so that none has a blank.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from heapq import nsmallest
from itertools import chain, groupby, pairwise
from typing import NamedTuple, TypeVar

_Item = TypeVar("_Item")

MOST = 24
"""Entries that a list has: more than any list of answers shows."""

FULL = 12_000
"""Bytes after which a file of keys takes nothing more, each key by itself; no more need be read of
what begins alike without a head."""

_FIELDS = range(3)
"""Names, pinyin, initials."""

_WHOLE, _TAIL, _STARTS, _PARTS, _CUT = range(0, 15, 3)
"""What a list is, with the number of its field: what bears the key; what ends with it; what begins
with more than the key, what has more than it inside; last, how much of the key is cut off."""

_TAGS = 16
_DIGITS = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_"
_MORE = 32
_LONGEST_SHARED = 63
_SLACK = 4
"""Latin letters that an end has more than it needs: nothing but the key tells what is spelt so."""


class Bearer(NamedTuple):
    """What bears a key: the lowest `order` stands first where the key is all that is typed."""

    order: tuple[int, ...]
    number: int


@dataclass
class Key:
    """A key, and by field what it is a whole name of and what ends with it."""

    text: str
    whole: tuple[list[Bearer], ...] = field(default_factory=lambda: ([], [], []))
    tails: tuple[set[int], ...] = field(default_factory=lambda: (set(), set(), set()))


class _Row(NamedTuple):
    text: str
    lists: tuple[tuple[int, Sequence[int]], ...]
    cut: int = 0


class _Tops(NamedTuple):
    """Of some keys by field the first that begin so, and the first that have it inside."""

    starts: tuple[list[int], ...]
    parts: tuple[list[int], ...]


class File(NamedTuple):
    """What tells the file from the one before, and what is in it."""

    first: str
    rows: str


def files(keys: Iterable[Key]) -> Iterator[File]:
    """The files of some keys, none of which is there twice."""
    ordered = sorted(keys, key=lambda one: in_utf16(one.text))
    rows = [*_cut([_row(one) for one in ordered])]
    before = ""
    for part in split(_with_heads(rows), _size, FULL):
        first = part[0].text
        yield File(first[: shared(before, first) + 1], "".join(_written(part)))
        before = part[-1].text


def in_utf16(text: str) -> bytes:
    """By which JavaScript compares."""
    return text.encode("utf-16-be", "surrogatepass")


def units(text: str) -> int:
    """How long JavaScript takes it to be."""
    return len(in_utf16(text)) // 2


def shared(one: str, other: str) -> int:
    """How many characters two keys begin with alike."""
    count = 0
    for char, another in zip(one, other, strict=False):
        if char != another:
            break
        count += 1
    return count


def split(
    items: Iterable[_Item], size_of: Callable[[_Item], int], full: int
) -> Iterator[list[_Item]]:
    """What each file has of some items, in order: it takes nothing more once it has so much."""
    part: list[_Item] = []
    size = 0
    for item in items:
        if size >= full:
            yield part
            part, size = [], 0
        part.append(item)
        size += size_of(item)
    if part:
        yield part


def _row(key: Key) -> _Row:
    whole = ((_WHOLE + at, _first_of(key.whole[at])) for at in _FIELDS)
    borne = ({one.number for one in of} for of in key.whole)
    tails = ((_TAIL + at, nsmallest(MOST, key.tails[at] - own)) for at, own in enumerate(borne))
    return _Row(key.text, tuple((tag, found) for tag, found in (*whole, *tails) if found))


def _first_of(bearers: Iterable[Bearer]) -> list[int]:
    """Those that are first if the key is typed, and if only its beginning is."""
    ordered = [*dict.fromkeys(one.number for one in sorted(bearers))]
    wanted = {*ordered[:MOST], *nsmallest(MOST, ordered)}
    return [number for number in ordered if number in wanted]


def _cut(rows: Sequence[_Row]) -> Iterator[_Row]:
    """Rows of ends alone without what no neighbour makes necessary."""
    alike = [0, *(shared(one.text, other.text) for one, other in pairwise(rows)), 0]
    for row, before, after in zip(rows, alike, alike[1:], strict=False):
        slack = _SLACK if row.text.isascii() else 0
        length = max(before, after) + 1 + slack
        if length < len(row.text) and all(tag >= _TAIL for tag, _ in row.lists):
            yield _Row(row.text[:length], row.lists, units(row.text[length:]))
        else:
            yield row


def _with_heads(rows: Sequence[_Row]) -> list[_Row]:
    """The rows, and heads among them or as lists of a row that is there."""
    sizes = [0]
    for row in rows:
        sizes.append(sizes[-1] + _size(row))
    heads: dict[str, tuple[tuple[int, Sequence[int]], ...]] = {}
    _tops(rows, sizes, (0, len(rows)), 0, heads)
    own = {row.text for row in rows}
    found = [row._replace(lists=(*row.lists, *heads.get(row.text, ()))) for row in rows]
    found += [_Row(text, lists) for text, lists in heads.items() if text not in own]
    return sorted(found, key=lambda row: in_utf16(row.text))


def _tops(
    rows: Sequence[_Row],
    sizes: Sequence[int],
    span: tuple[int, int],
    depth: int,
    heads: dict[str, tuple[tuple[int, Sequence[int]], ...]],
) -> _Tops:
    """What is first of a span of rows that begin alike; notes the heads that it needs.

    Args:
        rows: all of them.
        sizes: of all that come before each row.
        span: of the rows that are meant.
        depth: so much they are known to have in common.
        heads: by key, to which those of the span are added.
    """
    start, end = span
    if sizes[end] - sizes[start] <= FULL:
        return _joined(map(_tops_of, rows[start:end]))
    depth += shared(rows[start].text[depth:], rows[end - 1].text[depth:])
    text = rows[start].text[:depth]
    is_own = len(rows[start].text) == depth
    parts = []
    for _, same in groupby(range(start + is_own, end), lambda at: rows[at].text[depth]):
        every = [*same]
        parts.append(_tops(rows, sizes, (every[0], every[-1] + 1), depth + 1, heads))
    longer = _joined(parts)
    if text:
        tagged = (
            *((_STARTS + at, found) for at, found in enumerate(longer.starts)),
            *((_PARTS + at, found) for at, found in enumerate(longer.parts)),
        )
        heads[text] = tuple((tag, found) for tag, found in tagged if found)
    return _joined([_tops_of(rows[start]), longer]) if is_own else longer


def _tops_of(row: _Row) -> _Tops:
    found = dict(row.lists)
    return _Tops(
        tuple([*found.get(_WHOLE + at, ())] for at in _FIELDS),
        tuple([*found.get(_TAIL + at, ())] for at in _FIELDS),
    )


def _joined(parts: Iterable[_Tops]) -> _Tops:
    every = [*parts]
    return _Tops(
        tuple(_least(one.starts[at] for one in every) for at in _FIELDS),
        tuple(_least(one.parts[at] for one in every) for at in _FIELDS),
    )


def _least(lists: Iterable[Sequence[int]]) -> list[int]:
    return nsmallest(MOST, {*chain.from_iterable(lists)})


def _size(row: _Row) -> int:
    """Of a row by itself, in bytes; what it has in common with another is taken off elsewhere."""
    return len(row.text.encode("utf-8", "surrogatepass")) + len(_lists(row)) + 3


def _written(rows: Iterable[_Row]) -> Iterator[str]:
    before = ""
    for row in rows:
        kept = min(_LONGEST_SHARED, shared(before, row.text))
        while (size := units(row.text[:kept])) > _LONGEST_SHARED:
            kept -= 1
        yield f"{_DIGITS[size]}{row.text[kept:]} {_lists(row)} "
        before = row.text


def _lists(row: _Row) -> str:
    told = [*row.lists]
    written = [_number(row.cut * _TAGS + _CUT)] if row.cut else []
    for tag, found in told:
        written.append(_number(len(found) * _TAGS + tag))
        before = 0
        for number in found:
            step = number - before
            # What bears a key stands in the order of its answers, all else in that of its numbers.
            written.append(_number((step << 1) ^ (step >> 63) if tag < _TAIL else step))
            before = number
    return "".join(written)


def _number(value: int) -> str:
    digits = []
    while value >= _MORE:
        digits.append(_DIGITS[_MORE + value % _MORE])
        value //= _MORE
    return "".join((*digits, _DIGITS[value]))
