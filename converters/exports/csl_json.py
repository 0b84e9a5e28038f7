"""An item of a bibliography as CSL-JSON, which pandoc and Zotero read.

Its schema: https://github.com/citation-style-language/schema (csl-data.json).
"""

from __future__ import annotations

import json
from collections.abc import Iterable

from converters.citation.bibliography import LANGUAGE, Item
from converters.text.json_value import Json


def dump(items: Iterable[Item]) -> str:
    """The file: one member a line, to be read and compared."""
    return "[\n" + ",\n".join(map(_written, items)) + "\n]\n"


def _written(item: Item) -> str:
    members = (
        f"  {json.dumps(name)}: {json.dumps(member, ensure_ascii=False)}"
        for name, member in value(item).items()
    )
    return " {\n" + ",\n".join(members) + "\n }"


def value(item: Item) -> dict[str, Json]:
    """The item as a JSON value; what is not known is left out."""
    members: dict[str, Json] = {
        "id": item.key,
        "type": "report",
        "title": item.title,
        "author": [{"literal": name} for name in item.authors],
        "publisher": "、".join(item.authors),
        "genre": item.kind,
        "number": item.number,
        "issued": {"date-parts": [[*map(int, item.date.split("-"))]]} if item.date else None,
        "URL": item.url,
        "language": LANGUAGE,
        "note": item.note,
    }
    return {name: member for name, member in members.items() if member}
