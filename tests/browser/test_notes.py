"""The editor's notes open at their mark by mouse, keyboard and touch, and say what they must."""

import re
from collections.abc import Callable, Iterator
from itertools import pairwise

import pytest
from playwright.sync_api import Browser, Locator, Page, expect

from converters.edition import apparatus
from converters.edition.apparatus import Entry
from converters.models.plan import Plan
from converters.views.notes import VERDICTS
from tests.browser.conftest import SIZES

SHANGHAI = "310000-shanghai-2022-yaodian"


class Reading:
    """The plan open in a tab: its marks, and the note of one of them."""

    def __init__(self, page: Page, address: str) -> None:
        page.goto(address)
        self.page = page
        self.note = page.locator(".note-card")

    def mark(self, entry: Entry) -> Locator:
        return self.page.locator(f"[id='{entry.id}']")

    def assert_note_of(self, entry: Entry) -> None:
        expect(self.note).to_be_visible()
        expect(self.note).to_be_in_viewport()
        ground = entry.ground.rstrip("。")
        for words in (f"[{entry.number}]", VERDICTS[entry.verdict], ground, entry.received.strip()):
            expect(self.note).to_contain_text(words)

    def assert_no_note(self) -> None:
        expect(self.note).to_have_count(0)


@pytest.fixture
def reading(home: str) -> Callable[[Page], Reading]:
    """Opens the plan in a tab."""
    return lambda page: Reading(page, f"{home}plans/{SHANGHAI}/")


@pytest.fixture(params=SIZES)
def timed(request: pytest.FixtureRequest, browser: Browser) -> Iterator[Page]:
    """A tab on a desktop, then one on a phone, whose clock the test can put forward."""
    with browser.new_context(viewport=SIZES[request.param]) as context:
        context.clock.install()
        yield context.new_page()


@pytest.fixture
def touch(browser: Browser) -> Iterator[Page]:
    """A small phone: no mouse, a finger."""
    with browser.new_context(
        viewport={"width": 360, "height": 740}, has_touch=True, is_mobile=True
    ) as context:
        yield context.new_page()


@pytest.fixture
def entries(library: dict[str, Plan]) -> dict[str, Entry]:
    """The first entry of each degree of confidence."""
    found = apparatus.entries(library[SHANGHAI])
    return {entry.verdict: entry for entry in reversed(found)}


@pytest.mark.parametrize("verdict", ["certain", "likely", "unknown"])
def test_a_note_opens_under_the_mouse(
    reading: Callable[[Page], Reading], timed: Page, entries: dict[str, Entry], verdict: str
) -> None:
    plan, entry = reading(timed), entries[verdict]
    timed.mouse.move(1, 1)
    plan.mark(entry).hover()
    plan.assert_note_of(entry)
    plan.note.hover()  # WCAG 1.4.13: the note itself may be hovered
    timed.clock.run_for(300)
    plan.assert_note_of(entry)
    timed.keyboard.press("Escape")
    plan.assert_no_note()


def test_a_note_opens_and_closes_by_keyboard(
    reading: Callable[[Page], Reading], window: Page, entries: dict[str, Entry]
) -> None:
    plan = reading(window)
    first = min(entries.values(), key=lambda entry: entry.span.start)
    mark = plan.mark(first)
    expect(mark).to_have_role("button")
    expect(mark).to_have_accessible_description(re.compile(re.escape(first.ground.rstrip("。"))))
    mark.evaluate("(mark) => mark.focus({focusVisible: true})")
    plan.assert_note_of(first)
    window.keyboard.press("Escape")
    plan.assert_no_note()
    window.keyboard.press("Enter")
    plan.assert_note_of(first)
    window.keyboard.press("Tab")
    expect(mark).not_to_be_focused()


@pytest.mark.parametrize("verdict", ["certain", "likely", "unknown"])
def test_a_note_opens_under_a_finger(
    reading: Callable[[Page], Reading], touch: Page, entries: dict[str, Entry], verdict: str
) -> None:
    plan, entry = reading(touch), entries[verdict]
    plan.mark(entry).tap()
    plan.assert_note_of(entry)
    touch.locator("h1").tap()
    plan.assert_no_note()


def test_a_note_in_a_link_opens_under_a_finger(
    reading: Callable[[Page], Reading], touch: Page, library: dict[str, Plan]
) -> None:
    """The first tap opens it; the link is one more tap away, at the mark or in the note."""
    plan = reading(touch)
    here = touch.url
    entries = {entry.id: entry for entry in apparatus.entries(library[SHANGHAI])}
    marks = touch.locator(".document a[href] .emended[id]")
    ids = marks.evaluate_all("(all) => all.map((one) => one.id)")
    assert len(ids) == 16
    for id_ in ids:
        plan.mark(entries[id_]).tap()
        plan.assert_note_of(entries[id_])
        assert touch.url == here
    link = touch.locator("a[href]", has=plan.mark(entries[ids[-1]]))
    way = str(link.evaluate("(link) => link.href"))
    expect(plan.note.get_by_role("link", name="见何处")).to_have_attribute("href", way)
    plan.mark(entries[ids[-1]]).tap()
    expect(touch).to_have_url(way)


def test_a_mark_in_a_link_is_followed_by_mouse_and_keyboard(
    reading: Callable[[Page], Reading], page: Page
) -> None:
    for follow in (Locator.click, lambda mark: mark.locator("xpath=..").press("Enter")):
        page.goto("about:blank")
        reading(page)
        mark = page.locator(".document a[href] .emended[id]").first
        way = str(mark.evaluate("(mark) => mark.closest('a').href"))
        follow(mark)
        expect(page).to_have_url(way)


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
