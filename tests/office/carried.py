"""The files that people carry away, and what this project itself reads in them."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterable, Iterator
from dataclasses import replace
from functools import cache
from pathlib import Path
from typing import NamedTuple

from converters import pipeline
from converters.edition import apparatus
from converters.ingest import sources
from converters.models.plan import Plan
from converters.names import assignments, authority
from converters.names.authority import Authority
from converters.names.name_finder import NameFinder
from converters.views import plan_text
from converters.writing import duty_workbook, epub, word_document
from tests import word_reader, workbook_reader
from tests.conftest import LIBRARY, NAMES

HERE = Path(__file__).parent
SAID = HERE / "said"
WORK = "331082-linhai-2024-yaodian"
SITE = "https://example.org/wenku/"


class Carried(NamedTuple):
    """The files of one plan: as a document, as a book, its duties if it has any."""

    document: bytes
    book: bytes
    duties: bytes | None


def of(plan: Plan, records: Authority) -> Carried:
    """The files of a plan."""
    entries = apparatus.entries(plan)
    names = pipeline.names_in(plan, NameFinder(records))
    text = plan_text.of(plan, entries, names)
    assigned = assignments.of_plan(plan, names.mentions)
    duties = next(duty_workbook.files(plan, assigned, names, SITE), None)
    return Carried(
        word_document.dump(plan, entries, text, SITE),
        epub.dump(plan, entries, text, SITE),
        duties.data if duties is not None else None,
    )


@cache
def of_this_folder() -> Carried:
    """The files of `plan.txt`."""
    source = sources.load(HERE / "plan.txt", WORK)
    plan = pipeline.structured(replace(source, path=Path(f"{WORK}.txt")))
    return of(plan, authority.NONE)


def of_library() -> Iterator[tuple[str, Carried]]:
    """Those of the founding plans, by their work ids."""
    for plan in pipeline.read_library(LIBRARY):
        yield plan.work, of(plan, NAMES)


def text_of(document: bytes) -> str:
    """All that is read in a document, with the numbers of its notes, a line for each paragraph."""
    read = word_reader.read(document)
    counted = 0
    lines = []
    for paragraph in read.body.iter(f"{word_reader.W}p"):
        line = ""
        for run in paragraph.iter(f"{word_reader.W}r"):
            line += word_reader.shown(run)
            if run.find(f"{word_reader.W}footnoteReference") is not None:
                counted += 1
                line += str(counted)
        lines.append(line)
    return "\n".join(lines)


def bookmarks_of(document: bytes) -> list[str]:
    """The names of the bookmarks of a document."""
    found = word_reader.read(document).body.iter(f"{word_reader.W}bookmarkStart")
    return sorted(one.get(f"{word_reader.W}name", "") for one in found)


def tables_of(workbook: bytes) -> list[list[list[str]]]:
    """The rows of each sheet, without empty cells at their ends."""
    return [
        [_bare([row.get(column, "") for column in _columns(rows)]) for row in rows]
        for rows in (sheet.by_column for sheet in workbook_reader.read(workbook))
    ]


def table_of(text: str) -> list[list[str]]:
    """The rows of a CSV file, without empty cells at their ends."""
    return [_bare(row) for row in csv.reader(io.StringIO(text))]


def _bare(row: list[str]) -> list[str]:
    return row[: max((at for at, cell in enumerate(row, 1) if cell), default=0)]


def _columns(rows: Iterable[Iterable[str]]) -> list[str]:
    """The columns of some rows, as a program orders them: Z before AA."""
    return sorted({column for row in rows for column in row}, key=lambda one: (len(one), one))
