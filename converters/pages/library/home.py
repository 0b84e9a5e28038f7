"""The home page: what the library is, what it holds, and the ways into it."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import groupby
from operator import attrgetter
from pathlib import Path
from urllib.parse import quote

from converters.citation.cards import Card
from converters.citation.titles import counted
from converters.library.fold import Changed, Library
from converters.models.page import Page
from converters.names.authority import AuthorityRecord
from converters.pages.library import ways_in
from converters.pages.library.shared_terms import shared_terms
from converters.pages.library.time_line import time_line
from converters.pages.names import name_list
from converters.pages.names.name_links import full_name
from converters.text import punctuation
from converters.text.markdown import Markdown, span
from converters.writing import links, sections, templates
from converters.writing.sections import section

_MAX_SHOWN = 40
"""The page must not grow with the library: so many plans, those of the latest periods."""

_MOST_CHANGES = 5
_HERE = Path("index.md")
_ROW = Markdown("- <span>{}</span> {} <span>{}</span>")
_CHANGE = Markdown("- {} <span>{}</span> {}")


def page(library: Library) -> Page:
    """The page, all its figures counted."""
    references = library.references
    shared = name_list.shared_terms(references)
    terms = [references.records[row.key] for row in shared]
    parts = [*_opening(library, terms), *_sections(library, terms)]
    text = "\n\n".join(["---\nhide: [toc]\n---", *parts])
    return Page(_HERE, f"{text}\n")


def _opening(library: Library, terms: Sequence[AuthorityRecord]) -> Iterator[str]:
    cards = library.cards
    years = sorted({year for card in cards for year in card.period or ()})
    span = f"，{' 至 '.join(map(str, dict.fromkeys((years[0], years[-1]))))}" if years else ""
    divisions = len({card.place_code for card in cards})
    clauses = sum(card.clauses for card in cards)
    count = f"{counted(len(cards))}份规划{span}，{counted(divisions)}地，{clauses} 条。"
    parts = [
        "# 地方应急管理规划 校勘本 {: #page }",
        (
            f"{count if cards else ''}每一条有不变的地址，每个机构、提法、文件列出全部出处。"
            "一字不漏，改必有记。\n{: .lead }"
        ),
        templates.markdown("home_search.md"),
    ]
    if tries := list(_tries(library, terms)):
        parts.append(f"试查　{' '.join(tries)}\n{{: .links .tries }}")
    yield from sections.wrapped("opening", parts)


def _tries(library: Library, terms: Sequence[AuthorityRecord]) -> Iterator[str]:
    """What a reader may look for: a term, a unit, a document number; and where a clause is."""
    references = library.references
    for term in terms[:1]:
        yield _try(full_name(term))
    for unit in ways_in.busiest(references)[:1]:
        yield _try(punctuation.restore(unit.answers.unit))
    numbers = [card.doc_number for card in library.cards if card.doc_number]
    for number in numbers[-1:]:
        yield _try(number)
    if library.cited:
        card, example = library.cited.card, library.cited.example
        shown = f"{card.short.partition(' ')[0]} {example.margin}"
        yield links.to_part(shown, card.work, example.clause_id, _HERE)


def _try(text: str) -> str:
    return links.link(text, f"search/index.md?q={quote(text)}", _HERE)


def _sections(library: Library, terms: Sequence[AuthorityRecord]) -> Iterator[str]:
    cards, references = library.cards, library.references
    # A plan without a known period stands before all others, so that it is the first left out.
    ordered = sorted(cards, key=lambda card: (card.period or (), card.work))
    shown = ordered[-_MAX_SHOWN:]
    dated = [card for card in shown if card.period]
    yield from _section(
        "## 时间 {: #time }",
        "每份规划管哪几年，何日成文",
        [*time_line(dated), *_rest(len(dated), len(cards))],
    )
    yield from _section(
        "## 共同提法 {: #terms }", "一格一处，由同而异", list(shared_terms(terms, references))
    )
    yield from _section(
        "## 三条路 {: #ways }",
        "各举一例",
        list(ways_in.ways_in(terms, references, library.cited)),
    )
    yield from _section(
        "## 地区 {: #places }",
        "依行政区划代码（GB/T 2260）",
        [*_by_place(shown), *_rest(len(shown), len(cards))],
    )
    yield from _section("## 新近 {: #changes }", "新收与改订", list(_recent(library.changes)))


def _section(heading: str, about: str, body: Sequence[str]) -> Iterator[str]:
    """A section, if there is anything to stand in it."""
    if body:
        yield from section(heading, about, body)


def _rest(shown: int, count: int) -> Iterator[str]:
    """Where the plans are that are not shown, if there are any."""
    if shown < count:
        yield f"此处列出 {shown} 份，其余见[规划一览](plans/index.md)。"


def _by_place(cards: Sequence[Card]) -> Iterator[str]:
    """The plans in the order of the codes; a province is named at the first of its plans."""
    ordered = sorted(cards, key=attrgetter("work"))
    rows: list[str] = []
    for province, (first, *further) in groupby(ordered, key=_province):
        rows += [_row(first, province), *(_row(card, "") for card in further)]
    if rows:
        yield from sections.wrapped("by-place", ["\n".join(rows)])


def _province(card: Card) -> str:
    return next(iter(card.place_names), "未详")


def _row(card: Card, province: str) -> str:
    below = span("of", "".join(card.place_names[1:]))
    link = f"[{card.title_shown}](plans/{card.work}/index.md)"
    return _ROW.format(province, below, Markdown(link))


def _recent(changes: Sequence[Changed]) -> Iterator[str]:
    """The latest changes: the day, the plan, and how much of it there is or was changed."""
    if not changes:
        return
    yield from sections.wrapped("recent", ["\n".join(map(_change, changes[:_MOST_CHANGES]))])
    yield templates.markdown("home_feed.md")


def _change(changed: Changed) -> str:
    card, change = changed.card, changed.change
    title = f"[{card.title_shown}](plans/{card.work}/index.md)"
    if change.is_new:
        made = card.emendations
        emended = f"，[校改 {made} 处](plans/{card.work}/emendations.md)" if made else ""
        what, much = "收入", f"{card.clauses} 条{emended}"
    else:
        counts = {"新增": len(change.added), "改订": len(change.revised)}
        what, much = "改订", "，".join(f"{word} {n} 处" for word, n in counts.items() if n)
    said = Markdown(f"{what} {title}")
    return _CHANGE.format(span("when", Markdown(change.date)), said, span("of", Markdown(much)))
