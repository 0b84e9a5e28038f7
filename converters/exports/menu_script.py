"""What the menu of an address tells besides what the page has: `plans/<work>/menu.js`.

The topics of the clauses, and the plan as an item of a bibliography. The data is a script: a page
from disk may not fetch. It is loaded when a reader first points at an address.
"""

from __future__ import annotations

from pathlib import Path

from converters.citation import bibliography
from converters.exports import csl_json
from converters.models.page import Page
from converters.models.plan import Plan
from converters.names.plan_names import PlanNames
from converters.text import escape
from converters.text.json_value import Json


def page(plan: Plan, names: PlanNames, site: str | None = None) -> Page:
    """The script: `topics`, their names by id; of `clauses` the ids of theirs; the `item`.

    Args:
        plan: whose it is.
        names: its topics.
        site: the address of the site, with a slash at its end.
    """
    used = {id_ for about in names.topics.values() for id_ in about}
    topics: dict[str, Json] = {
        one.id: one.name for one in names.authority.topics.values() if one.id in used
    }
    clauses: Json = {
        clause: [id_ for id_ in topics if id_ in about] for clause, about in names.topics.items()
    }
    item = csl_json.value(bibliography.of_plan(plan, site))
    value = escape.script({"topics": topics, "clauses": clauses, "item": item})
    return Page(Path(f"plans/{plan.work}/menu.js"), f"library.menu = {value};\n")
