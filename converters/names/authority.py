"""The authority: controlled names of agencies, terms, instruments and places (`docs/authority/`).

The records are in the manner of SKOS concepts: one preferred name, other names, a broader concept,
and the evidence. How their files are read and what is wrong in them, `authority_files` says.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from functools import cached_property
from typing import Any, NamedTuple

from converters import lexicon
from converters.models.located import FilePlace, Position
from converters.models.mention import MentionKind
from converters.names import fate, name_folding
from converters.names.fate import Fate, Former, Moved
from converters.topics.scheme import Topics

SCHEMES = ("agencies", "agency-types", "terms", "instruments", "places")
"""The files of the authority; each is also the folder of its pages."""

SCHEME_WORDS: Mapping[str, str] = lexicon.glossary("schemes")
"""The files of the authority, in words."""

MENTION_KINDS: Mapping[str, MentionKind] = {
    "agencies": "agency",
    "terms": "term",
    "instruments": "instrument",
}
"""The files whose names stand in texts, and how mentions of them are called."""

KINDS: Mapping[str, Mapping[str, str]] = lexicon.words("glossary")["name_kinds"]
"""The kinds of record of each file that has kinds, in words."""

LEVELS = tuple(sorted(lexicon.words("authority")["levels"], key=len, reverse=True))
"""The levels of a place by which a name is relative, the longest first: 自治州 and 州."""


@dataclass(frozen=True)
class Scope:
    """Where a plan stands: the code of its place (empty if unknown) and the key of its issuer."""

    adcode: str = ""
    issuer: str = ""


class Name(NamedTuple):
    """One form of a record's name, folded.

    `within` is the code of the place (its zeros left out) and `issuer` the key of the agency in
    whose plans it means the record; empty means in every plan.
    """

    text: str
    quoted: bool = False
    within: str = ""
    issuer: str = ""

    def is_known(self, scope: Scope) -> bool:
        """Whether the name means its record in a plan that stands there."""
        if self.issuer:
            return self.issuer == scope.issuer
        return scope.adcode.startswith(self.within)


NO_PLACES: Mapping[tuple[str | int, ...], Position] = {}


class AuthorityRecord(NamedTuple):
    """One concept. `key` is `<scheme>/<id>`; `written` says where in its file it stands.

    `fate` is how it ended, if it did; `places` are the places of fields that point to others.
    """

    scheme: str
    id: str
    pref: str
    written: FilePlace
    alt: tuple[str, ...] = ()
    kind: str = ""
    type: str = ""
    place: str = ""
    broader: str = ""
    apart: tuple[str, ...] = ()
    quoted: bool = False
    doc_number: str = ""
    issuer: str = ""
    work: str = ""
    at: tuple[str, ...] = ()
    members: tuple[dict[str, Any], ...] = ()
    note: str = ""
    former: tuple[Former, ...] = ()
    fate: Fate | None = None
    places: Mapping[tuple[str | int, ...], Position] = NO_PLACES

    @property
    def key(self) -> str:
        """The address of its page."""
        return f"{self.scheme}/{self.id}"

    @property
    def names(self) -> tuple[str, ...]:
        """Every name in it: its own, its document number, its issuer, what it has for members."""
        members = ("".join(one["names"]) for one in self.members)
        former = (one.name for one in self.former)
        return (self.pref, *self.alt, *former, self.doc_number, self.issuer, *members)

    def place_of(self, *field: str | int) -> FilePlace:
        """Where a field is written, `former` `0` `id`; the record, if that is not known."""
        found = self.places.get(field)
        return FilePlace.at(self.written.path, found) if found else self.written

    def members_at(self, address: str) -> tuple[str, ...]:
        """What a person has read as the members of a numbered term at `work#unit`."""
        return next((tuple(one["names"]) for one in self.members if one["at"] == address), ())


@dataclass(frozen=True)
class Authority:
    """All records, and names that a person has found to name nothing.

    Args:
        records: by key; each has a page of its own. None that was merged into another is here.
        names: the forms of each, by key, those of what was merged into it too.
        not_names: what names nothing, folded.
        order: by key, what a record is sorted by, once that has been found out (`spelling.order`).
        moved: the keys of old that lead on.
        topics: what clauses may be about, by id.
    """

    records: Mapping[str, AuthorityRecord] = field(default_factory=dict)
    names: Mapping[str, tuple[Name, ...]] = field(default_factory=dict)
    not_names: frozenset[str] = frozenset()
    order: Mapping[str, str] = field(default_factory=dict)
    moved: Mapping[str, Moved] = field(default_factory=dict)
    topics: Topics = field(default_factory=dict)

    def of_scheme(self, scheme: str) -> tuple[AuthorityRecord, ...]:
        """The records of one file, in its order."""
        return tuple(one for one in self.records.values() if one.scheme == scheme)

    def of_work(self, work: str | None) -> frozenset[str]:
        """The keys of the records of a plan of the library itself."""
        return frozenset(key for key, one in self.records.items() if work and one.work == work)

    @cached_property
    def claims(self) -> Mapping[str, tuple[tuple[str, Name], ...]]:
        """The keys that claim each folded name, with the scope of the claim."""
        found: dict[str, list[tuple[str, Name]]] = {}
        for key, names in self.names.items():
            for name in names:
                found.setdefault(name.text, []).append((key, name))
        return {text: tuple(claims) for text, claims in found.items()}

    def resolve(self, name: str, scope: Scope) -> tuple[str, ...]:
        """The keys that a name may mean in a plan that stands there."""
        claims = self.claims.get(name_folding.fold(name), ())
        return self.settled(nearest(one for one in claims if one[1].is_known(scope)))

    def settled(self, keys: Iterable[str]) -> tuple[str, ...]:
        """Of the records that a name may mean those that have not ended, if there are any.

        So a name may pass from a record to the one that came after it.
        """
        found = tuple(dict.fromkeys(keys))
        if len(found) < 2:  # noqa: PLR2004
            return found
        return tuple(key for key in found if not self.records[key].fate) or found

    def place_today(self, adcode: str) -> str:
        """The code under which a place is now, which may have had another one."""
        return fate.current(f"places/{adcode}", self.moved).partition("/")[2]

    def heirs(self, key: str) -> tuple[str, ...]:
        """What came after a record that ended: what it went into, and what has its names."""
        record = self.records[key]
        if not record.fate:
            return ()
        into = (fate.current(f"{record.scheme}/{id_}", self.moved) for id_, _ in record.fate.into)
        named = (
            other
            for name in self.names.get(key, ())
            for other, _ in self.claims[name.text]
            if not self.records[other].fate
        )
        return tuple(dict.fromkeys((*into, *named)))

    @cached_property
    def successors(self) -> Mapping[str, tuple[str, ...]]:
        """By the key of a type, what came after agencies of it that were merged or have ended."""
        found: dict[str, dict[str, None]] = {}
        for key, one in self.moved.items():
            if one.type:
                of_type = found.setdefault(f"agency-types/{one.type}", {})
                of_type[fate.current(key, self.moved)] = None
        for record in self.records.values():
            if record.type and record.fate:
                of_type = found.setdefault(f"agency-types/{record.type}", {})
                of_type |= dict.fromkeys(self.heirs(record.key))
        return {key: tuple(every) for key, every in found.items()}

    @cached_property
    def older(self) -> Mapping[str, tuple[str, ...]]:
        """The keys that lead to each record, of those that have any."""
        found: dict[str, list[str]] = {}
        for key in self.moved:
            found.setdefault(fate.current(key, self.moved), []).append(key)
        return {key: tuple(every) for key, every in found.items()}

    @cached_property
    def absorbed(self) -> Mapping[str, tuple[Moved, ...]]:
        """What was merged into each record, in the end, in the order of the files."""
        found = {
            key: tuple(self.moved[old] for old in every if self.moved[old].how == "merged")
            for key, every in self.older.items()
        }
        return {key: merged for key, merged in found.items() if merged}

    @cached_property
    def sources(self) -> Mapping[str, tuple[str, ...]]:
        """The keys of the records that were split, by what they went into."""
        found: dict[str, list[str]] = {}
        for record in self.records.values():
            if record.fate and record.fate.how == "split":
                for id_, _ in record.fate.into:
                    key = fate.current(f"{record.scheme}/{id_}", self.moved)
                    found.setdefault(key, []).append(record.key)
        return {key: tuple(every) for key, every in found.items()}


NONE = Authority()
"""No records at all."""


def nearest(claims: Iterable[tuple[str, Name]]) -> Iterator[str]:
    """The keys that claim a name; for one that begins with a level no place above another's.

    市应急管理局 is in a county-level city the bureau of that city, not of the one above; 安委办 may
    be that of either.
    """
    every = [*claims]
    levels = (len(name.within) for _, name in every if name.text.startswith(LEVELS))
    within = max(levels, default=0)
    yield from (key for key, name in every if not 0 < len(name.within) < within or name.issuer)
