"""A source as a script, for the page that shows the text as received without any server.

A page opened from disk may not read a file, but may load a script beside it.
"""

from __future__ import annotations

from converters.models.source import Source
from converters.text import escape


def dump(source: Source) -> str:
    """One statement that hands the whole text over, control characters as their symbols."""
    return f"library.received = {escape.script(source.text)};\n"
