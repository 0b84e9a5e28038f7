"""The page at an older address of a name, which leads to where the name is now."""

from __future__ import annotations

from pathlib import Path

from converters.models.page import Page
from converters.pages.names.cross_references import CrossReferences, name
from converters.text import escape


def page(old: str, new: str, references: CrossReferences) -> Page:
    """The page at `old`; both are keys, `new` that of a record."""
    here = Path(f"{old}.md")
    title = escape.front_matter(name(references.records[new]))
    text = f"""---
title: {title}
leads_to: {new}/
---

# 地址已改 {{: #page }}

现为{references.link(new, here)}。
"""
    return Page(here, text)
