"""What holds for every kind of page: it is quiet, keeps to itself, fits a phone, needs no script."""

import re
from pathlib import Path

from playwright.sync_api import ConsoleMessage, Page, Request, Response

from converters.edition import ids
from converters.models.plan import Plan
from converters.text import punctuation
from tests.browser.conftest import SIZES
from tests.browser.page_kinds import PAGES, every_kind, every_page, open_page, sticking_out
from tests.comparison import without_blanks


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


def test_no_page_has_what_was_meant_for_markdown(site_folder: Path) -> None:
    """Or a caption in a paragraph, which a browser would take out of its table."""
    pages = {path: path.read_text("utf-8") for path in site_folder.rglob("*.html")}
    assert len(pages) > 500
    left = re.compile('<[^>]* markdown="|<p><caption|<p></p>')
    found = {path: match[0] for path, html in pages.items() if (match := left.search(html))}
    assert found == {}


@every_page
def test_page_fits_the_window(home: str, path: str, window: Page) -> None:
    open_page(window, home + path)
    assert sticking_out(window) == []


@every_kind
def test_it_fits_the_narrowest_window(home: str, path: str, phone: Page) -> None:
    """320 pixels: what 1280 are to a reader who magnifies four times (WCAG 2.2, 1.4.10)."""
    phone.set_viewport_size({"width": 320, "height": 640})
    try:
        open_page(phone, home + path)
        assert sticking_out(phone) == []
    finally:
        phone.set_viewport_size(SIZES["phone"])


def test_an_address_in_what_was_left_out_fits_a_phone(home: str, phone: Page) -> None:
    """A line of a site may hold an address of any length, in which nothing breaks."""
    open_page(phone, f"{home}plans/220502-dongchang-2021-2025-guihua/emendations/")
    cells = phone.locator("table.records td:is(.content, .received, .reading, .ground)")
    classes = cells.evaluate_all("(all) => all.map((one) => one.className)")
    assert {*classes} == {"content", "received", "reading", "ground"}
    cells.evaluate_all("(all) => all.forEach((one) => one.append('https://' + 'a'.repeat(200)))")
    assert sticking_out(phone) == []


# What a reader may ask of any page (WCAG 2.2, 1.4.12); then what is cut off because of it.
_SPACED = """
() => {
  const sheet = new CSSStyleSheet();
  sheet.replaceSync(`
    * { line-height: 1.5 !important; letter-spacing: 0.12em !important; word-spacing: 0.16em !important; }
    p { margin-block-end: 2em !important; }
  `);
  document.adoptedStyleSheets = [sheet];
  const isCut = (one) => {
    const style = getComputedStyle(one);
    const isHeld = [style.overflowX, style.overflowY].some((way) => way === "hidden" || way === "clip");
    return isHeld && style.clipPath === "none" && one.textContent.trim()
      && (one.scrollWidth > one.clientWidth + 1 || one.scrollHeight > one.clientHeight + 1);
  };
  return Array.from(document.body.querySelectorAll("*")).filter(isCut).map((one) => one.outerHTML.slice(0, 200));
}
"""


@every_kind
def test_wider_spacing_cuts_nothing_off(home: str, path: str, window: Page) -> None:
    open_page(window, home + path)
    assert window.evaluate(_SPACED) == []
    assert sticking_out(window) == []


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
