"""Where else the unreviewed names of a plan stand, and which cited plans the library has.

Links that the page of the plan and its index draw: what they say the plan alone does not know.
"""

from __future__ import annotations

from converters.library.also_named import AlsoNamed
from converters.models.page import Page
from converters.text.json_value import Json
from converters.writing import elements


def name(work: str) -> str:
    """What the file of a plan is called, in the folder of the furniture."""
    return f"{work}.names.json"


def page(of: AlsoNamed) -> Page:
    """The file: ways by the id of an entry; full texts by where a mention leads, too."""
    others: Json = {
        id_: {
            "ways": [[one.short, f"../{one.work}/names.md#{one.id}"] for one in listed],
            "plans": count,
        }
        for id_, (listed, count) in of.others.items()
    }
    texts = {
        f"../../{to}.md" if "/" in to else f"names.md#{to}": [short, f"../{work}/index.md"]
        for to, (short, work) in of.full_texts.items()
    }
    return elements.furniture(name(of.work), {"others": others, "texts": texts})
