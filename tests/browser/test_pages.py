"""What holds for every kind of page: it is quiet, keeps to itself, fits a phone, needs no script."""

import re

import pytest
from playwright.sync_api import ConsoleMessage, Page, Request, Response

from converters import ids, punctuation
from converters.models import Plan
from tests.comparison import without_blanks
from tests.conftest import WORKS

PAGES = {
    "home": "",
    "list": "plans/",
    "about": "about/",
    "conventions": "about/conventions/",
    "data": "about/data/",
    "matrices": "matrix/",
    "matrix": "matrix/360900-yichun-2023-yaodian/",
    "duties": "agencies/yichun-yingjiju-weihuake/duties/",
    "not-found": "plans/no-such-plan/",
    **{f"{work}-plan": f"plans/{work}/" for work in WORKS},
    **{f"{work}-source": f"plans/{work}/source/" for work in WORKS},
    **{f"{work}-emendations": f"plans/{work}/emendations/" for work in WORKS},
}
"""Pages of every kind, by name, and where they are on the site."""

KINDS = {
    name.replace(WORKS[0], "one"): path
    for name, path in PAGES.items()
    if not name.startswith(tuple(WORKS[1:]))
}
"""One page of every kind."""

every_kind = pytest.mark.parametrize("path", KINDS.values(), ids=KINDS)
every_page = pytest.mark.parametrize("path", PAGES.values(), ids=PAGES)

# What reaches beyond the right edge, but for what scrolls in a box of its own.
_STICKING_OUT = """
() => {
  const width = document.documentElement.clientWidth;
  const scrolls = (element) => getComputedStyle(element).overflowX !== "visible";
  const boxed = (element) => {
    for (let e = element.parentElement; e !== document.body && e; e = e.parentElement) {
      if (scrolls(e)) return true;
    }
    return false;
  };
  return Array.from(document.body.querySelectorAll("*"))
    .filter((element) => element.getBoundingClientRect().right > width && !boxed(element))
    .map((e) => `${e.cloneNode(false).outerHTML} to ${e.getBoundingClientRect().right}`);
}
"""
_WIDTHS = "[document.documentElement.scrollWidth, document.documentElement.clientWidth]"


@every_kind
def test_page_opens_without_an_error_and_asks_no_other_host(
    home: str, path: str, fresh: Page
) -> None:
    faults: list[str] = []
    requested: list[str] = []

    def hear(message: ConsoleMessage) -> None:
        # Chromium reports the 404 that a page not found is.
        if message.type in {"error", "warning"} and message.location["url"] != home + path:
            faults.append(message.text)

    def fail(request: Request) -> None:
        faults.append(f"{request.url}: {request.failure}")

    def answer(response: Response) -> None:
        if response.status >= 400 and response.url != home + path:
            faults.append(f"{response.url}: {response.status}")

    fresh.on("console", hear)
    fresh.on("pageerror", lambda error: faults.append(str(error)))
    fresh.on("requestfailed", fail)
    fresh.on("response", answer)
    fresh.on("request", lambda request: requested.append(request.url))
    fresh.on("websocket", lambda socket: requested.append(socket.url))

    found = fresh.goto(home + path, wait_until="networkidle")

    assert found is not None
    assert found.status == (404 if path == PAGES["not-found"] else 200)
    assert faults == []
    assert [url for url in requested if not url.startswith((home, "data:"))] == []


@every_page
def test_page_fits_the_window(home: str, path: str, window: Page) -> None:
    window.goto(home + path)
    content, width = window.evaluate(_WIDTHS)
    assert content <= width, window.evaluate(_STICKING_OUT)


def test_without_scripts_the_page_of_a_plan_has_the_whole_text_in_order(
    home: str, plan: Plan, scriptless: Page
) -> None:
    scriptless.goto(f"{home}plans/{plan.source.work}/")
    shown = without_blanks(scriptless.inner_text("article"))
    missing: dict[str, str] = {}
    at = 0
    for id_, text in ids.texts(plan).items():
        # A clause is given with its further paragraphs, which have addresses of their own.
        first, *further = map(punctuation.restore, re.split("[\t\n]", text))
        found = shown.find(without_blanks(first), at)
        if found < 0 or any(without_blanks(part) not in shown for part in further):
            missing[id_] = text
        at = max(at, found)
    assert missing == {}
