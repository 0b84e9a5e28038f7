"""What became of records: a new name, one merged into another, one split, one not kept up any more.

A record that got a new name says so itself (`former`); one that is merged, split or retired stays
in its file and says that of itself. Nothing is ever taken out, so no address is lost.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from typing import Any, Literal, NamedTuple, Protocol

from converters import lexicon
from converters.models.located import FilePlace, InputError
from converters.text import dates

Ending = Literal["merged", "split", "retired"]
ENDINGS: tuple[Ending, ...] = ("merged", "split", "retired")
"""What a record may say of itself, at most one of them."""
_WORDS = lexicon.glossary("fates")
FIELDS = ("former", *ENDINGS)
"""The fields of a record that say what became of it."""


class Former(NamedTuple):
    """A name that a record had, and the id under which it stood then, if that was another one.

    `until` is a date, or its year or month; it and `ground` are empty where nobody knows.
    """

    name: str
    id: str = ""
    until: str = ""
    ground: str = ""


class Fate(NamedTuple):
    """How a record ended, since when (a date, or its year or month), and on what ground.

    `into` are the ids of what it went into, each with a word on it, which may be empty.
    """

    how: Ending
    date: str
    ground: str = ""
    into: tuple[tuple[str, str], ...] = ()


class Moved(NamedTuple):
    """An address that leads on.

    Args:
        how: whether its record got a new name, another id alone, or was merged into another one.
        name: of the record at that address.
        forms: all its names.
        to: the key that it leads to, which may lead on itself.
        date: since when; empty if nobody knows.
        ground: on what ground; empty if none is given.
        written: where that is said.
        between: the names that it had after that one and before that of today.
        type: the id of its type, if it is an agency that was merged.
    """

    how: Literal["renamed", "moved", "merged"]
    name: str
    forms: tuple[str, ...]
    to: str
    date: str
    ground: str
    written: FilePlace
    between: tuple[str, ...] = ()
    type: str = ""


class Changed(Protocol):
    """A record, as far as its changes are concerned."""

    @property
    def scheme(self) -> str:
        """The name of its file."""

    @property
    def key(self) -> str:
        """Its address."""

    @property
    def pref(self) -> str:
        """Its name."""

    @property
    def alt(self) -> tuple[str, ...]:
        """Its other names."""

    @property
    def type(self) -> str:
        """The id of its type."""

    @property
    def former(self) -> tuple[Former, ...]:
        """Names that it had."""

    @property
    def fate(self) -> Fate | None:
        """How it ended."""

    def place_of(self, *field: str | int) -> FilePlace:
        """Where a field of it is written."""


def of_entry(entry: Mapping[str, Any]) -> dict[str, Any]:
    """`former` and `fate` of a record as its file has it, which fits the schema."""
    found: dict[str, Any] = {}
    if "former" in entry:
        found["former"] = tuple(
            Former(one["name"], one.get("id", ""), str(one.get("until", "")), one.get("ground", ""))
            for one in entry["former"]
        )
    for how in ENDINGS:
        if how in entry:
            said = entry[how]
            found["fate"] = Fate(how, str(said["date"]), said.get("ground", ""), _into(said))
    return found


def _into(said: Mapping[str, Any]) -> tuple[tuple[str, str], ...]:
    into = said.get("into", {})
    return ((into, ""),) if isinstance(into, str) else tuple(into.items())


def moved(records: Iterable[Changed], kept: Mapping[str, Changed]) -> dict[str, Moved]:
    """The addresses that lead on, by key.

    Args:
        records: all of them.
        kept: those that have a page of their own, by key.

    Raises:
        InputError: a record says two things of itself or a date that is none; a former id is in
            use; what a record went into is not there, or leads back to it.
    """
    every = [*records]
    found: dict[str, Moved] = {}
    for record in every:
        _check_dates(record)
        for key, one in _leading_on(record):
            if key in kept or key in found:
                raise InputError(*one.written, f"{key} 另有一条，不能又是 {record.key} 的旧编号")
            found[key] = one
    for record in every:
        if record.fate:
            _check_ways(record, record.fate, kept, found)
    return found


def _leading_on(record: Changed) -> Iterator[tuple[str, Moved]]:
    for number, one in enumerate(record.former):
        if one.name == record.pref and not one.id:
            raise InputError(*record.place_of("former", number, "name"), "旧名与正名相同")
        if one.id:
            place = record.place_of("former", number, "id")
            key = f"{record.scheme}/{one.id}"
            if key == record.key:
                raise InputError(*place, "编号没有改，不用写 id")
            yield (
                key,
                Moved(
                    "moved" if one.name == record.pref else "renamed",
                    one.name,
                    (one.name,),
                    record.key,
                    one.until,
                    one.ground,
                    place,
                    tuple(later.name for later in record.former[number + 1 :]),
                ),
            )
    if record.fate and record.fate.how == "merged":
        ended = record.fate
        yield (
            record.key,
            Moved(
                "merged",
                record.pref,
                (record.pref, *record.alt, *(one.name for one in record.former)),
                f"{record.scheme}/{ended.into[0][0]}",
                ended.date,
                ended.ground,
                record.place_of("merged", "into"),
                type=record.type,
            ),
        )


def _check_ways(
    record: Changed, fate: Fate, kept: Mapping[str, Changed], found: Mapping[str, Moved]
) -> None:
    """Raise InputError if what a record went into is not there, or is itself."""
    for id_, _ in fate.into:
        key = f"{record.scheme}/{id_}"
        steps = [record.key, key]
        while key in found and found[key].to not in steps:
            key = found[key].to
            steps.append(key)
        place = record.place_of(fate.how, "into", *([id_] if fate.how == "split" else []))
        if key in found or steps.count(record.key) > 1 or key == record.key:
            way = " -> ".join([*steps, found[key].to] if key in found else steps)
            raise InputError(*place, f"绕回自己：{way}")
        if key not in kept:
            id_of = record.key.partition("/")[2]
            raise InputError(*place, f"{id_of}：{_WORDS[fate.how]} {key}，没有这一条")


def _check_dates(record: Changed) -> None:
    for number, one in enumerate(record.former):
        if one.until and not dates.exists_in_part(one.until):
            raise InputError(*record.place_of("former", number, "until"), _no_date(one.until))
    if record.fate and not dates.exists_in_part(record.fate.date):
        raise InputError(*record.place_of(record.fate.how, "date"), _no_date(record.fate.date))


def _no_date(text: str) -> str:
    return f"没有“{text}”这个日期，应作 2027-03-01、2027-03 或 2027"


def current(key: str, found: Mapping[str, Moved]) -> str:
    """Where an address leads in the end; `found` leads nowhere in a circle."""
    while key in found:
        key = found[key].to
    return key


def steps(key: str, found: Mapping[str, Moved]) -> Iterator[Moved]:
    """What became of an address, and of what that became, to the end."""
    while key in found:
        yield found[key]
        key = found[key].to
