"""三条路: who answers for what, how places say one thing, how to cite; an example of each."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from itertools import islice
from pathlib import Path
from typing import NamedTuple

from converters.citation import places
from converters.citation.quotations import Quotation
from converters.citation.titles import citation
from converters.models.plan import Plan
from converters.models.unit import Unit
from converters.names import assignments
from converters.names.authority import AuthorityRecord
from converters.pages.names.cross_references import CrossReferences
from converters.text import escape, punctuation
from converters.writing import links, sections

_MOST_UNITS = 3
_MOST_CLAUSES = 3
_MOST_SENTENCES = 3
_HERE = Path("index.md")


class BusyUnit(NamedTuple):
    """A unit that a plan names in lists of who answers: the ids of the clauses, each once."""

    plan: Plan
    name: str
    key: str
    clause_ids: tuple[str, ...]


class Cited(NamedTuple):
    """A clause that serves as the example of a citation."""

    plan: Plan
    clause: Unit
    place: places.Place


def busiest(references: CrossReferences) -> list[BusyUnit]:
    """The units with pages that answer for the most clauses of one plan, the busiest first."""
    listed: dict[tuple[str, str], dict[str, str]] = {}
    for one in assignments.find(references.index):
        if one.key:
            listed.setdefault((one.work, one.key), {}).setdefault(one.clause_id, one.unit)
    found = [
        BusyUnit(references.plans[work], next(iter(clauses.values())), key, tuple(clauses))
        for (work, key), clauses in listed.items()
    ]
    return sorted(found, key=lambda unit: -len(unit.clause_ids))[:_MOST_UNITS]


def cited(plans: Sequence[Plan]) -> Cited | None:
    """The first （一） with a heading that stands in a clause."""
    found = (
        Cited(plan, clause, places.of(plan)[clause.number])
        for plan in plans
        for clause in plan.clauses
        if clause.above is not None and clause.layer == "b" and clause.heading
    )
    return next(found, None)


def ways_in(terms: Sequence[AuthorityRecord], references: CrossReferences) -> Iterator[str]:
    """Three columns as Markdown; one for which there is no example is left out.

    Args:
        terms: those that two or more places share, the one to begin with first.
        references: all of them.
    """
    columns = [
        *_duties(references),
        *_comparison(terms, references),
        *_citation(references.index.plans),
    ]
    if columns:
        yield '<div class="ways-in" markdown="block">'
        yield from columns
        yield "</div>"


def _way(heading: str, about: str, body: Iterable[str], more: str) -> Iterator[str]:
    yield '<div class="way-in" markdown="block">'
    yield f"### {heading}"
    yield f"{about}\n{{: .about }}"
    yield from body
    yield f"{more}\n{{: .links }}"
    yield "</div>"


def _duties(references: CrossReferences) -> Iterator[str]:
    units = busiest(references)
    if units:
        rows = [(_unit(unit, references), _clauses(unit, references)) for unit in units]
        more = links.link("职责矩阵", "matrix/index.md", _HERE)
        yield from _way(
            "查职责 {: #duties }",
            "一个科室、一个机构，在哪些条款里担责。",
            [sections.definitions(rows, "way-in__rows")],
            more,
        )


def _unit(unit: BusyUnit, references: CrossReferences) -> str:
    short = escape.markdown(references.headline(unit.plan).short)
    shown = escape.markdown(punctuation.restore(unit.name))
    return f"{short} {links.link(shown, f'{unit.key}/duties.md', _HERE)}"


def _clauses(unit: BusyUnit, references: CrossReferences) -> str:
    quoter = references.quoter(unit.plan)
    work = str(unit.plan.source.work)
    shown = [
        links.to_part(escape.markdown(quoter.address(id_).shown), work, id_, _HERE)
        for id_ in unit.clause_ids[:_MOST_CLAUSES]
    ]
    more = "……" if len(unit.clause_ids) > len(shown) else ""
    return f"{len(unit.clause_ids)} 条：{'、'.join(shown)}{more}"


def _comparison(terms: Sequence[AuthorityRecord], references: CrossReferences) -> Iterator[str]:
    """The first of the terms: of each of some plans the shortest sentence that has it."""
    for record in islice(terms, 1):
        rows = [
            (_address(quotation, references), references.quoter(quotation.plan).markdown(quotation))
            for quotation in _shortest(record.key, references)
        ]
        more = f"比较 {references.link(record.key, _HERE)}"
        about = "同一件事，各地怎样写，写到多细。"
        yield from _way(
            "比各地 {: #compare }", about, [sections.definitions(rows, "way-in__rows")], more
        )


def _shortest(key: str, references: CrossReferences) -> list[Quotation]:
    """The shortest sentence of each plan with the record; of the plans those with the shortest."""

    def length(quotation: Quotation) -> int:
        return quotation.sentence.end - quotation.sentence.start

    found = [
        min(references.quoter(one.plan).quotations(one.mentions), key=length)
        for one in references.of(key)
    ]
    kept = sorted(found, key=length)[:_MOST_SENTENCES]
    return [quotation for quotation in found if quotation in kept]


def _address(quotation: Quotation, references: CrossReferences) -> str:
    short = escape.markdown(references.headline(quotation.plan).short)
    return links.to_part(short, str(quotation.plan.source.work), quotation.part, _HERE)


def _citation(plans: Sequence[Plan]) -> Iterator[str]:
    if example := cited(plans):
        work = str(example.plan.source.work)
        quoted = escape.markdown(citation(example.plan) + example.place.words)
        url = f"plans/{work}/#{example.clause.id}"
        body = [
            f"{quoted}\n{{: .citation }}",
            links.to_part(url, work, example.clause.id, _HERE) + "\n{: .address-shown }",
        ]
        about = "每条有不变的地址，引文一键复制。"
        more = links.link("地址怎样写", "about/conventions.md", _HERE)
        yield from _way("引条款 {: #cite }", about, body, more)
