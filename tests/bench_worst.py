"""How time grows with the size of the worst texts: `python -m tests.bench_worst [KB …]`.

From the text to the HTML of every page, in CPU seconds. The exponent is that of the size which the
time goes with, from the first size to the last: 1 is linear, 2 is quadratic.
"""

import gc
import math
import resource
import sys

from tests import worst

KIB = 1024
SIZES = (100, 200, 400)
"""In KB, unless others are asked for."""

BOUND = 1.15
"""What no exponent may exceed."""


def seconds(written: str) -> float:
    """User CPU time from a text to the last of its pages."""
    gc.collect()
    before = resource.getrusage(resource.RUSAGE_SELF).ru_utime
    worst.publish(worst.read(written))
    return resource.getrusage(resource.RUSAGE_SELF).ru_utime - before


def row(name: str, sizes: tuple[int, ...]) -> str:
    """Seconds for each size, the exponent, whether it is kept, and what the text is made of."""
    found = [seconds(worst.text(worst.WORST[name], size * KIB)) for size in sizes]
    exponent = math.log(found[-1] / found[0]) / math.log(sizes[-1] / sizes[0])
    kept = "合" if exponent <= BOUND else "超"
    return f"{''.join(f'{one:9.2f}' for one in found)}{exponent:7.2f}  {kept}  {name}"


def main() -> None:
    """Prints a row for each of the worst as soon as it is measured."""
    sizes = tuple(map(int, sys.argv[1:])) or SIZES
    gc.disable()  # as a build does
    print(f"从文本到全部网页的用户态 CPU 秒数；指数 1 是线性，不超过 {BOUND} 为“合”")
    print("".join(f"{f'{size} KB':>9}" for size in sizes) + "   指数  合否  重复的是")
    worst.publish(worst.read(worst.text("值守", KIB)))  # what is loaded once is no part of it
    for name in worst.WORST:
        print(row(name, sizes), flush=True)


if __name__ == "__main__":
    main()
