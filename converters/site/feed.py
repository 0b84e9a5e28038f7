"""A hook of MkDocs: the changes of the library, for `feed.xml` with the address of the site."""

from __future__ import annotations

import json
from collections.abc import Mapping
from pathlib import Path
from typing import Any

_SHOWN = 50
"""Changes in the feed; a reader who comes once a month misses none."""


def on_template_context(
    context: dict[str, Any], *, template_name: str, config: Mapping[str, Any]
) -> dict[str, Any]:
    """See the MkDocs guide, Plugins, Events."""
    if template_name == "feed.xml":
        data = Path(config["docs_dir"]) / "data" / "changes.json"
        context["changes"] = json.loads(data.read_text("utf-8"))["changes"][:_SHOWN]
    return context
