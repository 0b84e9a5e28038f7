"""axe-core finds nothing, on any kind of page, in either scheme, with whatever is open."""

from collections.abc import Sequence

import pytest
from playwright.sync_api import Browser, Page, expect

from tests.browser.axe import faults, near_and_whole
from tests.browser.page_kinds import every_kind, open_page

SHANGHAI = "plans/310000-shanghai-2022-yaodian/"
DONGCHANG = "plans/220502-dongchang-2021-2025-guihua/"

OPENED = {
    "as received": (
        "document.querySelectorAll('.switch button')[1].click()",
        ".document[data-view='received']",
    ),
    "a note": ("document.querySelector('#a2-b2 ~ p .emended').focus()", ".note-card"),
    "a menu": ("document.querySelector('#a2-b2 .address').click()", ".address-menu"),
}
"""What a reader has opened on the page of a plan, the script that opens it, what is there then."""


@near_and_whole
@every_kind
def test_axe_finds_nothing(home: str, page: Page, path: str, without: Sequence[str]) -> None:
    page.emulate_media(color_scheme="light")
    open_page(page, home + path)
    assert faults(page, without) == []


@near_and_whole
@every_kind
def test_axe_finds_nothing_on_a_phone_at_night(
    home: str, phone: Page, path: str, without: Sequence[str]
) -> None:
    """The schemes differ in colours and the widths in layout: no need to cross them."""
    phone.emulate_media(color_scheme="dark")
    open_page(phone, home + path)
    assert faults(phone, without) == []


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize(("script", "there"), OPENED.values(), ids=OPENED)
def test_axe_finds_nothing_in_what_opens(
    home: str, browser: Browser, script: str, there: str, scheme: str
) -> None:
    with browser.new_context(
        viewport={"width": 1280, "height": 800},
        color_scheme="dark" if scheme == "dark" else "light",
    ) as context:
        page = context.new_page()
        page.goto(home + SHANGHAI)
        page.evaluate(script)
        expect(page.locator(there)).to_be_visible()
        assert faults(page) == []


def test_tables_and_boxes_too(home: str, window: Page) -> None:
    window.goto(home + DONGCHANG)
    assert faults(window) == []
