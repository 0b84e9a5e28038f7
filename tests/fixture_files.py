"""Read fixture files: title, input and expected output, each ended by a line with a lone dot.

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


def read(path: Path) -> Iterator[Case]:
    text = re.sub(r"\\u([0-9a-f]{4})", lambda code: chr(int(code[1], 16)), path.read_text("utf-8"))
    parts = text.split("\n.\n")
    assert len(parts) % 3 == 1, f"{path}: a case lacks its title, input or expected output"
    assert not parts[-1].strip(), f"{path}: text after the last case"
    for at in range(0, len(parts) - 1, 3):
        yield Case(parts[at].strip(), parts[at + 1], parts[at + 2])


def params(folder: Path) -> list[object]:
    """All cases of a folder, each named by its file and title."""
    return [
        pytest.param(case, id=f"{path.stem}: {case.title}")
        for path in sorted(folder.glob("*.txt"))
        for case in read(path)
    ]
