"""Marks that a tool wrote when it turned a page into Markdown, in texts where that is proved.

A lone `#` or `**` is text. Proof is what Markdown alone has: a front matter, several headings in
`#`, numbers of clauses in bold, in a list, or with their stop escaped (CommonMark 0.31, 4.2, 2.4,
5.2), labels of fields in bold. A clause whose number or heading is in bold at the start of its line
proves its own marks.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

from converters.emendation import bars
from converters.text import blanks, labels

_FRONT_MATTER = re.compile(
    r"\s*-{3,}[ \t]*\n(?:[^\s:：][^\n:：]{0,40}[:：][^\n]*\n|-\s[^\n]*\n){1,60}-{3}"
)
_HEADING = re.compile(
    rf"^{blanks.IN_LINE}{{0,8}}(#{{1,6}}[ \t\u3000\xa0]+)(?=[^\s#])([^\n]*)", re.MULTILINE
)
_QUOTE = re.compile(r"(?:\A|\n[ \t]*\n)> ?[^\s>]")
_TABLE = re.compile(
    r"^[ \t]*\|[^\n]*\|[ \t\r]*\n[ \t]*\|(?:[ \t]*:?-{3,}:?[ \t]*\|)+", re.MULTILINE
)
_WHOLE_TABLE = re.compile(
    r"^[ \t]*\|(?=[^\n]*[^\s|:-])[^\n]*\|[ \t\r]*\n"
    r"[ \t]*\|(?:[ \t]*:?-{3,}:?[ \t]*\|)+[ \t\r]*$"
    r"(?:\n[ \t]*\|[^\n]*\|[ \t\r]*$)*",
    re.MULTILINE,
)
_ROW = re.compile(r"\|[^\n]*\|")
_BAR = re.compile(r"[ \t]*(?<!\\)\|[ \t]*")
_DASHES = re.compile(r"\|(?:[ \t]*:?-{3,}:?[ \t]*\|)+")
_BULLET = re.compile(r"^[ ]{0,3}([-*+][ \t]+)([^\n]{1,40})", re.MULTILINE)
_ESCAPE = re.compile(r"\\(?=[!-/:-@\[-`{-~])")
_ESCAPED_NUMBER = re.compile(r"^\s*(?:#{1,6} +)?\d{1,3}\\\.", re.MULTILINE)
_BOLD = re.compile(
    r"(?P<mark>\*{2,4})(?=[^\s*])(?:[^*\n]|\n(?!\s*\n)){1,300}?(?<=[^\s*])(?P=mark)(?!\*)"
)
_BOLD_KEY = re.compile(
    r"^[ ]{0,3}(?:[-*+] )?\*\*[^\s*:：][^*\n:：]{1,12}(?:\*\*[ \t]?[:：]|[:：]\*\*)", re.MULTILINE
)
_EMPTY_LINE = re.compile(r"(?:\A\ufeff?|\n[ \t\r\u3000]*\n)[ ]{0,3}\Z")
_BEFORE = 80
_MIN_BOLD_NUMBERS = 2
_MIN_HEADINGS = 2
_MIN_BOLD_KEYS = 2
_MIN_BULLETS = 3
_MIN_ESCAPES = 2


def find(text: str) -> Iterator[tuple[int, int, str]]:
    """Start, end and kind (heading, list, escape, bold, bar, cell) of every mark, in order.

    A `cell` ends one cell of a table and begins the next; `bar` is what else a table is drawn
    with. In a text that is not proved to be Markdown, nothing else is found but the bold of
    clauses.
    """
    found = [*_bars(text), *bars.find(text)]
    bold: Iterable[re.Match[str]] = _BOLD.finditer(text)
    if is_markdown(text):
        found += [(*match.span(1), "heading") for match in _HEADING.finditer(text)]
        found += [(*match.span(1), "list") for match in _bullets(text)]
        found += [(*match.span(), "escape") for match in _ESCAPE.finditer(text)]
    else:
        bold = (match for match in bold if _opens_clause(text, match))
    for match in bold:
        size = len(match["mark"])
        found.append((match.start(), match.start() + size, "bold"))
        found.append((match.end() - size, match.end(), "bold"))
    done = 0
    for start, end, kind in sorted(found):
        if start >= done:
            yield start, end, kind
            done = end


def _bars(text: str) -> Iterator[tuple[int, int, str]]:
    """The marks of tables: headers, a row of dashes, rows (GitHub Flavored Markdown 0.29, 4.10)."""
    for table in _WHOLE_TABLE.finditer(text):
        for row in _ROW.finditer(text, *table.span()):
            marks = list(_BAR.finditer(text, *row.span()))
            if _DASHES.fullmatch(row[0]):
                yield *row.span(), "bar"
                continue
            for bar in marks:
                is_edge = bar in (marks[0], marks[-1])
                yield *bar.span(), "bar" if is_edge else "cell"


def is_markdown(text: str) -> bool:
    """Whether a text is proved to have been written as Markdown."""
    if _FRONT_MATTER.match(text.removeprefix("\ufeff")):
        return True
    if len(_ESCAPED_NUMBER.findall(text)) >= _MIN_ESCAPES:
        return True
    if sum(1 for _ in _bullets(text)) >= _MIN_BULLETS or _has_bold_signs(text):
        return True
    marked = list(_HEADING.finditer(text))
    if len(marked) >= _MIN_HEADINGS and any(_has_label(match[2]) for match in marked):
        return True
    headings = sum(_is_heading(text, match) for match in marked)
    other_signs = bool(headings) and bool(_QUOTE.search(text) or _TABLE.search(text))
    return headings >= _MIN_HEADINGS or other_signs


def _has_bold_signs(text: str) -> bool:
    """Whether numbers of clauses, or labels of fields at the start of lines, are in bold."""
    if len(_BOLD_KEY.findall(text)) >= _MIN_BOLD_KEYS:
        return True
    return sum(map(_is_number, _BOLD.finditer(text))) >= _MIN_BOLD_NUMBERS


def _bullets(text: str) -> Iterator[re.Match[str]]:
    """Marks of a list before the number of a clause; `- 3 -` is a page number."""
    return (match for match in _BULLET.finditer(text) if labels.match(match[2]))


def _is_number(bold: re.Match[str]) -> bool:
    size = len(bold["mark"])
    return _has_label(bold[0][size:-size])


def _opens_clause(text: str, bold: re.Match[str]) -> bool:
    """Whether the number of a clause, or what follows it, is in bold: **（一）…**, （一）**…**."""
    near = text[max(0, bold.start() - _BEFORE) : bold.start()]
    _, line_feed, rest = near.rpartition("\n")
    if not line_feed and len(near) == _BEFORE:
        return False
    before = rest.strip(blanks.CHARS)
    if not before:
        return _is_number(bold)
    label = labels.match(before)
    return label is not None and label.is_alone(before)


def _is_heading(text: str, found: re.Match[str]) -> bool:
    """Whether the line is a heading for sure: numbered, or first of the file or of a paragraph."""
    before = text[max(0, found.start() - _BEFORE) : found.start()]
    return _has_label(found[2]) or bool(_EMPTY_LINE.search(before))


def _has_label(text: str) -> bool:
    bare = text.lstrip("*").replace("\\", "")
    return bool(labels.match(bare) or labels.decimal(bare))
