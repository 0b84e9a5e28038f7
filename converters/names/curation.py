"""What a person should look into in the authority, once plans have been read with it.

Names that may mean two records, names in no record, records that no plan mentions, and terms of
one plan that look like variants of a term of another.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import combinations, pairwise

from converters.models.located import FilePlace
from converters.models.mention import Mention
from converters.models.plan import Plan
from converters.names import name_folding, proposals
from converters.names.authority import AuthorityRecord
from converters.names.index import Index
from converters.text import numerals

_ALIKE = 0.6
_MOST_OF_ONE_PAIR = 40
"""Pairs of characters that more terms share than this say nothing: a bound on the comparisons."""


@dataclass(frozen=True)
class Finding:
    """Something to look into: where it is written, in which words, under which code."""

    place: FilePlace
    message: str
    code: str


def findings(names: Index) -> Iterator[Finding]:
    """All findings: those of the plans first, then those of the authority."""
    for plan in names.plans:
        yield from of_plan(plan, names)
    yield from _unmentioned(names)
    yield from _alike(names)


def of_plan(plan: Plan, names: Index) -> Iterator[Finding]:
    """Names of one plan that are not settled, and names that are in no record."""
    known = names.of_plan(plan)
    for mention in known:
        if mention.candidates:
            meant = "、".join(mention.candidates)
            message = f"“{mention.surface}”可指 {meant}，未定"
            yield Finding(_place(plan, mention), message, "name-unresolved")
        elif not mention.is_resolved:
            message = f"《{mention.surface}》不在规范档中"
            yield Finding(_place(plan, mention), message, "name-unknown")
    for mention in proposals.find(plan, known, names.authority):
        shown = f"“{mention.surface}”"
        kind = {"agency": "机构", "term": "提法"}[mention.kind]
        message = f"{shown}像是{kind}名称，不在规范档中"
        yield Finding(_place(plan, mention), message, "name-unknown")


def _place(plan: Plan, mention: Mention) -> FilePlace:
    line, col = plan.source.position(mention.span.start)
    return FilePlace(plan.source.path, line, col + 1)


def _unmentioned(names: Index) -> Iterator[Finding]:
    for record in names.authority.records.values():
        if record.scheme in ("agencies", "terms", "instruments") and not names.of(record.key):
            yield Finding(record.written, f"{record.id}：没有一份规划提到", "record-unmentioned")


def _alike(names: Index) -> Iterator[Finding]:
    """Terms that one plan alone has, each beside a term of another plan that is written alike."""
    terms = [one for one in names.authority.of_scheme("terms") if names.of(one.key)]
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
        if likeness >= _ALIKE and _may_be_variants(one, other, names):
            message = f"{one.id}“{one.pref}”与 {other.id}“{other.pref}”写法相近，是否一事"
            yield Finding(one.written, message, "records-alike")


def _may_be_variants(one: AuthorityRecord, other: AuthorityRecord, names: Index) -> bool:
    """Whether one is in a single plan that lacks the other, and nobody has told them apart."""
    if one.id in (other.broader, *other.apart) or other.id in (one.broader, *one.apart):
        return False
    if _without_numbers(one) == _without_numbers(other):
        return False
    works = [{here.plan.source.work for here in names.of(key)} for key in (one.key, other.key)]
    return min(map(len, works)) == 1 and not works[0] & works[1]


def _without_numbers(record: AuthorityRecord) -> str:
    """第十八次 and 第二十次 are not two forms of one name."""
    return re.sub(f"{numerals.HAN_NUMBER}|[0-9]+", "0", record.pref)
