"""The editor's notes on places of the text, beside the reading and in the print."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterator, Sequence

from converters import lexicon
from converters.edition.apparatus import Entry
from converters.text import escape, punctuation

VERDICTS = lexicon.glossary("verdicts")
"""How sure a reading is, in words; a slip is no reading but stays as received."""

_SHOW_NOTHING = ("Cf", "Zl", "Zp")
_MAX_BESIDE = 3
"""LOOK: over three notes on a clause fold to a reference to the 校勘记."""


def received(text: str) -> str:
    """What stood in the file, as HTML: blanks, nothing and what shows nothing are named."""
    if text.strip():
        return f"<code>{escape.markdown(_named(text), keep_blanks=True)}</code>"
    if not text:
        return "（无）"
    return "（断行）" if "\n" in text else "（空白）"


def _named(text: str) -> str:
    """The text with each character that shows nothing as its number in Unicode."""
    return "".join(
        f"U+{ord(char):04X}" if unicodedata.category(char) in _SHOW_NOTHING else char
        for char in text
    )


def reading(entry: Entry) -> str:
    """What it is read, as HTML."""
    if entry.reading is None:
        return "□"
    if not entry.reading.strip():
        return "（略去）"
    return escape.markdown(punctuation.restore(f"字{entry.reading}字")[1:-1])


def plain(entry: Entry) -> str:
    """A note as the text of an attribute."""
    return escape.markdown(f"[{entry.number}] {VERDICTS[entry.verdict]}。{entry.ground}")


def note(entry: Entry, *, linked: bool = True) -> str:
    """A note in full: number, what was received, reading, confidence and ground.

    Args:
        entry: the place.
        linked: whether the number leads to the 校勘记.
    """
    number = _number(entry, linked=linked)
    ground = f"{escape.markdown(entry.ground.rstrip('。'))}。"
    if entry.verdict == "slip":
        return f"{number} {VERDICTS['slip']}。{ground}"
    what = f"原作{received(entry.received)}，读作{_quoted(entry)}，"
    if entry.reading == "" or (entry.reading or "").isspace():
        what = f"原有{received(entry.received)}，略去，"
    elif not entry.received:
        what = f"原无，补{_quoted(entry)}，"
    elif entry.reading is None:
        what = f"原作{received(entry.received)}，"
    return f"{number} {what}<em>{VERDICTS[entry.verdict]}</em>。{ground}"


def _quoted(entry: Entry) -> str:
    return f'<span class="reading">{reading(entry)}</span>'


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
