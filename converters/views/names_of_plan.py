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
from converters.names.unreviewed import UnreviewedName
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


class UnreviewedText(NamedTuple):
    """A name that no person has looked at.

    Args:
        id: of its entry.
        name: in full, as far as that is known.
        forms: how the plan has it, if otherwise.
        units: the ids of the units that it stands in, and how they show.
        type: of a body the key and name of its type, if that is known.
        doc_number: of a document, if that is known.
    """

    id: str
    name: str
    forms: tuple[str, ...]
    units: tuple[tuple[str, str], ...]
    type: tuple[str, str] | None
    doc_number: str


class UnreviewedOfKind(NamedTuple):
    """The unreviewed names of one kind, and what the kind is called."""

    scheme: str
    word: str
    names: tuple[UnreviewedText, ...]


def unreviewed(plan: Plan, names: PlanNames) -> Iterator[UnreviewedOfKind]:
    """The names of a plan that are in no record; of a kind that it has none of, nothing."""
    addresses = clause_addresses.of(plan) if names.unreviewed else {}
    for scheme in SCHEMES:
        found = [one for one in names.unreviewed if one.scheme == scheme]
        if found:
            ordered = sorted(found, key=lambda one: (spelling.order(one.pref), one.id))
            shown = (_unreviewed(one, names.authority, addresses) for one in ordered)
            yield UnreviewedOfKind(scheme, SCHEME_WORDS[scheme], tuple(shown))


def _unreviewed(
    name: UnreviewedName, authority: Authority, addresses: Mapping[str, Address]
) -> UnreviewedText:
    units = dict.fromkeys(mention.unit for mention in name.mentions)
    key = f"agency-types/{name.type}"
    return UnreviewedText(
        name.id,
        punctuation.restore(name.pref),
        tuple(punctuation.restore(one) for one in name.surfaces if one != name.pref),
        tuple((unit, addresses[unit].shown) for unit in units),
        (key, authority.records[key].pref) if name.type else None,
        name.doc_number,
    )


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
