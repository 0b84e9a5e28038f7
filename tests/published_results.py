"""The section 结果 of a page of `docs/about/`, which a measurement writes anew."""

from __future__ import annotations

import re
from collections.abc import Sequence
from pathlib import Path

_SECTION = re.compile(r"(?<=^## 结果\n).*?(?=^## )", re.DOTALL | re.MULTILINE)


def row(cells: Sequence[str]) -> str:
    """A line of a table in Markdown."""
    return f"| {' | '.join(cells)} |"


def head(columns: Sequence[str]) -> list[str]:
    """The first two lines of a table whose columns are numbers, but for the first."""
    return [row(columns), row(["---", *["--:"] * (len(columns) - 1)])]


def cells(line: str) -> list[str]:
    """What `row` was made from."""
    return [cell.strip() for cell in line.strip("|").split("|")]


def read(page: Path) -> str:
    """What stands under the heading."""
    found = _SECTION.search(page.read_text("utf-8"))
    assert found, f"{page.name} has no section 结果 with another after it"
    return found[0]


def write(page: Path, section: str) -> None:
    """Put `section` under the heading."""
    text = page.read_text("utf-8")
    page.write_text(_SECTION.sub(lambda _: section, text, count=1), "utf-8", newline="\n")
