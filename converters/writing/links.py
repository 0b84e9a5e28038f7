"""Links from one page to another, as Markdown that MkDocs follows and checks."""

from __future__ import annotations

from functools import lru_cache
from pathlib import Path

from converters.text.markdown import Markdown


def link(shown: str, target: str, here: Path, attributes: str = "") -> Markdown:
    """A link.

    Args:
        shown: its text, or Markdown.
        target: the page it leads to, relative to `docs/`, with or without `#…`.
        here: the page it stands on, relative to `docs/`.
        attributes: for an attribute list, or empty.
    """
    list_ = f"{{: {attributes} }}" if attributes else ""
    return Markdown(f"[{Markdown.escape(shown)}]({_relative(target, str(here))}){list_}")


@lru_cache(maxsize=2**14)
def _relative(target: str, here: str) -> str:
    """The way from a page to another, both relative to `docs/`; the disk is not asked."""
    to, start = target.split("/"), here.split("/")[:-1]
    shared = 0
    while shared < min(len(to) - 1, len(start)) and to[shared] == start[shared]:
        shared += 1
    return "/".join([".."] * (len(start) - shared) + to[shared:])


def to_part(shown: str, work: str, part: str, here: Path, attributes: str = "") -> Markdown:
    """A link to a part of a plan's reading page, to its top if `part` is empty."""
    return link(shown, f"plans/{work}/index.md" + (f"#{part}" if part else ""), here, attributes)
