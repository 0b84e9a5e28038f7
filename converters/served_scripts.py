"""A hook of MkDocs: the scripts of the site are served without their comments and blanks.

Programs that read a site over a slow line pay for each byte; the files under `docs/assets` are the
ones to read. What comes with its own licence (`assets/vendor`) is served as it came.
"""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path
from typing import Any

import rjsmin

_VENDORED = "vendor"


def on_post_build(config: Mapping[str, Any]) -> None:
    """Rewrites the scripts of the built site (`site_dir`) that come from `docs_dir`.

    See the MkDocs guide, Plugins, Events.
    """
    docs, site = Path(config["docs_dir"]), Path(config["site_dir"])
    for file in sorted(docs.glob("assets/**/*.js")):
        own = file.relative_to(docs)
        if _VENDORED not in own.parts:
            text = rjsmin.jsmin(file.read_text("utf-8"))
            (site / own).write_text(f"{text}\n", "utf-8", newline="\n")
