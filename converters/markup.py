"""HTML left in a scraped text: entities, layout tags and comments that are still whole."""

from __future__ import annotations

import html
import re
from collections.abc import Iterator

from converters import lexicon

_ENTITY = re.compile(r"&(?:#\d{1,7}|#[xX][0-9A-Fa-f]{1,6}|[A-Za-z][A-Za-z0-9]{1,31});")
_TAG = re.compile(
    rf"</?(?:{lexicon.alternatives(lexicon.words('markup')['layout_tags'])})"
    r"(?:\s[^<>\n]{0,300})?\s*/?>",
    re.IGNORECASE,
)
_COMMENT = re.compile(r"<!--(?!>)(?:(?!<!--|-->)[^\n]){0,1000}-->")


def entities(text: str) -> Iterator[tuple[int, int, str]]:
    """Start, end and character of every HTML entity; what is no known entity is text."""
    for found in _ENTITY.finditer(text):
        char = html.unescape(found[0])
        if char != found[0] and char not in ("\ufffd", ""):
            yield found.start(), found.end(), char


def layout_tags(text: str) -> Iterator[tuple[int, int]]:
    """Start and end of every layout tag."""
    for found in _TAG.finditer(text):
        yield found.span()


def comments(text: str) -> Iterator[tuple[int, int]]:
    """Start and end of every comment that begins and ends on one line."""
    for found in _COMMENT.finditer(text):
        yield found.span()
