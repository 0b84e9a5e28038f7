"""Lines of the reading, before any structure is seen in them."""

from __future__ import annotations

from dataclasses import dataclass
from typing import NamedTuple

from converters.models.source import Ruling
from converters.text.mapped_text import MappedText


class Line(NamedTuple):
    """One line of the reading, without the blanks at its ends.

    `number` is the line of the original where it begins (1-based), `indent` the width of the blanks
    before it in Han characters, `after_blank` whether the line before it is blank, `ruling` what
    the editor says that it is, `tabs` how many stand among the blanks before and after it: they
    part empty cells from it.
    """

    number: int
    text: MappedText
    indent: float = 0.0
    after_blank: bool = False
    ruling: Ruling | None = None
    tabs: tuple[int, int] = (0, 0)


class NoiseLine(NamedTuple):
    """A line that is noise, and the rule that calls it so."""

    line: Line
    rule: str

    @property
    def start(self) -> int:
        """Where in the original it begins."""
        return self.line.text.starts[0]


@dataclass(frozen=True)
class Parted:
    """The lines of the text, and apart from them the lines that are noise."""

    text: tuple[Line, ...]
    noise: tuple[NoiseLine, ...]

    @property
    def every(self) -> tuple[Line, ...]:
        """All lines, in the order of the file."""
        lines = (*self.text, *(noise.line for noise in self.noise))
        return tuple(sorted(lines, key=lambda line: line.text.starts[0]))
