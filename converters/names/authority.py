"""The authority: controlled names of agencies, terms, instruments and places (`docs/authority/`).

The records are in the manner of SKOS concepts: one preferred name, other names, a broader concept,
and the evidence. `data/authority.schema.json` is the format; what it can't say is checked here.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from functools import cached_property
from pathlib import Path
from typing import Any, NamedTuple

from converters import lexicon
from converters.ingest import kept_files, located_yaml
from converters.models.located import FilePlace, InputError, Position
from converters.models.mention import MentionKind
from converters.names import fate, name_folding
from converters.names.fate import Fate, Former, Moved
from converters.topics import scheme
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

_FIELDS = lexicon.glossary("name_fields")
_FATES = lexicon.glossary("fates")
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


NO_PLACES: Mapping[tuple[str | int, ...], Position] = {}
_LOCATED = ("type", "place", "broader", "apart", *fate.FIELDS)
"""The fields that say where they are written: those that point to other records."""


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
    levels = (len(name.within) for _, name in every if name.text.startswith(_LEVELS))
    within = max(levels, default=0)
    yield from (key for key, name in every if not 0 < len(name.within) < within or name.issuer)


class RecordFile(NamedTuple):
    """One file of the authority as it lies on disk; the name of its scheme."""

    scheme: str
    path: Path
    data: bytes


def files(folder: Path) -> tuple[RecordFile, ...]:
    """The files of an authority: `<scheme>.yml` of each scheme, of what is no name, of the topics.

    Raises:
        InputError: one can't be read.
    """
    kept = {*kept_files.listed(folder)}
    named = ((name, folder / f"{name}.yml") for name in (*SCHEMES, _STRANGERS, scheme.FILE))
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
    every: dict[str, AuthorityRecord] = {}
    strangers: set[str] = set()
    topics: Topics = {}
    for part in parts:
        strangers |= part.strangers
        topics = part.topics or topics
        for record in part.records:
            if record.key in every:
                raise InputError(*record.written, f"编号 {record.id} 重复")
            every[record.key] = record
    merged = [key for key, one in every.items() if one.fate and one.fate.how == "merged"]
    records = {key: one for key, one in every.items() if key not in {*merged}}
    moved = fate.moved(every.values(), records)
    for record in every.values():
        _check_kind(record)
    for record in every.values():
        _check(record, records, moved)
    names = {key: tuple(_names(one, records)) for key, one in records.items()}
    for key in merged:
        to = fate.current(key, moved)
        names[to] = tuple(dict.fromkeys((*names[to], *_names(every[key], records))))
    _check_claims(records, names)
    checked = {key: one._replace(places=NO_PLACES) for key, one in records.items()}  # fewer bytes
    return Authority(checked, names, frozenset(strangers), moved=moved, topics=topics)


NO_TOPICS: Topics = {}


class Read(NamedTuple):
    """What one file of the authority says: records, what is no name, or the topics."""

    records: tuple[AuthorityRecord, ...] = ()
    strangers: frozenset[str] = frozenset()
    topics: Topics = NO_TOPICS


def read(file: RecordFile) -> Read:
    """Read one file by itself; how its records stand to others is not asked.

    Raises:
        InputError: it does not fit its schema.
    """
    if file.scheme == _STRANGERS:
        content, _ = located_yaml.parse(file.path, file.data, lexicon.schema("not-names"))
        folded = (name_folding.fold(entry["name"]) for entry in content or ())
        return Read(strangers=frozenset(folded))
    if file.scheme == scheme.FILE:
        return Read(topics=scheme.read(file.path, file.data))
    content, places = located_yaml.parse(file.path, file.data, lexicon.schema("authority"))
    located = _located(places)
    return Read(
        tuple(
            AuthorityRecord(
                file.scheme,
                written=FilePlace.at(file.path, places[number,]),
                places=located.get(number, NO_PLACES),
                **_with_tuples(entry),
                **fate.of_entry(entry),
            )
            for number, entry in enumerate(content or ())
        )
    )


def _located(
    places: Mapping[located_yaml.Path_, Position],
) -> Mapping[int, Mapping[located_yaml.Path_, Position]]:
    """Where the fields stand that point to other records, by the number of the record.

    The place of a value that a key names is that of the key: `split` `into` `jia`.
    """
    found: dict[int, dict[located_yaml.Path_, Position]] = defaultdict(dict)
    for path, position in places.items():
        if len(path) > 1 and path[1] in _LOCATED:
            is_key = path[-1] == located_yaml.KEY
            is_named = path[-3 if is_key else -2] == "into"
            if is_key == is_named:
                found[int(path[0])][path[1 : -1 if is_key else None]] = position
    return found


def _with_tuples(entry: dict[str, Any]) -> dict[str, Any]:
    return {
        key: tuple(value) if isinstance(value, list) else value
        for key, value in entry.items()
        if key not in fate.FIELDS
    }


def _check_kind(record: AuthorityRecord) -> None:
    """Raise InputError if its kind is none of its file, or its id that of a further page."""
    if _OF_FURTHER_PAGES.fullmatch(record.id):
        message = f"{record.id}：这样的编号是分页的地址，请换一个"
        raise InputError(*record.written, message)
    kinds = KINDS.get(record.scheme, {})
    if record.kind not in kinds and (record.kind or kinds):
        message = f"{record.id}：没有“{record.kind}”这一类；应为 {'、'.join(kinds) or '不写'}"
        raise InputError(*record.written, message)


def _check(
    record: AuthorityRecord, records: Mapping[str, AuthorityRecord], moved: Mapping[str, Moved]
) -> None:
    """Raise InputError if the record points to nothing, or to what has moved."""
    pointing: tuple[tuple[str, tuple[int, ...], str], ...] = (
        ("broader", (), record.broader and f"{record.scheme}/{record.broader}"),
        ("type", (), record.type and f"agency-types/{record.type}"),
        ("place", (), record.place and f"places/{record.place}"),
        *(("apart", (at,), f"{record.scheme}/{id_}") for at, id_ in enumerate(record.apart)),
    )
    for name, at, key in pointing:
        if key and key not in records:
            what = f"{record.id}：{_FIELDS[name]} {key}"
            if key in moved:
                word = _FATES[moved[key].how]
                to = fate.current(key, moved)
                message = f"{what} 已不用（{word} {to}），请改为 {to.partition('/')[2]}"
                raise InputError(*record.place_of(name, *at), message)
            raise InputError(*record.written, f"{what} 不存在")
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
    fulls = (record.pref, *(one.name for one in record.former))
    for text in fulls:
        yield _name(record, text, "" if of_agency else within)
    issuer = f"agencies/{record.broader}" if record.kind == "section" and record.broader else ""
    for text in record.alt:
        yield _name(record, text, within, issuer)
    if not (of_agency and record.place and not issuer):
        return
    chain = list(_chain(record.place, records))
    tails = [tail for text in fulls for tail in _tails(text, chain)]
    for text in tails:
        yield _name(record, text, within)
    for text in (*record.alt, *tails):
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


def _tails(text: str, chain: list[str]) -> Iterator[str]:
    """县应急管理局 for 高台县应急管理局: the full name from the last character of its place on."""
    place = chain[-1]
    at = text.find(place)
    if at < 0:
        return
    tail = text[at + len(place) :]
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
    """Raise InputError if two records claim one name in one scope, neither of which has ended."""
    claimed: dict[tuple[str, str, str], str] = {}
    for key, forms in names.items():
        for name in forms if not records[key].fate else ():
            claim = (name.text, name.within, name.issuer)
            other = claimed.setdefault(claim, key)
            if other != key:
                first = records[other].written
                message = (
                    f"“{name.text}”已是 {other} 的名称（{first.path.name}:{first.line}），"
                    f"不能又是 {key} 的"
                )
                raise InputError(*records[key].written, message)
