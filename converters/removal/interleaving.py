"""Noise is taken out before the structure is read, and laid back into it at its place.

So a paragraph goes on across a page number, a list of contents across a running head, and no line
of the file is lost.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import groupby
from typing import NamedTuple, TypeVar

from converters.models import Block, Clause, Emendation, Line, Paragraph, Source, Table
from converters.removal import noise
from converters.text import blanks, labels, widths
from converters.text.mapped_text import MappedText

Node = Block | Clause | Table
Piece = Clause | Paragraph | Table | Block
T = TypeVar("T", bound=Piece)

_OF_PAGES = frozenset(["page-number", "running-head"])
_CLOSED = re.compile(r"[。；：！？;:!?…”’」』》）)]$")
_STOP = re.compile("[。；，：,;:]")
_SENTENCE = re.compile("[。；;]|[，、,]$")
_MIN_HALF = 20
"""So long at least is the half of a paragraph before a page number; cells of tables are shorter."""
_MIN_INDENT = 1.5
_SPREAD = 2
_NOISE = -1


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
        (_NOISE, Block("noise", (Paragraph(line.line.text, line.line.number),), line.rule))
        for line in lines
    ]
    pieces.sort(key=lambda numbered: _start(numbered[1]))
    for key, run in groupby(pieces, key=_block_of):
        if key is None:
            yield from (piece for _, piece in run)
        else:
            blocks = [block for _, block in run if isinstance(block, Block)]
            paragraphs = tuple(part for block in blocks for part in block.paragraphs)
            yield replace(blocks[0], paragraphs=paragraphs)


def _pieces(part: T) -> Iterator[T | Block]:
    if isinstance(part, Block):
        block: Block = part
        yield from (replace(block, paragraphs=(one,)) for one in block.paragraphs)
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
        return part.paragraphs[0].text.starts[0]
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
            yield part.paragraphs[-1].text.ends[-1]
        else:
            yield part.text.ends[-1]
