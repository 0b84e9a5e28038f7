"""What other programs make of the tables, and that the lines of use on the page of data say what it says."""

from __future__ import annotations

import csv
import io
import re
from collections.abc import Iterator
from html import unescape
from pathlib import Path

from tests.conftest import ROOT
from tests.office import programs


def wrong_in(data: Path, folder: Path) -> Iterator[str]:
    """What is wrong with the tables of a site.

    Args:
        data: its folder `data`.
        folder: where the programs may write.
    """
    folder.mkdir()
    for path in sorted(data.glob("*.csv")):
        whole = path.read_text("utf-8-sig")
        if programs.opened(path, folder) != [*csv.reader(io.StringIO(whole, newline=""))]:
            yield f"{path.name}: LibreOffice reads other cells"
    _, in_r, told, formula = lines_of_use()
    if programs.said_by_r(in_r, data) != told:
        yield "R does not print what the page of data says"
    if programs.reckoned(data / "clauses.csv", formula.strip(), folder) != told.split(" ")[0]:
        yield "a spreadsheet does not give what the page of data says"


def lines_of_use() -> list[str]:
    """Those on the page of data: in Python, in R, what both print, in a spreadsheet."""
    page = (ROOT / "docs" / "about" / "data.md").read_text("utf-8")
    blocks = [unescape(one) for one in re.findall("<pre><code>(.*?)</code></pre>", page, re.DOTALL)]
    (at,) = [number for number, one in enumerate(blocks) if one.startswith("import csv")]
    return blocks[at : at + 4]
