"""The authority: controlled names of agencies, terms, instruments and places (`docs/authority/`).

The records are in the manner of SKOS concepts: one preferred name, other names, a broader concept,
and the evidence. `data/authority.schema.json` is the format; what it can't say is checked here.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from functools import cached_property
from pathlib import Path
from typing import Any, NamedTuple

from converters import lexicon
from converters.ingest import kept_files, located_yaml
from converters.models.located import FilePlace, InputError
from converters.names import name_folding

SCHEMES = ("agencies", "agency-types", "terms", "instruments", "places")
"""The files of the authority; each is also the folder of its pages."""

SCHEME_WORDS: Mapping[str, str] = lexicon.glossary("schemes")
"""The files of the authority, in words."""

KINDS: Mapping[str, Mapping[str, str]] = lexicon.words("glossary")["name_kinds"]
"""The kinds of record of each file that has kinds, in words."""

_FIELDS = lexicon.glossary("name_fields")
_LEVELS = tuple(sorted(lexicon.words("authority")["levels"], key=len, reverse=True))
_STRANGERS = "not-names"
_OF_FURTHER_PAGES = re.compile(r"page-\d+")
"""Addresses of the further pages of lists (`views.pagination`)."""


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


class AuthorityRecord(NamedTuple):
    """One concept. `key` is `<scheme>/<id>`; `place` says where in its file it is written."""

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

    @property
    def key(self) -> str:
        """The address of its page."""
        return f"{self.scheme}/{self.id}"

    @property
    def names(self) -> tuple[str, ...]:
        """Every name in it: its own, its document number, its issuer, what it has for members."""
        members = ("".join(one["names"]) for one in self.members)
        return (self.pref, *self.alt, self.doc_number, self.issuer, *members)

    def members_at(self, address: str) -> tuple[str, ...]:
        """What a person has read as the members of a numbered term at `work#unit`."""
        return next((tuple(one["names"]) for one in self.members if one["at"] == address), ())


@dataclass(frozen=True)
class Authority:
    """All records, and names that a person has found to name nothing.

    Args:
        records: by key.
        names: the forms of each, by key.
        not_names: what names nothing, folded.
        order: by key, what a record is sorted by, once that has been found out (`spelling.order`).
    """

    records: Mapping[str, AuthorityRecord] = field(default_factory=dict)
    names: Mapping[str, tuple[Name, ...]] = field(default_factory=dict)
    not_names: frozenset[str] = frozenset()
    order: Mapping[str, str] = field(default_factory=dict)

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
        return tuple(dict.fromkeys(key for key, claim in claims if claim.is_known(scope)))


NONE = Authority()
"""No records at all."""


class RecordFile(NamedTuple):
    """One file of the authority as it lies on disk; the name of its scheme."""

    scheme: str
    path: Path
    data: bytes


def files(folder: Path) -> tuple[RecordFile, ...]:
    """The files of an authority: `<scheme>.yml` of each scheme, and of what is no name.

    Raises:
        InputError: one can't be read.
    """
    kept = {*kept_files.listed(folder)}
    named = ((name, folder / f"{name}.yml") for name in (*SCHEMES, _STRANGERS))
    return tuple(
        RecordFile(name, path, kept_files.read(path)) for name, path in named if path in kept
    )


def load(folder: Path) -> Authority:
    """The authority of a folder; a file that is not there has no records.

    Raises:
        InputError: a file does not fit its schema, an id or a name is claimed twice in one scope,
            or a record points to one that does not exist.
    """
    return of(map(read, files(folder)))


def of(parts: Iterable[Read]) -> Authority:
    """The authority that some files are.

    Raises:
        InputError: as `load`.
    """
    records: dict[str, AuthorityRecord] = {}
    strangers: set[str] = set()
    for part in parts:
        strangers |= part.strangers
        for record in part.records:
            if record.key in records:
                raise InputError(*record.written, f"编号 {record.id} 重复")
            records[record.key] = record
    for record in records.values():
        _check(record, records)
    names = {record.key: tuple(_names(record, records)) for record in records.values()}
    _check_claims(records, names)
    return Authority(records, names, frozenset(strangers))


class Read(NamedTuple):
    """What one file of the authority says: records, or what is no name."""

    records: tuple[AuthorityRecord, ...] = ()
    strangers: frozenset[str] = frozenset()


def read(file: RecordFile) -> Read:
    """Read one file by itself; how its records stand to others is not asked.

    Raises:
        InputError: it does not fit its schema.
    """
    if file.scheme == _STRANGERS:
        content, _ = located_yaml.parse(file.path, file.data, lexicon.schema("not-names"))
        folded = (name_folding.fold(entry["name"]) for entry in content or ())
        return Read(strangers=frozenset(folded))
    content, places = located_yaml.parse(file.path, file.data, lexicon.schema("authority"))
    return Read(
        tuple(
            AuthorityRecord(
                file.scheme,
                written=FilePlace.at(file.path, places[number,]),
                **_with_tuples(entry),
            )
            for number, entry in enumerate(content or ())
        )
    )


def _with_tuples(entry: dict[str, Any]) -> dict[str, Any]:
    return {key: tuple(value) if isinstance(value, list) else value for key, value in entry.items()}


def _check(record: AuthorityRecord, records: Mapping[str, AuthorityRecord]) -> None:
    """Raise InputError if the record points to nothing, or its kind is none of its file."""
    if _OF_FURTHER_PAGES.fullmatch(record.id):
        message = f"{record.id}：这样的编号是分页的地址，请换一个"
        raise InputError(*record.written, message)
    kinds = KINDS.get(record.scheme, {})
    if record.kind not in kinds and (record.kind or kinds):
        message = f"{record.id}：没有“{record.kind}”这一类；应为 {'、'.join(kinds) or '不写'}"
        raise InputError(*record.written, message)
    for word, key in (
        (_FIELDS["broader"], record.broader and f"{record.scheme}/{record.broader}"),
        (_FIELDS["type"], record.type and f"agency-types/{record.type}"),
        (_FIELDS["place"], record.place and f"places/{record.place}"),
        *((_FIELDS["apart"], f"{record.scheme}/{id_}") for id_ in record.apart),
    ):
        if key and key not in records:
            raise InputError(*record.written, f"{record.id}：{word} {key} 不存在")
    seen = {record.key}
    above = record
    while above.broader:
        above = records.get(f"{above.scheme}/{above.broader}", above)
        if above.key in seen:
            raise InputError(
                *record.written, f"{record.id}：{_FIELDS['broader']} {record.broader} 绕回自己"
            )
        seen.add(above.key)
        if f"{above.scheme}/{above.broader}" not in records:
            break


def _names(record: AuthorityRecord, records: Mapping[str, AuthorityRecord]) -> Iterator[Name]:
    """All forms by which a text may name the record, each with its scope; none twice."""
    if record.scheme in ("agency-types", "places"):
        return
    seen: set[Name] = set()
    for name in _forms(record, records):
        if name.text and name not in seen:
            seen.add(name)
            yield name


def _forms(record: AuthorityRecord, records: Mapping[str, AuthorityRecord]) -> Iterator[Name]:
    within = _significant(record.place)
    of_agency = record.scheme == "agencies"
    yield _name(record, record.pref, "" if of_agency else within)
    issuer = f"agencies/{record.broader}" if record.kind == "section" and record.broader else ""
    for text in record.alt:
        yield _name(record, text, within, issuer)
    if not (of_agency and record.place and not issuer):
        return
    chain = list(_chain(record.place, records))
    for text in _tails(record, chain):
        yield _name(record, text, within)
    for text in (*record.alt, *_tails(record, chain)):
        for start in range(len(chain)):
            yield from (_name(record, whole, "") for whole in _whole(text, chain[start:]))


def _name(record: AuthorityRecord, text: str, within: str, issuer: str = "") -> Name:
    quoted = record.quoted or (text.startswith("“") and text.endswith("”"))
    return Name(name_folding.fold(text), quoted, within, issuer)


def _chain(adcode: str, records: Mapping[str, AuthorityRecord]) -> Iterator[str]:
    """The names of a place and of those above it, the highest first."""
    record = records.get(f"places/{adcode}")
    if record:
        if record.broader:
            yield from _chain(record.broader, records)
        yield record.pref


def _tails(record: AuthorityRecord, chain: list[str]) -> Iterator[str]:
    """县应急管理局 for 高台县应急管理局: the full name from the last character of its place on."""
    place = chain[-1]
    at = record.pref.find(place)
    if at < 0:
        return
    tail = record.pref[at + len(place) :]
    level = next((level for level in _LEVELS if place.endswith(level)), "")
    if level and tail:
        yield level + tail


def _whole(text: str, chain: list[str]) -> Iterator[str]:
    """张掖市高台县应急局 for 县应急局: the places before what they leave off."""
    place = chain[-1]
    level = next((level for level in _LEVELS if place.endswith(level)), "")
    if level and text.startswith(level):
        yield "".join(chain) + text[len(level) :]


def _significant(adcode: str) -> str:
    """The part of a code that all places below share (GB/T 2260: pairs of digits).

    >>> _significant("620700"), _significant("310000")
    ('6207', '31')
    """
    while adcode.endswith("00"):
        adcode = adcode[:-2]
    return adcode


def _check_claims(
    records: Mapping[str, AuthorityRecord], names: Mapping[str, tuple[Name, ...]]
) -> None:
    """Raise InputError if two records claim one name in one scope."""
    claimed: dict[tuple[str, str, str], str] = {}
    for key, forms in names.items():
        for name in forms:
            claim = (name.text, name.within, name.issuer)
            other = claimed.setdefault(claim, key)
            if other != key:
                first = records[other].written
                message = (
                    f"“{name.text}”已是 {other} 的名称（{first.path.name}:{first.line}），"
                    f"不能又是 {key} 的"
                )
                raise InputError(*records[key].written, message)
