"""Where the clauses of a plan stand in the plan that takes its place: links that its page draws."""

from __future__ import annotations

from collections.abc import Iterable

from converters.library.comparison import Pair
from converters.models.page import Page
from converters.writing import elements


def name(older: str, newer: str) -> str:
    """What the file of two plans is called, in the folder of the furniture."""
    return f"{older}.{newer}.json"


def page(older: str, newer: str, pairs: Iterable[Pair]) -> Page:
    """The file: by the address of an older clause the way to the newer one."""
    ways = {
        pair.older.id: f"../{newer}/index.md#{pair.newer.id}"
        for pair in pairs
        if pair.older and pair.newer and not pair.older.is_block
    }
    return elements.furniture(name(older, newer), ways)
