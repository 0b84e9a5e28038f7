"""The words by which a text shows that something is a name (`data/proposals.yml`), for patterns."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from converters import lexicon

WORDS: Mapping[str, Any] = lexicon.words("proposals")
HAN = "[\u4e00-\u9fff]"


def one_of(name: str) -> str:
    """A pattern of any word of a list, the longest first; it has no groups."""
    return f"(?:{lexicon.alternatives(WORDS[name])})"
