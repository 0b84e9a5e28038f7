"""How well names are found: precision, recall and F1 against the gold of the five plans.

.venv/bin/python -m tests.names_report          the table
.venv/bin/python -m tests.names_report -v       and every row that is missed or false
.venv/bin/python -m tests.names_report --write  the table into docs/about/accuracy.md
"""

import re
import sys
from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from converters import pipeline
from converters.models.mention import Mention
from converters.models.plan import Plan
from converters.names import assignments, enumerations, name_folding
from converters.names.index import Index, by_target
from tests import published_results
from tests.conftest import GOLD, ROOT
from tests.test_gold_names import mentions as gold_mentions
from tests.test_gold_readings import rows_of

Row = tuple[str, ...]
PAGE = ROOT / "docs" / "about" / "accuracy.md"
EXTRACTORS = {
    "agencies": "机构",
    "terms": "提法",
    "citations": "文件",
    "mentions": "名称所在条款",
    "responsibility": "责任分工",
    "members": "数字提法所含各项",
    "references": "自称（本规划等）",
}
COLUMNS = ("项目", "标准", "识别", "相符", "准确率", "召回率", "F1")
LEAST = {
    "agencies": 0.98,
    "terms": 0.95,
    "citations": 0.98,
    "mentions": 0.97,
    "responsibility": 0.98,
    "members": 0.95,
    "references": 0.98,
}
"""What CI holds: the F1 of each extractor is at least this."""

_KINDS = {"agency": "agencies", "term": "terms", "instrument": "citations"}
_ISSUER = re.compile("（[^（）]+(?:局|办公室)）$")


@dataclass(frozen=True)
class Score:
    """Rows of the gold, rows found, and those that are both."""

    expected: int
    found: int
    right: int

    @property
    def precision(self) -> float:
        return self.right / self.found if self.found else 1.0

    @property
    def recall(self) -> float:
        return self.right / self.expected if self.expected else 1.0

    @property
    def f1(self) -> float:
        total = self.expected + self.found
        return 2 * self.right / total if total else 1.0


def score(expected: Iterable[Row], found: Iterable[Row]) -> Score:
    """Compare two lists in which a row may come more than once."""
    gold, made = Counter(expected), Counter(found)
    return Score(gold.total(), made.total(), (gold & made).total())


def by_extractor(names: Index) -> dict[str, tuple[list[Row], list[Row]]]:
    """For each extractor the rows of the gold and those that are found."""
    rows: dict[str, tuple[list[Row], list[Row]]] = {name: ([], []) for name in EXTRACTORS}
    for plan in names.plans:
        for column, found in enumerate((_gold(plan), _found(plan, names))):
            for extractor, row in found:
                rows[extractor][column].append((str(plan.source.work), *row))
                if extractor in _KINDS.values():
                    unit, name = row[-2:]
                    rows["mentions"][column].append((str(plan.source.work), unit, name))
    return rows


def canonical(name: str) -> str:
    """A canonical name to compare: no doubt mark, no issuer that only keeps look-alikes apart."""
    return name_folding.fold(_ISSUER.sub("", name.lstrip("?")))


def _gold(plan: Plan) -> Iterator[tuple[str, Row]]:
    file = f"{plan.source.work}.tsv"
    for row in gold_mentions(GOLD / "names" / file):
        if row.kind in _KINDS:
            yield _KINDS[row.kind], (str(row.position[0]), row.unit, canonical(row.canonical))
    for _, unit, role, _, name in rows_of(GOLD / "responsibility" / file):
        yield "responsibility", (unit, role, canonical(name))
    for place, term, _, unit, members in rows_of(GOLD / "members" / file):
        if not _is_name(plan, place, term):
            continue
        yield from (("members", (unit, name_folding.fold(one))) for one in _split(members))
    for place, surface, _ in rows_of(GOLD / "references" / file):
        yield "references", (place, surface)


def _is_name(plan: Plan, place: str, term: str) -> bool:
    """Whether the gold of names has a numbered term too; 三大要素 and the like only describe."""
    rows = gold_mentions(GOLD / "names" / f"{plan.source.work}.tsv")
    line = int(place.split(":", maxsplit=1)[0])
    return any(row.position[0] == line and term in row.surface for row in rows)


def _split(members: str) -> list[str]:
    return [member for member in members.split("|") if member]


def _found(plan: Plan, names: Index) -> Iterator[tuple[str, Row]]:
    records = names.authority.records
    is_open = _left_open(plan)
    for mention in names.of_plan(plan):
        line, col = plan.source.position(mention.span.start)
        if mention.kind in _KINDS:
            name = _name(mention, names, (f"{line}:{col}", canonical(mention.surface)) in is_open)
            yield _KINDS[mention.kind], (str(line), mention.unit, canonical(name))
        else:
            yield "references", (f"{line}:{col}", mention.surface)
    for one in assignments.of_plan(plan, names.of_plan(plan)):
        name = records[one.key].pref if one.key else one.unit
        yield "responsibility", (one.clause_id, one.role, canonical(name))
    here = str(plan.source.work)
    for key in by_target(names.of_plan(plan)):
        for listed in enumerations.of(key, names):
            if listed.plan.source.work == here:
                members = map(name_folding.fold, listed.listed)
                yield from (("members", (listed.mention.unit, one)) for one in members)


def _left_open(plan: Plan) -> set[tuple[str, str]]:
    """The rows of the gold whose full name no text gives: the name as it stands is to be found."""
    rows = gold_mentions(GOLD / "names" / f"{plan.source.work}.tsv")
    return {(row.place, canonical(row.canonical)) for row in rows if row.canonical[0] == "?"}


def _name(mention: Mention, names: Index, is_open: bool) -> str:
    record = names.authority.records.get(mention.target)
    return record.pref if record and not is_open else mention.surface


def table(names: Index) -> list[tuple[str, Score]]:
    """The score of each extractor."""
    return [(name, score(*rows)) for name, rows in by_extractor(names).items()]


def lines(names: Index) -> Iterator[str]:
    """The table as plain text."""
    for extractor, one in table(names):
        yield (
            f"{extractor:15}{one.right:5} of {one.expected:<4} found {one.found:<4} "
            f"P {one.precision:.4f}  R {one.recall:.4f}  F1 {one.f1:.4f}"
        )


def page(names: Index) -> str:
    """The page 名称识别的准确度, as Markdown."""
    rows = (
        [
            EXTRACTORS[name],
            *map(str, (one.expected, one.found, one.right)),
            *(f"{share:.2%}" for share in (one.precision, one.recall, one.f1)),
        ]
        for name, one in table(names)
    )
    found = "\n".join(published_results.table("自评", COLUMNS, rows))
    return f"""---
title: 名称识别的准确度
---

# 名称识别的准确度 {{#page}}

下表是自评：逐份通读五份规划，记下每一处机构、提法、文件名称及其条款，作为标准；再与程序所得逐行比对。标准先于程序写定，此后每改一行都单独记入源代码的历史，注明理由和原文行号。标准在 `tests/gold/`，`make test` 每次重算；低于约定的下限即不通过。

{found}

相符，指行、条款和规范名称都同；“名称所在条款”只问条款和名称。标准由本站自定，难免与他人的判断不同：什么算一个提法，本无定论。规范档就是据这五份规划编成的，所以这里的数字只说明名称找得全、放得准，不说明新收的规划能识出多少。数字提法所含各项，有 {_read(names)} 处由人读定，写在规范档里。未收入规范档的名称不在此列，由 `python -m converters check` 提请增补。
"""


def _read(names: Index) -> int:
    """In how many places a person has read the members of a term."""
    return sum(len(record.members) for record in names.authority.of_scheme("terms"))


def main(arguments: list[str]) -> None:
    """Print the table; every row that is missed or false; write the page."""
    names = pipeline.read_index(ROOT / "docs", pipeline.read_library(ROOT / "docs"))
    print(*lines(names), sep="\n")
    if "-v" in arguments:
        for extractor, (gold, made) in by_extractor(names).items():
            for sign, rest in (
                ("-", Counter(gold) - Counter(made)),
                ("+", Counter(made) - Counter(gold)),
            ):
                for row in sorted(rest.elements()):
                    print(extractor, sign, *row, sep="\t")
    if "--write" in arguments:
        PAGE.write_text(page(names), "utf-8", newline="\n")


if __name__ == "__main__":
    main(sys.argv[1:])
