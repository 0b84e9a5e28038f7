"""The names of a plan as JSON values: `agencies`, `terms`, `citations`, `references`.

A name that has a record is `reviewed`. What no person has looked at has `id` null: with
`candidates` if it may mean several records, with `proposed` true if it is in none.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import Any, NamedTuple

from converters.models.mention import Mention
from converters.names.authority import Authority
from converters.names.plan_names import PlanNames
from converters.names.unreviewed import UnreviewedName

_SCHEMES = {"agencies": "agencies", "terms": "terms", "instruments": "citations"}
_KINDS = {"agency": "agencies", "term": "terms", "instrument": "instruments"}


class _Entry(NamedTuple):
    """A name: its mentions, and what is known of it."""

    scheme: str
    mentions: Sequence[Mention]
    identity: Mapping[str, Any]
    doc_number: str = ""

    @property
    def order(self) -> tuple[int, int]:
        """Where its first mention stands; of what begins together the longest goes before."""
        first = self.mentions[0].span
        return first.start, -first.end


def value(names: PlanNames) -> dict[str, Any]:
    """The members of the JSON of a plan; each list in the order of first mention."""
    entries = sorted(_entries(names), key=lambda one: one.order)
    return {
        member: [_written(one) for one in entries if one.scheme == scheme]
        for scheme, member in _SCHEMES.items()
    } | {
        "references": [
            {"surface": one.surface, "target": one.target or None, "clause_id": one.unit}
            for one in names.mentions
            if one.kind in ("self", "clause")
        ],
    }


def _entries(names: PlanNames) -> Iterator[_Entry]:
    known = [one for one in names.mentions if one.kind in _KINDS]
    # Citations of one record are told apart by the titles that they give.
    groups: dict[tuple[str, str, str], list[Mention]] = {}
    for one in sorted([*known, *names.inside], key=lambda one: (one.span.start, -one.end)):
        if one.is_resolved or one.candidates:
            title = one.surface if one.kind == "instrument" or one.candidates else ""
            groups.setdefault((one.kind, one.target, title), []).append(one)
    for mentions in groups.values():
        yield _of_records(mentions, names.authority)
    for name in names.unreviewed:
        yield from _of_unreviewed(name)


def _of_records(mentions: Sequence[Mention], authority: Authority) -> _Entry:
    first = mentions[0]
    scheme = _KINDS[first.kind]
    record = authority.records.get(first.target)
    if record:
        kind = {"kind": record.kind} if record.kind else {}
        identity = {"id": record.id, "canonical": record.pref, **kind, "reviewed": True}
        return _Entry(scheme, mentions, identity, record.doc_number)
    return _Entry(
        scheme,
        mentions,
        {
            "id": None,
            "canonical": first.surface,
            **({"kind": None} if scheme == "terms" else {}),
            "reviewed": False,
            "candidates": list(first.candidates),
        },
    )


def _of_unreviewed(name: UnreviewedName) -> Iterator[_Entry]:
    """One entry; of a document one for each form of its title."""
    identity = {"id": None, "canonical": name.pref, "kind": name.kind}
    forms: dict[str, list[Mention]] = {}
    for one in name.mentions:
        forms.setdefault(one.surface if name.scheme == "instruments" else "", []).append(one)
    for mentions in forms.values():
        whole = {**identity, "reviewed": False, "proposed": True}
        yield _Entry(name.scheme, mentions, whole, name.doc_number)


def _written(entry: _Entry) -> dict[str, Any]:
    identity = dict(entry.identity)
    clauses = {"clause_ids": _each(one.unit for one in entry.mentions)}
    surfaces = _each(one.surface for one in entry.mentions)
    if entry.scheme != "instruments":
        return {**identity, "surfaces": surfaces, **clauses}
    identity.pop("kind", None)
    printed = next((one.doc_number for one in entry.mentions if one.doc_number), "")
    number = printed or entry.doc_number or None
    return {**identity, "surface": surfaces[0], "doc_number": number, **clauses}


def _each(items: Iterable[str]) -> list[str]:
    return list(dict.fromkeys(items))
