"""A mouse in the hand of a reader."""

from playwright.sync_api import Locator, Page


def point_at(page: Page, link: Locator) -> None:
    """As a hand does it: what passes under a resting mouse while the page scrolls is not meant."""
    link.scroll_into_view_if_needed()
    page.evaluate("() => new Promise((done) => requestAnimationFrame(() => setTimeout(done)))")
    link.hover()
    x, y = link.evaluate(
        "(link) => { const box = link.getClientRects()[0]; return [box.x + box.width / 2, box.y + 8]; }"
    )
    page.mouse.move(x - 3, y)
    page.mouse.move(x, y + 2)
