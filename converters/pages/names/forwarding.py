"""The page at an older address of a name, which leads to where the name is now."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path
from typing import NamedTuple

from converters.models.page import View
from converters.models.phrase import Link
from converters.names.authority import AuthorityRecord
from converters.pages.names import name_links


class _Moved(NamedTuple):
    """What the page says: the name, and its key and page today."""

    name: str
    key: str
    link: Link


def page(old: str, new: str, records: Mapping[str, AuthorityRecord]) -> View:
    """The page at `old`; both are keys, `new` that of a record."""
    says = _Moved(name_links.name(records[new]), new, name_links.named(records, new))
    return View(Path(f"{old}.md"), "forwarding.md", says)
