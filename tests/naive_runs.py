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


def runs(texts: Texts, days: Mapping[str, str]) -> dict[str, list[Sequence[object]]]:
    """The runs of each plan, as the data have them; `days` are those of the plans."""
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
        found[work] = []
        for (unit, at, length), others in by_run.items():
            run = units[unit][at : at + length]
            plans = sum(any(run in text for text in theirs.values()) for theirs in words.values())
            near = sorted({one[0] for one in others}, reverse=True)
            near.sort(key=lambda one: (days[one], one), reverse=True)
            near.sort(key=lambda one: far(work, one))
            kept = near[:MOST] if plans > MOST else near
            place = bare[work][unit]
            start, end = place[at][1], place[at + length - 1][1] + 1
            for other, id_, there in others:
                if other in kept:
                    there_at = bare[other][id_]
                    begins, ends = there_at[there][1], there_at[there + length - 1][1] + 1
                    text = texts[work][unit][start:end]
                    count = plans if plans > MOST else None
                    found[work].append((unit, start, end, other, id_, begins, ends, text, count))
    return found
