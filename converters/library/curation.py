"""What a person should look into in the authority, once all plans have been read with it.

Records that no plan mentions, and terms of one plan that look like variants of a term of another.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator
from itertools import combinations, pairwise

from converters.library.references import References
from converters.names import name_folding
from converters.names.authority import AuthorityRecord
from converters.names.curation import Finding
from converters.text import numerals

_ALIKE = 0.6
_MOST_OF_ONE_PAIR = 40
"""Pairs of characters that more terms share than this say nothing: a bound on the comparisons."""


def findings(references: References) -> Iterator[Finding]:
    """All findings of the library."""
    yield from _unmentioned(references)
    yield from _alike(references)


def _unmentioned(references: References) -> Iterator[Finding]:
    for record in references.records.values():
        if record.fate or record.scheme in ("agency-types", "places"):
            continue
        if not references.of(record.key):
            yield Finding(record.written, f"{record.id}：没有一份规划提到", "record-unmentioned")


def _alike(references: References) -> Iterator[Finding]:
    """Terms that one plan alone has, each beside a term of another plan that is written alike."""
    terms = [
        one
        for one in references.relations.authority.of_scheme("terms")
        if references.of(one.key) and not one.fate
    ]
    pairs = {one.key: frozenset(pairwise(name_folding.fold(one.pref))) for one in terms}
    by_pair: dict[tuple[str, str], list[AuthorityRecord]] = defaultdict(list)
    for one in terms:
        for pair in pairs[one.key]:
            by_pair[pair].append(one)
    beside: dict[tuple[str, str], tuple[AuthorityRecord, AuthorityRecord]] = {}
    for group in by_pair.values():
        if len(group) <= _MOST_OF_ONE_PAIR:
            beside |= {(one.key, other.key): (one, other) for one, other in combinations(group, 2)}
    for one, other in beside.values():
        shared = len(pairs[one.key] & pairs[other.key])
        likeness = 2 * shared / (len(pairs[one.key]) + len(pairs[other.key]))
        if likeness >= _ALIKE and _may_be_variants(one, other, references):
            message = f"{one.id}“{one.pref}”与 {other.id}“{other.pref}”写法相近，是否一事"
            yield Finding(one.written, message, "records-alike")


def _may_be_variants(one: AuthorityRecord, other: AuthorityRecord, references: References) -> bool:
    """Whether one is in a single plan that lacks the other, and nobody has told them apart."""
    if one.id in (other.broader, *other.apart) or other.id in (one.broader, *one.apart):
        return False
    if _without_numbers(one) == _without_numbers(other):
        return False
    works = [{here.card.work for here in references.of(key)} for key in (one.key, other.key)]
    return min(map(len, works)) == 1 and not works[0] & works[1]


def _without_numbers(record: AuthorityRecord) -> str:
    """第十八次 and 第二十次 are not two forms of one name."""
    return re.sub(f"{numerals.HAN_NUMBER}|[0-9]+", "0", record.pref)
