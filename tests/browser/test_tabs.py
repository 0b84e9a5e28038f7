"""A tab that stays open from test to test keeps nothing that a test did to it."""

import re

from playwright.sync_api import Page, expect

from tests.browser.conftest import emptied

UNSTYLED = re.compile(r"^\"?Times")


def test_what_one_test_keeps_back_comes_again_in_the_next(home: str, page: Page) -> None:
    page.route("**/*.css", lambda route: route.abort())
    page.goto(home)
    expect(page.locator("body")).to_have_css("font-family", UNSTYLED)
    emptied(page).goto(home)
    expect(page.locator("body")).not_to_have_css("font-family", UNSTYLED)
