"""The ledger of works, `sources/ids`: which plans have been published, and what became of them.

Each line is one of

    360900-yichun-2023-yaodian 2026-11-22                a plan, the day it was first published
    360900-yichun-2023-yaodian x 2027-05-01 原机关要求     taken down that day, and on what ground

and `#` starts a comment. Lines are only ever added; a plan may come back by a line of the first
form. The addresses of a plan that was taken down are those of its own ledger, which stays.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Set
from dataclasses import dataclass, field
from pathlib import Path
from typing import NamedTuple

from converters.ingest import kept_files, sources
from converters.ingest.sources import Files
from converters.models.located import FilePlace, InputError, Problem
from converters.readers import formats
from converters.text import dates
from converters.text.mapped_text import Span

NAME = "ids"
"""What the file is called, as is that of the names."""

_LINE = re.compile(
    r"(?P<work>\S+) (?P<gone>x )?(?P<date>[0-9]{4}-[0-9]{2}-[0-9]{2})(?P<ground> .+)?"
)
_FORM = "应作“作品号 日期”，撤下的作“作品号 x 日期 依据”"
_ENDINGS = (*formats.ENDINGS, ".yml", ".ids")
_SHOWN = 5


class Withdrawal(NamedTuple):
    """That a plan was taken down: on which day, on what ground."""

    date: str
    ground: str


@dataclass(frozen=True)
class Work:
    """A published plan: the day it was first published, where its last line stands."""

    date: str
    place: FilePlace
    withdrawn: Withdrawal | None = None


@dataclass(frozen=True)
class Works:
    """All that was ever published, by work id, in the order of the ledger.

    `is_kept`: whether there is such a ledger; a library that has none yet gets it by `make mint`.
    """

    path: Path
    entries: Mapping[str, Work] = field(default_factory=dict)
    is_kept: bool = True

    @property
    def withdrawn(self) -> dict[str, Withdrawal]:
        """The plans that were taken down, by work id."""
        return {work: one.withdrawn for work, one in self.entries.items() if one.withdrawn}


@dataclass(frozen=True)
class Registered:
    """The plans of a folder of sources, by work id, and the ledger of works."""

    works: Works
    files: Mapping[str, Files]

    def ledger_of(self, work: str) -> Path:
        """Where the addresses of a plan are registered."""
        return self.works.path.with_name(f"{work}.ids")


def read(folder: Path) -> Registered:
    """All plans of a folder of sources.

    Raises:
        InputError: a file can't be read or its name is no work id, the ledger is refused, or what
            belongs to a plan lies there without it.
    """
    kept = kept_files.listed(folder)
    works = ledger(folder)
    texts = {path.stem for path in kept if path.suffix in formats.ENDINGS}
    for beside in kept:
        is_of_plan = beside.suffix in (".ids", ".yml") and beside.stem not in works.entries
        if is_of_plan and beside.stem not in texts:
            message = f"没有对应的原文 {beside.stem}{formats.TEXT}，若是误删，请恢复"
            raise InputError(beside, 1, 1, message)
    return Registered(works, {one.work: one for one in sources.registered(folder)})


def ledger(folder: Path) -> Works:
    """The ledger of a folder of sources; a file that is not there is an empty one.

    Raises:
        InputError: it can't be read, a line has no known form, or says what can't be.
    """
    path = folder / NAME
    data = kept_files.read_if_there(path)
    if data is None:
        return Works(path, is_kept=False)
    text = kept_files.decoded(path, data).replace("\r\n", "\n")
    entries: dict[str, Work] = {}
    for number, line in enumerate(text.split("\n"), 1):
        if line and not line.startswith("#"):
            _read_line(entries, FilePlace(path, number, 1), line)
    return Works(path, entries)


def _read_line(entries: dict[str, Work], place: FilePlace, line: str) -> None:
    found = _LINE.fullmatch(line)
    if not found or bool(found["gone"]) != bool((found["ground"] or "").strip()):
        raise InputError(*place, _FORM)
    work, known = found["work"], entries.get(found["work"])
    if not sources.is_work_id(work):
        raise InputError(*place, f"“{work}”不是作品号，应作 {sources.WORK_ID_FORM}")
    if not dates.exists(found["date"]):
        raise InputError(*place, f"没有 {found['date']} 这个日期")
    if found["gone"]:
        if known is None or known.withdrawn:
            raise InputError(*place, f"{work} {'已经撤下' if known else '尚未公布，不能撤下'}")
        entries[work] = Work(known.date, place, Withdrawal(found["date"], found["ground"].strip()))
    else:
        if known and not known.withdrawn:
            raise InputError(*place, f"作品号 {work} 写了两次")
        entries[work] = Work(known.date if known else found["date"], place)


def strays(folder: Path) -> Iterator[Path]:
    """Files among the sources that are of no plan; the site would serve them all the same."""
    for path in kept_files.listed(folder):
        if path.suffix not in _ENDINGS and path.name != NAME:
            yield path


def check(every: Registered, published: Set[str]) -> Iterator[Problem]:
    """A Problem wherever the ledger is not kept.

    Args:
        every: the plans of a library.
        published: those of which some address is.
    """
    works = every.works
    for work, one in works.entries.items():
        folder = works.path.parent
        names = (f"{work}{ending}" for ending in _ENDINGS if ending != ".ids")
        kept = [name for name in names if (folder / name).exists()]
        if one.withdrawn and kept:
            message = f"{work} 已撤下，{'、'.join(kept)} 却还在，会随网站公布；请移走"
            yield _error("work-kept", message, one.place)
        elif not one.withdrawn and work not in every.files:
            message = (
                f"已公布的规划 {work} 不见了。若是误删，请恢复它的文件；若要撤下，{_taking(work)}"
            )
            yield _error("work-lost", message, one.place)
        elif not (folder / f"{work}.ids").exists():
            message = f"{work} 已经公布，登记它的地址的 {work}.ids 却不见了，请恢复"
            yield _error("addresses-lost", message, one.place)
    unlisted = published - works.entries.keys() if works.is_kept else ()
    if new := [work for work in every.files if work in unlisted]:
        some = "、".join(new[:_SHOWN]) + ("……" if len(new) > _SHOWN else "")
        message = f"{len(new)} 份规划尚未登记（{some}）；核对后请运行 make mint"
        yield Problem(UNMINTED, message, Span(0, 0), place=FilePlace(works.path, 1, 1))


UNMINTED = "unminted-work"
"""The code of the problem that published plans are not in the ledger yet."""


def _taking(work: str) -> str:
    return f"请运行 make takedown WORK={work} GROUND=依据"


def _error(code: str, message: str, place: FilePlace) -> Problem:
    return Problem(code, message, Span(0, 0), "error", place)


def additions(works: Works, published: Iterable[tuple[str, str]]) -> list[str]:
    """The lines to append so that the ledger knows all plans.

    Args:
        works: the ledger so far.
        published: pairs of a plan and the day on which it was first published.
    """
    return [f"{work} {date}" for work, date in published if work not in works.entries]


def withdrawal(work: str, taken: Withdrawal) -> str:
    """The line that says that a plan was taken down."""
    return f"{work} x {taken.date} {' '.join(taken.ground.split())}"
