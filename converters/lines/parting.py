"""Noise is taken out before the structure is read: `structure.weaving` lays it back at its place.

So a paragraph goes on across a page number, a list of contents across a running head, and no line
of the file is lost.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

from converters.lines import glued_labels, glued_pages, noise
from converters.models.line import Line, NoiseLine, Parted
from converters.models.located import Problem

RULED, RULED_WORDS = "ruling", "编者所定"
"""The rule of lines that the editor calls noise: its name, and what the 校勘记 calls it."""


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
    split, pages, problems = glued_pages.parted([*glued_labels.parted(lines)])
    ruled = {at: rule for at, line in enumerate(split) if (rule := _ruled_noise(line))}
    found = {
        at: rule
        for at, rule in noise.find(split, page_breaks, pages, ruled).items()
        if not split[at].ruling
    }
    found |= ruled
    found = dict(sorted(found.items()))
    parted = Parted(
        tuple(line for at, line in enumerate(split) if at not in found),
        tuple(NoiseLine(split[at], rule) for at, rule in found.items()),
    )
    return Apart(parted, problems)


def _ruled_noise(line: Line) -> str:
    """The rule of a line that the editor or the file says to be noise; empty if neither does."""
    is_noise = line.ruling is not None and line.ruling.kind == "noise"
    return (line.ruling.rule or RULED) if is_noise and line.ruling else ""
