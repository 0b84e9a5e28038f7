"""What the page of comparison reads, as scripts: the texts of one plan, and the list of all plans.

A page from disk may not fetch, but may load a script. A plan's texts are those of the search: its
reading, unit by unit.
"""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from converters.citation.cards import Card
from converters.library import set_phrases
from converters.library.wording import FEWEST
from converters.models.page import Page
from converters.text import escape
from converters.text.json_value import Json

FOLDER = Path("data/compare")


def plan_page(work: str, texts: str) -> Page:
    """`<work>.js`; the texts as the search has them, in JavaScript."""
    return Page(FOLDER / f"{work}.js", f"library.comparison.add({texts});\n")


def list_page(cards: Sequence[Card]) -> Page:
    """`plans.js`: the plans that can be chosen, and what are runs and set phrases."""
    plans: list[Json] = [[card.work, card.title, card.short] for card in cards]
    rule: dict[str, Json] = {"fewest": FEWEST, "phrases": set_phrases.PHRASES}
    arguments = f"{escape.script(plans)}, {escape.script(rule)}"
    return Page(FOLDER / "plans.js", f"library.comparison.list({arguments});\n")
