"""What the editor says of one place of the text, in words."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterator

from converters import lexicon
from converters.edition.apparatus import Entry
from converters.models.phrase import Marked
from converters.text import punctuation

VERDICTS = lexicon.glossary("verdicts")
"""How sure a reading is, in words; a slip is no reading but stays as received."""

_SHOW_NOTHING = ("Cf", "Zl", "Zp")


Said = str | Marked
"""A piece of a note: words of its own, or what they quote of the file, or of its reading."""


def visible(text: str) -> str:
    """A text with each character that shows nothing as its number in Unicode."""
    return "".join(
        f"U+{ord(char):04X}" if unicodedata.category(char) in _SHOW_NOTHING else char
        for char in text
    )


def received(text: str) -> Said:
    """What stood in the file; blanks, or nothing, are named."""
    if text.strip():
        return Marked("received", visible(text))
    if not text:
        return "（无）"
    return "（断行）" if "\n" in text else "（空白）"


def reading(entry: Entry) -> str:
    """What it is read; of what is left out, that it is."""
    if entry.reading is None:
        return "□"
    if not entry.reading.strip():
        return "（略去）"
    return punctuation.restore(f"字{entry.reading}字")[1:-1]


def told(entry: Entry) -> Iterator[Said]:
    """The note in full: what was received, what it is read, how sure that is, and the ground."""
    if found := [*what(entry)]:
        yield from (*found, "，")
    yield f"{VERDICTS[entry.verdict]}。{ground(entry)}"


def plain(entry: Entry) -> str:
    """A note in one line: its number, how sure the reading is, and the ground."""
    return f"[{entry.number}] {VERDICTS[entry.verdict]}。{entry.ground}"


def ground(entry: Entry) -> str:
    """What the verdict rests on, as a sentence."""
    return f"{entry.ground.rstrip('。')}。"


def what(entry: Entry) -> Iterator[Said]:
    """What was received, and what it is read; nothing of a slip, which stays as it is."""
    if entry.verdict == "slip":
        return
    if entry.reading is not None and not entry.reading.strip():
        yield from ("原有", received(entry.received), "，略去")
    elif not entry.received:
        yield from ("原无，补", Marked("reading", reading(entry)))
    else:
        yield from ("原作", received(entry.received))
        if entry.reading is not None:
            yield from ("，读作", Marked("reading", reading(entry)))
