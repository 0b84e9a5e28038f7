"""The names of records as pages write them, and the links to their pages."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from pathlib import Path

from converters.library.references import InPlan
from converters.names.authority import AuthorityRecord
from converters.text import punctuation
from converters.text.markdown import Markdown
from converters.writing import links


def link(records: Mapping[str, AuthorityRecord], key: str, here: Path) -> Markdown:
    """The name of a record, with a link to its page."""
    return links.link(name(records[key]), f"{key}.md", here)


def plan_names(here: Sequence[InPlan], most: int) -> Markdown:
    """The short titles of some plans, as Markdown; the number of those over `most`."""
    shown = Markdown("、").join(one.card.short for one in here[:most])
    return shown + (f" 等 {len(here)} 份" if len(here) > most else "")


def name(record: AuthorityRecord) -> str:
    """The name as running text has it: a document in 《》, a term that needs them in quotes."""
    pref = full_name(record)
    if record.scheme == "instruments":
        return f"《{pref}》"
    return f"“{pref}”" if record.quoted and "“" not in pref else pref


def full_name(record: AuthorityRecord) -> str:
    """The canonical name, its punctuation full-width."""
    return punctuation.restore(record.pref)
