"""axe-core finds nothing, on any kind of page, in either scheme, with whatever is open."""

from collections.abc import Sequence

import pytest
from playwright.sync_api import Page, expect

from tests.browser.axe import FAR, faults, near_and_whole
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


@pytest.mark.parametrize("without", [FAR, ()], ids=["near", "whole"])
def test_one_pale_text_among_many_is_found(page: Page, without: Sequence[str]) -> None:
    """By itself, by what lies beneath it, and where all are pale; what is alike is asked of twice."""
    many = "".join(f"<p>第{at}段文字。</p>" for at in range(9))
    pale = "<p {}>淡的一段。</p>"
    dark = f'<section style="background: #555; position: relative">{many}</section>'
    for text in (
        many + pale.format('style="color: #aaa"'),
        many + pale.format('style="opacity: 0.4"'),
        many + pale.format('style="background: #555"'),
        many + f'<div style="background: #444">{pale.format("")}</div>',
        f'{many}<div style="color: #999">{many}</div>',
        many + dark,
    ):
        page.set_content(f"<!doctype html><html lang=zh><title>甲</title><main><h1>甲</h1>{text}")
        found = faults(page, without)
        assert found, text
        assert all(one.startswith("color-contrast: ") for one in found), found
    page.set_content(f"<!doctype html><html lang=zh><title>甲</title><main><h1>甲</h1>{many}")
    assert faults(page, without) == []
