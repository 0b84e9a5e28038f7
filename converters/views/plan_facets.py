"""What lists of all plans are filtered by, of each of their rows the values of its plan."""

from __future__ import annotations

from collections.abc import Mapping

from converters import lexicon
from converters.citation.cards import Card
from converters.citation.titles import KINDS
from converters.names import divisions

_WORDS = {**lexicon.glossary("fields"), **lexicon.glossary("plan")}
_UNKNOWN = "未详"

FACETS: Mapping[str, str] = {
    **{name: _WORDS[name] for name in ("kind", "level", "place")},
    "year": "年份",
}
"""The facets, each with what it is called."""


def of(card: Card) -> Mapping[str, str]:
    """The value of each facet, of one plan: the place is its province, the year its first."""
    return {
        "kind": KINDS[card.kind],
        "level": divisions.level(card.place_code),
        "place": next(iter(card.place_names), _UNKNOWN),
        "year": str(card.period.first) if card.period else _UNKNOWN,
    }
