"""Five plans, each as ten files of other producers: what they say is written in one place, by hand.

`tests/received/plans/<plan>.txt` has the plan as it is printed, and what is to be read in it. The
files of the plan lie beside it, `<plan>.<producer>.<format>`; a web page is kept in UTF-8, so that
it can be read here, and its name says in which encoding it is sent: `<plan>.<producer>.<encoding>.html`.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from itertools import groupby
from operator import itemgetter
from typing import Any, NamedTuple

from tests import fixture_files, word_files
from tests.conftest import ROOT

FOLDER = ROOT / "tests" / "received" / "plans"
RECORD = {"title": "title", "issuer": "issuer", "number": "doc_number"}
_SPAN = re.compile(r"<\d+x\d+>")
_NOTE = re.compile(r"\[\d+\] ?")


class Plan(NamedTuple):
    """A plan: its name, its printed lines, and what is to be read in them."""

    name: str
    printed: str
    said: str


class Made(NamedTuple):
    """A file of a plan: what it is called here, what is sent, and under which name."""

    name: str
    data: bytes
    ending: str

    @property
    def plan(self) -> str:
        return self.name.partition(".")[0]


def plans() -> dict[str, Plan]:
    """The plans, by their names."""
    found = {}
    for path in sorted(FOLDER.glob("*.txt")):
        if "." not in path.stem:
            (case,) = fixture_files.read(path)
            found[path.stem] = Plan(path.stem, case.input, case.expected)
    return found


def files() -> dict[str, Made]:
    """All files of the plans, by their names."""
    found = {}
    for path in sorted(FOLDER.iterdir()):
        name, *_ = path.name.removesuffix(".txt").rpartition(".")
        if path.name.endswith(".docx.txt"):
            found[path.name] = Made(name, word_files.docx(path.read_text("utf-8")), ".docx")
        elif path.suffix in (".docx", ".pdf"):
            found[path.name] = Made(name, path.read_bytes(), path.suffix)
        elif path.suffix == ".html":
            encoding = path.stem.rpartition(".")[2]
            found[path.name] = Made(name, path.read_text("utf-8").encode(encoding), ".html")
    return found


def without_spans(said: str) -> str:
    """What is to be read where the file can not say which cells are merged."""
    return _SPAN.sub("", said)


def written(data: Mapping[str, Any]) -> str:
    """What was read, in the form in which it is written down."""
    return "\n".join(_written(data))


def _written(data: Mapping[str, Any]) -> Iterator[str]:
    for name, key in RECORD.items():
        if data[key]:
            yield f"{name}: {data[key]}"
    if day := data["dates"].get("成文日期"):
        yield f"date: {day}"
    for clause in data["clauses"]:
        yield f"{clause['id']} {clause['label'] or ''}{clause['heading'] or ''}"
        items = (part for part in clause["parts"] if part["kind"] == "y")
        yield from (f"{item['id']} {item['text']}" for item in items)
    for table in data["tables"]:
        yield f"{table['id']} {table['caption']}"
        yield from _rows(table)
    for id_, ones in groupby(data["responsibility"], key=itemgetter("clause_id")):
        said = (f"{one['role'].removesuffix('单位')} {'、'.join(one['units'])}" for one in ones)
        yield f"duty {id_}: {'; '.join(said)}"
    notes = (block["text"] for block in data["blocks"] if block["kind"] == "note")
    yield from (f"note: {_NOTE.sub('', line)}" for text in notes for line in text.split("\n"))


def _rows(table: Mapping[str, Any]) -> Iterator[str]:
    spans = {
        (cell["row"], cell["column"]): f"<{cell['rows']}x{cell['columns']}>"
        for cell in table.get("cells", ())
        if (cell["rows"], cell["columns"]) != (1, 1)
    }
    head = [table["header"]] if table["header"] else []
    for number, row in enumerate([*head, *table["rows"]]):
        cells = [f"{text}{spans.get((number, at), '')}" for at, text in enumerate(row)]
        yield f"| {' | '.join(cells)}"
