"""Makes one small wrong change at a time and looks whether a test fails: `make mutants`.

Each escaper is taken out (`escapers`), each row of `slips.yml` is put in (`slips`). Seconds to minutes
each, so it is a target and a job of the workflow, no test.
"""

from __future__ import annotations

import argparse
import os
import sys
from collections.abc import Callable, Iterator, Mapping
from concurrent.futures import ThreadPoolExecutor

from tests.conftest import ROOT
from tests.mutants import escapers, judging, slips
from tests.mutants.mutant import Mutant

LISTS: Mapping[str, Callable[[], Iterator[Mutant]]] = {
    "slips": slips.mutants,
    "escapers": escapers.mutants,
}


def main() -> int:
    """Prints a line for each; exit code 1 if one is not noticed, or the code itself fails."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("only", nargs="?", default="", help="a part of the names of the files")
    parser.add_argument("--list", choices=LISTS, help="one of the two lists")
    parser.add_argument("--jobs", type=int, default=os.cpu_count() or 1)
    options = parser.parse_args()
    chosen = [options.list] if options.list else [*LISTS]
    lists = {
        name: [one for one in LISTS[name]() if options.only in str(one.path.relative_to(ROOT))]
        for name in chosen
    }
    wrong = 0
    judging.compiled()  # before there are threads, each of which would make one
    with ThreadPoolExecutor(options.jobs) as workers:
        for name, every in lists.items():
            killers = workers.map(judging.killer, every)
            verdicts = [_told(*pair) for pair in zip(every, killers, strict=True)]
            alive, equivalent = verdicts.count("alive"), verdicts.count("equivalent")
            mistaken = verdicts.count("mistaken")
            wrong += alive + mistaken
            print(
                f"{name}: {len(every)} mutants, {verdicts.count('noticed')} noticed, "
                f"{alive} alive, {equivalent} equivalent, {mistaken} called so and are not",
                flush=True,
            )
    return int(wrong > 0)


def _told(mutant: Mutant, killer: str) -> str:
    """What became of a mutant, which is printed."""
    place = f"{mutant.path.relative_to(ROOT)}:{mutant.line}"
    if mutant.equivalent:
        verdict, why = ("mistaken", killer) if killer else ("equivalent", mutant.equivalent)
    else:
        verdict, why = ("noticed", killer) if killer else ("alive", "no test fails")
    print(f"{place}: {mutant.wrong}: {verdict}: {why}", flush=True)
    return verdict


if __name__ == "__main__":
    try:
        sys.exit(main())
    except judging.CodeFails as found:
        sys.exit(f"the code as it is fails: {found}")
