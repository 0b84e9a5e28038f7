"""The editor's notes open at their mark by mouse, keyboard and touch, and say what they must."""

import re
from collections.abc import Iterator
from itertools import pairwise

import pytest
from playwright.sync_api import Browser, Locator, Page, expect

from converters import apparatus
from converters.apparatus import Entry
from converters.models import Plan
from converters.pages.notes import VERDICTS

SHANGHAI = "310000-shanghai-2022-yaodian"


@pytest.fixture
def touch(browser: Browser) -> Iterator[Page]:
    """A small phone: no mouse, a finger."""
    with browser.new_context(
        viewport={"width": 360, "height": 740}, has_touch=True, is_mobile=True
    ) as context:
        yield context.new_page()


@pytest.fixture
def entries(library: dict[str, Plan]) -> dict[str, Entry]:
    """One entry of each degree of confidence, and one of the middle of a long clause."""
    found = apparatus.entries(library[SHANGHAI])
    return {entry.verdict: entry for entry in reversed(found)}


def card(page: Page) -> Locator:
    return page.locator(".note-card")


def assert_says(page: Page, entry: Entry) -> None:
    note = card(page)
    expect(note).to_be_visible()
    expect(note).to_be_in_viewport()
    expect(note).to_contain_text(f"[{entry.number}]")
    expect(note).to_contain_text(VERDICTS[entry.verdict])
    expect(note).to_contain_text(entry.ground.rstrip("。"))
    if entry.received.strip():
        expect(note).to_contain_text(entry.received.strip())


@pytest.mark.parametrize("verdict", ["certain", "likely", "unknown"])
def test_a_note_opens_under_the_mouse(
    home: str, window: Page, entries: dict[str, Entry], verdict: str
) -> None:
    entry = entries[verdict]
    window.goto(f"{home}plans/{SHANGHAI}/")
    window.mouse.move(1, 1)
    window.locator(f"[id='{entry.id}']").hover()
    assert_says(window, entry)
    card(window).hover()  # WCAG 1.4.13: the note itself may be hovered
    window.wait_for_timeout(300)
    assert_says(window, entry)
    window.keyboard.press("Escape")
    expect(card(window)).to_have_count(0)


def test_a_note_opens_and_closes_by_keyboard(
    home: str, window: Page, entries: dict[str, Entry]
) -> None:
    window.goto(f"{home}plans/{SHANGHAI}/")
    first = min(entries.values(), key=lambda entry: entry.span.start)
    mark = window.locator(f"[id='{first.id}']")
    expect(mark).to_have_role("button")
    expect(mark).to_have_accessible_description(re.compile(re.escape(first.ground.rstrip("。"))))
    window.evaluate("(id) => document.getElementById(id).focus({focusVisible: true})", first.id)
    assert_says(window, first)
    window.keyboard.press("Escape")
    expect(card(window)).to_have_count(0)
    window.keyboard.press("Enter")
    assert_says(window, first)
    window.keyboard.press("Tab")
    expect(window.locator(f"[id='{first.id}']")).not_to_be_focused()


@pytest.mark.parametrize("verdict", ["certain", "likely", "unknown"])
def test_a_note_opens_under_a_finger(
    home: str, touch: Page, entries: dict[str, Entry], verdict: str
) -> None:
    entry = entries[verdict]
    touch.goto(f"{home}plans/{SHANGHAI}/")
    touch.locator(f"[id='{entry.id}']").tap()
    assert_says(touch, entry)
    touch.locator("h1").tap()
    expect(card(touch)).to_have_count(0)


def test_every_entry_is_marked_once_and_leads_both_ways(home: str, plan: Plan, page: Page) -> None:
    work, found = plan.source.work, apparatus.entries(plan)
    for path in ("", "source/", "emendations/"):
        page.goto(f"{home}plans/{work}/{path}")
        ids = page.evaluate("() => Array.from(document.querySelectorAll('[id]'), (e) => e.id)")
        assert {entry.id for entry in found} <= set(ids), path
    rows = page.locator("table.records tr[id]")
    assert rows.count() == len(found)
    for entry in found[:: max(1, len(found) // 5)]:
        row = page.locator(f"[id='{entry.id}']")
        links = row.get_by_role("link").evaluate_all("(all) => all.map((one) => one.href)")
        assert f"{home}plans/{work}/#{entry.id}" in links
        assert f"{home}plans/{work}/source/#{entry.id}" in links


def test_notes_beside_the_text_do_not_overlap(home: str, page: Page) -> None:
    page.goto(f"{home}plans/{SHANGHAI}/")
    boxes = page.locator(".notes").evaluate_all(
        "(all) => all.map((one) => one.getBoundingClientRect()).map((b) => [b.top, b.bottom])"
    )
    assert len(boxes) > 20
    assert all(above[1] <= below[0] + 0.5 for above, below in pairwise(boxes))
