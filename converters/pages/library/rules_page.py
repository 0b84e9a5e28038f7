"""校勘规则: every rule by which a reading differs from its file, `data/rules/`."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from converters.lines import rules
from converters.models.emendation import EmendationRule
from converters.models.page import View


@dataclass(frozen=True)
class _Rules:
    """What the page says: what makes emendations, and what calls a line noise, by name."""

    emending: Mapping[str, EmendationRule]
    noise: Mapping[str, str]


def page() -> View:
    """The page."""
    return View(Path("data/rules.md"), "rules.md", _Rules(rules.EMENDING, rules.NOISE))
