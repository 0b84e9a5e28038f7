"""How names are spelt: in pinyin, by which they are sorted and found."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace
from typing import NamedTuple, TypeVar

from converters.names import name_folding
from converters.names.authority import Authority, AuthorityRecord
from converters.text.pinyin import syllables

_Value = TypeVar("_Value")

_LATIN = re.compile("[a-z0-9]+")


class Spelling(NamedTuple):
    """The pinyin of a name and its initials, Latin letters and digits only."""

    whole: str
    initials: str


@dataclass(frozen=True)
class Spelled:
    """How the names of some records are spelt.

    Args:
        order: by key, what the record is sorted by.
        forms: by key, its names folded, none twice.
        spellings: of each of these forms.
    """

    order: Mapping[str, str] = field(default_factory=dict)
    forms: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    spellings: Mapping[str, Spelling] = field(default_factory=dict)


NOTHING = Spelled()


def spell(name: str) -> Spelling:
    """The spelling of a name.

    >>> spell("应急管理局")
    Spelling(whole='yingjiguanliju', initials='yjglj')
    """
    solid = _solid(name)
    initials = "".join(part if part[0].isdigit() else part[0] for part in solid)
    return Spelling("".join(solid), initials)


def syllabled(name: str) -> str:
    """The spelling of a name with a capital where a syllable begins: whole and initials in one.

    >>> syllabled("应急管理局")
    'YingJiGuanLiJu'
    """
    return "".join(part.capitalize() for part in _solid(name))


def tails(name: str) -> list[str]:
    """The pinyin of a name from each of its syllables on, but for the first.

    >>> tails("应急局")
    ['jiju', 'ju']
    """
    solid = _solid(name)
    return ["".join(solid[at:]) for at in range(1, len(solid))]


def _solid(name: str) -> list[str]:
    return [part for syllable in syllables(name) for part in _LATIN.findall(syllable.lower())]


def order(name: str) -> str:
    """What a name is sorted by: its syllables without tones; after them the name."""
    plain = "".join(char for char in name if char.isalnum())
    return " ".join(syllables(plain)).lower()


def folded(names: Iterable[str]) -> tuple[str, ...]:
    """Names as they are compared, none twice and none empty."""
    return tuple(dict.fromkeys(filter(None, map(name_folding.fold, names))))


def of(records: Iterable[AuthorityRecord]) -> Spelled:
    """How some records are spelt."""
    known = list(records)
    forms = {one.key: folded(_names(one)) for one in known}
    every = dict.fromkeys(form for of_record in forms.values() for form in of_record)
    return Spelled(
        {one.key: order(one.pref) for one in known}, forms, {form: spell(form) for form in every}
    )


def _names(record: AuthorityRecord) -> tuple[str, ...]:
    return (record.pref, *record.alt, record.doc_number, *(one.name for one in record.former))


def with_merged(spelled: Spelled, authority: Authority) -> Spelled:
    """The same, where what was merged into a record is a name of that."""
    forms = dict(spelled.forms)
    for key, merged in authority.absorbed.items():
        forms[key] = folded((*forms[key], *(form for one in merged for form in one.forms)))
    return replace(spelled, forms=forms)


def joined(parts: Iterable[Spelled]) -> Spelled:
    """All of some parts."""
    every = [*parts]
    return Spelled(
        _merged(part.order for part in every),
        _merged(part.forms for part in every),
        _merged(part.spellings for part in every),
    )


def _merged(parts: Iterable[Mapping[str, _Value]]) -> dict[str, _Value]:
    return {key: value for part in parts for key, value in part.items()}
