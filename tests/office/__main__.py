"""Asks LibreOffice and epubcheck about what people carry away: `python -m tests.office [--write]`.

What fails is printed; the exit code is 1 if anything failed. With `--write` what they say of
`plan.txt` is written into `said/`.
"""

from __future__ import annotations

import argparse
import sys
import tempfile
from collections.abc import Iterator
from pathlib import Path

from tests.office import carried, chosen, programs, seen
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
    document, book = folder / f"{name}.docx", folder / f"{name}.epub"
    document.write_bytes(one.document)
    book.write_bytes(one.book)
    if without_blanks(programs.text(document)) != without_blanks(carried.text_of(one.document)):
        yield f"{document.name}: LibreOffice reads another text"
    printed = programs.printed(document)
    if printed.sheets != {A4}:
        yield f"{document.name}: the pages are {sorted(printed.sheets)}"
    if printed.lines > LINES or (name == PLAIN and printed.lines < LINES):
        yield f"{document.name}: a page has {printed.lines} lines"
    if not CHARACTERS - 1 < printed.characters <= CHARACTERS + _HANGING:
        yield f"{document.name}: a line has {printed.characters} characters"
    if found := programs.wrong_in_book(book):
        yield f"{book.name}: {found}"
    if one.duties:
        workbook = folder / f"{name}.xlsx"
        workbook.write_bytes(one.duties)
        said = [carried.table_of(text) for text in programs.tables(workbook)]
        if sorted(said) != sorted(carried.tables_of(one.duties)):
            yield f"{workbook.name}: LibreOffice reads other cells"


def wrong_in_chosen(path: Path) -> Iterator[str]:
    """What is wrong with a file that a browser has made."""
    if path.suffix == ".epub":
        if found := programs.wrong_in_book(path):
            yield f"{path.name}: {found}"
        return
    own = carried.text_of(path.read_bytes())
    if without_blanks(programs.text(path)) != without_blanks(own):
        yield f"{path.name}: LibreOffice reads another text"
    printed = programs.printed(path)
    if {frozenset(sheet) for sheet in printed.sheets} != {frozenset(A4)}:
        yield f"{path.name}: the pages are {sorted(printed.sheets)}"


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
    every = [(carried.WORK, carried.of_this_folder()), *carried.of_library()]
    failures = 0
    with tempfile.TemporaryDirectory() as made:
        folder = Path(made)
        for name, one in every:
            for wrong in wrong_in(name, one, folder):
                failures += 1
                print(wrong)
        for path in chosen.made(folder):
            for wrong in wrong_in_chosen(path):
                failures += 1
                print(wrong)
        if is_written:
            write(folder)
            seen.write(folder)
        for wrong in seen.wrong(folder):
            failures += 1
            print(wrong)
    print(f"{len(every)} plans and what is chosen of them, {failures} failures")
    return 1 if failures else 0


if __name__ == "__main__":
    sys.exit(main())
