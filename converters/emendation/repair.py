"""From the text as received to its reading: ordered rules, every change an emendation.

A rule looks at the reading so far and proposes changes; it never sees the original, so a later
rule builds on an earlier one. Rules make what is certain; what context alone decides is a
conjecture, written by a person in the `.yml` of the source.

To add a rule: one function, one row in `RULES`, one fixture in `tests/fixtures/repair/`.
"""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import pairwise
from typing import NamedTuple

from converters import lexicon
from converters.emendation import (
    cp936,
    digit_lines,
    line_ends,
    markdown_marks,
    markup,
    ocr,
    pinyin_glosses,
)
from converters.models.emendation import (
    BY_EDITOR,
    UNREADABLE,
    Confidence,
    Emendation,
    EmendationKind,
    EmendationRule,
)
from converters.models.line import Line
from converters.models.located import Problem
from converters.models.source import Conjecture, Source
from converters.text import blanks, numerals, punctuation, traditional, widths
from converters.text.mapped_text import Edit, MappedText, Span
from converters.text.site_words import is_steering

_HAN = "\u3400-\u4dbf\u4e00-\u9fff"
_BLANK = blanks.IN_LINE
_CLOSING = "，。；：、！？）》〉」』】〕”’,;:!?)"
_OF_PAGES = "page-break"
_OF_LINES = "line-end"
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
    """A repair rule: its name in the data, what the 校勘记 says of it, and what it finds."""

    described: EmendationRule
    find: Callable[[str], Iterator[Change]]


class Repaired(NamedTuple):
    """The lines of the reading, how they differ from the original, conjectures that do not fit."""

    lines: tuple[Line, ...]
    emendations: tuple[Emendation, ...]
    problems: tuple[Problem, ...]

    @property
    def page_breaks(self) -> list[int]:
        """Where in the original the file broke a page."""
        return [
            made.span.start
            for made in self.emendations
            if made.rule == _OF_PAGES or (made.rule == _OF_LINES and made.damaged == "\x0c")
        ]


def repair(source: Source) -> Repaired:
    """The text read character by character; a line may still be cut, or be noise.

    Conjectures come first, so that a rule sees what a person has read.
    """
    # Of as many characters: every place is that of the original.
    text = MappedText.verbatim(traditional.reader(source.text)(source.text))
    emendations: list[Emendation] = []
    conjectures, problems = _conjectures(source)
    text = _apply(text, conjectures, CONJECTURE.name, source, emendations)
    for rule in RULES:
        text = _apply(text, list(rule.find(text.text)), rule.described.name, source, emendations)
    return Repaired(tuple(_lines(text, source)), tuple(_settled(emendations, text)), problems)


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


def merged(made: Sequence[Emendation], joints: Sequence[Emendation]) -> tuple[Emendation, ...]:
    """The emendations with those that join lines, in order; what a joint takes up is in it."""
    starts = [joint.span.start for joint in joints]

    def is_taken_up(span: Span) -> bool:
        at = bisect_right(starts, span.start) - 1
        return at >= 0 and span.start < span.end <= joints[at].span.end

    kept = (one for one in made if not is_taken_up(one.span))
    return tuple(sorted([*kept, *joints], key=lambda one: (one.span.start, -one.span.end)))


def _reading(text: MappedText, span: Span) -> str:
    at = bisect_left(text.starts, span.start)
    chars = []
    while at < len(text) and text.starts[at] == span.start:
        if text.ends[at] == span.end:
            chars.append(text.text[at])
        at += 1
    return "".join(chars)


def _conjectures(source: Source) -> tuple[list[Change], tuple[Problem, ...]]:
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
            return [], tuple(problems)
    return changes, tuple(problems)


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


def _pinyin_glosses(text: str) -> Iterator[Change]:
    for start, end in pinyin_glosses.find(text):
        yield Change(start, end, "", "entity", "转换字形的工具写下的读音，不是正文")


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
        if _is_number(word) or is_steering(found[0]):
            continue
        if word in short and word not in together:
            continue
        for blank in _LETTER_BLANK.finditer(found[0]):
            start, end = (found.start() + place for place in blank.span())
            yield Change(start, end, "", "reflow", "整行逐字等距排开，空白是字距")


def _is_number(word: str) -> bool:
    """Whether a word is made of Han figures alone."""
    return all(numerals.parse(one) or numerals.year_digits(one).isdecimal() for one in word)


def _occurring(words: set[str], text: str) -> set[str]:
    """Those of the words that stand in the text; one pass for all of a length."""
    return {
        text[at : at + length]
        for length in set(map(len, words))
        for at in range(len(text))
        if text[at : at + length] in words
    }


def _digit_lines(text: str) -> Iterator[Change]:
    for start, end in digit_lines.find(text):
        yield Change(start, end, "", "reflow", "数字独占一行，是抓取时断开的；与前后文字连接")


def _page_breaks(text: str) -> Iterator[Change]:
    """Form feeds and vertical tabs at the ends of lines."""
    for found in _PAGE_BREAK.finditer(text) if _MAY_BREAK.search(text) else ():
        yield Change(*found.span(), "", "reflow", "行端的换页符，不是正文")


def _line_ends(text: str) -> Iterator[Change]:
    """Vertical tabs, form feeds and their kin inside of lines, where a line ended."""
    for at in line_ends.find(text):
        ground = f"U+{ord(text[at]):04X} 在此是行末"
        yield Change(at, at + 1, "\n", "reflow", ground)


def _ocr_stops(text: str) -> Iterator[Change]:
    for at in ocr.stops(text):
        ground = "句子在此完了，点号当是句号，文字识别有误"
        yield Change(at, at + 1, punctuation.FULL_STOP, "damage", ground, "likely")


def _byte_order_mark(text: str) -> Iterator[Change]:
    if text.startswith("\ufeff"):
        yield Change(0, 1, "", "entity", "文件开头的字节序标记，不是正文")


def _wrapped_title(text: str) -> Iterator[Change]:
    """A title broken over lines, where the file also states it whole on one line."""
    lines = [(found.start(), found[0].strip()) for found in re.finditer(r"[^\n]+", text)]
    lines = [(start, line) for start, line in lines if line]
    stated = {line for _, line in lines if len(line) >= _MIN_TITLE and _TITLE_ENDING.search(line)}
    stated |= {value for _, line in lines for value in _TITLE_FIELD.findall(line)}
    for (start, first), (second_start, second) in pairwise(lines):
        if "。" not in first and first + second in stated:
            head = text.index(first, start) + len(first)
            tail = text.index(second, second_start)
            yield Change(head, tail, "", "reflow", "标题断行；文件另处一行写全，据以连接")


def _hard_wraps(text: str) -> Iterator[Change]:
    """Blanks between Han characters that stand one line width apart: old line ends.

    The width is proved where three such blanks in a line stand equally far apart, not farther than
    any line is wide.
    """
    for line in re.finditer(r"[^\n]+", text):
        found = [(line.start() + one.start(), one[0]) for one in _HAN_BLANK.finditer(line[0])]
        places = [at for at, _ in found]
        proved: set[int] = set()
        for first, second, third in zip(places, places[1:], places[2:], strict=False):
            steps = (second - first, third - second)
            is_even = abs(steps[0] - steps[1]) <= 1
            if is_even and _MIN_MEASURE <= min(steps) <= _MAX_MEASURE:
                proved |= {first, second, third}
        for at, blank in found:
            if at in proved:
                ground = "汉字间的空白等距出现，是旧行末的断行"
                yield Change(at, at + len(blank), "", "reflow", ground)


def _blanks_at_marks(text: str) -> Iterator[Change]:
    """A blank before a closing mark, or between a mark and a Han character, is stray."""
    for found in _STRAY.finditer(text):
        yield Change(found.start(), found.end(), "", "reflow", "标点前后的空白，不是原文所有")


_WORDS = lexicon.words("document")
_FIELDS = lexicon.words("metadata")["labels"]
_TITLE_FIELD = re.compile(
    rf"(?:{lexicon.spaced(label for label in _FIELDS if _FIELDS[label] == 'title')})"
    r"\s*[:：]\s*(\S.*)"
)
_TITLE_ENDING = re.compile(
    rf"(?:{lexicon.alternatives(_WORDS['title_endings'])}"
    rf"|的(?:{lexicon.alternatives(_WORDS['notice_kinds'])}))(?:[(（][^()（）]{{1,20}}[)）])?$"
)
_MIN_TITLE = 8
"""Cells of a table are shorter, and may repeat: 应急, 预案, 应急预案."""
_HAN_BLANK = re.compile(rf"(?<=[{_HAN}]){_BLANK}+(?=[{_HAN}])")
_MIN_MEASURE, _MAX_MEASURE = 15, 100
"""In Han, the width of lines that a layout breaks: no page or mail has wider ones."""
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
_LETTER = rf"[{_HAN}〇○]"
_LETTERSPACED = re.compile(
    rf"^{_BLANK}*{_LETTER}(?P<gap>{_BLANK}+){_LETTER}(?:(?P=gap){_LETTER})+(?={_BLANK}*$)",
    re.MULTILINE,
)
_LETTER_BLANK = re.compile(rf"(?<={_LETTER}){_BLANK}+(?={_LETTER})")
_MIN_LETTERS = 5
_PAGE_BREAK = re.compile(
    rf"(?:^|(?<=\n))(?:{_BLANK}*[\x0b\x0c])+|(?<![\x0b\x0c])[\x0b\x0c]++(?={_BLANK}*+(?:\n|\Z))"
)
_MAY_BREAK = re.compile("[\x0b\x0c]")
_STRAY = re.compile(
    rf"(?<!{_BLANK}){_BLANK}+(?=[{re.escape(_CLOSING)}](?!{_BLANK}))"
    rf"|(?<=[{_AFTER_MARK}])(?!{_BLANK}{{2}}){_BLANK}(?=[{_HAN}])"
)

CONJECTURE = EmendationRule(
    BY_EDITOR,
    "据文意校读",
    "规则不能决定的，由编者据受损处以外的依据校读，逐条注明，作为推测。",
)
"""Not a rule of the program: what a person wrote in the `.yml`."""

RULES = (
    Rule(
        EmendationRule(
            "byte-order-mark",
            "字节序标记",
            "文件开头的标记，不是正文。",
        ),
        _byte_order_mark,
    ),
    Rule(
        EmendationRule(
            "cp936",
            "编码损坏",
            "网页原是 UTF-8，中途被误作 CP936（GBK）读入又写出。字节两个一对地转换，"
            "一段汉字若占奇数个字节，"
            "末字的最后一个字节便与后面的半角字符（多为标签的“<”、引号实体的“&”）并成一对而毁。"
            "末字节减一而“<”失去的，可以逆推，只有一解，是为确定；只余“?”的，机理只能指出此处有字失去。",
        ),
        _cp936,
    ),
    Rule(
        EmendationRule(
            "layout-tag",
            "排版标签",
            "抓取时残留的网页排版标签，不是正文。",
        ),
        _layout_tags,
    ),
    Rule(
        EmendationRule(
            "html-comment",
            "网页注释",
            "网页代码里的注释“<!-- … -->”，读者看不到，不是正文。",
        ),
        _comments,
    ),
    Rule(
        EmendationRule(
            "html-entity",
            "字符实体",
            "网页代码写成的字符，还原为字符。",
        ),
        _entities,
    ),
    Rule(
        EmendationRule(
            "invisible",
            "零宽字符",
            "零宽空格、软连字符、书写方向标记之类，不显示，却会使查找落空，略去。",
        ),
        _invisible,
    ),
    Rule(
        EmendationRule(
            "pinyin-gloss",
            "注音",
            "网页由工具转换字形，在汉字之后的括号里写下它的读音；一篇里有五处以上的，略去。一两处的照录。",
        ),
        _pinyin_glosses,
    ),
    Rule(
        EmendationRule(
            "line-end",
            "别种行末",
            "文字处理软件用垂直制表符（↓）、换页符，别的工具用 U+2028、U+0085 等作行末。"
            "全文没有换行符的，或其前句子已完、其后另起一条的，在此另起一行。",
        ),
        _line_ends,
    ),
    Rule(
        EmendationRule(
            "markdown-mark",
            "Markdown 标记",
            "抓取工具把网页转成 Markdown 时写下的标题号“#”、加粗号“**”、列表号、"
            "转义符和画表格的线“|”，不是正文；隔开两格的线以制表符代之，没有分隔行的表格以表头为证。"
            "文中另有 Markdown 独有的写法（信息栏、多个“#”标题、加粗的条款编号等）为证，"
            "方才略去；孤立的“#”“*”照录。",
        ),
        _markdown_marks,
    ),
    Rule(
        EmendationRule(
            "letterspaced",
            "字距",
            "整行逐字隔着等宽的空白，是排版的字距，略去空白。三四个字的，须在他处连写。",
        ),
        _letterspaced,
    ),
    Rule(
        EmendationRule(
            "digit-line",
            "数字断行",
            "抓取时数字各成一行，一句话断成几行。文件里须有断开的日期、发文字号为证，"
            "方才把数字与前后文字连接；表格里的数字照录。",
        ),
        _digit_lines,
    ),
    Rule(
        EmendationRule(
            "wrapped-title",
            "标题断行",
            "标题排成几行，而文件另有一处一行写全，据以连接。",
        ),
        _wrapped_title,
    ),
    Rule(
        EmendationRule(
            "page-break",
            "换页符",
            "行端的换页符、垂直制表符，是版面的换页，略去。",
        ),
        _page_breaks,
    ),
    Rule(
        EmendationRule(
            "ocr-stop",
            "误作点号的句号",
            "文字识别把句号认作了点号。条款编号后的小标题末、成句的行末，读作句号，作为可能的校读；"
            "数字之间、外文和人名里的点号不动。",
        ),
        _ocr_stops,
    ),
    Rule(
        EmendationRule(
            "hard-wrap",
            "旧行末断行",
            "抓取时把版面的行末当成了空白。同一行里汉字间的空白若等距出现，距离恰是一行的字数，便是旧的行末，"
            "予以略去。",
        ),
        _hard_wraps,
    ),
    Rule(
        EmendationRule(
            "stray-blank",
            "标点旁的空白",
            "标点前后多出的空白，略去。",
        ),
        _blanks_at_marks,
    ),
)


def _lines(text: MappedText, source: Source) -> Iterator[Line]:
    start, after_blank = 0, False
    for line in text.text.split("\n"):
        bare = line.lstrip(blanks.CHARS)
        indent = len(line) - len(bare)
        if bare := bare.rstrip(blanks.CHARS):
            begin = start + indent
            part = text[begin : begin + len(bare)]
            width = widths.of_blanks(line[:indent])
            tabs = line[:indent].count("\t"), line[indent + len(bare) :].count("\t")
            yield Line(source.position(part.starts[0]).line, part, width, after_blank, tabs=tabs)
        after_blank = not bare
        start += len(line) + 1
