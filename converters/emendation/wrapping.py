"""Lines broken at a fixed measure, as a printed page or a mail is, and where they go on.

Nothing is joined in a text that keeps one paragraph to a line: most lines that break a sentence
must be equally long. Where the text lost its indents, the end of a full line that ends a sentence
may be the end of a paragraph, and stays.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import pairwise

from converters import lexicon
from converters.models.line import Line
from converters.removal import noise, page_numbers
from converters.structure import numbering
from converters.text import blanks, widths
from converters.text.labels import Label
from converters.text.mapped_text import MappedText

_EDGES = blanks.CHARS + "\x0b\x0c"
_CLOSED = re.compile(r"[。！？；：!?;:…][”’」』）)]?$")
_ENDED = re.compile(r"[。！？；：!?;:…》〉][”’」』）)]?$")
_OPEN, _SHUT = re.compile("[(（《〈]"), re.compile("[)）》〉]")
_CLOSING = "。！？；：!?;:…"
_STOP = re.compile("[。，；：！？,;:!?]")
_SENTENCE = re.compile("[。；;]")
_LEADERS = re.compile(r"[.．·…]{4}")
_TOKEN = re.compile(r"[!-~]+|[“‘（(《〈「『【〔]*[^!-~][，。；：、！？）》”’,.;:!?)]*")
_OPENING = re.compile(
    rf"——|[-•●■◆▪·*]\s|[\u4e00-\u9fff]{{2,8}}[:：]"
    rf"|(?:{lexicon.alternatives(lexicon.words('document')['attachment_openings'])})"
)
_MIN_MEASURE, _MAX_MEASURE = 15, 60
_LONGEST = 2 * _MAX_MEASURE + 10
"""In characters, if all are Latin."""
_SPREAD = 2
_MIN_SAMPLE = 6
_MOST = 0.7
_MOST_LONGER = 0.03
_INDENT = 1.5
_LOST_INDENT = 2
"""Official documents indent a paragraph by two characters (GB/T 9704—2012, 7.3.3)."""


@dataclass(frozen=True)
class _Row:
    """A line that is not blank: its text stands at `start:end`, `indent` and `width` in Han."""

    start: int
    end: int
    text: str
    indent: float
    width: float
    after_blank: bool
    noise: bool
    label: Label | None

    @property
    def opens(self) -> bool:
        """Whether it begins a paragraph by what it says: a label, a dash, a name and a colon."""
        return self.label is not None or bool(_OPENING.match(self.text))

    @property
    def is_open(self) -> bool:
        """Whether a bracket that opens in the line does not close in it."""
        return len(_OPEN.findall(self.text)) > len(_SHUT.findall(self.text))

    @property
    def is_closed(self) -> bool:
        """Whether a sentence, or a part of it, ends with the line."""
        return bool(_CLOSED.search(self.text))


@dataclass(frozen=True)
class _Habit:
    """How a text is set: its measure in Han characters, and whether paragraphs show their start."""

    measure: int
    indented: bool

    def is_full(self, row: _Row, next_row: _Row) -> bool:
        """Whether what comes next had no room in the line, measured in Han or in characters."""
        token = _TOKEN.match(next_row.text)
        wanted = widths.of_text(token[0]) if token else 1
        lost = 0 if self.indented else _LOST_INDENT + 1
        return row.indent + len(row.text) + wanted + lost > self.measure

    def reaches_measure(self, row: _Row) -> bool:
        """Whether the line is too long to have lost an indent."""
        return row.width > self.measure - 1


def joints(text: str) -> Iterator[tuple[int, int, str]]:
    """Where a line goes on in the next: start and end of what stands between, and its reading.

    The reading is empty, or a blank between two Latin words.
    """
    rows = _rows(text) if _may_be_wrapped(text) else []
    habit = _habit(rows)
    if habit is None:
        return
    heads = _running_heads(rows, habit)
    rows = [replace(row, noise=row.noise or at in heads) for at, row in enumerate(rows)]
    begins = True
    for row, next_row in pairwise(rows):
        joins = not row.noise and habit.is_full(row, next_row)
        if row.is_open:
            joins = joins and not (next_row.noise or next_row.after_blank)
        else:
            joins = joins and _is_plain(next_row) and _goes_on(row, next_row, habit, begins=begins)
        if joins:
            yield row.end, next_row.start, _between(row.text[-1], next_row.text[0])
        begins = not joins


def _running_heads(rows: Sequence[_Row], habit: _Habit) -> set[int]:
    """The short lines that recur, each between a full line and the rest of its sentence."""
    places = [
        at
        for at in range(1, len(rows) - 1)
        if noise.may_run(rows[at].text)
        and rows[at].width < habit.measure - 2 * _SPREAD
        and rows[at - 1].indent + rows[at - 1].width >= habit.measure - _SPREAD
        and not (rows[at - 1].is_closed or rows[at - 1].noise)
        and _is_plain(rows[at + 1])
    ]
    counts = Counter(noise.running_name(rows[at].text) for at in places)
    return {
        at for at in places if counts[noise.running_name(rows[at].text)] >= noise.MIN_RUNNING_HEADS
    }


def _between(before: str, after: str) -> str:
    """What stood at a line end: a blank between two words, nothing inside a number or a code."""
    return " " if all(char.isascii() and char.isalpha() for char in (before, after)) else ""


def _may_be_wrapped(text: str) -> bool:
    """Whether the lengths of lines leave it open; most texts are told apart by this alone."""
    lines = [solid for line in text.split("\n") if (solid := line.strip(_EDGES))]
    broken = Counter(
        len(line)
        for line in lines
        if len(line) >= _MIN_MEASURE - _SPREAD and line[-1] not in _CLOSING
    )
    longer = sum(len(line) > _LONGEST for line in lines)
    return broken.total() >= _MIN_SAMPLE and longer <= _MOST_LONGER * len(lines)


def _rows(text: str) -> list[_Row]:
    found: list[tuple[Line, int, int, bool]] = []
    start, after_blank = 0, False
    whole = MappedText.verbatim(text)
    for number, line in enumerate(text.split("\n"), 1):
        solid = line.strip(_EDGES)
        if solid:
            at = start + line.index(solid)
            part = whole[start : start + len(line)].strip()
            found.append((Line(number, part), at, at + len(solid), after_blank))
        after_blank = not solid
        start += len(line) + 1
    lines = [line for line, *_ in found]
    texts = [text[start:end] for _, start, end, _ in found]
    dropped = noise.find(lines)
    numbered = numbering.read([text[page_numbers.glued(text) :] for text in texts])
    indents = [_indent(text, start) for _, start, _, _ in found]
    margin = _margin(indents)
    return [
        _Row(
            start,
            end,
            texts[at],
            indents[at] - margin,
            widths.of_text(texts[at]),
            after_blank,
            at in dropped,
            numbered[at],
        )
        for at, (_, start, end, after_blank) in enumerate(found)
    ]


def _indent(text: str, start: int) -> float:
    before = text[text.rfind("\n", 0, start) + 1 : start]
    return widths.of_blanks(before)


def _margin(indents: Sequence[float]) -> float:
    """The least indent that is not rare: what the whole text is shifted by."""
    counts = Counter(indents)
    return min((indent for indent in counts if counts[indent] > len(indents) / 20), default=0)


def _is_plain(row: _Row) -> bool:
    """Whether nothing shows that a line begins a paragraph or is none."""
    shown = row.after_blank or row.noise or row.opens or row.indent >= _INDENT
    return not shown and not _LEADERS.search(row.text)


def _habit(rows: Sequence[_Row]) -> _Habit | None:
    """The measure of a text that is set in lines, or None."""
    sample = [
        row.indent + row.width
        for row, next_row in pairwise(rows)
        if _is_plain(next_row)
        and not (row.noise or row.label or _ENDED.search(row.text) or _LEADERS.search(row.text))
    ]
    long = [width for width in sample if width >= _MIN_MEASURE]
    if len(long) < _MIN_SAMPLE:
        return None
    measure = Counter(map(round, long)).most_common(1)[0][0]
    if measure > _MAX_MEASURE:
        return None
    sample = [width for width in sample if width >= measure / 2]  # others are titles and cells
    near = sum(abs(width - measure) <= _SPREAD for width in sample)
    body = [row for row in rows if not row.noise and not _LEADERS.search(row.text)]
    longer = sum(row.width > measure + _SPREAD + 1 for row in body)
    if near < _MOST * len(sample) or longer > _MOST_LONGER * len(body):
        return None
    return _Habit(measure, _indents_paragraphs(rows, measure))


def _indents_paragraphs(rows: Sequence[_Row], measure: int) -> bool:
    """Whether a line after a short line that ends a sentence is indented, or stands apart."""
    following = [
        next_row
        for row, next_row in pairwise(rows)
        if row.is_closed and row.width < measure - 2 * _SPREAD and not next_row.noise
    ]
    shown = sum(not _is_plain(row) for row in following)
    return bool(following) and shown > _MOST * len(following) and _shows_unlabelled(rows)


def _shows_unlabelled(rows: Sequence[_Row]) -> bool:
    """Whether a paragraph without a label is set apart somewhere."""
    return any((row.indent >= _INDENT or row.after_blank) and not row.opens for row in rows[1:])


def _goes_on(row: _Row, next_row: _Row, habit: _Habit, *, begins: bool) -> bool:
    """Whether a full line surely goes on in the next one, which does not show a new paragraph."""
    if row.is_closed:
        says_more = bool(_STOP.search(next_row.text)) and not next_row.text.endswith((":", "："))
        return habit.indented and says_more
    if habit.indented or not begins or _SENTENCE.search(row.text):
        return True
    if row.label:
        return _heading_goes_on(row, next_row, habit)
    listed = "、" in row.text and bool(_STOP.search(next_row.text))
    return bool(_STOP.search(row.text)) or listed or habit.reaches_measure(next_row)


def _heading_goes_on(row: _Row, next_row: _Row, habit: _Habit) -> bool:
    """Whether a labelled line without a full stop is cut; it may be a heading above a paragraph."""
    of_chapter = row.label is not None and row.label.layer in ("ch", "sec")
    if habit.is_full(next_row, next_row):
        return habit.reaches_measure(next_row) and not of_chapter
    return not _STOP.search(next_row.text) or (bool(_STOP.search(row.text)) and not of_chapter)
