"""Lines of the reading, before any structure is seen in them."""

from __future__ import annotations

from dataclasses import dataclass

from converters.text.mapped_text import MappedText


@dataclass(frozen=True)
class Line:
    """One line of the reading. `number` is the line of the original where it begins."""

    number: int
    text: MappedText
