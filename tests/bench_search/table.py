"""The published table: `docs/about/search.md`, from one heading to the next."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from tests.bench_search.scores import Score, Times
from tests.conftest import ROOT
from tests.machine import Machine
from tests.published_results import table

PAGE = ROOT / "docs" / "about" / "search.md"
COLUMNS = (
    "检索",
    "查全",
    "查准",
    "完全相符",
    "误报",
    "起始 KB",
    "再查 KB",
    "冷，毫秒",
    "热，毫秒",
)
_KB = 1000
_SMALL = 10


@dataclass(frozen=True)
class Shown:
    """The page of our search: times to its first hit, and bytes of all that it loads."""

    times: Times
    bytes: float


@dataclass(frozen=True)
class Result:
    """The rows of one size: so many plans, so many units; and the page of our own search."""

    plans: int
    units: int
    rows: Sequence[tuple[str, Score]]
    shown: Shown | None


def text(machine: Machine, results: Sequence[Result]) -> str:
    """What stands under the heading."""
    measured = f"{machine.said}时间两数，前为中位数，后为第 95 百分位。"
    return "\n".join(["", measured, "", *(line for one in results for line in _lines(one)), ""])


def _lines(result: Result) -> list[str]:
    size = f"{result.plans:,} 份规划，{result.units:,} 个单元"
    return [
        f"### {size}",
        "",
        *table(size, COLUMNS, ([name, *_cells(score)] for name, score in result.rows)),
        "",
        *_page(result),
    ]


def _page(result: Result) -> list[str]:
    if result.shown is None:
        return []
    size = _number(result.shown.bytes / _KB)
    until = f"到第一处命中出现：{_times(result.shown.times)} 毫秒；全页 {size} KB。"
    return [f"本站的检索页，从打开地址 `search/?q=…` {until}", ""]


def _cells(score: Score) -> list[str]:
    return [
        f"{score.recall:.1%}",
        f"{score.precision:.1%}",
        f"{score.exact:.1%}",
        f"{score.false_queries} 串 {score.false_hits:,} 处",
        _number(score.bytes_at_start / _KB),
        _number(score.bytes_of_query / _KB),
        _times(score.cold),
        _times(score.warm),
    ]


def _times(times: Times) -> str:
    return f"{_number(times.median)} / {_number(times.high)}"


def _number(value: float) -> str:
    """Two figures or more, and no more than are meant."""
    return f"{value:,.0f}" if value >= _SMALL or not value else f"{value:.1f}"
