"""The home page: what the library is, its plans on a time line and by place."""

from __future__ import annotations

import datetime
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import groupby, islice
from pathlib import Path

from converters import dates, escape, metadata
from converters.models import Plan
from converters.pages import Page, places
from converters.pages.titles import KINDS, citation, period, place_names, title_shown

_MAX_SHOWN = 40
"""The page must not grow with the library: so many plans, those of the latest periods."""


_MAX_IN_HAN = 10
_RIBS = 8


@dataclass(frozen=True)
class _Scale:
    """The years of the time line, and where a time lies on it, in percent."""

    first: int
    last: int

    def at(self, year: float) -> float:
        return round(100 * (year - self.first) / (self.last + 1 - self.first), 2)


def page(plans: Sequence[Plan]) -> Page:
    """The page, all its figures counted."""
    text = "\n\n".join(["---\ntitle: 应急规划文库\n---", *_opening(plans), *_sections(plans)])
    return Page(Path("index.md"), f"{text}\n")


def _opening(plans: Sequence[Plan]) -> Iterator[str]:
    years = [year for plan in plans for year in period(plan) or ()]
    span = f"，{min(years)} 至 {max(years)}" if years else ""
    divisions = len({str(plan.source.work)[:6] for plan in plans})
    clauses = sum(clause.layer != "u" for plan in plans for clause in plan.clauses)
    yield '<div class="opening" markdown="block">'
    yield "# 地方应急管理计划 校勘本 {: #page }"
    yield (
        f"{_count(len(plans))}份计划{span}，{_count(divisions)}地，"
        f"{clauses} 条。每一条有不变的地址，可以直接链接和引用。一字不漏，改必有记。\n{{: .lead }}"
    )
    yield "[看全部规划](plans/index.md) [凡例](about/conventions.md)\n{: .links }"
    yield "</div>"


def _count(number: int) -> str:
    """A small number in Han, as running text has it."""
    return "零一二三四五六七八九十"[number] if number <= _MAX_IN_HAN else str(number)


def _sections(plans: Sequence[Plan]) -> Iterator[str]:
    dated = [plan for plan in plans if period(plan)]
    dated.sort(key=lambda plan: (period(plan), str(plan.source.work)))
    shown = dated[-_MAX_SHOWN:]
    yield '<section class="entry" markdown="block">'
    yield "## 时间 {: #time }"
    yield "每份计划管哪几年，何日成文\n{: .about }"
    yield '<div class="entry__body" markdown="block">'
    yield from _time_line(shown)
    if len(shown) < len(plans):
        yield f"此处列出 {len(shown)} 份，其余见[规划一览](plans/index.md)。"
    yield "</div>"
    yield "</section>"
    yield '<section class="entry" markdown="block">'
    yield "## 地区 {: #places }"
    yield "依行政区划代码（GB/T 2260）\n{: .about }"
    yield '<div class="entry__body" markdown="block">'
    yield from _by_place(plans)
    yield "</div>"
    yield "</section>"
    yield '<section class="entry" markdown="block">'
    yield "## 怎样引用 {: #cite }"
    yield "地址公布后不变\n{: .about }"
    yield '<div class="entry__body" markdown="block">'
    yield from _example(plans)
    yield "</div>"
    yield "</section>"


def _time_line(plans: Sequence[Plan]) -> Iterator[str]:
    if not plans:
        return
    spans = [span for plan in plans if (span := period(plan))]
    scale = _Scale(min(first for first, _ in spans), max(last for _, last in spans))
    years = range(scale.first, scale.last + 1)
    ticks = "".join(
        f'<line x1="{scale.at(year)}%" x2="{scale.at(year)}%" y1="0" y2="100%"></line>'
        f'<text x="{scale.at(year)}%" dx="4" y="15">{year}</text>'
        for year in years
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
    first, last = period(plan) or (scale.first, scale.first)
    names = place_names(plan)
    date = str(metadata.fields(plan)["成文日期"].value or "")
    issued = dates.to_printed(date) if date else "原文未载成文日期"
    kind = KINDS[str(metadata.fields(plan)["kind"].value)]
    lines = "".join(
        f'<line x1="{scale.at(year)}%" x2="{scale.at(year)}%" y1="0" y2="100%"></line>'
        for year in range(scale.first, scale.last + 1)
    )
    ribbed = " ribbed" if last > first else ""
    width = round(scale.at(last + 1) - scale.at(first), 2)
    ribs = "".join(
        f'<line class="rib" x1="{x}%" x2="{x}%" y1="10" y2="24"></line>'
        for rib in range((last - first) * _RIBS + 1)
        if (x := scale.at(first + rib / _RIBS * (last + 1 - first) / max(1, last - first)))
    )
    where = f'x="{scale.at(first)}%" width="{width}%" y="10" height="14"'
    bar = f'<rect class="bar{ribbed}" {where}></rect>' + (ribs if ribbed else "")
    tick = _tick(date, scale)
    years = "—".join(map(str, dict.fromkeys((first, last))))
    svg = f'<svg class="track" aria-hidden="true">{lines}{bar}{tick}</svg>'
    division = escape.markdown("".join(names[1:]) or "".join(names))
    level = metadata.division_level(str(plan.source.work)[:6])
    of = escape.markdown(" · ".join([*(names[:1] if names[1:] else []), level]))
    lost = ' class="value-supplied"' if "□" in issued else ""
    return (
        f'<li markdown="1"><p markdown="span"><span class="where">{division}</span> '
        f'<span class="of">{of}</span></p>{svg}'
        f'<p class="what" markdown="span">[{years} 年{kind}](plans/{plan.source.work}/index.md) '
        f"<span{lost}>{escape.markdown(issued)}</span></p></li>"
    )


def _tick(date: str, scale: _Scale) -> str:
    """A line at the day of the document, if the whole date is known and on the scale."""
    if not date or "X" in date:
        return ""
    day = datetime.date.fromisoformat(date)
    at = day.year + (day.timetuple().tm_yday - 1) / 366
    if not scale.first <= at < scale.last + 1:
        return ""
    where = f'x1="{scale.at(at)}%" x2="{scale.at(at)}%" y1="4" y2="30"'
    return f'<line class="gap" {where}></line><line class="tick" {where}></line>'


def _by_place(plans: Sequence[Plan]) -> Iterator[str]:
    ordered = sorted(plans, key=lambda plan: str(plan.source.work))
    rows = []
    for province, group in groupby(ordered, key=lambda plan: next(iter(place_names(plan)), "未详")):
        for number, plan in enumerate(islice(group, _MAX_SHOWN)):
            first = escape.markdown(province) if number == 0 else ""
            below = escape.markdown("".join(place_names(plan)[1:]))
            link = f"[{title_shown(plan)}](plans/{plan.source.work}/index.md)"
            rows.append(
                f'- <span>{first}</span> <span class="of">{below}</span> <span>{link}</span>'
            )
    yield '<div class="by-place" markdown="block">'
    yield "\n".join(rows)
    yield "</div>"


def _example(plans: Sequence[Plan]) -> Iterator[str]:
    """A real clause with its address, as it would be cited: the deepest address of a （一）."""
    for plan in plans:
        for node in plan.clauses:
            for clause in node.children:
                if clause.layer == "b" and clause.heading:
                    outer = places.clause(places.Place(), node)
                    words = places.clause(outer, clause).words
                    cited = escape.markdown(citation(plan) + words)
                    yield f"{cited}\n{{: .citation }}"
                    url = f"plans/{plan.source.work}/#{clause.id}"
                    yield f"[{url}](plans/{plan.source.work}/index.md#{clause.id})"
                    yield "地址由原文所印的编号连成，见[凡例](about/conventions.md)。"
                    return
