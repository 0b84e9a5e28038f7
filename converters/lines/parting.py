"""Noise is taken out before the structure is read: `structure.weaving` lays it back at its place.

So a paragraph goes on across a page number, a list of contents across a running head, and no line
of the file is lost.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

from converters.lines import glued_pages, noise
from converters.models.line import Line, NoiseLine, Parted
from converters.models.located import Problem


class Apart(NamedTuple):
    """The lines and the noise, and what may be noise."""

    parted: Parted
    problems: tuple[Problem, ...]


def apart(lines: Sequence[Line], page_breaks: Sequence[int]) -> Apart:
    """The lines of the text without the noise. What is noise is judged here and nowhere else.

    Args:
        lines: of the whole file.
        page_breaks: places of the original where the file broke a page.
    """
    split, pages, problems = glued_pages.parted(lines)
    found = noise.find(split, page_breaks, pages)
    parted = Parted(
        tuple(line for at, line in enumerate(split) if at not in found),
        tuple(NoiseLine(split[at], rule) for at, rule in found.items()),
    )
    return Apart(parted, problems)
