"""From the text as received to its reading: ordered rules, every change an emendation.

A rule looks at the reading so far and proposes changes; it never sees the original, so a later
rule builds on an earlier one. Rules make what is certain; what context alone decides is a
conjecture, written by a person in the `.yml` of the source.

To add a rule: one function, one row in `RULES`, one fixture in `tests/fixtures/repair/`.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections import Counter
from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from itertools import pairwise
from typing import NamedTuple

from converters import lexicon
from converters.emendation import cp936, markdown_marks, markup, ocr, wrapping
from converters.models.emendation import UNREADABLE, Confidence, Emendation, EmendationKind
from converters.models.line import Line
from converters.models.located import Problem
from converters.models.source import Conjecture, Source
from converters.removal import navigation
from converters.text import blanks, numerals
from converters.text.mapped_text import Edit, MappedText, Span

_HAN = "\u3400-\u4dbf\u4e00-\u9fff"
_BLANK = blanks.IN_LINE
_CLOSING = "，。；：、！？）》〉」』】〕”’,;:!?)"
_AFTER_MARK = "，。；、"


@dataclass(frozen=True)
class Change:
    """A proposal: `start:end` of the text reads `reading`."""

    start: int
    end: int
    reading: str
    kind: EmendationKind
    ground: str
    confidence: Confidence = "certain"


@dataclass(frozen=True)
class Rule:
    """A repair rule: its name in the data and what it finds, in order."""

    name: str
    find: Callable[[str], Iterator[Change]]


class Repaired(NamedTuple):
    """The lines of the reading, how they differ from the original, and what stays doubtful."""

    lines: tuple[Line, ...]
    emendations: tuple[Emendation, ...]
    problems: tuple[Problem, ...]


def repair(source: Source) -> Repaired:
    """The lines of the reading, how they differ from the original, and what stays doubtful.

    Conjectures come first, so that a rule sees what a person has read.
    """
    text = MappedText.verbatim(source.text)
    emendations: list[Emendation] = []
    conjectures, problems = _conjectures(source)
    text = _apply(text, conjectures, "conjecture", source, emendations)
    for rule in RULES:
        text = _apply(text, list(rule.find(text.text)), rule.name, source, emendations)
    lines = tuple(_lines(text, source))
    problems += [*_unbalanced_quotes(lines), *_controls(lines), *_lost(lines)]
    problems += [*_leftovers(lines), *_misread(lines), *_other_line_ends(source)]
    return Repaired(lines, tuple(_settled(emendations, text)), tuple(problems))


def _apply(
    text: MappedText, changes: list[Change], rule: str, source: Source, made: list[Emendation]
) -> MappedText:
    for change in changes:
        span = text.origin(change.start, change.end)
        legible = change.reading.strip(UNREADABLE) or not change.reading
        made.append(
            Emendation(
                span,
                source.text[span.start : span.end],
                change.reading if legible else None,
                change.kind,
                change.confidence,
                rule,
                change.ground,
            )
        )
    return text.edited(Edit(change.start, change.end, change.reading) for change in changes)


def _settled(made: list[Emendation], text: MappedText) -> Iterator[Emendation]:
    """The emendations in order, where one rule changed what another had made: the later one."""
    latest = {emendation.span: emendation for emendation in made}
    repeated = {span for span, count in Counter(one.span for one in made).items() if count > 1}
    reach = 0
    for span in sorted(latest, key=lambda span: (span.start, -span.end)):
        if span.start < span.end <= reach:
            continue
        reach = max(reach, span.end)
        if span in repeated:
            yield replace(latest[span], reading=_reading(text, span))
        else:
            yield latest[span]


def _reading(text: MappedText, span: Span) -> str:
    at = bisect_left(text.starts, span.start)
    chars = []
    while at < len(text) and text.starts[at] == span.start:
        if text.ends[at] == span.end:
            chars.append(text.text[at])
        at += 1
    return "".join(chars)


def _conjectures(source: Source) -> tuple[list[Change], list[Problem]]:
    changes: list[Change] = []
    problems: list[Problem] = []
    edition = source.edition
    for number, conjecture in sorted(enumerate(edition.conjectures), key=lambda one: one[1].line):
        place = edition.places.get(("conjectures", number))
        try:
            line = source.line_span(conjecture.line)
        except IndexError:
            message = f"校读所指第 {conjecture.line} 行不存在"
            problems.append(Problem("conjecture-misplaced", message, Span(0, 0), "error", place))
            continue
        count = source.text.count(conjecture.received, line.start, line.end)
        if count != 1:
            where = f"“{conjecture.received}”在第 {conjecture.line} 行"
            message = f"校读所指{where}出现 {count} 次，应恰为一次"
            problems.append(Problem("conjecture-misplaced", message, line, "error", place))
            continue
        changes += _changes(conjecture, source.text.index(conjecture.received, line.start))
    changes.sort(key=lambda change: (change.start, change.end))
    for before, after in pairwise(changes):
        if after.start < before.end:
            span = Span(after.start, after.end)
            problems.append(Problem("conjecture-overlap", "两条校读重叠", span, "error"))
            return [], problems
    return changes, problems


def _changes(conjecture: Conjecture, at: int) -> Iterator[Change]:
    """The least change from what was received to the reading: what both have is context.

    Marks put around a word that stays (两个确立 -> “两个确立”) are two insertions.
    """
    received, reading = conjecture.received, conjecture.reading
    shorter = min(len(received), len(reading))
    head = next((i for i in range(shorter) if received[i] != reading[i]), shorter)
    rest = shorter - head
    tail = next((i for i in range(rest) if received[-1 - i] != reading[-1 - i]), rest)
    old, new = received[head : len(received) - tail], reading[head : len(reading) - tail]
    before, word, after = new.partition(old) if old else (new, "", "")
    if before and word and after:
        yield _change(conjecture, at + head, "", before)
        yield _change(conjecture, at + head + len(old), "", after)
    else:
        yield _change(conjecture, at + head, old, new)


def _change(conjecture: Conjecture, at: int, old: str, new: str) -> Change:
    reflow = bool(old) and not old.strip() and not new.strip()
    kind: EmendationKind = "reflow" if reflow else "damage"
    return Change(at, at + len(old), new, kind, conjecture.ground, conjecture.confidence)


def _cp936(text: str) -> Iterator[Change]:
    for found in cp936.find(text):
        confidence: Confidence = "certain" if found.certain else "unknown"
        yield Change(found.start, found.end, found.reading, "damage", found.ground, confidence)


def _layout_tags(text: str) -> Iterator[Change]:
    for start, end, reading in markup.layout_tags(text):
        yield Change(start, end, reading, "entity", _TAGS[reading])


def _entities(text: str) -> Iterator[Change]:
    for start, end, char in markup.entities(text):
        yield Change(start, end, char, "entity", "网页字符实体")


def _comments(text: str) -> Iterator[Change]:
    for start, end in markup.comments(text):
        yield Change(start, end, "", "entity", "网页代码中的注释，不是正文")


def _invisible(text: str) -> Iterator[Change]:
    """Characters that show nothing: zero-width, soft hyphens, marks of the writing direction."""
    for found in _INVISIBLE.finditer(text):
        yield Change(*found.span(), "", "entity", "零宽字符，不显示，不是正文")


def _markdown_marks(text: str) -> Iterator[Change]:
    for start, end, kind in markdown_marks.find(text):
        yield Change(start, end, "\t" if kind == "cell" else "", "entity", _MARKDOWN[kind])


def _letterspaced(text: str) -> Iterator[Change]:
    """A line of single characters set evenly apart: 应 急 预 案.

    So few that they may be cells, or words a site is steered by, must stand together elsewhere.
    """
    lines = list(_LETTERSPACED.finditer(text))
    short = {word for line in lines if len(word := "".join(line[0].split())) < _MIN_LETTERS}
    together = _occurring(short, text)
    for found in lines:
        word = "".join(found[0].split())
        if all(numerals.parse(char) for char in word) or navigation.is_steering(found[0]):
            continue
        if word in short and word not in together:
            continue
        for blank in _HAN_BLANK.finditer(found[0]):
            start, end = (found.start() + place for place in blank.span())
            yield Change(start, end, "", "reflow", "整行逐字等距排开，空白是字距")


def _occurring(words: set[str], text: str) -> set[str]:
    """Those of the words that stand in the text; one pass for all of a length."""
    return {
        text[at : at + length]
        for length in set(map(len, words))
        for at in range(len(text))
        if text[at : at + length] in words
    }


def _wrapped_lines(text: str) -> Iterator[Change]:
    for start, end, reading in wrapping.joints(text):
        ground = "各行同宽，句子在满行处断开，是版面的行末"
        yield Change(start, end, reading, "reflow", ground)


def _page_breaks(text: str) -> Iterator[Change]:
    """Form feeds and vertical tabs at the ends of lines."""
    for found in _PAGE_BREAK.finditer(text):
        yield Change(*found.span(), "", "reflow", "行端的换页符，不是正文")


def _byte_order_mark(text: str) -> Iterator[Change]:
    if text.startswith("\ufeff"):
        yield Change(0, 1, "", "entity", "文件开头的字节序标记，不是正文")


def _wrapped_title(text: str) -> Iterator[Change]:
    """A title broken over lines, where the file also states it whole on one line."""
    lines = [(found.start(), found[0].strip()) for found in re.finditer(r"[^\n]+", text)]
    lines = [(start, line) for start, line in lines if line]
    stated = {line for _, line in lines}
    stated |= {value for line in stated for value in _TITLE_FIELD.findall(line)}
    for (start, first), (second_start, second) in pairwise(lines):
        if first != second and "。" not in first and first + second in stated:
            head = text.index(first, start) + len(first)
            tail = text.index(second, second_start)
            yield Change(head, tail, "", "reflow", "标题断行；文件另处一行写全，据以连接")


def _hard_wraps(text: str) -> Iterator[Change]:
    """Blanks between Han characters that stand one line width apart: old line ends.

    The width is proved where three such blanks in a line stand equally far apart.
    """
    for line in re.finditer(r"[^\n]+", text):
        found = [(line.start() + one.start(), one[0]) for one in _HAN_BLANK.finditer(line[0])]
        places = [at for at, _ in found]
        proved: set[int] = set()
        for first, second, third in zip(places, places[1:], places[2:], strict=False):
            steps = (second - first, third - second)
            if abs(steps[0] - steps[1]) <= 1 and min(steps) >= _MIN_MEASURE:
                proved |= {first, second, third}
        for at, blank in found:
            if at in proved:
                ground = "汉字间的空白等距出现，是旧行末的断行"
                yield Change(at, at + len(blank), "", "reflow", ground)


def _blanks_at_marks(text: str) -> Iterator[Change]:
    """A blank before a closing mark, or between a mark and a Han character, is stray."""
    for found in _STRAY.finditer(text):
        yield Change(found.start(), found.end(), "", "reflow", "标点前后的空白，不是原文所有")


_FIELDS = lexicon.words("metadata")["labels"]
_TITLE_FIELD = re.compile(
    rf"(?:{lexicon.spaced(label for label in _FIELDS if _FIELDS[label] == 'title')})"
    r"\s*[:：]\s*(\S.*)"
)
_HAN_BLANK = re.compile(rf"(?<=[{_HAN}]){_BLANK}+(?=[{_HAN}])")
_QUOTE = re.compile("[“”]")
_MIN_MEASURE = 15
_INVISIBLE = re.compile("[\u00ad\u200b-\u200f\u202a-\u202e\u2060-\u2064\u2066-\u2069\ufeff]+")
_TAGS = {
    "": "网页排版标签，不是正文",
    "\n": "网页排版标签，在此另起一行",
    "\t": "网页排版标签，隔开表格的两格，以制表符代之",
}
_MARKDOWN = {
    "bar": "Markdown 画表格的线，不是正文",
    "cell": "Markdown 表格里隔开两格的线，以制表符代之",
    "heading": "Markdown 的标题标记，不是正文",
    "list": "Markdown 的列表标记，不是正文",
    "escape": "Markdown 的转义符，不是正文",
    "bold": "Markdown 的加粗标记，不是正文",
}
_LETTERSPACED = re.compile(
    rf"^{_BLANK}*[{_HAN}](?P<gap>{_BLANK}+)[{_HAN}](?:(?P=gap)[{_HAN}])+(?={_BLANK}*$)",
    re.MULTILINE,
)
_MIN_LETTERS = 5
_CONTROL = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f]")
_OTHER_LINE_END = re.compile("[\r\x0b\x85\u2028\u2029]")
_MIN_LINE_ENDS = 2
_PAGE_BREAK = re.compile(
    rf"(?:^|(?<=\n))(?:{_BLANK}*[\x0b\x0c])+|(?<![\x0b\x0c])[\x0b\x0c]++(?={_BLANK}*+(?:\n|\Z))"
)
_LOST = re.compile("[\ufffd\ue000-\uf8ff\U000f0000-\U000ffffd\U00100000-\U0010fffd]")
_STRAY = re.compile(
    rf"(?<!{_BLANK}){_BLANK}+(?=[{re.escape(_CLOSING)}](?!{_BLANK}))"
    rf"|(?<=[{_AFTER_MARK}])(?!{_BLANK}{{2}}){_BLANK}(?=[{_HAN}])"
)

RULES = (
    Rule("byte-order-mark", _byte_order_mark),
    Rule("cp936", _cp936),
    Rule("layout-tag", _layout_tags),
    Rule("html-comment", _comments),
    Rule("html-entity", _entities),
    Rule("invisible", _invisible),
    Rule("markdown-mark", _markdown_marks),
    Rule("letterspaced", _letterspaced),
    Rule("wrapped-title", _wrapped_title),
    Rule("wrapped-line", _wrapped_lines),
    Rule("page-break", _page_breaks),
    Rule("hard-wrap", _hard_wraps),
    Rule("stray-blank", _blanks_at_marks),
)


def _lines(text: MappedText, source: Source) -> Iterator[Line]:
    start = 0
    for line in text.text.split("\n"):
        end = start + len(line)
        part = text[start:end].strip().compact()
        if part:
            yield Line(source.position(part.starts[0]).line, part)
        start = end + 1


def _unbalanced_quotes(lines: tuple[Line, ...]) -> list[Problem]:
    problems = []
    for line in lines:
        opened: int | None = None
        misfit: int | None = None
        for quote in _QUOTE.finditer(line.text.text):
            opens, at = quote[0] == "“", quote.start()
            if opens == (opened is not None):
                misfit = at if opened is None else opened
                break
            opened = at if opens else None
        misfit = opened if misfit is None else misfit
        if misfit is not None:
            span = line.text.origin(misfit, misfit + 1)
            message = "引号不成对，可能有引号失去；据上下文在 .yml 中校读"
            problems.append(Problem("unbalanced-quotes", message, span))
    return problems


def _controls(lines: tuple[Line, ...]) -> Iterator[Problem]:
    for line in lines:
        for found in _CONTROL.finditer(line.text.text):
            message = f"控制字符 U+{ord(found[0]):04X}，页面上以符号代示"
            yield Problem("control-character", message, line.text.origin(*found.span()))


def _lost(lines: tuple[Line, ...]) -> Iterator[Problem]:
    """Characters that stand for others: U+FFFD, and those of the private use areas."""
    for line in lines:
        for found in _LOST.finditer(line.text.text):
            message = f"字符 U+{ord(found[0]):04X} 不表示任何字，原字已失去，照录"
            yield Problem("lost-character", message, line.text.origin(*found.span()))


def _other_line_ends(source: Source) -> Iterator[Problem]:
    """Lines of a file are what line feeds end; one without them may have been cut by others."""
    found = list(_OTHER_LINE_END.finditer(source.text))
    if len(found) < _MIN_LINE_ENDS or "\n" in source.text.strip(blanks.CHARS):
        return
    codes = "、".join(dict.fromkeys(f"U+{ord(one[0]):04X}" for one in found))
    message = (
        f"全文没有换行符（LF），却有 {len(found)} 个 {codes}，像是行末；"
        "程序不据以分行，请换成换行符再读"
    )
    yield Problem("line-ends", message, Span(*found[0].span()))


def _leftovers(lines: tuple[Line, ...]) -> Iterator[Problem]:
    """What looks like code of a page and no rule has read."""
    for line in lines:
        for found in markup.leftovers(line.text.text):
            printed = line.text.text[found.start : found.end]
            message = f"“{printed}”像是网页代码或标记，照录未改"
            yield Problem("leftover-markup", message, line.text.origin(*found))


def _misread(lines: tuple[Line, ...]) -> Iterator[Problem]:
    for line in lines:
        for start, end, suspected in ocr.find(line.text.text):
            printed = line.text.text[start:end]
            message = f"“{printed}”疑为“{suspected}”之误（文字识别有误），照录未改"
            yield Problem("ocr-suspect", message, line.text.origin(start, end))
