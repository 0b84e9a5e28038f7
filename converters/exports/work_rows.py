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

_DATES = {"written": "成文日期", "printed": "印发日期", "released": "发布日期"}
_RECORD = (*_DATES, "title", "kind", "issuer", "doc_number")
"""The columns of a plan that are a field of its record each."""


def of(plan: Plan, doubts: Doubts, site: str) -> Row:
    """The row of a plan.

    Args:
        plan: with its ids.
        doubts: its doubtful places.
        site: the address of the site, with a slash at its end, or empty.
    """
    record = dict(plan.record.items())
    fields = {name: record[_DATES.get(name, name)] for name in _RECORD}
    value = {name: str(field.value or "") for name, field in fields.items()}
    place, period = plan.record.place.value, plan.record.period.value
    supplied = [name for name, one in fields.items() if one.ground and not one.corrected]
    row: dict[str, Cell] = {
        **value,
        "row_id": f"plans/{plan.work}",
        "work": plan.work,
        "adcode": titles.place_code(plan),
        **{name: (place and getattr(place, name)) or "" for name in ("province", "city", "county")},
        "first_year": str(period.first) if period else "",
        "last_year": str(period.last) if period else "",
        "supplied": " ".join(supplied),
        "corrected": " ".join(name for name, one in fields.items() if one.corrected),
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
