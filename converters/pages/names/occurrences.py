"""出处: the sentences that name a record, by plan; over so many they go on on further pages."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import groupby
from pathlib import Path

from converters import lexicon
from converters.library.facts import Sentence
from converters.library.references import InPlan
from converters.text.markdown import Markdown, span
from converters.writing import links, phrases, sections
from converters.writing.pagination import Leaf

_SUPPLIED = lexicon.glossary("fields")["title"] + lexicon.glossary("evidence")["supplied"]
_MOST_ON_A_PAGE = 200
"""Mentions; a page must not grow with the library."""


@dataclass(frozen=True)
class Group:
    """What stands under one heading: the plan, in Markdown what comes before it, its address."""

    id: str
    lead: str
    here: InPlan


@dataclass(frozen=True)
class Quoted:
    """One sentence, and the group it belongs to."""

    group: Group
    sentence: Sentence


def paged(groups: Iterable[Group], first: Path) -> list[tuple[Leaf, Sequence[Quoted]]]:
    """The sentences of each page; one page, empty, if there are none."""
    made: list[list[Quoted]] = [[]]
    count = 0
    for group in groups:
        for sentence in group.here.named.sentences:
            if made[-1] and count + sentence.marks > _MOST_ON_A_PAGE:
                made.append([])
                count = 0
            made[-1].append(Quoted(group, sentence))
            count += sentence.marks
    return [(Leaf(number, len(made), first), page) for number, page in enumerate(made, 1)]


def shown(leaf: Leaf, found: Sequence[Quoted], about: str) -> Iterator[str]:
    """The section of one page."""
    body = [*leaf.turning, *_body(found, leaf.path), *leaf.turning]
    yield from sections.section("## 出处 {: #occurrences }", about, body)


def _body(found: Sequence[Quoted], here: Path) -> Iterator[str]:
    """Headings and sentences, as Markdown blocks."""
    for group, of_group in groupby(found, key=lambda one: one.group):
        yield f"### {_heading(group, here)} {{: #{group.id} }}"
        card = group.here.card
        rows = [_row(one.sentence, card.work, here) for one in of_group]
        yield sections.definitions(rows, "quotations")


def _heading(group: Group, here: Path) -> str:
    card = group.here.card
    title = links.to_part(card.title_shown, card.work, "", here)
    notes: list[str] = [f"{group.here.count} 处"]
    if card.years:
        notes.insert(0, card.years)
    if card.is_supplied:
        notes.append(span("value-supplied", _SUPPLIED))
    of = span("of", Markdown(" · ").join(notes))
    return Markdown("{}{} {}").format(Markdown(group.lead), Markdown(title), of)


def _row(sentence: Sentence, work: str, here: Path) -> tuple[str, str]:
    link = links.to_part(sentence.address, work, sentence.part, here)
    text = phrases.written(sentence.text, here)
    if sentence.heading:
        text = Markdown("{} {}").format(span("heading", sentence.heading), text)
    if sentence.marks > 1:
        text += Markdown(" {}").format(span("count", f"{sentence.marks} 处"))
    return link, text
