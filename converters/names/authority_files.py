"""The files of the authority (`docs/authority/`): read one by one, and checked together.

`data/authority.schema.json` is their format; what it can't say is checked here.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Mapping
from pathlib import Path
from typing import Any, NamedTuple

from converters import lexicon
from converters.ingest import kept_files, located_yaml
from converters.models.located import FilePlace, InputError, Position
from converters.names import fate, name_folding, place_records, record_forms
from converters.names.authority import (
    KINDS,
    NO_PLACES,
    SCHEMES,
    Authority,
    AuthorityRecord,
    Name,
)
from converters.names.fate import Moved
from converters.topics import scheme
from converters.topics.scheme import Topics

_FIELDS = lexicon.glossary("name_fields")
_FATES = lexicon.glossary("fates")
_STRANGERS = "not-names"
_NO_TOPICS: Topics = {}
_LOCATED = ("type", "place", "broader", "apart", *fate.FIELDS)
"""The fields that say where they are written: those that point to other records."""

_OF_FURTHER_PAGES = re.compile(r"page-\d+")
"""Addresses of the further pages of lists (`views.pagination`)."""


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
    records |= {one.key: one for one in place_records.of(place_records.wanted(records, moved))}
    for record in every.values():
        _check_kind(record)
    for record in every.values():
        _check(record, records, moved)
    names = {key: tuple(record_forms.of(one, records)) for key, one in records.items()}
    for key in merged:
        to = fate.current(key, moved)
        names[to] = tuple(dict.fromkeys((*names[to], *record_forms.of(every[key], records))))
    _check_claims(records, names)
    checked = {key: one._replace(places=NO_PLACES) for key, one in records.items()}  # fewer bytes
    return Authority(checked, names, frozenset(strangers), moved=moved, topics=topics)


class Read(NamedTuple):
    """What one file of the authority says: records, what is no name, or the topics."""

    records: tuple[AuthorityRecord, ...] = ()
    strangers: frozenset[str] = frozenset()
    topics: Topics = _NO_TOPICS


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
