"""The text as received, with line numbers: `plans/<work>/source/`, each line at `#L12`."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from converters.citation.titles import display_title
from converters.edition.apparatus import Entry
from converters.models.page import Page
from converters.models.plan import Plan
from converters.views import notes, source_text
from converters.writing import templates


def page(plan: Plan, entries: Sequence[Entry]) -> Page:
    """Every line of the file, nothing changed; control characters show as symbols.

    What was emended is marked in place and leads to its entry in the 校勘记; each line leads to
    the clauses that begin in it.
    """
    text = templates.markdown(
        "source.md",
        name=display_title(plan),
        source=plan.source,
        chars=len(plan.source.text),
        lines=source_text.lines(plan, entries),
        is_emended=bool(entries),
        note=notes.plain,
    )
    return Page(Path(f"plans/{plan.source.work}/source.md"), text + "\n")
