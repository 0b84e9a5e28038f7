"""A hook of MkDocs: scripts and style sheets as the site serves them.

Readers on a slow line wait for each byte and each file: scripts are served without comments and
blanks, the sheets of every page as one. The files under `docs/assets` are the ones to read. What
comes with its own licence (`assets/vendor`) is served as it came.
"""

from __future__ import annotations

from collections.abc import MutableMapping
from pathlib import Path
from typing import Any

import rcssmin
import rjsmin

SHEET = "assets/css/site.css"
"""Where the sheets stand, so that what they link to is still found."""

_VENDORED = "vendor"

Config = MutableMapping[str, Any]


def on_config(config: Config) -> None:
    """Let the pages link to one sheet; see the MkDocs guide, Plugins, Events."""
    config["extra"]["sheets"] = config["extra_css"]
    config["extra_css"] = [SHEET]


def on_post_build(config: Config) -> None:
    """Write the scripts of `docs_dir` and the one sheet into the built site (`site_dir`)."""
    docs, site = Path(config["docs_dir"]), Path(config["site_dir"])
    for file in sorted(docs.glob("assets/**/*.js")):
        own = file.relative_to(docs)
        if _VENDORED not in own.parts:
            _write(site / own, rjsmin.jsmin(file.read_text("utf-8")))
    sheets = config["extra"]["sheets"]
    _write(site / SHEET, "\n".join(_sheet(docs / sheet) for sheet in sheets))
    for sheet in sheets:
        (site / sheet).unlink()


def _sheet(file: Path) -> str:
    return str(rcssmin.cssmin(file.read_text("utf-8")))


def _write(file: Path, text: str) -> None:
    file.write_text(f"{text}\n", "utf-8", newline="\n")
