"""A text with one fault is read as a reader would read it, or a Problem stands where the fault is.

`faults` says what faults there are, `generated_documents` what they are put into.
"""

import re
import unicodedata
from collections.abc import Iterator
from itertools import zip_longest
from pathlib import Path

import pytest
from hypothesis import assume, given, settings
from hypothesis import strategies as st
from hypothesis.strategies import DataObject
from opencc import OpenCC

from converters import pipeline
from converters.edition import conservation
from converters.models.source import Source
from tests import generated_documents, trials
from tests.faults import FAULTS, STYLES, Among, Fault, Faulty
from tests.generated_documents import Document, Print, documents, in_print, text_of
from tests.trials import tried

MOST = 2**16
DEPTH = 3

SIMPLIFIED = OpenCC("t2s")

Row = tuple[str, str, str, str]
"""A clause to compare: id, label, heading, text."""


def bare(text: str | None) -> str:
    """Width folded, without blanks and punctuation."""
    return re.sub(r"[\W_]", "", unicodedata.normalize("NFKC", text or ""))


class Reading:
    """A faulty text as it is read; in simplified characters, where the fault is that it is not."""

    def __init__(self, among: Among, faulty: Faulty) -> None:
        self.plan = pipeline.read_plan(Source(Path("plan.txt"), faulty.text, "0" * 64))
        self.is_traditional = among.traditional

    def bare(self, text: str | None) -> str:
        """A text of the plan, to compare."""
        return bare(SIMPLIFIED.convert(text or "") if self.is_traditional else text)

    def clauses(self) -> list[Row]:
        return [
            (
                clause.id,
                bare(clause.label.text),
                self.bare(clause.heading.text),
                self.bare("".join(part.text.text for part in clause.parts)),
            )
            for clause in self.plan.clauses
            if clause.label
        ]

    def record(self) -> dict[str, str]:
        values = ((name, field.value) for name, field in self.plan.record.items())
        return {name: self.bare(value) for name, value in values if isinstance(value, str | None)}

    def duties(self) -> set[tuple[str, str]]:
        parts = (part for unit in self.plan.units for part in unit.parts)
        lists = (entry for part in parts for entry in part.responsibilities)
        return {(entry.role, bare(body)) for entry in lists for body in entry.units}

    def tables(self) -> list[int]:
        """How many rows each table has."""
        below = (self.plan.below(table) for table in self.plan.tables)
        return [sum(unit.kind == "row" for unit in units) for units in below]

    def has(self, words: str, faulty: Faulty) -> bool:
        """Whether words are read just so in what begins at the lines of the fault."""
        lines = range(faulty.first, faulty.last + 1)
        return any(
            words in (unit.heading.text + unit.separator.text if unit.line in lines else "")
            or any(words in part.text.text for part in unit.parts if part.line in lines)
            for unit in self.plan.units
        )

    def is_refused(self) -> bool:
        return any(problem.code == "not-a-plan" for problem in self.plan.problems)

    def tells_of(self, faulty: Faulty) -> bool:
        """Whether a Problem that a person must look into stands at the lines of the fault."""
        position = self.plan.source.position
        return any(
            position(problem.span.start).line <= faulty.last
            and faulty.first <= position(max(problem.span.start, problem.span.end - 1)).line
            for problem in self.plan.problems
            if problem.severity != "notice" and problem.code != "not-a-plan"
        )


def expected_record(document: Document) -> dict[str, str]:
    notice = document.notice
    if notice is None:
        return {"title": document.title}
    return {
        "title": document.title,
        "issuer": notice.issuer,
        "doc_number": notice.doc_number,
        "成文日期": notice.date.iso,
    }


def expected_clauses(made: Print) -> list[Row]:
    return [
        (clause.id, bare(clause.label), bare(clause.heading), bare("".join(clause.paragraphs)))
        for clause in made.clauses
        if clause.label
    ]


def differences(read: Reading, faulty: Faulty, document: Document, made: Print) -> Iterator[str]:
    """What is not as a reader would read the faulty text."""
    if faulty.unreadable:
        yield "nobody can read it"
    yield from of_clauses(read, faulty, made)
    record = read.record()
    for name, value in {**expected_record(document), **faulty.record}.items():
        if record[name] != bare(value):
            yield f"{name} is {record[name]}, not {value}"
    yield from (f"{words} is not read" for words in faulty.verbatim if not read.has(words, faulty))
    if faulty.tables and sorted(read.tables()) != sorted(faulty.tables):
        yield f"tables have {read.tables()} rows, not {faulty.tables}"
    known = read.duties()
    for role, body in faulty.duties:
        if not any(role in found and bare(body) == name for found, name in known):
            yield f"{body} as {role} is missing"


def of_clauses(read: Reading, faulty: Faulty, made: Print) -> Iterator[str]:
    """What of the clauses differs, apart from the paragraphs that the fault adds to one of them."""
    clauses = read.clauses()
    for words in map(bare, faulty.present):
        at = next((at for at, row in enumerate(clauses) if words in row[3]), None)
        if at is None:
            yield f"{words} is in no clause"
        else:
            *head, text = clauses[at]
            clauses[at] = (head[0], head[1], head[2], text.replace(words, "", 1))
    expected = expected_clauses(made)
    if clauses != expected:
        pairs = zip_longest(clauses, expected)
        yield "found {}, expected {}".format(*next(pair for pair in pairs if pair[0] != pair[1]))


def verdict(among: Among, faulty: Faulty, document: Document, made: Print) -> list[str]:
    """Nothing if the text is read right, or refused where it may be, or the fault is told of."""
    read = Reading(among, faulty)
    assert conservation.account(read.plan).balances
    if read.is_refused() if among.refused == "must" else read.tells_of(faulty):
        return []
    if read.is_refused() and among.refused == "may":
        return []
    return [*differences(read, faulty, document, made)]


def drawn(data: DataObject, kind: Fault) -> tuple[Document, Print, str]:
    """A document for a kind of fault, and its text without it."""
    styles = st.sampled_from(STYLES).flatmap(generated_documents.STYLES.__getitem__)
    document = data.draw(documents(DEPTH, kind.among.parts))
    made = in_print(document, data.draw(styles))
    return document, made, text_of(made, kind.among.layout)


def check(data: DataObject, what: str) -> None:
    kind = FAULTS[what]
    document, made, text = drawn(data, kind)
    faulty = kind.put(text, data.draw(st.integers(0, MOST)))
    assume(faulty is not None)
    assert faulty
    assert faulty.text != text
    assert 1 <= faulty.first <= faulty.last <= faulty.text.count("\n") + 1
    if silent := verdict(kind.among, faulty, document, made):
        where = f"lines {faulty.first} to {faulty.last}"
        pytest.fail(
            "\n".join([f"{what}, {where}, and not a word of it:", *silent, "", faulty.text])
        )


@pytest.mark.parametrize("what", FAULTS)
@settings(trials.LARGE, max_examples=tried(6, 400))
@given(data=st.data())
def test_a_fault_is_read_right_or_told_of(what: str, data: DataObject) -> None:
    check(data, what)


@pytest.mark.parametrize("what", FAULTS)
@settings(trials.LARGE, max_examples=tried(3, 100))
@given(data=st.data())
def test_a_text_without_the_fault_is_read_right(what: str, data: DataObject) -> None:
    document, made, text = drawn(data, FAULTS[what])
    plain = Faulty(text, 1, 1)
    assert not [*differences(Reading(Among(), plain), plain, document, made)], text
