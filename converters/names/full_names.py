"""The full form of a name that no record has, as far as its plan says what goes into it.

县应急局 in 吉水 is 吉水县应急管理局: its place from the plan, its type from the records of types.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import NamedTuple

from converters import lexicon
from converters.models.plan import Plan
from converters.names import divisions
from converters.names.authority import LEVELS, Authority
from converters.names.divisions import Division

_WORDS = lexicon.words("drafts")
_COMMITTEE: Mapping[str, str] = _WORDS["committees"]
_WITH_UPPER = tuple(_WORDS["with_upper"])
_SHORTEST_TITLE = 6
_LOWER, _HIGHER = _WORDS["general_offices"]
_NOT_LEVELS = tuple(_WORDS["not_levels"])


class Body(NamedTuple):
    """A body in full.

    Args:
        pref: its full form; without a place, as it stands.
        kind: which kind of body its form shows.
        type: the id of its type, empty if that is not known.
        owner: the division that it is a body of, None if its name gives it to none.
        tail: its name without the division.
    """

    pref: str
    kind: str
    type: str
    owner: Division | None
    tail: str


Types = Mapping[str, tuple[str, str]]
"""The id and the full form of a type of body by each form that ends the name of one."""


def types(authority: Authority) -> Types:
    """The types of an authority."""
    found: dict[str, tuple[str, str]] = {}
    for one in authority.of_scheme("agency-types"):
        for form in (one.pref, *one.alt):
            full = one.pref if len(form) < len(one.pref) else form
            if form.endswith(_HIGHER) and full.endswith(_LOWER):  # 省政府办公厅 is no 办公室
                full = f"{full.removesuffix(_LOWER)}{_HIGHER}"
            found.setdefault(form, (one.id, full))
    return found


def body(surface: str, places: Sequence[Division], known: Types) -> Body:
    """What a body is in full.

    Args:
        surface: its name as it stands.
        places: the place of the plan and those above it, from above.
        known: the types of bodies.
    """
    short = _COMMITTEE["short"]
    if surface.startswith(short):
        of_party = body(surface.removeprefix(short), places, known)
        if of_party.owner:
            is_inside = not of_party.pref.startswith(_COMMITTEE["before"])
            pref = f"{short}{of_party.pref}" if is_inside else of_party.pref
            return of_party._replace(pref=pref, kind="party")
    owner, tail = _owned(surface, places)
    lineage: Sequence[Division] = places
    if owner is None:
        found, size = divisions.chain_at_start(surface)
        if len(found) != 1 or size == len(surface):
            return Body(surface, kind("agencies", surface), "", None, surface)
        owner, tail = found[0], surface[size:]
        above = [*chain(owner.adcode)]
        lineage = above if owner in above else [owner]  # one that is no more is in no chain
    if tail == _COMMITTEE["ending"]:
        pref = f"{_COMMITTEE['before']}{with_upper(owner, lineage)}{_COMMITTEE['after']}"
        is_known = any(id_ == _COMMITTEE["type"] for id_, _ in known.values())
        return Body(pref, "party", _COMMITTEE["type"] if is_known else "", owner, tail)
    type_, tail = known.get(tail, ("", tail))
    return Body(f"{with_upper(owner, lineage)}{tail}", kind("agencies", tail), type_, owner, tail)


def chain(adcode: str) -> Iterator[Division]:
    """The divisions that a place is part of, from above, and itself."""
    own = divisions.of_code(adcode)
    if own is None:
        return
    named = divisions.lineage(own).names
    codes = dict.fromkeys((f"{adcode[:2]}0000", f"{adcode[:4]}00", adcode))
    yield from (one for one in map(divisions.of_code, codes) if one and one.name in named)


def _owned(surface: str, places: Sequence[Division]) -> tuple[Division | None, str]:
    """Whose body it is, by the name or the level that it begins with, and the rest of its name."""
    rest, owner = surface, None
    for division in places:
        for name in (division.name, f"{division.short}{division.name[-1]}", division.short):
            if rest.startswith(name) and len(rest) > len(name):
                owner, rest = division, rest.removeprefix(name)
                break
    if owner is not None and not rest.startswith(LEVELS):
        return owner, rest
    for division in reversed(places):
        level = next((one for one in _levels(division) if _begins_with(rest, one)), "")
        if level:
            after = rest.removeprefix(level)
            lower, tail = _owned(after, places)  # 市普陀区应急管理局 is a body of 普陀区
            return (division, after) if lower is None else (lower, tail)
    return (owner, rest) if owner is not None else (None, surface)


def _levels(division: Division) -> Iterator[str]:
    """What stands for a division as a level, the longest first: 自治州 and 州."""
    yield from (one for one in LEVELS if division.name.endswith(one))


def _begins_with(name: str, level: str) -> bool:
    """Whether a name begins with a level, and not with a word that begins so (市场监督管理局)."""
    is_level = name.startswith(level) and not name.startswith(_NOT_LEVELS)
    return is_level and len(name) > len(level)


def with_upper(owner: Division, lineage: Sequence[Division]) -> str:
    """The name that bodies of a division begin with: 宜春市, 高台县, but 通化市东昌区."""
    at = lineage.index(owner)
    upper = lineage[at - 1].name if at and owner.name.endswith(_WITH_UPPER) else ""
    return f"{upper}{owner.name}"


def kind(scheme: str, name: str) -> str:
    """Which kind of its scheme a name is of, by what it ends with."""
    for name_of_kind, endings in _WORDS[f"of_{scheme}"]:
        if name.endswith(tuple(endings)):
            return str(name_of_kind)
    return str(_WORDS[f"of_other_{scheme}"])


def is_relative(title: str) -> bool:
    """Whether a title says what it is only beside its plan: 实施方案, 市防汛应急预案, 本市…."""
    return len(title) < _SHORTEST_TITLE or title.startswith((*LEVELS, *_WORDS["own"]))


class Reader:
    """Reads the names of one plan."""

    def __init__(self, plan: Plan, authority: Authority) -> None:
        place = plan.record.place.value
        self._places = [*chain(place.adcode)] if place else []
        self._types = types(authority)

    def body(self, surface: str, *, is_unit: bool = False) -> Body:
        """What a body is in full; in a list of units one of a known type is of the plan's place."""
        found = body(surface, self._places, self._types)
        if is_unit and found.owner is None and self._places and surface in self._types:
            own = self._places[-1]
            id_, full = self._types[surface]
            pref = f"{with_upper(own, self._places)}{full}"
            return Body(pref, kind("agencies", full), id_, own, full)
        return found
