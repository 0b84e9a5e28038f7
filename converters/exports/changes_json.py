"""What was published when, `data/changes.json`: the feed of the site is made from it."""

from __future__ import annotations

import json
from collections.abc import Iterable

from converters.library.fold import Changed


def dump(changes: Iterable[Changed]) -> str:
    """The file: the changes in their order."""
    written = [
        {
            "date": changed.change.date,
            "work": changed.card.work,
            "title": changed.card.citation,
            "new": changed.change.is_new,
            "added": changed.change.added,
            "revised": changed.change.revised,
        }
        for changed in changes
    ]
    return json.dumps({"changes": written}, ensure_ascii=False, indent=1) + "\n"
