"""Read fixture files: title, input and expected output, each ended by a line with a lone dot.

Cases of what an editor says have a `.yml` between input and output.

What cannot be seen is written as an escape: `\\u000c`, `\\u200b`.
"""

import re
from collections.abc import Iterator
from pathlib import Path
from typing import NamedTuple

import pytest


class Case(NamedTuple):
    title: str
    input: str
    expected: str


class Edited(NamedTuple):
    title: str
    input: str
    yml: str
    expected: str


def read(path: Path) -> Iterator[Case]:
    return (Case(*parts) for parts in _cases(path, 3))


def edited(path: Path) -> Iterator[Edited]:
    return (Edited(*parts) for parts in _cases(path, 4))


def _cases(path: Path, size: int) -> Iterator[tuple[str, ...]]:
    text = re.sub(r"\\u([0-9a-f]{4})", lambda code: chr(int(code[1], 16)), path.read_text("utf-8"))
    parts = text.split("\n.\n")
    assert len(parts) % size == 1, f"{path}: a case lacks one of its {size} parts"
    assert not parts[-1].strip(), f"{path}: text after the last case"
    for at in range(0, len(parts) - 1, size):
        yield parts[at].strip(), *parts[at + 1 : at + size]


def params(folder: Path) -> list[object]:
    """All cases of a folder, each named by its file and title."""
    return [
        pytest.param(case, id=f"{path.stem}: {case.title}")
        for path in sorted(folder.glob("*.txt"))
        for case in read(path)
    ]
