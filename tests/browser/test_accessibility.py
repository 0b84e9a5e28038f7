"""axe-core finds nothing, on any kind of page, in either scheme, with whatever is open."""

from pathlib import Path

import axe_playwright_python
import pytest
from playwright.sync_api import Browser, Page

from tests.browser.test_pages import KINDS, every_kind

_AXE = (Path(axe_playwright_python.__file__).parent / "axe.min.js").read_text("utf-8")
# WCAG 2.2, 2.5.8, which axe asks only if it is told to.
_RUN = """
async () => (await axe.run({ rules: { "target-size": { enabled: true } } })).violations
"""
SHANGHAI = "plans/310000-shanghai-2022-yaodian/"
DONGCHANG = "plans/220502-dongchang-2021-2025-guihua/"

OPENED = {
    "as received": "document.querySelectorAll('.switch button')[1].click()",
    "a note": "document.querySelector('#a2-b2 ~ p .emended').focus()",
    "a menu": "document.querySelector('#a2-b2 .address').click()",
    "emendations": "0",
}
"""What a reader has opened on the page of a plan, and the script that opens it."""


def faults(page: Page) -> list[str]:
    page.evaluate(_AXE)
    found = page.evaluate(_RUN)
    return [
        f"{one['id']}: {node['html'][:200]}: {node['failureSummary']}"
        for one in found
        for node in one["nodes"]
    ]


@pytest.mark.parametrize("width", [1280, 360])
@pytest.mark.parametrize("scheme", ["light", "dark"])
@every_kind
def test_axe_finds_nothing(home: str, browser: Browser, path: str, scheme: str, width: int) -> None:
    with browser.new_context(
        viewport={"width": width, "height": 800},
        color_scheme="dark" if scheme == "dark" else "light",
    ) as context:
        page = context.new_page()
        page.goto(home + path)
        assert faults(page) == []


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("opened", OPENED)
def test_axe_finds_nothing_in_what_opens(
    home: str, browser: Browser, opened: str, scheme: str
) -> None:
    with browser.new_context(
        viewport={"width": 1280, "height": 800},
        color_scheme="dark" if scheme == "dark" else "light",
    ) as context:
        page = context.new_page()
        page.goto(home + SHANGHAI + ("emendations/" if opened == "emendations" else ""))
        page.evaluate(OPENED[opened])
        page.wait_for_timeout(200)
        assert faults(page) == []


def test_tables_and_boxes_too(home: str, window: Page) -> None:
    window.goto(home + DONGCHANG)
    assert faults(window) == []


def test_one_page_of_each_kind_is_tried() -> None:
    assert {"home", "list", "about", "conventions", "not-found"} < set(KINDS)
