"""分布: by year and plan how often a record is mentioned, one square a mention."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import groupby, pairwise
from pathlib import Path

from converters.library.references import SMALL_LIBRARY, InPlan, References
from converters.text.markdown import Markdown, span
from converters.writing import links

_MOST_PLANS = 40
_MOST_SQUARES = 40
_MOST_COLUMNS = 10


def distribution(key: str, references: References, here: Path) -> Iterator[str]:
    """The drawing as Markdown: years side by side if they are few, one below the other if not.

    Args:
        key: of the record.
        references: all of them.
        here: the page it stands on.
    """
    mentioned = references.of(key)
    rows = [(one.card, _squares(one, here)) for one in mentioned[:_MOST_PLANS]]
    if references.size <= SMALL_LIBRARY and not references.records[key].place:
        rows += [(card, span("unseen", "未见")) for card in references.silent(key)]
    rows.sort(key=lambda row: (row[0].period or (0, 0), row[0].short))
    years = [(when, list(group)) for when, group in groupby(rows, key=lambda row: row[0].period)]
    gaps = _gaps([when for when, _ in years])
    side_by_side = len(years) + sum(map(len, gaps)) <= _MOST_COLUMNS
    kind = "spread side-by-side" if side_by_side else "spread"
    yield Markdown('<ol class="{}" markdown="1">').format(Markdown(kind))
    for (when, group), gap in zip(years, gaps, strict=True):
        yield _year(when, [(card.short, squares) for card, squares in group])
        if side_by_side:
            yield from (_year((year, year), ()) for year in gap)
    yield "</ol>"
    if len(mentioned) > _MOST_PLANS:
        yield f"此处列出 {_MOST_PLANS} 份，另有 {len(mentioned) - _MOST_PLANS} 份，见下文出处。"


def _gaps(spans: Sequence[tuple[int, int] | None]) -> list[range]:
    """After each time the years that no plan starts in, before the next."""
    starts = [span[0] if span else None for span in spans]
    between = [
        range(one + 1, other) if one is not None and other is not None else range(0)
        for one, other in pairwise(starts)
    ]
    return [*between, range(0)][: len(starts)]


_YEAR = Markdown('<li{} markdown="span">{} {}</li>')
_EMPTY = Markdown(' class="empty" aria-hidden="true"')
_LABEL = Markdown('title="{0}" aria-label="{0}"')


def _year(when: tuple[int, int] | None, rows: Sequence[tuple[str, str]]) -> Markdown:
    first, last = when or (0, 0)
    label = "未详" if not when else str(first) if first == last else f"{first}—{last % 100:02}"
    plans = Markdown("").join(
        span("of-plan", Markdown("{} {}").format(span("where", short.split(" ")[0]), squares))
        for short, squares in rows
    )
    return _YEAR.format("" if rows else _EMPTY, span("year", label), plans)


def _squares(one: InPlan, here: Path) -> Markdown:
    work = one.card.work
    squares = "".join(
        links.to_part("■", work, mention.part, here, _LABEL.format(mention.address))
        for mention in one.named.occurrences[:_MOST_SQUARES]
    )
    more = one.count - _MOST_SQUARES
    rest = f" 另 {more} 处" if more > 0 else ""
    count = span("count", f"{one.count} 处")
    return Markdown("{} {}").format(span("squares", Markdown(squares + rest)), count)
