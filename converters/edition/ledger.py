"""The ledger of published ids, `sources/<work>.ids`: append-only, written by people.

Each line is one of

    a2-b4 2026-11-22 1f3a9c2e      an id, the date of its first publication, a hash of its text
    a2-b4 ~ 2027-01-05 77ab01c9    the same id, its text revised
    b4 -> a2-b4                    an older or shorter address, and the one where it lands

and `#` starts a comment.
"""

from __future__ import annotations

import hashlib
import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from pathlib import Path

from converters.models.located import FilePlace, InputError
from converters.text import dates

_ID = r"[a-z][a-z0-9]*(?:[-_][a-z0-9]+)*"
_DATE = "[0-9]{4}-[0-9]{2}-[0-9]{2}"
_ENTRY = re.compile(rf"(?P<id>{_ID}) (?P<revised>~ )?(?P<date>{_DATE}) (?P<hash>[0-9a-f]{{8}})")
_ALIAS = re.compile(rf"(?P<old>{_ID}) -> (?P<new>{_ID})")


@dataclass(frozen=True)
class Entry:
    """A published id: when first, the hash of its text as last minted, where that is written.

    `revised` are the dates on which its text was revised.
    """

    date: str
    hash: str
    place: FilePlace
    revised: tuple[str, ...] = ()


@dataclass(frozen=True)
class Alias:
    """An address that lands at another."""

    target: str
    place: FilePlace


@dataclass(frozen=True)
class Ledger:
    """What has been published of one work."""

    path: Path | None = None
    entries: dict[str, Entry] = field(default_factory=dict)
    aliases: dict[str, Alias] = field(default_factory=dict)

    @property
    def latest(self) -> str:
        """The last day on which an address was published or a text revised; empty before any."""
        days = (day for entry in self.entries.values() for day in (entry.date, *entry.revised))
        return max(days, default="")


def text_hash(text: str) -> str:
    """The first 8 hexadecimal digits of the SHA-256 of a text in UTF-8."""
    return hashlib.sha256(text.encode("utf-8", "surrogatepass")).hexdigest()[:8]


def load(path: Path) -> Ledger:
    """Read a ledger; a file that is not there is an empty one.

    Raises:
        InputError: a line is of no known form, or an id or alias is written twice.
    """
    ledger = Ledger(path)
    for place, line in lines(path):
        _read_line(ledger, place, line)
    return ledger


def lines(path: Path) -> Iterator[tuple[FilePlace, str]]:
    """The lines of any ledger that say something; a file that is not there has none.

    Raises:
        InputError: the file is not UTF-8.
    """
    if not path.exists():
        return
    try:
        text = path.read_text("utf-8")
    except UnicodeDecodeError as error:
        raise InputError(path, 1, 1, "不是 UTF-8") from error
    for number, line in enumerate(text.split("\n"), 1):
        if line and not line.startswith("#"):
            yield FilePlace(path, number, 1), line


def _read_line(ledger: Ledger, place: FilePlace, line: str) -> None:
    if found := _ALIAS.fullmatch(line):
        if found["old"] in ledger.aliases:
            raise InputError(*place, f"旧地址 {found['old']} 写了两次")
        ledger.aliases[found["old"]] = Alias(found["new"], place)
    elif found := _ENTRY.fullmatch(line):
        if not dates.exists(found["date"]):
            raise InputError(*place, f"没有 {found['date']} 这个日期")
        known = ledger.entries.get(found["id"])
        if bool(known) != bool(found["revised"]):
            message = "写了两次" if known else "尚未公布，不能改订"
            raise InputError(*place, f"地址 {found['id']} {message}")
        date, revised = (
            (known.date, (*known.revised, found["date"])) if known else (found["date"], ())
        )
        ledger.entries[found["id"]] = Entry(date, found["hash"], place, revised)
    else:
        raise InputError(*place, "应作“地址 日期 校验”或“旧地址 -> 新地址”")


def additions(
    ledger: Ledger, texts: dict[str, str], aliases: Iterable[tuple[str, str]], date: str
) -> list[str]:
    """The lines to append so that a ledger knows all ids and aliases of a plan.

    Args:
        ledger: what has been published so far.
        texts: the text of each id.
        aliases: pairs of an older or shorter address and the id where it lands.
        date: of publication, `YYYY-MM-DD`.
    """
    lines = []
    for id_, text in texts.items():
        known = ledger.entries.get(id_)
        digest = text_hash(text)
        if known is None:
            lines.append(f"{id_} {date} {digest}")
        elif known.hash != digest:
            lines.append(f"{id_} ~ {date} {digest}")
    lines += [f"{old} -> {new}" for old, new in aliases if old not in ledger.aliases]
    return lines


def append(path: Path, lines: list[str]) -> None:
    """Append lines to a ledger file, on lines of their own."""
    old = path.read_text("utf-8") if path.exists() else ""
    gap = "\n" if old and not old.endswith("\n") else ""
    if not lines:
        return
    with path.open("a", encoding="utf-8", newline="\n") as file:
        file.write(gap + "".join(f"{line}\n" for line in lines))
