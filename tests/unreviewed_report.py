"""How well names are found in a plan of which no record knows anything, against what readers marked.

.venv/bin/python -m tests.unreviewed_report [FOLDER]       the table
.venv/bin/python -m tests.unreviewed_report [FOLDER] -v    and every row that is missed or false

The table of the texts in the project is in docs/about/accuracy.md; `tests.names_report --write` writes it.
FOLDER holds, as `<stem>.txt`, the texts of `tests/gold/names-read/` that are not in the project; those
that are in neither are left out. There is no record of any name.
"""

import re
import sys
from collections import Counter, defaultdict
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from pathlib import Path
from typing import NamedTuple

from converters import pipeline
from converters.ingest import kept_files, sources
from converters.intake import provenance
from converters.models.mention import Mention
from converters.models.plan import Plan
from converters.names import authority, name_folding
from converters.names.name_finder import NameFinder
from tests import published_results
from tests.conftest import GOLD, LIBRARY
from tests.scores import Score

READ = GOLD / "names-read"
KINDS = {
    "body": "机构",
    "unit": "责任单位",
    "term": "加引号的提法",
    "mechanism": "不加引号的提法",
    "document": "文件",
}
_SAME = {
    "body": "agency",
    "unit": "agency",
    "term": "term",
    "mechanism": "term",
    "document": "instrument",
}
"""Kinds of the gold that one kind of mention is: which of the two it is, the reader has said."""


class Row(NamedTuple):
    """A name where it stands: line (1-based), kind of the gold, the name folded."""

    line: int
    kind: str
    name: str


class Compared(NamedTuple):
    """Of one text, as one reader has read it: what is missed, what is false, and the figures."""

    title: str
    missed: Sequence[Row]
    false: Sequence[Row]
    scores: Mapping[str, Score]


def texts(folder: Path | None) -> Iterator[tuple[Path, Path]]:
    """The gold of each reader and text, and the text, where it is at hand."""
    places = [LIBRARY / "sources", *([folder] if folder else [])]
    for gold in sorted(READ.glob("*/*.tsv")):
        for place in places:
            if (text := place / f"{gold.stem}.txt").exists():
                yield gold, text
                break


def read(text: Path) -> Plan:
    """A text as `convert` reads one that nobody knows."""
    return with_place(pipeline.read_plan(sources.from_bytes(text, kept_files.read(text), None)))


def with_place(plan: Plan) -> Plan:
    """A plan with the place that its text shows."""
    return provenance.with_place(plan)


def found_in(plan: Plan) -> list[Row]:
    """What is found without any record; □ stands for what cannot be read, and is no part of it."""
    names = pipeline.names_in(plan, NameFinder(authority.NONE))
    rows = []
    for one in (each for name in names.unreviewed for each in name.mentions):
        line, _ = plan.source.position(one.span.start)
        rows.append(Row(line, _kind(one), name_folding.fold(one.surface).rstrip("□")))
    return rows


def optional_in(plan: Plan) -> list[Row]:
    """What is right where a reader has marked it, and not false where not.

    The plan itself by its title in 《》, and the number that stands beside a title.
    """
    rows = []
    for one in pipeline.names_in(plan, NameFinder(authority.NONE)).mentions:
        line, _ = plan.source.position(one.span.start)
        if one.kind == "self":
            rows.append(Row(line, "document", name_folding.fold(one.surface)))
        elif one.doc_number:
            line, _ = plan.source.position(_number_of(one))
            rows.append(Row(line, "document", name_folding.fold(one.doc_number)))
    return rows


def _number_of(one: Mention) -> int:
    """Where the number behind a title begins in the file."""
    printed = re.compile(r"\s*".join(map(re.escape, one.doc_number)))
    found = printed.search(one.text.text, one.end)
    return one.text.starts[found.start() if found else one.end]


def _kind(one: Mention) -> str:
    if one.kind == "agency":
        return "unit" if one.role else "body"
    if one.kind == "instrument":
        return "document"
    quoted = name_folding.is_quoted(one.text.text, one.start, one.end)
    return "term" if quoted else "mechanism"


def gold_in(path: Path) -> list[Row]:
    """What a reader has marked."""
    rows = (line.split("\t") for line in path.read_text("utf-8").splitlines())
    return [Row(int(line), kind, name_folding.fold(name)) for line, kind, name in rows]


def compare(gold: Path, found: Iterable[Row], optional: Collection[Row] = ()) -> Compared:
    """What a reader has marked, and what is found. What the reader doubted counts neither way."""
    doubts = name_folding.fold(gold.with_suffix(".doubts.md").read_text("utf-8"))
    open_: defaultdict[tuple[int, str, str], Counter[str]] = defaultdict(Counter)
    marked = gold_in(gold)
    for row in marked:
        open_[row.line, _SAME[row.kind], row.name][row.kind] += 1
    right, false = Counter[str](), []
    for row in (*found, *optional):
        kinds = open_.get((row.line, _SAME[row.kind], row.name), Counter())
        kind = row.kind if kinds[row.kind] else next((one for one in kinds if kinds[one]), "")
        if kind:
            kinds[kind] -= 1
            right[kind] += 1
        elif row.name not in doubts and row not in {*optional}:
            false.append(row)
    missed = [
        Row(line, kind, name)
        for (line, _, name), kinds in open_.items()
        for kind, count in kinds.items()
        for _ in range(count)
    ]
    expected, wrong = Counter(one.kind for one in marked), Counter(one.kind for one in false)
    scores = {one: Score(expected[one], right[one] + wrong[one], right[one]) for one in KINDS}
    return Compared(f"{gold.parent.name}/{gold.stem}", missed, false, scores)


def total(every: Iterable[Compared]) -> dict[str, Score]:
    """The figures of all texts together."""
    parts = [*every]
    return {
        kind: Score(
            sum(one.scores[kind].expected for one in parts),
            sum(one.scores[kind].found for one in parts),
            sum(one.scores[kind].right for one in parts),
        )
        for kind in KINDS
    }


def lines(scores: Mapping[str, Score]) -> Iterator[str]:
    """The figures as plain text."""
    for kind, one in scores.items():
        if one.expected or one.found:
            yield (
                f"{kind:10}{one.right:5} of {one.expected:<4} found {one.found:<4} "
                f"P {one.precision:.3f}  R {one.recall:.3f}"
            )


COLUMNS = ("项目", "标准", "识别", "相符", "准确率", "召回率")


def section() -> str:
    """What docs/about/accuracy.md says of the texts in the project, as Markdown."""
    rows = (
        [
            KINDS[kind],
            *map(str, (one.expected, one.found, one.right)),
            *(f"{share:.2%}" for share in (one.precision, one.recall)),
        ]
        for kind, one in total(measured()).items()
        if one.expected
    )
    found = "\n".join(published_results.table("未核的名称", COLUMNS, rows))
    return f"""## 没有人看过的名称 {{#unreviewed}}

规范档里没有的名称，由程序按字样和一份全国通用的名目找出，页上标“未核”。下表不用规范档，当作谁也没有见过的文件来识别，与两位没有看过规范档的读者从头标出的名称比对；两位读者各读了哪几份，彼此相合多少，在源代码的 `tests/gold/names-read/`。标为存疑的不计。

{found}

其中一份（上海）字符受损，引号多有脱落，加引号的提法因此找不全；不用书名号而直书其名的文件，也有找不到的。
"""


def measured(folder: Path | None = None) -> list[Compared]:
    """All texts that are at hand."""
    plans = {text: read(text) for _, text in texts(folder)}
    found = {text: (found_in(plan), optional_in(plan)) for text, plan in plans.items()}
    return [compare(gold, *found[text]) for gold, text in texts(folder)]


def main(arguments: list[str]) -> None:
    """Print the figures of each text and of all; every row that is missed or false."""
    folder = next((Path(one) for one in arguments if not one.startswith("-")), None)
    every = measured(folder)
    for one in every:
        print(one.title, *lines(one.scores), sep="\n")
        if "-v" in arguments:
            for sign, rows in (("-", one.missed), ("+", one.false)):
                for row in sorted(rows):
                    print(sign, *row, sep="\t")
    print("all", *lines(total(every)), sep="\n")


if __name__ == "__main__":
    main(sys.argv[1:])
