"""The page at an older address of a name, which leads to where the name is now."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path

from converters.models.page import Page
from converters.names.authority import AuthorityRecord
from converters.pages.names import name_links
from converters.pages.names.name_links import name
from converters.text import escape


def page(old: str, new: str, records: Mapping[str, AuthorityRecord]) -> Page:
    """The page at `old`; both are keys, `new` that of a record."""
    here = Path(f"{old}.md")
    title = escape.front_matter(name(records[new]))
    text = f"""---
title: {title}
leads_to: {new}/
---

# 地址已改 {{: #page }}

现为{name_links.link(records, new, here)}。
"""
    return Page(here, text)
