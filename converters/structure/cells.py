"""Cells that stand side by side on one line, as a table has them that was copied row by row.

What parts them is, in this order: tabs, runs of blanks, single blanks. A line is parted as the
header of its table is.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from converters import lexicon
from converters.text import blanks
from converters.text.mapped_text import MappedText

TAB = re.compile(r"\t")
PARTINGS = (
    TAB,
    re.compile(rf"(?:{blanks.IN_LINE}{{2,}}|\u3000)"),
    re.compile(rf"{blanks.IN_LINE}+"),
)
"""What may part the cells of a row, the surest first."""

MAX_CELL = 60
_HAN = "[\u4e00-\u9fff]"
_NAME = rf"{_HAN}(?:{blanks.IN_LINE}?{_HAN}){{1,3}}"
_OFFICE = rf"(?:{lexicon.alternatives(lexicon.words('document')['offices'])})"
_PERSON = re.compile(
    rf"{_NAME}{blanks.IN_LINE}*[(（][^。；;]*?(?:{_OFFICE}[)）、，,{blanks.CHARS}]|[^)）]\Z)"
    rf"|{_NAME}{blanks.IN_LINE}+[^。；;]+{_OFFICE}\Z"
    rf"|[^。；;]{{3,}}{_OFFICE}{blanks.IN_LINE}+{_NAME}\Z"
)
_STOP = "。；：，、;:,?？!！"
_SPEAKS = re.compile("[:：]")


def is_cell(text: str) -> bool:
    """Whether a text may be a cell: short, and no sentence ends in it."""
    return 0 < len(text) <= MAX_CELL and text[-1] not in _STOP and "。" not in text


def is_person(text: str) -> bool:
    """Whether a line is a person with an office: 张三（县水利局副局长）, 县水利局副局长 张三.

    >>> is_person("张 三（县水利局"), is_person("张三 县水利局副局长"), is_person("张三（编织袋）")
    (True, True, False)
    """
    return bool(_PERSON.match(text))


def parted(text: MappedText, parting: re.Pattern[str]) -> tuple[MappedText, ...]:
    """The cells of a line; an empty one where two marks of parting stand side by side."""
    return tuple(_parted(text, parting))


def count(text: str, parting: re.Pattern[str]) -> int:
    """How many cells a line has."""
    return 1 + sum(1 for _ in parting.finditer(text))


def may_be_header(text: str, parting: re.Pattern[str]) -> bool:
    """Whether a line may name the columns of a table: each cell short, none a label or a stop."""
    return is_cell(text) and not _SPEAKS.search(text) and count(text, parting) > 1


def _parted(text: MappedText, parting: re.Pattern[str]) -> Iterator[MappedText]:
    start = 0
    for found in parting.finditer(text.text):
        yield text[start : found.start()].strip()
        start = found.end()
    yield text[start:].strip()
