"""Names that all China shares, which need no record to be found: `data/common_names.yml`.

Bodies of party and state, congresses, laws and national plans, mechanisms and systems of the trade
that stand without quotation marks. They are found as the names of an authority are.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from functools import cache
from pathlib import Path
from typing import Any

from converters import lexicon
from converters.models.located import FilePlace
from converters.models.mention import MentionKind
from converters.names import name_folding
from converters.names.authority import MENTION_KINDS, Authority, AuthorityRecord, Name, Scope
from converters.names.form_words import HAN, one_of
from converters.names.name_finder import Found, NameFinder
from converters.text.mapped_text import Span

_FILE = "common_names"
_EVERYWHERE = Scope()
_WORDS = lexicon.words("proposals")
_EXTENSIONS: Mapping[MentionKind, Sequence[str]] = {
    "agency": sorted(_WORDS["parts_of_bodies"], key=len, reverse=True),
    "term": sorted(_WORDS["term_extensions"], key=len, reverse=True),
}
"""What may follow a name and is part of it there: 财政部办公厅, 安全生产责任保险制度."""

_BUREAU = re.compile(
    rf"(?:(?!{one_of('body_beginnings')}|[{_WORDS['not_in_bodies']}和]|{one_of('not_words_in_bodies')}){HAN}|{one_of('words_in_bodies')})"
    rf"{{2,8}}?{one_of('bureau_ends')}(?={one_of('after_bodies')}|(?!{HAN}))"
)
"""A bureau of a department, behind its name: 财政部经济建设司."""

_OFFICE: str = _WORDS["general_office"]
_QUOTE = re.compile(f'[{name_folding.OPENING}{name_folding.CLOSING}"]')


def find(
    text: str, taken: Iterable[Span] = (), *, only_bodies: bool = False
) -> Iterator[tuple[MentionKind, Span]]:
    """The shared names in a text, in order, disjoint, each with its kind.

    A term in quotation marks ends with these: of “一票否决”制度 the quotes show the name.

    Args:
        text: of one paragraph, heading or cell.
        taken: ranges in which no name is looked for, in order.
        only_bodies: whether other names are passed over.
    """
    ignored = _others() if only_bodies else frozenset()
    for found in _finder().find(text, _EVERYWHERE, taken, ignored):
        kind = MENTION_KINDS[found.keys[0].partition("/")[0]]
        if kind == "term" and _QUOTE.search(text, found.start, found.end):
            continue
        yield kind, Span(found.start, _end(text, found, kind))


def named(kind: MentionKind, surface: str) -> AuthorityRecord | None:
    """What is known of the name of a kind, None if it is none that all share."""
    known = _finder().authority
    for form in (surface, *(_shorter(surface) if kind == "term" else ())):
        for key in known.resolve(form, _EVERYWHERE):
            if MENTION_KINDS[key.partition("/")[0]] == kind:
                return known.records[key]
    return None


def _end(text: str, found: Found, kind: MentionKind) -> int:
    """Where a name ends that is part of a longer one: 制度 of a mechanism, the office of a body."""
    more = next((one for one in _EXTENSIONS.get(kind, ()) if text.startswith(one, found.end)), "")
    if not more and _finder().authority.records[found.keys[0]].kind == "department":
        bureau = _BUREAU.match(text, found.end)
        return bureau.end() if bureau else found.end
    return found.end + len(more)


def _shorter(surface: str) -> Iterator[str]:
    for one in _EXTENSIONS["term"]:
        if surface.endswith(one) and len(surface) > len(one):
            yield surface.removesuffix(one)


@cache
def _others() -> frozenset[str]:
    return frozenset(key for key in _finder().authority.records if not key.startswith("agencies/"))


@cache
def _finder() -> NameFinder:
    records = [*_records()]
    names = {one.key: tuple(dict.fromkeys(_names(one))) for one in records}
    return NameFinder(Authority({one.key: one for one in records}, names))


def _records() -> Iterator[AuthorityRecord]:
    """The entries as records; the name of each is its id, for it has no address."""
    entries: Sequence[Mapping[str, Any]] = lexicon.words(_FILE)
    nowhere = FilePlace(Path(f"{_FILE}.yml"), 1, 1)
    for entry in entries:
        record = AuthorityRecord(
            entry["of"],
            entry["name"],
            entry["name"],
            nowhere,
            alt=tuple(entry.get("alt", ())),
            kind=entry["kind"],
            quoted=entry.get("quoted", False),
            doc_number=entry.get("number", ""),
            note=entry["evidence"],
        )
        yield record
        if record.kind == "department":
            yield _office(record)


def _office(record: AuthorityRecord) -> AuthorityRecord:
    """The general office of a department: 财政部办公厅."""
    pref, *alt = (f"{form}{_OFFICE}" for form in (record.pref, *record.alt))
    return record._replace(id=pref, pref=pref, alt=tuple(alt), kind="section")


def _names(record: AuthorityRecord) -> Iterator[Name]:
    for form in (record.pref, *record.alt):
        yield Name(name_folding.fold(form), record.quoted)
