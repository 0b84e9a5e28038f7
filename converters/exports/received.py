"""A source as a script, for the page that shows the text as received without any server.

A page opened from disk may not read a file, but may load a script beside it. Of what was received
the texts of the plan (`search.scripts`) have nearly all, so that here is only how it is put
together of them: what they have not, and what of them follows.
"""

from __future__ import annotations

import json
from collections.abc import Iterator
from itertools import groupby
from pathlib import Path
from typing import Any, NamedTuple

from converters.models.page import Page
from converters.models.plan import Plan
from converters.text import alphabet, escape
from converters.text.json_value import Json
from converters.text.mapped_text import MappedText

_FEWEST = 4
"""Characters that are worth a piece of their own."""

_HEADS = 3
"""Pieces of a unit before its cells: label, heading, separator."""


class _Piece(NamedTuple):
    """A stretch of the file that stands in the texts, too: where in both, and how long it is."""

    start: int
    place: int
    length: int


def page(plan: Plan, texts: str) -> Page:
    """`received.js` of a plan.

    Args:
        plan: with ids.
        texts: as the search has them, in JavaScript.
    """
    return Page(Path(f"plans/{plan.work}/received.js"), dump(plan, texts))


def dump(plan: Plan, texts: str) -> str:
    """One statement that hands over of which texts it is put together, and how.

    That is, in turn: characters that stand in the file alone, how many of the texts are passed over
    (from where the last piece ended, or less than none), how many follow from there. Control
    characters are their symbols.
    """
    value: Json = [plan.work, alphabet.sign(texts), [*_steps(plan, texts)]]
    return f"library.received = {escape.script(value)};\n"


def _steps(plan: Plan, texts: str) -> Iterator[str | int]:
    received = escape.visible(plan.source.text)
    at = place = 0
    for piece in _pieces(plan, received, _whole(texts)):
        if piece.length >= _FEWEST:
            yield from (received[at : piece.start], piece.place - place, piece.length)
            at, place = piece.start + piece.length, piece.place + piece.length
    yield from (received[at:], 0, 0)


def _whole(texts: str) -> list[str]:
    """The texts of the units, one by one."""
    units: dict[str, list[Any]] = json.loads(texts)["units"]
    columns = (units[name] for name in ("label", "heading", "separator", "body"))
    return ["".join(parts) for parts in zip(*columns, strict=True)]


def _pieces(plan: Plan, received: str, whole: list[str]) -> Iterator[_Piece]:
    """What the file and the texts have in common, in the order of the file, none twice."""
    last = _Piece(0, 0, 0)
    for piece in sorted(_kept(plan, received, whole)):
        end = last.start + last.length
        cut = max(0, end - piece.start)
        start, place, length = piece.start + cut, piece.place + cut, piece.length - cut
        if length <= 0:
            continue
        if (start, place) == (end, last.place + last.length):
            last = last._replace(length=last.length + length)
            continue
        yield last
        last = _Piece(start, place, length)
    yield last


def _kept(plan: Plan, received: str, whole: list[str]) -> Iterator[_Piece]:
    """The stretches of each unit that both sides have, character by character."""
    before = 0
    for unit, text in zip(plan.units, whole, strict=True):
        at = 0
        is_row = unit.is_table or unit.kind == "row"
        cells = [cell for cell in unit.cells if cell or not is_row]
        for number, own in enumerate((unit.label, unit.heading, unit.separator, *cells)):
            at += number > _HEADS  # what stands between two cells
            for start, first, length in _stretches(own, received, text[at : at + len(own)]):
                yield _Piece(start, before + at + first, length)
            at += len(own)
        before += len(text)


def _stretches(own: MappedText, received: str, shown: str) -> Iterator[tuple[int, int, int]]:
    """Where a text as it is shown is as received: in the file, in the text, how long."""

    def is_kept(at: int) -> bool:
        start = own.starts[at]
        return own.ends[at] - start == 1 and received[start] == shown[at]

    def line(numbered: tuple[int, int]) -> tuple[int, int]:
        number, at = numbered
        return own.starts[at] - at, at - number

    for _, run in groupby(enumerate(filter(is_kept, range(len(own)))), line):
        places = [at for _, at in run]
        yield own.starts[places[0]], places[0], len(places)
