"""The names of a plan as JSON values: `agencies`, `terms`, `citations`, `references`.

What is not settled has `id` null: with `candidates` if it may mean several records, with
`proposed` true if only its form says that it is a name.
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from converters.models.mention import Mention
from converters.names.authority import Authority


def value(mentions: Iterable[Mention], authority: Authority) -> dict[str, Any]:
    """The members of the JSON of a plan; each list in the order of first mention."""
    found = list(mentions)
    return {
        "agencies": _named([one for one in found if one.kind == "agency"], authority),
        "terms": _named([one for one in found if one.kind == "term"], authority),
        "citations": _citations([one for one in found if one.kind == "instrument"], authority),
        "references": [
            {"surface": one.surface, "target": one.target or None, "clause_id": one.unit}
            for one in found
            if one.kind in ("self", "clause")
        ],
    }


def _named(mentions: Iterable[Mention], authority: Authority) -> list[dict[str, Any]]:
    groups: dict[str, list[Mention]] = {}
    for mention in mentions:
        groups.setdefault(mention.target or f"?{mention.surface}", []).append(mention)
    return [
        {
            **_identity(group[0], authority),
            "surfaces": list(dict.fromkeys(mention.surface for mention in group)),
            "clause_ids": list(dict.fromkeys(mention.unit for mention in group)),
        }
        for group in groups.values()
    ]


def _citations(mentions: Iterable[Mention], authority: Authority) -> list[dict[str, Any]]:
    groups: dict[tuple[str, str], list[Mention]] = {}
    for mention in mentions:
        groups.setdefault((mention.target, mention.surface), []).append(mention)
    found = []
    for (key, surface), group in groups.items():
        printed = next((mention.doc_number for mention in group if mention.doc_number), "")
        record = authority.records.get(key)
        identity = _identity(group[0], authority)
        identity.pop("kind", None)
        found.append(
            {
                **identity,
                "surface": surface,
                "doc_number": printed or (record.doc_number if record else "") or None,
                "clause_ids": list(dict.fromkeys(mention.unit for mention in group)),
            }
        )
    return found


def _identity(mention: Mention, authority: Authority) -> dict[str, Any]:
    record = authority.records.get(mention.target)
    if record:
        kind = {"kind": record.kind} if record.kind else {}
        return {"id": record.id, "canonical": record.pref, **kind}
    doubt = {"candidates": list(mention.candidates)} if mention.candidates else {"proposed": True}
    identity: dict[str, Any] = {"id": None, "canonical": mention.surface}
    return {**identity, **({"kind": None} if mention.kind == "term" else {}), **doubt}
