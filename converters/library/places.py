"""The places of the plans, from GB/T 2260: each has a page, and those above it, by itself."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import replace
from functools import lru_cache

from converters.library.relations import Relations
from converters.names import full_names, place_records, spelling
from converters.names.authority import Authority, AuthorityRecord
from converters.names.divisions import Division


def chain(adcode: str, authority: Authority) -> list[Division]:
    """The divisions that have a page for a plan of a place, from above; that of today for an older.

    Args:
        adcode: the code of the place, empty if it is not known.
        authority: says which place has come after another.
    """
    return [*full_names.chain(authority.place_today(adcode))] if adcode else []


def wanted(codes: Iterable[str], authority: Authority) -> tuple[str, ...]:
    """The codes of the places of plans, and above them, of which the authority has no record."""
    every = {one.adcode for code in {*codes} for one in chain(code, authority)}
    return tuple(sorted(code for code in every if f"places/{code}" not in authority.records))


@lru_cache(maxsize=1)  # page after page asks for the places of one library
def with_records(relations: Relations, codes: tuple[str, ...]) -> Relations:
    """The same, with the places of which the authority has no record.

    Args:
        relations: of the records.
        codes: of the places, as `wanted` has them.
    """
    return _with(relations, [*place_records.of(codes)]) if codes else relations


def _with(relations: Relations, more: Sequence[AuthorityRecord]) -> Relations:
    spelled = spelling.joined([relations.spelled, spelling.of(more)])
    narrower = dict(relations.narrower)
    for one in more:
        if one.broader:
            key = f"places/{one.broader}"
            narrower[key] = (*narrower.get(key, ()), one.key)
    authority = replace(
        relations.authority,
        records={**relations.records, **{one.key: one for one in more}},
        names={**relations.authority.names, **dict.fromkeys((one.key for one in more), ())},
        order=spelled.order,
    )
    return replace(relations, authority=authority, spelled=spelled, narrower=narrower)
