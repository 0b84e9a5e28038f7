"""Lines broken at a fixed measure, as a printed page or a mail is, and where they go on.

Nothing is joined in a text that keeps one paragraph to a line. Where the text lost its indents,
the end of a full line that ends a sentence may be the end of a paragraph, and stays. A paragraph
that a page number cut in two is whole again in any text.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import NamedTuple

from converters.lines import measure
from converters.lines.measure import Habit, Row
from converters.models.emendation import Emendation, EmendationRule
from converters.models.line import Line, NoiseLine, Parted
from converters.models.located import Problem
from converters.models.source import Source
from converters.text import blanks, labels
from converters.text.mapped_text import MappedText, Span

RULE = EmendationRule(
    "wrapped-line",
    "行末断行",
    "文本在固定的行宽处断行，句子断在行中。断在句中的行绝大多数同宽，才算证实；满行而下一行不另起一段的，"
    "与下一行连接，略去换行和其间的空白。下一行有编号、缩进、空行的，不连；页码剔除以后，被它隔断的段落仍是一段。",
)

_OPEN = "上一行满行而句子恰好完了，这一行没有缩进：是同一段还是另起一段，版面不能断定，按另起一段读"
_CUT = "上一行句子没有完，像是断在这里的；版面没有证据，没有连接，按另起一段读"
_CUT_RUN = (
    "连着 {} 行，上一行句子都没有完，像是在行宽处断开的；版面没有证据，没有连接，各按另起一段读"
)
_GROUND = "各行同宽，句子在满行处断开，是版面的行末"
_OF_PAGES = frozenset(["page-number", "running-head"])
_STOP = re.compile("[。，；：！？,;:!?]")
_SENTENCE = re.compile("[。；;]")
_CLOSED_HALF = re.compile(r"[。；：！？;:!?…”’」』》）)]$")
_PAUSE = re.compile("[。；，：,;:]")
_PAUSED = re.compile("[。；;]|[，、,]$")
_MIN_HALF = 20
"""So long at least is the half of a paragraph before a page number; cells of tables are shorter."""
_MIN_INDENT = 1.5
_SYMBOL = re.compile(r"[\uf000-\uf0ff]\s")
"""A bullet of a symbol font (Wingdings), which a reader of PDF hands on as it is."""
_PROSE = re.compile("[。，；]")
_ROUND_OPEN, _ROUND_SHUT = re.compile("[(（]"), re.compile("[)）]")
_MIN_CUT = 15
"""So wide at least is a line that breaks off in a sentence, in Han; cells of tables are shorter."""
_MIN_FILLING = 22
"""Headings of so many characters are rare, and rarer still those that end where a line does."""
_GOING_ON = ("，", "、", ",")


class Joined(NamedTuple):
    """The lines after the joints, those that stand in one page as emendations, and what is open."""

    parted: Parted
    emendations: tuple[Emendation, ...]
    problems: tuple[Problem, ...]


def join(source: Source, parted: Parted) -> Joined:
    """The lines of the text, whole again where the layout cut them."""
    joiner = _Joiner(source, [], [])
    lines = tuple(_joined(parted, joiner))
    return Joined(Parted(lines, parted.noise), tuple(joiner.made), tuple(joiner.doubts))


@dataclass
class _Joiner:
    """Joins two lines and notes how, or that it is open whether they are one paragraph."""

    source: Source
    made: list[Emendation]
    doubts: list[Problem]
    cut: int = 0
    """How many lines the last of the doubts that is on cut lines is on."""

    def is_inside(self, before: Line, page: Line, after: Line) -> bool:
        """Whether a page number stands on one line of the file with the text on its two sides."""
        start, end = page.text.span
        sides = ((before.text.ends[-1], start), (end, after.text.starts[0]))
        gaps = [self.source.text[here:there] for here, there in sides]
        return not any(gap.strip(blanks.CHARS) or "\n" in gap for gap in gaps)

    def sees_rest(self, row: Row, next_row: Row, habit: Habit, *, begins: bool) -> bool:
        """Whether the line below is the rest of one; if that is open, it is noted."""
        joins = _joins(row, next_row, habit, begins=begins)
        if not joins and _is_open(row, next_row, habit):
            self.doubts.append(Problem("wrap-open", _OPEN, next_row.line.text.span))
        return joins

    def note_cut(self, row: Row, next_row: Row) -> None:
        """Notes a line that breaks off in a sentence, and that nothing here proves to go on.

        Lines that follow one another so are told of together.
        """
        if not _is_cut(row, next_row):
            return
        span = next_row.line.text.span
        last = self.doubts[-1] if self.doubts else None
        if last and last.code == "line-cut" and last.span.end == row.line.text.span.end:
            self.cut += 1
            run = Span(last.span.start, span.end)
            self.doubts[-1] = Problem("line-cut", _CUT_RUN.format(self.cut), run)
        else:
            self.cut = 1
            self.doubts.append(Problem("line-cut", _CUT, span))

    def at_line_end(self, before: MappedText, after: MappedText) -> MappedText:
        """What stands between two texts of a line, one of which ends a line of the file."""
        span = Span(before.ends[-1], after.starts[0])
        reading = _between(before.text[-1], after.text[0])
        received = self.source.text[span.start : span.end]
        self.made.append(
            Emendation(span, received, reading, "reflow", "certain", RULE.name, _GROUND)
        )
        return MappedText(reading, [span.start] * len(reading), [span.end] * len(reading))


_PIECES_OF_HEADING = 5
"""Three lines, and what stands between them."""


class _Paragraph:
    """A line with what goes on from it so far; only a whole one is put together."""

    def __init__(self, begun: Line) -> None:
        self.begun = begun
        self._pieces = [begun.text]

    @property
    def last(self) -> MappedText:
        """The line of the file that it ends with as yet."""
        return self._pieces[-1]

    def add(self, *pieces: MappedText) -> None:
        """Goes on with some text, the last of which is not empty."""
        self._pieces += pieces

    def is_one_of(self, headings: frozenset[str]) -> bool:
        """Whether it is a heading as yet, by all that are (`measure.led`): these have few lines."""
        if len(self._pieces) > _PIECES_OF_HEADING:
            return False
        return measure.bare("".join(one.text for one in self._pieces)) in headings

    def line(self) -> Line:
        """All of it as one line."""
        if len(self._pieces) > 1:
            self.begun = self.begun._replace(text=MappedText.joined(*self._pieces))
            self._pieces = [self.begun.text]
        return self.begun


def _joined(parted: Parted, joiner: _Joiner) -> Iterator[Line]:
    places = [noise.start for noise in parted.noise]
    found = _rows(parted)
    habit = measure.habit(found)
    headings = measure.led(found) if habit else frozenset()
    whole: _Paragraph | None = None
    last: Row | None = None
    begins = True
    for row in (row for row in found if not row.is_noise):
        joins = False
        if whole and last:
            until = bisect_right(places, row.line.text.starts[0])
            since = bisect_right(places, whole.last.ends[-1] - 1)
            if _is_parted(whole.begun, row.line):
                pass  # where such a line begins and ends is the editor's word
            elif until > since:
                set_on = habit is not None and _is_set_on(last, row, habit, begins=begins)
                between = parted.noise[since:until]
                if _goes_on_past(between, whole.line(), row.line, joiner, set_on=set_on):
                    whole.add(row.line.text)
                    last, begins = row, True
                    continue
            elif habit and not whole.is_one_of(headings):
                joins = joiner.sees_rest(last, row, habit, begins=begins)
            if joins:
                whole.add(joiner.at_line_end(whole.last, row.line.text), row.line.text)
            else:
                joiner.note_cut(last, row)
                yield whole.line()
        if not joins:
            whole = _Paragraph(row.line)
        begins = not joins
        last = row
    if whole:
        yield whole.line()


def _goes_on_past(
    noise: Sequence[NoiseLine], before: Line, after: Line, joiner: _Joiner, *, set_on: bool
) -> bool:
    """Whether a paragraph that the end of a page cut goes on below it.

    Args:
        noise: what stands between.
        before: the line above it, and what is of its paragraph.
        after: the line below it.
        joiner: knows the file.
        set_on: whether they would be joined if nothing stood between.
    """
    if not all(one.rule in _OF_PAGES for one in noise):
        return False
    inside = len(noise) == 1 and joiner.is_inside(before, noise[0].line, after)
    return inside or set_on or _goes_on_below(before.text.text, after)


def _is_set_on(row: Row, next_row: Row, habit: Habit, *, begins: bool) -> bool:
    """Whether a page ends in a paragraph: those that begin are indented, and this line is full."""
    return habit.indented and _joins(row, next_row, habit, begins=begins)


def _is_parted(before: Line, after: Line) -> bool:
    """Whether the editor parts two lines: of text he says where it ends, not each line."""
    ruling = after.ruling
    return before.ruling != ruling or (ruling is not None and ruling.kind != "text")


def _rows(parted: Parted) -> Sequence[Row]:
    """All lines in the order of the file, those of noise among them."""
    lines = parted.every
    dropped = {noise.start for noise in parted.noise}
    noise = {at for at, line in enumerate(lines) if line.text.starts[0] in dropped}
    return measure.rows(lines, noise)


def _joins(row: Row, next_row: Row, habit: Habit, *, begins: bool) -> bool:
    """Whether the line below is the rest of a full line."""
    if not habit.is_full(row, next_row) or _SYMBOL.match(next_row.text):
        return False
    if row.is_open:
        return not next_row.line.after_blank
    return next_row.is_plain and _goes_on(row, next_row, habit, begins=begins)


def _is_open(row: Row, next_row: Row, habit: Habit) -> bool:
    """Whether a sentence ends with a full line and nothing shows whether the paragraph does."""
    is_full = row.width >= habit.measure - 1 and row.text.endswith("。")
    may_begin = next_row.is_plain and not _SYMBOL.match(next_row.text)
    return is_full and not habit.indented and may_begin and bool(_STOP.search(next_row.text))


def _is_cut(row: Row, next_row: Row) -> bool:
    """Whether a line breaks off in a sentence, or in round brackets, that the line below ends.

    That line begins nothing. Titles, too, are cut inside 《》, and say themselves that they go on.
    """
    if row.width < _MIN_CUT or row.is_closed or not next_row.is_plain:
        return False
    if _left_open(row.text) > 0 > _left_open(next_row.text):
        return True
    if not _PROSE.search(next_row.text):
        return False
    is_prose = not row.may_be_heading and bool(_PROSE.search(row.text))
    return is_prose or row.text.endswith(_GOING_ON)


def _between(before: str, after: str) -> str:
    """What stood at a line end: a blank between two words, nothing inside a number or a code."""
    return " " if all(char.isascii() and char.isalpha() for char in (before, after)) else ""


def _goes_on(row: Row, next_row: Row, habit: Habit, *, begins: bool) -> bool:
    """Whether a full line surely goes on in the next one, which does not show a new paragraph."""
    if row.is_closed:
        says_more = bool(_STOP.search(next_row.text)) and not next_row.text.endswith((":", "："))
        begins_none = habit.lost_indents and habit.reaches_measure(next_row)
        return (habit.indented or begins_none) and says_more
    if habit.indented or not begins or _SENTENCE.search(row.text):
        return True
    if row.label:
        return _heading_goes_on(row, next_row, habit)
    listed = "、" in row.text and bool(_STOP.search(next_row.text))
    return bool(_STOP.search(row.text)) or listed or habit.reaches_measure(next_row)


def _heading_goes_on(row: Row, next_row: Row, habit: Habit) -> bool:
    """Whether a labelled line without a full stop is cut; it may be a heading above a paragraph.

    None that is long enough to fill a line ends just there by chance.
    """
    if row.width >= max(_MIN_FILLING, habit.measure - measure.LOST_INDENT - 1):
        return True
    of_chapter = row.label is not None and row.label.layer in ("ch", "sec")
    if habit.is_full(next_row, next_row):
        return habit.reaches_measure(next_row) and not of_chapter
    return not _STOP.search(next_row.text) or (bool(_STOP.search(row.text)) and not of_chapter)


def _goes_on_below(before: str, line: Line) -> bool:
    """Whether a line is surely the rest of the paragraph before a page number."""
    after = line.text.text
    if len(before) < _MIN_HALF or _CLOSED_HALF.search(before) or not _PAUSE.search(after):
        return False
    both_latin = before[-1].isascii() and after[0].isascii()
    if both_latin or labels.match(after) or line.indent >= _MIN_INDENT:
        return False
    return bool(_PAUSED.search(before) if labels.match(before) else _PAUSE.search(before))


def _left_open(text: str) -> int:
    """How many more round brackets open in a text than close; less than 0 if more close."""
    return len(_ROUND_OPEN.findall(text)) - len(_ROUND_SHUT.findall(text))
