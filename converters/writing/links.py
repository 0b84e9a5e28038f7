"""Links from one page to another, as Markdown that MkDocs follows and checks."""

from __future__ import annotations

import posixpath
from pathlib import Path


def link(shown: str, target: str, here: Path, attributes: str = "") -> str:
    """A link.

    Args:
        shown: its text, as Markdown.
        target: the page it leads to, relative to `docs/`, with or without `#…`.
        here: the page it stands on, relative to `docs/`.
        attributes: for an attribute list, or empty.
    """
    address = posixpath.relpath(target, here.parent.as_posix())
    return f"[{shown}]({address})" + (f"{{: {attributes} }}" if attributes else "")


def to_part(shown: str, work: str, part: str, here: Path, attributes: str = "") -> str:
    """A link to a part of a plan's reading page, to its top if `part` is empty."""
    return link(shown, f"plans/{work}/index.md" + (f"#{part}" if part else ""), here, attributes)
