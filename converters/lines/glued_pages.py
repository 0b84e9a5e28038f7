"""Page numbers that a copy glued to the text beside them.

One that is set as a page number, – 5 – or 第5页 共9页, shows itself. A bare one is proved by what
it is glued to: the label of a clause (15三、组织), the mark of an attachment (1附件4-1), the title
at the top of the text (3某县…规划, II某县…规划), or, where lines are wrapped, by another that
counts on from it: each stands where a line goes on in the middle of a sentence. One that does not
count on is a doubt. Short lines close together that all end in a page number are entries of a list
of contents, and keep it.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from itertools import pairwise
from typing import NamedTuple

from converters import lexicon
from converters.models.line import Line
from converters.models.located import Problem
from converters.text import labels, numerals
from converters.text.mapped_text import Span

_DOCUMENT = lexicon.words("document")
_PLACES = lexicon.words("divisions")
_DIVISIONS = lexicon.alternatives([*_PLACES["endings"], *_PLACES["town_endings"]])
_HAN = "[\u4e00-\u9fff]"
_BLANK = "[ \u3000]"
_RANKS = lexicon.alternatives(_DOCUMENT["roman_counters"])
_COUNTERS = lexicon.alternatives([*_DOCUMENT["measure_words"], *_DOCUMENT["counters"]])
_DASH = "[-—–－]"
_SET = rf"(?P<dash>{_DASH})[ \u3000]?\d{{1,3}}[ \u3000]?(?P=dash)"
_DASHED = re.compile(_SET)
_OF_TOTAL = r"第\s?\d{1,3}\s?页[,，\s]?共\s?\d{1,3}\s?页|共\s?\d{1,3}\s?页[,，\s]?第\s?\d{1,3}\s?页"
_PRINTED = re.compile(rf"(?<![-\d—–－])(?:{_SET})(?![-\d—–－])|{_OF_TOTAL}")
_MAY_BE_PRINTED = re.compile("[-—–－页]")
"""None of the patterns matches where none of these stands, as in most lines."""

_BEFORE_LABEL = re.compile(
    rf"[0-9]{{1,3}}(?={numerals.HAN_NUMBER}、|[(（]{numerals.HAN_NUMBER}[)）]"
    rf"|第{numerals.HAN_NUMBER}[章节条]"
    rf"|(?:{lexicon.alternatives(_DOCUMENT['attachment_words'])})\d{{1,2}}(?:-\d{{1,2}})?\Z)"
)
_BEFORE_TITLE = re.compile(
    rf"(?!XX|xx)(?:[IVX]{{1,6}}|[ivx]{{1,6}})(?={_HAN})(?!{_RANKS})"
    rf"|\d{{1,2}}(?=(?:19|20)\d\d年|{_BLANK}?{_HAN}{{2,10}}?(?:{_DIVISIONS}))(?!(?:{_COUNTERS}))"
    rf"|第\s?\d{{1,3}}\s?页(?={_HAN})"
)
_TITLE = re.compile(
    rf"[^。；，：:;]{{4,80}}(?:{lexicon.alternatives(_DOCUMENT['title_endings'])})"
    r"(?:[(（][^()（）]{1,20}[)）])?"
)
_AT_START = re.compile(rf"(\d{{1,2}})(?={_HAN})(?!(?:{_COUNTERS}))")
_AT_END = re.compile(r"(?<=[\u4e00-\u9fff，、])(\d{1,2})$")
_NAMES_NUMBER = re.compile(
    rf"(?:{lexicon.alternatives([*_DOCUMENT['attachment_words'], *_DOCUMENT['box_titles']])}"
    r"|[表图第])\d{1,2}$"
)
_DIGITS = re.compile(r"\d{1,3}")
_PAUSE = re.compile("[，；,;]")
_GOES_ON = re.compile(rf"{_HAN}(?!$)")
_COUNTED = re.compile(_COUNTERS)
_CUT = re.compile(r"[\u4e00-\u9fff，、]$")
_MIN_LINE = 15
_MAX_ENTRY = 60
_STOP = re.compile("[。；：:;]")
_MIN_ENTRIES = 3
_MOST_UNPAGED = 2
"""So many entries of a list of contents may stand one after another that have lost their page."""
_DOUBT = "“{}”像是混进正文的页码，没有别的页码可证，照录"


class Glued(NamedTuple):
    """Lines with page numbers on lines of their own, which of them those are, what is open."""

    lines: tuple[Line, ...]
    pages: frozenset[int]
    problems: tuple[Problem, ...]


class _Bare(NamedTuple):
    """A bare number at the edge of a wrapped line: the line, the place in it, its value."""

    at: int
    span: Span
    value: int


def parted(lines: Sequence[Line]) -> Glued:
    """The lines, those parted that a page number is glued to."""
    printed = [_printed(line.text.text) for line in lines]
    places = {
        at: [] if line.ruling else [*_shown(line.text.text, printed[at])]
        for at, line in enumerate(lines)
    }
    top = _top(lines)
    for at in _entries(lines, places):
        places[at].clear()
    for at in top:
        is_open = not (places[at] or lines[at].ruling)
        if is_open and (found := _before_title(lines[at].text.text)):
            places[at].append(found)
    counted = [
        one
        for one in _bare(lines)
        if not places[one.at] and one.at not in top and not lines[one.at].ruling
    ]
    proved = _proved(counted, [*_set(printed)])
    for one in counted:
        if one in proved:
            places[one.at].append(one.span)
    problems = tuple(_doubt(lines, one) for one in counted if one not in proved)
    return _cut(lines, places, problems)


def _printed(text: str) -> Sequence[re.Match[str]]:
    """What is set as a page number in a line."""
    return [*_PRINTED.finditer(text)] if _MAY_BE_PRINTED.search(text) else ()


def _shown(text: str, printed: Sequence[re.Match[str]]) -> Iterator[Span]:
    """Numbers that are set as page numbers, but not alone on the line, and those before a label."""
    if found := _BEFORE_LABEL.match(text):
        yield Span(*found.span())
        return
    for one in printed:
        if len(one[0]) < len(text) and _beside_text(text, *one.span()):
            yield Span(*one.span())


def _entries(lines: Sequence[Line], places: Mapping[int, Sequence[Span]]) -> Iterator[int]:
    """The lines of lists of contents: a page of text stands between page numbers that are glued."""
    run: list[int] = []
    for at, line in enumerate(lines):
        if not _leads_to_page(line.text.text, places[at]):
            continue
        if run and at > run[-1] + 1 + _MOST_UNPAGED:
            yield from run if len(run) >= _MIN_ENTRIES else ()
            run = []
        run.append(at)
    yield from run if len(run) >= _MIN_ENTRIES else ()


def _leads_to_page(text: str, places: Sequence[Span]) -> bool:
    """Whether a line is a heading that a page number between dashes ends."""
    if len(places) != 1 or places[0].end != len(text) or not _DASHED.match(text, places[0].start):
        return False
    return 0 < places[0].start <= _MAX_ENTRY and not _STOP.search(text, 0, places[0].start)


def _beside_text(text: str, start: int, end: int) -> bool:
    """Whether a page number stands at an edge of a line, or blanks show that it is set apart."""
    is_spaced = " " in text[start:end] or "\u3000" in text[start:end] or "页" in text[start:end]
    return is_spaced or start == 0 or end == len(text)


def _top(lines: Sequence[Line]) -> range:
    """The lines above the first sentence or label."""
    found = (
        at
        for at, line in enumerate(lines)
        if "。" in line.text.text or labels.match(line.text.text)
    )
    return range(next(found, len(lines)))


def _before_title(text: str) -> Span | None:
    found = _BEFORE_TITLE.match(text)
    is_title = found and _TITLE.fullmatch(text[found.end() :].lstrip())
    return Span(*found.span()) if found and is_title else None


def _bare(lines: Sequence[Line]) -> Iterator[_Bare]:
    """Numbers that stand between the two halves of a sentence that a wrap cut, in order."""
    for at, (line, below) in enumerate(pairwise(lines)):
        above, text = line.text.text, below.text.text
        if len(above) < _MIN_LINE or below.after_blank or labels.match(text):
            continue
        if not _PAUSE.search(above) or _NAMES_NUMBER.search(above):
            continue
        if (found := _AT_END.search(above)) and _goes_on(text):
            yield _Bare(at, Span(*found.span()), int(found[1]))
        elif _CUT.search(above) and (found := _AT_START.match(text)):
            yield _Bare(at + 1, Span(*found.span()), int(found[1]))


def _goes_on(text: str) -> bool:
    return bool(_GOES_ON.match(text)) and not _COUNTED.match(text)


def _set(printed: Sequence[Sequence[re.Match[str]]]) -> Iterator[_Bare]:
    """Numbers that are set as page numbers, wherever they stand."""
    for at, of_line in enumerate(printed):
        for one in of_line:
            yield _Bare(at, Span(*one.span()), int(_DIGITS.findall(one[0])[0]))


def _proved(bare: Sequence[_Bare], known: Sequence[_Bare]) -> frozenset[_Bare]:
    """Those that count on by one from the one before, or lead on to the next."""
    pairs = pairwise(sorted([*bare, *known]))
    counting = [pair for pair in pairs if pair[1].value == pair[0].value + 1]
    return frozenset(one for pair in counting for one in pair)


def _doubt(lines: Sequence[Line], one: _Bare) -> Problem:
    text = lines[one.at].text
    span = text.origin(*one.span)
    return Problem("page-number-open", _DOUBT.format(one.value), span)


def _cut(
    lines: Sequence[Line], places: Mapping[int, Sequence[Span]], problems: tuple[Problem, ...]
) -> Glued:
    cut: list[Line] = []
    pages: set[int] = set()
    for at, line in enumerate(lines):
        if not places[at]:
            cut.append(line)
            continue
        done = 0
        for start, end in places[at]:
            if before := line.text[done:start].strip():
                cut.append(line._replace(text=before))
            pages.add(len(cut))
            cut.append(line._replace(text=line.text[start:end]))
            done = end
        if rest := line.text[done:].strip():
            cut.append(line._replace(text=rest))
    return Glued(tuple(cut), frozenset(pages), problems)
