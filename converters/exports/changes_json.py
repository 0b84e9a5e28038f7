"""What was published when, `data/changes.json`: the feed of the site is made from it."""

from __future__ import annotations

import json
from collections.abc import Iterable

from converters.citation import titles
from converters.library.fold import Changed, Event
from converters.text.json_value import Json


def dump(changes: Iterable[Event]) -> str:
    """The file: the changes in their order."""
    written = [*map(_told, changes)]
    return json.dumps({"changes": written}, ensure_ascii=False, indent=1) + "\n"


def _told(event: Event) -> dict[str, Json]:
    if not isinstance(event, Changed):
        return {
            "date": event.date,
            "work": event.work,
            "title": titles.of_work(event.work),
            "new": False,
            "added": [],
            "revised": [],
            "withdrawn": event.ground,
        }
    change = event.change
    return {
        "date": change.date,
        "work": event.card.work,
        "title": event.card.citation,
        "new": change.is_new,
        "added": [*change.added],
        "revised": [*change.revised],
        **({"replaces": [*event.card.replaces]} if change.is_new and event.card.replaces else {}),
    }
