"""A web page as a row of tokens, each with its place: WHATWG HTML, 13.2.5, without its errors.

The libraries for HTML give a tree without places; here every character has to know where it stood.
What a browser takes for no text (comments, the content of scripts, a tag that the file is cut in)
is no token. Nothing is looked for twice, so the time grows with the length of the page.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from html import unescape
from typing import NamedTuple

from converters import lexicon

_RAW = frozenset(lexicon.words("web_pages")["raw"])
_WITH_ENTITIES = frozenset(["textarea", "title"])
_OPEN = re.compile(r"</?[A-Za-z]|<[!?]|</")
_NAME = re.compile(r"[^\s/>\x00]*")
_ATTRIBUTE = re.compile(
    r"""[\s/]*([^\s/>][^\s/>=]*)(?:\s*=\s*(?:"([^"]*)"|'([^']*)'|([^\s>"'][^\s>]*))?)?""", re.ASCII
)
_CLOSE = re.compile(r"[\s/]*>", re.ASCII)
_COMMENT_END = re.compile(r"--!?>")
_MOST_ATTRIBUTES = 200
_LONGEST = 34
"""Of a reference that stands for a character."""

REFERENCE = r"&(?:#[0-9]+|#[xX][0-9a-fA-F]+|[A-Za-z][A-Za-z0-9]{1,31});?"
"""Pattern of a character reference; its `;` may be missing."""

_REFERENCE = re.compile(REFERENCE)


class Start(NamedTuple):
    """A start tag: its name in lower case, its attributes as written, where it begins."""

    name: str
    attributes: Mapping[str, str]
    at: int


class End(NamedTuple):
    """An end tag."""

    name: str


class Text(NamedTuple):
    """A piece of text, character references as they are written; `is_raw` if they are none."""

    start: int
    end: int
    is_raw: bool = False


Token = Start | End | Text


def shown(text: str) -> str:
    """Some text of a page with the characters that its references stand for."""
    return _REFERENCE.sub(_char, text)


def _char(found: re.Match[str]) -> str:
    return unescape(found[0]) if len(found[0]) <= _LONGEST else "\ufffd"


def read(page: str) -> Iterator[Token]:
    """The tokens of a page.

    Args:
        page: its text, decoded.
    """
    at = 0
    size = len(page)
    while at < size:
        opened = _OPEN.search(page, at)
        until = opened.start() if opened else size
        if until > at:
            yield Text(at, until)
        if not opened:
            return
        if not opened[0][-1].isalpha():
            at = _after_comment(page, until)
            continue
        tag = _tag(page, until, is_end=opened[0][1] == "/")
        if tag is None:
            return  # the file ends in a tag
        at, token = tag
        yield token
        if isinstance(token, Start) and token.name in _RAW:
            end = _raw_end(page, token.name, at)
            if end > at:
                yield Text(at, end, token.name not in _WITH_ENTITIES)
            at = end


def _after_comment(page: str, at: int) -> int:
    """Where the page goes on after what begins with <! or <?, or </ and no name."""
    if page.startswith("<!--", at):
        if page.startswith((">", "->"), at + 4):
            return page.index(">", at + 4) + 1
        found = _COMMENT_END.search(page, at + 4)
        return found.end() if found else len(page)
    end = page.find(">", at)
    return end + 1 if end >= 0 else len(page)


def _tag(page: str, at: int, *, is_end: bool) -> tuple[int, Start | End] | None:
    """The end of a tag and the tag; None if the page ends before it does."""
    name = _NAME.match(page, at + 1 + is_end)
    if not name:
        return None
    attributes: dict[str, str] = {}
    place = name.end()
    while not (closed := _CLOSE.match(page, place)):
        found = _ATTRIBUTE.match(page, place)
        if not found or found.end() == place:
            return None
        if found[0].rstrip().endswith("=") and page.startswith(('"', "'"), found.end()):
            return None  # a quote that is never closed
        if len(attributes) < _MOST_ATTRIBUTES:
            value = next((one for one in found.groups()[1:] if one is not None), "")
            attributes.setdefault(found[1].lower(), value)
        place = found.end()
    token = End(name[0].lower()) if is_end else Start(name[0].lower(), attributes, at)
    return closed.end(), token


def _raw_end(page: str, name: str, at: int) -> int:
    """Where the content of an element ends that is no markup: at its own end tag, or the page."""
    found = _RAW_END[name].search(page, at)
    return found.start() if found else len(page)


_RAW_END = {name: re.compile("</" + name + r"(?=[\s/>])", re.IGNORECASE) for name in _RAW}
