"""The own text of a unit in the data: as it is read, and as it was received."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from converters.models.source import Source
from converters.text.mapped_text import MappedText


def of(texts: Iterable[MappedText]) -> str:
    """What is read, a line feed between two paragraphs or cells."""
    return "\n".join(text.text for text in texts)


def received(texts: Sequence[MappedText], source: Source) -> str | None:
    """The same as it was received, without those that are empty; None if that is what is read.

    Args:
        texts: paragraphs or cells.
        source: the file that they stand in.
    """
    solid = [text for text in texts if text]
    if all(text.is_received_in(source.text) for text in solid):
        return None
    found = "\n".join(text.received(source.text) for text in solid)
    return None if found == of(solid) else found
