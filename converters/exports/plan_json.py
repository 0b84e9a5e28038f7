"""A plan as JSON (`data/plans/<work>.json`); its schema is `data/plan.schema.json`.

Lines are 1-based, columns 0-based; spans are half-open ranges of code points in the original.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import Any

from converters.citation import clause_addresses, titles
from converters.citation.bibliography import NOTICE
from converters.edition import grids, status
from converters.edition.apparatus import Entry
from converters.exports import json_layout, names_json, readings, reassembly
from converters.models import acyclic
from converters.models.located import Problem
from converters.models.plan import Plan
from converters.models.record import AnyField, Period, Place, Record, Value
from converters.models.source import Ruling, Source
from converters.models.unit import Part, Unit
from converters.names import grounds, plan_names
from converters.names.plan_names import PlanNames
from converters.text import blanks, dates
from converters.text.json_value import Json
from converters.text.layers import DECIMAL, RUN_IN
from converters.text.mapped_text import MappedText

VERSION = 1
"""Of the format: keys may be added in a version, none renamed, removed or given another meaning."""

_DOUBTFUL = ("likely", "unknown")


@acyclic.without_collector()
def dump(plan: Plan, entries: Sequence[Entry], names: PlanNames = plan_names.NONE) -> str:
    """The JSON text: one line for each clause, block, table and so on, to be read and compared."""
    members = value(plan, entries, names)
    written = {
        key: json_layout.array(member) if isinstance(member, list) else json_layout.line(member)
        for key, member in members.items()
    }
    return json_layout.mapping(written) + "\n"


def value(
    plan: Plan, entries: Sequence[Entry], names: PlanNames = plan_names.NONE
) -> dict[str, Any]:
    """The JSON value of a plan with ids, its apparatus and the names it mentions."""
    source = plan.source
    damage = [entry for entry in entries if entry.verdict != "slip"]
    return {
        "version": VERSION,
        "work": source.work,
        "source": source.path.name.encode("utf-8", "replace").decode(),
        "sha256": source.sha256,
        **({} if source.encoding == "utf-8" else {"encoding": source.encoding}),
        **_derived(source),
        **_record(plan.record),
        **_time(plan),
        **_evidence(plan.record),
        "clauses": list(_clauses(plan, damage, names)),
        "blocks": [_block(block, source) for block in plan.blocks],
        "tables": [_table(table, plan) for table in plan.tables],
        "responsibility": [
            {"clause_id": id_, "role": entry.role, "units": list(entry.units)}
            for id_, _, entry in plan.answers
        ],
        **names_json.value(names),
        "grounds": [*_grounds(plan, names)],
        "damage": [*map(_emendation, damage)],
        "slips": [
            {"line": slip.line, "received": slip.received, "note": slip.note}
            for slip in source.edition.slips
        ],
        "rulings": [_ruling(ruling) for ruling in source.edition.rulings],
        "aliases": dict(plan.aliases),
        "problems": [_problem(one, source) for one in plan.problems if one.place is None],
        "url": f"plans/{source.work}/" if source.work else None,
        "citation": titles.citation(plan),
        "reference": titles.reference(plan),
        "notice": NOTICE,
        "received": reassembly.value(plan, damage),
        **_places_in_file(source),
    }


def _derived(source: Source) -> dict[str, Any]:
    """How the text came of a file that is no plain text."""
    if not (read := source.derived):
        return {}
    digest = hashlib.sha256(source.text.encode("utf-8", "surrogatepass")).hexdigest()
    of_file = {"encoding": read.encoding} if read.encoding else {}
    return {"derived": {"sha256": digest, "reader": read.reader, **of_file}}


def _places_in_file(source: Source) -> dict[str, Any]:
    """Where in the file each range of the text stands: in a part, or on a page."""
    if not source.derived:
        return {}
    return {
        "places": [
            [one.start, one.end, int(one.part), list(one.box)]
            if one.box
            else [one.start, one.end, one.part, one.offset, one.size]
            for one in source.derived.places
        ]
    }


def _record(record: Record) -> dict[str, Any]:
    written = {name: record.date(name).value for name in dates.FIELDS}
    return {
        "title": record.title.value,
        "issuer": record.issuer.value,
        "doc_number": record.doc_number.value,
        "index_number": record.index_number.value,
        "dates": {name: date for name, date in written.items() if date is not None},
        "addressees": list(record.addressees.value or ()),
        "kind": record.kind.value,
        "place": _place(record.place.value),
        "period": _period(record.period.value),
    }


def _evidence(record: Record) -> dict[str, Any]:
    """Where the file states each field, and what is the editor's instead."""
    known = {name: field for name, field in record.items() if field.value is not None}
    return {
        "stated": {
            name: {"line": field.line} if field.line else None for name, field in known.items()
        },
        "supplied": {
            name: field.ground
            for name, field in known.items()
            if not field.line and not field.corrected
        },
        "corrected": {
            name: _correction(field) for name, field in record.items() if field.corrected
        },
    }


def _time(plan: Plan) -> dict[str, Any]:
    """What time has made of it."""
    standing, state = plan.standing, status.of(plan)
    later = [change for change in plan.changes if not change.is_new]
    return {
        "status": {"state": state, "year": standing.year} if state else None,
        "replaces": [*standing.replaces, *standing.former],
        "replaced_by": [*standing.replaced_by],
        "changes": [
            {"date": one.date, "added": [*one.added], "revised": [*one.revised]} for one in later
        ],
    }


def _correction(field: AnyField) -> dict[str, Any]:
    was = field.corrected
    return {
        "value": _json(was.value if was else None),
        "line": was.line if was else None,
        "ground": field.ground,
    }


def _json(value: Value | None) -> Json:
    if isinstance(value, Place):
        return _place(value)
    if isinstance(value, Period):
        return dict(_period(value))
    return value if value is None or isinstance(value, str) else list(value)


def _place(place: Place | None) -> dict[str, Any]:
    return place.data if place else dict.fromkeys(("adcode", "province", "city", "county"))


def _period(period: Period | None) -> dict[str, int | None]:
    first, last = period or (None, None)
    return {"from": first, "to": last}


def _paths(plan: Plan) -> dict[int, str]:
    """By the number of a clause the printed numbers above it and its own, joined by dots."""
    found: dict[int, str] = {}
    for clause in plan.clauses:
        number = ".".join(map(str, clause.numbers))
        segment = f"u{number}" if clause.layer == RUN_IN else number
        above = "" if clause.above is None or clause.layer == DECIMAL else found[clause.above]
        found[clause.number] = f"{above}.{segment}" if above else segment
    return found


def _clauses(plan: Plan, damage: Iterable[Entry], names: PlanNames) -> Iterator[dict[str, Any]]:
    paths, addresses = _paths(plan), clause_addresses.of(plan)
    cited, doubted = titles.citation(plan), _conjectures(damage)
    for clause in plan.clauses:
        yield {
            **_clause(clause, paths[clause.number], plan.source),
            "citation": cited + addresses[clause.id].words,
            **({"conjectures": doubted[clause.id]} if clause.id in doubted else {}),
            "parts": list(_parts(clause, plan.source)),
            "topics": list(names.topics.get(clause.id, ())),
        }


def _clause(clause: Unit, path: str, source: Source) -> dict[str, Any]:
    paragraphs = clause.cells
    own = [clause.label, clause.heading, clause.separator, *paragraphs]
    return {
        "id": clause.id,
        "path": path,
        "label": clause.label.text,
        "heading": clause.heading.text,
        **_raw("heading_raw", [clause.heading], source),
        "separator": clause.separator.text,
        "text": readings.of(paragraphs),
        **_raw("raw", paragraphs, source),
        "line": clause.line,
        "spans": _spans(own, source),
    }


def _grounds(plan: Plan, names: PlanNames) -> Iterator[dict[str, Any]]:
    """What the plan goes by, in the order of the page."""
    unreviewed = {one.id: one for one in names.unreviewed}
    for mention, entry, cue in grounds.of_plan(plan, names):
        known = names.authority.records.get(mention.target) or unreviewed.get(entry)
        number = mention.doc_number or (known.doc_number if known else "")
        yield {
            "id": mention.target.partition("/")[2] or None,
            "canonical": known.pref if known else mention.surface,
            "surface": mention.surface,
            "doc_number": number or None,
            "cue": cue,
            "clause_id": mention.unit,
        }


def _conjectures(damage: Iterable[Entry]) -> dict[str, list[Mapping[str, Json]]]:
    """What of each unit the editor has conjectured or could not read, by its id."""
    found: dict[str, list[Mapping[str, Json]]] = {}
    for entry in damage:
        if entry.verdict in _DOUBTFUL and entry.unit:
            of = {"damaged": entry.received, "reading": entry.reading, "confidence": entry.verdict}
            found.setdefault(entry.unit, []).append(of)
    return found


def _parts(clause: Unit, source: Source) -> Iterator[dict[str, Any]]:
    def part(id_: str, kind: str, text: MappedText) -> dict[str, Any]:
        return {"id": id_, "kind": kind, "text": text.text, "spans": _spans([text], source)}

    for paragraph in clause.parts:
        if paragraph.id != clause.id:
            yield part(paragraph.id, "p", paragraph.text)
        for item in paragraph.items:
            yield part(item.id, "y", paragraph.text[item.start : item.end])


def _block(block: Unit, source: Source) -> dict[str, Any]:
    texts = block.cells
    return {
        "id": block.id,
        "kind": block.kind,
        **({"rule": block.rule} if block.rule else {}),
        "text": readings.of(texts),
        **_raw("raw", texts, source),
        "line": block.line,
        "spans": _spans(texts, source),
        "parts": [_block_part(part, source) for part in block.parts if part.id],
    }


def _block_part(part: Part, source: Source) -> dict[str, Any]:
    return {
        "id": part.id,
        "kind": part.role,
        "text": part.text.text,
        "line": part.line,
        "spans": _spans([part.text], source),
    }


def _table(table: Unit, plan: Plan) -> dict[str, Any]:
    rows, source = plan.below(table), plan.source
    above = table.id.rpartition("-")[0]
    return {
        "id": table.id,
        "clause_id": above if above in plan.by_id else None,
        "kind": table.kind,
        "caption": table.caption.text,
        "header": [cell.text for cell in table.header],
        "rows": [[cell.text for cell in row.cells] for row in rows],
        "row_ids": [row.id for row in rows],
        **_merged(table, source),
        "line": table.line,
        "spans": _spans([*table.cells, *(cell for row in rows for cell in row.cells)], source),
    }


def _merged(table: Unit, source: Source) -> dict[str, Any]:
    """The cells of a table some of whose cells are merged, rows and columns counted from 0.

    Row 0 is that of the header, or of the first row where there is none.
    """
    grid = grids.of(table, source)
    if not grid:
        return {}
    return {
        "cells": [
            {
                "row": cell.row,
                "column": cell.column,
                "rows": cell.rows,
                "columns": cell.columns,
                "text": source.text[cell.start : cell.end],
            }
            for cell in grid.cells
        ]
    }


def _emendation(entry: Entry) -> dict[str, Any]:
    return {
        **entry.position._asdict(),
        "damaged": entry.received,
        "reading": entry.reading,
        "kind": entry.kind,
        "confidence": entry.verdict,
        "rule": entry.rule,
        "ground": entry.ground,
        "clause_id": entry.unit,
    }


def _ruling(ruling: Ruling) -> dict[str, Any]:
    return {
        "line": ruling.line,
        "to": ruling.to,
        "is": ruling.kind,
        **({"layer": ruling.layer} if ruling.layer else {}),
        **({"columns": ruling.columns} if ruling.columns else {}),
        "ground": ruling.ground,
    }


def _problem(problem: Problem, source: Source) -> dict[str, Any]:
    place = source.position(problem.span.start)
    return {"code": problem.code, "message": problem.message, **place._asdict()}


def _raw(key: str, texts: Sequence[MappedText], source: Source) -> dict[str, str]:
    """The text as received under `key`, if it differs from the reading."""
    raw = readings.received(texts, source)
    return {} if raw is None else {key: raw}


def _spans(texts: Iterable[MappedText], source: Source) -> list[list[int]]:
    """The ranges of the original that texts stand in, in order; one line gives one range."""
    merged: list[list[int]] = []
    for span in sorted(span for text in texts for span in text.ranges(source.text)):
        gap = source.text[merged[-1][1] : span.start] if merged else ""
        if merged and "\n" not in gap and not gap.strip(blanks.CHARS):
            merged[-1][1] = max(merged[-1][1], span.end)
        else:
            merged.append([span.start, span.end])
    return merged
