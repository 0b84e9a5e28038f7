"""Nothing that a reader sees is moved by what comes later (Cumulative Layout Shift)."""

from pathlib import Path

import pytest
from playwright.sync_api import Browser, Route, expect

from tests.browser import landing, static_host

DONGCHANG = "plans/220502-dongchang-2021-2025-guihua/"
LATE_COMERS = {
    "plans/": ".filters button",
    "agencies/": ".list-filter input",
    "terms/shuangchong-yufang-jizhi/": ".quotations button",
    "agencies/yichun-yingjiju-weihuake/duties/": ".duty-tools button",
}
"""Pages with what a script puts there."""

SIZES = {"wide": (1280, 800), "phone": (412, 823)}
SLOW = 0.05
LATE = 1.0
_NOTE_SHIFTS = """
window.shifts = [];
window.noteShifts = (entries) => entries.forEach((entry) => {
  entry.sources.forEach(({ node, previousRect: { x, y, width }, currentRect: now }) => {
    const name = (node && (node.className || node.nodeName)) || "gone";
    window.shifts.push([entry.value, `${name}: ${x} ${y} ${width} to ${now.x} ${now.y} ${now.width}`]);
  });
});
window.observer = new PerformanceObserver((list) => noteShifts(list.getEntries()));
observer.observe({ type: "layout-shift", buffered: true });
"""
_SHIFTS = "() => { noteShifts(observer.takeRecords()); return shifts; }"
FEW = 0.01
"""A tenth of what is called good."""


def shifts(browser: Browser, address: str, size: str, ready: str) -> list[str]:
    """What is moved by so much that it can be noticed, until `ready` is there and all is at rest."""
    width, height = SIZES[size]
    with browser.new_context(viewport={"width": width, "height": height}) as context:
        page = context.new_page()
        page.add_init_script(_NOTE_SHIFTS)
        page.goto(address, wait_until="networkidle")
        expect(page.locator(ready).first).to_be_attached()
        landing.rest(page)
        return [what for value, what in page.evaluate(_SHIFTS) if value > FEW]


@pytest.mark.parametrize("size", SIZES)
def test_results_of_a_search_and_filters_move_nothing(
    home: str, browser: Browser, size: str
) -> None:
    found = shifts(browser, f"{home}search/?q=危化品 执法", size, ".search-side .filters-of-search")
    assert found == []


@pytest.mark.parametrize("size", SIZES)
def test_text_that_is_still_arriving_moves_nothing(
    site_folder: Path, browser: Browser, size: str
) -> None:
    """On a phone the outline stands below the text, but comes before it."""
    with static_host.serve(site_folder, pause=SLOW) as slow:
        assert shifts(browser, f"{slow}{DONGCHANG}", size, ".colophon") == []


@pytest.mark.parametrize("size", SIZES)
@pytest.mark.parametrize("path", ["", DONGCHANG, f"{DONGCHANG}source/", "matrix/", "agencies/"])
def test_what_comes_first_stands_where_it_stays(
    home: str, browser: Browser, path: str, size: str
) -> None:
    """The column must not depend on text that is still on its way: whether a paint falls between
    the two is chance, so the page is also looked at when nothing but its head and title has come."""

    def cut(route: Route) -> None:
        response = route.fetch()
        first, title, _ = response.text().partition("</h1>")
        route.fulfill(response=response, body=first + title)

    width, height = SIZES[size]
    with browser.new_context(viewport={"width": width, "height": height}) as context:
        page = context.new_page()
        page.goto(f"{home}{path}", wait_until="networkidle")
        whole = page.locator("article h1").bounding_box()
        page.route(f"{home}{path}", cut)
        page.goto(f"{home}{path}", wait_until="networkidle")
        expect(page.locator(".colophon")).to_have_count(0)
        assert page.locator("article h1").bounding_box() == whole


@pytest.mark.parametrize("size", SIZES)
@pytest.mark.parametrize("path", LATE_COMERS)
def test_what_scripts_put_beside_a_table_moves_nothing(
    site_folder: Path, browser: Browser, path: str, size: str
) -> None:
    """They come when the table has long been read; so do the signs of its columns."""
    with static_host.serve(site_folder, late=LATE) as slow:
        assert shifts(browser, slow + path, size, LATE_COMERS[path]) == []
