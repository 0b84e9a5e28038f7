"""Records that may be taken for one another: the same name, or one name inside the other."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence

import ahocorasick_rs

from converters.names import name_folding
from converters.names.authority import Authority, AuthorityRecord

_QUALIFIER = re.compile(r"\([^()]*\)$")
_SHORTEST = 2
_MOST = 12
"""So many for one record: a bound, because a short name may stand in very many others."""


def of(authority: Authority, scheme: str) -> Mapping[str, tuple[str, ...]]:
    """For each record of a scheme that has any, the keys of its look-alikes.

    The record above it and those below it are none: they are shown as such.
    """
    records = authority.of_scheme(scheme)
    by_name: dict[str, list[AuthorityRecord]] = {}
    for record in records:
        by_name.setdefault(_name(record), []).append(record)
    found: dict[str, dict[str, None]] = {}
    for one, other in _pairs(by_name):
        if _is_above(one, other) or _is_above(other, one):
            continue
        for key, alike in ((one.key, other.key), (other.key, one.key)):
            of_one = found.setdefault(key, {})
            if len(of_one) < _MOST:
                of_one[alike] = None
    return {key: tuple(alike) for key, alike in found.items()}


def _pairs(
    by_name: Mapping[str, Sequence[AuthorityRecord]],
) -> Iterator[tuple[AuthorityRecord, AuthorityRecord]]:
    names = sorted(name for name in by_name if len(name) >= _SHORTEST)
    automaton = ahocorasick_rs.AhoCorasick(names)
    for name in names:
        same = by_name[name][: _MOST + 1]
        yield from ((one, other) for at, one in enumerate(same) for other in same[at + 1 :])
        matches = automaton.find_matches_as_indexes(name, overlapping=True)
        inside = {names[at] for at, _, _ in matches}
        for shorter in sorted(inside - {name}):
            yield from ((one, other) for one in by_name[shorter][:_MOST] for other in same[:_MOST])


def _name(record: AuthorityRecord) -> str:
    """The name without the brackets that tell it from another: 十个一（高台县应急管理局）."""
    folded = name_folding.fold(record.pref)
    return _QUALIFIER.sub("", folded) or folded


def _is_above(one: AuthorityRecord, other: AuthorityRecord) -> bool:
    return other.broader == one.id
