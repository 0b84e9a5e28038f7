"""Which units hold a string, worked out without the code of the search.

From the published JSON of a plan: its pieces as read and as received. That those are the file
with its emendations is tested in `test_search_units.py`.
"""

from collections.abc import Iterator, Mapping
from typing import Any

_BLANKS = frozenset(
    " \t\r\n\u00a0\u1680\u2000\u2001\u2002\u2003\u2004\u2005\u2006\u2007\u2008\u2009\u200a\u202f\u205f\u3000"
)

_HAN_BLOCKS = (
    range(0x2E80, 0x2FE0),  # CJK Radicals Supplement, Kangxi Radicals
    range(0x3005, 0x3008),  # 々〆〇
    range(0x3021, 0x302A),  # Suzhou numerals
    range(0x3038, 0x303C),  # and the tens of them, 〻
    range(0x3400, 0x4DC0),  # Extension A; not the hexagrams after it
    range(0x4E00, 0xA000),  # CJK Unified Ideographs
    range(0xF900, 0xFB00),  # CJK Compatibility Ideographs
    range(0x20000, 0x40000),  # planes 2 and 3; not the private use planes
)


def fold(text: str) -> str:
    """Width, case and blanks between Han characters, one character after the other."""
    out: list[str] = []
    waiting: list[str] = []
    for char in text:
        if char in _BLANKS:
            waiting.append(char)
            continue
        if "！" <= char <= "～":
            char = chr(ord(char) - ord("！") + ord("!"))
        if char.isascii():
            char = char.lower()
        if not (waiting and out and _is_han(out[-1]) and _is_han(char)):
            out += waiting
        waiting.clear()
        out.append(char)
    return "".join(out + waiting)


def _is_han(char: str) -> bool:
    return any(ord(char) in block for block in _HAN_BLOCKS)


def units(plan: Mapping[str, Any]) -> Iterator[tuple[str, str, str]]:
    """Each unit of a plan: its id, its text as read and as received, both folded."""
    for one in plan["clauses"]:
        head = one["label"] + one["heading"] + one["separator"]
        received = one["label"] + one.get("heading_raw", one["heading"]) + one["separator"]
        body = one["text"]
        yield one["id"], fold(head + body), fold(received + one.get("raw", body))
    for one in plan["blocks"]:
        yield one["id"], fold(one["text"]), fold(one.get("raw", one["text"]))
    for one in plan["tables"]:
        head = "\t".join(cell for cell in (one["caption"], *one["header"]) if cell)
        yield one["id"], fold(head), fold(head)
        for id_, cells in zip(one["row_ids"], one["rows"], strict=True):
            row = fold("\t".join(cell for cell in cells if cell))
            yield id_, row, row
