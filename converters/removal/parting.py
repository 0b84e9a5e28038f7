"""Noise is taken out before the structure is read: `structure.weaving` lays it back at its place.

So a paragraph goes on across a page number, a list of contents across a running head, and no line
of the file is lost.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import NamedTuple

from converters.models.emendation import Emendation
from converters.models.line import Line
from converters.models.source import Source
from converters.removal import noise
from converters.text import blanks, labels, widths
from converters.text.mapped_text import MappedText

_OF_PAGES = frozenset(["page-number", "running-head"])
_CLOSED = re.compile(r"[。；：！？;:!?…”’」』》）)]$")
_STOP = re.compile("[。；，：,;:]")
_SENTENCE = re.compile("[。；;]|[，、,]$")
_MIN_HALF = 20
"""So long at least is the half of a paragraph before a page number; cells of tables are shorter."""
_MIN_INDENT = 1.5
_SPREAD = 2


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


def apart(source: Source, lines: Sequence[Line], emendations: Iterable[Emendation]) -> Parted:
    """The lines of the text without the noise; a paragraph that a page number cut is whole again.

    Args:
        source: says how the lines are indented.
        lines: of the whole document.
        emendations: say where the file broke pages and lines.
    """
    numbers: set[int] = set()
    split: list[Line] = []
    for line in lines:
        parts = noise.parted(line)
        if len(parts) > 1:
            numbers.add(len(split))
        split += parts
    made = tuple(emendations)
    breaks = [one.span.start for one in made if one.rule == "page-break"]
    breaks += _cut_sentences(source, split, made)
    found = noise.find(split, breaks) | dict.fromkeys(numbers, noise.rule("page-number"))
    text: list[Line] = []
    for at, line in enumerate(split):
        if at in found:
            continue
        cut = text and found.get(at - 1) in _OF_PAGES and at - 1 not in numbers
        if cut and _goes_on(text[-1].text.text, line, source):
            text[-1] = Line(text[-1].number, MappedText.joined(text[-1].text, line.text))
        else:
            text.append(line)
    return Parted(tuple(text), tuple(NoiseLine(split[at], found[at]) for at in sorted(found)))


def _cut_sentences(
    source: Source, lines: Sequence[Line], emendations: Iterable[Emendation]
) -> Iterator[int]:
    """Where a line begins that stands between a full line and the rest of its sentence.

    How long a full line is follows from those that a rule has joined; so the cells of a table,
    which repeat too and end without a stop, are not meant.
    """
    joints = (made.span.start for made in emendations if made.rule == "wrapped-line")
    found = Counter(round(_width(source, place)) for place in joints)
    if not found:
        return
    ((measure, _),) = found.most_common(1)
    for before, line, after in zip(lines, lines[1:], lines[2:], strict=False):
        is_full = _width(source, before.text.ends[-1]) >= measure - _SPREAD
        if is_full and _goes_on(before.text.text, after, source):
            yield line.text.starts[0]


def _width(source: Source, end: int) -> float:
    """The width of a line of the file as far as `end`, its indent counted."""
    line = source.text[source.text.rfind("\n", 0, end) + 1 : end]
    solid = line.strip(blanks.CHARS)
    indent = line[: line.index(solid)]
    return widths.of_blanks(indent) + widths.of_text(solid)


def _goes_on(before: str, line: Line, source: Source) -> bool:
    """Whether a line is surely the rest of the paragraph before the page number."""
    after = line.text.text
    if len(before) < _MIN_HALF or _CLOSED.search(before) or not _STOP.search(after):
        return False
    both_latin = before[-1].isascii() and after[0].isascii()
    if both_latin or labels.match(after) or _indent(line, source) >= _MIN_INDENT:
        return False
    return bool(_SENTENCE.search(before) if labels.match(before) else _STOP.search(before))


def _indent(line: Line, source: Source) -> float:
    """The width of the blanks before a line, in Han characters."""
    start = line.text.starts[0]
    before = source.text[source.line_span(line.number).start : start]
    return widths.of_blanks(before)
