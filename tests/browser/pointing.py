"""A mouse in the hand of a reader."""

from playwright.sync_api import Locator, Page


def point_at(page: Page, link: Locator) -> None:
    """As a hand does it: what passes under a resting mouse while the page scrolls is not meant."""
    link.scroll_into_view_if_needed()
    next_frame(page)
    link.hover()  # which may scroll again, to where nothing lies over the link
    next_frame(page)
    x, y = link.evaluate(
        "(link) => { const box = link.getClientRects()[0]; return [box.x + box.width / 2, box.y + 8]; }"
    )
    page.mouse.move(x - 3, y)
    page.mouse.move(x, y + 2)


def next_frame(page: Page) -> None:
    """Until the page has been told of what happened to it: that it was scrolled, or text selected."""
    page.evaluate("() => new Promise((done) => requestAnimationFrame(() => setTimeout(done)))")
