"""How well clauses on the same matter are found, against the gold of two readers.

.venv/bin/python -m tests.related_report          the table
.venv/bin/python -m tests.related_report -v       and every clause with what is told and what is not
.venv/bin/python -m tests.related_report --write  the table into docs/about/related.md
"""

from __future__ import annotations

import math
import sys
from collections.abc import Iterator, Mapping, Sequence
from functools import cache
from typing import NamedTuple

import yaml

from converters import pipeline
from converters.library import matter, related
from tests import published_results, stocked
from tests.conftest import GOLD, LIBRARY, NAMES, ROOT

PAGE = ROOT / "docs" / "about" / "related.md"
READERS = {"a": "第一位读者", "b": "第二位读者"}
COLUMNS = ("标准", "条款", "nDCG@4", "第一条对", "没有的", "该沉默时沉默", "列出的对")
LEAST = {"ndcg": 0.78, "first": 0.88, "silence": 0.8}
"""What CI holds, on the average of the two readers."""
_AT = 4

Clause = tuple[str, str]
"""Work id and id of a clause."""
Grades = Mapping[Clause, Mapping[Clause, int]]
Answers = Mapping[Clause, Sequence[Clause]]


class Figures(NamedTuple):
    """Of the clauses that have a counterpart the first two, of the others the last."""

    answered: int
    ndcg: float
    first: float
    empty: int
    silence: float


def grades(reader: str) -> dict[Clause, dict[Clause, int]]:
    """What a reader says of each clause that was asked for."""
    rows = yaml.safe_load((GOLD / "related" / f"{reader}.yml").read_text("utf-8"))
    return {
        (row["work"], row["clause"]): {
            (one["work"], one["clause"]): one["grade"] for one in row["related"]
        }
        for row in rows
    }


@cache
def told() -> Answers:
    """What is told of each clause of the five plans."""
    plans = [*pipeline.read_library(LIBRARY)]
    names = stocked.names_of(plans, NAMES)
    found = related.of(matter.of(plan, names[plan.work]) for plan in plans).by_work
    return {
        (work, id_): [(one.work, one.clause.id) for one in near]
        for work, of in found.items()
        for id_, near in of.items()
    }


def best(graded: Mapping[Clause, int]) -> list[Clause]:
    """What could be told at best: of each plan one clause, the best first."""
    found: dict[str, Clause] = {}
    for one in sorted(graded, key=lambda one: -graded[one]):
        found.setdefault(one[0], one)
    return [*found.values()]


def _gain(graded: Mapping[Clause, int], answer: Sequence[Clause]) -> float:
    gains = (float(2 ** graded.get(one, 0) - 1) for one in answer[:_AT])
    return sum(gain / math.log2(place) for place, gain in enumerate(gains, 2))


def measure(answers: Answers, gold: Grades) -> Figures:
    """How good the answers are by what one reader says."""
    full = {clause: graded for clause, graded in gold.items() if graded}
    of = {clause: answers.get(clause, ()) for clause in gold}
    ndcg = [_gain(graded, of[one]) / _gain(graded, best(graded)) for one, graded in full.items()]
    first = [bool(of[one]) and of[one][0] in graded for one, graded in full.items()]
    silent = [not of[one] for one in gold if one not in full]
    return Figures(len(full), _mean(ndcg), _mean(first), len(silent), _mean(silent))


def _mean(values: Sequence[float]) -> float:
    return sum(values) / len(values)


def right(answers: Answers) -> float:
    """How much of what is told at least one reader thinks right."""
    golds = [grades(reader) for reader in READERS]
    pairs = [(one, other) for one in golds[0] for other in answers.get(one, ())]
    return _mean([any(other in gold[one] for gold in golds) for one, other in pairs])


def rows() -> Iterator[list[str]]:
    """The rows of the published table."""
    for reader, name in READERS.items():
        yield [name, *_cells(measure(told(), grades(reader))), f"{right(told()):.2f}"]
    other = {clause: best(graded) for clause, graded in grades("b").items()}
    yield ["第二位读者照第一位的", *_cells(measure(other, grades("a"))), "—"]


def _cells(of: Figures) -> list[str]:
    figures = (f"{of.ndcg:.3f}", f"{of.first:.2f}", str(of.empty), f"{of.silence:.2f}")
    return [str(of.answered), *figures]


def section() -> str:
    """What stands under the heading 结果."""
    lines = published_results.table("另见，与两位读者的标准对照", COLUMNS, rows())
    return "\n" + "\n".join(lines) + "\n\n"


def main(arguments: Sequence[str]) -> None:
    """Print the table, write it, or tell of each clause."""
    print(section())
    if "--write" in arguments:
        published_results.write(PAGE, section())
    if "-v" in arguments:
        golds = [grades(reader) for reader in READERS]
        for clause in golds[0]:
            print(*clause)
            answer = told().get(clause, ())
            for one in answer:
                print("  told", *one, *(gold[clause].get(one, 0) for gold in golds))
            for one in {**golds[0][clause], **golds[1][clause]}:
                if one not in answer:
                    print("  left", *one, *(gold[clause].get(one, 0) for gold in golds))


if __name__ == "__main__":
    main(sys.argv[1:])
