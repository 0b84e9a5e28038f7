"""共同提法: the terms that most places share, by plan, one square a mention."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from pathlib import Path

from converters.citation.cards import Card
from converters.library.references import InPlan, References
from converters.names import name_folding
from converters.names.authority import AuthorityRecord
from converters.pages.names.name_links import name
from converters.text import escape
from converters.writing import links

_MOST_TERMS = 12
_MOST_PLANS = 6
_MOST_SQUARES = 12
_UNSEEN = '<span class="unseen">—</span>'


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
    heads = "".join(_head(card.short) for card in cards)
    yield "\n".join(
        [
            '<table class="shared-terms" markdown="1">',
            "<caption>各份规划提到几处</caption>",
            f'<thead><tr><th scope="col">提法</th>{heads}<th scope="col">件</th></tr></thead>',
            '<tbody markdown="1">',
            *(_row(record, cards, references, here) for record in shown),
            "</tbody>",
            "</table>",
        ]
    )
    yield f"{'　'.join(_signs(shown, references))}\n{{: .key }}"
    further = f"全部 {len(terms)} 条" if len(terms) > len(shown) else "全部提法"
    yield f"{links.link(further, 'terms/index.md#shared', here)}\n{{: .links }}"


def _signs(terms: Sequence[AuthorityRecord], references: References) -> Iterator[str]:
    """What the signs in the table mean; a hollow square only if one may stand there."""
    yield '<span class="squares">■</span> 一处，点开即到该条'
    if any(
        occurrence.is_emended
        for record in terms
        for one in references.of(record.key)
        for occurrence in one.named.occurrences
    ):
        yield '<span class="squares by-editor">□</span> 据校读'
    yield "— 未见"
    yield "字样不同的注于格内"


def _columns(references: References) -> list[Card]:
    """The plans that have a column: all of a small library, of a larger one the latest."""
    ordered = sorted(
        references.cards.values(), key=lambda card: (card.period or (0, 0), card.short)
    )
    return ordered[-_MOST_PLANS:]


def _head(short: str) -> str:
    place, _, years = short.partition(" ")
    return f'<th scope="col">{escape.markdown(place)} <span>{escape.markdown(years)}</span></th>'


def _row(record: AuthorityRecord, cards: Sequence[Card], references: References, here: Path) -> str:
    mentioned = references.of(record.key)
    by_work = {one.card.work: one for one in mentioned}
    cells = []
    for card in cards:
        label = escape.markdown(card.short)
        one = by_work.get(card.work)
        kind = "" if one else ' class="none"'
        body = _squares(one, record, here) if one else _UNSEEN
        cells.append(f'<td{kind} data-label="{label}" markdown="span">{body}</td>')
    term = links.link(escape.markdown(name(record)), f"{record.key}.md", here)
    return (
        f'<tr markdown="1"><th scope="row" markdown="span">{term}</th>{"".join(cells)}'
        f'<td class="number" data-label="件">{len(mentioned)}</td></tr>'
    )


def _squares(one: InPlan, record: AuthorityRecord, here: Path) -> str:
    """A square a mention, hollow where the editor read the name; then how many, or the rest."""
    squares = []
    for occurrence in one.named.occurrences[:_MOST_SQUARES]:
        address = escape.markdown(occurrence.address)
        is_read = occurrence.is_emended
        attributes = f'title="{address}" aria-label="{address}{"，据校读" if is_read else ""}"'
        if is_read:
            attributes += " .by-editor"
        sign = "□" if is_read else "■"
        squares.append(links.to_part(sign, one.card.work, occurrence.part, here, attributes))
    body = f'<span class="squares">{"".join(squares)}</span>'
    if one.count > len(squares):
        body += f' <span class="rest">另 {one.count - len(squares)} 处</span>'
    elif one.count > 1:
        body += f' <span class="count">{one.count}</span>'
    return body + _other_form(one, record)


def _other_form(one: InPlan, record: AuthorityRecord) -> str:
    """The first form of the name in a plan, if none there has the canonical name in it."""
    pref = name_folding.fold(record.pref)
    forms = [occurrence.shown for occurrence in one.named.occurrences]
    if any(pref in name_folding.fold(form) for form in forms):
        return ""
    return f' <span class="form">{escape.markdown(forms[0])}</span>'
