"""One small wrong change of the project."""

from __future__ import annotations

from pathlib import Path
from typing import NamedTuple

Asked = tuple[str, ...]
"""What pytest is asked for in one go: files, single tests, options."""

ALL_FAST: Asked = ("tests", "-m", "not slow")


class Mutant(NamedTuple):
    """A file of the project as it would be with one slip.

    Args:
        path: of the file.
        line: of the slip, 1-based.
        wrong: what is wrong with it, in one line.
        text: of the whole file.
        judges: the tests that are asked, one after another, until one fails.
        equivalent: why no test can notice it; empty for one that must be noticed.
    """

    path: Path
    line: int
    wrong: str
    text: str
    judges: tuple[Asked, ...]
    equivalent: str = ""
