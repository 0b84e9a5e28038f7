"""What is measured of a page: read from one report of Lighthouse, and the median of several."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, fields
from statistics import median
from typing import Any

_CATEGORIES = {
    "performance": "performance",
    "accessibility": "accessibility",
    "best_practices": "best-practices",
    "seo": "seo",
}
_METRICS = {
    "first_paint": "first-contentful-paint",
    "largest_paint": "largest-contentful-paint",
    "blocked": "total-blocking-time",
    "shifted": "cumulative-layout-shift",
    "bytes": "total-byte-weight",
}
_WHOLE = 100


@dataclass(frozen=True)
class Figures:
    """Scores from 0 to 100; FCP, LCP and TBT in milliseconds; CLS; bytes of the page and all of it.

    `speed` is what Lighthouse finds of the machine itself (benchmarkIndex): the busier, the lower.
    """

    performance: float
    accessibility: float
    best_practices: float
    seo: float
    first_paint: float
    largest_paint: float
    blocked: float
    shifted: float
    bytes: float
    speed: float


def read(report: Mapping[str, Any]) -> Figures:
    """The figures of one report (its JSON).

    Raises:
        ValueError: the page could not be measured; the message is what Lighthouse says.
    """
    if error := report.get("runtimeError"):
        raise ValueError(f"{error['code']}: {error['message']}")
    categories, audits = report["categories"], report["audits"]
    return Figures(
        **{name: _WHOLE * categories[key]["score"] for name, key in _CATEGORIES.items()},
        **{name: audits[key]["numericValue"] for name, key in _METRICS.items()},
        speed=report["environment"]["benchmarkIndex"],
    )


def faults(report: Mapping[str, Any]) -> list[str]:
    """The audits that cost a page points, other than those of its speed."""
    return sorted(
        f"{key}: {audit['id']}: {report['audits'][audit['id']]['title']}"
        for key in _CATEGORIES.values()
        if key != "performance"
        for audit in report["categories"][key]["auditRefs"]
        if audit["weight"] and report["audits"][audit["id"]]["score"] not in (None, 1)
    )


def medians(runs: Sequence[Figures]) -> Figures:
    """Each figure's own median."""
    names = [field.name for field in fields(Figures)]
    return Figures(**{name: median(getattr(run, name) for run in runs) for name in names})
