"""What was received, and what it is read, as the 校勘记 and 原文 show it."""

from __future__ import annotations

from converters.edition.apparatus import Entry
from converters.text.markdown import Markdown, span
from converters.views import notes
from converters.views.notes import Reading, Received, Said

_CODE = Markdown("<code>{}</code>")


def received(text: str) -> str:
    """What stood in the file, as HTML: blanks, nothing and what shows nothing are named."""
    return _said(notes.received(text))


def reading(entry: Entry) -> str:
    """What it is read, as HTML."""
    read = notes.reading(entry)
    return read if isinstance(read, str) else Markdown.escape(read.text)


def _said(part: Said) -> str:
    match part:
        case Received(text):
            return _CODE.format(text)
        case Reading(text):
            return span("reading", text)
        case _:
            return str(part)
