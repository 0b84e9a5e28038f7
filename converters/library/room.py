"""How much is told of what plans have in common: the rule of `data/room.yml`."""

from __future__ import annotations

from typing import Literal

from converters import lexicon

RULE = lexicon.words("room")
EVERYTHING = 1 << 62
"""Bytes, more than there ever are."""


def of(what: Literal["runs", "related"], size: int) -> int:
    """How many bytes are told of a plan, in a library of so many plans."""
    if size <= int(RULE[what]["whole"]):
        return EVERYTHING
    shared = 1 << max(size - 1, 0).bit_length()
    return max(int(RULE[what]["plan"]), int(RULE[what]["library"]) // shared)
