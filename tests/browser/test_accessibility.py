"""axe-core finds nothing, on any kind of page, in either scheme, with whatever is open."""

import pytest
from playwright.sync_api import Browser, Page

from tests.browser.axe import faults
from tests.browser.page_kinds import every_kind

SHANGHAI = "plans/310000-shanghai-2022-yaodian/"
DONGCHANG = "plans/220502-dongchang-2021-2025-guihua/"

OPENED = {
    "as received": "document.querySelectorAll('.switch button')[1].click()",
    "a note": "document.querySelector('#a2-b2 ~ p .emended').focus()",
    "a menu": "document.querySelector('#a2-b2 .address').click()",
}
"""What a reader has opened on the page of a plan, and the script that opens it."""


@every_kind
def test_axe_finds_nothing(home: str, page: Page, path: str) -> None:
    page.emulate_media(color_scheme="light")
    page.goto(home + path)
    assert faults(page) == []


@every_kind
def test_axe_finds_nothing_on_a_phone_at_night(home: str, phone: Page, path: str) -> None:
    """The schemes differ in colours and the widths in layout: no need to cross them."""
    phone.emulate_media(color_scheme="dark")
    phone.goto(home + path)
    assert faults(phone) == []


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
        page.goto(home + SHANGHAI)
        page.evaluate(OPENED[opened])
        page.wait_for_timeout(200)
        assert faults(page) == []


def test_tables_and_boxes_too(home: str, window: Page) -> None:
    window.goto(home + DONGCHANG)
    assert faults(window) == []
