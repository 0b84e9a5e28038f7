"""What a plan has each body answer for, clause by clause, as its duty sheet quotes it."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from itertools import groupby
from operator import attrgetter

from converters.citation import clause_addresses
from converters.citation.clause_addresses import Address
from converters.citation.titles import title_shown, years_shown
from converters.models.plan import Plan
from converters.models.unit import Part, Unit
from converters.names.assignments import Assignment
from converters.text import blanks, punctuation
from converters.text.markdown import Markdown, span
from converters.writing import links, sections


@dataclass(frozen=True)
class _Assigned:
    """What a plan assigns to whom, by clause in the order of the plan."""

    plan: Plan
    by_clause: Mapping[str, Sequence[Assignment]]

    @cached_property
    def addresses(self) -> Mapping[str, Address]:
        return clause_addresses.of(self.plan)


def of_plan(plan: Plan, found: Sequence[Assignment]) -> Mapping[str, str]:
    """By the key of each body that answers for clauses, these as Markdown."""
    by_clause = {id_: tuple(of) for id_, of in groupby(found, key=attrgetter("clause_id"))}
    assigned = _Assigned(plan, by_clause)
    return {
        key: "\n\n".join(_in_plan(key, ids, assigned)) for key, ids in _by_key(by_clause).items()
    }


def _by_key(by_clause: Mapping[str, Sequence[Assignment]]) -> Mapping[str, list[str]]:
    """The ids of the clauses that each record stands in."""
    found: defaultdict[str, list[str]] = defaultdict(list)
    for id_, of in by_clause.items():
        for key in dict.fromkeys(one.key for one in of if one.key):
            found[key].append(id_)
    return found


def _in_plan(key: str, ids: Sequence[str], assigned: _Assigned) -> Iterator[str]:
    work = assigned.plan.work
    address = f"{links.ROOT}plans/{work}/index.md"
    yield f"## {title_shown(assigned.plan)} {{: #{work} }}"
    years = years_shown(assigned.plan)
    yield (
        f"{years and f'{years} 年，'}{len(ids)} 条。 "
        f"[校读本]({address}) [全部单位的职责矩阵]({links.ROOT}matrix/{work}.md)\n{{: .links }}"
    )
    for id_ in ids:
        yield from _duty(key, assigned, id_)


def _duty(key: str, assigned: _Assigned, id_: str) -> Iterator[str]:
    """One clause: its address and the role at the left, the text, and all who stand in the list."""
    plan, clause, of = assigned.plan, assigned.plan.by_id[id_], assigned.by_clause[id_]
    shown = assigned.addresses[id_]
    address = f"{links.ROOT}plans/{of[0].work}/index.md"
    heading = f"### {_heading(clause, shown)} {{: #{of[0].work}-{clause.id} }}"
    roles = "、".join(dict.fromkeys(one.role for one in of if one.key == key))
    others = len({one.key or one.unit for one in of} - {key})
    shared = f"与其他 {others} 个单位" if others else "单独承担"
    label = (
        f"[{Markdown.escape(shown.shown)}]({address}#{clause.id}) "
        f"{span('role', roles)} {span('shared', shared)}\n{{: .duty__label }}"
    )
    body = [*_text(plan, clause, address)]
    for role, listed in groupby(of, key=attrgetter("role")):
        body.append(f"{Markdown.escape(role)}：{_units(key, listed)}\n{{: .duty__units }}")
    parts = [heading, label, *sections.wrapped("duty__body", body)]
    yield from sections.wrapped("duty", parts, "section")


def _heading(clause: Unit, shown: Address) -> str:
    """Label and heading, or which clause it is."""
    text = _restored(clause).rstrip(punctuation.FULL_STOP) if clause.heading else shown.shown
    return Markdown.escape(text)


def _units(key: str, listed: Iterator[Assignment]) -> str:
    """The units of a list, this one set off, the others linked."""
    return "、".join(_unit(key, one) for one in listed)


def _unit(key: str, one: Assignment) -> str:
    name = Markdown.escape(punctuation.restore(one.unit))
    if one.key == key:
        return f"**{name}**"
    return f"[{name}]({links.ROOT}{one.key}.md)" if one.key else name


def _text(plan: Plan, clause: Unit, address: str) -> Iterator[str]:
    """The clause and those below it that have no list of their own, as Markdown."""
    lead = _restored(clause)
    inner = [one for one in plan.below(clause) if not one.is_clause]
    for number, part in enumerate(clause.parts):
        while inner and inner[0].after <= number:
            yield from _elsewhere(inner.pop(0), address)
        if text := _body(part, lead):
            yield f"{Markdown.escape(text)}\n{{: .text }}"
    for one in inner:
        yield from _elsewhere(one, address)
    for child in plan.children(clause):
        if not any(part.responsibilities for part in child.parts):
            yield f"{Markdown.escape(_restored(child))}\n{{: .text }}"
            yield from _text(plan, child, address)


def _elsewhere(unit: Unit, address: str) -> Iterator[str]:
    """What stands in a clause and is no text of it."""
    if unit.is_table:
        yield f"［[表，见原处]({address}#{unit.id})］"
    elif unit.kind != "noise":
        yield f"［[另有文字，见原处]({address}#{unit.id})］"


def _restored(clause: Unit) -> str:
    """Label and heading as they are read."""
    return punctuation.restore(f"{clause.label}{clause.heading}{clause.separator}")


def _body(part: Part, before: str) -> str:
    """The paragraph without the list of units that ends it, which stands below."""
    text = punctuation.restore(before + part.text.text)[len(before) :]
    lists = part.lists_of_units
    if len(lists) == 1 and not text[lists[0].end :].strip(blanks.CHARS):
        text = text[: lists[0].start]
    return text.strip(blanks.CHARS)
