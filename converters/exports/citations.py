"""The files by which a plan is cited: one item each, `data/plans/<work>.bib`, `.ris`, `.csl.json`.

The plan alone: who imports a file wants one item, to which a clause is cited as a place. The page
gives the item of a clause by itself.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from pathlib import Path

from converters.citation import bibliography
from converters.citation.bibliography import Item
from converters.exports import bibtex, csl_json, ris
from converters.models.page import Page
from converters.models.plan import Plan

FORMATS: Mapping[str, Callable[[Iterable[Item]], str]] = {
    "bib": bibtex.dump,
    "ris": ris.dump,
    "csl.json": csl_json.dump,
}
"""How items are written, by the ending of the file."""


def pages(plan: Plan, site: str | None = None) -> Iterator[Page]:
    """The files of a registered plan.

    Args:
        plan: with its ids.
        site: the address of the site, with a slash at its end, if it has one.
    """
    items = [bibliography.of_plan(plan, site)]
    for ending, dump in FORMATS.items():
        yield Page(Path(f"data/plans/{plan.work}.{ending}"), dump(items))
