"""What readers choose and carry away, as a browser makes it of the site of the founding plans."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from playwright.sync_api import Page, sync_playwright

from tests import built_site
from tests.browser import chromium, static_host
from tests.browser.test_copying import PASTED
from tests.conftest import WORKS

COPIED = "220502-dongchang-2021-2025-guihua"
_SHEETS = {
    "duties": "agencies/yichun-yingjiju-jiuzaike/duties/",
    "comparison": (
        "compare/?a=360900-yichun-2023-yaodian/a2-b4&b=620724-gaotai-2025-yaodian/a2-b3"
        f"&c={COPIED}/a5-b2-c2"
    ),
    "topics": "compare/?a=310000-shanghai-2022-yaodian&b=620724-gaotai-2025-yaodian",
}
_CLAUSE = "plans/310000-shanghai-2022-yaodian/#a2-b3"


def made(folder: Path) -> Iterator[Path]:
    """The files, in a folder: a clause, the longest duty sheet, two comparisons, a book of all plans, and
    what is copied of a plan."""
    site = built_site.of_library(folder / "project")
    with static_host.serve(site) as home, sync_playwright() as playwright:
        path = chromium.find_or_install()
        with playwright.chromium.launch(executable_path=path, args=chromium.ARGUMENTS) as browser:
            page = browser.new_page(accept_downloads=True)
            page.goto(home + _CLAUSE)
            page.locator("a.address[href='#a2-b3']").click()
            yield _saved(page, "存为 Word", folder / "clause.docx")
            for name, address in _SHEETS.items():
                page.goto(home + address)
                yield _saved(page, "存为 Word", folder / f"{name}.docx")
                yield _saved(page, "存为 Excel", folder / f"{name}-table.xlsx")
            page.goto(f"{home}plans/")
            page.get_by_role("button", name="选几份做成电子书").click()
            for work in WORKS:
                page.locator(f"input[value='{work}']").check()
            yield _saved(page, "下载 EPUB", folder / "plans.epub")
            page.context.grant_permissions(["clipboard-read", "clipboard-write"])
            page.goto(f"{home}plans/{COPIED}/")
            (folder / "copied.html").write_text(page.evaluate(PASTED), "utf-8")
            yield folder / "copied.html"


def _saved(page: Page, word: str, path: Path) -> Path:
    with page.expect_download() as saved:
        page.get_by_role("button", name=word).click()
    saved.value.save_as(path)
    return path
