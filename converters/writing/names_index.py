"""The index of a plan as a page, and what is drawn on it: where else names of it stand.

That the plan alone does not know, so that it comes from another file (`names_elsewhere`).
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from converters.models.page import Page, View
from converters.writing import elements, names_elsewhere, plan_page, templates

_FRONT_MATTER = re.compile(r"\A---\n.*?\n---\n", re.DOTALL)


def pages(view: View, work: str) -> Iterator[Page]:
    """The page of a plan, as its template writes it, and its furniture."""
    page = templates.page(view)
    yield page
    name = plan_page.name_of(_FRONT_MATTER.sub("", page.text))
    yield elements.furniture(f"{name}.json", {"names": names_elsewhere.name(work)})
