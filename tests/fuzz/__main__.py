"""Tries random inputs on all cores: `python -m tests.fuzz COUNT [--seed S] [--pages | --files]`.

What fails is printed with its number and the least of it that still fails; then the exit code is 1.
"""

from __future__ import annotations

import argparse
import traceback
from collections.abc import Iterator
from concurrent.futures import ProcessPoolExecutor
from functools import cache, partial
from random import Random
from typing import NamedTuple

from converters.ingest.sources import Files
from converters.readers import formats
from converters.text import encodings
from tests.fuzz import inputs, oracle, received
from tests.fuzz.oracle import Check
from tests.fuzz.smallest import smallest

BATCH = 200


class Failure(NamedTuple):
    """An input that failed: which one, where in the code and why, and the least that still does."""

    seed: int
    number: int
    where: str
    why: str
    least: Files


@cache
def check_of(*, pages: bool) -> Check:
    """What is asked of an input."""
    return oracle.published(inputs.records()) if pages else oracle.read


def input_of(seed: int, number: int, *, damaged: bool = False) -> Files:
    """One of the inputs of a seed: a text, or a damaged file of another format."""
    made = received.files if damaged else inputs.files
    return made(Random(f"{seed} {number}"))


def fault(files: Files, check: Check) -> tuple[str, str] | None:
    """Where in the code an input fails, and why; None if it does not."""
    try:
        check(files)
    except Exception as error:  # noqa: BLE001 - whatever it is, it is a fault
        last = traceback.extract_tb(error.__traceback__)[-1]
        return f"{last.filename.rpartition('/')[2]}:{last.name}", f"{type(error).__name__}: {error}"
    return None


def least(files: Files, where: str, check: Check) -> Files:
    """What of an input still fails at the same place in the code."""

    def is_same(other: Files) -> bool:
        again = fault(other, check)
        return again is not None and again[0] == where

    if files.path.suffix != formats.TEXT:
        return files
    if files.edition is not None and is_same(files._replace(edition=None)):
        files = files._replace(edition=None)
    text = encodings.decode(files.text).text
    if not is_same(files._replace(text=text.encode())):
        return files  # it fails by its encoding
    text = smallest(text, lambda some: is_same(files._replace(text=some.encode())))
    files = files._replace(text=text.encode())
    if files.edition is not None:
        rows = smallest(
            files.edition.decode(), lambda some: is_same(files._replace(edition=some.encode()))
        )
        files = files._replace(edition=rows.encode())
    return files


def batch(
    seed: int, numbers: range, *, pages: bool = False, damaged: bool = False
) -> list[Failure]:
    """The failures among some inputs of a seed; of each place in the code the first only."""
    check = check_of(pages=pages)
    found: dict[str, Failure] = {}
    for number in numbers:
        files = input_of(seed, number, damaged=damaged)
        failed = fault(files, check)
        if failed and failed[0] not in found:
            where, why = failed
            found[where] = Failure(seed, number, where, why, least(files, where, check))
    return [*found.values()]


def tried(seed: int, count: int, *, pages: bool, damaged: bool) -> Iterator[Failure]:
    """The failures among the inputs of a seed, on all cores."""
    batches = [range(at, min(at + BATCH, count)) for at in range(0, count, BATCH)]
    with ProcessPoolExecutor() as pool:
        for failures in pool.map(partial(batch, seed, pages=pages, damaged=damaged), batches):
            yield from failures


def main() -> int:
    """Tries the inputs and prints what fails, each place in the code once."""
    parser = argparse.ArgumentParser(prog="tests.fuzz", description=__doc__)
    parser.add_argument("count", type=int)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--pages", action="store_true", help="make all pages of each too")
    parser.add_argument("--files", action="store_true", help="damaged files of other formats")
    given = parser.parse_args()
    seen: set[str] = set()
    for one in tried(given.seed, given.count, pages=given.pages, damaged=given.files):
        if one.where not in seen:
            seen.add(one.where)
            print(f"{one.seed} {one.number} {one.where}\n  {one.why[:300]}", flush=True)
            print(f"  {one.least.path.suffix} {one.least.text[:2000]!r}", flush=True)
            if one.least.edition is not None:
                print(f"  {one.least.edition!r}", flush=True)
    print(f"试了 {given.count:,} 份（种子 {given.seed}），出错的位置 {len(seen)} 处")
    return 1 if seen else 0


if __name__ == "__main__":
    raise SystemExit(main())
