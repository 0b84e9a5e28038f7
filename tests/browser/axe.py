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

# Contrast comes of how a text looks and of what lies beneath it. Where all of that is the same, two
# are asked for all of them: to ask each takes longer than all other rules together.
_ASK_OF_EACH_LOOK = """
([without, most]) => {
  const OF_TEXT = ["color", "fontSize", "fontWeight", "textShadow", "webkitTextStroke"];
  const OF_GROUND = [
    "backgroundColor", "backgroundImage", "backgroundClip", "opacity", "filter", "mixBlendMode",
    "visibility", "clip", "clipPath", "position", "zIndex", "transform",
  ];
  const grounds = new Map();
  const groundOf = (element) => {
    if (element === null) return "";
    if (!grounds.has(element)) {
      const style = getComputedStyle(element);
      const own = OF_GROUND.map((name) => style[name]);
      // What scrolls or hangs over the rest is like no other.
      const alone = style.overflow !== "visible" || ["fixed", "sticky"].includes(style.position);
      if (alone) own.push(grounds.size);
      grounds.set(element, `${groundOf(element.parentElement)};${own}`.replace(BARE, ""));
    }
    return grounds.get(element);
  };
  const IDLE = ":disabled, [aria-disabled='true']";
  const marked = "data-of-its-look";
  document.querySelectorAll(`[${marked}]`).forEach((one) => one.removeAttribute(marked));
  const BARE = /;rgba\\(0, 0, 0, 0\\),none,border-box,1,none,normal,visible,auto,none,static,auto,none$/;
  const counts = new Map();
  for (const element of document.querySelectorAll("body, body *")) {
    const isText = (node) => node.nodeType === Node.TEXT_NODE && node.data.trim();
    const said = Array.from(element.childNodes).some(isText);
    if (!said && !element.matches("button, input, select, textarea")) continue;
    if (!element.getClientRects().length || element.closest(without)) continue;
    const style = getComputedStyle(element);
    const asked = [element.closest(IDLE) === null, element.textContent.trim().length > 1];
    const look = [...OF_TEXT.map((name) => style[name]), ...asked, groundOf(element)].join();
    counts.set(look, (counts.get(look) ?? 0) + 1);
    if (counts.get(look) <= most) element.setAttribute(marked, "");
  }
  axe.configure({ rules: [{ id: "color-contrast", selector: `[${marked}]` }] });
}
"""
_OF_EACH_LOOK = 2

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
"""A page but for what is far down and more of the same; and all of it, which takes its time."""


def faults(page: Page, without: Sequence[str] = () if WHOLE else FAR) -> list[str]:
    """Each with its rule, its element and what to do; of the page as it is shown now.

    Args:
        page: the page.
        without: selectors of what is left out; if of nothing, each text is asked for its contrast.
    """
    page.evaluate(_AXE)
    if without:
        page.evaluate(_ASK_OF_EACH_LOOK, [", ".join(without), _OF_EACH_LOOK])
    found = page.evaluate(_RUN, [*without])
    return [
        f"{one['id']}: {node['html'][:200]}: {node['failureSummary']}"
        for one in found
        for node in one["nodes"]
    ]
