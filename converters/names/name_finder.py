"""Find the names of the authority in a text, whole and longest.

An automaton (Aho and Corasick 1975) finds every form of every name in the folded text in one
pass. Of those that overlap, the leftmost goes before, then the longest: among those that are
whole words, known where the plan stands, and quoted if they must be.
"""

from __future__ import annotations

import math
import re
from collections import deque
from collections.abc import Iterable, Iterator, Mapping, Sequence
from itertools import groupby
from typing import NamedTuple

import ahocorasick_rs

from converters import lexicon
from converters.names import name_folding
from converters.names.authority import Authority, Name, Scope, nearest
from converters.text.mapped_text import Span

_WORDS = lexicon.words("mentions")
_NUMERAL = re.compile("[0-9〇零一二三四五六七八九十百千]")
_ORDINAL = re.compile("[0-9〇零一二三四五六七八九十百千第]")


class Found(NamedTuple):
    """A name in a text: where, and the keys it may mean there, at least one."""

    start: int
    end: int
    keys: tuple[str, ...]


class NameFinder:
    """Finds the names of one authority in any number of texts."""

    def __init__(self, authority: Authority) -> None:
        self.authority = authority
        of_two_levels = _of_two_levels(authority.claims)
        self._patterns = [*dict.fromkeys((*authority.claims, *of_two_levels))]
        self._automaton = ahocorasick_rs.AhoCorasick(self._patterns)
        self._by_end = _by_shared_end(authority.claims)

    def find(
        self,
        text: str,
        scope: Scope,
        taken: Iterable[Span] = (),
        ignored: frozenset[str] = frozenset(),
    ) -> list[Found]:
        """All names, in order, disjoint.

        Args:
            text: of one paragraph, heading or cell.
            scope: where the plan stands.
            taken: ranges in which no name is looked for, in order.
            ignored: keys of records that are not looked for.
        """
        folded = name_folding.folded(text)
        found = [*self._whole(text, folded, scope), *self._halves(folded, scope)]
        if ignored:
            found = [one for one in found if not ignored.intersection(one.keys)]
        return list(_leftmost_longest(found, taken))

    def _whole(self, text: str, folded: name_folding.Folded, scope: Scope) -> Iterator[Found]:
        """Names that stand whole in the text; of those that overlap, all."""
        for place, at, pattern in self._matches(folded):
            if whole := name_folding.whole(text, *place):
                is_quoted = name_folding.is_quoted(text, *place)
                if keys := self._keys(pattern, scope, folded.text, at, is_quoted):
                    yield Found(*whole, keys)

    def _matches(self, folded: name_folding.Folded) -> Iterator[tuple[Span, Span, str]]:
        """Each match, whole or not: its place in the text, in the folded text, the pattern."""
        matches = self._automaton.find_matches_as_indexes(folded.text, overlapping=True)
        for pattern, start, end in matches:
            place = Span(folded.places[start], folded.places[end - 1] + 1)
            yield place, Span(start, end), self._patterns[pattern]

    def _keys(
        self, pattern: str, scope: Scope, folded: str, at: Span, is_quoted: bool
    ) -> tuple[str, ...]:
        """What a match means; nothing if it is part of something longer or not known here."""
        known = [claim for claim in self._claims(pattern) if claim[1].is_known(scope)]
        if known and not is_quoted:
            if is_cut_out(folded, at.start, at.end):
                return ()
            known = [claim for claim in known if not claim[1].quoted]
        if folded.startswith(_LONGER_BODIES, at.end):
            known = [claim for claim in known if not claim[0].startswith("agencies/")]
        return self.authority.settled(nearest(known))

    def _claims(self, pattern: str) -> Iterable[tuple[str, Name]]:
        return self.authority.claims.get(pattern) or self.authority.claims[_upper_level(pattern)]

    def _halves(self, folded: name_folding.Folded, scope: Scope) -> Iterator[Found]:
        """Names that share their end: 甲 and 乙专项行动 in 甲、乙专项行动."""
        for found in _SHARED_END.finditer(folded.text):
            heads = self._by_end.get(found[0], {})
            reach = folded.text[max(0, found.start() - _REACH) : found.start()]
            parts = list(_JOINED.finditer(folded.text, _after_stop(reach, found), found.start()))
            beginning = ""
            for part in parts if len(parts) > 1 else ():
                is_last = part is parts[-1]
                half = _half(heads, part[0], beginning, scope)
                if half is None:
                    continue
                beginning = beginning or half.stem
                if not (is_last and half.is_whole):
                    last = found.end() if is_last else part.end()
                    first = part.end() - len(half.stem)
                    keys = self.authority.settled(half.keys)
                    yield Found(folded.places[first], folded.places[last - 1] + 1, keys)


class _Half(NamedTuple):
    """What stands before the shared end of a name, its keys, whether it needs no beginning."""

    stem: str
    keys: tuple[str, ...]
    is_whole: bool


_Heads = Mapping[str, Sequence[tuple[str, Name]]]
"""The claims of names with the same end, by what stands before it."""


def _half(heads: _Heads, part: str, beginning: str, scope: Scope) -> _Half | None:
    """The longest end of `part` that is a name without its shared end.

    五中 is one of 十八届五中 alone; 六中 after it is one with the beginning 十八届.
    """
    for start in range(len(part)):
        stem = part[start:]
        for length in range(len(beginning) + 1):
            claims = heads.get(beginning[:length] + stem, ())
            known = (key for key, name in claims if name.is_known(scope) and not name.quoted)
            if keys := tuple(dict.fromkeys(known)):
                return _Half(stem, keys, not length)
    return None


def _after_stop(reach: str, end: re.Match[str]) -> int:
    """Where the sentence part begins that ends with the shared end."""
    stop = max(reach.rfind(mark) for mark in _STOPS)
    return end.start() - len(reach) + stop + 1


def _leftmost_longest(found: Iterable[Found], taken: Iterable[Span]) -> Iterator[Found]:
    blocked = deque(taken)
    after = 0
    ordered = sorted(found, key=lambda one: (one.start, -one.end))
    for start, group in groupby(ordered, key=lambda one: one.start):
        while blocked and blocked[0].end <= start:
            blocked.popleft()
        limit = blocked[0].start if blocked else math.inf
        fitting = next((one for one in group if one.end <= limit), None)
        if start >= after and fitting:
            yield fitting
            after = fitting.end


def is_cut_out(text: str, start: int, end: int) -> bool:
    """Whether the ends of `start:end` stand inside longer words or numbers."""
    return (
        _is_inside(text, start, text[start], text[start - 1 : start])
        or _is_inside(text, end, text[end - 1], text[end : end + 1])
        or bool(_NUMERAL.match(text[start]) and _ORDINAL.match(text[start - 1 : start]))
    )


def _is_inside(text: str, cut: int, edge: str, beyond: str) -> bool:
    """Whether a word goes on over the `cut`, of whose two sides `edge` is in the name."""
    if not beyond:
        return False
    if edge.isascii() and beyond.isascii() and edge.isalnum() and beyond.isalnum():
        return True
    return any(
        text.startswith(head + tail, max(0, cut - len(head)))
        for head, tail in _CROSSING.get(edge, ())
        if cut >= len(head)
    )


def _crossing() -> dict[str, list[tuple[str, str]]]:
    """The words that a name may be cut out of, cut in two, by the characters beside the cut."""
    found: dict[str, list[tuple[str, str]]] = {}
    for word in _WORDS["crossing_words"]:
        for cut in range(1, len(word)):
            head, tail = word[:cut], word[cut:]
            for edge in {head[-1], tail[0]}:
                found.setdefault(edge, []).append((head, tail))
    return found


_CROSSING = _crossing()
_LONGER_BODIES = tuple(_WORDS["longer_bodies"])
_SHARED_ENDS = tuple(sorted(_WORDS["shared_ends"], key=len, reverse=True))
_SHARED_END = re.compile(lexicon.alternatives(_SHARED_ENDS))
_JOINED = re.compile("[^、和与及]+")
_STOPS = ",;:。!?()"
_REACH = 80
"""How far before a shared end the first of the names may stand: a bound, so that time is linear."""


def _by_shared_end(claims: _Heads) -> dict[str, dict[str, list[tuple[str, Name]]]]:
    """Names by their shared end, then by what stands before it."""
    found: dict[str, dict[str, list[tuple[str, Name]]]] = {}
    for text, claimed in claims.items():
        if not text.endswith(_SHARED_ENDS):
            continue
        if end := next((end for end in _SHARED_ENDS if text.endswith(end) and text != end), ""):
            found.setdefault(end, {}).setdefault(text[: -len(end)], []).extend(claimed)
    return found


def _of_two_levels(names: Iterable[str]) -> Iterator[str]:
    """市县安委办 for 市安委办: what a plan says of its own body and of those below together."""
    for name in names:
        for upper, lower in _PAIRS:
            if name.startswith(upper):
                yield upper + lower + name[len(upper) :]


_PAIRS = (("省", "市"), ("市", "县"), ("市", "区"))


def _upper_level(name: str) -> str:
    return name[0] + name[2:]
