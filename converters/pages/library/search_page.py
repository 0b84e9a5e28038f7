"""检索: the page of the full-text search, `search/`. Its scripts fill it in."""

from __future__ import annotations

from pathlib import Path

from converters import lexicon
from converters.citation.titles import counted
from converters.models.page import Page
from converters.names.authority import SCHEME_WORDS
from converters.views.names_of_plan import SCHEMES
from converters.writing import templates

_FILTERS = {
    **{name: lexicon.glossary("fields")[name] for name in ("place", "kind")},
    "year": lexicon.glossary("fields")["period"],
    "level": lexicon.glossary("plan")["level"],
    **{name: lexicon.glossary("mentions")[name] for name in ("agency", "term")},
    **lexicon.glossary("levels"),
}
"""What the filters are called, and the levels of places: the script takes the words from here."""


def page(size: int) -> Page:
    """The page of a library of so many plans; without scripts it leads to the indexes."""
    text = templates.markdown(
        "search.md",
        count=f"{counted(size)}份规划" if size else "规划",
        filters=_FILTERS,
        indexes={
            "规划一览": "../plans/index.md",
            **{SCHEME_WORDS[scheme]: f"../{scheme}/index.md" for scheme in SCHEMES},
            "职责": "../matrix/index.md",
        },
    )
    return Page(Path("search/index.md"), text + "\n")
