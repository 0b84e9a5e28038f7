"""axe-core finds nothing, on any kind of page, in either scheme, with whatever is open."""

from collections.abc import Sequence

import pytest
from playwright.sync_api import Page, expect

from tests.browser.axe import faults, near_and_whole
from tests.browser.page_kinds import every_kind, open_page

SHANGHAI = "plans/310000-shanghai-2022-yaodian/"
DONGCHANG = "plans/220502-dongchang-2021-2025-guihua/"

OPENED = {
    "as received": (
        "document.querySelectorAll('.switch button')[1].click()",
        ".document[data-view='received']",
    ),
    "a note": (
        (
            "document.querySelector('#a2-b2').scrollIntoView();"
            " document.querySelector('#a2-b2 ~ p .emended').focus()"
        ),
        ".note-card",
    ),
    "a menu": ("document.querySelector('.unit:has(> #a2-b2) > .address').click()", ".address-menu"),
}
"""What a reader has opened on the page of a plan, the script that opens it, what is there then."""


@near_and_whole
@every_kind
def test_axe_finds_nothing(home: str, in_scheme: Page, path: str, without: Sequence[str]) -> None:
    open_page(in_scheme, home + path)
    assert faults(in_scheme, without) == []


@pytest.mark.parametrize(("script", "there"), OPENED.values(), ids=OPENED)
def test_axe_finds_nothing_in_what_opens(
    home: str, in_scheme: Page, script: str, there: str
) -> None:
    in_scheme.goto(home + SHANGHAI)
    in_scheme.evaluate(script)
    expect(in_scheme.locator(there)).to_be_visible()
    assert faults(in_scheme) == []


def test_tables_and_boxes_too(home: str, in_scheme: Page) -> None:
    in_scheme.goto(home + DONGCHANG)
    assert faults(in_scheme) == []
