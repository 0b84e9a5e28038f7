"""The lossy round trip UTF-8 -> CP936 -> UTF-8: what it does to a text, and what it proves.

A web stack took a UTF-8 page for CP936 and converted it with PHP's mbstring, whose decoder takes
almost any second byte; entities were unescaped, the result written back as CP936 bytes and read
as UTF-8 with invalid bytes dropped; full-width ASCII was folded. Bytes are taken in pairs, so a
three-byte character is hurt only as the last of an odd run before an ASCII byte, which it takes
with it. `damage` does this to a line; `find` says where it has been done and what was there.

Quotes that vanish without a trace do not disturb the pairing: an entity is lost only where it
starts between two pairs. So the pairing at any place follows from the visible text before it.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import cache
from html.entities import html5
from itertools import chain

from converters import lexicon
from converters.text import punctuation

_PUBLIC_USE = ((0xA2AB, 0xA9FE), (0xD7FA, 0xD7FE), (0xFE50, 0xFEA0))
"""Pairs of private-use areas that mbstring maps and Python's `gbk` does not."""

_ENTITIES = {"“": "&ldquo;", "”": "&rdquo;"}
_TAG_NAMES = lexicon.alternatives(lexicon.words("markup")["layout_tags"])
_SHARD = re.compile(rf"(?P<hurt>[^\s<>])(?P<tag>/?(?:{_TAG_NAMES})(?:\s[^<>\n]{{0,200}})?/?>)")
_OPENED = re.compile(r"</?[A-Za-z][^<>\n]*$")
"""A tag that is whole so far: what follows in <o:p> or <img src=a …> is no shard of another."""
_URL = re.compile(r"(?:https?://|www\.)[!-~]+")
_ENTITY_SHARD = re.compile(r"\?(?P<name>[A-Za-z]{2,8};)")
_LONGEST_TAG = 300
_MARK = re.compile(r"\?")
_RESET = re.compile(r"[\x00-\x7f？□]")
_RUN = re.compile(r"[^\x00-\x7f？]*")


@dataclass(frozen=True)
class Finding:
    """A place the round trip hurt: `start:end` of the text is read `reading` (□ where lost).

    The reading is in the text's own folded punctuation.
    """

    start: int
    end: int
    reading: str
    certain: bool
    ground: str


def damage(line: str) -> str:
    """What the round trip makes of one line of a page.

    Args:
        line: one paragraph, with full-width punctuation as printed, without tags.

    Returns:
        The line as scraped: `<p>` and `</p>` gone, or their shards left.
    """
    page = "".join(_ENTITIES.get(char, char) for char in line)
    data = convert("".join(("<p>", page, "</p>")).encode())
    data = data.replace(b"&ldquo;", b"\xa1\xb0").replace(b"&rdquo;", b"\xa1\xb1")
    text = punctuation.fold(data.decode("utf-8", "ignore"))
    return text.removeprefix("<p>").removesuffix("</p>")


def convert(data: bytes) -> bytes:
    """The bytes after mbstring took them for CP936 and they were written back as CP936."""
    out = bytearray()
    at = 0
    while at < len(data):
        lead = data[at]
        if lead < 0x81:
            out.append(lead)
            at += 1
            continue
        if at + 1 == len(data):
            break
        out += _pair(lead, data[at + 1])
        at += 2
    return bytes(out)


@cache
def _pair(lead: int, trail: int) -> bytes:
    if trail > 0x39 and trail not in (0x7F, 0xFF):
        place = (lead - 0x81) * 192 + (trail - 0x40)
        if place < 0:
            return b"?"
        lead2, trail2 = 0x81 + place // 192, 0x40 + place % 192
        known = _in_gbk(lead2, trail2) or (trail >= 0x40 and _in_private_use(lead2, trail2))
        return bytes((lead2, trail2)) if known else b"?"
    return bytes((trail,)) if trail < 0x21 else b"?"


def _in_gbk(lead: int, trail: int) -> bool:
    try:
        bytes((lead, trail)).decode("gbk")
    except UnicodeDecodeError:
        return False
    return True


def _in_private_use(lead: int, trail: int) -> bool:
    if (0xAA <= lead <= 0xAF or 0xF8 <= lead <= 0xFE) and 0xA1 <= trail <= 0xFE:
        return True
    if 0xA1 <= lead <= 0xA7 and 0x40 <= trail <= 0xA0 and trail != 0x7F:
        return True
    return any(low <= lead << 8 | trail <= high for low, high in _PUBLIC_USE)


def leaves_lead(text: str) -> bool:
    """Whether the pairing ends `text` with a lead byte that takes the next byte with it.

    Args:
        text: visible text from a place where the pairing starts afresh (after ASCII).
    """
    data = "".join(_ENTITIES.get(char, char) for char in text).encode()
    at = 0
    while at < len(data):
        if data[at] < 0x81:
            at += 1
        elif at + 1 == len(data):
            return True
        else:
            at += 2
    return False


def before_tag(left: str) -> str | None:
    """The character that `<` leaves as `left`, or None if `<` leaves no such thing.

    The pair (last byte, 0x3C) comes back with the last byte one lower, so the answer is unique.

    >>> before_tag("、"), before_tag("炸"), before_tag("9")
    ('。', '点', '：')
    """
    unfolded = chr(ord(left) + 0xFEE0) if "!" <= left <= "~" else left
    data = unfolded.encode("utf-8", "surrogatepass")
    if len(data) < 3 or data[-1] + 1 > 0xBF:
        return None
    raised = data[:-1] + bytes((data[-1] + 1,))
    if _pair(raised[-1], ord("<"))[0] != data[-1]:
        return None
    char = raised.decode("utf-8", "replace")
    if left.isascii() and punctuation.fold(char).isalnum():
        return None  # a full-width letter or digit folded: nothing tells it from a plain one
    return char


def find(text: str) -> Iterator[Finding]:
    """Every place of a text that the round trip hurt, in order.

    A mark `?` counts only in a text that the mechanism is proved for (a shard of a tag or an
    entity stands in it), and not where the pairing rules damage out and leaves a question mark.
    """
    shards = {
        found.start("hurt"): found
        for found in (_SHARD.finditer(text) if ">" in text else ())
        if not _OPENED.search(text, max(0, found.start() - _LONGEST_TAG), found.start())
    }
    entities = {
        found.start(): found for found in _ENTITY_SHARD.finditer(text) if found["name"] in html5
    }
    if not shards and not entities:
        return
    printed = _as_printed(text, entities.values())
    restored = {at: char for at in shards if (char := _restored(printed, text[at], at))}
    lost = {at for at in shards if text[at] == "?"}
    if not restored and not entities and not lost:
        return
    yield from _apart(
        chain(
            (
                Finding(at, shards[at].end(), punctuation.fold(char), True, _GROUNDS["tag"])
                for at, char in restored.items()
            ),
            (Finding(at, shards[at].end(), "□", False, _GROUNDS["lost before tag"]) for at in lost),
            (
                Finding(at, one.end(), f"□{html5[one['name']]}", False, _GROUNDS["entity"])
                for at, one in entities.items()
            ),
            (
                Finding(at, at + 1, "□", False, _GROUNDS["mark"])
                for at in _marks(text)
                if not _is_question_mark(printed, at)
            ),
        )
    )


def _apart(found: Iterable[Finding]) -> Iterator[Finding]:
    """The findings in order; one inside of another, as a `?` in what is left of a tag, is of it."""
    reach = 0
    for one in sorted(found, key=lambda one: (one.start, -one.end)):
        if one.start >= reach:
            reach = one.end
            yield one


def _marks(text: str) -> Iterator[int]:
    """Where a `?` stands that may be damage: not in the address of a page."""
    masked = _URL.sub(lambda address: " " * len(address[0]), text)
    return (mark.start() for mark in _MARK.finditer(masked))


_GROUNDS = {
    "tag": "字的末字节与标签的“<”并成一对，转换后末字节减一、“<”失去；逆推唯一",
    "lost before tag": "标签的“<”连同前一字失去，标签可定，字不可定",
    "entity": "引号实体的“&”连同前一字失去，引号可定，字不可定",
    "mark": "一字连同其后一个半角字符失去，只余“?”",
}


def _as_printed(text: str, entities: Iterable[re.Match[str]]) -> str:
    """The text with its punctuation full-width again, but for what is left of entities."""
    chars = list("\n".join(map(punctuation.restore, text.split("\n"))))
    for found in entities:
        chars[found.start() : found.end()] = found[0]
    return "".join(chars)


def _restored(printed: str, left: str, at: int) -> str | None:
    char = None if left == "?" else before_tag(left)
    return char if char and leaves_lead(_since_reset(printed, at) + char) else None


def _since_reset(printed: str, at: int) -> str:
    """The visible text before `at` since the last character that surely starts a pair afresh."""
    start = at
    while start > 0 and not _RESET.match(printed[start - 1]):
        start -= 1
    return printed[start:at]


def _is_question_mark(printed: str, at: int) -> bool:
    """Whether a `?` can only be a question mark: as damage, what follows would be hurt too."""
    run = _RUN.match(printed, at + 1)
    after = run[0] if run else ""
    follows = printed[at + 1 + len(after) : at + 2 + len(after)]
    intact = follows not in ("", "?", "？", "/")
    before = _since_reset(printed, at)
    return intact and leaves_lead(after) and not leaves_lead(before + "？" + after)
