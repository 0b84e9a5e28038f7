"""HTML left in a scraped text: entities and layout tags that are still whole."""

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
_BOLD = re.compile(
    r"(?P<mark>\*{2,4})(?=[^\s*])(?:[^*\n]|\n(?!\s*\n)){1,300}?(?<=[^\s*])(?P=mark)(?!\*)"
)


def entities(text: str) -> Iterator[tuple[int, int, str]]:
    """Start, end and character of every HTML entity; what is no known entity is text."""
    for found in _ENTITY.finditer(text):
        char = html.unescape(found[0])
        if char != found[0] and char not in ("\ufffd", ""):
            yield found.start(), found.end(), char


def bold(text: str) -> Iterator[tuple[int, int, int]]:
    """Start, end and length of the marks of every passage that Markdown would set bold."""
    for found in _BOLD.finditer(text):
        yield found.start(), found.end(), len(found["mark"])


def layout_tags(text: str) -> Iterator[tuple[int, int]]:
    """Start and end of every layout tag."""
    for found in _TAG.finditer(text):
        yield found.span()
