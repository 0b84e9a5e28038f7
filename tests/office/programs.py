"""What LibreOffice and epubcheck say of a file."""

from __future__ import annotations

import subprocess
from collections import defaultdict
from collections.abc import Sequence
from pathlib import Path
from typing import NamedTuple

from pypdf import PdfReader

from converters.writing import official_layout

_EPUBCHECK = Path("/usr/share/java/epubcheck.jar")
"""Where Debian and Ubuntu put it."""

_TEXT = "txt:Text (encoded):UTF8"
_TABLES = "csv:Text - txt - csv (StarCalc):44,34,76,1,,0,false,true,false,false,false,-1"
"""UTF-8, commas, each sheet a file (LibreOffice, Filter Options for CSV)."""

_FOOT = official_layout.BOTTOM / 20
"""From the foot of a page to its text, in points."""


class Printed(NamedTuple):
    """What a document is on paper.

    Args:
        sheets: the sizes of its pages, in millimetres.
        lines: how many lines of the text its fullest page has.
        characters: how many the longest of these lines has, two of ASCII for one.
    """

    sheets: frozenset[tuple[int, int]]
    lines: int
    characters: float


def text(document: Path) -> str:
    """A document as LibreOffice writes its text."""
    return _converted(document, _TEXT, "txt").read_text("utf-8-sig")


def texts(documents: Sequence[Path]) -> dict[Path, str]:
    """Documents that lie in one folder, as LibreOffice writes their texts."""
    _convert(documents[0], _TEXT, documents)
    return {path: path.with_suffix(".txt").read_text("utf-8-sig") for path in documents}


def tables(workbook: Path) -> list[str]:
    """The sheets of a workbook as LibreOffice writes them, by their names."""
    _convert(workbook, _TABLES)
    found = sorted(workbook.parent.glob(f"{workbook.stem}-*.csv"))
    return [path.read_text("utf-8") for path in found]


def printed(document: Path) -> Printed:
    """A document as LibreOffice prints it."""
    pages = PdfReader(_converted(document, "pdf", "pdf")).pages
    sheets = {
        (_millimetres(page.mediabox.width), _millimetres(page.mediabox.height)) for page in pages
    }
    lines = [_lines(page) for page in pages]
    longest = max((_width(line) for page in lines for line in page), default=0)
    return Printed(frozenset(sheets), max(map(len, lines)), longest)


def wrong_in_book(book: Path) -> str:
    """What epubcheck finds in a book; empty if that is nothing."""
    done = subprocess.run(
        ["java", "-jar", _EPUBCHECK, "--quiet", book], capture_output=True, text=True, check=False
    )
    return (done.stdout + done.stderr).strip() if done.returncode else ""


def _width(line: str) -> float:
    """In characters; a blank is one that the reader of the file puts where letters stand apart."""
    return sum(0.5 if char.isascii() else 1 for char in line if char != " ")


def _millimetres(points: float) -> int:
    return round(float(points) / 72 * 25.4)


def _lines(page) -> list[str]:  # type: ignore[no-untyped-def]  # has no stable type
    """The lines in 三号, above the foot of the page."""
    found: defaultdict[int, str] = defaultdict(str)
    size_of_text = official_layout.SIZE / 2

    def visit(text: str, matrix: list[float], place: list[float], _: object, size: float) -> None:
        height = place[5] * matrix[3] + matrix[5]
        if text.strip() and abs(size * abs(place[3]) - size_of_text) < 1 and height > _FOOT:
            found[round(height)] += text.strip("\n")

    page.extract_text(visitor_text=visit)
    return [*found.values()]


def _converted(path: Path, kind: str, ending: str) -> Path:
    _convert(path, kind)
    return path.with_suffix(f".{ending}")


def _convert(path: Path, kind: str, every: Sequence[Path] = ()) -> None:
    """Convert a file beside itself, with a profile of its own, so that no other one is in the way.

    `every`: it and others of its folder, all at once.
    """
    profile = f"-env:UserInstallation={(path.parent / 'profile').as_uri()}"
    where = [str(path.parent), *map(str, every or [path])]
    command = ["soffice", profile, "--headless", "--convert-to", kind, "--outdir", *where]
    subprocess.run(command, capture_output=True, check=True)
