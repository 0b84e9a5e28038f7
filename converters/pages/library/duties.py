"""本科室职责: all that an agency answers for, on a sheet to print, `agencies/<id>/duties/`."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from itertools import groupby
from operator import attrgetter
from pathlib import Path

from converters.citation import clause_addresses
from converters.citation.clause_addresses import Address
from converters.citation.titles import counted, title_shown, years_shown
from converters.models.page import Page
from converters.models.plan import Plan
from converters.models.unit import Part, Unit
from converters.names import assignments
from converters.names.assignments import Assignment
from converters.names.authority import AuthorityRecord
from converters.names.index import Index
from converters.text import blanks, escape, punctuation
from converters.writing import pagination, print_sheet

_PLANS_ON_A_PAGE = 20
_LAYOUT = "margin: 22mm 20mm 20mm;"
_OF_SECTIONS = "section"


@dataclass(frozen=True)
class _Assigned:
    """What one plan assigns to whom, by clause in the order of the plan."""

    plan: Plan
    by_clause: Mapping[str, Sequence[Assignment]]

    @cached_property
    def clauses(self) -> Mapping[str, Unit]:
        return self.plan.by_id

    @cached_property
    def addresses(self) -> Mapping[str, Address]:
        return clause_addresses.of(self.plan)


@dataclass(frozen=True)
class _Duties:
    """What one plan assigns to one agency: the ids of the clauses."""

    assigned: _Assigned
    clause_ids: Sequence[str]

    @property
    def plan(self) -> Plan:
        return self.assigned.plan


def pages(index: Index) -> Iterator[Page]:
    """A sheet for each agency of the authority that stands in a list of units, and its print."""
    duties = _duties(index)
    for record in index.authority.of_scheme("agencies"):
        by_work = duties.get(record.key, {})
        works = [str(one.plan.source.work) for one in index.of(record.key)]
        found = [by_work[work] for work in works if work in by_work]
        if not found:
            continue
        split = pagination.split(found, _PLANS_ON_A_PAGE, "duties.md", "duties-{}.md")
        for part, shown in split:
            path = Path(record.key) / part.name
            yield Page(path, _page(record, found, shown, part.links))
            yield _sheet(record, path, [one.plan for one in shown])


def _duties(index: Index) -> Mapping[str, Mapping[str, _Duties]]:
    """The duties by the key of the record and by work."""
    plans = {str(plan.source.work): plan for plan in index.plans}
    duties: defaultdict[str, dict[str, _Duties]] = defaultdict(dict)
    for work, of_plan in groupby(assignments.find(index), key=attrgetter("work")):
        by_clause = {id_: tuple(of) for id_, of in groupby(of_plan, key=attrgetter("clause_id"))}
        assigned = _Assigned(plans[work], by_clause)
        for key, ids in _by_key(by_clause).items():
            duties[key][work] = _Duties(assigned, ids)
    return duties


def _by_key(by_clause: Mapping[str, Sequence[Assignment]]) -> Mapping[str, list[str]]:
    """The ids of the clauses that each record stands in."""
    found: defaultdict[str, list[str]] = defaultdict(list)
    for id_, of in by_clause.items():
        for key in dict.fromkeys(one.key for one in of if one.key):
            found[key].append(id_)
    return found


def _sheet(record: AuthorityRecord, path: Path, plans: Sequence[Plan]) -> Page:
    address = f"{path.with_suffix('').as_posix()}/"
    return print_sheet.drawn_from(plans, address, _title(record), _LAYOUT)


def _word(record: AuthorityRecord) -> str:
    return "科室" if record.kind == _OF_SECTIONS else "单位"


def _title(record: AuthorityRecord) -> str:
    return f"{punctuation.restore(record.pref)}：本{_word(record)}职责"


def _page(
    record: AuthorityRecord, found: Sequence[_Duties], shown: Sequence[_Duties], links: str
) -> str:
    title = _title(record)
    count = sum(len(one.clause_ids) for one in found)
    name = escape.markdown(record.alt[0] if record.alt else record.pref)
    up = f"../{record.id}.md"
    parts = [
        f"---\ntitle: {escape.front_matter(title)}\nmargin_boxes: true\n---",
        f"[职责矩阵](../../matrix/index.md) / [{name}]({up}) / 本{_word(record)}职责\n{{: .path }}",
        f"# {escape.markdown(title)} {{: #page }}",
        f"{counted(len(found))}份规划，{count} 条。\n{{: .account }}",
        *([links] if links else []),
        *(line for one in shown for line in _in_plan(record, one)),
        *print_sheet.version([one.plan for one in shown]),
    ]
    return "\n\n".join(parts) + "\n"


def _in_plan(record: AuthorityRecord, found: _Duties) -> Iterator[str]:
    work = str(found.plan.source.work)
    address = f"../../plans/{work}/index.md"
    yield f"## {title_shown(found.plan)} {{: #{work} }}"
    years = years_shown(found.plan)
    yield (
        f"{years and f'{years} 年，'}{len(found.clause_ids)} 条。 "
        f"[校读本]({address}) [全部单位的职责矩阵](../../matrix/{work}.md)\n{{: .links }}"
    )
    for id_ in found.clause_ids:
        assigned = found.assigned
        yield from _duty(
            record,
            found.plan,
            assigned.clauses[id_],
            assigned.by_clause[id_],
            assigned.addresses[id_],
        )


def _duty(
    record: AuthorityRecord, plan: Plan, clause: Unit, of: Sequence[Assignment], shown: Address
) -> Iterator[str]:
    """One clause: its address and the role at the left, the text, and all who stand in the list."""
    address = f"../../plans/{of[0].work}/index.md"
    yield '<section class="duty" markdown="block">'
    yield f"### {_heading(clause, shown)} {{: #{of[0].work}-{clause.id} }}"
    roles = "、".join(dict.fromkeys(one.role for one in of if one.key == record.key))
    others = len({one.key or one.unit for one in of} - {record.key})
    shared = f"与其他 {others} 个单位" if others else "单独承担"
    yield (
        f"[{escape.markdown(shown.shown)}]({address}#{clause.id}) "
        f'<span class="role">{escape.markdown(roles)}</span> '
        f'<span class="shared">{shared}</span>\n{{: .duty__label }}'
    )
    yield '<div class="duty__body" markdown="block">'
    yield from _text(plan, clause, address)
    for role, listed in groupby(of, key=attrgetter("role")):
        yield f"{escape.markdown(role)}：{_units(record, listed)}\n{{: .duty__units }}"
    yield "</div>"
    yield "</section>"


def _heading(clause: Unit, shown: Address) -> str:
    """Label and heading, or which clause it is."""
    text = _restored(clause).rstrip(punctuation.FULL_STOP) if clause.heading else shown.shown
    return escape.markdown(text)


def _units(record: AuthorityRecord, listed: Iterator[Assignment]) -> str:
    """The units of a list, this one set off, the others linked."""
    return "、".join(_unit(record, one) for one in listed)


def _unit(record: AuthorityRecord, one: Assignment) -> str:
    name = escape.markdown(punctuation.restore(one.unit))
    if one.key == record.key:
        return f"**{name}**"
    return f"[{name}](../../{one.key}.md)" if one.key else name


def _text(plan: Plan, clause: Unit, address: str) -> Iterator[str]:
    """The clause and those below it that have no list of their own, as Markdown."""
    lead = _restored(clause)
    inner = [one for one in plan.below(clause) if not one.is_clause]
    for number, part in enumerate(clause.parts):
        while inner and inner[0].after <= number:
            yield from _elsewhere(inner.pop(0), address)
        if text := _body(part, lead):
            yield f"{escape.markdown(text)}\n{{: .text }}"
    for one in inner:
        yield from _elsewhere(one, address)
    for child in plan.children(clause):
        if not any(part.responsibilities for part in child.parts):
            yield f"{escape.markdown(_restored(child))}\n{{: .text }}"
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
