"""Noise is taken out before the structure is read: `structure.weaving` lays it back at its place.

So a paragraph goes on across a page number, a list of contents across a running head, and no line
of the file is lost.
"""

from __future__ import annotations

from collections.abc import Sequence

from converters.lines import noise
from converters.models.line import Line, NoiseLine, Parted


def apart(lines: Sequence[Line], page_breaks: Sequence[int]) -> Parted:
    """The lines of the text without the noise. What is noise is judged here and nowhere else.

    Args:
        lines: of the whole file.
        page_breaks: places of the original where the file broke a page.
    """
    split = [part for line in lines for part in noise.parted(line)]
    found = noise.find(split, page_breaks)
    return Parted(
        tuple(line for at, line in enumerate(split) if at not in found),
        tuple(NoiseLine(split[at], rule) for at, rule in found.items()),
    )
