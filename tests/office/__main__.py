"""Asks other programs about what people carry away: `python -m tests.office [--write]`.

What fails is printed; the exit code is 1 if anything failed. With `--write` what they say of
`plan.txt` is written into `said/`.
"""

from __future__ import annotations

import argparse
import sys
import tempfile
from collections.abc import Iterator
from pathlib import Path

from converters import pipeline
from tests.browser.test_copying import run_in
from tests.conftest import LIBRARY
from tests.office import carried, chosen, cited, opened, programs, seen
from tests.office.carried import SAID, Carried
from tests.test_plan_markdown import without_blanks

A4 = (210, 297)
LINES, CHARACTERS = 22, 28
PLAIN = "320412-wujin-2017-yaodian"
"""A plan with pages that have neither notes nor tables, and so are full of lines."""

_HANGING = 1
"""A mark may stand in the margin, after the last character of a line."""


def wrong_in(name: str, one: Carried, folder: Path) -> Iterator[str]:
    """What is wrong with the files of a plan."""
    document, book, workbook = (folder / f"{name}.{ending}" for ending in ("docx", "epub", "xlsx"))
    document.write_bytes(one.document)
    book.write_bytes(one.book)
    yield from wrong_document(document)
    printed = programs.printed(document)
    if printed.sheets != {A4}:
        yield f"{document.name}: the pages are {sorted(printed.sheets)}"
    if printed.lines > LINES or (name == PLAIN and printed.lines < LINES):
        yield f"{document.name}: a page has {printed.lines} lines"
    if not CHARACTERS - 1 < printed.characters <= CHARACTERS + _HANGING:
        yield f"{document.name}: a line has {printed.characters} characters"
    yield from wrong_book(book)
    if one.duties:
        workbook.write_bytes(one.duties)
        yield from wrong_workbook(workbook)


def wrong_document(path: Path) -> Iterator[str]:
    """What LibreOffice reads otherwise in a Word document."""
    data = path.read_bytes()
    if without_blanks(programs.text(path)) != without_blanks(carried.text_of(data)):
        yield f"{path.name}: LibreOffice reads another text"
    if programs.bookmarks(path) != carried.bookmarks_of(data):
        yield f"{path.name}: LibreOffice has other bookmarks"


def wrong_sheet(path: Path) -> Iterator[str]:
    """The same of one that a browser has made, whose pages may lie on their side."""
    yield from wrong_document(path)
    printed = programs.printed(path)
    if {frozenset(sheet) for sheet in printed.sheets} != {frozenset(A4)}:
        yield f"{path.name}: the pages are {sorted(printed.sheets)}"


def wrong_workbook(path: Path) -> Iterator[str]:
    """What LibreOffice reads otherwise in a workbook."""
    said = [carried.table_of(text) for text in programs.tables(path)]
    if sorted(said) != sorted(carried.tables_of(path.read_bytes())):
        yield f"{path.name}: LibreOffice reads other cells"


def wrong_book(path: Path) -> Iterator[str]:
    """What epubcheck finds in a book."""
    if found := programs.wrong_in_book(path):
        yield f"{path.name}: {found}"


def wrong_paste(path: Path) -> Iterator[str]:
    """Whether a heading that runs into its paragraph is one with it where it has been pasted."""
    pasted = {without_blanks(line) for line in programs.text(path).split("\n")}
    plan = next(one for one in pipeline.read_library(LIBRARY) if one.work == chosen.COPIED)
    if apart := [head for head in run_in(plan) if without_blanks(head) not in pasted]:
        yield f"{path.name}: {len(apart)} headings stand apart from their paragraphs"


CHOSEN = {
    ".docx": wrong_sheet,
    ".xlsx": wrong_workbook,
    ".epub": wrong_book,
    ".html": wrong_paste,
}
"""What is asked of a file that a browser has made."""


def wrong(folder: Path) -> Iterator[str]:
    """All that is wrong; the files are made in a folder."""
    for name, one in [(carried.WORK, carried.of_this_folder()), *carried.of_library()]:
        yield from wrong_in(name, one, folder)
    for path in chosen.made(folder):
        yield from CHOSEN[path.suffix](path)
    yield from opened.wrong_in(folder / "project" / "site" / "data", folder / "opened")
    yield from cited.every([*pipeline.read_library(LIBRARY)], folder)
    received = folder / "received"
    received.mkdir()
    yield from seen.wrong(received)


def write(folder: Path) -> None:
    """Keep what LibreOffice says of the plan of this folder, as `wrong_in` has left it."""
    document, workbook = (folder / f"{carried.WORK}.{ending}" for ending in ("docx", "xlsx"))
    (SAID / "plan.txt").write_text(programs.text(document), "utf-8")
    for number, text in enumerate(programs.tables(workbook), 1):
        (SAID / f"duties-{number}.csv").write_text(text, "utf-8")


def main() -> int:
    """Run it all."""
    asked = argparse.ArgumentParser(description=__doc__)
    asked.add_argument("--write", action="store_true", help="keep what they say of plan.txt")
    is_written = asked.parse_args().write
    failures = 0
    with tempfile.TemporaryDirectory() as made:
        for one in wrong(Path(made)):
            failures += 1
            print(one)
        if is_written:
            write(Path(made))
            seen.write(Path(made) / "received")
    print(f"{failures} failures")
    return 1 if failures else 0


if __name__ == "__main__":
    sys.exit(main())
