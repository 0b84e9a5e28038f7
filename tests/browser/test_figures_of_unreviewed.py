"""How well names are found that no record has, counted again from the rows of both readers.

What is found is what the command prints of a text where there is no record: the JSON has the forms of a name
and the clauses that it stands in; how often, the text of each clause says.
"""

import json
import os
import re
import subprocess
import sys
from collections import Counter
from collections.abc import Iterator
from pathlib import Path
from typing import Any, NamedTuple

from tests.conftest import GOLD, ROOT
from tests.figures import row_text
from tests.recounted import Recounted, bare, rows_of

READ = GOLD / "names-read"
GROUPS = {"body": "agencies", "term": "terms", "mechanism": "terms", "document": "citations"}
WORDS = {
    "body": "机构",
    "term": "加引号的提法",
    "mechanism": "不加引号的提法",
    "document": "文件",
}


class Name(NamedTuple):
    """Where the clause begins (line, 1-based), what the name is one of, how it stands there."""

    line: int
    group: str
    form: str


def test_the_accuracy_of_unreviewed_names(recounted: Recounted, tmp_path: Path) -> None:
    marked, found, right = Counter[str](), Counter[str](), Counter[str]()
    texts = {path.stem for path in READ.glob("*/*.tsv")}.intersection(recounted.works)
    plans = {work: printed(recounted.file(work, "txt"), tmp_path) for work in sorted(texts)}
    for path in sorted(READ.glob("*/*.tsv")):
        if path.stem not in texts:
            continue  # it is not in the project
        plan = plans[path.stem]
        doubts = bare(path.with_suffix(".doubts.md").read_text("utf-8"))
        kinds: dict[Name, list[str]] = {}
        for line, kind, form in rows_of(path):
            marked[kind] += 1
            kinds.setdefault(Name(begin(plan, int(line)), GROUPS[kind], bare(form)), []).append(
                kind
            )
        for name, own in names_in(plan):
            if left := kinds.get(name):
                kind = own if own in left else left[0]
                left.remove(kind)
                right[kind] += 1
                found[kind] += 1
            elif own and name.form not in doubts:
                found[own] += 1
    table = recounted.pages["about/accuracy"].all("tbody")[1]
    assert {row.elements[0].text(): row_text(row).partition("|")[2] for row in table.all("tr")} == {
        word: f"{marked[kind]}|{found[kind]}|{right[kind]}"
        f"|{right[kind] / found[kind]:.2%}|{right[kind] / marked[kind]:.2%}"
        for kind, word in WORDS.items()
    }


def printed(text: Path, folder: Path) -> dict[str, Any]:
    """The JSON of a text, converted in a folder that has no record."""
    done = subprocess.run(
        [sys.executable, "-m", "converters", "convert", "--json", text],
        check=True,
        cwd=folder,
        env={**os.environ, "PYTHONPATH": str(ROOT)},
        stdout=subprocess.PIPE,
    )
    plan: dict[str, Any] = json.loads(done.stdout)
    return plan


def units(plan: dict[str, Any]) -> list[dict[str, Any]]:
    return [*plan["clauses"], *plan["blocks"]]


def begin(plan: dict[str, Any], line: int) -> int:
    """The first line of the clause or block that a line is in."""
    return int(max(unit["line"] for unit in units(plan) if unit["line"] <= line))


def names_in(plan: dict[str, Any]) -> Iterator[tuple[Name, str]]:
    """Each name, and the kind it has if no reader marked it; none for what is then not false."""
    for unit in units(plan):
        text = f"{unit.get('heading', '')}\n{unit['text']}"
        forms = [
            (form, group)
            for group in ("agencies", "terms", "citations")
            for entry in plan[group]
            if unit["id"] in entry["clause_ids"]
            for form in entry.get("surfaces") or [entry["surface"]]
        ]
        for form, group in sorted(set(forms), key=lambda one: -len(one[0])):
            for at in (one.start() for one in re.finditer(re.escape(form), text)):
                ends = text[at - 1 : at] + text[at + len(form) : at + len(form) + 1]
                term = "term" if ends == "“”" else "mechanism"
                kind = {"agencies": "body", "terms": term, "citations": "document"}[group]
                yield Name(unit["line"], group, bare(form).rstrip("□")), kind
        for own in plan["references"]:
            if own["clause_id"] == unit["id"]:
                yield Name(unit["line"], "citations", bare(own["surface"])), ""
        for entry in plan["citations"]:
            if unit["id"] in entry["clause_ids"] and entry["doc_number"]:
                yield Name(unit["line"], "citations", bare(entry["doc_number"])), ""
