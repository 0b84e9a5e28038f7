"""A plan as JSON (`data/plans/<work>.json`); its schema is `data/plan.schema.json`.

Lines are 1-based, columns 0-based; spans are half-open ranges of code points in the original.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator, Sequence
from typing import Any

from converters.edition.apparatus import Entry
from converters.exports import names_json
from converters.models import Block, Clause, Mention, Paragraph, Plan, Source, Table
from converters.names import index, proposals
from converters.names.index import Index
from converters.structure import metadata
from converters.text import blanks, dates
from converters.text.mapped_text import MappedText

_NOWHERE = {"adcode": None, "province": None, "city": None, "county": None}
_NO_PERIOD = {"from": None, "to": None}


def dump(plan: Plan, entries: Sequence[Entry], names: Index = index.EMPTY) -> str:
    """The JSON text: one line for each clause, block, table and so on, to be read and compared."""
    members = [
        f"{json.dumps(key)}: {_lines(member)}"
        for key, member in value(plan, entries, names).items()
    ]
    return "{\n" + ",\n".join(members) + "\n}\n"


def _lines(member: object) -> str:
    if not isinstance(member, list) or not member:
        return json.dumps(member, ensure_ascii=False)
    items = (json.dumps(item, ensure_ascii=False) for item in member)
    return "[\n" + ",\n".join(items) + "\n]"


def value(plan: Plan, entries: Sequence[Entry], names: Index = index.EMPTY) -> dict[str, Any]:
    """The JSON value of a plan with ids, its apparatus and the names it mentions."""
    source = plan.source
    fields = metadata.fields(plan)
    known = {name: field for name, field in fields.items() if field.value is not None}
    return {
        "work": source.work,
        "source": source.path.name.encode("utf-8", "replace").decode(),
        "sha256": source.sha256,
        **({} if source.encoding == "utf-8" else {"encoding": source.encoding}),
        **{name: fields[name].value for name in ("title", "issuer", "doc_number", "index_number")},
        "dates": {name: fields[name].value for name in dates.FIELDS if name in known},
        "addressees": fields["addressees"].value or [],
        "kind": fields["kind"].value,
        "place": fields["place"].value or _NOWHERE,
        "period": fields["period"].value or _NO_PERIOD,
        "stated": {
            name: {"line": field.line} if field.line else None for name, field in known.items()
        },
        "supplied": {name: field.ground for name, field in known.items() if not field.line},
        "clauses": [_clause(clause, path, source) for clause, path in _with_paths(plan)],
        "blocks": [_block(block, source) for block in plan.blocks],
        "tables": [_table(table, source) for table in plan.tables],
        "responsibility": [
            {"clause_id": clause.id, "role": entry.role, "units": list(entry.units)}
            for clause in plan.clauses
            for part in clause.paragraphs
            for entry in part.responsibilities
        ],
        **names_json.value(_mentions(plan, names), names.authority),
        "damage": [_emendation(entry) for entry in entries if entry.verdict != "slip"],
        "slips": [
            {"line": slip.line, "received": slip.received, "note": slip.note}
            for slip in source.edition.slips
        ],
        "aliases": dict(plan.aliases),
        "problems": [
            {
                "code": problem.code,
                "message": problem.message,
                **source.position(problem.span.start)._asdict(),
            }
            for problem in plan.problems
            if problem.place is None
        ],
    }


def _mentions(plan: Plan, names: Index) -> list[Mention]:
    """What the plan names, and what its form alone proposes as names."""
    known = names.of_plan(plan)
    proposed = proposals.find(plan, known, names.authority)
    return sorted([*known, *proposed], key=lambda mention: mention.span)


def _with_paths(plan: Plan) -> Iterator[tuple[Clause, str]]:
    """Clauses in document order, each with the printed numbers above it joined by dots."""

    def walk(clause: Clause, above: str) -> Iterator[tuple[Clause, str]]:
        number = ".".join(map(str, clause.numbers))
        segment = f"u{number}" if clause.layer == "u" else number
        inside = above if clause.layer != "s" else ""
        path = f"{inside}.{segment}" if inside else segment
        yield clause, path
        for child in clause.children:
            yield from walk(child, path)

    for node in plan.body:
        if isinstance(node, Clause):
            yield from walk(node, "")


def _clause(clause: Clause, path: str, source: Source) -> dict[str, Any]:
    paragraphs = [part.text for part in clause.paragraphs]
    own = [clause.label, clause.heading, clause.separator, *paragraphs]
    return {
        "id": clause.id,
        "path": path,
        "label": clause.label.text,
        "heading": clause.heading.text,
        **_raw("heading_raw", [clause.heading], source),
        "separator": clause.separator.text,
        "text": _joined(paragraphs),
        **_raw("raw", paragraphs, source),
        "line": clause.line,
        "spans": spans(own, source),
        "parts": list(_parts(clause, source)),
    }


def _parts(clause: Clause, source: Source) -> Iterator[dict[str, Any]]:
    def part(id_: str, kind: str, text: MappedText) -> dict[str, Any]:
        return {"id": id_, "kind": kind, "text": text.text, "spans": spans([text], source)}

    for paragraph in clause.paragraphs:
        if paragraph.id != clause.id:
            yield part(paragraph.id, "p", paragraph.text)
        for item in paragraph.items:
            yield part(item.id, "y", paragraph.text[item.start : item.end])


def _block(block: Block, source: Source) -> dict[str, Any]:
    texts = [part.text for part in block.paragraphs]
    return {
        "id": block.id,
        "kind": block.kind,
        **({"rule": block.rule} if block.rule else {}),
        "text": _joined(texts),
        **_raw("raw", texts, source),
        "line": block.paragraphs[0].line,
        "spans": spans(texts, source),
        "parts": [_block_part(part, source) for part in block.paragraphs if part.id],
    }


def _block_part(part: Paragraph, source: Source) -> dict[str, Any]:
    return {
        "id": part.id,
        "kind": part.role,
        "text": part.text.text,
        "line": part.line,
        "spans": spans([part.text], source),
    }


def _table(table: Table, source: Source) -> dict[str, Any]:
    return {
        "id": table.id,
        "clause_id": table.clause_id,
        "kind": table.kind,
        "caption": table.caption.text,
        "header": [cell.text for cell in table.header],
        "rows": [[cell.text for cell in row.cells] for row in table.rows],
        "row_ids": [row.id for row in table.rows],
        "line": table.line,
        "spans": spans(table.parts, source),
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


def _joined(texts: Iterable[MappedText]) -> str:
    return "\n".join(text.text for text in texts)


def _raw(key: str, texts: list[MappedText], source: Source) -> dict[str, str]:
    """The text as received under `key`, if it differs from the reading."""
    solid = [text for text in texts if text]
    raw = "\n".join(text.received(source.text) for text in solid)
    return {} if raw == _joined(solid) else {key: raw}


def spans(texts: Iterable[MappedText], source: Source) -> list[list[int]]:
    """The ranges of the original that texts stand in, in order; one line gives one range."""
    merged: list[list[int]] = []
    for span in sorted(span for text in texts for span in text.ranges(source.text)):
        gap = source.text[merged[-1][1] : span.start] if merged else ""
        if merged and "\n" not in gap and not gap.strip(blanks.CHARS):
            merged[-1][1] = max(merged[-1][1], span.end)
        else:
            merged.append([span.start, span.end])
    return merged
