"""How well the converter reads documents it had not seen: `python -m tests.unseen_report FOLDER`.

FOLDER holds, as `<stem>.txt`, the texts whose gold, made by reading, is in `tests/gold/unseen/`,
`unseen-2/` and so on to `unseen-7/`; texts that are not there are left out. Every difference is
printed with its line and with whether a person is told of it: a Problem must touch the clause, not
only its line, which may hold the whole text; of the metadata it must say the field. What is wrong
and not told of is the worst: such a plan has a clean bill.
"""

import re
import sys
import unicodedata
from bisect import bisect_right
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cached_property
from itertools import groupby, pairwise
from pathlib import Path
from typing import Any, NamedTuple

import yaml

from converters import lexicon, pipeline
from converters.ingest import sources
from converters.intake import provenance
from converters.intake.provenance import Provenance
from converters.models.located import InputError
from converters.models.plan import Plan
from converters.models.record import Place as RecordPlace
from converters.models.unit import Unit
from converters.names.divisions import NATION
from converters.structure import genre
from converters.text import labels as labels_of_text
from converters.text.mapped_text import Span
from tests.conftest import GOLD

UNSEEN = (GOLD / "unseen", *(GOLD / f"unseen-{number}" for number in range(2, 8)))
FIELDS = lexicon.glossary("fields")
TEXT = ("clause", "preamble", "notice", "title", "signature")
"""The kinds of unit that hold text of the document, and no furniture of a page."""

_BRACKETS = re.compile(r"[（(][^（）()]*[）)]")

Gold = Mapping[str, Any]
Place = tuple[int, str]
"""A printed label: its line (1-based), and itself without blanks and widths."""


class Difference(NamedTuple):
    """What is not as a reader has it: the line (1-based; 0 is none), what, and both readings.

    `spans` are the places in a line that other clauses share; none where the line is its own.
    """

    line: int
    what: str
    expected: str
    found: str
    spans: tuple[Span, ...] = ()

    def row(self, *, told: bool) -> str:
        """The difference as a line of the report."""
        said = "有提示" if told else "无提示"
        return f"  第 {self.line or '—'} 行\t{self.what}\t应作 {self.expected or '无'}\t今作 {self.found or '无'}\t{said}"


@dataclass
class Tally:
    """What is counted: right ones and all of them, by kind; false labels; silent differences."""

    right: Counter[str] = field(default_factory=Counter)
    total: Counter[str] = field(default_factory=Counter)
    false: int = 0
    told: int = 0
    silent: int = 0

    def add(self, kind: str, *, is_right: bool) -> bool:
        """Counts one; returns whether it is right."""
        self.total[kind] += 1
        self.right[kind] += is_right
        return is_right

    def merge(self, other: "Tally") -> None:
        """Counts what another has counted."""
        self.right += other.right
        self.total += other.total
        self.false += other.false
        self.told += other.told
        self.silent += other.silent


def bare(text: object) -> str:
    """A text to compare: width folded, no blanks and no punctuation, in lower case.

    >>> bare("（一） 加强 领导。")
    '一加强领导'
    """
    return re.sub(r"[\W_]", "", unicodedata.normalize("NFKC", str(text or ""))).lower()


def label_of(text: str) -> str:
    """A label to compare: width folded, no blanks.

    >>> label_of("（１） ")
    '(1)'
    """
    return re.sub(r"\s", "", unicodedata.normalize("NFKC", text))


@dataclass(frozen=True)
class Read:
    """A document as the converter has it; `refused` says why if it is no plan."""

    plan: Plan
    found: Provenance
    refused: str

    @cached_property
    def clauses(self) -> Mapping[Place, Unit]:
        """The numbered clauses by their labels; table rows by the number in their first cell."""
        by_place = {
            (self.plan.source.position(clause.label.span.start).line, label_of(clause.label.text)): clause
            for clause in self.plan.clauses
            if clause.label
        }  # fmt: skip
        cells = {
            (part.line, label_of(number)): row
            for row in self.plan.units
            if row.kind == "row"
            for part in row.parts
            for number in _numbers(part.text.text)
        }
        return cells | by_place

    @cached_property
    def below(self) -> Mapping[int, Unit]:
        """By the number of a unit, the one that follows it."""
        return {unit.number: below for unit, below in pairwise(self.plan.units)}

    @cached_property
    def duties(self) -> Mapping[int, tuple[tuple[str, str], ...]]:
        """By line, who answers there in what role; both `bare`."""
        found: dict[int, tuple[tuple[str, str], ...]] = {}
        for unit in self.plan.units:
            for part in unit.parts:
                pairs = ((bare(one.role), bare(name)) for one in part.responsibilities for name in one.units)  # fmt: skip
                found[part.line] = (*found.get(part.line, ()), *pairs)
        return found

    def text_of(self, line: int) -> str:
        """A line of the file (1-based)."""
        start, end = self.plan.source.line_span(line)
        return self.plan.source.text[start:end]

    def problem_spans(self) -> Iterator[Span]:
        """Where every Problem stands that a person must look into."""
        for problem in self.plan.problems:
            if problem.severity != "notice":
                start, end = problem.span
                yield Span(start, max(start + 1, end))

    def is_shared(self, line: int) -> bool:
        """Whether several clauses stand on a line (1-based)."""
        return sum(at == line for at, _ in self.clauses) > 1

    def at_label(self, row: Mapping[str, Any]) -> tuple[Span, ...]:
        """Where a label of the gold stands on a line that it shares, with its clause there."""
        line, label = row["line"], label_of(row["label"])
        if not self.is_shared(line):
            return ()
        clause = self.clauses.get((line, label))
        if clause and clause.label:
            texts = (clause.label, clause.heading, clause.separator)
            own = [*texts, *(part.text for part in clause.parts if part.line == line)]
            return (Span(clause.label.starts[0], max(one.ends[-1] for one in own if one)),)
        return tuple(self._printed(line, f"{row['label']}{row['starts']}"))

    def at_duty(self, line: int, role: str, name: str) -> tuple[Span, ...]:
        """The texts of a shared line that name a body with a role."""
        return (
            tuple(
                part.text.span
                for unit in self.plan.units
                for part in unit.parts
                if part.line == line and name in part.text.text and role in part.text.text
            )
            if self.is_shared(line)
            else ()
        )

    def _printed(self, line: int, words: str) -> Iterator[Span]:
        start, end = self.plan.source.line_span(line)
        if (at := self.plan.source.text.find(words, start, end)) >= 0:
            yield Span(at, at + len(words))

    def says(self, *words: str) -> bool:
        """Whether a doubt or a Problem has one of the words."""
        messages = [problem.message for problem in self.plan.problems]
        told = (*messages, *self.found.doubts, *self.found.missing)
        return any(word and word in message for message in told for word in words)


def read(path: Path) -> Read | str:
    """A text as the converter has it, or why it can't be read at all."""
    try:
        plan = pipeline.read_plan(sources.load(path))
    except InputError as error:
        return str(error)
    judged = genre.judge(plan)
    return Read(plan, provenance.of(plan), "" if judged.is_plan else judged.message)


def labels(gold: Gold, made: Read, tally: Tally) -> Iterator[Difference]:
    """Labels that are missing or false, and headings that are not as printed."""
    expected = {(row["line"], label_of(row["label"])): row for row in gold["headings"]}
    for place, row in expected.items():
        clause = made.clauses.get(place)
        begins = clause is not None and _after(made, clause, place).startswith(bare(row["starts"]))
        if not tally.add("编号", is_right=begins):
            shown = f"{row['label']}{row['starts']}"
            made_of = clause.heading.text if clause else ""
            yield Difference(row["line"], "编号", shown, made_of, made.at_label(row))
        elif clause and clause.is_clause and row["heading"] is not None:  # null: it is not asked
            heading = clause.heading.text
            if not tally.add("标题", is_right=bare(heading) == bare(row["heading"])):
                yield Difference(row["line"], "标题", row["heading"], heading, made.at_label(row))
    known = expected.keys() | {
        (row["line"], row["label"]) for row in gold.get("inline_numbers", ())
    }
    apart = frozenset(gold.get("circled", ()))  # lines of ①②③, which the reader lists by themselves
    for place, clause in made.clauses.items():
        if clause.is_clause and place not in known and place[0] not in apart:
            tally.false += 1
            spans = made.at_label({"line": place[0], "label": place[1]})
            shown = f"{place[1]}{clause.heading.text[:12]}"
            yield Difference(place[0], "多出编号", "", shown, spans)


def _numbers(cell: str) -> Iterator[str]:
    """The numbers that a cell may be known by: all of it, or the label that it begins with."""
    yield cell
    if label := labels_of_text.match(cell):
        yield cell[: label.end]


def _after(made: Read, unit: Unit, place: Place) -> str:
    """What follows a label or a number, `bare`; below a heading alone, the next label."""
    if unit.is_clause:
        own = (unit.heading, unit.separator, *unit.cells)
        below = made.below.get(unit.number)
        following = (below.label, below.heading, *below.cells) if below and below.label else ()
        return bare("".join(str(text) for text in (*own, *following)))
    first, *_ = (part.text.text for part in unit.parts if part.line == place[0])
    later = (part.text.text for part in unit.parts if part.line > place[0])
    return bare("".join((first, *later)))[len(bare(place[1])) :]


def metadata(gold: Gold, made: Read, tally: Tally) -> Iterator[Difference]:
    """Fields of the record that are not as the document has them."""
    lines = {name: one.line or 0 for name, one in made.plan.record.items()}
    for name, (accepted, found) in _fields(gold, made).items():
        is_right = found in accepted
        if not tally.add("题录", is_right=is_right):
            yield Difference(lines.get(name, 0), FIELDS[name], accepted[0], found)


def _fields(gold: Gold, made: Read) -> dict[str, tuple[list[str], str]]:
    """By name, the values that are right and the one that is there, all `bare`."""
    record, found = made.plan.record, made.found
    place = record.place.value or found.place
    years = record.period.value or (found.period[0] if found.period else None)
    first_of_date = str(record.date("成文日期").value or "")[:4]
    span = [str(year) for year in gold["period"] or ()]
    issuer = _values(gold, "issuer", "issuer_inferred", "issuer_as_printed")
    titles = _values(gold, "title", "plan_title", "title_as_printed", "title_by_address")
    return {
        # GB/T 9704—2012, 7.3.1: a title begins with the body that issues it.
        "title": ([*titles, *(one + title for one in issuer for title in titles)], bare(record.title.value)),
        "issuer": (issuer, bare(record.issuer.value)),
        "doc_number": (_values(gold, "doc_number", "doc_number_meant"), bare(record.doc_number.value)),
        "index_number": (_values(gold, "index_number"), bare(record.index_number.value)),
        "成文日期": (_values(gold, "date"), bare(record.date("成文日期").value)),
        "发布日期": (_values(gold, "published"), bare(record.date("发布日期").value)),
        "addressees": (
            _values(gold, "addressees", "addressees_as_printed"), bare(record.addressees.value)
        ),
        "kind": (_values(gold, "kind"), bare(record.kind.value)),
        "place": (_values(gold, "adcode", "adcode_by_address"), bare(_adcode(place))),
        # A document that names no years has that of its date.
        "period": (
            [bare(span), *([] if span else [bare([first_of_date] * 2)])],
            bare([str(year) for year in years or ()]),
        ),
    }  # fmt: skip


def _adcode(place: RecordPlace | None) -> str | None:
    """The code of a place; the whole country is none of a reader."""
    return None if place is None or place.adcode == NATION.adcode else place.adcode


def _values(gold: Gold, *keys: str) -> list[str]:
    """The values of some keys, without those that the gold does not have; the first always."""
    return [bare(gold.get(key)) for number, key in enumerate(keys) if not number or gold.get(key)]


def duties(gold: Gold, made: Read, tally: Tally) -> Iterator[Difference]:
    """Bodies that a list in brackets or a cell says answer for something; prose is less sure."""
    for row in gold["duties"]:
        if row["role"] is None or row.get("cut"):
            continue
        line, there = row["line"], made.duties.get(row["line"], ())
        for unit in row["units"]:
            if _is_in_prose(unit, made.text_of(line)):
                continue
            named = {role for role, name in there if name == bare(unit)}
            is_right = any(_is_role(bare(row["role"]), role) for role in named)
            if not tally.add("责任", is_right=is_right):
                spans = made.at_duty(line, row["role"], unit)
                yield Difference(line, "责任", f"{row['role']}：{unit}", "、".join(named), spans)


def _is_role(expected: str, found: str) -> bool:
    """Whether a role is the one of a reader, who may have words of manner with it: 按职责分工负责.

    A verb behind it, 按职责分工负责落实, is of what it means.
    """
    return expected in found or bool(found and expected.endswith((found, f"{found}落实")))


def _is_in_prose(unit: str, line: str) -> bool:
    return unit != line.strip() and _BRACKETS.sub("", unit) in _BRACKETS.sub("", line)


def furniture(gold: Gold, made: Read, tally: Tally) -> Iterator[Difference]:
    """Lines of the page that are read as text of the document."""
    text = {
        part.line
        for unit in made.plan.units
        if unit.kind in TEXT
        for part in unit.parts
        if part.role != "contents"
    }
    for line in gold["not_text"]:
        if not tally.add("杂质", is_right=line not in text):
            yield Difference(line, "杂质", "", "正文")


def locality(gold: Gold, made: Read) -> Iterator[Difference]:
    """A town or a street whose plan is taken for its county's."""
    name = gold["locality"]
    if name and name in (gold["issuer"] or "") and made.found.place and not made.says(name):
        yield Difference(0, FIELDS["place"], name, made.found.place.county or "")


def compare(gold: Gold, made: Read | str, tally: Tally) -> list[Difference]:
    """All that is not as the gold has it, line by line."""
    is_refused = isinstance(made, str) or bool(made.refused)
    if is_refused and gold.get("may_refuse"):
        tally.add("收与不收", is_right=True)
        return []
    if gold["should_refuse"] or isinstance(made, str):
        tally.add("收与不收", is_right=is_refused == gold["should_refuse"])
        return [] if is_refused == gold["should_refuse"] else [_of_refusal(gold)]
    tally.add("收与不收", is_right=not is_refused)
    found = [_of_refusal(gold)] if is_refused else []
    for part in (labels, metadata, duties, furniture):
        found += part(gold, made, tally)
    return sorted([*found, *locality(gold, made)])


def _of_refusal(gold: Gold) -> Difference:
    words = ("收", "不收") if not gold["should_refuse"] else ("不收", "收")
    return Difference(0, "收与不收", *words)


def is_told(one: Difference, made: Read | str, near: tuple[int, int]) -> bool:
    """Whether a person who takes the text in is told of a difference.

    That the text is refused tells of all; of a field, a doubt or a Problem that names it; of a
    clause that shares its line, a Problem that touches it there.

    Args:
        one: the difference.
        made: the document.
        near: the lines of the run of differences that it stands in: one Problem tells of all.
    """
    if isinstance(made, str) or made.refused:
        return True
    if one.what in FIELDS.values():
        return made.says(one.what)
    if one.line == 0:
        return False
    if made.is_shared(one.line):
        return bool(one.spans) and all(_touches(made, span) for span in one.spans)
    first, last = (made.plan.source.line_span(line) for line in near)
    return _touches(made, Span(first.start, last.end))


def _touches(made: Read, span: Span) -> bool:
    return any(start < span.end and span.start < end for start, end in made.problem_spans())


def runs(differences: Sequence[Difference], right: Iterable[int]) -> Iterator[tuple[int, int]]:
    """For each difference the first and the last line of its run.

    A run is of one kind; neither another kind nor a line that is right (`right`) comes between.
    """
    stops = sorted(right)
    keyed = groupby(differences, key=lambda one: (one.what, bisect_right(stops, one.line)))
    for run in (list(group) for _, group in keyed):
        yield from [(run[0].line, run[-1].line)] * len(run)


def report(gold: Gold, made: Read | str, tally: Tally) -> Iterator[str]:
    """The lines of the report on one document, and what is counted."""
    found = compare(gold, made, tally)
    wrong = {one.line for one in found}
    right = {row["line"] for row in gold["headings"]} - wrong
    told = [is_told(one, made, near) for one, near in zip(found, runs(found, right), strict=True)]
    tally.told += sum(told)
    tally.silent += len(told) - sum(told)
    tally.add("全对", is_right=not found)
    yield f"不同 {len(found)} 处，其中无提示 {told.count(False)} 处" if found else "全对"
    for one, said in zip(found, told, strict=True):
        yield one.row(told=said)


def main(folder: Path) -> None:
    """Prints each document with its differences, then the totals."""
    total = Tally()
    for path in (path for gold in UNSEEN for path in sorted(gold.glob("*.yml"))):
        text = folder / f"{path.stem}.txt"
        if not text.exists():
            continue
        tally = Tally()
        head, *rows = report(yaml.safe_load(path.read_text("utf-8")), read(text), tally)
        print(f"{path.stem}\t编号 {tally.right['编号']}/{tally.total['编号']}\t{head}")
        print("".join(f"{row}\n" for row in rows), end="")
        total.merge(tally)
    counts = (f"{kind} {total.right[kind]}/{count}" for kind, count in total.total.items())
    print("合计", *counts, f"多出编号 {total.false}", sep="\t")
    print(f"不同之处\t有提示 {total.told}\t无提示 {total.silent}")


if __name__ == "__main__":
    main(Path(sys.argv[1]))
