"""The section 结果 of a page of `docs/about/`, which a measurement writes anew."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from pathlib import Path

_SECTION = re.compile(r"(?<=^## 结果\n).*?(?=^## )", re.DOTALL | re.MULTILINE)


def table(name: str, columns: Sequence[str], rows: Iterable[Sequence[str]]) -> list[str]:
    """The lines of a table in Markdown, all numbers but for the first column; it scrolls by itself."""
    lines = (columns, ["---", *["--:"] * (len(columns) - 1)], *rows)
    opening = f'<div class="scrolls" role="region" aria-label="{name}" tabindex="0" markdown="1">'
    return [opening, "", *(f"| {' | '.join(line)} |" for line in lines), "", "</div>"]


def cells(line: str) -> list[str]:
    """Of a line of a table."""
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
