"""The formats in which a plan may come besides plain text: how a file proves its own, who reads it.

A format is proved by the first bytes. A name alone proves nothing; but a piece of a web page that
is called one is read as one.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import NamedTuple

from converters.models.derived import Derived
from converters.readers import docx, html, pdf

TEXT = ".txt"
"""The ending of plain text, which is not derived from anything."""


class Format(NamedTuple):
    """A format: the ending of its files here, what people call it, its proof, its reader.

    `read` raises `readers.derived.Unreadable`.
    """

    ending: str
    words: str
    proves: Callable[[bytes], bool]
    read: Callable[[bytes], Derived]


_ZIP = b"PK\x03\x04"
_IN_WORD_FILES = b"word/"
"""So begin the names of the parts of a Word file, which no ZIP file packs."""


def _is_docx(data: bytes) -> bool:
    return data.startswith(_ZIP) and _IN_WORD_FILES in data


FORMATS = (
    Format(".docx", "Word 文件", _is_docx, docx.read),
    Format(".pdf", "PDF 文件", pdf.is_pdf, pdf.read),
    Format(".html", "网页", html.is_page, html.read),
)

ENDINGS = (TEXT, *(one.ending for one in FORMATS))
"""The endings that the source of a plan may have."""

_PAGES = (".html", ".htm", ".xhtml", ".shtml")


def of(data: bytes, ending: str = "") -> Format | None:
    """The format of a file; None for plain text, and for what no reader is for.

    Args:
        data: the whole file.
        ending: of its name.
    """
    for one in FORMATS:
        if one.proves(data) or (
            one.ending == ".html" and ending.lower() in _PAGES and html.may_be_page(data)
        ):
            return one
    return None


def served_as(name: str) -> str:
    """What a received file is called on the site: a page is text there, so that no script runs.

    >>> served_as("a.html"), served_as("a.pdf")
    ('a.html.txt', 'a.pdf')
    """
    return f"{name}{TEXT}" if name.endswith(".html") else name
