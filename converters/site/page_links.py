"""The ids and links of a page, in one pass over it where it is written as the site writes its own.

HTML as anyone may write it takes a parser, tag by tag in Python. The pages of a site are of one
hand: lower-case tags, values in double quotes, nothing left open. Those are taken in by one
expression; whatever it does not know, the parser of the standard library reads.
"""

from __future__ import annotations

import html
import re
from collections.abc import Sequence
from html.parser import HTMLParser
from typing import NamedTuple

LINKS = {"href", "src", "action", "poster", "data"}
"""Attributes that lead somewhere."""

_NAMES = "|".join(["id", *sorted(LINKS)])
_OTHER = rf'[ \n]++(?!(?i:{_NAMES})[ \n=/>])[A-Za-z][A-Za-z0-9_.:-]*+(?>(?:="[^"]*+")?)'
_OTHERS = rf"(?>(?:{_OTHER})*)"
"""Attributes that are no ids and lead nowhere. Groups are atomic, not possessive: before 3.11.5,
Python repeats a group possessively as if nothing in it could be tried again (gh-106052)."""
_END = r"[ \n]*+/?>"
_TAG = r"<(?!base\b)[a-z][a-z0-9-]*+"
_COMMENT = r"<!--(?!-?>)(?>(?:[^-]|-(?!-))*)-->"
_BETWEEN = (
    rf"(?>(?:[^<]++|</[a-z][a-z0-9-]*+>|{_TAG}{_OTHERS}{_END}|{_COMMENT}|<!(?i:doctype) html>)*)"
)
_NEXT = re.compile(
    rf"{_OTHERS}(?>(?:{_END}{_BETWEEN}{_TAG}{_OTHERS})?)"
    rf'[ \n]++({_NAMES})="([^"]*+)"|([\s\S]++)'
)
"""From inside a tag to the next id or link; the third group is all the rest, if it is not known."""
_BEFORE, _AFTER = ">", '<p id=""'
"""What a page is put between: the end of a tag, and an id. This is found if the page is at its end
where it should be, outside of all tags."""

_RAW = "script|style|title|textarea"
_RAW_TAG = re.compile(rf"<(?i:{_RAW})\b")
_RAW_ELEMENT = re.compile(rf"<({_RAW})\b[^<>]*+>[^<]*+</\1>")
"""What such an element holds is no markup, so that there must be no `<` in it."""
_NEVER_MARKUP = re.compile(r"<(?:iframe|noembed|noframes|plaintext|xmp)\b", re.IGNORECASE)

_REFERENCE = re.compile(r"&(?:amp|lt|gt|quot|#39|#34);")
"""References that mean the same to every parser, wherever they stand."""


class Found(NamedTuple):
    """The ids of a page, and its links as they are meant, in order."""

    ids: Sequence[str]
    links: Sequence[str]


def of(text: str) -> Found:
    """The ids and links of a page."""
    return scanned(text) or parsed(text)


def scanned(text: str) -> Found | None:
    """The same, if the page is written as those of the site are; None if not."""
    if _NEVER_MARKUP.search(text) or _has_raw_markup(text):
        return None
    *found, (*_, unknown) = _NEXT.findall(f"{_BEFORE}{text}{_AFTER}")
    values = {value for _, value, _ in found if "&" in value}
    if unknown or any(map(_has_other_reference, values)):
        return None
    ids = [html.unescape(value) for name, value, _ in found if name == "id"]
    links = [html.unescape(value) for name, value, _ in found if name != "id"]
    return Found(ids, links)


def _has_other_reference(value: str) -> bool:
    return len(_REFERENCE.findall(value)) != value.count("&")


def _has_raw_markup(text: str) -> bool:
    """Whether there is markup, or nearly, where it is none."""
    return len(_RAW_TAG.findall(text)) != len(_RAW_ELEMENT.findall(text))


def parsed(text: str) -> Found:
    """The same of any page."""
    page = Page(text)
    return Found([id_ for id_, _ in page.ids], [link for link, _ in page.links])


class Page(HTMLParser):
    """A page as a browser reads it: its ids and links, each with its place, `line:col`."""

    def __init__(self, text: str) -> None:
        super().__init__()
        self.ids: list[tuple[str, str]] = []
        self.links: list[tuple[str, str]] = []
        self.canonical = ""
        self.feed(text)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """Take in the attributes of an element."""
        values = dict(attrs)
        line, col = self.getpos()
        place = f"{line}:{col + 1}"
        if tag == "link" and values.get("rel") == "canonical":
            self.canonical = values.get("href") or ""
        for name, value in attrs:
            if value is None:
                continue
            if name == "id":
                self.ids.append((value, place))
            elif name in LINKS and tag != "base":
                self.links.append((value, place))
