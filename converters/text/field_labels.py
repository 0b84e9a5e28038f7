"""Labels of the metadata that sites print above a document: 发文字号：…, several in a line.

A label ends in a colon, stands in brackets of its own, or is a cell of a table; a bullet, a bar or
a date may stand before it.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping

from converters import lexicon
from converters.text import blanks, dates

_WORDS = lexicon.words("metadata")

FIELDS: Mapping[str, str | None] = _WORDS["labels"]
"""By label, blanks removed, the field of the record; None for one that is only shown."""

INSTEAD: Mapping[str, str] = _WORDS["instead"]
"""By label the field that its value may be, where nothing else states that field."""

DATE_ALONE: str = _WORDS["date_alone"]
"""The label of a date that stands beside other fields without one."""

OF_PAGES = frozenset(_WORDS["of_pages"])
"""Labels of a date that may be that of the document or of the page."""

_OF_TEXTS = frozenset(_WORDS["of_texts_too"])
_OF_COLLECTORS = frozenset(_WORDS["of_collectors"])
_NONE = frozenset(_WORDS["no_values"])
_FILLED = frozenset(_WORDS["filled_by_the_page"])
_DASHES = "-—–―－_＿"
_BAR = "|｜"
_EDGE = f"[{blanks.CHARS}{_BAR}]"
_BLANK = f"{blanks.IN_LINE}{{0,16}}"
_BULLET = rf"(?:[-*+•·●◆■▪◇○※►▶>]{_BLANK})?"
_HEAD = re.compile(rf"{_EDGE}*{_BULLET}")
_OTHER_NAME = "(?:[\u4e00-\u9fff]{2,6}[/／])?"
"""What a label may be called as well: 备注/文号."""

_LABEL = re.compile(
    rf"(?:^|(?<={_EDGE})|(?<=[-*+•·●◆■▪◇○※►▶>]))(?P<open>[\[【]{_BLANK})?"
    rf"{_OTHER_NAME}(?P<label>{lexicon.spaced(FIELDS)}){_BLANK}"
    rf"(?P<end>[:：]{_BLANK}(?(open)[\]】]?)|(?(open)[\]】]{_BLANK}[:：]?|(?=[\t{_BAR}])))"
)
_LABEL_END = re.compile(rf"[:：\]】\t{_BAR}]")
"""What every label ends in; most lines have none of it."""

_OF_ROW = re.compile(
    rf"(?:^|(?<={_EDGE}))(?P<label>{lexicon.spaced(FIELDS)})(?={blanks.IN_LINE}|$)"
)
_OTHER = re.compile(rf"(?<={_EDGE})[\[【]?[\u4e00-\u9fff]{{2,8}}{_BLANK}[:：\]】]")
_DATE_FIRST = re.compile(rf"{_EDGE}*{_BULLET}(?P<date>{dates.STATED.pattern}){_EDGE}+")
_DATE_LAST = re.compile(rf"(?<={_EDGE})(?P<date>{dates.STATED.pattern}){_EDGE}*$")
_AROUND = f"{blanks.CHARS}{_BAR}"
_LONGEST_ROW = 300
_ADDRESS = re.compile(r"[\[(<（]?https?://|www\.", re.IGNORECASE)
_QUOTES = ("''", '""')


def fields(line: str) -> Iterator[tuple[str, int, int]]:
    """The metadata fields of a line: the label without blanks, start and end of the value.

    >>> line = "| 文号 | 某政发〔2024〕8号 | 来源 | 某局 |"
    >>> [(label, line[start:end]) for label, start, end in fields(line)]
    [('文号', '某政发〔2024〕8号'), ('来源', '某局')]
    """
    found = list(_LABEL.finditer(line)) if _LABEL_END.search(line) else []
    if not found:
        return
    dated = _DATE_FIRST.match(line, 0, found[0].start())
    dated = dated if dated and dated.end() == found[0].start() else None
    if not dated and _HEAD.match(line).end() != found[0].start():  # type: ignore[union-attr]  # it matches nothing too
        return
    parts = list(_values(line, found))
    if any(without_blanks(line[start:end]) in FIELDS for _, start, end in parts):
        return  # labels side by side: the header of some table
    if dated:
        yield DATE_ALONE, *dated.span("date")
    yield from parts


def of_row(line: str) -> Iterator[tuple[str, int, int]]:
    """The fields of a line that begins with a label, where blanks alone part labels and values.

    No line proves by itself that it is one: 名称 and 来源 are words as well.

    >>> line = "索 引 号  12345/2024-01  发布机构  某县水利局"
    >>> [(label, line[start:end]) for label, start, end in of_row(line)]
    [('索引号', '12345/2024-01'), ('发布机构', '某县水利局')]
    """
    found = list(_OF_ROW.finditer(line)) if len(line) <= _LONGEST_ROW else []
    if not found or found[0].start():
        return
    ends = [match.start() for match in found[1:]] + [len(line)]
    for match, end in zip(found, ends, strict=True):
        yield without_blanks(match["label"]), *_trimmed(line, match.end(), end, _AROUND)


def _values(line: str, found: list[re.Match[str]]) -> Iterator[tuple[str, int, int]]:
    starts = [match.start() for match in found[1:]] + [len(line)]
    for match, next_start in zip(found, starts, strict=True):
        label = without_blanks(match["label"])
        other = _OTHER.search(line, match.end(), next_start)
        end = other.start() if other and other.start() > match.end() else next_start
        closed = match["open"] is None or "】" in match["end"] or "]" in match["end"]
        around = _AROUND if closed else _AROUND + "]】"
        start = match.end()
        last = _DATE_LAST.search(line, start, end) if name_of(label) not in dates.FIELDS else None
        if last and line[start : last.start()].strip(around):
            yield label, *_trimmed(line, start, last.start(), around)
            yield DATE_ALONE, *last.span("date")
        else:
            yield label, *_trimmed(line, start, end, around)


def _trimmed(line: str, start: int, end: int, around: str) -> tuple[int, int]:
    """A value without blanks, bars and quotes around it."""
    value = line[start:end]
    kept = value.strip(around)
    start += len(value) - len(value.lstrip(around)) if kept else 0
    if len(kept) > 1 and kept[0] + kept[-1] in _QUOTES:
        return start + 1, start + len(kept) - 1
    return start, start + len(kept)


def name_of(label: str) -> str | None:
    """The field that a label names; None if it is only shown, or unknown."""
    return FIELDS.get(label)


def is_label(text: str) -> bool:
    """Whether a text without blanks is a label of the list, its colon left out."""
    return text in FIELDS


def without_blanks(text: str) -> str:
    """A label as the list has it."""
    return "".join(text.split())


def is_none(value: str) -> bool:
    """Whether a value says that there is none."""
    return value in _NONE or not value.strip(_DASHES)


def may_be_empty(label: str) -> bool:
    """Whether a page fills in the value of a label only when it is read."""
    return label in _FILLED


def stated(line: str) -> set[tuple[str, str]]:
    """The labels of a line with their values."""
    return {(label, line[start:end]) for label, start, end in fields(line)}


def identifies(label: str, value: str) -> bool:
    """Whether a field tells a document, and is none of the labels that texts have as well.

    >>> identifies("成文日期", "2024-03-05"), identifies("时间", "2024-03-05")
    (True, False)
    >>> identifies("发文字号", "某水〔2024〕3号"), identifies("文号", "以正式文件为准")
    (True, False)
    """
    name = name_of(label)
    if name is None or label in _OF_TEXTS or is_none(value):
        return False
    if name in dates.FIELDS:
        return bool(dates.STATED.match(value))
    return any(char.isdigit() for char in value)


def is_of_collector(label: str, value: str) -> bool:
    """Whether a field tells when and where a copy was collected: a time, or an address.

    >>> is_of_collector("更新时间", "2026-01-26 11:25:35"), is_of_collector("更新时间", "每季度")
    (True, False)
    >>> is_of_collector("原文链接", "https://example.org/1"), is_of_collector("来源", "某县日报")
    (True, False)
    """
    return label in _OF_COLLECTORS and bool(dates.STATED.match(value) or _ADDRESS.match(value))


def are_fields(found: Iterable[tuple[str, str]]) -> bool:
    """Whether labels and values are metadata: one alone may be a sentence, if no page has it."""
    known = set(found)
    return (len(known) > 1 and any(value for _, value in known)) or any(
        value.startswith("http") or is_of_collector(label, value) or _is_day(label, value)
        for label, value in known
    )


def _is_day(label: str, value: str) -> bool:
    """Whether a field is a date and nothing else, under a label that no text has."""
    is_date = name_of(label) in dates.FIELDS and dates.STATED.fullmatch(value)
    return bool(is_date) and label not in _OF_TEXTS
