"""Noise laid back into the structure at its place, so that no line of the file is lost."""

from __future__ import annotations

from bisect import bisect_right
from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from itertools import groupby
from typing import TypeVar

from converters.models.line import NoiseLine
from converters.models.unit import Part
from converters.structure.tree import Block, Clause, Node, Table

Piece = Clause | Part | Table | Block
T = TypeVar("T", bound=Piece)

_NOISE = -1


def woven(body: Sequence[Node], lines: Sequence[NoiseLine]) -> tuple[Node, ...]:
    """The body with every line of noise where it stood: in its clause, or between the top parts."""
    starts = [_start(node) for node in body]
    ends = [_last(node) for node in body] if lines else []
    inside: defaultdict[int, list[NoiseLine]] = defaultdict(list)
    outside: list[NoiseLine] = []
    for line in lines:
        at = bisect_right(starts, line.start) - 1
        within = at >= 0 and line.start < ends[at]
        (inside[at] if within else outside).append(line)
    filled = (
        _filled(node, inside[at]) if isinstance(node, Clause) else node
        for at, node in enumerate(body)
    )
    return tuple(_merged(filled, outside))


def _filled(clause: Clause, lines: Sequence[NoiseLine]) -> Clause:
    """The clause with each line in its own content or that of a clause below."""
    if not lines:
        return clause
    starts = [_start(child) for child in clause.children]
    shares: defaultdict[int, list[NoiseLine]] = defaultdict(list)
    for line in lines:
        shares[bisect_right(starts, line.start) - 1].append(line)
    children = tuple(_filled(child, shares[at]) for at, child in enumerate(clause.children))
    return replace(clause, content=tuple(_merged(clause.content, shares[-1])), children=children)


def _merged(parts: Iterable[T], lines: Sequence[NoiseLine]) -> Iterator[T | Block]:
    """Parts and noise in the order of the file; a block that noise stands in is parted by it."""
    if not lines:
        yield from parts
        return
    pieces = [(number, piece) for number, part in enumerate(parts) for piece in _pieces(part)]
    pieces += [
        (_NOISE, Block("noise", (Part(line.line.text, line.line.number),), line.rule))
        for line in lines
    ]
    pieces.sort(key=lambda numbered: _start(numbered[1]))
    for key, run in groupby(pieces, key=_block_of):
        if key is None:
            yield from (piece for _, piece in run)
        else:
            blocks = [block for _, block in run if isinstance(block, Block)]
            whole = tuple(part for block in blocks for part in block.parts)
            yield replace(blocks[0], parts=whole)


def _pieces(part: T) -> Iterator[T | Block]:
    if isinstance(part, Block):
        block: Block = part
        yield from (replace(block, parts=(one,)) for one in block.parts)
    else:
        yield part


def _block_of(numbered: tuple[int, Piece]) -> tuple[int, str | None] | None:
    """What tells the blocks apart that pieces come from; noise of one rule is one block."""
    number, part = numbered
    return (number, part.rule) if isinstance(part, Block) else None


def _start(part: Piece) -> int:
    """Where in the original a part begins."""
    if isinstance(part, Clause):
        return (part.label or part.heading).starts[0]
    if isinstance(part, Table):
        return part.parts[0].starts[0]
    if isinstance(part, Block):
        return part.parts[0].text.starts[0]
    return part.text.starts[0]


def _last(node: Node) -> int:
    """Where the text of a clause and of all below it ends; nothing stands inside of others."""
    if not isinstance(node, Clause):
        return 0
    return max(end for below in node.walk() for end in _ends(below))


def _ends(clause: Clause) -> Iterator[int]:
    yield (clause.heading or clause.label).ends[-1]
    for part in clause.content:
        if isinstance(part, Table):
            yield part.parts[-1].ends[-1]
        elif isinstance(part, Block):
            yield part.parts[-1].text.ends[-1]
        else:
            yield part.text.ends[-1]
