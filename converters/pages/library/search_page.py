"""检索: the page of the full-text search, `search/`. Its scripts fill it in."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from converters import lexicon
from converters.citation.titles import counted
from converters.models.page import View
from converters.models.phrase import Link, Phrase, joined
from converters.names.authority import SCHEME_WORDS
from converters.views.names_of_plan import SCHEMES

_FILTERS = {
    **{name: lexicon.glossary("fields")[name] for name in ("place", "kind")},
    "year": lexicon.glossary("fields")["period"],
    "level": lexicon.glossary("plan")["level"],
    "topic": lexicon.glossary("search")["topic"],
    **{name: lexicon.glossary("mentions")[name] for name in ("agency", "term")},
    **lexicon.glossary("levels"),
    "unreviewed": lexicon.glossary("plan")["unreviewed"],
}
"""What the filters are called, the levels of places, and what is said of names in no record: the
script takes the words from here."""


@dataclass(frozen=True)
class _Search:
    """What the page says: in how much one searches, the filters, the lists that lead there too.

    `address` is that of the data that every search begins with.
    """

    address: str
    size: int
    scope: str
    filters: Mapping[str, str]
    indexes: Phrase


def page(size: int, *, is_indexed: bool) -> View:
    """The page of a library of so many plans; without scripts it leads to the indexes."""
    indexes = [
        Link("规划一览", "plans/index.md"),
        *(Link(SCHEME_WORDS[scheme], f"{scheme}/index.md") for scheme in SCHEMES),
        Link("职责", "matrix/index.md"),
        Link("主题", "topics/index.md"),
    ]
    scope = f"{counted(size)}份规划" if size else "规划"
    address = f"data/search/{'index' if is_indexed else 'units-1'}.js"
    says = _Search(address, size, scope, _FILTERS, joined("、", indexes))
    return View(Path("search/index.md"), "search.md", says)
