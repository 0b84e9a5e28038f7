"""时间: the plans on a time line, by the years they cover and the day of the document."""

from __future__ import annotations

import datetime
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from converters.citation.cards import Card
from converters.citation.titles import KINDS
from converters.names import divisions
from converters.text import dates, escape

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


def time_line(plans: Sequence[Card]) -> Iterator[str]:
    """The drawing as Markdown: each plan a bar, in words beside it.

    Args:
        plans: each of a known period, in the order in which they are to stand.
    """
    if not plans:
        return
    spans = [span for card in plans if (span := card.period)]
    scale = _Scale(min(first for first, _ in spans), max(last for _, last in spans))
    ticks = "".join(
        f'{_upright(at, _GRID)}<text x="{at}%" dx="4" y="15">{year}</text>'
        for year, at in zip(scale.years, map(scale.at, scale.years), strict=True)
    )
    yield '<div class="time-line" markdown="block">'
    yield f'<svg class="years" aria-hidden="true">{ticks}</svg>'
    yield '<ul markdown="1">'
    for card in plans:
        yield _track(card, scale)
    yield "</ul>"
    yield "</div>"
    yield (
        '<span class="bar-sign" aria-hidden="true"></span> 一年之计　'
        '<span class="bar-sign ribbed" aria-hidden="true"></span> 几年之计　'
        '<span class="tick-sign" aria-hidden="true"></span> 成文之日　'
        '<span class="value-supplied">□</span> 字已失去，不补\n{: .key }'
    )


def _track(card: Card, scale: _Scale) -> str:
    """One plan on the time line: its place, its years and its day as a drawing, in words."""
    grid = "".join(_upright(scale.at(year), _GRID) for year in scale.years)
    drawing = grid + _bar(card, scale) + _tick(card.date, scale)
    return (
        f'<li markdown="1"><p markdown="span">{_division(card)}</p>'
        f'<svg class="track" aria-hidden="true">{drawing}</svg>'
        f'<p class="what">{_document(card)} {_issued(card.date)}</p></li>'
    )


def _upright(at: float, reach: tuple[str, str], name: str = "") -> str:
    """An upright line of a drawing: `at` in percent of its width, `reach` its top and its foot."""
    kind = f'class="{name}" ' if name else ""
    top, foot = reach
    return f'<line {kind}x1="{at}%" x2="{at}%" y1="{top}" y2="{foot}"></line>'


def _bar(card: Card, scale: _Scale) -> str:
    """The years of a plan; a bar of several is ribbed."""
    first, last = card.period or (scale.first, scale.first)
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


def _division(card: Card) -> str:
    """The place of a plan without its province; below it the province, and the level."""
    names = card.place_names
    level = divisions.level(card.place_code)
    of = f"{names[0]} · {level}" if names[1:] else level
    name = "".join(names[1:] or names)
    return (
        f'<span class="where">{escape.markdown(name)}</span> '
        f'<span class="of">{escape.markdown(of)}</span>'
    )


def _document(card: Card) -> str:
    kind = KINDS[card.kind]
    return f"[{card.years} 年{kind}](plans/{card.work}/index.md)"


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
