"""Which plan takes the place of which: `replaces:` in the `.yml` of the newer one.

    replaces: 360900-yichun-2023-yaodian

One plan, or a list of them; each is, or once was, in the library.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import NamedTuple

from converters.ingest import located_yaml
from converters.ingest.sources import Files
from converters.ingest.works import Registered
from converters.models.located import FilePlace, Problem
from converters.models.standing import Standing
from converters.text.mapped_text import Span

KEY = "replaces"
_IS_SAID = re.compile(rb"^replaces[ \t]*:", re.MULTILINE)
_VERSION = re.compile(r".+\.v\d+")


class Claim(NamedTuple):
    """That one plan takes the place of another, and where that is written."""

    newer: str
    older: str
    place: FilePlace


def claims(every: Iterable[Files]) -> tuple[Claim, ...]:
    """What the files of plans say. Whether a file fits its format is seen when the plan is read.

    Raises:
        InputError: a file that says something is not UTF-8 or not YAML.
    """
    return tuple(claim for files in every for claim in _claims(files))


def _claims(files: Files) -> Iterator[Claim]:
    # Most plans replace none, and need not be read as YAML twice.
    if files.edition is None or not _IS_SAID.search(files.edition):
        return
    path = files.path.with_suffix(".yml")
    content, places = located_yaml.read(path, files.edition)
    said = content.get(KEY) if isinstance(content, dict) else None
    of_one = [(said, places[KEY,])] if isinstance(said, str) else []
    listed = enumerate(said if isinstance(said, list) else ())
    for older, position in (*of_one, *((one, places[KEY, at]) for at, one in listed)):
        if isinstance(older, str):
            yield Claim(files.work, older, FilePlace.at(path, position))


def check(said: Sequence[Claim], every: Registered) -> Iterator[Problem]:
    """A Problem for what can't be, and for a further version that does not say of what."""
    newer = defaultdict(set)
    for claim in said:
        newer[claim.older].add(claim.newer)
    for claim in said:
        if claim.older not in every.files and claim.older not in every.works.withdrawn:
            yield _error("replaces-unknown", f"{KEY} 所指的 {claim.older} 没有收入", claim.place)
        elif claim.older in _after(claim.newer, newer):
            message = f"{KEY} 绕成了圈：{claim.older} 又取代了 {claim.newer}"
            if claim.older == claim.newer:
                message = f"{KEY} 不能是规划自己"
            yield _error("replaces-itself", message, claim.place)
    telling = {claim.newer for claim in said}
    for work, files in every.files.items():
        if _VERSION.fullmatch(work) and work not in telling:
            message = f"作品号是 {work}，.yml 里却没有写它取代哪一份（{KEY}: 作品号）"
            place = FilePlace(files.path.with_suffix(".yml"), 1, 1)
            yield Problem("replaces-none", message, Span(0, 0), place=place)


def _after(work: str, newer: Mapping[str, set[str]]) -> set[str]:
    """All plans that take the place of one, of those that do, and so on; itself with them."""
    found: set[str] = set()
    open_ = [work]
    while open_:
        one = open_.pop()
        if one not in found:
            found.add(one)
            open_ += newer.get(one, ())
    return found


def _error(code: str, message: str, place: FilePlace) -> Problem:
    return Problem(code, message, Span(0, 0), "error", place)


def standings(said: Iterable[Claim], every: Registered, day: str) -> Mapping[str, Standing]:
    """How each plan of a library stands in it.

    Args:
        said: what takes the place of what.
        every: the plans.
        day: of the edition, ISO 8601; empty before anything is published.
    """
    older: dict[str, list[str]] = defaultdict(list)
    newer: dict[str, list[str]] = defaultdict(list)
    for claim in sorted(said):
        older[claim.newer].append(claim.older)
        newer[claim.older].append(claim.newer)
    return {
        work: Standing(
            int(day[:4] or 0),
            tuple(one for one in older[work] if one in every.files),
            tuple(one for one in older[work] if one in every.works.withdrawn),
            tuple(newer[work]),
        )
        for work in every.files
    }
