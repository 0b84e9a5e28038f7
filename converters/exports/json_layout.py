"""JSON with a line for each member, to be read and compared."""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping

from converters.text.json_value import Json

_ENCODER = json.JSONEncoder(ensure_ascii=False)


def line(value: Json) -> str:
    """A value on one line."""
    return _ENCODER.encode(value)


def array(members: Iterable[Json]) -> str:
    """A list, each member on its line."""
    return _enclosed("[", map(line, members), "]")


def mapping(members: Mapping[str, str]) -> str:
    """An object; its members are JSON already."""
    return _enclosed("{", (f"{line(key)}: {member}" for key, member in members.items()), "}")


def _enclosed(opening: str, members: Iterable[str], closing: str) -> str:
    written = ",\n".join(members)
    return f"{opening}\n{written}\n{closing}" if written else opening + closing
