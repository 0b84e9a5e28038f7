"""How fast pages open: what is tried, how a report is read, and the published table."""

import re
from pathlib import Path
from typing import Any

import pytest

from tests import published_results
from tests.bench_pages import figures, lighthouse, table, tried
from tests.published_results import cells

SECTION = published_results.read(table.PAGE)
ROWS = [cells(line) for line in SECTION.split("\n") if line.startswith("|")]
CELLS = [r"\d+ / \d+", *[r"\d+"] * 3, *[r"\d+\.\d"] * 2, r"[\d,]+", r"\d\.\d{3}", r"[\d,]+"]


def write(page: Path, title: str, length: int) -> None:
    page.parent.mkdir(parents=True)
    page.write_text(f'<h1 id="page">{title}</h1>{"。" * length}', "utf-8")


def test_the_longest_plan_and_the_longest_term_are_tried(tmp_path: Path) -> None:
    write(tmp_path / "plans/a/index.html", "短的", 10)
    write(tmp_path / "plans/b/index.html", 'A&amp;B <span class="value">规划</span>', 100)
    write(tmp_path / "plans/b/source/index.html", "原文", 1000)
    write(tmp_path / "terms/x/index.html", "提法", 5)
    assert {page.path: page.name for page in tried.of(tmp_path)} == {
        "": "首页",
        "plans/b/": "最长的规划：A&B 规划",
        "terms/x/": "最长的提法页：提法",
        "search/": "检索，未查",
        "search/?q=%E5%8D%B1%E5%8C%96%E5%93%81%20%E6%89%A7%E6%B3%95": "检索“危化品 执法”",
    }


def report(blocked: int, target_size: int, **more: object) -> dict[str, Any]:
    """As much of a report as is read."""
    perfect = {"score": 1, "auditRefs": []}
    audits = {
        "first-contentful-paint": 900.5,
        "largest-contentful-paint": 1500,
        "total-blocking-time": blocked,
        "cumulative-layout-shift": 0.01,
        "total-byte-weight": 20_480,
    }
    checks = {
        "target-size": {"score": target_size, "title": "Targets are too small"},
        "label": {"score": None, "title": "Labels"},
        "tabindex": {"score": 0, "title": "Costs nothing"},
    }
    weights = {"target-size": 7, "label": 7, "tabindex": 0}
    return {
        "categories": {
            "performance": {
                "score": 0.97,
                "auditRefs": [{"id": "total-blocking-time", "weight": 30}],
            },
            "accessibility": {
                "score": 0.96,
                "auditRefs": [{"id": name, "weight": weight} for name, weight in weights.items()],
            },
            "best-practices": perfect,
            "seo": perfect,
        },
        "audits": {name: {"numericValue": value, "score": 0.5} for name, value in audits.items()}
        | checks,
        "environment": {"benchmarkIndex": 1200},
        **more,
    }


def test_a_report_is_read() -> None:
    found = figures.read(report(blocked=260, target_size=0))
    assert found == figures.Figures(
        performance=97,
        accessibility=96,
        best_practices=100,
        seo=100,
        first_paint=900.5,
        largest_paint=1500,
        blocked=260,
        shifted=0.01,
        bytes=20_480,
        speed=1200,
    )


def test_what_costs_points_is_named_but_not_the_speed() -> None:
    wrong = ["accessibility: target-size: Targets are too small"]
    assert figures.faults(report(blocked=260, target_size=0)) == wrong
    assert figures.faults(report(blocked=260, target_size=1)) == []


def test_a_page_that_could_not_be_measured_has_no_figures() -> None:
    failed = report(0, 1, runtimeError={"code": "NO_FCP", "message": "Nothing was painted."})
    with pytest.raises(ValueError, match="NO_FCP: Nothing was painted"):
        figures.read(failed)


def test_the_median_is_of_each_figure_by_itself() -> None:
    runs = [figures.read(report(blocked, 1)) for blocked in (900, 0, 40, 10, 300)]
    assert figures.medians(runs).blocked == 40
    assert figures.medians(runs).performance == 97


def test_the_table_says_on_what_when_and_how_often_it_was_measured() -> None:
    said = re.search(
        r"^\d{4}-\d\d-\d\d 测于 .+（\d+ 核）、Chromium [\d.]+。Lighthouse ([\d.]+)，每页 (\d) 次，取中位数；"
        r".*系统负载 [\d.]+ 至 [\d.]+，.*（benchmarkIndex）[\d,]+ 至 [\d,]+。$",
        SECTION,
        re.MULTILINE,
    )
    assert said
    assert said.groups() == (lighthouse.version(), "5")


def test_the_table_is_well_formed_and_has_every_page() -> None:
    header, line, *rows = ROWS
    assert header == list(table.COLUMNS)
    assert line == ["---", *["--:"] * (len(header) - 1)]
    assert [re.sub("：.+", "", name) for name, *_ in rows] == [
        "首页",
        "最长的规划",
        "最长的提法页",
        "检索，未查",
        f"检索“{tried.QUERY}”",
    ]
    for _, *numbers in rows:
        for number, pattern in zip(numbers, CELLS, strict=True):
            assert re.fullmatch(pattern, number), number


@pytest.mark.parametrize("row", ROWS[2:], ids=lambda row: row[0])
def test_a_page_is_sound(row: list[str]) -> None:
    assert row[2:5] == ["100"] * 3


def test_a_page_that_is_too_slow_is_named() -> None:
    slow = [name for name, fast, *_ in ROWS[2:] if int(fast.split(" / ")[0]) < table.GOAL]
    said = f"没有到的：{'、'.join(slow)}" if slow else "各页都到了"
    assert f"\n性能的目标是中位数 95 分，{said}。\n" in SECTION
