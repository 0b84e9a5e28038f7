"""Text as Markdown that a person reads, and that every renderer reads as that text.

CommonMark, GitHub and Python-Markdown (with its tables, footnotes and attribute lists) agree on few
escapes: a backslash before the marks that all of them know, a character reference for the others.
"""

from __future__ import annotations

import re

from converters.text import blanks, escape

_ACTIVE = re.compile(r"[\\`*_{}\[\]#|<~$]|&(?=#?\w*(?:;|$))")
_REFERENCES = {"<": "&lt;", "&": "&amp;", "~": "&#126;", "$": "&#36;"}
_OPENING = re.compile(r"(?P<before>\d{1,9}|)(?P<mark>(?<=\d)[.)](?=\s|$)|[-+](?=\s|-*$)|>)")
_OPENING_NOTE = re.compile(r"((?:\[\^\w+\])+):")
_EDGES = re.compile(
    rf"^{blanks.IN_LINE}+|{blanks.IN_LINE}+$|(?<= ) +|\t+"
    r"|[\u2028\u2029]+"  # which Python-Markdown strips from the ends of a line
)


def text(line: str) -> str:
    r"""Text as it stands inside a line; what follows it may end a reference that it begins.

    >>> text("*必须*<3%、A&B、&lt;"), text("序号&")
    ('\\*必须\\*&lt;3%、A&B、&amp;lt;', '序号&amp;')
    """
    shown = escape.visible(line.replace("\n", " "))
    return _ACTIVE.sub(lambda found: _REFERENCES.get(found[0], f"\\{found[0]}"), shown)


def block(line: str) -> str:
    r"""A line of Markdown as a paragraph: what it begins with opens no list and no quotation.

    >>> block("1. 总则"), block("- 其他"), block("—— 其他")
    ('1\\. 总则', '\\- 其他', '—— 其他')
    """
    line = _OPENING_NOTE.sub(r"\1&#58;", line) if _OPENING_NOTE.match(line) else line
    if found := _OPENING.match(line):
        line = f"{found['before']}\\{line[len(found['before']) :]}"
    return with_blanks(line)


def code(characters: str) -> str:
    """Characters as they are, as code; those with blanks at their ends, which code loses, in “”.

    >>> code("</p>"), code("`a"), code(" 甲")
    ('`</p>`', '`` `a ``', '“&#32;甲”')
    """
    shown = escape.visible(characters.replace("\n", " "))
    if shown != shown.strip():
        return f"“{with_blanks(text(shown))}”"
    fence = "`" * (1 + max(map(len, re.findall("`+", shown)), default=0))
    pad = " " if "`" in shown else ""
    return f"{fence}{pad}{shown}{pad}{fence}"


def with_blanks(line: str) -> str:
    """A line of Markdown that keeps the blanks at its ends, and where several stand together."""
    return _EDGES.sub(lambda found: "".join(f"&#{ord(char)};" for char in found[0]), line)
