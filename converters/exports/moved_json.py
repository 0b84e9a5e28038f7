"""What became of older addresses of names, `data/moved.json`: what an id that is known is now.

Each member of `moved` has the older address (`id`), the addresses that came after it (`to`; none of
what is only not kept up any more), and what became of it (`how`).
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator, Mapping

from converters.names import fate
from converters.names.authority import Authority
from converters.names.name_ledger import Landing
from converters.text.json_value import Json

_BY_LEDGER = "moved"
"""What is said of an address that a line of the ledger leads on, with no word on why."""


def dump(moved: Iterable[tuple[str, Landing]], authority: Authority) -> str:
    """The file: older addresses, then those of records that ended, each in the order of the files.

    Args:
        moved: the older addresses, and where they lead.
        authority: the records.
    """
    found = [*_moved(moved, authority), *_ended(authority)]
    return json.dumps({"moved": found}, ensure_ascii=False, indent=1) + "\n"


def _moved(moved: Iterable[tuple[str, Landing]], authority: Authority) -> Iterator[Json]:
    for old, landing in moved:
        said = authority.moved.get(old)
        yield {
            "id": old,
            "how": said.how if said else _BY_LEDGER,
            "name": said.name if said else None,
            "to": [landing.to],
            "date": (said and said.date) or None,
            "ground": (said and said.ground) or None,
            "published": landing.since or None,
        }


def _ended(authority: Authority) -> Iterator[Mapping[str, Json]]:
    for record in authority.records.values():
        if record.fate:
            into = (f"{record.scheme}/{id_}" for id_, _ in record.fate.into)
            yield {
                "id": record.key,
                "how": record.fate.how,
                "name": record.pref,
                "to": [fate.current(key, authority.moved) for key in into],
                "date": record.fate.date,
                "ground": record.fate.ground or None,
                "published": None,
            }
