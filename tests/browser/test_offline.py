"""A plan that a reader has kept is read without a network, in one edition, and taken away again."""

import re
import shutil
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page, expect

from tests.browser import static_host
from tests.browser.becoming import becomes
from tests.browser.conftest import SIZES

WORK = "310000-shanghai-2022-yaodian"
PAGE = f"plans/{WORK}/"

_KEPT = "async () => (await caches.keys()).map(one => one.replace(location.origin, '')).sort()"


def keep(page: Page) -> None:
    page.locator(".record > summary").click()
    page.get_by_role("button", name="存在这台设备上").click()
    sheet = page.get_by_role("dialog", name="离线阅读")
    expect(sheet).to_contain_text(re.compile(r"共 \d{3} KB"))
    assert page.evaluate(_KEPT) == []  # nothing yet: only its size is told
    sheet.get_by_role("button", name="存下").click()
    expect(page.locator(".offline")).to_contain_text("已存在这台设备上")
    page.evaluate("() => navigator.serviceWorker.ready.then(() => null)")


@pytest.mark.parametrize("size", SIZES)
def test_what_is_kept_is_read_without_a_network_and_taken_away(
    size: str, site_folder: Path, browser: Browser, tmp_path: Path
) -> None:
    site = tmp_path / "site"
    shutil.copytree(site_folder, site)
    with browser.new_context(viewport=SIZES[size]) as context:
        page = context.new_page()
        with static_host.serve(site) as home:
            page.goto(home + PAGE)
            keep(page)
            page.reload()
            shown = page.locator(".document").inner_text()
        page.goto("about:blank")
        context.new_cdp_session(page).send("Network.clearBrowserCache")
        page.goto(f"{home}{PAGE}#a2-b3")  # nobody answers there any more
        assert page.locator(".document").inner_text() == shown
        expect(page.locator("#a2-b3")).to_be_in_viewport()
        page.get_by_role("button", name="原文", exact=True).click()
        expect(page.locator(".document")).to_have_attribute("data-view", "received")
        page.locator(".record > summary").click()
        page.get_by_role("button", name="移去").click()
        expect(page.get_by_role("button", name="存在这台设备上")).to_be_visible()
        assert page.evaluate(_KEPT) == []
        registered = "async () => (await navigator.serviceWorker.getRegistrations()).length"
        assert page.evaluate(registered) == 0


_IS_NEWER = """async ([address, name]) => {
  const kept = await caches.match(address, { cacheName: name });
  return Boolean(kept && (await kept.text()).includes("newer"));
}"""


def test_a_newer_edition_takes_the_place_of_all_that_is_kept(
    site_folder: Path, fresh: Page, tmp_path: Path
) -> None:
    site = tmp_path / "site"
    shutil.copytree(site_folder, site)
    with static_host.serve(site) as home:
        fresh.goto(home + PAGE)
        keep(fresh)
        for name in ("index.html", "received.js"):
            path = site / PAGE / name
            path.write_text(f"{path.read_text('utf-8')}<!-- newer -->", "utf-8")
        fresh.reload()
        for name in ("", "received.js"):
            assert becomes(fresh, _IS_NEWER, [f"{home}{PAGE}{name}", home + PAGE]), name
