"""What a plan is called on every page: title, citation, kind, place, years."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import NamedTuple

from converters import lexicon
from converters.models.plan import Plan
from converters.models.record import Field, Period
from converters.names import divisions
from converters.text import punctuation
from converters.text.layers import RUN_IN

KINDS = lexicon.glossary("kinds")
"""The kinds of document, in words."""

UNTITLED = lexicon.glossary("plan")["untitled"]
"""Stands where a title would, of a plan that has none."""

_MOST_AUTHORS = 3
_DATE = re.compile(r"\d{4}(?:-\d\d(?:-\d\d)?)?")


def display_title(plan: Plan) -> str:
    """The title; one that the editor supplies stands in ［ ］; UNTITLED if there is none."""
    field = plan.record.title
    if field.value is None:
        return UNTITLED
    title = punctuation.restore(field.value)
    return title if field.line else f"［{title}］"


def citation(plan: Plan) -> str:
    """How the text of another work names the plan: 《题名》（发文字号）.

    What is the editor's, supplied or put in the place of what the file states, stands in ［ ］.
    """
    field = plan.record.title
    title = _marked(field, punctuation.restore(field.value or UNTITLED))
    number = document_number(plan)
    return f"《{title}》" + (f"（{number}）" if number else "")


def document_number(plan: Plan) -> str:
    """The 发文字号, in ［ ］ if it is the editor's; empty if there is none."""
    field = plan.record.doc_number
    return _marked(field, field.value or "")


def _marked(field: Field[str], shown: str) -> str:
    return f"［{shown}］" if field.value and not field.line else shown


class Referred(NamedTuple):
    """What a reference tells of a plan; what the file does not state is empty.

    Whatever the editor supplies or has put in the place of what the file states stands in brackets,
    but in `date`: whether that is his, `is_dated_by_editor` says.

    Args:
        title: of the plan.
        authors: the bodies that issued it.
        number: the 发文字号.
        date: 成文日期 in ISO 8601; of one that is damaged the part before the damage.
        is_dated_by_editor: whether the editor has corrected the date.
    """

    title: str
    authors: tuple[str, ...]
    number: str
    date: str
    is_dated_by_editor: bool


def referred(plan: Plan) -> Referred:
    """What a reference tells of a plan."""
    record = plan.record
    title = punctuation.restore(record.title.value or UNTITLED)
    number, issuer, date = record.doc_number, record.issuer, record.date("成文日期")
    bodies = (issuer.value or "").split("、")
    written = _DATE.match(date.value or "") if date.line or date.corrected else None
    return Referred(
        title if record.title.line else f"[{title}]",
        tuple(filter(None, (_told(issuer, body) for body in bodies))),
        _told(number, number.value or ""),
        written[0] if written else "",
        bool(date.corrected and written),
    )


def reference(plan: Plan) -> str:
    """The plan in a list of references, as far as the date of citation: GB/T 7714—2025, [A/OL]."""
    told = referred(plan)
    author = _authors(told.authors)
    day = f"[{told.date}]" if told.is_dated_by_editor else told.date
    return (
        (f"{author}. " if author else "")
        + told.title
        + (f": {told.number}" if told.number else "")
        + "[A/OL]. "
        + (f"({day})" if day else "")
    )


def _told(field: Field[str], shown: str) -> str:
    """What a reference tells of a field: as stated, in brackets where it was corrected, or not."""
    if field.line:
        return shown
    return f"[{shown}]" if field.corrected and shown else ""


def _authors(bodies: Sequence[str]) -> str:
    """Up to three bodies; of more, the first three."""
    return ", ".join([*bodies[:_MOST_AUTHORS], "等"] if len(bodies) > _MOST_AUTHORS else bodies)


def place_names(plan: Plan) -> list[str]:
    """Province, city, county and town of a plan, as far as it has them; nothing twice."""
    place = plan.record.place.value
    if place and place.adcode == divisions.NATION.adcode:
        return [divisions.NATION.name]
    return list(place.names) if place else []


def division_names(plan: Plan) -> list[str]:
    """The names of the division whose code the plan has, without the town in it."""
    place = plan.record.place.value
    names = place_names(plan)
    return names[:-1] if place and place.locality else names


def period(plan: Plan) -> Period | None:
    """First and last year that a plan covers."""
    return plan.record.period.value


def years_shown(plan: Plan) -> str:
    """The years that a plan covers, as printed: `2021—2025`, `2023`; empty if not known."""
    return "—".join(map(str, dict.fromkeys(period(plan) or ())))


def clause_count(plan: Plan) -> int:
    """How many clauses have a number; a paragraph with a run-in head alone is not counted."""
    return sum(clause.layer != RUN_IN for clause in plan.clauses)


def short_title(plan: Plan) -> str:
    """Place and years, where the title would be too long: `东昌 2021—25`, `宜春 2023第2版`."""
    where = plan.record.place.value
    division = divisions.of_code(place_code(plan))
    years = years_shown(plan)
    first, dash, last = years.partition("—")
    if dash and first[:2] == last[:2]:
        last = last[2:]
    place = division.short if division else display_title(plan)
    place = where.locality.name if where and where.locality else place
    version = plan.work.partition(".v")[2]
    return f"{place} {first}{dash}{last}{f'第{version}版' if version else ''}".strip()


def edition(published: str) -> str:
    """Which edition of a plan it is, by the day it was last published; empty before that."""
    return f"{published} 版" if published else ""


def place_code(plan: Plan) -> str:
    """The code of the place of a registered plan (GB/T 2260), the head of its work id."""
    return str(plan.source.work)[:6]


def of_work(work: str) -> str:
    """What a plan is, by its work id alone: where its text is not known, or not to be told.

    >>> of_work("360900-yichun-2023-yaodian"), of_work("220502-dongchang-2021-2025-guihua.v2")
    ('江西省宜春市 2023 年工作要点', '吉林省通化市东昌区 2021—2025 年规划（第 2 版）')
    """
    stem, _, version = work.partition(".v")
    adcode, _, *years, kind = stem.split("-")
    division = divisions.of_code(adcode, int(years[0]))
    names: Sequence[str] = [division.name if division else adcode]
    if division and division != divisions.NATION:
        names = divisions.lineage(division).names
    edition = f"（第 {version} 版）" if version else ""
    return f"{''.join(names)} {'—'.join(years)} 年{KINDS[kind]}{edition}"


_MAX_IN_HAN = 10


def counted(number: int) -> str:
    """A number before a measure: a small one in Han (两), a larger one with the blank after it."""
    return "零一两三四五六七八九十"[number] if number <= _MAX_IN_HAN else f"{number} "
