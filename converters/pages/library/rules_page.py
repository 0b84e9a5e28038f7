"""校勘规则: every rule by which a reading differs from its file, `data/rules/`."""

from __future__ import annotations

from pathlib import Path

from converters.lines import rules
from converters.models.page import Page
from converters.writing import templates


def page() -> Page:
    """The page."""
    text = templates.markdown("rules.md", emending=rules.EMENDING.values(), noise=rules.NOISE)
    return Page(Path("data/rules.md"), text + "\n")
