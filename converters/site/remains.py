"""Whether anything is left of plans that were taken down: the proof that a takedown is complete.

Every file of a built site is searched for any 12 characters in a row of their clauses, tables and
blocks, as read and as received: 12 as they stand, or 12 letters, digits and Han characters, all
else passed over. What other plans have too is no trace of them, nor are titles, issuers, numbers,
and the names of the authority.
"""

from __future__ import annotations

import html
import io
import json
import re
import zipfile
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from itertools import chain
from pathlib import Path
from typing import NamedTuple

from converters import pipeline
from converters.build import GENERATED
from converters.ingest import sources, works
from converters.models.plan import Plan
from converters.names import authority_files
from converters.text import alphabet, punctuation

LENGTH = 12
"""So many characters in a row are a trace."""

_INLINE = re.compile(
    r"</?(?:a|abbr|b|bdi|code|del|em|i|ins|mark|s|span|strong|sub|sup|w:(?!p\b|tc\b)\w+)\b[^<>]*>"
)
_OTHER = re.compile(r"<[^<>]*>")
_BREAK = re.compile(r"[\n\t\"<>·]")
"""What stands between two texts that have nothing to do with each other."""

_PACKED = re.compile(
    r'library\.(?:units\.add\(\d+, \d+, |addTexts\("[^"]*", "[^"]*", |addBeside\("[^"]*", )'
    r'("(?:[^"\\]|\\.)*"), (.*)\);\n',
    re.DOTALL,
)
"""A script that hands over an alphabet, and texts written in it."""

_MOST_SHOWN = 40


@dataclass(frozen=True)
class Trace:
    """Where a text that must be gone still stands; line and column are 1-based."""

    path: Path
    line: int
    col: int
    text: str

    def __str__(self) -> str:
        shown = self.text[:_MOST_SHOWN] + ("……" if len(self.text) > _MOST_SHOWN else "")
        return f"{self.path}:{self.line}:{self.col}: 撤下的规划的文字还在：“{shown}”"


class Forbidden(NamedTuple):
    """What must be gone, in runs of LENGTH characters, and what may stay.

    Args:
        runs: of letters, digits and Han, that are of nothing but plans that were taken down.
        marked: runs as they stand, with marks or blanks among them.
        allowed: what may stand there, letters, digits and Han alone: of other plans, of names.
        shared: how many more of them stand in other plans, too.
        excepted: the titles, issuers, numbers and names that stand in them.
    """

    runs: frozenset[str]
    marked: frozenset[str]
    allowed: str
    shared: int
    excepted: tuple[str, ...]


class Proof(NamedTuple):
    """What was looked for, of how many plans, and every trace of it."""

    plans: int
    sought: Forbidden
    traces: tuple[Trace, ...]


def prove(folder: Path, docs: Path, taken: Path) -> Proof:
    """Look into a site for what was taken down here.

    Args:
        folder: the site.
        docs: the library that it was built from: what people wrote is told where they wrote it.
        taken: where the text of what was taken down lies; of what is not there nothing is known.

    Raises:
        InputError: a file is refused.
    """
    gone = works.ledger(docs / "sources").withdrawn
    paths = {work: sources.text_of(taken, work) for work in gone}
    there = {work: path for work, path in paths.items() if path.exists()}
    plans = [pipeline.structured(sources.load(path, work)) for work, path in there.items()]
    if not plans:
        return Proof(0, Forbidden(frozenset(), frozenset(), "", 0, ()), ())
    records = authority_files.load(docs / "authority").records.values()
    names = (name for record in records for name in record.names)
    sought = forbidden(plans, pipeline.read_library(docs), names)
    found = (_as_written(trace, folder, docs) for trace in find(folder, sought))
    return Proof(len(plans), sought, tuple(found))


def _as_written(trace: Trace, folder: Path, docs: Path) -> Trace:
    name = trace.path.relative_to(folder)
    is_written = name.parts[0] not in GENERATED and (docs / name).is_file()
    return replace(trace, path=docs / name) if is_written else trace


def forbidden(gone: Iterable[Plan], here: Iterable[Plan], names: Iterable[str]) -> Forbidden:
    """What is of some plans and of nothing else.

    Args:
        gone: the plans that were taken down.
        here: those that are in the library.
        names: of the authority.
    """
    plans, others = [*gone], [*here]
    every = _runs(chain.from_iterable(map(_texts, plans)))
    told = {
        text: _runs([text]) for text in sorted({*names, *chain.from_iterable(map(_told, plans))})
    }
    excepted = [text for text, runs in told.items() if text and runs & every]
    own = every.difference(*(told[text] for text in excepted))
    texts = [text for plan in others for text in _texts(plan)]
    shared = own & _runs(texts)
    marked = {run for plan in plans for text in _texts(plan) for run in _marked(text)}
    allowed = "\n".join(map(_bare, (*texts, *told)))
    return Forbidden(
        frozenset(own - shared), frozenset(marked), allowed, len(shared), tuple(excepted)
    )


def find(folder: Path, sought: Forbidden) -> Iterator[Trace]:
    """Every place of a folder of files where some of the runs stand, the longest text at each."""
    files = (path for path in sorted(folder.rglob("*")) if path.is_file() and sought.runs)
    for path in files:
        for text in texts_in(path):
            found: dict[str, None] = {}
            for piece in (piece for way in _ways(path, text) for piece in _BREAK.split(way)):
                found |= dict.fromkeys(_longest(_bare(piece), sought.runs))
                found |= dict.fromkeys(map(_bare, _astray(piece, sought)))
            for run in found:
                if any(run in other for other in found if other != run):
                    continue
                yield Trace(path, *_place(text, run), run)


def texts_in(path: Path) -> Iterator[str]:
    """What a file says; what each says that is packed in it, as in a book or a Word file."""
    yield from _texts_in(path.read_bytes())


def _texts_in(data: bytes) -> Iterator[str]:
    if not zipfile.is_zipfile(packed := io.BytesIO(data)):
        yield data.decode("utf-8", "ignore")
        return
    with zipfile.ZipFile(packed) as files:
        for name in files.namelist():
            yield from _texts_in(files.read(name))


def _ways(path: Path, text: str) -> Iterator[str]:
    """The ways in which a file may be read: as it is; a page without its tags; packed texts."""
    yield text
    if path.suffix in (".html", ".xml") or text.startswith("<"):
        yield html.unescape(_OTHER.sub("\n", _INLINE.sub("", text)))
    if found := _PACKED.match(text):
        yield alphabet.read(found[2], json.loads(found[1]))


def _astray(text: str, sought: Forbidden) -> Iterator[str]:
    """Runs with marks among them; one whose letters are allowed is none."""
    for at in range(len(text) - LENGTH + 1):
        run = text[at : at + LENGTH]
        if run in sought.marked and _bare(run) not in sought.allowed:
            yield run


def _longest(text: str, runs: frozenset[str]) -> Iterator[str]:
    start = end = -1
    for at in range(len(text) - LENGTH + 1):
        if text[at : at + LENGTH] in runs:
            if at > end:
                if end > start:
                    yield text[start:end]
                start = at
            end = at + LENGTH
    if end > start:
        yield text[start:end]


def _place(text: str, run: str) -> tuple[int, int]:
    """Where the first characters of a run stand, marks and tags between them passed over."""
    pattern = r"(?:<[^<>]*>|[^\w<]|_)*".join(map(re.escape, run[:LENGTH]))
    found = re.search(pattern, text, re.IGNORECASE)
    at = found.start() if found else 0
    return text.count("\n", 0, at) + 1, at - text.rfind("\n", 0, at)


def _texts(plan: Plan) -> Iterator[str]:
    """What stands in each unit of a plan, as read and as received."""
    for unit in plan.units:
        pieces = (unit.label, unit.heading, *unit.cells)
        yield "".join(piece.text for piece in pieces)
        yield "".join(piece.received(plan.source.text) for piece in pieces)


def _told(plan: Plan) -> Iterator[str]:
    record = plan.record
    for field in (record.title, record.issuer, record.doc_number):
        yield field.value or ""
        yield str(field.corrected.value or "") if field.corrected else ""


def _runs(texts: Iterable[str]) -> set[str]:
    return {
        bare[at : at + LENGTH] for bare in map(_bare, texts) for at in range(len(bare) - LENGTH + 1)
    }


def _marked(text: str) -> Iterator[str]:
    """The runs of a text that are not letters alone, in the marks of the file and of the pages."""
    for line in {*text.split("\n"), *punctuation.restore(text).split("\n")}:
        for at in range(len(line) - LENGTH + 1):
            run = line[at : at + LENGTH]
            if not run.isalnum():
                yield run


def _bare(text: str) -> str:
    return "".join(filter(str.isalnum, text)).lower()
