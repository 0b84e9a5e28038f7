"""What the longest page costs a reader: little to fetch, and nothing moves while it loads."""

from playwright.sync_api import Page, Request

DONGCHANG = "plans/220502-dongchang-2021-2025-guihua/"
MOST = 150_000
"""Bytes over the wire for the first load of the longest plan, everything included."""

_SHIFTS = """
window.shifts = [];
new PerformanceObserver((list) => {
  for (const entry of list.getEntries()) window.shifts.push(entry.value);
}).observe({type: "layout-shift", buffered: true});
"""


def test_the_longest_plan_is_light(home: str, fresh: Page) -> None:
    requests: list[Request] = []

    def finish(request: Request) -> None:  # a method of a list is no handler to Playwright
        requests.append(request)

    fresh.on("requestfinished", finish)
    fresh.goto(home + DONGCHANG, wait_until="networkidle")
    sizes = [request.sizes() for request in requests]
    received = [size["responseBodySize"] + size["responseHeadersSize"] for size in sizes]
    assert len(received) > 5
    assert sum(received) < MOST, received


def test_nothing_moves_while_a_plan_loads(home: str, fresh: Page) -> None:
    fresh.add_init_script(_SHIFTS)
    for width in (1280, 360):
        fresh.set_viewport_size({"width": width, "height": 740})
        fresh.goto(home + DONGCHANG, wait_until="networkidle")
        fresh.wait_for_timeout(300)
        assert sum(fresh.evaluate("window.shifts")) == 0
