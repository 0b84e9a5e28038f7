"""What other programs say of a file: LibreOffice, epubcheck, those for bibliographies, R."""

from __future__ import annotations

import csv
import io
import json
import re
import subprocess
from collections import defaultdict
from collections.abc import Sequence
from pathlib import Path
from typing import NamedTuple
from xml.etree import ElementTree

from pypdf import PdfReader

from converters.writing import official_layout

_EPUBCHECK = Path("/usr/share/java/epubcheck.jar")
"""Where Debian and Ubuntu put it."""

_TEXT = "txt:Text (encoded):UTF8"
_TABLES = "csv:Text - txt - csv (StarCalc):44,34,76,1,,0,false,true,false,false,false,-1"
"""UTF-8, commas, each sheet a file (LibreOffice, Filter Options for CSV)."""

_IN_UTF_8 = "CSV:44,34,76,1"
"""What the window that opens a file with a mark of UTF-8 offers by itself."""

_TEXT_OF = "{urn:oasis:names:tc:opendocument:xmlns:text:1.0}"
_MODS = "{http://www.loc.gov/mods/v3}"

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
    _convert(documents[0], _TEXT, documents[0].parent, every=documents)
    return {path: path.with_suffix(".txt").read_text("utf-8-sig") for path in documents}


def tables(workbook: Path) -> list[str]:
    """The sheets of a workbook as LibreOffice writes them, by their names."""
    _convert(workbook, _TABLES, workbook.parent)
    return _tables_of(workbook)


def _tables_of(converted: Path) -> list[str]:
    found = sorted(converted.parent.glob(f"{converted.stem}-*.csv"))
    return [path.read_bytes().decode() for path in found]


def bookmarks(document: Path) -> list[str]:
    """The names of the bookmarks of a document, as LibreOffice has them."""
    root = ElementTree.parse(_converted(document, "fodt", "fodt")).getroot()
    kinds = (f"{_TEXT_OF}bookmark", f"{_TEXT_OF}bookmark-start")
    found = (one.get(f"{_TEXT_OF}name", "") for one in root.iter() if one.tag in kinds)
    return sorted(name for name in found if not name.startswith("_"))


def opened(table: Path, folder: Path, read_as: str = _IN_UTF_8) -> list[list[str]]:
    """The rows of a CSV file as LibreOffice has its cells once it has opened it."""
    _convert(table, _TABLES, folder, read_as)
    (written,) = _tables_of(folder / table.name)
    return [*csv.reader(io.StringIO(written, newline=""))]


def reckoned(table: Path, formula: str, folder: Path) -> str:
    """What a formula below a table gives."""
    below = folder / f"with-formula-{table.name}"
    cell = formula.replace('"', '""')
    below.write_text(f'{table.read_text("utf-8-sig")}"{cell}"\r\n', "utf-8", newline="")
    *_, last = opened(
        below, folder / "reckoned", f"{_IN_UTF_8},,0,false,true,false,false,false,-1,true"
    )
    return last[0]


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


class Record(NamedTuple):
    """What stands in a record of RIS."""

    title: str
    authors: tuple[str, ...]
    date: str
    number: str
    url: str


def bibliography(path: Path, kind: str) -> list[dict[str, object]]:
    """The items of a file as pandoc reads them."""
    done = _done("pandoc", "--from", kind, "--to", "csljson", str(path))
    found: list[dict[str, object]] = json.loads(done)
    return found


def entries(path: Path) -> list[str]:
    """The keys of the entries that biber reads in a file of BibTeX."""
    written = path.with_suffix(".biber")
    _done("biber", "--tool", "--quiet", "--output-file", str(written), str(path))
    return re.findall(r"^@\w+\{([^,]+),", written.read_text("utf-8"), re.MULTILINE)


def records(path: Path) -> list[Record]:
    """The records of a file of RIS as bibutils reads them."""
    root = ElementTree.fromstring(_done("ris2xml", str(path)).lstrip("\ufeff"))

    def found(one: ElementTree.Element, where: str) -> tuple[str, ...]:
        return tuple(part.text or "" for part in one.iterfind(where.replace("{}", _MODS)))

    return [
        Record(
            ": ".join(found(one, "{}titleInfo/*")),
            found(one, "{}name/{}namePart"),
            "".join(found(one, "{}originInfo/{}dateIssued")),
            "".join(found(one, "{}identifier[@type='serial number']")),
            "".join(found(one, "{}location/{}url")),
        )
        for one in root
    ]


def said_by_r(code: str, folder: Path) -> str:
    """What some lines of R print in a folder."""
    return _done("Rscript", "--vanilla", "-e", code, cwd=folder)


def _done(*command: str, cwd: Path | None = None) -> str:
    done = subprocess.run(command, capture_output=True, check=True, cwd=cwd)
    return done.stdout.decode()


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
    _convert(path, kind, path.parent)
    return path.with_suffix(f".{ending}")


def _convert(
    path: Path, kind: str, folder: Path, read_as: str = "", every: Sequence[Path] = ()
) -> None:
    """Convert a file into a folder, with a profile of its own, so that no other one is in the way.

    `every`: it and others, all at once.
    """
    profile = f"-env:UserInstallation={(folder / 'profile').as_uri()}"
    where = [str(folder), *map(str, every or [path])]
    reading = [f"--infilter={read_as}"] if read_as else []
    command = ["soffice", profile, "--headless", *reading, "--convert-to", kind, "--outdir", *where]
    subprocess.run(command, capture_output=True, check=True)
