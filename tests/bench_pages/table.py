"""The published table: section 结果 of `docs/about/speed.md`."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from tests.bench_pages import figures
from tests.bench_pages.figures import Figures
from tests.conftest import ROOT
from tests.machine import Machine
from tests.published_results import table

PAGE = ROOT / "docs" / "about" / "speed.md"
COLUMNS = (
    "网页",
    "性能",
    "无障碍",
    "最佳做法",
    "SEO",
    "FCP，秒",
    "LCP，秒",
    "TBT，毫秒",
    "CLS",
    "KB",
)
GOAL = 95
"""What the median of the performance is to be on every page."""

_SECOND = 1000
_KB = 1000


@dataclass(frozen=True)
class Result:
    """A page and its runs, and how many processes wanted to run before each."""

    name: str
    runs: Sequence[Figures]
    loads: Sequence[float]


def text(machine: Machine, lighthouse: str, results: Sequence[Result]) -> str:
    """What stands under the heading."""
    loads = [load for result in results for load in result.loads]
    speeds = [run.speed for result in results for run in result.runs]
    measured = (
        f"{machine.said}Lighthouse {lighthouse}，每页 {len(results[0].runs)} 次，取中位数；"
        f"性能两数，后为最低的一次。其间系统负载 {min(loads):.1f} 至 {max(loads):.1f}，"
        f"Lighthouse 测得的机器快慢（benchmarkIndex）{min(speeds):,.0f} 至 {max(speeds):,.0f}。"
    )
    rows = ([result.name, *_cells(result.runs)] for result in results)
    lines = table("各页的结果", COLUMNS, rows)
    return "\n".join(["", measured, "", *lines, "", _verdict(results), "", ""])


def _verdict(results: Sequence[Result]) -> str:
    """Which pages are slower than they should be, if any are."""
    slow = [one.name for one in results if figures.medians(one.runs).performance < GOAL]
    said = f"没有到的：{'、'.join(slow)}" if slow else "各页都到了"
    return f"性能的目标是中位数 {GOAL} 分，{said}。"


def _cells(runs: Sequence[Figures]) -> list[str]:
    middle = figures.medians(runs)
    lowest = min(run.performance for run in runs)
    return [
        f"{middle.performance:.0f} / {lowest:.0f}",
        f"{middle.accessibility:.0f}",
        f"{middle.best_practices:.0f}",
        f"{middle.seo:.0f}",
        f"{middle.first_paint / _SECOND:.1f}",
        f"{middle.largest_paint / _SECOND:.1f}",
        f"{middle.blocked:,.0f}",
        f"{middle.shifted:.3f}",
        f"{middle.bytes / _KB:,.0f}",
    ]
