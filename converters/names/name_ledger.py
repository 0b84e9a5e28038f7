"""The ledger of published addresses of names, `authority/ids`: one for all records.

`agencies/yichun-yingjiju 2026-11-23` is an address and the date of its first publication,
`agencies/yichun-anjianju -> agencies/yichun-yingjiju 2027-03-01` an older one, where it leads, and
since when; before there were dates, such a line ended without one. The files of the authority say
what became of a record, and `make mint` writes that here; a line that a person adds moves an
address without a word on why. `agencies/yichun-yingjiju/duties` is the duty sheet of a body: it
stays an address when no plan has the body answer for anything any more. So does the page of a
place that no record has (`places/220500`), when the library has no plan of it any more.
`topics/yuan` is a topic, whose id neither changes nor goes.
"""

from __future__ import annotations

from collections.abc import Collection, Container, Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from pathlib import Path

from converters.edition import ledger as ledgers
from converters.edition.ledger import Alias, Form, Ledger
from converters.models.located import FilePlace, Problem
from converters.names import divisions, fate
from converters.names.authority import SCHEMES, Authority
from converters.text.mapped_text import Span
from converters.topics import scheme

SHEET = "/duties"
"""What the address of a body's duty sheet has after that of the body."""

PLACES = "places/"
"""What the address of a place begins with, before its code."""

_TOPIC = f"{scheme.FILE}/"
_SLUG = "[a-z0-9]+(?:-[a-z0-9]+)*"
OF_NAMES = Form(
    rf"(?:(?:{'|'.join((*SCHEMES, scheme.FILE))})/{_SLUG}|agencies/{_SLUG}{SHEET})",
    hashed=False,
    line="地址 日期",
    lost=(
        "若改了名称，在新的一条里写 former: [{name: 旧名, id: 旧编号}]；若只改了编号",
        "请恢复这一条；并入、拆分、停用的也不删去，在那一条里写明 merged、split 或 retired",
    ),
)


@dataclass(frozen=True)
class Landing:
    """Where an older address leads, and since when (`YYYY-MM-DD`; empty if nobody knows)."""

    to: str
    since: str = ""


def current(authority: Authority) -> Mapping[str, str]:
    """The addresses of today; they have no text of their own."""
    return dict.fromkeys(authority.records, "")


def landing(ledger: Ledger, authority: Authority) -> dict[str, Landing]:
    """Where each older address leads, be it by the ledger or by what the records say."""
    found = _with_moved(ledger, authority).landing(current(authority))
    dates = {old: alias.date for old, alias in ledger.aliases.items()}
    return {old: Landing(to, dates.get(old, "")) for old, to in found.items()}


def sheets(ledger: Ledger) -> frozenset[str]:
    """The bodies whose duty sheets were published, by the keys that they had then."""
    return frozenset(id_.removesuffix(SHEET) for id_ in ledger.entries if id_.endswith(SHEET))


def places(ledger: Ledger, authority: Authority) -> frozenset[str]:
    """The codes of published places (GB/T 2260) that no record has, and none has taken over."""
    known = {*authority.records, *authority.moved, *ledger.aliases}
    return frozenset(id_.removeprefix(PLACES) for id_ in ledger.entries if _is_place(id_, known))


def _is_place(id_: str, known: Container[str]) -> bool:
    if not id_.startswith(PLACES) or id_ in known:
        return False
    return divisions.of_code(id_.removeprefix(PLACES)) is not None


def check(ledger: Ledger, authority: Authority) -> Iterator[Problem]:
    """A Problem wherever the ledger is not kept, or says another thing than the records.

    Duty sheets, and places without a record, are asked for apart (`check_made`): what there is of
    them the plans say.
    """
    whole = _with_moved(ledger, authority)
    yield from ledgers.check(whole, current(authority))
    yield from _check_topics(ledger, authority)
    outcomes = _outcomes(authority)
    for old, alias in ledger.aliases.items():
        yield from _contradicted(old, alias, whole, outcomes)
    if new := [old for old in outcomes if old not in ledger.aliases]:
        message = f"{ledgers.some(new)} 的变动尚未登记；核对后请运行 make mint"
        place = FilePlace(ledger.path, 1, 1) if ledger.path else None
        yield Problem(ledgers.UNMINTED, message, Span(0, 0), place=place)


def made(answering: Iterable[str], codes: Iterable[str]) -> Iterator[str]:
    """The addresses that plans make without a record of their own.

    Args:
        answering: the bodies that have a duty sheet, by key.
        codes: of the places without a record.
    """
    yield from (f"{key}{SHEET}" for key in answering)
    yield from (f"{PLACES}{code}" for code in codes)


def _check_topics(ledger: Ledger, authority: Authority) -> Iterator[Problem]:
    """A Problem for each topic that is gone, or leads elsewhere; if some are in no ledger yet."""
    today = _topics(authority)
    gone = {id_: one.place for id_, one in ledger.entries.items() if id_.startswith(_TOPIC)}
    moved = {old: one.place for old, one in ledger.aliases.items() if old.startswith(_TOPIC)}
    for id_, place in (gone | moved).items():
        if id_ in moved or id_ not in today:
            message = f"已公布的主题 {id_} 不能改号，也不能取消；请在 {scheme.FILE}.yml 里恢复它"
            yield Problem("id-lost", message, Span(0, 0), "error", place)
    if new := [id_ for id_ in today if id_ not in ledger.entries]:
        yield ledgers.unminted(new, ledger.path)


def _topics(authority: Authority) -> list[str]:
    return [f"{_TOPIC}{id_}" for id_ in authority.topics]


def check_made(
    path: Path | None, published: Collection[str], addresses: Iterable[str]
) -> Iterator[Problem]:
    """A Problem if addresses that plans make are in no ledger yet.

    Args:
        path: of the ledger.
        published: those that are in it.
        addresses: those of today, as `made` has them.
    """
    if new := [one for one in addresses if one not in published]:
        yield ledgers.unminted(new, path)


def additions(
    ledger: Ledger, authority: Authority, addresses: Iterable[str], date: str
) -> list[str]:
    """The lines to append so that a ledger knows all addresses of today, and what became of others.

    Args:
        ledger: what has been published so far.
        authority: the records.
        addresses: those that plans make, as `made` has them.
        date: of publication, `YYYY-MM-DD`.
    """
    every = {**current(authority), **dict.fromkeys((*addresses, *_topics(authority)), "")}
    lines = ledgers.additions(ledger, every, (), date)
    outcomes = _outcomes(authority)
    new = (old for old in outcomes if old not in ledger.aliases)
    return lines + [f"{_line(old, outcomes[old])} {date}" for old in new]


def _with_moved(ledger: Ledger, authority: Authority) -> Ledger:
    """The ledger of records, and what they say of older addresses."""
    moved = {key: Alias((one.to,), one.written) for key, one in authority.moved.items()}
    by_plans = {*made((), places(ledger, authority))}
    entries = {
        id_: one
        for id_, one in ledger.entries.items()
        if not (id_.endswith(SHEET) or id_.startswith(_TOPIC) or id_ in by_plans)
    }
    known = {old: one for old, one in ledger.aliases.items() if not old.startswith(_TOPIC)}
    return replace(ledger, entries=entries, aliases={**known, **moved})


def _outcomes(authority: Authority) -> Mapping[str, tuple[str, ...]]:
    """What the records say became of some: the addresses that each leads to, or went into."""
    moved = authority.moved
    found: dict[str, tuple[str, ...]] = {key: (fate.current(key, moved),) for key in moved}
    for record in authority.records.values():
        if record.fate:
            into = (f"{record.scheme}/{id_}" for id_, _ in record.fate.into)
            found[record.key] = tuple(fate.current(key, moved) for key in into)
    return found


def _line(old: str, targets: tuple[str, ...]) -> str:
    return f"{old} -> {' '.join(targets) or '-'}"


def _contradicted(
    old: str, alias: Alias, whole: Ledger, outcomes: Mapping[str, tuple[str, ...]]
) -> Iterator[Problem]:
    """A Problem if the records do not say of an address what its line says."""
    said = tuple(whole.resolve(target) for target in alias.targets)
    if old in outcomes and {*said} != {*outcomes[old]}:
        date = f" {alias.date}" if alias.date else ""
        message = f"规范档里不是这样写的，请把此行改为“{_line(old, outcomes[old])}{date}”"
    elif old not in outcomes and not alias.target:
        how = "split" if alias.targets else "retired"
        message = f"{old} 那一条没有写 {how}，请补上；若是误记，请删去此行"
    else:
        return
    yield Problem("alias-astray", message, Span(0, 0), "error", alias.place)
