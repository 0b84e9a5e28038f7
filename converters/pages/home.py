"""The home page: what the library is, its plans on a time line and by place."""

from __future__ import annotations

import datetime
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import groupby, islice
from pathlib import Path

from converters.models import Plan
from converters.pages import Page, places
from converters.pages.sections import section
from converters.pages.titles import (
    KINDS,
    citation,
    clause_count,
    counted,
    period,
    place_names,
    title_shown,
    years_shown,
)
from converters.structure import metadata
from converters.text import dates, escape

_MAX_SHOWN = 40
"""The page must not grow with the library: so many plans, those of the latest periods."""

_RIBS = 8
"""How many spaces between ribs a bar of several years has for each year after its first."""

_GRID = ("0", "100%")
_BAR = ("10", "24")
_DAY = ("4", "30")
"""From where to where the lines of the drawing reach, in its height of 34."""


@dataclass(frozen=True)
class _Scale:
    """The years of the time line, and where a time lies on it, in percent."""

    first: int
    last: int

    @property
    def years(self) -> range:
        return range(self.first, self.last + 1)

    def at(self, year: float) -> float:
        return round(100 * (year - self.first) / (self.last + 1 - self.first), 2)


def page(plans: Sequence[Plan]) -> Page:
    """The page, all its figures counted."""
    text = "\n\n".join(["---\ntitle: 应急规划文库\n---", *_opening(plans), *_sections(plans)])
    return Page(Path("index.md"), f"{text}\n")


def _opening(plans: Sequence[Plan]) -> Iterator[str]:
    years = sorted({year for plan in plans for year in period(plan) or ()})
    span = f"，{' 至 '.join(map(str, dict.fromkeys((years[0], years[-1]))))}" if years else ""
    divisions = len({str(plan.source.work)[:6] for plan in plans})
    clauses = sum(map(clause_count, plans))
    count = f"{counted(len(plans))}份计划{span}，{counted(divisions)}地，{clauses} 条。"
    yield '<div class="opening" markdown="block">'
    yield "# 地方应急管理计划 校勘本 {: #page }"
    yield (
        f"{count if plans else ''}每一条有不变的地址，可以直接链接和引用。一字不漏，改必有记。"
        "\n{: .lead }"
    )
    yield "[看全部规划](plans/index.md) [凡例](about/conventions.md)\n{: .links }"
    yield "</div>"


def _sections(plans: Sequence[Plan]) -> Iterator[str]:
    # A plan without a known period stands before all others, so that it is the first left out.
    ordered = sorted(plans, key=lambda plan: (period(plan) or (), str(plan.source.work)))
    shown = ordered[-_MAX_SHOWN:]
    dated = [plan for plan in shown if period(plan)]
    yield from section(
        "## 时间 {: #time }",
        "每份计划管哪几年，何日成文",
        [*_time_line(dated), *_rest(len(dated), len(plans))],
    )
    yield from section(
        "## 地区 {: #places }",
        "依行政区划代码（GB/T 2260）",
        [*_by_place(shown), *_rest(len(shown), len(plans))],
    )
    yield from section("## 怎样引用 {: #cite }", "地址公布后不变", _example(plans))


def _rest(shown: int, count: int) -> Iterator[str]:
    """Where the plans are that are not shown, if there are any."""
    if shown < count:
        yield f"此处列出 {shown} 份，其余见[规划一览](plans/index.md)。"


def _time_line(plans: Sequence[Plan]) -> Iterator[str]:
    if not plans:
        return
    spans = [span for plan in plans if (span := period(plan))]
    scale = _Scale(min(first for first, _ in spans), max(last for _, last in spans))
    ticks = "".join(
        f'{_upright(at, _GRID)}<text x="{at}%" dx="4" y="15">{year}</text>'
        for year, at in zip(scale.years, map(scale.at, scale.years), strict=True)
    )
    yield '<div class="time-line" markdown="block">'
    yield f'<svg class="years" aria-hidden="true">{ticks}</svg>'
    yield '<ul markdown="1">'
    for plan in plans:
        yield _track(plan, scale)
    yield "</ul>"
    yield "</div>"
    yield (
        '<span class="bar-sign" aria-hidden="true"></span> 一年之计　'
        '<span class="bar-sign ribbed" aria-hidden="true"></span> 几年之计　'
        '<span class="tick-sign" aria-hidden="true"></span> 成文之日　'
        '<span class="value-supplied">□</span> 字已失去，不补\n{: .key }'
    )


def _track(plan: Plan, scale: _Scale) -> str:
    """One plan on the time line: its place, its years and its day as a drawing, in words."""
    date = str(metadata.fields(plan)["成文日期"].value or "")
    grid = "".join(_upright(scale.at(year), _GRID) for year in scale.years)
    drawing = grid + _bar(plan, scale) + _tick(date, scale)
    return (
        f'<li markdown="1"><p markdown="span">{_division(plan)}</p>'
        f'<svg class="track" aria-hidden="true">{drawing}</svg>'
        f'<p class="what">{_document(plan)} {_issued(date)}</p></li>'
    )


def _upright(at: float, reach: tuple[str, str], name: str = "") -> str:
    """An upright line of a drawing: `at` in percent of its width, `reach` its top and its foot."""
    kind = f'class="{name}" ' if name else ""
    top, foot = reach
    return f'<line {kind}x1="{at}%" x2="{at}%" y1="{top}" y2="{foot}"></line>'


def _bar(plan: Plan, scale: _Scale) -> str:
    """The years of a plan; a bar of several is ribbed."""
    first, last = period(plan) or (scale.first, scale.first)
    left, right = scale.at(first), scale.at(last + 1)
    where = f'x="{left}%" width="{round(right - left, 2)}%" y="10" height="14"'
    if first == last:
        return f'<rect class="bar" {where}></rect>'
    ribs = "".join(_upright(scale.at(time), _BAR, "rib") for time in _ribs(first, last))
    return f'<rect class="bar ribbed" {where}></rect>{ribs}'


def _ribs(first: int, last: int) -> Iterator[float]:
    """When the ribs of a bar of several years stand, evenly from its start to its end."""
    spaces = _RIBS * (last - first)
    years = last + 1 - first
    yield from (first + years * rib / spaces for rib in range(spaces + 1))


def _division(plan: Plan) -> str:
    """The place of a plan without its province; below it the province, and the level."""
    names = place_names(plan)
    level = metadata.division_level(str(plan.source.work)[:6])
    of = f"{names[0]} · {level}" if names[1:] else level
    name = "".join(names[1:] or names)
    return (
        f'<span class="where">{escape.markdown(name)}</span> '
        f'<span class="of">{escape.markdown(of)}</span>'
    )


def _document(plan: Plan) -> str:
    kind = KINDS[str(metadata.fields(plan)["kind"].value)]
    return f"[{years_shown(plan)} 年{kind}](plans/{plan.source.work}/index.md)"


def _issued(date: str) -> str:
    """The day of the document in words; one with digits lost is set apart."""
    issued = dates.to_printed(date) if date else "原文未载成文日期"
    lost = ' class="value-supplied"' if "□" in issued else ""
    return f"<span{lost}>{escape.markdown(issued)}</span>"


def _tick(date: str, scale: _Scale) -> str:
    """A line at the day of the document, if the whole date is known and on the scale."""
    if not date or "X" in date:
        return ""
    day = datetime.date.fromisoformat(date)
    at = day.year + (day.timetuple().tm_yday - 1) / 366
    if not scale.first <= at < scale.last + 1:
        return ""
    return "".join(_upright(scale.at(at), _DAY, name) for name in ("gap", "tick"))


def _by_place(plans: Sequence[Plan]) -> Iterator[str]:
    """The plans in the order of the codes; a province is named at the first of its plans."""
    ordered = sorted(plans, key=lambda plan: str(plan.source.work))
    rows: list[str] = []
    for province, (first, *further) in groupby(ordered, key=_province):
        rows += [_row(first, province), *(_row(plan, "") for plan in further)]
    yield '<div class="by-place" markdown="block">'
    yield "\n".join(rows)
    yield "</div>"


def _province(plan: Plan) -> str:
    return next(iter(place_names(plan)), "未详")


def _row(plan: Plan, province: str) -> str:
    below = escape.markdown("".join(place_names(plan)[1:]))
    link = f"[{title_shown(plan)}](plans/{plan.source.work}/index.md)"
    first = escape.markdown(province)
    return f'- <span>{first}</span> <span class="of">{below}</span> <span>{link}</span>'


def _example(plans: Sequence[Plan]) -> Iterator[str]:
    """How the first （一） with a heading that stands in a clause is cited, and its address."""
    found = (
        (plan, above, clause)
        for plan in plans
        for above in plan.clauses
        for clause in above.children
        if clause.layer == "b" and clause.heading
    )
    for plan, above, clause in islice(found, 1):
        place = places.clause(places.clause(places.Place(), above), clause)
        yield f"{escape.markdown(citation(plan) + place.words)}\n{{: .citation }}"
        url = f"plans/{plan.source.work}/#{clause.id}"
        yield f"[{url}](plans/{plan.source.work}/index.md#{clause.id})"
        yield "地址由原文所印的编号连成，见[凡例](about/conventions.md)。"
