"""How well what plans promise in numbers is found, against what readers took from the texts.

.venv/bin/python -m tests.indicators_report          the table
.venv/bin/python -m tests.indicators_report -v       and every row that is missed or false
.venv/bin/python -m tests.indicators_report --write  the table into docs/about/indicators.md
"""

from __future__ import annotations

import sys
from collections import Counter
from collections.abc import Iterable, Iterator
from typing import Any

import yaml

from converters import pipeline
from converters.library import indicators
from converters.models.plan import Plan
from tests import published_results
from tests.conftest import GOLD, LIBRARY, ROOT
from tests.names_report import score
from tests.scores import Score

PAGE = ROOT / "docs" / "about" / "indicators.md"
LEAST = 0.95
"""What CI holds: the F1 of clause, value and unit."""

COLUMNS = ("项目", "标准", "识别", "相符", "准确率", "召回率", "F1")
KINDS = {"value": "条款、数、单位", "year": "连同到哪年"}

Row = tuple[str, ...]
Rows = dict[str, tuple[list[Row], list[Row]]]


def of_gold(work: str) -> list[dict[str, Any]]:
    """What a reader took from a plan."""
    text = (GOLD / "indicators" / f"{work}.yml").read_text("utf-8")
    read: list[dict[str, Any]] = yaml.safe_load(text) or []
    return read


def rows(plans: Iterable[Plan]) -> Rows:
    """For each kind of comparison the rows of the gold and those that are found."""
    found: Rows = {kind: ([], []) for kind in KINDS}
    for plan in plans:
        for one in of_gold(plan.work):
            _put(found, 0, plan, (one["clause"], one["value"], one["unit"], one["year"]))
        for made in indicators.of_plan(plan):
            _put(found, 1, plan, (made.unit_id, made.value, made.measure, made.year))
    return found


def _put(found: Rows, column: int, plan: Plan, row: tuple[str, str, str, int | None]) -> None:
    clause, value, unit, year = row
    measure = "个" if unit.startswith("个") else unit  # 16个区: the reader has the noun with it
    own = (plan.work, clause, value, measure)
    found["value"][column].append(own)
    found["year"][column].append((*own, str(year)))


def table(plans: Iterable[Plan]) -> list[tuple[str, Score]]:
    """The score of each kind of comparison."""
    return [(kind, score(*pair)) for kind, pair in rows(plans).items()]


def lines(plans: Iterable[Plan]) -> Iterator[str]:
    """The table as plain text."""
    for kind, one in table(plans):
        yield (
            f"{kind:6}{one.right:5} of {one.expected:<4} found {one.found:<4} "
            f"P {one.precision:.4f}  R {one.recall:.4f}  F1 {one.f1:.4f}"
        )


def page(plans: Iterable[Plan]) -> str:
    """The page 数字找得准不准, as Markdown."""
    cells = [
        [
            KINDS[kind],
            *map(str, (one.expected, one.found, one.right)),
            *(f"{share:.2%}" for share in (one.precision, one.recall, one.f1)),
        ]
        for kind, one in table(plans)
    ]
    found = "\n".join(published_results.table("自评", COLUMNS, cells))
    return f"""---
title: 数字找得准不准
---

# 数字找得准不准 {{#page}}

[写明的数字](../indicators/index.md)由程序按用词找出，不由人逐处审定。下表是自评：有人通读最初收入的五份规划，不看程序，记下每一处承诺的数量，作为标准；再与程序所得逐处比对。标准在 `tests/gold/indicators/`，`make test` 每次重算；低于约定的下限即不通过。

{found}

记下的是打算做到的：指标、频次、人数、时限。回顾过去的、名称里的（八项规定、六有）、判定标准（超过多少米的边坡）不算。哪些算，本无定论；用词看过标准以后改过，所以对新收的规划会差一些。压平成一格一行、没有还原的表，里面的数字找不到。
"""


def main(arguments: list[str]) -> None:
    """Print the table; every row that is missed or false; write the page."""
    plans = [*pipeline.read_library(LIBRARY)]
    print(*lines(plans), sep="\n")
    if "-v" in arguments:
        gold, made = rows(plans)["year"]
        for sign, rest in (
            ("-", Counter(gold) - Counter(made)),
            ("+", Counter(made) - Counter(gold)),
        ):
            for row in sorted(rest.elements()):
                print(sign, *row, sep="\t")
    if "--write" in arguments:
        PAGE.write_text(page(plans), "utf-8", newline="\n")


if __name__ == "__main__":
    main(sys.argv[1:])
