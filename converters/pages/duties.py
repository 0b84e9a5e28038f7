"""本科室职责: all that an agency answers for, on a sheet to print, `agencies/<id>/duties/`."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import groupby
from operator import attrgetter
from pathlib import Path

from converters import assignments, blanks, escape, punctuation
from converters.assignments import Assignment
from converters.authority import AuthorityRecord
from converters.index import Index
from converters.models import Clause, Paragraph, Plan, Table
from converters.pages import Page, pagination, places, print_sheet
from converters.pages.places import Place
from converters.pages.titles import title_shown, years_shown

_PLANS_ON_A_PAGE = 20
_LAYOUT = "margin: 22mm 20mm 20mm;"
_OF_SECTIONS = "section"


@dataclass(frozen=True)
class _InPlan:
    """What one plan assigns, to whom: by clause, only of those the agency answers for."""

    plan: Plan
    by_clause: Mapping[str, Sequence[Assignment]]


def pages(index: Index) -> Iterator[Page]:
    """A sheet for each agency of the authority that stands in a list of units, and its print."""
    by_work = {
        work: _by_clause(found)
        for work, found in groupby(assignments.find(index), key=attrgetter("work"))
    }
    works = _works(by_work)
    for record in index.authority.of_scheme("agencies"):
        if record.key not in works:
            continue
        found = [
            _of(record.key, one.plan, by_work[str(one.plan.source.work)])
            for one in index.of(record.key)
            if str(one.plan.source.work) in works[record.key]
        ]
        split = pagination.split(found, _PLANS_ON_A_PAGE, "duties.md", "duties-{}.md")
        for part, shown in split:
            path = Path(record.key) / part.name
            yield Page(path, _page(record, found, shown, part.links))
            yield _sheet(record, path, [one.plan for one in shown])


def _by_clause(found: Iterator[Assignment]) -> Mapping[str, Sequence[Assignment]]:
    return {id_: tuple(of) for id_, of in groupby(found, key=attrgetter("clause_id"))}


def _works(by_work: Mapping[str, Mapping[str, Sequence[Assignment]]]) -> Mapping[str, set[str]]:
    """The works that assign something to each record."""
    works: defaultdict[str, set[str]] = defaultdict(set)
    for work, by_clause in by_work.items():
        for found in by_clause.values():
            for one in found:
                if one.key:
                    works[one.key].add(work)
    return works


def _of(key: str, plan: Plan, by_clause: Mapping[str, Sequence[Assignment]]) -> _InPlan:
    own = {id_: of for id_, of in by_clause.items() if any(one.key == key for one in of)}
    return _InPlan(plan, own)


def _sheet(record: AuthorityRecord, path: Path, plans: Sequence[Plan]) -> Page:
    address = f"{path.with_suffix('').as_posix()}/"
    return print_sheet.drawn_from(plans, address, _title(record), _LAYOUT)


def _word(record: AuthorityRecord) -> str:
    return "科室" if record.kind == _OF_SECTIONS else "单位"


def _title(record: AuthorityRecord) -> str:
    return f"{punctuation.restore(record.pref)}：本{_word(record)}职责"


def _page(
    record: AuthorityRecord, found: Sequence[_InPlan], shown: Sequence[_InPlan], links: str
) -> str:
    title = _title(record)
    count = sum(len(one.by_clause) for one in found)
    name = escape.markdown(record.alt[0] if record.alt else record.pref)
    up = f"../{record.id}.md"
    parts = [
        f"---\ntitle: {escape.front_matter(title)}\nmargin_boxes: true\n---",
        f"[职责矩阵](../../matrix/index.md) / [{name}]({up}) / 本{_word(record)}职责\n{{: .path }}",
        f"# {escape.markdown(title)} {{: #page }}",
        f"{len(found)} 份规划，{count} 条。\n{{: .account }}",
        *([links] if links else []),
        *(line for one in shown for line in _in_plan(record, one)),
        *print_sheet.version([one.plan for one in shown]),
    ]
    return "\n\n".join(parts) + "\n"


def _in_plan(record: AuthorityRecord, found: _InPlan) -> Iterator[str]:
    work = str(found.plan.source.work)
    address = f"../../plans/{work}/index.md"
    yield f"## {title_shown(found.plan)} {{: #{work} }}"
    years = years_shown(found.plan)
    yield (
        f"{years and f'{years} 年，'}{len(found.by_clause)} 条。 "
        f"[校读本]({address}) [全部单位的职责矩阵](../../matrix/{work}.md)\n{{: .links }}"
    )
    margins = places.of_clauses(found.plan)
    for clause in found.plan.clauses:
        if clause.id in found.by_clause:
            yield from _duty(record, clause, found.by_clause[clause.id], margins[clause.id])


def _duty(
    record: AuthorityRecord, clause: Clause, of: Sequence[Assignment], place: Place
) -> Iterator[str]:
    """One clause: its address and the role at the left, the text, and all who stand in the list."""
    address = f"../../plans/{of[0].work}/index.md"
    yield '<section class="duty" markdown="block">'
    yield f"### {_heading(clause, place)} {{: #{of[0].work}-{clause.id} }}"
    roles = "、".join(dict.fromkeys(one.role for one in of if one.key == record.key))
    others = len({one.key or one.unit for one in of} - {record.key})
    shared = f"与其他 {others} 个单位" if others else "单独承担"
    yield (
        f"[{escape.markdown(place.margin)}]({address}#{clause.id}) "
        f'<span class="role">{escape.markdown(roles)}</span> '
        f'<span class="shared">{shared}</span>\n{{: .duty__label }}'
    )
    yield '<div class="duty__body" markdown="block">'
    yield from _text(clause, address)
    for role, listed in groupby(of, key=attrgetter("role")):
        yield f"{escape.markdown(role)}：{_units(record, listed)}\n{{: .duty__units }}"
    yield "</div>"
    yield "</section>"


def _heading(clause: Clause, place: Place) -> str:
    """Label and heading, or in words which clause it is."""
    text = _restored(clause).rstrip(punctuation.FULL_STOP) if clause.heading else place.words
    return escape.markdown(text)


def _units(record: AuthorityRecord, listed: Iterator[Assignment]) -> str:
    """The units of a list, this one set off, the others linked."""
    return "、".join(_unit(record, one) for one in listed)


def _unit(record: AuthorityRecord, one: Assignment) -> str:
    name = escape.markdown(punctuation.restore(one.unit))
    if one.key == record.key:
        return f"**{name}**"
    return f"[{name}](../../{one.key}.md)" if one.key else name


def _text(clause: Clause, address: str) -> Iterator[str]:
    """The clause and those below it that have no list of their own, as Markdown."""
    lead = _restored(clause)
    for part in clause.content:
        if isinstance(part, Paragraph):
            if text := _body(part, lead):
                yield f"{escape.markdown(text)}\n{{: .text }}"
        elif isinstance(part, Table):
            yield f"［表］[{escape.markdown(part.caption.text) or '见原处'}]({address}#{part.id})"
    for child in clause.children:
        if not any(part.responsibilities for part in child.paragraphs):
            yield f"{escape.markdown(_restored(child))}\n{{: .text }}"
            yield from _text(child, address)


def _restored(clause: Clause) -> str:
    """Label and heading as they are read."""
    return punctuation.restore(f"{clause.label}{clause.heading}{clause.separator}")


def _body(part: Paragraph, before: str) -> str:
    """The paragraph without the list of units that ends it, which stands below."""
    text = punctuation.restore(before + part.text.text)[len(before) :]
    lists = part.lists_of_units
    if len(lists) == 1 and not text[lists[0].end :].strip(blanks.CHARS):
        text = text[: lists[0].start]
    return text.strip(blanks.CHARS)
