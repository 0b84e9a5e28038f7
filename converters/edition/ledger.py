"""Ledgers of published addresses: append-only files that people keep.

Each line is one of

    a2-b4 2026-11-22 1f3a9c2e      an address, the date of its first publication, a hash of its text
    a2-b4 ~ 2027-01-05 77ab01c9    the same address, its text revised
    b4 -> a2-b4                    an older or shorter address, and the one where it lands

and `#` starts a comment. What has no text of its own, the name of a record, has no hash; what
became of it has a date:

    terms/jiu -> terms/xin 2027-01-05              the address leads on
    terms/jiu -> terms/jia terms/yi 2027-01-05     what stood there was split; its page stays
    terms/jiu -> - 2027-01-05                      it is not kept up any more; its page stays
"""

from __future__ import annotations

import hashlib
import re
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cached_property
from pathlib import Path

from converters.disk import whole_files
from converters.ingest import kept_files
from converters.models.located import FilePlace, InputError, Problem
from converters.text import dates
from converters.text.mapped_text import Span

_DATE = "[0-9]{4}-[0-9]{2}-[0-9]{2}"
_SHOWN = 5
UNMINTED = "unminted-id"
"""The code of the problem that addresses are in no ledger yet."""


@dataclass(frozen=True)
class Form:
    """How the lines of a ledger are written, and how its reader is told what is wrong.

    Args:
        address: the pattern of an address.
        hashed: whether each entry has a hash of its text; if not, older addresses have a date.
        line: what an entry looks like, in words.
        lost: what to do where an address is lost, beside adding a line to the ledger.
    """

    address: str
    hashed: bool
    line: str
    lost: tuple[str, str]

    @cached_property
    def entry(self) -> re.Pattern[str]:
        """The pattern of an entry."""
        hash_ = " (?P<hash>[0-9a-f]{8})" if self.hashed else "(?P<hash>)"
        revised = "(?P<revised>~ )?" if self.hashed else "(?P<revised>)"
        return re.compile(rf"(?P<id>{self.address}) {revised}(?P<date>{_DATE}){hash_}")

    @cached_property
    def alias(self) -> re.Pattern[str]:
        """The pattern of an older address."""
        if self.hashed:
            return re.compile(rf"(?P<old>{self.address}) -> (?P<new>{self.address})(?P<date>)")
        new = f"(?P<new>{self.address}(?: {self.address})*|-)"
        return re.compile(rf"(?P<old>{self.address}) -> {new}(?: (?P<date>{_DATE}))?")


OF_PLAN = Form(
    r"[a-z][a-z0-9]*(?:[-_][a-z0-9]+)*",
    hashed=True,
    line="地址 日期 校验",
    lost=("条款若改了号", "请恢复原文或更正校读"),
)


@dataclass(frozen=True)
class Entry:
    """A published address: when first, the hash of its text as last minted, where it is written.

    `revised` are the dates on which its text was revised.
    """

    date: str
    hash: str
    place: FilePlace
    revised: tuple[str, ...] = ()


@dataclass(frozen=True)
class Alias:
    """An address that lands at another; or what its record was split into, none if it is retired.

    `date` is when that was published; empty where the ledger has none.
    """

    targets: tuple[str, ...]
    place: FilePlace
    date: str = ""

    @property
    def target(self) -> str:
        """The address where it lands; empty if its page stays."""
        return self.targets[0] if len(self.targets) == 1 else ""


@dataclass(frozen=True)
class Ledger:
    """What has been published of one work, or of all names."""

    form: Form = OF_PLAN
    path: Path | None = None
    entries: dict[str, Entry] = field(default_factory=dict)
    aliases: dict[str, Alias] = field(default_factory=dict)

    @property
    def first(self) -> str:
        """The day on which the first address was published; empty before any."""
        return min((entry.date for entry in self.entries.values()), default="")

    @property
    def latest(self) -> str:
        """The last day on which something was published, or a text revised; empty before any."""
        days = [day for entry in self.entries.values() for day in (entry.date, *entry.revised)]
        return max([*days, *(alias.date for alias in self.aliases.values())], default="")

    def resolve(self, address: str) -> str:
        """Where an address leads in the end, over any number of aliases."""
        seen = set()
        while address not in seen and (alias := self.aliases.get(address)) and alias.target:
            seen.add(address)
            address = alias.target
        return address

    def landing(self, current: Mapping[str, str]) -> dict[str, str]:
        """The older addresses that lead to one of today, and to which."""
        found = {old: self.resolve(old) for old in self.aliases if old not in current}
        return {old: target for old, target in found.items() if target in current}


def text_hash(text: str) -> str:
    """The first 8 hexadecimal digits of the SHA-256 of a text in UTF-8."""
    return hashlib.sha256(text.encode("utf-8", "surrogatepass")).hexdigest()[:8]


def load(path: Path, form: Form = OF_PLAN) -> Ledger:
    """Read a ledger; a file that is not there is an empty one.

    Raises:
        InputError: as `parse`.
    """
    return parse(path, kept_files.read_if_there(path), form)


def parse(path: Path, data: bytes | None, form: Form = OF_PLAN) -> Ledger:
    """A ledger from its bytes.

    Args:
        path: what messages name.
        data: the contents; None for a file that is not there.
        form: of its lines.

    Raises:
        InputError: it is not UTF-8, a line is of no known form, an address is written twice.
    """
    ledger = Ledger(form, path)
    text = kept_files.decoded(path, data or b"").removeprefix("\ufeff")
    for number, line in enumerate(text.replace("\r\n", "\n").split("\n"), 1):
        if line and not line.startswith("#"):
            _read_line(ledger, FilePlace(path, number, 1), line)
    return ledger


def _read_line(ledger: Ledger, place: FilePlace, line: str) -> None:
    if found := ledger.form.alias.fullmatch(line):
        if found["old"] in ledger.aliases:
            raise InputError(*place, f"旧地址 {found['old']} 写了两次")
        date = found["date"] or ""
        if date and not dates.exists(date):
            raise InputError(*place, f"没有 {date} 这个日期")
        targets = () if found["new"] == "-" else tuple(found["new"].split())
        ledger.aliases[found["old"]] = Alias(targets, place, date)
    elif found := ledger.form.entry.fullmatch(line):
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
        raise InputError(*place, f"应作“{ledger.form.line}”或“旧地址 -> 新地址”")


def check(
    ledger: Ledger,
    current: Mapping[str, str],
    aliases: Iterable[str] = (),
    passing: Collection[str] = (),
) -> Iterator[Problem]:
    """A Problem wherever a ledger is not kept.

    Args:
        ledger: what has been published so far.
        current: the addresses of today, with the text of each.
        aliases: short forms that land today.
        passing: addresses of today that no ledger need have.
    """
    for old, alias in ledger.aliases.items():
        if not alias.target:
            continue
        if old in current:
            message = f"旧地址 {old} 与现有地址相同，请删去此行"
            yield _error("alias-taken", message, alias.place)
        elif ledger.resolve(old) not in current:
            message = f"旧地址 {old} 所指的 {alias.target} 不存在，请改指现有地址"
            yield _error("alias-dangling", message, alias.place)
    landing = ledger.landing(current).keys() | set(aliases)
    for id_, entry in ledger.entries.items():
        if id_ not in current and id_ not in landing:
            changed, restore = ledger.form.lost
            line = f"{id_} -> {_likely(id_, ledger, current) or '新地址'}"
            message = (
                f"已公布的地址 {id_} 不见了。{changed}，请在本文件末尾加一行"
                f"“{line}”；若是误删，{restore}"
            )
            yield _error("id-lost", message, entry.place)
        elif ledger.form.hashed and id_ in current and text_hash(current[id_]) != entry.hash:
            message = f"{id_} 的文字与公布时不同；核对后请运行 make mint"
            yield Problem("text-changed", message, Span(0, 0), "notice", entry.place)
    lasting = (id_ for id_ in current if id_ not in passing)
    if new := _unminted(ledger, lasting, aliases):
        yield unminted(new, ledger.path)


def unminted(addresses: Sequence[str], path: Path | None) -> Problem:
    """That some addresses are not in a ledger yet, which lies at `path` if it lies anywhere."""
    message = f"{len(addresses)} 个地址尚未登记（{some(addresses)}）；核对后请运行 make mint"
    place = FilePlace(path, 1, 1) if path else None
    return Problem(UNMINTED, message, Span(0, 0), place=place)


def some(addresses: Sequence[str]) -> str:
    """The first of some addresses."""
    return "、".join(addresses[:_SHOWN]) + ("……" if len(addresses) > _SHOWN else "")


def _likely(id_: str, ledger: Ledger, current: Iterable[str]) -> str:
    """Where an address that is lost may be now: at the only new one of its folder, if any."""
    folder = id_.rpartition("/")[0]
    new = [one for one in current if one not in ledger.entries and one.startswith(f"{folder}/")]
    return new[0] if folder and len(new) == 1 else ""


def _unminted(ledger: Ledger, current: Iterable[str], aliases: Iterable[str]) -> list[str]:
    new = [id_ for id_ in current if id_ not in ledger.entries]
    return new + [old for old in aliases if old not in ledger.aliases]


def _error(code: str, message: str, place: FilePlace) -> Problem:
    return Problem(code, message, Span(0, 0), "error", place)


def additions(
    ledger: Ledger, current: Mapping[str, str], aliases: Iterable[tuple[str, str]], date: str
) -> list[str]:
    """The lines to append so that a ledger knows all addresses and aliases of today.

    Args:
        ledger: what has been published so far.
        current: the addresses of today, with the text of each.
        aliases: pairs of an older or shorter address and the one where it lands.
        date: of publication, `YYYY-MM-DD`.
    """
    lines = []
    for id_, text in current.items():
        known = ledger.entries.get(id_)
        digest = f" {text_hash(text)}" if ledger.form.hashed else ""
        if known is None:
            lines.append(f"{id_} {date}{digest}")
        elif ledger.form.hashed and known.hash != text_hash(text):
            lines.append(f"{id_} ~ {date}{digest}")
    lines += [f"{old} -> {new}" for old, new in aliases if old not in ledger.aliases]
    return lines


def append(added: Mapping[Path, Sequence[str]]) -> None:
    """Append lines to some ledger files, on lines of their own: to all of them, or to none.

    Raises:
        InputError: one can't be read, or can't be written.
    """
    before = {path: kept_files.read_if_there(path) for path, lines in added.items() if lines}
    whole_files.rewrite(
        {path: (data, _appended(data or b"", added[path])) for path, data in before.items()}
    )


def _appended(before: bytes, lines: Sequence[str]) -> bytes:
    gap = b"\n" if before and not before.endswith(b"\n") else b""
    return before + gap + "".join(f"{line}\n" for line in lines).encode()
