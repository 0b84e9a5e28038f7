"""Duties outside the sentences, and what has the signs of duties and gives none."""

from pathlib import Path

import pytest

from converters import pipeline
from converters.ingest import sources
from converters.structure import responsibility
from tests import fixture_files
from tests.fixture_files import Case
from tests.test_assignments import YICHUN
from tests.test_genre import read
from tests.test_matrix import made, rows

FIXTURES = Path(__file__).parent / "fixtures"


def told(text: str) -> str:
    """Each entry on a line: its place, role and units; then the problems with their lines."""
    plan = read(text + "\n")
    lines = [f"{id_} {entry.role} {'|'.join(entry.units)}" for id_, _, entry in plan.answers]
    lines += [
        f"! {plan.source.position(one.span.start).line} {one.message}"
        for one in plan.problems
        if one.code == "duties-unread"
    ]
    return "\n".join(lines or ["-"])


@pytest.mark.parametrize("case", fixture_files.params(FIXTURES / "standing-duties"))
def test_duties_in_tables_and_body_by_body(case: Case) -> None:
    assert told(case.input) == case.expected


@pytest.mark.parametrize("case", fixture_files.params(FIXTURES / "unread-duties"))
def test_signs_of_a_list_that_gives_none(case: Case) -> None:
    found = [
        line[start:end]
        for line in case.input.split("\n")
        for start, end in responsibility.unread(line)
    ]
    assert "\n".join(found or ["-"]) == case.expected


def test_an_unread_list_is_a_problem_at_its_line() -> None:
    plan = read("青禾县防汛工作方案\n一、排查场站。\n逐户登记。（热力中枢牵头，管网湾配合）\n")
    (problem,) = [one for one in plan.problems if one.code == "duties-unread"]
    assert pipeline.tell(problem, plan.source).place == "plan.txt:3:6"
    assert problem.severity == "warning"


TABLE = (
    "宜春市2023年防汛工作要点\n一、任务分工\n"
    "序号\t任务\t责任单位\n1\t水库会诊\t宜春市应急管理局\n2\t转移演练\t宜春市应急管理局\n"
    "附件\n成员单位职责\n宜春市应急管理局：统筹力量。\n"
)


def test_rows_and_paragraphs_are_columns_of_the_matrix_and_stand_in_the_duty_sheet() -> None:
    source = sources.from_bytes(Path(f"{YICHUN}.txt"), TABLE.encode(), YICHUN)
    pages = made([pipeline.read_plan(source)])
    found = rows(pages[f"matrix/{YICHUN}.md"])
    assert list(found.values()) == [["a1-t1-r1", "a1-t1-r2", "att-p3"]]
    sheets = [text for path, text in pages.items() if path.endswith("/duties.md")]
    assert any("水库会诊" in text and "统筹力量" in text for text in sheets)
