"""Which units hold a string, worked out without the code of the search.

From the published JSON of a plan: its pieces as read and as received. That those are the file
with its emendations is tested in `test_search_units.py`.
"""

from collections.abc import Iterator, Mapping
from typing import Any

BLANKS = frozenset(
    " \t\r\n\u00a0\u1680\u2000\u2001\u2002\u2003\u2004\u2005\u2006\u2007\u2008\u2009\u200a\u202f\u205f\u3000"
)


_HAN = (
    ("\u2e80", "\u2fdf"),
    ("々", "〇"),
    ("\u3021", "\u3029"),
    ("\u3038", "\u303b"),
    ("\u3400", "\u4dbf"),
    ("\u4e00", "\u9fff"),
    ("\uf900", "\ufaff"),
    ("\U00020000", "\U0003ffff"),
)


def fold(text: str) -> str:
    """Width, case and blanks between Han characters, one character after the other."""
    out: list[str] = []
    waiting: list[str] = []
    for char in text:
        if char in BLANKS:
            waiting.append(char)
            continue
        narrow = chr(ord(char) - ord("！") + ord("!")) if "！" <= char <= "～" else char
        if not (waiting and out and _is_han(out[-1]) and _is_han(char)):
            out += waiting
        waiting.clear()
        out.append(narrow.lower() if narrow.isascii() else narrow)
    return "".join(out + waiting)


def _is_han(char: str) -> bool:
    """Characters of the script Han, as Unicode has it; radicals and the numerals of Suzhou too."""
    return any(first <= char <= last for first, last in _HAN)


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
