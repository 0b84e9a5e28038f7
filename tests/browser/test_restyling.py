"""What a page does over again when something is put into it: a note must not restyle a long plan."""

import json

from playwright.sync_api import Browser, Page

DONGCHANG = "plans/220502-dongchang-2021-2025-guihua/"
_OPEN_A_NOTE = """
() => {
  const card = document.createElement("div");
  card.className = "note-card";
  document.querySelectorAll(".document > .unit")[40].after(card);
  document.body.getBoundingClientRect();
}
"""


def restyled(browser: Browser, page: Page, change: str) -> int:
    """How many elements the browser asks again for their style."""
    browser.start_tracing(page=page, categories=["devtools.timeline"])
    page.evaluate(change)
    events = json.loads(browser.stop_tracing())["traceEvents"]
    return sum(one["args"]["elementCount"] for one in events if one["name"] == "UpdateLayoutTree")


def test_what_opens_in_a_long_plan_leaves_most_of_it_alone(
    home: str, browser: Browser, page: Page
) -> None:
    """A style sheet that asks of each row or paragraph what is in it (`:has`) restyles all of it."""
    page.goto(home + DONGCHANG, wait_until="networkidle")
    elements = page.evaluate("document.querySelectorAll('*').length")
    count = restyled(browser, page, _OPEN_A_NOTE)
    assert 0 < count < elements / 3, f"{count} of {elements}"
