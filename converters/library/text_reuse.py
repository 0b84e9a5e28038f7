"""Which words of a plan stand in another: every run that two plans have in common, exactly.

A run is of letters, digits and Han characters, at least `FEWEST` of them, and as long as it can be:
what stands before and after it in the two plans differs, or is the end of a unit. All places at
which the same `FEWEST` characters stand are found by numbers for these; from each two places where
such a run begins it is followed to its end. What stands in many plans is followed in all of them
together, and named of few: so the work grows with the length of the texts and of what is named.

What was found in another state of the library is found again, but for runs that begin with
`FEWEST` characters that a plan has which is new or another now, or had which is gone.
"""

from __future__ import annotations

import hashlib
from array import array
from bisect import bisect_left
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence, Set
from functools import cached_property
from itertools import chain
from types import MappingProxyType
from typing import NamedTuple

from converters import lexicon
from converters.library import room as limits
from converters.library.room import RULE
from converters.library.wording import FEWEST, GAP, Wording

_RULE = lexicon.words("set_phrases")
MOST_PLANS: int = _RULE["plans"]
"""What stands in more plans is a set phrase, and is told of so many others only."""

_SLICES = 64
"""So many parts the numbers are looked at in, one after the other: it bounds the memory."""
_HIGHEST = 1 << 61
_DIGITS = (6, 4, 2, 0)
"""So many digits of their codes (GB/T 2260) two places of a county, prefecture … have in common."""


class Run(NamedTuple):
    """A run of a plan that stands in another one too.

    `start:end` in code points of the text of the unit, `other_` of the other plan's. `plans` counts
    the plans that it stands in where these are more than `MOST_PLANS`, else it is None. `left_out`
    counts the places of the same run that are not told for want of room.
    """

    unit: str
    start: int
    end: int
    work: str
    other_unit: str
    other_start: int
    other_end: int
    text: str
    plans: int | None
    left_out: int = 0


class Told(NamedTuple):
    """The runs of a plan that there is room for, in document order; how many more it has."""

    runs: tuple[Run, ...]
    left_out: int = 0


_Place = tuple[int, int]
"""A place of a bare text: the number of its plan, and how many characters go before."""


class _Found(NamedTuple):
    """A run by its places in bare texts: here, its length, and where it begins in which plan.

    `plans` counts those that it stands in; 0 if they are few.
    """

    at: int
    length: int
    plan: int
    there: int
    plans: int


class Known(NamedTuple):
    """The runs found in some state of the library, by the numbers of the plans.

    Args:
        works: the ids of the plans, ascending.
        found: of each its runs, five numbers each (`_Found`).
    """

    works: tuple[str, ...]
    found: tuple[array[int], ...]


NOTHING = Known((), ())


class Reuse:
    """The runs that some plans have in common.

    They are kept by numbers, five each, for there may be many; `told` gives those of one plan.
    """

    def __init__(self, every: Sequence[Wording], found: Sequence[array[int]], room: int) -> None:
        """Keep what was found of each plan, in the order of the plans, and the room of each."""
        self._room = room
        self.known = Known(tuple(one.work for one in every), tuple(found))
        self._every = [one.without_grams() for one in every]
        self._digests: dict[tuple[int, int], str] = {}
        self._numbers = {one.work: number for number, one in enumerate(every)}
        self._rank = _ranks(every)

    def wording(self, work: str) -> Wording:
        """The wording of a plan, without what runs are looked for by."""
        return self._every[self._numbers[work]]

    def told(self, work: str) -> Told:
        """What is told of a plan: of one run the nearest plan first.

        Nearest is a plan of the same county, then prefecture, then province; of these the newest.
        """
        one = self._every[self._numbers[work]]
        chosen, left_out = self._chosen(work)
        return Told(tuple(self._run(one, found, more) for found, more in chosen), left_out)

    def shown(self, work: str) -> tuple[str, set[tuple[str, str]]]:
        """What stands for all that is told of a plan, and where that is: work ids and ids of units.

        Its own wording is left out. Of other plans the text of the units counts that are told of.
        """
        chosen, left_out = self._chosen(work)
        places = [
            (one.at, one.length, one.plans, more, *self._there(one.plan, one.there))
            for one, more in chosen
        ]
        return f"{left_out} {places}", {(other, unit) for *_, other, unit, _, _ in places}

    def _there(self, plan: int, at: int) -> tuple[str, str, int, str]:
        """A place of a plan: its work id, its unit, where in that, and what stands for its text."""
        one = self._every[plan]
        unit = one.unit_at(at)
        if (plan, unit) not in self._digests:
            text = one.texts[unit].encode("utf-8", "surrogatepass")
            self._digests[plan, unit] = hashlib.sha256(text).hexdigest()
        return one.work, one.ids[unit], at - one.starts[unit], self._digests[plan, unit]

    def _chosen(self, work: str) -> tuple[list[tuple[_Found, int]], int]:
        """What is told of a plan, each with how many more places it has; how much is not."""
        number = self._numbers[work]
        one, kept = self._every[number], self.known.found[number]
        runs: defaultdict[tuple[int, int], list[int]] = defaultdict(list)
        for at in range(0, len(kept), 5):
            runs[kept[at], kept[at + 1]].append(at)
        places = [runs[run] for run in sorted(runs)]
        firsts = [_Found(*kept[of[0] : of[0] + 5]) for of in places]
        sizes = _within(self._room, firsts, [*map(len, places)])
        chosen = [
            (found, len(of) - size)
            for of, size in zip(places, sizes, strict=True)
            if size
            for found in self._nearest(one, [_Found(*kept[at : at + 5]) for at in of], size)
        ]
        return chosen, sizes.count(0)

    def _nearest(self, one: Wording, found: list[_Found], size: int) -> list[_Found]:
        return sorted(found, key=lambda of: self._key(one, of))[:size]

    def _run(self, one: Wording, of: _Found, left_out: int) -> Run:
        unit, start, end = _place(one, of.at, of.length)
        text = one.texts[unit][start:end]
        other = self._every[of.plan]
        there, begins, ends = _place(other, of.there, of.length)
        elsewhere = (other.work, other.ids[there], begins, ends)
        return Run(one.ids[unit], start, end, *elsewhere, text, of.plans or None, left_out)

    def _key(self, one: Wording, found: _Found) -> tuple[int, ...]:
        far = distance(one.place, self._every[found.plan].place)
        return far, self._rank[found.plan], found.there


def _place(wording: Wording, at: int, length: int) -> tuple[int, int, int]:
    """The unit, by its number, and the places in its text of a run of the bare text."""
    unit = wording.unit_at(at)
    first = at - wording.starts[unit]
    return unit, wording.in_text(unit, first), wording.in_text(unit, first + length - 1) + 1


def _within(room: int, runs: Sequence[_Found], places: Sequence[int]) -> list[int]:
    """Of how many of its places each run is told, by the rule of `data/room.yml`.

    Something is told wherever there is anything.

    Args:
        room: in bytes.
        runs: each with any of its places.
        places: how many each has.
    """
    entry, letter = (int(RULE["runs"][name]) for name in ("entry", "letter"))
    sizes = [0] * len(runs)
    order = sorted(range(len(runs)), key=lambda at: _rank_of(runs[at]))
    told = 0
    while order:
        for at in order:
            room -= entry + letter * runs[at].length
            if room < 0 and told:
                return sizes
            sizes[at] += 1
            told += 1
        order = [at for at in order if places[at] > sizes[at]]
    return sizes


def _rank_of(first: _Found) -> tuple[bool, int, int]:
    return first.plans > 0, -first.length, first.at


def _ranks(every: Sequence[Wording]) -> dict[int, int]:
    newest = sorted(range(len(every)), key=lambda one: every[one].order, reverse=True)
    return {number: rank for rank, number in enumerate(newest)}


def of(
    wordings: Iterable[Wording],
    room: int | None = None,
    known: Known = NOTHING,
    before: Mapping[str, Wording] = MappingProxyType({}),
) -> Reuse:
    """The runs of some plans.

    Args:
        wordings: of the plans.
        room: how many bytes are told of each; as many as `room.of` says if it is not given.
        known: what was found in another state of the library.
        before: the wordings in that state of all plans that have another now, or none.
    """
    every = sorted(wordings, key=lambda one: one.work)
    same = {*known.works} - before.keys()
    search = _Search(every)
    if same:
        groups = search.begin_with(known, same, _numbers(every, same, before))
    else:
        groups = _shared(every)
    for group in groups:
        search.follow(group, FEWEST)
    room = limits.of("runs", len(every)) if room is None else room
    return Reuse(every, [*map(_in_order, search.found)], room)


def _in_order(found: array[int]) -> array[int]:
    """Runs in an order that does not hang on how they were found."""
    ordered = sorted(zip(*[iter(found)] * len(_Found._fields), strict=True))
    return array("I", chain.from_iterable(ordered))


def _numbers(
    every: Sequence[Wording], same: Set[str], before: Mapping[str, Wording]
) -> frozenset[int]:
    """The numbers of all characters of the plans that are not the same, now and before."""
    others = (one for one in (*every, *before.values()) if one.work not in same)
    return frozenset().union(*(one.grams for one in others))


def _shared(every: Sequence[Wording]) -> Iterator[list[_Place]]:
    """The places of the same characters, of all that stand in more than one plan."""
    width = _HIGHEST // _SLICES
    for low in range(0, _HIGHEST, width):
        cuts = [(bisect_left(one.grams, low), bisect_left(one.grams, low + width)) for one in every]
        seen: set[int] = set()
        again: set[int] = set()
        for one, (start, end) in zip(every, cuts, strict=True):
            numbers = {*one.grams[start:end]}
            again |= numbers & seen
            seen |= numbers
        groups: defaultdict[str, list[_Place]] = defaultdict(list)
        for number, (one, (start, end)) in enumerate(zip(every, cuts, strict=True)):
            pairs = zip(one.grams[start:end], one.places[start:end], strict=True)
            for at in (at for gram, at in pairs if gram in again):
                groups[one.bare[at : at + FEWEST]].append((number, at))
        yield from groups.values()


class _Search:
    """The runs found so far, by the numbers of the plans."""

    def __init__(self, every: Sequence[Wording]) -> None:
        self._every = every
        self._bare = [one.bare for one in every]
        self._rank = _ranks(every)
        self.found = [array("I") for _ in every]

    def begin_with(self, known: Known, same: Set[str], numbers: Set[int]) -> Iterable[list[_Place]]:
        """Take over what is known but for what begins with characters of some numbers.

        Args:
            known: what was found in another state.
            same: the plans whose wordings are those of that state.
            numbers: of all characters that any other plan has now or had then.

        Returns:
            The places of those characters, by them.
        """
        at_now = {one.work: number for number, one in enumerate(self._every)}
        now = [at_now.get(work, -1) for work in known.works]  # no run that is taken has -1
        found = dict(zip(known.works, known.found, strict=True))
        groups: defaultdict[str, list[_Place]] = defaultdict(list)
        for number, one in enumerate(self._every):
            pairs = zip(one.grams, one.places, strict=True)
            hits = [at for gram, at in pairs if gram in numbers]
            for at in hits:
                groups[one.bare[at : at + FEWEST]].append((number, at))
            if one.work in same:
                self.found[number] = _but_for({*hits}, found[one.work], now)
        return groups.values()

    def follow(self, group: Sequence[_Place], length: int) -> None:
        """Follow all runs that begin with the same characters, so many of which are known."""
        waiting = [(group, length)]
        while waiting:
            group, length = waiting.pop()
            if self._is_inside(group):
                continue
            plans = len({plan for plan, _ in group})
            if plans > MOST_PLANS:
                node = _Node(group, self._extended(group, length), self._bare)
                self._tell_of_few(node, plans)
                waiting += [(one, node.length + 1) for one in node.children.values()]
            elif plans > 1:
                self._tell_of_all(group, length)

    def _is_inside(self, group: Sequence[_Place]) -> bool:
        """Whether the same character stands before all of a group, so that no run begins there."""
        befores = {self._bare[plan][at - 1] for plan, at in group}
        return len(befores) == 1 and GAP not in befores

    def _extended(self, group: Sequence[_Place], length: int) -> int:
        """How many characters from its beginning all of a group have in common."""
        first, *others = group
        common = self._common(first, others[0], length)
        for other in others[1:]:
            if self._text(first, length, common) != self._text(other, length, common):
                common = self._common(first, other, length)
        return common

    def _text(self, one: _Place, start: int, end: int) -> str:
        plan, at = one
        return self._bare[plan][at + start : at + end]

    def _common(self, one: _Place, other: _Place, length: int) -> int:
        """How many characters two places have in common, up to the end of a unit."""
        (plan, at), (there, place) = one, other
        ours, theirs = self._bare[plan], self._bare[there]
        at, place = at + length, place + length
        while (char := ours[at]) == theirs[place] and char != GAP:
            at, place, length = at + 1, place + 1, length + 1
        return length

    def _tell_of_all(self, group: Sequence[_Place], length: int) -> None:
        """Tell of every run that begins at two places of a group."""
        befores = [self._bare[plan][at - 1] for plan, at in group]
        for number, (plan, at) in enumerate(group):
            before = befores[number]
            for other in range(number + 1, len(group)):
                there, place = group[other]
                if plan == there or (before == befores[other] and before != GAP):
                    continue
                found = self._common((plan, at), (there, place), length)
                self.found[plan].extend((at, found, there, place, 0))
                self.found[there].extend((place, found, plan, at, 0))

    def _tell_of_few(self, node: _Node, plans: int) -> None:
        """Tell of a run that stands in many plans, of each place the nearest others."""
        codes = {plan: self._every[plan].place for plan, _ in node.group}
        newest = sorted(node.group, key=lambda one: (self._rank[one[0]], one[1]))
        nearest: dict[_Side | None, _Nearest] = {}
        for place in node.group:
            plan, at = place
            apart = node.apart(place)
            if apart not in nearest:
                nearest[apart] = _Nearest([*node.others(newest, apart)], codes)
            chosen: set[int] = set()
            for other in nearest[apart].to(plan):
                there, begins = other
                if there == plan or not node.ends(place, other):
                    continue
                if there not in chosen and len(chosen) == MOST_PLANS:
                    break
                chosen.add(there)
                self.found[plan].extend((at, node.length, there, begins, plans))


def _but_for(places: Set[int], found: array[int], now: Sequence[int]) -> array[int]:
    """The runs of a plan that begin at other places, each other plan by the number it has now."""
    kept = array("I")
    for at in range(0, len(found), 5):
        begin, length, plan, there, plans = found[at : at + 5]
        if begin not in places:
            kept.extend((begin, length, now[plan], there, plans))
    return kept


class _Node:
    """Places in many plans that have `length` characters in common and then go on in other ways.

    Where a unit begins or ends, nothing has the same character before or after it.
    """

    def __init__(self, group: Sequence[_Place], length: int, bare: Sequence[str]) -> None:
        self.group = group
        self.length = length
        self._before = {one: self._side(bare, one, -1) for one in group}
        self._after = {one: self._side(bare, one, length) for one in group}
        self._counts = Counter(self._before.values()), Counter(self._after.values())

    @staticmethod
    def _side(bare: Sequence[str], one: _Place, offset: int) -> str | _Place:
        plan, at = one
        char = bare[plan][at + offset]
        return one if char == GAP else char

    @cached_property
    def children(self) -> Mapping[str, list[_Place]]:
        """The places that go on with the same character, by that."""
        found: defaultdict[str, list[_Place]] = defaultdict(list)
        for one, after in self._after.items():
            if isinstance(after, str):
                found[after].append(one)
        return found

    def ends(self, one: _Place, other: _Place) -> bool:
        """Whether what two places have in common neither begins earlier nor ends later."""
        return self._before[one] != self._before[other] and self._after[one] != self._after[other]

    def apart(self, one: _Place) -> _Side | None:
        """A side, and the character there, if most places have the same as this one there."""
        for side, at in enumerate((self._before[one], self._after[one])):
            if isinstance(at, str) and 2 * self._counts[side][at] > len(self.group):
                return _Side(side, at)
        return None

    def others(self, places: Iterable[_Place], apart: _Side | None) -> Iterator[_Place]:
        """The places that do not have that character on that side."""
        at = (self._before, self._after)[apart.number if apart else 0]
        return (one for one in places if apart is None or at[one] != apart.char)


class _Side(NamedTuple):
    """Before (0) or after (1) a run, and the character there."""

    number: int
    char: str


class _Nearest:
    """Places, the newest plan first, to be read from the nearest to any place on."""

    def __init__(self, newest: Sequence[_Place], codes: Mapping[int, str]) -> None:
        self._codes = codes
        self._of: defaultdict[str, list[_Place]] = defaultdict(list)
        for one in newest:
            for head in _heads(codes[one[0]]):
                self._of[head].append(one)

    def to(self, plan: int) -> Iterator[_Place]:
        """The places, those of the plans nearest to one first."""
        code = self._codes[plan]
        nearer = ""  # what codes of places begin with that were there before
        for head in _heads(code):
            for one in self._of.get(head, ()):
                if not nearer or not self._codes[one[0]].startswith(nearer):
                    yield one
            nearer = head


def _heads(code: str) -> Iterator[str]:
    return (code[:digits] for digits in _DIGITS)


def distance(one: str, other: str) -> int:
    """How far two places are apart by their codes: 0 the same, then of one prefecture, province."""
    for far, digits in enumerate(_DIGITS):
        if one[:digits] == other[:digits]:
            return far
    raise AssertionError("all codes begin with nothing")
