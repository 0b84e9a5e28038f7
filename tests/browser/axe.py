"""What axe-core finds wrong with a page."""

from collections.abc import Sequence
from pathlib import Path

import axe_playwright_python
import pytest
from playwright.sync_api import Page

from tests.trials import WHOLE

_AXE = (Path(axe_playwright_python.__file__).parent / "axe.min.js").read_text("utf-8")
# WCAG 2.2, 2.5.8, which axe asks only if it is told to. Of what it finds good, nothing is told.
_RUN = """
async (without) => (await axe.run({ exclude: without }, {
  resultTypes: ["violations"],
  rules: { "target-size": { enabled: true } },
})).violations
"""

FAR = (
    ".document > .unit:nth-child(n + 12):not(:has(table))",
    "tbody > tr:nth-child(n + 20)",
    "li:nth-child(n + 20)",
)
"""What stands far down on a page, and is more of the same."""

near_and_whole = pytest.mark.parametrize(
    "without",
    [FAR, pytest.param((), marks=pytest.mark.long)],
    ids=["near", "whole"],
)
"""A page but for what is far down; and all of it, which takes its time on every page."""


def faults(page: Page, without: Sequence[str] = () if WHOLE else FAR) -> list[str]:
    """Each with its rule, its element and what to do; of the page as it is shown now.

    Args:
        page: the page.
        without: selectors of what is left out.
    """
    page.evaluate(_AXE)
    found = page.evaluate(_RUN, [*without])
    return [
        f"{one['id']}: {node['html'][:200]}: {node['failureSummary']}"
        for one in found
        for node in one["nodes"]
    ]
