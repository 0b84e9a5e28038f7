"""哪年哪地 above the results of any search: a square a clause, the first year and the last, CSV."""

import csv
from pathlib import Path

from playwright.sync_api import Page, expect

from converters.models.plan import Plan
from converters.search import units
from tests.browser.answered import opened
from tests.browser.page_kinds import sticking_out

DRILL = "应急演练"


def test_a_search_says_who_said_it_when(home: str, library: dict[str, Plan], window: Page) -> None:
    counts = {
        plan.work: sum(DRILL in unit.reading.whole for unit in units.of(plan))
        for plan in library.values()
    }
    opened(window, home, DRILL)
    strip = window.locator(".over-time")
    expect(strip.locator("summary")).to_have_text(
        "哪年哪地：最早 2017 年（武进），最晚 2025 年（高台）"
    )
    strip.locator("summary").click()
    expect(strip.locator(".squares a")).to_have_count(sum(counts.values()))
    years = strip.locator(".year").all_text_contents()
    assert years == sorted(years)
    expect(strip.locator(".of-plan", has_text="东昌")).to_contain_text(
        f"{counts['220502-dongchang-2021-2025-guihua']} 条"
    )
    assert sticking_out(window) == []
    with window.expect_download() as saved:
        strip.get_by_role("button", name="下载 CSV").click()
    text = Path(saved.value.path()).read_text("utf-8-sig")
    head, *rows = csv.reader(text.splitlines(keepends=True))
    assert head[:4] == ["地", "年", "题名", "条款"]
    assert len(rows) == sum(counts.values())
    assert all(DRILL in "".join(row[4:6]) for row in rows)
    window.get_by_role("searchbox").fill("没有这样的话")
    expect(strip).to_be_hidden()
