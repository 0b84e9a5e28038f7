"""How well names are found: precision, recall and F1 against the gold of the five plans.

.venv/bin/python -m tests.names_report          the table
.venv/bin/python -m tests.names_report -v       and every row that is missed or false
"""

import re
import sys
from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass

from converters import metadata, name_folding, pipeline
from converters.index import Index
from converters.models import Mention, Plan
from tests.conftest import GOLD, ROOT
from tests.test_gold_names import mentions as gold_rows

Row = tuple[str, ...]
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


def canonical(name: str) -> str:
    """A canonical name to compare: no doubt mark, no issuer that only keeps look-alikes apart."""
    return name_folding.fold(_ISSUER.sub("", name.lstrip("?")))


def expected(plan: Plan) -> list[tuple[str, Row]]:
    """The gold of one plan: the kind, and line, canonical name, unit."""
    work = str(plan.source.work)
    return [
        (row.kind, (work, str(row.position[0]), canonical(row.canonical), row.unit))
        for row in gold_rows(GOLD / "names" / f"{work}.tsv")
    ]


def found(plan: Plan, names: Index) -> list[tuple[str, Row]]:
    """What the converters find, in the same form.

    Where the gold leaves the full name open (`?`), the name as it stands is the one to find.
    """
    work = str(plan.source.work)
    rows = gold_rows(GOLD / "names" / f"{work}.tsv")
    is_open = {(row.place, canonical(row.canonical)) for row in rows if row.canonical[0] == "?"}
    return [(one.kind, _row(plan, names, one, is_open)) for one in names.of_plan(plan)]


def _row(plan: Plan, names: Index, mention: Mention, is_open: set[tuple[str, str]]) -> Row:
    record = names.authority.records.get(mention.target)
    line, col = plan.source.position(mention.span.start)
    name = record.pref if record else mention.surface
    if mention.kind == "self":
        name = str(metadata.fields(plan)["title"].value)
    elif (f"{line}:{col}", canonical(mention.surface)) in is_open:
        name = mention.surface
    return (str(plan.source.work), str(line), canonical(name), mention.unit)


def by_extractor(names: Index) -> dict[str, tuple[list[Row], list[Row]]]:
    """Gold and found rows of each extractor, and of all mentions as pairs of name and clause."""
    gold = [row for plan in names.plans for row in expected(plan)]
    made = [row for plan in names.plans for row in found(plan, names)]
    rows = {
        kind: ([row for k, row in gold if k == kind], [row for k, row in made if k == kind])
        for kind in ("agency", "term", "instrument", "self")
    }
    rows["mention"] = ([_pair(row) for _, row in gold], [_pair(row) for _, row in made])
    return rows


def _pair(row: Row) -> Row:
    """The name and the clause."""
    work, _, name, unit = row
    return (work, name, unit)


def main(verbose: bool) -> None:
    """Print the table, and with `verbose` every row that is missed or false."""
    names = pipeline.read_index(ROOT / "docs", pipeline.read_library(ROOT / "docs"))
    for kind, (gold, made) in by_extractor(names).items():
        result = score(gold, made)
        print(
            f"{kind:12}{result.right:5}/{result.expected:<5} found {result.found:<5}"
            f"P {result.precision:.4f}  R {result.recall:.4f}  F1 {result.f1:.4f}"
        )
        if verbose and kind != "mention":
            for sign, rest in (
                ("-", Counter(gold) - Counter(made)),
                ("+", Counter(made) - Counter(gold)),
            ):
                for row in sorted(rest.elements()):
                    print("   ", sign, "\t".join(row))


if __name__ == "__main__":
    main("-v" in sys.argv)
