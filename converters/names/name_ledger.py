"""The ledger of published addresses of names, `authority/ids`: append-only, written by people.

Each line is one of

    agencies/yichun-yingjiju 2026-11-23            an address, the date of its first publication
    agencies/yichun-anjianju -> agencies/yichun-yingjiju   an older address, where it leads

and `#` starts a comment.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path

from converters.edition import ledger as ledgers
from converters.models.located import FilePlace, InputError, Problem
from converters.names.authority import SCHEMES, Authority
from converters.text import dates
from converters.text.mapped_text import Span

_KEY = rf"(?:{'|'.join(SCHEMES)})/[a-z0-9]+(?:-[a-z0-9]+)*"
_DATE = "[0-9]{4}-[0-9]{2}-[0-9]{2}"
_ENTRY = re.compile(rf"(?P<key>{_KEY}) (?P<date>{_DATE})")
_MOVE = re.compile(rf"(?P<old>{_KEY}) -> (?P<new>{_KEY})")
_SHOWN = 5


@dataclass(frozen=True)
class Entry:
    """A published address: when first, and where it is written."""

    date: str
    place: FilePlace


@dataclass(frozen=True)
class Move:
    """An older address: the one it leads to, and where that is written."""

    target: str
    place: FilePlace


@dataclass(frozen=True)
class NameLedger:
    """What has been published of the authority."""

    path: Path
    entries: dict[str, Entry] = field(default_factory=dict)
    moves: dict[str, Move] = field(default_factory=dict)

    def resolve(self, key: str) -> str:
        """Where an address leads in the end, over any number of moves."""
        seen = set()
        while key in self.moves and key not in seen:
            seen.add(key)
            key = self.moves[key].target
        return key


def load(path: Path) -> NameLedger:
    """Read the ledger; a file that is not there is an empty one.

    Raises:
        InputError: a line is of no known form, or an address is written twice.
    """
    ledger = NameLedger(path)
    for place, line in ledgers.lines(path):
        _read_line(ledger, place, line)
    return ledger


def _read_line(ledger: NameLedger, place: FilePlace, line: str) -> None:
    if found := _MOVE.fullmatch(line):
        if found["old"] in ledger.moves:
            raise InputError(*place, f"旧地址 {found['old']} 写了两次")
        ledger.moves[found["old"]] = Move(found["new"], place)
    elif found := _ENTRY.fullmatch(line):
        if not dates.exists(found["date"]):
            raise InputError(*place, f"没有 {found['date']} 这个日期")
        if found["key"] in ledger.entries:
            raise InputError(*place, f"地址 {found['key']} 写了两次")
        ledger.entries[found["key"]] = Entry(found["date"], place)
    else:
        raise InputError(*place, "应作“地址 日期”或“旧地址 -> 新地址”")


def moved(authority: Authority, ledger: NameLedger) -> Mapping[str, str]:
    """The older addresses that lead to a record, with its key."""
    resolved = {old: ledger.resolve(old) for old in ledger.moves}
    return {
        old: new
        for old, new in resolved.items()
        if new in authority.records and old not in authority.records
    }


def check(authority: Authority, ledger: NameLedger) -> Iterator[Problem]:
    """A Problem wherever the ledger is not kept."""
    for old, move in ledger.moves.items():
        if old in authority.records:
            message = f"旧地址 {old} 与现有地址相同，请删去此行"
            yield _error("alias-taken", message, move.place)
        elif ledger.resolve(old) not in authority.records:
            message = f"旧地址 {old} 所指的 {move.target} 不存在，请改指现有地址"
            yield _error("alias-dangling", message, move.place)
    for key, entry in ledger.entries.items():
        if key not in authority.records and key not in ledger.moves:
            message = (
                f"已公布的地址 {key} 不见了。编号若改了，请在本文件末尾加一行"
                f"“{key} -> 新地址”；若是误删，请恢复这一条"
            )
            yield _error("id-lost", message, entry.place)
    if new := [key for key in authority.records if key not in ledger.entries]:
        some = "、".join(new[:_SHOWN]) + ("……" if len(new) > _SHOWN else "")
        message = f"{len(new)} 个地址尚未登记（{some}）；核对后请运行 make mint"
        yield Problem("unminted-id", message, Span(0, 0), place=FilePlace(ledger.path, 1, 1))


def additions(ledger: NameLedger, keys: Iterable[str], date: str) -> list[str]:
    """The lines to append so that the ledger knows all keys.

    Args:
        ledger: what has been published so far.
        keys: of all records.
        date: of publication, `YYYY-MM-DD`.
    """
    return [f"{key} {date}" for key in keys if key not in ledger.entries]


def _error(code: str, message: str, place: FilePlace) -> Problem:
    return Problem(code, message, Span(0, 0), "error", place)
