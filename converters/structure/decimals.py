"""The decimal numbers of a document: 1, 1.1, 1.1.1, and which lines bear the first level.

Decimals count only in a document that numbers by them; then `1.` or `1、` may be printed for their
first level, and items may be printed in the same way. A first level is what a decimal follows
(3 before 3.1), and what counts on beside it without being an item of a list.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from itertools import pairwise

from converters.structure import title_lines
from converters.text import labels, punctuation
from converters.text.labels import Label
from converters.text.layers import BY_LETTER, DECIMAL

REACH = 5
"""A number may miss or repeat so many of those before it."""

_MAX_HEADING = 40
_MAX_BARE_HEADING = 30
_MIN_LONE_ROOTS = 3
_TITLE_REACH = 3
_ABOVE_ALL = -9.0
_MAY_HOLD_DECIMALS = BY_LETTER["b"].rank
_STEP = 0.1
_DOTS = ".．﹒、"
_ENDS_SENTENCE = re.compile("[。；;！!？?]|[，,：:]$")

_Found = Sequence[Label | None]


def read(lines: Sequence[str], found: _Found) -> _Found:
    """The decimal labels of a document, ranked; none if it does not number by decimals.

    Args:
        lines: without blanks at their start.
        found: the label of each in any other layer.
    """
    read_so = list(map(labels.decimal, lines))
    chains = [label if label and len(label.numbers) > 1 else None for label in read_so]
    alone = [bool(one and one.is_alone(line)) for one, line in zip(read_so, lines, strict=True)]
    count = sum(bool(one) for one in chains)
    if 2 * sum(one and bool(chain) for one, chain in zip(alone, chains, strict=True)) <= count:
        read_so = [None if one else label for one, label in zip(alone, read_so, strict=True)]
        chains = [None if one else label for one, label in zip(alone, chains, strict=True)]
    dotted = map(_dotted, found)
    plain = [
        None if chain else label or other
        for chain, label, other in zip(chains, read_so, dotted, strict=True)
    ]
    if any(chains):
        roots = _roots(lines, chains, plain)
        if not _count_on(chains, roots):
            return [None] * len(lines)
    else:
        roots = _lone_roots(lines, found, read_so)
    first = min([*roots, *(at for at, label in enumerate(chains) if label)], default=0)
    outer = [label.rank for label in found[:first] if label and label.rank <= _MAY_HOLD_DECIMALS]
    above = outer[-1] if outer else _ABOVE_ALL
    return list(_ranked(chains, roots, above))


def _count_on(chains: _Found, roots: Mapping[int, Label]) -> bool:
    """Whether two decimals follow one another: 1.1 and then 1.2, 1.1.1 or 2.1.

    A lone one counts if its first level stands above it, and another one beside that.
    """
    numbers = {label.numbers for label in chains if label}
    if any(numbers & set(_next(chain)) for chain in numbers):
        return True
    firsts = {root.number for root in roots.values()}
    return any(chain[1] == 1 and chain[0] in firsts for chain in numbers) and len(firsts) > 1


def _next(chain: tuple[int, ...]) -> Iterator[tuple[int, ...]]:
    *above, last = chain
    yield (*above, last + 1)
    yield (*chain, 1)
    if len(above) == 1:
        yield (above[0] + 1, 1)


def _dotted(label: Label | None) -> Label | None:
    """A label `1.` or `1、` as the first level of decimals."""
    return label._replace(layer=DECIMAL) if label and label.layer == "c" else None


def _lone_roots(lines: Sequence[str], found: _Found, plain: _Found) -> dict[int, Label]:
    """Headings 1, 2, 3 … of a document without sections, each with a blank behind its number.

    No other layer of headings stands there, and each has a sentence below it: rows of a table
    have none.
    """
    if any(label and label.rank <= _MAY_HOLD_DECIMALS for label in found):
        return {}
    roots: dict[int, Label] = {}
    has_text = True
    for at, label in enumerate(plain):
        if label and label.number == len(roots) + 1 and has_text and _is_bare(lines[at], label):
            roots[at] = label
            has_text = False
        elif lines[at].endswith("。"):
            has_text = True
    return roots if len(roots) >= _MIN_LONE_ROOTS and has_text else {}


def _roots(lines: Sequence[str], chains: _Found, plain: _Found) -> dict[int, Label]:
    """The labels of the first level, of each series that begins in the document."""
    starts = [0, *_restarts(lines, chains, plain), len(lines)]
    roots: dict[int, Label] = {}
    for start, end in pairwise(starts):
        part = slice(start, end)
        series = _Roots(lines[part], chains[part], plain[part])
        roots |= {start + at: label for at, label in series.found().items()}
    return roots


def _restarts(lines: Sequence[str], chains: _Found, plain: _Found) -> Iterator[int]:
    """Where a label of number 1 begins a further series: decimals come again below it.

    1.1 cannot come again in one series; any other may, by a slip, unless a title stands above.
    """
    seen: set[tuple[int, ...]] = set()
    one: int | None = None
    for at, (chain, label) in enumerate(zip(chains, plain, strict=True)):
        if label and label.number == 1 and (one is None or not _has_title_above(lines, one)):
            one = at
        if not chain:
            continue
        again = chain.numbers in seen and one is not None
        if one is not None and again and (chain.numbers == (1, 1) or _has_title_above(lines, one)):
            yield one
            seen = set()
        seen.add(chain.numbers)
        one = None


def _has_title_above(lines: Sequence[str], at: int) -> bool:
    above = lines[max(0, at - _TITLE_REACH) : at]
    return any(
        title_lines.looks_like(line) and not (labels.match(line) or labels.decimal(line))
        for line in above
    )


class _Roots:
    """The first level of one series of decimals."""

    def __init__(self, lines: Sequence[str], chains: _Found, plain: _Found) -> None:
        self._lines = lines
        self._plain = [(at, label) for at, label in enumerate(plain) if label]
        self._begins = _run_begins(chains, plain)
        self._following = _following(chains)
        self._anchors = self._anchored(chains)

    def found(self) -> dict[int, Label]:
        """The lines (indices) with their labels."""
        anchors = self._anchors
        roots = {**self._before_all(), **anchors}
        last, before = 0, ""
        for at, label in self._plain:
            if at in roots:
                last, before = label.number, ""
                continue
            line = self._lines[at]
            if last and label.number == last + 1 and self._may_stand_alone(at, label, before):
                roots[at] = label
                last, before = label.number, ""
            else:
                before = line
        return roots

    def _anchored(self, chains: _Found) -> dict[int, Label]:
        """The labels whose decimals follow: the 3 that 3.1 belongs to."""
        anchors: dict[int, Label] = {}
        candidates: list[tuple[int, Label]] = []
        inside = last = 0
        coming = iter([*self._plain, (len(chains), None)])
        at, label = next(coming)
        for place, chain in enumerate(chains):
            while label and at < place:
                candidates.append((at, label))
                at, label = next(coming)
            if not chain:
                continue
            number = chain.numbers[0]
            if number != inside and (number == 1 or last < number <= last + REACH):
                fitting = [one for one in candidates if one[1].number == number]
                if chosen := self._best(fitting, last):
                    anchors[chosen[0]] = chosen[1]
                    last = number
            inside = number
            candidates = []
        return anchors

    def _best(self, fitting: Sequence[tuple[int, Label]], last: int) -> tuple[int, Label] | None:
        """Of labels with the number of the decimal that follows, the one that is no item."""
        going_on = [one for one in fitting if self._begins[one[0]] == last + 1]
        bare = [one for one in going_on if _is_bare(self._lines[one[0]], one[1])]
        if going_on:
            among = bare or going_on
            return among[-1] if among[0][1].number == 1 else among[0]
        opening = [one for one in fitting if self._begins[one[0]] == one[1].number]
        return next(reversed(opening or fitting), None)

    def _before_all(self) -> dict[int, Label]:
        """Headings without decimals before the first that has some: 1 and 2 before 3 and 3.1.

        They are printed like that one; a number that another one counts on from is an item.
        """
        if not self._anchors:
            return {}
        first = min(self._anchors)
        anchor = self._anchors[first]
        style = _dot(self._lines[first], anchor)
        wanted, following = anchor.number - 1, anchor.number
        found: dict[int, Label] = {}
        for at, label in reversed(self._plain):
            if at >= first or not wanted:
                continue
            line = self._lines[at]
            is_item = following == label.number + 1 and following != wanted + 1
            is_alike = _dot(line, label) == style
            if label.number == wanted and is_alike and not is_item and _is_bare(line, label):
                found[at] = label
                wanted -= 1
            following = label.number
        return {} if wanted else found

    def _may_stand_alone(self, at: int, label: Label, before: str) -> bool:
        """Whether a label that counts on from the last heading is one, and no item of a list.

        Args:
            at: its line.
            label: that it bears.
            before: the last numbered line above that is an item; empty if there is none.
        """
        line, below = self._lines[at], self._following[at]
        if below is not None and below <= label.number:
            return False
        if before and self._begins[at] != label.number:
            return _is_bare(line, label) and bool(_ENDS_SENTENCE.search(before))
        is_dotted = not label.is_alone(line) and bool(_dot(line, label))
        return is_dotted or _is_heading(line)


def _run_begins(chains: _Found, plain: _Found) -> dict[int, int]:
    """For each plain number, the first of those that it counts on from one by one."""
    begins: dict[int, int] = {}
    first = last = 0
    for at, (chain, label) in enumerate(zip(chains, plain, strict=True)):
        if label:
            first = first if label.number == last + 1 else label.number
            last = label.number
            begins[at] = first
        elif chain:
            first = last = 0
    return begins


def _following(chains: _Found) -> Sequence[int | None]:
    """For each line, the first number of the next decimal below it."""
    following: list[int | None] = [None] * (len(chains) + 1)
    for at in range(len(chains) - 1, -1, -1):
        chain = chains[at]
        following[at] = chain.numbers[0] if chain else following[at + 1]
    return following[1:]


def _dot(line: str, label: Label) -> str:
    """What ends a number: a dot or 、; nothing if a blank follows it."""
    mark = line[label.end - 1]
    return mark if mark in _DOTS else ""


def _is_bare(line: str, label: Label) -> bool:
    """Whether a line is a heading and nothing else; below a number alone stands its heading."""
    text = line[label.end :].strip()
    return label.is_alone(line) or (
        len(text) <= _MAX_BARE_HEADING and not _ENDS_SENTENCE.search(text)
    )


def _is_heading(line: str) -> bool:
    """Whether a line is a heading, or begins with one that its text runs on from."""
    head, stop, _ = line.partition(punctuation.FULL_STOP)
    is_short = len(head) <= _MAX_HEADING and not head.isdecimal()
    return is_short and (bool(stop) or head[-1] not in "；;，,、")


def _ranked(chains: _Found, roots: Mapping[int, Label], above: float) -> Iterator[Label | None]:
    last: tuple[int, ...] = ()
    for at, chain in enumerate(chains):
        label = roots.get(at) or (chain if chain and _succeeds(chain.numbers, last) else None)
        if label:
            last = label.numbers
            label = label._replace(rank=above + _STEP * len(last))
        yield label


def _succeeds(numbers: tuple[int, ...], last: tuple[int, ...]) -> bool:
    """Whether a decimal may stand after another: it counts on at one level and is new below."""
    common = 0
    while common < min(len(numbers), len(last)) and numbers[common] == last[common]:
        common += 1
    rest = numbers[common:]
    before = last[common] if common < len(last) else 0
    if not rest:
        return True
    return -REACH <= rest[0] - before <= REACH and all(number <= REACH for number in rest[1:])
