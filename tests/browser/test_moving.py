"""From clause to clause by key, and how far down a plan the reader is."""

import re

import pytest
from playwright.sync_api import Page, expect

from tests.browser.landing import fault, rest
from tests.browser.test_received import press

YICHUN = "plans/360900-yichun-2023-yaodian/"
_STOPS = """
() => Array.from(document.querySelectorAll(".document > .unit"), (unit) => unit.querySelector("a.address"))
  .filter(Boolean).map((link) => link.hash)
"""
_PLACE = "(id) => document.querySelector(id).getBoundingClientRect().top"
_SHARE = """
() => new DOMMatrix(getComputedStyle(document.querySelector(".toolbar"), "::after").transform).a
"""


def stop(page: Page) -> str:
    """The address in the window; the focus is at it too."""
    hash_ = str(page.evaluate("location.hash"))
    assert page.evaluate("document.activeElement.hash") == hash_
    return hash_


@pytest.mark.parametrize("view", ["校读", "原文"])
def test_back_returns_to_the_exact_place(home: str, window: Page, view: str) -> None:
    window.goto(home + "plans/310000-shanghai-2022-yaodian/")
    press(window, view)
    window.locator("#a5-b2").scroll_into_view_if_needed()
    scrolled = window.evaluate("scrollY")
    window.mouse.wheel(0, 77)
    window.wait_for_function("(before) => scrollY > before", arg=scrolled)
    rest(window)
    before = window.evaluate(_PLACE, "#a5-b2")
    assert window.evaluate("scrollY") > 2000
    window.evaluate("document.querySelector('.masthead__name').click()")  # a mouse would scroll
    expect(window.locator(".document")).to_have_count(0)
    window.go_back()
    shown = window.get_by_role("button", name=view, exact=True)
    expect(shown).to_have_attribute("aria-pressed", "true")
    window.wait_for_function(f"(before) => Math.abs(({_PLACE})('#a5-b2') - before) < 3", arg=before)


def test_every_clause_is_reached_in_order_and_back(home: str, page: Page) -> None:
    page.goto(home + YICHUN)
    stops = page.evaluate(_STOPS)
    assert (
        len(stops) == 5 + 26
    )  # notice, signature, title, preamble, note; the clauses of the outline
    passed = []
    for _ in stops:
        page.keyboard.press("j")
        passed.append(stop(page))
        expect(page.locator(f".unit:has({passed[-1]})")).to_be_in_viewport()
    assert passed == stops
    page.keyboard.press("j")
    assert stop(page) == stops[-1]
    for wanted in stops[-2:-6:-1]:
        page.keyboard.press("k")
        assert stop(page) == wanted


def test_the_keys_start_from_what_the_reader_sees(home: str, window: Page) -> None:
    window.goto(f"{home}{YICHUN}#a3-b9")
    rest(window)
    window.keyboard.press("j")
    expect(window).to_have_url(f"{home}{YICHUN}#a4")
    window.locator("#a2-b6").scroll_into_view_if_needed()
    window.evaluate("document.querySelector('#a2-b6').scrollIntoView()")
    window.keyboard.press("j")
    expect(window).to_have_url(f"{home}{YICHUN}#a2-b6")
    window.evaluate("scrollTo(0, document.body.scrollHeight)")
    rest(window)
    window.keyboard.press("k")
    last = window.evaluate(_STOPS)[-2:]
    expect(window).to_have_url(re.compile(f"({'|'.join(last)})$"))


def test_no_step_stays_in_the_history(home: str, page: Page) -> None:
    page.goto(f"{home}about/")
    page.goto(f"{home}{YICHUN}#a1")
    for _ in range(5):
        page.keyboard.press("j")
    page.go_back()
    expect(page).to_have_url(f"{home}about/")


def test_an_address_in_the_query_lands_as_a_fragment_does(home: str, window: Page) -> None:
    window.goto(f"{home}{YICHUN}?at=a2-b4")
    expect(window).to_have_url(f"{home}{YICHUN}#a2-b4")
    assert fault(window, "a2-b4") == ""
    window.goto(f"{home}{YICHUN}?at=a1#a2-b4")  # what is said twice is the fragment's
    expect(window.locator("#a2-b4")).to_be_in_viewport()


def test_letters_are_letters_where_one_types(home: str, page: Page) -> None:
    page.goto(f"{home}{YICHUN}#a1")
    page.keyboard.press("/")
    field = page.get_by_role("dialog").get_by_role("combobox")
    field.press_sequentially("jk")
    expect(field).to_have_value("jk")
    expect(page).to_have_url(f"{home}{YICHUN}#a1")
    page.keyboard.press("Escape")
    page.keyboard.press("Control+j")
    expect(page).to_have_url(f"{home}{YICHUN}#a1")


def test_enter_opens_the_menu_of_the_clause(home: str, page: Page) -> None:
    page.goto(f"{home}{YICHUN}#a1")
    rest(page)
    page.keyboard.press("j")
    page.keyboard.press("Enter")
    expect(page.get_by_role("dialog", name="第一部分第（一）项")).to_be_visible()


def test_the_strip_shows_how_far_the_reader_is(home: str, window: Page) -> None:
    window.goto(home + YICHUN)
    shares = []
    for part in (0, 0.25, 0.5, 0.75, 2):
        window.evaluate(f"scrollTo(0, {part} * document.querySelector('.document').offsetHeight)")
        rest(window)  # an animation follows the page from frame to frame
        shares.append(window.evaluate(_SHARE))
    assert shares == sorted(set(shares))
    assert (shares[0], shares[-1]) == (0, 1)
