"""What is loaded, as bytes on the line: before the first result of a search, and of the longest plan."""

import gzip
from pathlib import Path
from urllib.parse import unquote, urlsplit

import pytest
from playwright.sync_api import Page, Request, expect

from tests.browser import static_host
from tests.conftest import ROOT, WORKS

ASSETS = ROOT / "docs" / "assets"
BUDGET = 61_000
OF_A_PLAN = 45_000
"""Its HTML, compressed."""

WITH_ALL = 150_000
"""With all that it asks for of itself."""

_FIRST = """
async ([home, query]) => {
  const { search } = await import(`${home}assets/search.js`);
  return search(query, { limit: 1 });
}
"""


class Loaded:
    """The files of the site that a page has asked for, each once."""

    def __init__(self, page: Page, folder: Path) -> None:
        self.files: set[Path] = set()
        self._folder = folder
        page.context.on("request", self._note)

    def _note(self, request: Request) -> None:
        path = unquote(urlsplit(request.url).path).removeprefix(f"{static_host.PREFIX}/")
        file = self._folder / path
        if file.suffix == ".js":
            self.files.add(file)


def weight(files: set[Path]) -> int:
    return sum(len(gzip.compress(file.read_bytes())) for file in files)


@pytest.fixture
def on_every_page(home: str, site_folder: Path, fresh: Page) -> set[Path]:
    loaded = Loaded(fresh, site_folder)
    fresh.goto(f"{home}about/", wait_until="networkidle")
    return set(loaded.files)


def test_the_first_result_on_the_page_of_the_search(
    home: str, site_folder: Path, fresh: Page, on_every_page: set[Path]
) -> None:
    loaded = Loaded(fresh, site_folder)
    fresh.goto(f"{home}search/?q=应急")
    expect(fresh.locator(".hit").first).to_be_visible()
    before = {file for file in loaded.files - on_every_page if file.stem not in AFTER}
    assert {"units-1.js", "worker.js"} <= {file.name for file in before}
    assert weight(before) <= BUDGET, sorted(file.name for file in before)


AFTER = {"aside", "over-time", "names-1", "filters", "narrow", "named", "goto", "lunr-2.3.9.min"}
"""Asked for once the first results are there."""


def test_the_first_result_through_the_module(
    home: str, site_folder: Path, fresh: Page, on_every_page: set[Path]
) -> None:
    loaded = Loaded(fresh, site_folder)
    result = fresh.evaluate(_FIRST, [home, "应急"])
    assert len(result["hits"]) == 1
    before = loaded.files - on_every_page
    assert "units-1.js" in {file.name for file in before}
    assert weight(before) <= BUDGET, sorted(file.name for file in before)


def test_the_longest_plan(home: str, site_folder: Path, fresh: Page) -> None:
    pages = (site_folder / "plans" / work / "index.html" for work in WORKS)
    longest = max(pages, key=lambda page: page.stat().st_size)
    assert len(gzip.compress(longest.read_bytes())) <= OF_A_PLAN
    asked: set[Path] = set()
    prefix = f"{static_host.PREFIX}/"

    def note(request: Request) -> None:
        path = site_folder / unquote(urlsplit(request.url).path).removeprefix(prefix)
        asked.add(path / "index.html" if path.is_dir() else path)

    fresh.on("request", note)
    fresh.goto(f"{home}plans/{longest.parent.name}/", wait_until="networkidle")
    assert longest in asked
    assert len(asked) > 20
    assert weight(asked) <= WITH_ALL, sorted(file.name for file in asked)


def test_every_script_of_the_site_is_served_smaller(site_folder: Path) -> None:
    scripts = [path for path in ASSETS.rglob("*.js") if path.parent.name != "vendor"]
    assert len(scripts) > 15
    for path in scripts:
        (served,) = (site_folder / "assets").glob(f"*/{path.relative_to(ASSETS)}")
        made = served.read_text("utf-8")
        assert len(made) < len(path.read_text("utf-8"))
        assert "/* " not in made
