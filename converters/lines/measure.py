"""The measure of a text: whether it is set in lines of one width, as a printed page or a mail is.

A text that keeps one paragraph to a line has none: most lines that break a sentence must be
equally long. Where it has one, the short lines that recur between a full line and the rest of its
sentence are the running heads of its pages.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Collection, Sequence
from dataclasses import dataclass
from functools import lru_cache
from itertools import pairwise
from typing import NamedTuple

from converters import lexicon
from converters.models.line import Line
from converters.text import labels, widths
from converters.text.labels import Label

SPREAD = 2
"""Characters by which full lines differ."""

_CLOSED = re.compile(r"[。！？；：!?;:…][”’」』）)]?$")
_ENDED = re.compile(r"[。！？；：!?;:…》〉][”’」』）)]?$")
_OPEN, _SHUT = re.compile("[(（《〈]"), re.compile("[)）》〉]")
_SENTENCE = re.compile("。.")
_CLOSING = "。！？；：!?;:…"
_LEADERS = re.compile(r"[.．·…]{4}")
_OPENING = re.compile(
    rf"——|[-•●■◆▪·*]\s|[\u4e00-\u9fff]{{2,8}}[:：]"
    rf"|(?:{lexicon.alternatives(lexicon.words('document')['attachment_openings'])})"
)
_MIN_MEASURE, _MAX_MEASURE = 15, 60
_LONGEST = 2 * _MAX_MEASURE + 10
"""In characters, if all are Latin."""
_MIN_SAMPLE = 6
_MOST = 0.7
_MOST_LONGER = 0.05
_INDENT = 1.5
_LONGEST_END = 2
"""So many characters at most tell whether a sentence ends: a mark, and what closes behind it."""

_MOST_REMEMBERED = 2**15
LOST_INDENT = 2
"""Official documents indent a paragraph by two characters (GB/T 9704—2012, 7.3.3)."""


class _Form(NamedTuple):
    """What the text of a line is by itself, wherever it is set.

    Args:
        width: how wide it is, in Han characters.
        label: the label it begins with, if what follows it may be a clause.
        is_opening: whether it begins a paragraph without a label: by a dash, a name and a colon.
        is_closed: whether a sentence, or a part of it, ends with it.
        is_ended: the same, or it ends with the title of a document.
        has_leaders: whether dots in it lead to a page.
    """

    width: float
    label: Label | None
    is_opening: bool
    is_closed: bool
    is_ended: bool
    has_leaders: bool


@lru_cache(maxsize=_MOST_REMEMBERED)
def _form(text: str) -> _Form:
    """The form of a line; noise is looked for by it, and then wraps."""
    chain = labels.decimal(text)
    last = len(text) - _LONGEST_END
    return _Form(
        widths.of_text(text),
        labels.match(text) or (chain if chain and len(chain.numbers) > 1 else None),
        bool(_OPENING.match(text)),
        bool(_CLOSED.search(text, last)),
        bool(_ENDED.search(text, last)),
        bool(_LEADERS.search(text)),
    )


@dataclass(frozen=True)
class Row:
    """A line as it is set: `indent`, without what the whole text is shifted by, in Han."""

    line: Line
    text: str
    indent: float
    is_noise: bool

    @property
    def width(self) -> float:
        """How wide its text is, in Han characters."""
        return _form(self.text).width

    @property
    def label(self) -> Label | None:
        """The label it begins with, if what follows it may be a clause."""
        if self.line.ruling and self.line.ruling.kind == "text":
            return None
        return _form(self.text).label

    @property
    def opens(self) -> bool:
        """Whether it begins a paragraph by what it says: a label, a dash, a name and a colon."""
        return self.label is not None or _form(self.text).is_opening

    @property
    def may_be_heading(self) -> bool:
        """Whether it has a label and no sentence runs on from its heading."""
        return self.label is not None and not _SENTENCE.search(self.text)

    @property
    def is_open(self) -> bool:
        """Whether a bracket that opens in the line does not close in it."""
        return len(_OPEN.findall(self.text)) > len(_SHUT.findall(self.text))

    @property
    def is_closed(self) -> bool:
        """Whether a sentence, or a part of it, ends with the line."""
        return _form(self.text).is_closed

    @property
    def is_ended(self) -> bool:
        """Whether a sentence, a part of it, or the title of a document ends with the line."""
        return _form(self.text).is_ended

    @property
    def has_leaders(self) -> bool:
        """Whether dots lead to a page, as in a list of contents."""
        return _form(self.text).has_leaders

    @property
    def is_plain(self) -> bool:
        """Whether nothing shows that the line begins a paragraph or is none."""
        if self.line.after_blank or self.is_noise or self.indent >= _INDENT:
            return False
        return not (self.opens or self.has_leaders)


@dataclass(frozen=True)
class Habit:
    """How a text is set: its measure in Han characters, and whether paragraphs show their start.

    Where they do not, `lost_indents` says that their first lines are still shorter by an indent.
    """

    measure: int
    indented: bool
    lost_indents: bool = False

    def is_full(self, row: Row, next_row: Row) -> bool:
        """Whether what comes next had no room in the line, measured in Han or in characters."""
        if self.is_beyond(row):
            return False
        wanted = widths.of_first_token(next_row.text)
        lost = 0 if self.indented else LOST_INDENT + 1
        return row.indent + len(row.text) + wanted + lost > self.measure

    def is_beyond(self, row: Row) -> bool:
        """Whether the line is far too long for the measure, as cells side by side are."""
        return row.indent + row.width > self.measure + 2 * SPREAD

    def reaches_measure(self, row: Row) -> bool:
        """Whether the line is too long to have lost an indent."""
        return row.width > self.measure - 1


def rows(lines: Sequence[Line], noise: Collection[int] = ()) -> list[Row]:
    """The lines as they are set.

    Args:
        lines: of the whole file.
        noise: which of them are noise.
    """
    margin = _margin([line.indent for line in lines])
    return [
        Row(line, line.text.text, line.indent - margin, at in noise)
        for at, line in enumerate(lines)
    ]


def _margin(indents: Sequence[float]) -> float:
    """The least indent that is not rare: what the whole text is shifted by."""
    counts = Counter(indents)
    return min((indent for indent in counts if counts[indent] > len(indents) / 20), default=0)


def habit(found: Sequence[Row]) -> Habit | None:
    """The measure of a text that is set in lines, or None."""
    if not _may_be_set(found):
        return None
    set_lines = [
        row
        for row, next_row in pairwise(found)
        if next_row.is_plain
        and not (row.is_noise or row.may_be_heading)
        and not (row.is_ended or row.has_leaders)
    ]
    sample = [row.indent + row.width for row in set_lines]
    long = [width for width in sample if width >= _MIN_MEASURE]
    if len(long) < _MIN_SAMPLE:
        return None
    inner = [row.indent + row.width for row in set_lines if not row.label]  # indents may be lost
    counts = Counter(round(width) for width in inner or long if width >= _MIN_MEASURE)
    if not counts:
        return None
    measure = max(counts, key=lambda width: (counts[width], width))
    if measure > _MAX_MEASURE:
        return None
    shown = [row for row in set_lines if row.indent + row.width >= measure / 2]  # not titles, cells
    near = sum(_is_near(row, measure) for row in shown)
    body = [row for row in found if not (row.is_noise or row.has_leaders)]
    longer = sum(row.width > measure + SPREAD + 1 for row in body)
    if near < _MOST * len(shown) or longer > _MOST_LONGER * len(body):
        return None
    return Habit(measure, _indents_paragraphs(found, measure), _lost_indents(found, measure))


def _is_near(row: Row, measure: int) -> bool:
    """Whether a line ends where the measure does; one with a label may have lost its indent."""
    width = row.indent + row.width
    lost = LOST_INDENT if row.label else 0
    return measure - SPREAD - lost <= width <= measure + SPREAD


def _may_be_set(found: Sequence[Row]) -> bool:
    """Whether the lengths of lines leave it open; most texts are told apart by this alone."""
    broken = sum(
        len(row.text) >= _MIN_MEASURE - SPREAD and row.text[-1] not in _CLOSING for row in found
    )
    longer = sum(len(row.text) > _LONGEST for row in found)
    return broken >= _MIN_SAMPLE and longer <= _MOST_LONGER * len(found)


def _indents_paragraphs(found: Sequence[Row], measure: int) -> bool:
    """Whether a line after a short line that ends a sentence is indented, or stands apart."""
    following = [
        next_row
        for row, next_row in pairwise(found)
        if row.is_closed and row.width < measure - 2 * SPREAD and not next_row.is_noise
    ]
    shown = sum(not row.is_plain for row in following)
    return bool(following) and shown > _MOST * len(following) and _shows_unlabelled(found)


def _lost_indents(found: Sequence[Row], measure: int) -> bool:
    """Whether all lines with a label that go on below end an indent before the measure."""
    first = [
        row.width
        for row, next_row in pairwise(found)
        if row.label and row.indent < 1 and next_row.is_plain and not row.is_closed
    ]
    long = [width for width in first if width >= measure - 2 * SPREAD]
    return len(long) > 1 and max(long) <= measure - 1


def _shows_unlabelled(found: Sequence[Row]) -> bool:
    """Whether a paragraph without a label is set apart somewhere: by an indent, or by a blank line.

    A blank line below a title proves nothing: below a heading or the end of a paragraph it does.
    """
    return any(
        not row.opens
        and (row.indent >= _INDENT or (row.line.after_blank and (above.is_closed or above.label)))
        for above, row in pairwise(found)
    )


def led(found: Sequence[Row]) -> frozenset[str]:
    """The headings, `bare`, that lists of contents lead by dots to their pages."""
    parts = (_LEADERS.split(row.text, maxsplit=1) for row in found)
    return frozenset(bare(first) for first, *rest in parts if rest)


def bare(text: str) -> str:
    """A line without blanks, as it is compared with an entry of a list of contents."""
    return "".join(text.split())


def between_full_lines(found: Sequence[Row]) -> list[int]:
    """Which lines stand, short, between a full line and the rest of its sentence."""
    set_in = habit(found)
    if set_in is None:
        return []
    return [
        at
        for at in range(1, len(found) - 1)
        if found[at].width < set_in.measure - 2 * SPREAD
        and found[at - 1].indent + found[at - 1].width >= set_in.measure - SPREAD
        and not (
            found[at - 1].is_closed or found[at - 1].is_noise or set_in.is_beyond(found[at - 1])
        )
        and found[at + 1].is_plain
    ]
