"""The editor's notes on places of the text, beside the reading and in the print."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from converters.edition.apparatus import Entry
from converters.text import escape
from converters.views import notes
from converters.views.notes import VERDICTS, Reading, Received, Said

_MAX_BESIDE = 3
"""LOOK: over three notes on a clause fold to a reference to the 校勘记."""


def received(text: str) -> str:
    """What stood in the file, as HTML: blanks, nothing and what shows nothing are named."""
    return _said(notes.received(text))


def reading(entry: Entry) -> str:
    """What it is read, as HTML."""
    read = notes.reading(entry)
    return read if isinstance(read, str) else escape.markdown(read.text)


def plain(entry: Entry) -> str:
    """A note as the text of an attribute."""
    return escape.markdown(f"[{entry.number}] {VERDICTS[entry.verdict]}。{entry.ground}")


def note(entry: Entry, *, linked: bool = True) -> str:
    """A note in full: number, what was received, reading, confidence and ground.

    Args:
        entry: the place.
        linked: whether the number leads to the 校勘记.
    """
    verdict = VERDICTS[entry.verdict]
    what = "".join(map(_said, notes.what(entry)))
    confidence = f"{what}，<em>{verdict}</em>" if what else verdict
    ground = escape.markdown(notes.ground(entry))
    return f"{_number(entry, linked=linked)} {confidence}。{ground}"


def _said(part: Said) -> str:
    match part:
        case Received(text):
            return f"<code>{escape.markdown(text, keep_blanks=True)}</code>"
        case Reading(text):
            return f'<span class="reading">{escape.markdown(text)}</span>'
        case _:
            return str(part)


def beside(entries: Sequence[Entry]) -> Iterator[str]:
    """The notes of one clause, as Markdown beside it; those over three are folded."""
    if not entries:
        return
    yield '<div class="notes" role="note" markdown="block">'
    for place, entry in enumerate(entries):
        folded = " .folded" if place >= _MAX_BESIDE else ""
        yield f"{note(entry)}\n{{: #note-{entry.id} .note{folded} }}"
    if more := entries[_MAX_BESIDE:]:
        yield f"另 {len(more)} 处，详[校勘记](emendations.md#{more[0].id})\n{{: .more }}"
    yield "</div>"


def _number(entry: Entry, *, linked: bool) -> str:
    shown = escape.markdown(f"[{entry.number}]")
    if not linked:
        return f'<span class="number">{shown}</span>'
    return f"[{shown}](emendations.md#{entry.id}){{: .number }}"
