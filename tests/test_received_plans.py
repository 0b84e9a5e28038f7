"""Five plans as fifty files of Word, web pages and PDF: each is read as what was written down first."""

from collections import Counter
from functools import cache
from typing import Any

import pytest

from converters.models.plan import Plan
from converters.readers import docx
from tests import derived_check, fixture_files, received_plans
from tests.conftest import ROOT
from tests.received_plans import Made
from tests.test_docx_reader import check_account, lost_in
from tests.test_plan_markdown import pieces, without_blanks
from tests.test_received import SAME, data_of, json_of, plan_of, without_places

PLANS = received_plans.plans()
FILES = received_plans.files()
SEEN = [*fixture_files.read(ROOT / "tests" / "fixtures" / "docx-seen" / "plans.txt")]
every_file = pytest.mark.parametrize("name", FILES)

MOVED = ("guihua.word.docx.txt", "tongzhi.word.docx.txt")
"""Their headers hold the number of the document, which is read above all other text."""

TOLD = {
    "banfa.trs": ["hidden-text"],
    "banfa.wps": ["tracked-changes"],
    "guihua.libreoffice": ["hidden-text"],
    "guihua.trs": ["hidden-text"],
    "guihua.word": ["hidden-text"],
    "tongzhi.python-docx": ["comments-left-out"],
    "tongzhi.trs": ["hidden-text"],
    "tongzhi.word": ["tracked-changes"],
    "yaodian.jcms": ["attached-file"] * 2,
    "yaodian.libreoffice": ["tracked-changes"],
    "yaodian.old": ["attached-file"] * 2,
    "yaodian.trs": ["hidden-text", *["attached-file"] * 2],
    "yaodian.word": ["tracked-changes"],
    "yuan.libreoffice": ["ruby"],
    "yuan.trs": ["hidden-text"],
    "yuan.word": ["ruby"],
}
"""What is told of a file, by plan and producer; of the PDF files nothing."""


@cache
def data_of_text(name: str) -> dict[str, Any]:
    """The data of a plan as plain text."""
    return data_of(f"{name}.txt", f"{PLANS[name].printed}\n".encode())


@cache
def plan_in(name: str) -> Plan:
    made = FILES[name]
    return plan_of(made.name + made.ending, made.data)


@cache
def data_in(name: str) -> dict[str, Any]:
    return json_of(plan_in(name))


def told(made: Made, name: str) -> list[str]:
    plan, producer, *_ = name.split(".")
    return [] if made.ending == ".pdf" else TOLD.get(f"{plan}.{producer}", [])


def test_there_are_fifty_files() -> None:
    assert Counter(made.ending for made in FILES.values()) == {".docx": 20, ".html": 20, ".pdf": 10}
    assert {made.plan for made in FILES.values()} == {*PLANS}


@pytest.mark.parametrize("name", PLANS)
def test_the_text_of_a_plan_says_what_is_written_down(name: str) -> None:
    plan = PLANS[name]
    assert received_plans.written(data_of_text(name)) == received_plans.without_spans(plan.said)


@every_file
def test_numbers_cells_duties_and_notes_are_those_written_down(name: str) -> None:
    made = FILES[name]
    data = data_in(name)
    assert received_plans.written(data) == PLANS[made.plan].said
    assert [one["code"] for one in data["problems"]] == told(made, name)


@every_file
def test_the_characters_are_those_printed_in_order(name: str) -> None:
    made = FILES[name]
    read = without_blanks("".join(pieces(plan_in(name))))
    printed = without_blanks(PLANS[made.plan].printed)
    if name in MOVED:
        assert (sorted(read), read != printed) == (sorted(printed), True)
    else:
        assert read == printed


@every_file
def test_every_file_is_the_plan_that_its_text_is(name: str) -> None:
    """The same clauses, ids, tables and duties, to the character."""
    made = FILES[name]
    data, text = data_in(name), data_of_text(made.plan)
    for key in ("clauses", "tables", "responsibility"):
        assert without_places(data[key]) == without_places(text[key])
    same = [key for key in SAME if key != "index_number"]
    assert [data[key] for key in same] == [text[key] for key in same]


@pytest.mark.parametrize("name", [name for name, made in FILES.items() if made.ending == ".docx"])
def test_no_byte_of_text_in_a_word_file_is_without_account(name: str) -> None:
    data = FILES[name].data
    reading = docx.reading(data)
    derived_check.check(reading.derived)
    check_account(data, reading)


@pytest.mark.parametrize("case", SEEN, ids=lambda case: case.title)
def test_what_libreoffice_shows_of_a_file_is_found_in_order(case: fixture_files.Case) -> None:
    """`make test-office` asks LibreOffice for these lines again; behind them those not found, and why."""
    lost = lost_in(docx.read(FILES[case.title].data), case.input)
    assert lost == [line.partition(" # ")[0] for line in case.expected.split("\n") if line]


def test_libreoffice_has_seen_every_word_file_of_the_plans() -> None:
    assert [case.title for case in SEEN] == [
        name for name, made in FILES.items() if made.ending == ".docx"
    ]
