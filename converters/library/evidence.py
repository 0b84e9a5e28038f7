"""Whether the places that records of the authority give as their evidence are there."""

from __future__ import annotations

from collections.abc import Iterator

from converters.library.fold import Library
from converters.models.located import Problem
from converters.text.mapped_text import Span

_NAMED = ("agencies", "terms", "instruments")
"""What a place is evidence for only if it mentions it; a type or a place may go by other names."""


def check(library: Library) -> Iterator[Problem]:
    """A Problem for each place that is not in the library, or does not mention the record.

    What a plan that was taken down had to say was looked into while it was there.
    """
    for record in library.references.records.values():
        if not record.at:
            continue
        for at in record.at:
            work, _, unit = at.partition("#")
            if work in library.references.withdrawn:
                continue
            if work not in library.facts:
                message = f"{record.id}：依据 {at} 所在的规划没有收入"
                yield Problem("evidence-unknown", message, Span(0, 0), place=record.written)
            elif unit not in library.facts[work].parts:
                message = f"{record.id}：依据 {at} 不存在"
                yield Problem("evidence-lost", message, Span(0, 0), "error", record.written)
            elif record.scheme in _NAMED and not _is_named(record.key, work, unit, library):
                message = f"{record.id}：依据 {at} 没有提到它"
                yield Problem("evidence-astray", message, Span(0, 0), place=record.written)


def _is_named(key: str, work: str, id_: str, library: Library) -> bool:
    """Whether a record is mentioned there: in that unit, or that part of one."""
    named = library.facts[work].named.get(key)
    return named is not None and any(id_ in (one.unit, one.part) for one in named.occurrences)
