"""The rows of `structure:` in a `.yml`: what the editor says that lines are."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from itertools import pairwise
from pathlib import Path
from typing import Any

from converters import lexicon
from converters.ingest.located_yaml import KEY, Path_
from converters.models.located import InputError, Position
from converters.models.source import Ruling
from converters.text.layers import BY_LETTER, RUN_IN

_KINDS = lexicon.glossary("rulings")
_LAYERS = tuple(letter for letter in BY_LETTER if letter != RUN_IN)
_MIN_COLUMNS = 2


def read(
    path: Path,
    rows: Sequence[Mapping[str, Any]],
    places: Mapping[Path_, Position],
    line_count: int,
) -> tuple[Ruling, ...]:
    """The rulings of a `.yml`, in the order of the lines that they name.

    Args:
        path: of the `.yml`.
        rows: as they are written; the schema has seen to their types.
        places: where each value of the file stands.
        line_count: how many lines the source has.

    Raises:
        InputError: a row names a line that is not there or that another names too, it does not
            say what the lines are, or it lacks what that needs; with the place.
    """
    reader = _Reader(path, places, line_count)
    found = sorted(
        ((reader.ruling(at, row), at) for at, row in enumerate(rows)),
        key=lambda one: (one[0].line, one[1]),
    )
    for (before, _), (ruling, at) in pairwise(found):
        if ruling.line <= before.to:
            said = f"第 {ruling.line} 行已有一行更正说过（第 {before.line} 行起），只能说一次"
            raise reader.refused((at, "line"), said)
    return tuple(ruling for ruling, _ in found)


class _Reader:
    def __init__(self, path: Path, places: Mapping[Path_, Position], line_count: int) -> None:
        self._path = path
        self._places = places
        self._line_count = line_count

    def refused(self, at: Path_, message: str) -> InputError:
        line, col = self._places["structure", *at]
        return InputError(self._path, line, col + 1, message)

    def ruling(self, at: int, row: Mapping[str, Any]) -> Ruling:
        kind, first = row["is"], row["line"]
        last = row.get("to", first)
        if kind not in _KINDS:
            known = "、".join(f"{name}（{word}）" for name, word in _KINDS.items())
            raise self.refused((at, "is"), f"没有“{kind}”这一种；is 应为 {known}")
        for key, number in (("line", first), ("to", last)):
            if number > self._line_count:
                said = f"没有第 {number} 行，原文共 {self._line_count} 行"
                raise self.refused((at, key), said)
        if last < first:
            raise self.refused((at, "to"), f"末行（{last}）在首行（{first}）之前")
        return Ruling(
            first, last, kind, row["ground"], self._layer(at, row), self._columns(at, row)
        )

    def _layer(self, at: int, row: Mapping[str, Any]) -> str:
        layer = row.get("layer")
        if row["is"] != "heading":
            if layer is not None:
                raise self.refused((at, "layer", KEY), "只有 heading 才写 layer")
            return ""
        known = "、".join(_LAYERS)
        if layer is None:
            raise self.refused((at,), f"heading 须写 layer（层次的字母：{known}）")
        if layer not in _LAYERS:
            raise self.refused((at, "layer"), f"没有“{layer}”这一层；layer 应为 {known}")
        return str(layer)

    def _columns(self, at: int, row: Mapping[str, Any]) -> int:
        columns = row.get("columns")
        if row["is"] not in ("table", "box"):
            if columns is not None:
                raise self.refused((at, "columns", KEY), "只有 table、box 才写 columns")
            return 0
        if columns is None and row["is"] == "table":
            raise self.refused((at,), f"table 须写 columns（列数，不少于 {_MIN_COLUMNS}）")
        if columns is not None and columns < _MIN_COLUMNS:
            raise self.refused((at, "columns"), f"列数不少于 {_MIN_COLUMNS}")
        return columns or 0
