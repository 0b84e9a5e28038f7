"""Whether the places that records of the authority give as their evidence are there."""

from __future__ import annotations

from collections.abc import Iterator

from converters.library.fold import Library
from converters.library.references import References
from converters.models.located import Problem
from converters.text.mapped_text import Span

_NAMED = ("agencies", "terms", "instruments")
"""What a place is evidence for only if it mentions it; a type or a place may go by other names."""


def check(library: Library) -> Iterator[Problem]:
    """A Problem for each place that is not in the library, or does not mention the record."""
    for record in library.references.records.values():
        if not record.at:
            continue
        mentioned = _mentioned(record.key, library.references)
        for at in record.at:
            work, _, unit = at.partition("#")
            if work not in library.facts:
                message = f"{record.id}：依据 {at} 所在的规划没有收入"
                yield Problem("evidence-unknown", message, Span(0, 0), place=record.written)
            elif unit not in library.facts[work].parts:
                message = f"{record.id}：依据 {at} 不存在"
                yield Problem("evidence-lost", message, Span(0, 0), "error", record.written)
            elif record.scheme in _NAMED and at not in mentioned:
                message = f"{record.id}：依据 {at} 没有提到它"
                yield Problem("evidence-astray", message, Span(0, 0), place=record.written)


def _mentioned(key: str, references: References) -> frozenset[str]:
    """Every place that names a record, as `work#id`."""
    return frozenset(
        f"{one.card.work}#{id_}"
        for one in references.of(key)
        for occurrence in one.named.occurrences
        for id_ in (occurrence.unit, occurrence.part)
    )
