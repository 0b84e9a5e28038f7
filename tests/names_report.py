"""How well names are found: precision, recall and F1 against the gold of the five founding plans.

.venv/bin/python -m tests.names_report          the table
.venv/bin/python -m tests.names_report -v       and every row that is missed or false
.venv/bin/python -m tests.names_report --write  the table into docs/about/accuracy.md
"""

import re
import sys
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from converters import pipeline
from converters.models.mention import Mention
from converters.models.plan import Plan
from converters.names import assignments, authority_files, enumerations, name_folding
from converters.names.authority import Authority
from converters.names.enumerations import Enumeration
from converters.names.plan_names import PlanNames
from tests import published_results, stocked, unreviewed_report
from tests.conftest import AUTHORITY, GOLD, LIBRARY, ROOT
from tests.scores import Score
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
class Measured:
    """Plans, the records whose names are looked for, and by work id what is found."""

    plans: Sequence[Plan]
    records: Authority
    names: Mapping[str, PlanNames]


def founding() -> Measured:
    """The five founding plans."""
    plans, records = [*pipeline.read_library(LIBRARY)], authority_files.load(AUTHORITY)
    return Measured(plans, records, stocked.names_of(plans, records))


def score(expected: Iterable[Row], found: Iterable[Row]) -> Score:
    """Compare two lists in which a row may come more than once."""
    gold, made = Counter(expected), Counter(found)
    return Score(gold.total(), made.total(), (gold & made).total())


def by_extractor(whole: Measured) -> dict[str, tuple[list[Row], list[Row]]]:
    """For each extractor the rows of the gold and those that are found."""
    rows: dict[str, tuple[list[Row], list[Row]]] = {name: ([], []) for name in EXTRACTORS}
    for plan in whole.plans:
        for column, found in enumerate((_gold(plan), _found(plan, whole.names[plan.work]))):
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


def _found(plan: Plan, names: PlanNames) -> Iterator[tuple[str, Row]]:
    records = names.authority.records
    is_open = _left_open(plan)
    for mention in names.mentions:
        line, col = plan.source.position(mention.span.start)
        if mention.kind in _KINDS:
            name = _name(mention, names, (f"{line}:{col}", canonical(mention.surface)) in is_open)
            yield _KINDS[mention.kind], (str(line), mention.unit, canonical(name))
        else:
            yield "references", (f"{line}:{col}", mention.surface)
    for one in assignments.of_plan(plan, names.mentions):
        name = records[one.key].pref if one.key else one.unit
        yield "responsibility", (one.clause_id, one.role, canonical(name))
    for mentions in names.by_key.values():
        for unit, listed in _lists(plan, mentions, names):
            yield from (("members", (unit, name_folding.fold(one))) for one in listed.listed)


def _lists(
    plan: Plan, mentions: Iterable[Mention], names: PlanNames
) -> Iterator[tuple[str, Enumeration]]:
    """The lists of a term's members; one that several mentions in a clause have in common once."""
    seen: set[tuple[str, tuple[str, ...]]] = set()
    for mention in mentions:
        listed = enumerations.of_mention(plan, mention, names.authority)
        if listed and (mention.unit, listed.listed) not in seen:
            seen.add((mention.unit, listed.listed))
            yield mention.unit, listed


def _left_open(plan: Plan) -> set[tuple[str, str]]:
    """The rows of the gold whose full name no text gives: the name as it stands is to be found."""
    rows = gold_mentions(GOLD / "names" / f"{plan.source.work}.tsv")
    return {(row.place, canonical(row.canonical)) for row in rows if row.canonical[0] == "?"}


def _name(mention: Mention, names: PlanNames, is_open: bool) -> str:
    record = names.authority.records.get(mention.target)
    return record.pref if record and not is_open else mention.surface


def table(whole: Measured) -> list[tuple[str, Score]]:
    """The score of each extractor."""
    return [(name, score(*rows)) for name, rows in by_extractor(whole).items()]


def lines(whole: Measured) -> Iterator[str]:
    """The table as plain text."""
    for extractor, one in table(whole):
        yield (
            f"{extractor:15}{one.right:5} of {one.expected:<4} found {one.found:<4} "
            f"P {one.precision:.4f}  R {one.recall:.4f}  F1 {one.f1:.4f}"
        )


def page(whole: Measured) -> str:
    """The page 名称识别的准确度, as Markdown."""
    rows = (
        [
            EXTRACTORS[name],
            *map(str, (one.expected, one.found, one.right)),
            *(f"{share:.2%}" for share in (one.precision, one.recall, one.f1)),
        ]
        for name, one in table(whole)
    )
    found = "\n".join(published_results.table("自评", COLUMNS, rows))
    return f"""---
title: 名称识别的准确度
---

# 名称识别的准确度 {{#page}}

下表是自评：逐份通读五份规划（本站最初收入的，照当时的样子另存在 `tests/library/`），记下每一处机构、提法、文件名称及其条款，作为标准；再与程序所得逐行比对。标准先于程序写定，此后每改一行都单独记入源代码的历史，注明理由和原文行号。标准在 `tests/gold/`，`make test` 每次重算；低于约定的下限即不通过。

{found}

相符，指行、条款和正名都同；“名称所在条款”只问条款和名称。标准由本站自定，难免与他人的判断不同：什么算一个提法，本无定论。当时的规范档就是据这五份规划编成的，所以这里的数字只说明名称找得全、放得准，不说明新收的规划能识出多少。数字提法所含各项，有 {_read(whole)} 处由人读定，写在规范档里。未收入规范档的名称不在此列，另见下。

{unreviewed_report.section()}"""


def _read(whole: Measured) -> int:
    """In how many places a person has read the members of a term."""
    return sum(len(record.members) for record in whole.records.of_scheme("terms"))


def main(arguments: list[str]) -> None:
    """Print the table; every row that is missed or false; write the page."""
    whole = founding()
    print(*lines(whole), sep="\n")
    if "-v" in arguments:
        for extractor, (gold, made) in by_extractor(whole).items():
            for sign, rest in (
                ("-", Counter(gold) - Counter(made)),
                ("+", Counter(made) - Counter(gold)),
            ):
                for row in sorted(rest.elements()):
                    print(extractor, sign, *row, sep="\t")
    if "--write" in arguments:
        PAGE.write_text(page(whole), "utf-8", newline="\n")


if __name__ == "__main__":
    main(sys.argv[1:])
