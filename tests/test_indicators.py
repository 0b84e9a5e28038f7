"""What is promised in numbers: the words that make a number a promise, and what is told of each."""

import csv
import io
from pathlib import Path

import pytest

from converters.library import indicators
from converters.models.plan import Plan
from converters.stock import Stock
from converters.text import quantities
from tests import fixture_files, indicators_report, stocked
from tests.conftest import MEASURED
from tests.fixture_files import Case
from tests.test_shared_terms import plan_of as registered
from tests.test_structure import plan_of

FIXTURES = Path(__file__).parent / "fixtures" / "indicators"


@pytest.mark.parametrize("case", fixture_files.params(FIXTURES))
def test_words_make_a_number_a_promise(case: Case) -> None:
    found = [f"{one.operator}|{one.value}|{one.unit}" for one in quantities.find(case.input)]
    assert found == case.expected.split()


@pytest.mark.parametrize("case", fixture_files.params(FIXTURES))
def test_a_place_is_that_of_the_words(case: Case) -> None:
    for one in quantities.find(case.input):
        text = case.input[one.start : one.end]
        first = one.operator.split("…")[0]
        assert one.unit in text
        assert first not in text or text.startswith(first) or text.endswith(first)


def test_a_table_of_what_is_aimed_at_has_a_year_for_each_value() -> None:
    plan = plan_of(
        "甲市应急管理规划（2021—2025年）\n一、目标\n"
        "序号\t指标\t预期值\n1\t死亡人数\t下降13%\n2\t救援时间（分钟）\t＜15\n3\t覆盖面\t全部\n"
    )
    found = [
        (one.what, one.operator, one.value, one.measure, one.unit_id)
        for one in indicators.of_plan(plan)
    ]
    assert found == [
        ("死亡人数", "下降", "13", "%", "a1-t1-r1"),
        ("救援时间（分钟）", "＜", "15", "", "a1-t1-r2"),
    ]


def test_a_year_is_the_one_before_the_number_or_that_of_the_plan() -> None:
    plan = registered(
        "360900-yichun-2024-yaodian",
        "演练。年内完成3户改造。到2026年，完成5户改造，2027年完成8户。完成9户。",
    )
    found = [(one.value, one.year) for one in indicators.of_plan(plan)]
    assert found == [("3", 2024), ("5", 2026), ("8", 2027), ("9", None)]
    text = "宜春市应急管理规划（2021—2025年）\n一、任务\n（一）改造。年内完成3户改造。\n"
    (one,) = indicators.of_plan(plan_of(text))
    assert one.year is None  # which of them is not said


def test_what_is_past_is_no_promise() -> None:
    plan = plan_of(
        "甲市应急管理规划\n一、发展基础\n（一）成绩。完成3户改造。\n二、任务\n"
        "（一）改造。截至2023年底完成4户改造。完成5户改造。\n"
    )
    assert [one.value for one in indicators.of_plan(plan)] == ["5"]


def test_what_is_counted_is_in_the_words_of_the_plan(library: dict[str, Plan]) -> None:
    plan = library["220502-dongchang-2021-2025-guihua"]
    found = {(one.unit_id, one.value): one.what for one in indicators.of_plan(plan)}
    assert found["a3-b3-t1-r1", "13"] == "生产安全事故死亡人数"
    assert found["a4-b5-c1-u3", "1"] == "组织开展区级综合应急演练"
    assert found["a5-b1-c1", "2—3"] == "每个村(社区)应明确应急管理工作人员"
    assert found["a5-b2-c4", "100"].endswith("见警率")


def test_numbers_are_found_as_well_as_is_held(
    library: dict[str, Plan], pytestconfig: pytest.Config
) -> None:
    found = dict(indicators_report.table(library.values()))
    pytestconfig.stash.setdefault(MEASURED, []).extend(indicators_report.lines(library.values()))
    assert found["value"].expected
    assert found["value"].f1 >= indicators_report.LEAST


def test_the_published_table_is_the_one_measured(library: dict[str, Plan]) -> None:
    assert indicators_report.PAGE.read_text("utf-8") == indicators_report.page(library.values())


def test_the_table_of_the_library_has_all_of_them(stock: Stock, library: dict[str, Plan]) -> None:
    pages = {page.path.as_posix(): page.text for page in stocked.files_of(stock, "表")}
    text = pages["data/indicators.csv"].removeprefix("\ufeff")
    rows = [*csv.DictReader(io.StringIO(text))]
    assert [(row["work"], row["clause_id"], row["value"]) for row in rows] == [
        (work, one.unit_id, one.value)
        for work, plan in library.items()
        for one in indicators.of_plan(plan)
    ]
    assert len({row["row_id"] for row in rows}) == len(rows)
