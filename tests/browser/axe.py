"""What axe-core finds wrong with a page."""

from pathlib import Path

import axe_playwright_python
from playwright.sync_api import Page

_AXE = (Path(axe_playwright_python.__file__).parent / "axe.min.js").read_text("utf-8")
# WCAG 2.2, 2.5.8, which axe asks only if it is told to.
_RUN = """
async () => (await axe.run({ rules: { "target-size": { enabled: true } } })).violations
"""


def faults(page: Page) -> list[str]:
    """Each with its rule, its element and what to do; of the page as it is shown now."""
    page.evaluate(_AXE)
    found = page.evaluate(_RUN)
    return [
        f"{one['id']}: {node['html'][:200]}: {node['failureSummary']}"
        for one in found
        for node in one["nodes"]
    ]
