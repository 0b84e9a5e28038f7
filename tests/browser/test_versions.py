"""What a reader meets years later: a plan with a newer version, and one that was taken down.

And one with a conjecture in a duty, of which no founding plan has any.
"""

import io
import re
from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Page, expect
from pypdf import PdfReader

from tests import built_site
from tests.browser import static_host
from tests.browser.axe import faults
from tests.browser.page_kinds import sticking_out
from tests.browser.test_print import characters
from tests.command_line import call
from tests.conftest import copy_hand_written
from tests.small_library import of_year, small_library

OLD, NEW = "360900-yichun-2003-yaodian", "360900-yichun-2003-yaodian.v2"
GONE = "360900-yichun-2005-yaodian"
PAGES = {
    "a plan with a newer version": f"plans/{OLD}/",
    "the newer version": f"plans/{NEW}/",
    "what has changed": f"plans/{NEW}/changes/",
    "a plan that was taken down": f"plans/{GONE}/",
    "the list": "plans/",
    "duties": "agencies/jia/duties/",
}

DAMAGE = """\
conjectures:
  - {line: 4, received: 每?一次, reading: 每月一次, ground: 别的年份皆作“每月一次”}
"""

every_page = pytest.mark.parametrize("path", PAGES.values(), ids=PAGES)


def kept_for_years(folder: Path) -> Path:
    """A site of small plans; one has a newer version, one was taken down, one is damaged."""
    docs = small_library(folder / "docs")
    copy_hand_written(docs)
    built_site.configure(folder)
    text = of_year(docs, 2003).read_text("utf-8").replace("每月", "每季")
    changed = text.replace("（二）", "（二）培训。轮训一遍。\n（三）")
    (docs / "sources" / f"{NEW}.txt").write_text(changed, "utf-8")
    (docs / "sources" / f"{NEW}.yml").write_text(f"replaces: {OLD}\n", "utf-8")
    damaged = of_year(docs, 2002)
    damaged.write_text(damaged.read_text("utf-8").replace("每月", "每?"), "utf-8")
    of_year(docs, 2002, ".yml").write_text(DAMAGE, "utf-8")
    for command in (
        ("mint", "--date", "2026-01-02"),
        ("takedown", GONE, "--ground", "误收"),
        ("build",),
    ):
        done = call(*command, folder=folder)
        assert done.returncode == 0, done.stderr
    return built_site.render(folder)


@pytest.fixture(scope="module")
def kept(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    with static_host.serve(kept_for_years(tmp_path_factory.mktemp("kept"))) as address:
        yield address


@every_page
def test_axe_finds_nothing_and_all_fits(kept: str, in_scheme: Page, path: str) -> None:
    in_scheme.goto(kept + path)
    assert faults(in_scheme) == []
    assert sticking_out(in_scheme) == []


def test_a_clause_leads_to_the_same_clause_of_the_newer_version(kept: str, window: Page) -> None:
    window.goto(f"{kept}plans/{OLD}/#a1-b2")
    expect(window.locator("p.standing")).to_contain_text("已有新版")
    window.locator("#a1-b2 .newer").click()
    expect(window).to_have_url(f"{kept}plans/{NEW}/#a1-b3")
    expect(window.locator("#a1-b3")).to_be_in_viewport()


def test_without_scripts_too(kept: str, scriptless: Page) -> None:
    scriptless.goto(f"{kept}plans/{OLD}/")
    scriptless.locator("p.standing a", has_text="改了什么").click()
    expect(scriptless.locator(".changed ins", has_text="季")).to_be_visible()


def test_what_leads_on_is_neither_copied_nor_found(kept: str, page: Page) -> None:
    page.goto(f"{kept}plans/{OLD}/")
    copied = page.evaluate(
        "() => { getSelection().selectAllChildren(document.querySelector('.document'));"
        " return getSelection().toString(); }"
    )
    assert "查险" in copied
    assert "新版" not in copied
    assert not page.evaluate("() => window.find('新版的同一条')")


def test_every_address_of_a_plan_that_was_taken_down_says_so(kept: str, page: Page) -> None:
    for path in ("#a1-b2", "source/#L3", "emendations/"):
        page.goto("about:blank")
        page.goto(f"{kept}plans/{GONE}/{path}")
        expect(page.get_by_role("heading", level=1)).to_contain_text("已撤下")
        expect(page.get_by_text("依据：误收。")).to_be_visible()


def test_a_duty_says_what_in_it_is_conjecture(kept: str, window: Page) -> None:
    """On the sheet, and in the text of its print: the number where it belongs, the note below."""
    window.goto(f"{kept}agencies/jia/duties/")
    duty = window.locator(".duty", has=window.locator(".emended"))
    expect(duty).to_have_count(1)
    expect(duty.locator(".emended.likely")).to_have_text("月")
    expect(duty.locator("p.text")).to_have_text("每月[1]一次。")
    told = "[1] 原作?，读作月，○可能。别的年份皆作“每月一次”。"
    expect(duty.locator(".duty__note")).to_have_text(told)
    pdf = PdfReader(io.BytesIO(window.pdf(prefer_css_page_size=True)))
    printed = characters("".join(sheet.extract_text() for sheet in pdf.pages))
    assert re.search(r"每月○?\[1\]一次。", printed)
    assert "[1]原作「?」，读作「月」，○可能。别的年份皆作“每月一次”。" in printed


def test_what_is_in_force_can_be_chosen(kept: str, page: Page) -> None:
    page.goto(f"{kept}plans/")
    page.get_by_role("button", name="已有新版").click()
    expect(page.locator("tbody tr:visible")).to_have_count(1)
