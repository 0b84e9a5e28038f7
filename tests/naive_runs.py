"""The runs that texts of plans have in common, by their definition alone: each two places are compared.

Written apart from `converters.library.text_reuse`, of which it knows only what a run is.
"""

from collections.abc import Iterator, Mapping, Sequence
from functools import cache
from itertools import pairwise

FEWEST = 12
MOST = 20

Texts = Mapping[str, Mapping[str, str]]
"""By the work id of a plan, and the id of a unit."""


def letters(text: str) -> list[tuple[str, int]]:
    return [(char, at) for at, char in enumerate(text) if char.isalnum()]


@cache
def pieces(text: str) -> frozenset[str]:
    """All that a run could begin with: two texts that share none have no run in common."""
    return frozenset(text[at : at + FEWEST] for at in range(len(text) - FEWEST + 1))


def common(one: str, other: str) -> Iterator[tuple[int, int, int]]:
    """Where two texts have a run in common, in either of them, and its length: on each diagonal."""
    if pieces(one).isdisjoint(pieces(other)):
        return
    for offset in range(-len(one) + FEWEST, len(other) - FEWEST + 1):
        first, last = max(0, -offset), min(len(one), len(other) - offset)
        differ = [at for at in range(first, last) if one[at] != other[at + offset]]
        for before, after in pairwise([first - 1, *differ, last]):
            if after - before - 1 >= FEWEST:
                yield before + 1, before + 1 + offset, after - before - 1


def far(one: str, other: str) -> int:
    return sum(one[:digits] != other[:digits] for digits in (6, 4, 2))


def room_of(size: int) -> int:
    """So many bytes a plan, reckoned as `data/room.yml` says."""
    if size <= 128:
        return 2**62
    shared = 1
    while shared < size:
        shared *= 2
    return max(9_000, 2**22 // shared)


def within(room: int, found: list[list[Sequence[object]]]) -> list[list[Sequence[object]]]:
    """Of each run of a plan as many places as there is room for, and how many are left out."""

    def letters_of(run: list[Sequence[object]]) -> int:
        return sum(map(str.isalnum, str(run[0][7])))

    numbers = {id(run): number for number, run in enumerate(found)}
    by_worth = sorted(
        found, key=lambda run: (run[0][8] is not None, -letters_of(run), numbers[id(run)])
    )
    turns = [
        (run, at)
        for at in range(max(map(len, found), default=0))
        for run in by_worth
        if at < len(run)
    ]
    kept: dict[int, int] = {}
    for run, _ in turns:
        room -= 230 + 4 * letters_of(run)
        if room < 0 and kept:
            break
        kept[id(run)] = kept.get(id(run), 0) + 1
    sizes = [(run, kept.get(id(run), 0)) for run in found]
    return [[(*one, len(run) - size) for one in run[:size]] for run, size in sizes]


def runs(
    texts: Texts, days: Mapping[str, str], room: int | None = None
) -> dict[str, list[Sequence[object]]]:
    """The runs of each plan, as the data have them; `days` are those of the plans."""
    room = room_of(len(texts)) if room is None else room
    bare = {
        work: {unit: letters(text) for unit, text in units.items()} for work, units in texts.items()
    }
    words = {
        work: {unit: "".join(char for char, _ in of) for unit, of in units.items()}
        for work, units in bare.items()
    }
    found: dict[str, list[Sequence[object]]] = {}
    for work, units in words.items():
        by_run: dict[tuple[str, int, int], list[tuple[str, str, int]]] = {}
        for unit, one in units.items():
            for other, theirs in words.items():
                for id_, text in theirs.items() if other != work else ():
                    for at, there, length in common(one, text):
                        by_run.setdefault((unit, at, length), []).append((other, id_, there))
        told: list[list[Sequence[object]]] = []
        order = [*units]
        for (unit, at, length), others in sorted(
            by_run.items(), key=lambda one: (order.index(one[0][0]), *one[0][1:])
        ):
            run = units[unit][at : at + length]
            plans = sum(any(run in text for text in theirs.values()) for theirs in words.values())
            near = sorted({one[0] for one in others}, reverse=True)
            near.sort(key=lambda one: (days[one], one), reverse=True)
            near.sort(key=lambda one: far(work, one))
            kept = near[:MOST] if plans > MOST else near
            place = bare[work][unit]
            start, end = place[at][1], place[at + length - 1][1] + 1
            told.append([])
            for other, id_, there in sorted(
                others, key=lambda one: (near.index(one[0]), [*words[one[0]]].index(one[1]), one[2])
            ):
                if other in kept:
                    there_at = bare[other][id_]
                    begins, ends = there_at[there][1], there_at[there + length - 1][1] + 1
                    text = texts[work][unit][start:end]
                    count = plans if plans > MOST else None
                    told[-1].append((unit, start, end, other, id_, begins, ends, text, count))
        found[work] = [one for run in within(room, told) for one in run]
    return found
