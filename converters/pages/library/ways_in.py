"""三条路: who answers for what, how places say one thing, how to cite; an example of each."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from itertools import islice
from operator import attrgetter
from pathlib import Path
from typing import NamedTuple

from converters.citation.cards import Card
from converters.library.facts import Answers, Sentence
from converters.library.fold import Cited
from converters.library.references import References
from converters.names.authority import AuthorityRecord
from converters.pages.names import name_links
from converters.text import punctuation
from converters.text.markdown import Markdown
from converters.writing import links, phrases, sections

_MOST_UNITS = 3
_MOST_CLAUSES = 3
_MOST_SENTENCES = 3
_HERE = Path("index.md")


class BusyUnit(NamedTuple):
    """A unit that a plan names in lists of who answers: the ids of the clauses, each once."""

    card: Card
    key: str
    answers: Answers
    addresses: Mapping[str, str]


def busiest(references: References) -> list[BusyUnit]:
    """The units with pages that answer for the most clauses of one plan, the busiest first."""
    found = [
        BusyUnit(one.card, key, one.answers, references.addresses[one.card.work])
        for key, mentioned in references.named.items()
        for one in mentioned
        if one.answers
    ]
    return sorted(found, key=_busy)[:_MOST_UNITS]


def _busy(unit: BusyUnit) -> tuple[int, str, int]:
    """The most clauses first; of equals, as the plans stand in the library and they in the plan."""
    return -len(unit.answers.clause_ids), unit.card.work, unit.answers.rank


def ways_in(
    terms: Sequence[AuthorityRecord], references: References, example: Cited | None
) -> Iterator[str]:
    """Three columns as Markdown; one for which there is no example is left out.

    Args:
        terms: those that two or more places share, the one to begin with first.
        references: all of them.
        example: a clause to cite.
    """
    columns = [
        *_duties(references),
        *_comparison(terms, references),
        *_citation(example),
    ]
    if columns:
        yield from sections.wrapped("ways-in", columns)


def _way(heading: str, about: str, body: Iterable[str], more: str) -> Iterator[str]:
    parts = [f"### {heading}", f"{about}\n{{: .about }}", *body, f"{more}\n{{: .links }}"]
    yield from sections.wrapped("way-in", parts)


def _duties(references: References) -> Iterator[str]:
    units = busiest(references)
    if units:
        rows = [(_unit(unit), _clauses(unit)) for unit in units]
        more = links.link("职责矩阵", "matrix/index.md", _HERE)
        yield from _way(
            "查职责 {: #duties }",
            "一个科室、一个机构，在哪些条款里担责。",
            [sections.definitions(rows, "way-in__rows")],
            more,
        )


def _unit(unit: BusyUnit) -> str:
    shown = punctuation.restore(unit.answers.unit)
    link = links.link(shown, f"{unit.key}/duties.md", _HERE)
    return Markdown("{} {}").format(unit.card.short, link)


def _clauses(unit: BusyUnit) -> str:
    ids = unit.answers.clause_ids
    shown = [
        links.to_part(unit.addresses[id_], unit.card.work, id_, _HERE)
        for id_ in ids[:_MOST_CLAUSES]
    ]
    more = "……" if len(ids) > len(shown) else ""
    return Markdown("{} 条：{}{}").format(len(ids), Markdown("、").join(shown), more)


def _comparison(terms: Sequence[AuthorityRecord], references: References) -> Iterator[str]:
    """The first of the terms: of each of some plans the shortest sentence that has it."""
    for record in islice(terms, 1):
        rows = [
            (_address(card, sentence), phrases.written(sentence.text, _HERE))
            for card, sentence in _shortest(record.key, references)
        ]
        more = f"比较 {name_links.link(references.records, record.key, _HERE)}"
        about = "同一件事，各地怎样写，写到多细。"
        yield from _way(
            "比各地 {: #compare }", about, [sections.definitions(rows, "way-in__rows")], more
        )


def _shortest(key: str, references: References) -> list[tuple[Card, Sentence]]:
    """The shortest sentence of each plan with the record; of the plans those with the shortest."""
    found = [
        (one.card, min(one.named.sentences, key=attrgetter("length"))) for one in references.of(key)
    ]
    kept = sorted(found, key=lambda one: one[1].length)[:_MOST_SENTENCES]
    return [one for one in found if one in kept]


def _address(card: Card, sentence: Sentence) -> str:
    return links.to_part(card.short, card.work, sentence.part, _HERE)


def _citation(example: Cited | None) -> Iterator[str]:
    if example:
        quoted = Markdown.escape(example.card.citation + example.example.words)
        url = f"plans/{example.card.work}/#{example.example.clause_id}"
        body = [
            f"{quoted}\n{{: .citation }}",
            (
                f"{links.to_part(url, example.card.work, example.example.clause_id, _HERE)}"
                "\n{: .address-shown }"
            ),
        ]
        about = "每条有不变的地址，引文一键复制。"
        more = links.link("地址怎样写", "about/conventions.md", _HERE)
        yield from _way("引条款 {: #cite }", about, body, more)
