"""Which units hold a string, worked out without the code of the search.

From the published JSON of a plan: its pieces as read and as received. That those are the file
with its emendations is tested in `test_search_units.py`.
"""

from collections.abc import Iterable, Iterator, Mapping
from operator import itemgetter
from typing import Any, NamedTuple

BLANKS = frozenset(
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
    """Width, case and blanks between Han characters, or between one and a digit."""
    return "".join(char for char, _ in folded(text))


def folded(text: str) -> list[tuple[str, int]]:
    """One character after the other, each with its place in the text."""
    out: list[tuple[str, int]] = []
    waiting: list[tuple[str, int]] = []
    for at, char in enumerate(text):
        if char in BLANKS:
            waiting.append((char, at))
            continue
        narrow = chr(ord(char) - ord("！") + ord("!")) if "！" <= char <= "～" else char
        if not (waiting and out and _is_one_word(out[-1][0], narrow)):
            out += waiting
        waiting.clear()
        out.append((narrow.lower() if narrow.isascii() else char, at))
    return out + waiting


def _is_one_word(before: str, after: str) -> bool:
    kinds = [
        "han" if _is_han(char) else "digit" if char in "0123456789" else ""
        for char in (before, after)
    ]
    return "han" in kinds and "" not in kinds


def _is_han(char: str) -> bool:
    return any(ord(char) in block for block in _HAN_BLOCKS)


class Unit(NamedTuple):
    """A unit of the data: label, heading, separator and body as read, and as received."""

    work: str
    id: str
    read: tuple[str, str, str, str]
    received: tuple[str, str, str, str]

    @property
    def key(self) -> str:
        return f"{self.work} {self.id}"

    @property
    def texts(self) -> tuple[str, str]:
        """Both, folded."""
        return fold("".join(self.read)), fold("".join(self.received))


def units(plan: Mapping[str, Any], file: str) -> Iterator[Unit]:
    """Each unit of a plan; `file` is the whole text that was received."""
    work = plan["work"]
    for one in plan["clauses"]:
        label, heading, separator, body = (
            one[name] for name in ("label", "heading", "separator", "text")
        )
        received = (label, one.get("heading_raw", heading), separator, one.get("raw", body))
        yield Unit(work, one["id"], (label, heading, separator, body), received)
    for one in plan["blocks"]:
        body = one["text"]
        yield Unit(work, one["id"], ("", "", "", body), ("", "", "", one.get("raw", body)))
    for one in plan["tables"]:
        yield _row(one["id"], [one["caption"], *one["header"]], plan, file)
        for id_, cells in zip(one["row_ids"], one["rows"], strict=True):
            yield _row(id_, cells, plan, file)


def _row(id_: str, cells: Iterable[str], plan: Mapping[str, Any], file: str) -> Unit:
    """The data have no text as received of a row: the file has it, where the ledger says so."""
    solid = [cell for cell in cells if cell]
    changed = {one["line"] for one in plan["damage"] if one["clause_id"] == id_}
    lines = [_emended(number, plan["damage"], file) for number in sorted(changed)]
    received = [_received(cell, lines) for cell in solid]
    return Unit(
        plan["work"], id_, ("", "", "", "\t".join(solid)), ("", "", "", "\t".join(received))
    )


_Line = list[tuple[str, int, int]]
"""The characters of a line as read, and what range of the file each stands for."""


def _emended(number: int, damage: Iterable[Mapping[str, Any]], file: str) -> tuple[_Line, str]:
    line = file.split("\n")[number - 1]
    found: _Line = []
    at = 0
    for one in sorted((one for one in damage if one["line"] == number), key=itemgetter("col")):
        start, end = one["col"], one["col"] + len(one["damaged"])
        found += [(line[place], place, place + 1) for place in range(at, start)]
        found += [(char, start, end) for char in one["reading"] or ""]
        at = end
    found += [(line[place], place, place + 1) for place in range(at, len(line))]
    return found, line


def _received(cell: str, lines: Iterable[tuple[_Line, str]]) -> str:
    for chars, line in lines:
        at = "".join(char for char, _, _ in chars).find(cell)
        if at >= 0:
            return line[chars[at][1] : chars[at + len(cell) - 1][2]]
    return cell
