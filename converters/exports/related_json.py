"""The clauses of other plans on the same matter, as JSON: `data/related/<work>.json`."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence

from converters.exports import json_layout
from converters.library.counterparts import Told
from converters.text.json_value import Json


def dump(told: Mapping[str, Sequence[Told]]) -> str:
    """The file: by the id of a clause its counterparts, best first, one line for each clause."""
    members = {id_: json_layout.line(_told(near)) for id_, near in told.items()}
    return json_layout.mapping(members) + "\n"


def _told(near: Iterable[Told]) -> list[Json]:
    return [
        {
            "work": one.work,
            "clause_id": one.clause_id,
            "score": one.score,
            "reasons": [reason._asdict() for reason in one.reasons],
        }
        for one in near
    ]
