"""出处: the sentences that name a record, by plan; over so many they go on on further pages."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import groupby
from pathlib import Path

from converters.citation.quotations import Quotation
from converters.names.index import InPlan
from converters.pages.names.cross_references import CrossReferences
from converters.text import escape
from converters.writing import links, sections

_MOST_ON_A_PAGE = 200
"""Mentions; a page must not grow with the library."""


@dataclass(frozen=True)
class Group:
    """What stands under one heading: the plan, in Markdown what comes before it, its address."""

    id: str
    lead: str
    here: InPlan


@dataclass(frozen=True)
class Occurrence:
    """One sentence, and the group it belongs to."""

    group: Group
    quotation: Quotation


def of(groups: Iterable[Group], references: CrossReferences) -> Iterator[Occurrence]:
    """All sentences of some groups."""
    for group in groups:
        quoter = references.quoter(group.here.plan)
        for quotation in quoter.quotations(group.here.mentions):
            yield Occurrence(group, quotation)


def paged(occurrences: Iterable[Occurrence]) -> list[tuple[Occurrence, ...]]:
    """The occurrences of each page; one page, empty, if there are none."""
    made: list[list[Occurrence]] = [[]]
    count = 0
    for one in occurrences:
        marks = len(one.quotation.marks)
        if made[-1] and count + marks > _MOST_ON_A_PAGE:
            made.append([])
            count = 0
        made[-1].append(one)
        count += marks
    return [tuple(page) for page in made]


def page_path(key: str, number: int) -> Path:
    """Where page `number` of a record is, from 1."""
    return Path(f"{key}.md" if number == 1 else f"{key}/{number}.md")


def shown(
    key: str,
    found: Sequence[Occurrence],
    references: CrossReferences,
    turn: tuple[int, int],
    about: str,
) -> Iterator[str]:
    """The section of one page; `turn` is the number of the page, and of how many."""
    here = page_path(key, turn[0])
    turning = list(_turning(key, *turn, here))
    body = [*turning, *_body(found, references, here), *turning]
    yield from sections.section("## 出处 {: #occurrences }", about, body)


def _body(
    occurrences: Sequence[Occurrence], references: CrossReferences, here: Path
) -> Iterator[str]:
    """Headings and sentences, as Markdown blocks."""
    for group, found in groupby(occurrences, key=lambda one: one.group):
        yield f"### {_heading(group, references, here)} {{: #{group.id} }}"
        rows = [_row(one.quotation, references, here) for one in found]
        yield sections.definitions(rows, "quotations")


def _turning(key: str, number: int, count: int, here: Path) -> Iterator[str]:
    """Links to the page before and the next one, if there are several."""
    if count == 1:
        return
    parts = [f"第 {number} 页，共 {count} 页"]
    if number > 1:
        parts.insert(0, links.link("上一页", str(page_path(key, number - 1)), here))
    if number < count:
        parts.append(links.link("下一页", str(page_path(key, number + 1)), here))
    yield " ".join(parts) + "\n{: .links .turning }"


def _heading(group: Group, references: CrossReferences, here: Path) -> str:
    plan = group.here.plan
    names = references.headline(plan)
    title = links.to_part(names.title, str(plan.source.work), "", here)
    notes = [f"{len(group.here.mentions)} 处"]
    if names.years:
        notes.insert(0, names.years)
    if names.is_supplied:
        notes.append('<span class="value-supplied">题名编者所补</span>')
    return f'{group.lead}{title} <span class="of">{" · ".join(notes)}</span>'


def _row(quotation: Quotation, references: CrossReferences, here: Path) -> tuple[str, str]:
    quoter = references.quoter(quotation.plan)
    address = quoter.address(quotation.unit)
    work = str(quotation.plan.source.work)
    link = links.to_part(escape.markdown(address.shown), work, quotation.part, here)
    text = quoter.markdown(quotation)
    if address.heading and not quotation.is_heading:
        text = f'<span class="heading">{escape.markdown(address.heading)}</span> {text}'
    if len(quotation.marks) > 1:
        text += f' <span class="count">{len(quotation.marks)} 处</span>'
    return link, text
