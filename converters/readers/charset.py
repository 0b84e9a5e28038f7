"""In which encoding a web page is written: its byte order mark, its own word, and the proof.

A page says GB2312 and is written in GBK or GB18030, of which that is a part; many say one thing and
are another. So what a page says is tried first, and what it proves to be has the last word.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import NamedTuple, NoReturn

from converters import lexicon
from converters.readers.derived import Unreadable
from converters.text import encodings

_SEARCHED = 4096
"""Bytes at the start in which a page may say its encoding; the standard asks for 1024."""

_META = re.compile(
    rb"""<(?:meta|\?xml)\b[^>]{0,300}?(?:charset|encoding)\s*=\s*["']?\s*([\w.:-]{1,40})""",
    re.IGNORECASE,
)
_MARKS = ((b"\xef\xbb\xbf", "utf-8"), (b"\xff\xfe", "utf-16-le"), (b"\xfe\xff", "utf-16-be"))
_WIDE = ("utf-16-le", "utf-16-be")
_LABELS: Mapping[str, str] = {
    label: name
    for name, labels in lexicon.words("web_pages")["encodings"].items()
    for label in labels
}
_MOST_BAD = 0.001
"""So many of the bytes of a page may be none of its encoding: they show as U+FFFD."""

BAD_BYTE = re.compile("[\udc80-\udcff]")
"""A byte that could not be decoded, as the text of a page has it."""


class Page(NamedTuple):
    """The text of a page, a bad byte as a lone surrogate, and its encoding as Python knows it.

    The text with `surrogateescape` in this encoding gives the bytes again.
    """

    text: str
    encoding: str


def decode(data: bytes) -> Page:
    """The text of a page, without its byte order mark.

    Raises:
        Unreadable: it is Chinese in no encoding that is read here.
    """
    for mark, name in _MARKS:
        if data.startswith(mark):
            return Page(_decoded(data, name) or _refuse(data), name)
    found = _META.search(data, 0, _SEARCHED)
    declared = _LABELS.get(found[1].decode("ascii", "replace").lower()) if found else None
    wide = _WIDE if b"\0" in data[:_SEARCHED] else ()
    for name in dict.fromkeys(filter(None, (declared, "utf-8", "gb18030", "big5", *wide))):
        text = _decoded(data, name)
        if text is not None and encodings.is_written_in(text):
            return Page(text, name)
    name = declared or "utf-8"
    return Page(_decoded(data, name) or _refuse(data), name)


def _decoded(data: bytes, name: str) -> str | None:
    """The text, if nearly all bytes are of the encoding and it leads back to them."""
    try:
        text = data.decode(name, "surrogateescape")
        is_whole = text.encode(name, "surrogateescape") == data
    except UnicodeError:
        return None
    return text if is_whole and len(BAD_BYTE.findall(text)) <= _MOST_BAD * len(data) else None


def _refuse(data: bytes) -> NoReturn:
    raise Unreadable(
        f"网页的文字编码读不出（{len(data):,} 字节），文件可能被截断或损坏；"
        "请在浏览器里打开原网页，重新保存"
    )
