"""Lines that stand over a table or a 专栏: captions, titles, heads of a column of numbers."""

from __future__ import annotations

import re

from converters import lexicon
from converters.structure.cells import MAX_CELL, is_cell
from converters.text import numerals

_WORDS = lexicon.words("document")
_SERIAL_HEADERS = frozenset(_WORDS["serial_headers"])
_COLUMN = re.compile(
    rf"(?:{lexicon.alternatives(_WORDS['column_headers'])})(?:[(（][^()（）]*[)）])?"
)
_CAPTION = re.compile(r"表\s*\d{1,2}(?:[-—－.]\d{1,2})?(?!\d)[^\t]*$")
_WORD = lexicon.alternatives(_WORDS["box_titles"])
_NUMBER = rf"(?:\d{{1,2}}(?:[-—－.]\d{{1,2}})?|{numerals.HAN_NUMBER})"
_BOX = re.compile(
    rf"(?:{_WORD})\s*(?:{_NUMBER})?(?:[:：\s].*)?"
    rf"|[【\[](?:{_WORD})\s*(?:{_NUMBER})?[】\]].*"
    rf"|(?:{_WORD})\s*{_NUMBER}[^\s。，；：、,;:中内所列].*"
)
_BARRED = re.compile(r"\|[^|]+\|[^|]+\|(?:[^|]*\|)*")
_MIN_KNOWN = 2
"""So many cells of a header must be known names of columns, if nothing else shows a table."""


def is_caption(text: str) -> bool:
    """Whether a line is the caption of a table: 表1 and its name."""
    return bool(_CAPTION.match(text)) and is_cell(text)


def is_box_title(text: str) -> bool:
    """Whether a line is the title of a box: 专栏1 and its name, no sentence about one."""
    return bool(_BOX.fullmatch(text)) and "。" not in text and text[-1] not in "，；,;"


def is_serial_header(text: str) -> bool:
    """Whether a line or a cell is the head of a column that numbers the rows."""
    return len(text) <= MAX_CELL and "".join(text.split()) in _SERIAL_HEADERS


def stands(text: str) -> bool:
    """Whether a line stands over a table or a box, and over no paragraphs."""
    return is_caption(text) or is_box_title(text) or is_serial_header(text)


def is_row(text: str) -> bool:
    """Whether a line shows by itself that it is a row of a table, or its header."""
    if "\t" in text or _BARRED.fullmatch(text):
        return True
    names = text.split() if is_cell(text) else []
    return len(names) > _MIN_KNOWN and is_serial_header(names[0])


def name_columns(names: list[str]) -> bool:
    """Whether cells name columns as tables have them: 任务, 牵头单位, 完成时限."""
    known = sum(bool(_COLUMN.fullmatch(name)) or is_serial_header(name) for name in names)
    return known >= _MIN_KNOWN and 2 * known >= len(names)
