"""The names and topics of a plan, each with its clauses; names by kind and pinyin."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from functools import partial
from typing import NamedTuple

from converters.citation import clause_addresses
from converters.citation.clause_addresses import Address
from converters.models.mention import Mention
from converters.models.plan import Plan
from converters.names import spelling
from converters.names.authority import SCHEME_WORDS, Authority, AuthorityRecord
from converters.names.plan_names import PlanNames
from converters.text import punctuation

SCHEMES = ("agencies", "terms", "instruments")
"""The kinds of names that have pages."""


class NameText(NamedTuple):
    """One name or topic: its key, what it is called, the ids of units and how they show."""

    key: str
    name: str
    units: tuple[tuple[str, str], ...]


class NamesOfKind(NamedTuple):
    """The names of one kind, and what the kind is called."""

    scheme: str
    word: str
    names: tuple[NameText, ...]


def of(plan: Plan, names: PlanNames) -> Iterator[NamesOfKind]:
    """The names of a plan; of a kind that it has none of, nothing."""
    found = names.by_key
    addresses = clause_addresses.of(plan)
    for scheme in SCHEMES:
        records = [names.authority.records[key] for key in found if key.startswith(f"{scheme}/")]
        if records:
            ordered = sorted(records, key=partial(_order, names.authority))
            shown = (_name(record, found[record.key], addresses) for record in ordered)
            yield NamesOfKind(scheme, SCHEME_WORDS[scheme], tuple(shown))


def topics(plan: Plan, names: PlanNames) -> Iterator[NameText]:
    """The topics of a plan, in the order of their file, each with its clauses."""
    addresses = clause_addresses.of(plan)
    found: dict[str, list[str]] = {}
    for clause, about in names.topics.items():
        for id_ in about:
            found.setdefault(id_, []).append(clause)
    for topic in names.authority.topics.values():
        if topic.id in found:
            units = tuple((id_, addresses[id_].shown) for id_ in found[topic.id])
            yield NameText(f"topics/{topic.id}", topic.name, units)


def _order(authority: Authority, record: AuthorityRecord) -> tuple[str, str]:
    """As in the lists of names: by pinyin, then by key."""
    return authority.order.get(record.key) or spelling.order(record.pref), record.key


def _name(
    record: AuthorityRecord, mentions: Iterable[Mention], addresses: Mapping[str, Address]
) -> NameText:
    units = dict.fromkeys(mention.unit for mention in mentions)
    shown = tuple((unit, addresses[unit].shown) for unit in units)
    return NameText(record.key, punctuation.restore(record.pref), shown)
