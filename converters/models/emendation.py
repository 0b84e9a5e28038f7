"""Departures of the reading from the text as received."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from converters.text.mapped_text import Span

Confidence = Literal["certain", "likely", "unknown"]
EmendationKind = Literal["damage", "reflow", "entity"]

UNREADABLE = "□"
"""Stands in a reading for one character that cannot be read (LOOK: the editor's mark)."""


BY_EDITOR = "conjecture"
"""The rule of what a person wrote in the `.yml`; it is none of the program."""


@dataclass(frozen=True)
class Emendation:
    """One departure of the reading from the text as received.

    `reading` has UNREADABLE for each character that cannot be read and is None when none can.
    `rule` is the name of the rule that made it, or BY_EDITOR.
    """

    span: Span
    damaged: str
    reading: str | None
    kind: EmendationKind
    confidence: Confidence
    rule: str
    ground: str


@dataclass(frozen=True)
class EmendationRule:
    """A rule that makes emendations: its name in the data, and what the 校勘记 says of it."""

    name: str
    words: str
    how: str
