"""When the page of the search has answered: it says so itself."""

import re
from urllib.parse import quote_plus

from playwright.sync_api import Locator, Page, expect

EXACT = "字面全查，无遗漏"


def field(page: Page) -> Locator:
    return page.get_by_role("searchbox")


def status(page: Page) -> Locator:
    return page.locator(".search-status")


def wait(page: Page, query: str | None = None) -> None:
    """Until results and filters are those of the address, which is that of the query, if one is given.

    What has just been typed is in the address first, and from then on what is shown is said to be
    about to change until it is of that.
    """
    if query is not None:
        expect(page).to_have_url(re.compile(rf"[?&]q={re.escape(quote_plus(query))}(&|$)"))
    for part in (".search-results", ".search-side"):
        expect(page.locator(part)).to_have_attribute("aria-busy", "false")


def opened(page: Page, home: str, query: str) -> Page:
    """The page of the search with the answer to a query from all texts."""
    page.goto(f"{home}search/?q={query}")
    expect(status(page)).to_contain_text(EXACT)
    wait(page)
    return page


def typed(page: Page, query: str) -> None:
    """Types into the field as a reader does, and waits for the answer to all of it."""
    field(page).press_sequentially(query)
    expect(status(page)).to_contain_text(EXACT)
    wait(page, query)
