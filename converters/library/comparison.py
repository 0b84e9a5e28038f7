"""What has become of each clause of a plan in the plan that takes its place.

Clauses, tables' rows and blocks are paired by their text, then by their address, then by what they
have in common: a printed number may move on while the text stays. What is left is new, or gone.
"""

from __future__ import annotations

import difflib
import re
from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from itertools import takewhile
from typing import Literal, NamedTuple

from converters.citation import clause_addresses
from converters.models.plan import Plan
from converters.text import punctuation

_PIECE = re.compile(r"[^。；;，,：:、！!？?\n\t]*[。；;，,：:、！!？?\n\t]*")
_SAME_MATTER = 0.35
"""Share of pairs of characters in common from which two texts at one address are one clause."""
_MOVED = 0.5
"""From which they are one clause at different addresses."""
_TOO_COMMON = 40
"""In so many units a pair of characters says nothing of any."""
_LONGEST = 250_000
"""Product of the lengths of two texts up to which they are compared letter by letter."""
_SHORTEST_KEPT = 2
"""A shorter run that is the same between two changes reads as part of them."""


class Comparable(NamedTuple):
    """A unit to compare: its id, its address as printed, its label, the rest of its text.

    `is_block`: it stands outside the clauses.
    """

    id: str
    shown: str
    is_block: bool
    label: str
    heading: str
    text: str

    @property
    def bare(self) -> str:
        """Its letters, digits and Han characters alone."""
        return "".join(filter(str.isalnum, self.text))


class Pair(NamedTuple):
    """A unit of the older plan and of the newer one; one of them may be missing."""

    older: Comparable | None
    newer: Comparable | None

    @property
    def is_same(self) -> bool:
        """Whether nothing but marks and blanks may have changed."""
        return bool(self.older and self.newer and self.older.bare == self.newer.bare)

    @property
    def is_moved(self) -> bool:
        """Whether it has another address now."""
        return bool(self.older and self.newer and self.older.id != self.newer.id)


class Run(NamedTuple):
    """Some text, and whether it stayed, went or came."""

    kind: Literal["kept", "deleted", "inserted"]
    text: str


def of(plan: Plan) -> tuple[Comparable, ...]:
    """The units of a plan to compare, in document order; noise is none."""
    addresses = clause_addresses.of(plan)
    return tuple(_units(plan, {id_: one.shown for id_, one in addresses.items()}))


def _units(plan: Plan, addresses: Mapping[str, str]) -> Iterator[Comparable]:
    for unit in plan.units:
        between = "\t" if unit.is_table or unit.kind == "row" else "\n"
        body = between.join(cell.text for cell in unit.cells if cell)
        text = punctuation.restore(f"{unit.heading.text}{unit.separator.text}{body}")
        if unit.kind != "noise" and text.strip():
            label, heading = unit.label.text, unit.heading.text
            yield Comparable(unit.id, addresses[unit.id], unit.is_block, label, heading, text)


def compare(older: Sequence[Comparable], newer: Sequence[Comparable]) -> list[Pair]:
    """The pairs, in the order of the newer plan; what is gone stands where it stood."""
    match = _Match(older, newer)
    match.by_key(lambda one: (one.id, one.bare))
    match.by_key(lambda one: one.bare)
    match.at_one_address()
    match.by_likeness()
    return match.pairs()


class _Match:
    """The pairing, by the places of units in their plans."""

    def __init__(self, older: Sequence[Comparable], newer: Sequence[Comparable]) -> None:
        self._older, self._newer = older, newer
        self._found: dict[int, int] = {}
        """By the place of a newer unit that of its older one."""
        self._open = [*range(len(older))], [*range(len(newer))]

    def _pair(self, pairs: Iterable[tuple[int, int]]) -> None:
        self._found |= {new: old for old, new in pairs}
        taken = {*self._found.values()}
        self._open = (
            [old for old in self._open[0] if old not in taken],
            [new for new in self._open[1] if new not in self._found],
        )

    def by_key(self, key: Callable[[Comparable], object]) -> None:
        """Pair what has one key: of several the first with the first."""
        waiting: dict[object, list[int]] = defaultdict(list)
        for old in reversed(self._open[0]):
            waiting[key(self._older[old])].append(old)
        self._pair(
            [
                (queue.pop(), new)
                for new in self._open[1]
                if (queue := waiting[key(self._newer[new])])
            ]
        )

    def at_one_address(self) -> None:
        """Pair what has one address, if it is about the same."""
        by_id = {self._older[old].id: old for old in self._open[0]}
        near = [(by_id[id_], new) for new in self._open[1] if (id_ := self._newer[new].id) in by_id]
        self._pair([(old, new) for old, new in near if self._is_near(old, new)])

    def _is_near(self, old: int, new: int) -> bool:
        one, other = self._older[old], self._newer[new]
        if one.heading and one.heading == other.heading:
            return True
        return _likeness(_grams(one.bare), _grams(other.bare)) >= _SAME_MATTER

    def by_likeness(self) -> None:
        """Pair the rest, what is most alike first."""
        grams = {new: _grams(self._newer[new].bare) for new in self._open[1]}
        holding: dict[str, list[int]] = defaultdict(list)
        for new, of_new in grams.items():
            for gram in of_new:
                holding[gram].append(new)
        scored = []
        for old in self._open[0]:
            of_old = _grams(self._older[old].bare)
            lists = (holding.get(gram, ()) for gram in of_old)
            near = Counter(new for found in lists if len(found) <= _TOO_COMMON for new in found)
            scored += [(_likeness(of_old, grams[new]), -old, -new) for new in near]
        found: list[tuple[int, int]] = []
        taken: tuple[set[int], set[int]] = set(), set()
        for score, old, new in sorted(scored, reverse=True):
            if score >= _MOVED and old not in taken[0] and new not in taken[1]:
                taken[0].add(old)
                taken[1].add(new)
                found.append((-old, -new))
        self._pair(found)

    def pairs(self) -> list[Pair]:
        """The pairs in order."""
        placed = {old: new for new, old in self._found.items()}
        gone: dict[int, list[int]] = defaultdict(list)
        after = -1
        for old in range(len(self._older)):
            if old in placed:
                after = placed[old]
            else:
                gone[after].append(old)
        made = [Pair(self._older[old], None) for old in gone[-1]]
        for new, unit in enumerate(self._newer):
            before = self._older[self._found[new]] if new in self._found else None
            made.append(Pair(before, unit))
            made += [Pair(self._older[left], None) for left in gone[new]]
        return made


def _grams(text: str) -> frozenset[str]:
    return frozenset(text[at : at + 2] for at in range(len(text) - 1)) or frozenset([text])


def _likeness(one: frozenset[str], other: frozenset[str]) -> float:
    return 2 * len(one & other) / (len(one) + len(other))


def runs(older: str, newer: str) -> list[Run]:
    """How one text becomes another."""
    start = _shared(older, newer)
    end = _shared(older[start:][::-1], newer[start:][::-1])
    inner = older[start : len(older) - end], newer[start : len(newer) - end]
    found = [Run("kept", older[:start])]
    for kind, before, after in _changes(*map(_PIECE.findall, inner)):
        if kind != "replace" or len(before) * len(after) > _LONGEST:
            found += _run(kind, before, after)
        else:
            for within, was, now in _letters(before, after):
                found += _run(within, was, now)
    return _merged([*found, Run("kept", older[len(older) - end :])])


def _shared(one: str, other: str) -> int:
    """How many characters two texts have in common from their beginning."""
    return sum(1 for _ in takewhile(lambda pair: pair[0] == pair[1], zip(one, other, strict=False)))


def _changes(before: Sequence[str], after: Sequence[str]) -> Iterator[tuple[str, str, str]]:
    matcher = difflib.SequenceMatcher(None, before, after)
    for kind, start, end, first, last in matcher.get_opcodes():
        yield kind, "".join(before[start:end]), "".join(after[first:last])


def _letters(before: str, after: str) -> list[tuple[str, str, str]]:
    """The changes letter by letter, with what is but a letter between two of them in both."""
    found: list[tuple[str, str, str]] = []
    changes = [*_changes([*before], [*after])]
    for at, (kind, was, now) in enumerate(changes):
        is_short = kind == "equal" and len(was) < _SHORTEST_KEPT
        if is_short and 0 < at < len(changes) - 1:
            found.append(("replace", was, now))
        else:
            found.append((kind, was, now))
    return found


def _run(kind: str, before: str, after: str) -> list[Run]:
    if kind == "equal":
        return [Run("kept", before)]
    return [Run("deleted", before), Run("inserted", after)]


def _merged(found: Iterable[Run]) -> list[Run]:
    """What went before what came, between two runs that stayed; no empty run."""
    made: list[Run] = []
    went = came = ""
    for kind, text in (*found, Run("kept", "")):
        if kind == "deleted":
            went += text
        elif kind == "inserted":
            came += text
        elif text or went or came:
            made += [one for one in (Run("deleted", went), Run("inserted", came)) if one.text]
            went = came = ""
            if text and made and made[-1].kind == "kept":
                made[-1] = Run("kept", made[-1].text + text)
            elif text:
                made.append(Run("kept", text))
    return made
