"""比较: two to five clauses or plans side by side, `compare/`. Its script fills it in."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from converters.models.page import View
from converters.models.phrase import Link


@dataclass(frozen=True)
class _Comparison:
    """What the page says; without scripts it leads to the plans and the topics."""

    plans: Link
    topics: Link


def page() -> View:
    """The page; what is compared stands in its address."""
    says = _Comparison(Link("规划一览", "plans/index.md"), Link("主题", "topics/index.md"))
    return View(Path("compare/index.md"), "comparison.md", says)
