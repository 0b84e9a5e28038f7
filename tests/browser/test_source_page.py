"""The text as received: line by line on 原文, byte by byte as a file, and as data."""

import json
import re
from pathlib import Path

from playwright.sync_api import APIResponse, Page

from converters.ingest import site_settings
from converters.models.plan import Plan

_LINES = """
Array.from(document.querySelectorAll("[id^='L']"), (e) => [e.id, e.textContent])
  .filter((line) => /^L\\d+$/.test(line[0]))
"""


def follow(page: Page, extension: str) -> APIResponse:
    """What the page's links to a file with this extension give, all of them the same."""
    addresses = page.locator(f"article a[href$='.{extension}']:not([download])").evaluate_all(
        "(links) => links.map((link) => link.href)"
    )
    (address,) = {*addresses}
    return page.request.get(address)


def test_every_line_of_the_source_is_shown_as_it_is(home: str, plan: Plan, page: Page) -> None:
    lines = plan.source.path.read_bytes().decode("utf-8").removesuffix("\n").split("\n")
    page.goto(f"{home}plans/{plan.source.work}/source/")
    assert page.evaluate(_LINES) == [[f"L{n}", line] for n, line in enumerate(lines, 1)]


def test_the_source_is_downloaded_byte_for_byte(home: str, plan: Plan, page: Page) -> None:
    for path in (plan.source.work, f"{plan.source.work}/source"):
        page.goto(f"{home}plans/{path}/")
        answer = follow(page, "txt")
        assert answer.ok
        assert answer.body() == plan.source.path.read_bytes()


def test_the_markdown_is_taken_away_with_links_to_the_site(
    home: str, plan: Plan, page: Page, site_folder: Path
) -> None:
    work = plan.source.work
    page.goto(f"{home}plans/{work}/")
    with page.expect_download() as taken:
        page.get_by_role("link", name="Markdown", exact=True).click()
    assert taken.value.suggested_filename == f"{work}.md"
    written = (site_folder.parent / "docs" / "plans" / str(work) / "index.md").read_text("utf-8")
    settings = site_settings.read(site_folder.parent / "mkdocs.yml")
    assert settings
    abroad = re.sub(r"\]\(\.\./\.\./([\w/-]+)\.md\)", rf"]({settings.url}\1/)", written)
    abroad = re.sub(r"(\]\(|\]: )index\.md", rf"\1{settings.url}plans/{work}/", abroad)
    assert Path(taken.value.path()).read_text("utf-8") == abroad


def test_the_data_name_the_clauses_that_the_page_has(home: str, plan: Plan, page: Page) -> None:
    page.goto(f"{home}plans/{plan.source.work}/")
    data = json.loads(follow(page, "json").body())
    assert data["work"] == plan.source.work
    named = [clause["id"] for clause in data["clauses"]]
    named += [part["id"] for clause in data["clauses"] for part in clause["parts"]]
    named += [id_ for table in data["tables"] for id_ in (table["id"], *table["row_ids"])]
    on_page = page.evaluate("Array.from(document.querySelectorAll('[id]'), (e) => e.id)")
    assert set(named) <= set(on_page)
    assert len(data["clauses"]) == len(list(plan.clauses))
