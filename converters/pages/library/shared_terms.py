"""共同提法: the terms that most places share, by plan, one square a mention."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import NamedTuple

from converters.citation.cards import Card
from converters.library.references import InPlan, References
from converters.names import name_folding
from converters.names.authority import AuthorityRecord
from converters.pages.names.name_links import name
from converters.text.markdown import Markdown, span
from converters.writing import links, templates

_MOST_TERMS = 12
_MOST_PLANS = 6
_MOST_SQUARES = 12


def shared_terms(terms: Sequence[AuthorityRecord], references: References) -> Iterator[str]:
    """The table as Markdown in HTML, for the home page; nothing if there are no such terms.

    Args:
        terms: those that two or more places share, the one to begin with first.
        references: all of them.
    """
    if not terms:
        return
    here = Path("index.md")
    shown = terms[:_MOST_TERMS]
    cards = _columns(references)
    rows = [_row(record, cards, references, here) for record in shown]
    heads = [card.short.partition(" ") for card in cards]
    yield templates.markdown("shared_terms.md", heads=heads, rows=rows)
    yield f"{'　'.join(_signs(shown, references))}\n{{: .key }}"
    further = f"全部 {len(terms)} 条" if len(terms) > len(shown) else "全部提法"
    yield f"{links.link(further, 'terms/index.md#shared', here)}\n{{: .links }}"


class _Cell(NamedTuple):
    """What a plan has of a term: how the plan is called, squares as Markdown, or none."""

    label: str
    squares: Markdown | None


class _Row(NamedTuple):
    """A term: its link, its cells, how many plans have it."""

    term: Markdown
    cells: tuple[_Cell, ...]
    plans: int


def _signs(terms: Sequence[AuthorityRecord], references: References) -> Iterator[str]:
    """What the signs in the table mean; a hollow square only if one may stand there."""
    yield f"{span('squares', '■')} 一处，点开即到该条"
    if any(
        occurrence.is_emended
        for record in terms
        for one in references.of(record.key)
        for occurrence in one.named.occurrences
    ):
        yield f"{span('squares by-editor', '□')} 据校读"
    yield "— 未见"
    yield "字样不同的注于格内"


def _columns(references: References) -> list[Card]:
    """The plans that have a column: all of a small library, of a larger one the latest."""
    ordered = sorted(
        references.cards.values(), key=lambda card: (card.period or (0, 0), card.short)
    )
    return ordered[-_MOST_PLANS:]


def _row(
    record: AuthorityRecord, cards: Sequence[Card], references: References, here: Path
) -> _Row:
    mentioned = references.of(record.key)
    by_work = {one.card.work: one for one in mentioned}
    cells = []
    for card in cards:
        one = by_work.get(card.work)
        cells.append(_Cell(card.short, _squares(one, record, here) if one else None))
    term = links.link(name(record), f"{record.key}.md", here)
    return _Row(term, tuple(cells), len(mentioned))


def _squares(one: InPlan, record: AuthorityRecord, here: Path) -> Markdown:
    """A square a mention, hollow where the editor read the name; then how many, or the rest."""
    squares = []
    for occurrence in one.named.occurrences[:_MOST_SQUARES]:
        address = Markdown.escape(occurrence.address)
        is_read = occurrence.is_emended
        attributes = f'title="{address}" aria-label="{address}{"，据校读" if is_read else ""}"'
        if is_read:
            attributes += " .by-editor"
        sign = "□" if is_read else "■"
        squares.append(links.to_part(sign, one.card.work, occurrence.part, here, attributes))
    parts = [span("squares", Markdown("".join(squares)))]
    if one.count > len(squares):
        parts.append(span("rest", f"另 {one.count - len(squares)} 处"))
    elif one.count > 1:
        parts.append(span("count", str(one.count)))
    return Markdown(" ").join([*parts, *_other_form(one, record)])


def _other_form(one: InPlan, record: AuthorityRecord) -> Iterator[Markdown]:
    """The first form of the name in a plan, if none there has the canonical name in it."""
    pref = name_folding.fold(record.pref)
    forms = [occurrence.shown for occurrence in one.named.occurrences]
    if not any(pref in name_folding.fold(form) for form in forms):
        yield span("form", forms[0])
