"""A row for each plan: the table `works`."""

from __future__ import annotations

from converters.citation import titles
from converters.exports import readings
from converters.exports.doubts import Doubts
from converters.exports.parquet import Cell, Row
from converters.exports.table_columns import tables
from converters.models.plan import Plan
from converters.models.unit import Unit
from converters.text import blanks

_WHOLE = {
    **{name: name for name in ("title", "kind", "issuer", "doc_number")},
    "written": "成文日期",
    "printed": "印发日期",
    "released": "发布日期",
}
"""The columns that are a field of the record each, with its name."""

_PLACE = ("province", "city", "county")
_FIELDS = {
    **_WHOLE,
    **dict.fromkeys(_PLACE, "place"),
    **dict.fromkeys(("first_year", "last_year"), "period"),
}
"""All columns that the record has, with the name of the field. A code is that of the work id."""


def of(plan: Plan, doubts: Doubts, site: str) -> Row:
    """The row of a plan.

    Args:
        plan: with its ids.
        doubts: its doubtful places.
        site: the address of the site, with a slash at its end, or empty.
    """
    record = dict(plan.record.items())
    fields = {column: record[name] for column, name in _FIELDS.items()}
    place, period = plan.record.place.value, plan.record.period.value
    told = {
        **{column: str(fields[column].value or "") for column in _WHOLE},
        **{column: (place and getattr(place, column)) or "" for column in _PLACE},
        "first_year": str(period.first) if period else "",
        "last_year": str(period.last) if period else "",
    }
    corrected = [column for column, field in fields.items() if field.corrected]
    unstated = [column for column, shown in told.items() if shown and not fields[column].line]
    row: dict[str, Cell] = {
        **told,
        "row_id": f"plans/{plan.work}",
        "work": plan.work,
        "adcode": titles.place_code(plan),
        "supplied": " ".join(one for one in unstated if one not in corrected),
        "corrected": " ".join(corrected),
        "clauses": len(plan.clauses),
        "characters": sum(map(_size, plan.clauses)),
        "emendations": len(plan.emendations),
        **doubts.all._asdict(),
        "edition": plan.published,
        "sha256": plan.source.sha256,
        "citation": titles.citation(plan),
        "reference": titles.reference(plan),
        "url": f"{site}plans/{plan.work}/",
    }
    return [row[name] for name in tables()["works"].names]


def _size(clause: Unit) -> int:
    whole = clause.heading.text + readings.of(clause.cells)
    return sum(not blanks.is_blank(char) for char in whole)
