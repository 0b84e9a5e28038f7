"""Why two clauses are on the same matter, in words: what they share, from headings to topics."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence, Set
from difflib import SequenceMatcher
from functools import lru_cache
from itertools import chain, pairwise
from typing import Literal, NamedTuple

from converters import lexicon
from converters.library import gram_worths
from converters.library.matter import Clause
from converters.names.authority import NONE, Authority, AuthorityRecord

_LEAST_OF_HEADINGS = 4
_LEAST_OF_WORDS = (4, 3, 2, 1)
"""Letters of a word; of fewer only if there is none of more."""
_MOST_NAMES = 2
_MOST_WORDS = 2
_MOST_LETTERS = 24
_KINDS = lexicon.glossary("reasons")
_RUN = re.compile(r"[^\W_]+")


class Reason(NamedTuple):
    """What two clauses share: part of their headings, a name, a topic, or words of their texts."""

    kind: Literal["heading", "name", "topic", "words"]
    text: str


def reasons(one: Clause, other: Clause, authority: Authority = NONE) -> tuple[Reason, ...]:
    """The reasons, at least one of two clauses that share any characters.

    Args:
        one: the clause that is read.
        other: its counterpart.
        authority: has the names and the topics.
    """
    told = [*_headings(one, other), *_names(one, other, authority.records)]
    known = [reason.text for reason in told]
    found = next(filter(None, (_words(one, other, least) for least in _LEAST_OF_WORDS)), [])
    words = [text for text in found if not any(text in known_one for known_one in known)]
    topics = [id_ for id_ in one.topics if id_ in other.topics]
    told += [Reason("words", text) for text in words[:_MOST_WORDS]]
    told += [Reason("topic", authority.topics[id_].name) for id_ in topics]
    return tuple(told or [Reason("words", text) for text in found[:1]])


def _headings(one: Clause, other: Clause) -> Iterator[Reason]:
    match = SequenceMatcher(None, one.heading, other.heading, autojunk=False)
    found = match.find_longest_match()
    starts = (one.heading, found.a), (other.heading, found.b)
    ends = (one.heading, found.a + found.size), (other.heading, found.b + found.size)
    from_ = found.a + any(_is_end_of_word(*place) for place in starts)
    to = found.a + found.size - any(_is_start_of_word(*place) for place in ends)
    text = one.heading[from_:to]
    if sum(map(str.isalnum, text)) >= _LEAST_OF_HEADINGS:
        yield Reason("heading", text)


def _is_end_of_word(text: str, at: int) -> bool:
    """Whether a character is rather the end of a word than the start of the next: 深化|避险."""
    return 0 < at < len(text) - 1 and _goes_with(text[at - 1 : at + 1], text[at : at + 2])


def _is_start_of_word(text: str, end: int) -> bool:
    """Whether the last character before a place is rather the start of a word: 通道|治理."""
    return 1 < end < len(text) and _goes_with(text[end - 1 : end + 1], text[end - 2 : end])


def _goes_with(pair: str, other: str) -> bool:
    """Whether two characters stand side by side more often than two others."""
    return pair.isalnum() and gram_worths.of(pair) < gram_worths.of(other)


def _names(one: Clause, other: Clause, records: Mapping[str, AuthorityRecord]) -> Iterator[Reason]:
    shared = [key for key in one.names if key in other.names and key in records]
    for key in sorted(shared, key=lambda key: (-len(records[key].pref), key))[:_MOST_NAMES]:
        yield Reason("name", records[key].pref)


def _words(one: Clause, other: Clause, least: int) -> list[str]:
    """Words of both texts, what is worth most first; no two of them share a pair."""
    own = _pieces(one.heading, one.text, least)
    theirs = _pieces(other.heading, other.text, least)
    shared = own.every & theirs.every
    found = dict.fromkeys(
        word
        for run, pieces in own.by_run
        if not shared.isdisjoint(pieces)
        for word in _shared(run, shared, least)
        if any(word in their for their, _ in theirs.by_run)
    )
    ordered = sorted(found, key=lambda word: -_worth(word))
    kept: list[str] = []
    for word in ordered:
        if not any(word in longer or longer in word for longer in kept):
            kept.append(word[:_MOST_LETTERS])
        if len(kept) > _MOST_WORDS:
            break
    return kept


class _Pieces(NamedTuple):
    """The runs of letters of a clause, each with its pieces of one length, and all pieces."""

    by_run: tuple[tuple[str, frozenset[str]], ...]
    every: frozenset[str]


@lru_cache(maxsize=1024)  # a clause is near to many, and these follow one another
def _pieces(heading: str, text: str, length: int) -> _Pieces:
    by_run = tuple(
        (run, frozenset(run[at : at + length] for at in range(len(run) - length + 1)))
        for run in _RUN.findall(f"{heading}\n{text}")
    )
    return _Pieces(by_run, frozenset(chain.from_iterable(pieces for _, pieces in by_run)))


def _shared(run: str, pieces: Set[str], least: int) -> Iterator[str]:
    """Pieces that the other text has too, those that overlap as one."""
    start = end = -1
    for at in range(len(run) - least + 1):
        if run[at : at + least] not in pieces:
            continue
        if at > end - least + 1:
            if end > start >= 0:
                yield run[start:end]
            start = at
        end = at + least
    if end > start >= 0:
        yield run[start:end]


def _worth(word: str) -> float:
    return sum(gram_worths.of(first + second) for first, second in pairwise(word))


def told(reasons: Sequence[Reason]) -> str:
    """The reasons as a page says them, those of one kind together."""
    by_kind: dict[str, list[str]] = {}
    for reason in reasons:
        by_kind.setdefault(reason.kind, []).append(reason.text)
    return "；".join(f"{_KINDS[kind]}“{'”“'.join(of)}”" for kind, of in by_kind.items())
