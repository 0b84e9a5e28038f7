"""The site as it is built and hosted, and a Chromium to read it with."""

from collections.abc import Iterator
from contextlib import ExitStack
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page, ViewportSize, expect, sync_playwright

from converters import pipeline
from converters.models.plan import Plan
from tests import built_site
from tests.browser import chromium, static_host
from tests.recounted import Recounted, read_pages

# A busy machine is no fault of the page: what is expected may be long in coming.
expect.set_options(timeout=20_000)

SIZES = {
    "wide": ViewportSize(width=1280, height=800),
    "phone": ViewportSize(width=360, height=740),
}


@pytest.fixture(scope="session")
def site_folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The whole site of the founding plans, built in a folder of its own, once for all workers."""
    return built_site.once(tmp_path_factory, "founding", built_site.of_library) / "site"


@pytest.fixture(scope="session")
def library(site_folder: Path) -> dict[str, Plan]:
    """The plans that the site was built from, even if someone edits a source meanwhile."""
    plans = pipeline.read_library(site_folder.parent / "docs")
    return {str(plan.source.work): plan for plan in plans}


@pytest.fixture(scope="session")
def recounted(site_folder: Path) -> Recounted:
    """What the figures of the site are, counted by another way."""
    return Recounted(site_folder.parent / "docs", read_pages(site_folder))


@pytest.fixture(scope="session")
def home(site_folder: Path) -> Iterator[str]:
    """The address of the home page; all others are written after it."""
    with static_host.serve(site_folder) as address:
        yield address


# Playwright runs an event loop for as long as it is open. It is closed when the tests of this
# package end, so that other tests may run one of their own.
@pytest.fixture(scope="package")
def browser() -> Iterator[Browser]:
    """One Chromium for all tests."""
    with sync_playwright() as playwright:
        path = chromium.find_or_install()
        with playwright.chromium.launch(executable_path=path, args=chromium.ARGUMENTS) as browser:
            yield browser


@pytest.fixture(scope="package")
def tabs(browser: Browser) -> Iterator[dict[str, Page]]:
    """Tabs that stay open from test to test, because a new one costs more than most tests do."""
    with ExitStack() as contexts:
        yield {
            name: contexts.enter_context(browser.new_context(viewport=size)).new_page()
            for name, size in SIZES.items()
        }


@pytest.fixture(params=SIZES)
def window(request: pytest.FixtureRequest, tabs: dict[str, Page]) -> Page:
    """A tab on a desktop, then one on a phone."""
    return emptied(tabs[request.param])


@pytest.fixture(
    params=[
        "wide-light",
        "phone-dark",
        pytest.param("wide-dark", marks=pytest.mark.long),
        pytest.param("phone-light", marks=pytest.mark.long),
    ]
)
def in_scheme(request: pytest.FixtureRequest, tabs: dict[str, Page]) -> Page:
    """A tab on a desktop by day and on a phone at night.

    The schemes differ in colours and the widths in layout: to cross them may take its time.
    """
    size, scheme = request.param.split("-")
    tab = emptied(tabs[size])
    tab.emulate_media(color_scheme=scheme)
    return tab


@pytest.fixture
def page(tabs: dict[str, Page]) -> Page:
    """A tab on a desktop."""
    return emptied(tabs["wide"])


@pytest.fixture
def phone(tabs: dict[str, Page]) -> Page:
    """A tab on a small phone, 360 pixels wide."""
    return emptied(tabs["phone"])


def emptied(tab: Page) -> Page:
    """Without what an earlier test did to a page: going to where one is already loads nothing.

    Nor does the mouse rest where it was left: it would point at what comes there next. And no
    request is held any more: a test that holds a file would keep it from all that come after.
    """
    tab.unroute_all(behavior="ignoreErrors")
    tab.emulate_media(media="null", color_scheme="null", forced_colors="null")
    tab.goto("about:blank")
    tab.mouse.move(0, 0)
    return tab


@pytest.fixture
def fresh(browser: Browser) -> Iterator[Page]:
    """A tab of its own, with nothing stored or cached."""
    with browser.new_context(viewport=SIZES["wide"]) as context:
        yield context.new_page()


@pytest.fixture(scope="package")
def scriptless(browser: Browser) -> Iterator[Page]:
    """A tab whose pages may not run any script."""
    with browser.new_context(java_script_enabled=False) as context:
        yield context.new_page()
