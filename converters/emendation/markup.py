"""HTML left in a scraped text: entities, layout tags and comments that are still whole."""

from __future__ import annotations

import html
import re
from collections.abc import Iterator
from html.entities import html5

from converters import lexicon
from converters.text.mapped_text import Span

_ENTITY = re.compile(r"&(?:#\d{1,7}|#[xX][0-9A-Fa-f]{1,6}|[A-Za-z][A-Za-z0-9]{1,31});")
_WORDS = lexicon.words("markup")
_OFFICE = r"(?:[mopvwx]|st\d):[a-z]\w{0,30}"
"""The tags that a word processor writes: <o:p>, <v:shape>, <st1:chsdate>."""
_TAG = re.compile(
    rf"</?(?P<name>{_OFFICE}|{lexicon.alternatives(_WORDS['layout_tags'])})(?:\s[^<>\n]{{0,300}})?\s*/?>",
    re.IGNORECASE,
)
_RUN = re.compile(
    rf"{_TAG.pattern}(?:[^\S\n]*{_TAG.pattern.replace('?P<name>', '?:')})*", re.IGNORECASE
)
_LINE_TAGS, _CELL_TAGS = frozenset(_WORDS["line_tags"]), frozenset(_WORDS["cell_tags"])
_SOLID = re.compile(r"[^\S\n]*\S")
_LEFTOVER = re.compile(
    r"(?P<tag></?[A-Za-z][A-Za-z0-9]{0,15}(?:\s[^<>\n]{0,300})?/?>|&#[0-9xX]{1,8};?)"
    r"|&(?P<name>[a-z]{2,8})(?![a-z])|(?<!\*)\*\*(?!\*)"
)
_COMMENT = re.compile(r"<!--(?!>)(?:(?!<!--|-->)[^\n]){0,1000}-->")


def entities(text: str) -> Iterator[tuple[int, int, str]]:
    """Start, end and character of every HTML entity; what is no known entity is text."""
    for found in _ENTITY.finditer(text):
        char = html.unescape(found[0])
        if char != found[0] and char not in ("\ufffd", ""):
            yield found.start(), found.end(), char


def layout_tags(text: str) -> Iterator[tuple[int, int, str]]:
    """Start, end and reading of every layout tag.

    Of tags between two pieces of text on one line, the first that ends a line is a line feed, or
    else the first that ends a cell a tab; all others are nothing.
    """
    for run in _RUN.finditer(text):
        is_inside = _solid_before(text, run.start()) and _SOLID.match(text, run.end())
        tags = list(_TAG.finditer(text, *run.span()))
        names = [tag["name"].lower() for tag in tags]
        lines = [at for at, name in enumerate(names) if name in _LINE_TAGS]
        cells = [at for at, name in enumerate(names) if name in _CELL_TAGS]
        ends = (lines or cells or [-1])[0] if is_inside else -1
        for at, tag in enumerate(tags):
            yield *tag.span(), ("\n" if lines else "\t") if at == ends else ""


def leftovers(text: str) -> Iterator[Span]:
    """Where signs of a page stand that are no layout: <script>, &ldquo without its ;, **."""
    for found in _LEFTOVER.finditer(text):
        if not found["name"] or f"{found['name']};" in html5:
            yield Span(*found.span())


def _solid_before(text: str, at: int) -> bool:
    """Whether something other than blanks stands before a place on its line."""
    return bool(text[text.rfind("\n", 0, at) + 1 : at].strip())


def comments(text: str) -> Iterator[tuple[int, int]]:
    """Start and end of every comment that begins and ends on one line."""
    for found in _COMMENT.finditer(text):
        yield found.span()
