"""Of which level a document is: of the state, a province, a prefecture or a county."""

from __future__ import annotations

import re

from converters import lexicon
from converters.names import divisions, full_names
from converters.names.authority import AuthorityRecord

_WORDS = lexicon.words("grounds")
LEVELS = ("nation", "province", "prefecture", "county")
"""From above, as the glossary calls them."""

_NATIONAL = re.compile(lexicon.alternatives(_WORDS["national"]))
_RELATIVE = re.compile(lexicon.alternatives(_WORDS["relative"]))
_PARTY = re.compile(lexicon.alternatives(_WORDS["party"]))
_LAWS = ("law",)


def of_place(adcode: str) -> str:
    """The level of a place by its code (GB/T 2260); empty if there is none."""
    if not adcode:
        return ""
    word = divisions.level(adcode)
    return next(name for name, said in lexicon.glossary("levels").items() if said == word)


def of_document(title: str, here: str, record: AuthorityRecord | None = None) -> str:
    """The level of a document by its record, else by how its title begins; empty if unknown.

    Args:
        title: as it is cited.
        here: the code of the place of the plan that cites it, to which 市 or 县 may refer.
        record: its record, if it has one.
    """
    if record and record.place:
        return of_place(record.place)
    if record and record.kind in _LAWS:
        return "nation"
    return _of_name(title, here) or (_of_name(record.issuer, here) if record else "")


def _of_name(name: str, here: str) -> str:
    if _NATIONAL.match(name):
        return "nation"
    local = name[found.end() :] if (found := _PARTY.match(name)) else name
    places, _ = divisions.chain_at_start(local)
    if places:
        return of_place(places[0].adcode)
    if not (relative := _RELATIVE.match(local)):
        return ""
    above = [one for one in full_names.chain(here) if one.name.endswith(relative[0])]
    level: str = of_place(above[-1].adcode) if above else _WORDS["relative"][relative[0]]
    return level
