"""Fields: an instruction that is not shown, and the result that is (ECMA-376 Part 1, 17.16)."""

from __future__ import annotations

import re
from dataclasses import dataclass, field

from converters.readers.wordprocessing import symbols
from converters.readers.wordprocessing.properties import is_on, whole
from converters.readers.wordprocessing.xml_tree import Node

_PAGE_FIELDS = frozenset({"PAGE", "NUMPAGES", "SECTIONPAGES"})
_SYMBOL = re.compile(
    r"""\s*SYMBOL\s+(?P<code>0x[0-9a-f]+|\d+)(?P<rest>.*)""", re.IGNORECASE | re.DOTALL
)
_FONT = re.compile(r"""\\f\s*(?:"(?P<quoted>[^"]*)"|(?P<plain>\S+))""", re.IGNORECASE)
_ENCLOSED = re.compile(
    r"\s*EQ\s+\\o(?:\\a[clr])?\s*\(\s*(?P<ring>[○◯〇])\s*[,，;]\s*(?P<inside>[^()]*?)\s*\)\s*",
    re.IGNORECASE,
)
_LINK = re.compile(r'\s*HYPERLINK\s+"([^"]*)"', re.IGNORECASE)
_MAX_CODE = 0x10FFFF
_MAX_DRAWN = 200
"""Characters of an instruction that draws a sign."""

_FIRST_ENCLOSED = (("①", 1), ("㉑", 21), ("㊱", 36))
_LAST_ENCLOSED = 50
_CHECKED, _UNCHECKED = "☒", "☐"


@dataclass
class Open:
    """A field that has begun and has not ended.

    Args:
        begun: its first mark.
        instruction: what is read of it.
        result_from: how many pieces of the paragraph stood before its result; None before that.
        address: where its result leads to, if it is a link.
    """

    begun: Node
    instruction: list[str] = field(default_factory=list)
    result_from: int | None = None
    address: str = ""

    @property
    def is_shown(self) -> bool:
        """Whether its result has begun."""
        return self.result_from is not None

    def show(self, pieces: int) -> None:
        """Begin the result, behind some pieces of the paragraph."""
        if self.result_from is None and (found := _LINK.match(self.code)):
            self.address = found[1]
        self.result_from = pieces

    @property
    def code(self) -> str:
        """The instruction."""
        return "".join(self.instruction)


def is_page_number(code: str) -> bool:
    """Whether an instruction asks for the number of the page, or of all pages."""
    words = code.split(maxsplit=1)
    return bool(words) and words[0].upper() in _PAGE_FIELDS


def is_formula(code: str) -> bool:
    """Whether an instruction draws a formula."""
    words = code.split(maxsplit=1)
    return bool(words) and words[0].upper() == "EQ"


def drawn(code: str) -> str | None:
    r"""What a field without a result shows by its instruction alone; None if that is not known.

    >>> drawn(r"SYMBOL 254 \f Wingdings"), drawn(r"eq \o\ac(○,12)"), drawn("PAGE")
    ('☑', '⑫', None)
    """
    if len(code) > _MAX_DRAWN:
        return None
    if found := _SYMBOL.fullmatch(code):
        value = found["code"]
        at = int(value, 16) if value[:2].lower() == "0x" else whole(value)
        font = _FONT.search(found["rest"])
        name = (font["quoted"] or font["plain"] or "") if font else ""
        return symbols.sign(at, name) if 0 < at <= _MAX_CODE else symbols.UNKNOWN
    if found := _ENCLOSED.fullmatch(code):
        return enclosed(found["inside"])
    return None


def enclosed(inside: str) -> str | None:
    """A number in a ring as one character; None if there is no such character.

    >>> enclosed("3"), enclosed("36"), enclosed("甲")
    ('③', '㊱', None)
    """
    value = whole(inside) if inside.isascii() else 0
    if not 1 <= value <= _LAST_ENCLOSED:
        return None
    sign, first = max((row for row in _FIRST_ENCLOSED if row[1] <= value), key=lambda row: row[1])
    return chr(ord(sign) + value - first)


def form_value(begun: Node) -> str:
    """What a field of a form shows: the sign of its box, the chosen line of its list; or empty."""
    data = begun.child("w:ffData")
    if data is None:
        return ""
    if (box := data.child("w:checkBox")) is not None:
        said = box.child("w:checked") or box.child("w:default")
        is_checked = said is not None and is_on(said.attributes.get("w:val"), without=True)
        return _CHECKED if is_checked else _UNCHECKED
    if (menu := data.child("w:ddList")) is not None:
        at = whole(menu.value("w:result") or menu.value("w:default"))
        lines = [one for one in menu.children if one.name == "w:listEntry"]
        return lines[at].attributes.get("w:val", "") if 0 <= at < len(lines) else ""
    return ""
