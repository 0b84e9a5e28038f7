"""The site as it is built and hosted, and a Chromium to read it with."""

import os
import shutil
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, BrowserContext, Page, ViewportSize, sync_playwright

from converters import pipeline
from tests.browser import chromium, static_host
from tests.conftest import ROOT

_ARGUMENTS = (
    "--no-sandbox",
    "--disable-gpu",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
    "--no-first-run",
)
_SIZES = {
    "wide": ViewportSize(width=1280, height=800),
    "phone": ViewportSize(width=360, height=740),
}


@pytest.fixture(scope="session")
def site_folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The whole site, built in a folder of its own; the project's `site/` is left alone."""
    work = tmp_path_factory.mktemp("build")
    shutil.copy(ROOT / "mkdocs.yml", work)
    shutil.copytree(ROOT / "overrides", work / "overrides")
    shutil.copytree(ROOT / "docs", work / "docs")
    for generated in pipeline.GENERATED:
        shutil.rmtree(work / "docs" / generated, ignore_errors=True)
    _run("converters", "build", folder=work)
    _run("mkdocs", "build", "--strict", "--site-dir", "site", folder=work)
    return work / "site"


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
        with playwright.chromium.launch(executable_path=path, args=_ARGUMENTS) as browser:
            yield browser


@pytest.fixture(params=_SIZES)
def window(request: pytest.FixtureRequest, browser: Browser) -> Iterator[BrowserContext]:
    """A desktop's window, then a phone's, with nothing stored or cached."""
    with browser.new_context(viewport=_SIZES[request.param]) as context:
        yield context


@pytest.fixture
def page(browser: Browser) -> Iterator[Page]:
    """A fresh tab of a desktop's window."""
    with browser.new_context(viewport=_SIZES["wide"]) as context:
        yield context.new_page()


@pytest.fixture
def phone(browser: Browser) -> Iterator[Page]:
    """A fresh tab on a small phone, 360 pixels wide."""
    with browser.new_context(viewport=_SIZES["phone"]) as context:
        yield context.new_page()


@pytest.fixture
def scriptless(browser: Browser) -> Iterator[Page]:
    """A fresh tab whose pages may not run any script."""
    with browser.new_context(java_script_enabled=False) as context:
        yield context.new_page()


def _run(module: str, *arguments: str, folder: Path) -> None:
    """Runs a module in `folder` and fails the test with what it printed if it fails."""
    environment = os.environ | {
        "PYTHONPATH": str(ROOT),
        "SITE_URL": f"https://example.org{static_host.PREFIX}/",
        "NO_MKDOCS_2_WARNING": "1",
    }
    done = subprocess.run(
        [sys.executable, "-m", module, *arguments],
        check=False,
        cwd=folder,
        env=environment,
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        encoding="utf-8",
    )
    assert done.returncode == 0, done.stdout
