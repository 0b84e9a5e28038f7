"""Kills commands, runs two at once, fills their disks: `python -m tests.fault_runs [--seed S]`.

What fails is printed, then how many of what were tried; the exit code is 1 if anything failed.
"""

from __future__ import annotations

import argparse
import sys
import tempfile
import time
from collections import Counter
from collections.abc import Callable, Iterator, Mapping
from functools import partial
from itertools import product
from pathlib import Path
from random import Random
from typing import NamedTuple

from tests.fault_runs import full_disks, kills
from tests.fault_runs.cases import CASES
from tests.fault_runs.races import PAIRS, Race
from tests.fault_runs.stage import Stage

KILLS = {
    "build": 14,
    "build again": 28,
    "build without a cache": 10,
    "add": 20,
    "mint": 24,
    "finish": 10,
    "pack": 6,
}
"""How many times a command is killed at one of its steps."""

KILLS_BY_TIME = 8
"""How many times one is killed that works on two cores, at any time."""

LATER = (0, 0.1, 0.3)
"""About how many seconds after the first of two commands the second is begun, of each pair."""

FULL = {"build": 4, "build again": 6, "add": 5, "mint": 5, "finish": 3, "pack": 2}
"""At how many steps of a command its disk becomes full."""

SIZES = (0, 300, 3_000)
"""How large a file may be, in bytes."""

ROOMS = (0, 8_192, 65_536)
"""For how many bytes more a disk has room."""


class Trial(NamedTuple):
    """What is tried: its kind, its name, and what raises an AssertionError if it fails."""

    kind: str
    name: str
    run: Callable[[], object]


def trials(seed: int, place: Path) -> Iterator[Trial]:
    """All that is tried; each is made when it is its turn."""
    chance = Random(seed)
    stages = {name: Stage(case, place / name) for name, case in CASES.items()}
    yield from _kills(chance, stages)
    yield from _races(chance, place)
    yield from _full_disks(chance, stages, place)


def _kills(chance: Random, stages: Mapping[str, Stage]) -> Iterator[Trial]:
    for name, count in KILLS.items():
        stage = stages[name]
        for step in kills.chosen(chance, stage.steps, count):
            what = f"{name}, killed at step {step} of {stage.steps}"
            yield Trial("kills", what, partial(kills.at_step, stage, step))
    for _ in range(KILLS_BY_TIME):
        seconds = chance.uniform(0.3, 3)
        what = f"build on two cores, killed after {seconds:.2f} s"
        yield Trial("kills", what, partial(kills.at_time, stages["build again"], seconds))


def _races(chance: Random, place: Path) -> Iterator[Trial]:
    for name in PAIRS:
        race = Race(name, place / f"race, {name}")
        for about in LATER:
            later = about * chance.uniform(0.5, 2)
            what = f"{name}, the second {later:.2f} s later"
            yield Trial("races", what, partial(race.run, later))


def _full_disks(chance: Random, stages: Mapping[str, Stage], place: Path) -> Iterator[Trial]:
    for name, count in FULL.items():
        stage = stages[name]
        for step in kills.chosen(chance, stage.steps, count):
            what = f"{name}, the disk full from step {step} of {stage.steps}"
            yield Trial("full disks", what, partial(full_disks.from_step, stage, step))
        for size in SIZES:
            what = f"{name}, no file larger than {size} bytes"
            yield Trial("full disks", what, partial(full_disks.with_small_files, stage, size))
    for name, more in product(("build again", "add", "mint"), ROOMS):
        what = f"{name}, a disk with {more} bytes left"
        small = place / f"disk, {name}, {more}"
        run = partial(full_disks.on_small_disk, stages[name], more, small)
        yield Trial("full disks", what, run)


def main() -> int:
    """Try all of it."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--seed", type=int, default=1)
    options = parser.parse_args()
    tried: Counter[str] = Counter()
    failed: Counter[str] = Counter()
    begun = time.monotonic()
    with tempfile.TemporaryDirectory() as folder:
        for kind, name, run in trials(options.seed, Path(folder)):
            try:
                if run() is False:
                    print(f"not tried, only root may: {name}", flush=True)
                    continue
            except AssertionError as error:
                failed[kind] += 1
                print(f"FAILED {name}: {error}", flush=True)
            tried[kind] += 1
    for kind, count in tried.items():
        print(f"{count} {kind}, {failed[kind]} failed")
    print(f"seed {options.seed}, {time.monotonic() - begun:.0f} s")
    return int(bool(failed))


if __name__ == "__main__":
    sys.exit(main())
