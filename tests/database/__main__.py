"""Loads the clauses of the founding plans as the page 放进数据库 says: `python -m tests.database`.

Some 300 queries are asked, seeded, of one to eight characters, some in other width and case, with
blanks, with marks that `LIKE` reads otherwise: each must find what stands in the file, exactly.
"""

from __future__ import annotations

import json
import re
import sys
import tempfile
from collections.abc import Iterator, Sequence
from html import unescape
from pathlib import Path
from random import Random
from typing import Any

from converters.search.folding import fold
from tests import built_site
from tests.conftest import ROOT, copy_docs
from tests.database import server
from tests.database.server import Server

SEED = 24
COUNT = 300
LONGEST = 8
FIXED = ("双重预防", "%", "_", "\\", "'", "100%", "2023 年", "ＡＢ", "没有这样的话")
"""Asked beside what is drawn."""

_WIDE = {code: code + 0xFEE0 for code in range(0x21, 0x7F)}


def blocks() -> list[str]:
    """What the page says is to be run: in the shell, then three times in the database."""
    page = (ROOT / "docs" / "about" / "database.md").read_text("utf-8")
    found = re.findall("<pre><code>(.*?)</code></pre>", page, re.DOTALL)
    return [unescape(one) for one in found[:4]]


def lines_of(clause: dict[str, Any]) -> list[str]:
    """What is looked into of a clause, folded."""
    return [fold(line) for line in (clause["heading"], *clause["text"].split("\n"))]


def queries(clauses: Sequence[dict[str, Any]]) -> Iterator[str]:
    """Words of the clauses, some written otherwise, and words that none has."""
    yield from FIXED
    random = Random(SEED)
    lines = [line for one in clauses for line in (one["heading"], *one["text"].split("\n")) if line]
    for number in range(COUNT - len(FIXED)):
        line = random.choice(lines)
        start = random.randrange(len(line))
        words = line[start : start + random.randint(1, LONGEST)].strip()
        if number % 10 == 1:
            words = words.translate(_WIDE)
        elif number % 10 == 2:
            words = " ".join(words)
        elif number % 10 == 3:
            words = words[::-1]
        elif number % 10 == 4:
            words = words.upper()
        yield words or line


def wrong(made: Server, data: Path) -> Iterator[str]:
    """The queries that find anything else than what stands in the file.

    Raises:
        RuntimeError: a line of the page fails.
    """
    create, tables, load, query = blocks()
    path = made.folder / "clauses.jsonl"
    path.write_bytes(data.read_bytes())
    program, *arguments = create.splitlines()[0].split()
    made.run(program, *arguments)
    psql = ("psql", "--no-psqlrc", "--quiet", "--tuples-only", "--no-align", "wenku")
    stop = ("--set=ON_ERROR_STOP=1",)
    made.run(*psql, *stop, given=tables + load)
    clauses = [json.loads(line) for line in data.read_text("utf-8").splitlines()]
    asked = [*queries(clauses)]
    words = ", ".join(
        f"({at}, '{one.replace(chr(39), chr(39) * 2)}')" for at, one in enumerate(asked)
    )
    condition = re.search(r"WHERE (words LIKE with_words)\('双重预防'\)", query)
    if not condition:
        raise RuntimeError("the page has another query")
    every = (
        f"SELECT json_object_agg(at, found) FROM (SELECT at, array(SELECT row_id FROM clauses "
        f"WHERE {condition[1]}(asked)) AS found FROM (VALUES {words}) AS every(at, asked)) AS answers"
    )
    answers = json.loads(made.run(*psql, *stop, given=every))
    folded = {one["row_id"]: lines_of(one) for one in clauses}
    for at, one in enumerate(asked):
        told = {id_ for id_, lines in folded.items() if any(fold(one) in line for line in lines)}
        if set(answers[str(at)]) != told:
            yield f"{one!r}: {len(answers[str(at)])} clauses, {len(told)} in the file"
    if sum(map(bool, answers.values())) < COUNT / 2:
        yield "most queries find nothing"
    plan = made.run(*psql, *stop, given=f"SET enable_seqscan = off; EXPLAIN {query}")
    if "Index Scan" not in plan:
        yield f"the index is not used: {plan}"
    if "220502-dongchang" not in made.run(*psql, *stop, given=query):
        yield "the query of the page finds nothing"


def main() -> int:
    """Run it all."""
    with tempfile.TemporaryDirectory() as folder, server.running() as made:
        project = Path(folder)
        copy_docs(project / "docs")
        built_site.convert(project)
        found = [*wrong(made, project / "docs" / "data" / "clauses.jsonl")]
    for one in found:
        print(one)
    print(f"{COUNT} queries, {len(found)} failures")
    return 1 if found else 0


if __name__ == "__main__":
    sys.exit(main())
