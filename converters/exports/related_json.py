"""The clauses of other plans on the same matter, as JSON: `data/related/<work>.json`."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence

from converters.exports import json_layout
from converters.library.counterparts import Told
from converters.text.json_value import Json


def within(told: Mapping[str, Sequence[Told]], room: int) -> dict[str, Sequence[Told]]:
    """As much as there is room for in bytes (`data/room.yml`): of each clause at least the best."""
    sizes = dict.fromkeys(told, 0)
    order = [*told]
    while order:
        for id_ in order:
            room -= len(json_layout.line([_entry(told[id_][sizes[id_]])]).encode())
            if room < 0 and sizes[id_]:
                return {id_: near[: max(sizes[id_], 1)] for id_, near in told.items()}
            sizes[id_] += 1
        order = [id_ for id_ in order if len(told[id_]) > sizes[id_]]
    return {**told}


def dump(told: Mapping[str, Sequence[Told]]) -> str:
    """The file: by the id of a clause its counterparts, best first, one line for each clause."""
    members = {id_: json_layout.line(_told(near)) for id_, near in told.items()}
    return json_layout.mapping(members) + "\n"


def _told(near: Iterable[Told]) -> list[Json]:
    return [_entry(one) for one in near]


def _entry(one: Told) -> dict[str, Json]:
    return {
        "work": one.work,
        "clause_id": one.clause_id,
        "score": one.score,
        "reasons": [reason._asdict() for reason in one.reasons],
    }
