"""What was published when, `data/changes.json`: the feed of the site is made from it."""

from __future__ import annotations

import json
from collections.abc import Iterable

from converters.citation.titles import citation
from converters.edition.changes import Change


def dump(changes: Iterable[Change]) -> str:
    """The file: the changes in their order."""
    written = [
        {
            "date": change.date,
            "work": change.plan.source.work,
            "title": citation(change.plan),
            "new": change.is_new,
            "added": change.added,
            "revised": change.revised,
        }
        for change in changes
    ]
    return json.dumps({"changes": written}, ensure_ascii=False, indent=1) + "\n"
