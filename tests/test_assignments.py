"""Who answers for what: each unit of each list with its record, and an id that stays."""

from pathlib import Path

import pytest
from hypothesis import example, given

from converters.models.plan import Plan
from converters.models.record import Record
from converters.models.source import Source
from converters.models.unit import Part, Unit
from converters.names import assignments, authority_files, mentions
from converters.names.assignments import Assignment
from converters.names.name_finder import NameFinder
from converters.structure import responsibility
from converters.text.mapped_text import MappedText
from tests.conftest import GOLD
from tests.test_responsibility import ANY_TEXT
from tests.test_structure import plan_of

YICHUN = "360900-yichun-2023-yaodian"
WEIHUAKE = "agencies/yichun-yingjiju-weihuake"
FINDER = NameFinder(authority_files.load(Path(__file__).parent / "fixtures" / "authority"))

# Read in the source: lines 10, 11, 13, 14, 15, 16, 22, 26, 27 and 28.
OF_WEIHUAKE = [
    "a1-b2",
    "a1-b3",
    "a2-b4",
    "a2-b5",
    "a2-b6",
    "a2-b7",
    "a4-b11",
    "a5-b14",
    "a5-b15",
    "a5-b16",
]


@pytest.fixture(scope="module")
def yichun(library: dict[str, Plan]) -> tuple[Assignment, ...]:
    plan = library[YICHUN]
    return assignments.of_plan(plan, mentions.find(plan, FINDER))


def test_weihuake_stands_in_ten_clauses(yichun: tuple[Assignment, ...]) -> None:
    found = [one for one in yichun if one.key == WEIHUAKE]
    assert [one.clause_id for one in found] == OF_WEIHUAKE
    assert {(one.work, one.role, one.unit) for one in found} == {(YICHUN, "责任科室", "危化科")}


def test_the_units_are_those_of_the_gold(yichun: tuple[Assignment, ...]) -> None:
    gold = [
        (clause_id, role, unit)
        for line in (GOLD / f"{YICHUN}.responsibility").read_text("utf-8").splitlines()
        for clause_id, role, units in [line.split("\t")]
        for unit in units.split("、")
    ]
    assert [(one.clause_id, one.role, one.unit) for one in yichun] == gold


def test_a_unit_means_the_record_named_there_or_none(yichun: tuple[Assignment, ...]) -> None:
    keys = {one.unit: one.key for one in yichun}
    assert keys.pop("市森林消防专业支队") == ""  # the authority of this test leaves it out
    prefs = {unit: FINDER.authority.records[key].pref for unit, key in keys.items()}
    assert prefs == {unit: f"宜春市应急管理局{unit}" for unit in prefs}
    assert len(prefs) == 15


def test_a_unit_that_only_holds_a_name_means_no_record() -> None:
    text = "一、防汛\n（一）查险。每月一次。（责任单位：宜春市应急管理局工会、宜春市应急管理局）\n"
    plan = plan_of(text)
    found = assignments.of_plan(plan, mentions.find(plan, FINDER))
    keys = [("宜春市应急管理局工会", ""), ("宜春市应急管理局", "agencies/yichun-yingjiju")]
    assert [(one.unit, one.key) for one in found] == keys


def test_ids_of_rows_differ_and_stay_when_a_clause_comes_before() -> None:
    text = "一、防汛\n（一）查险。每月一次。（责任单位：甲局、乙局）\n{}（三）排险。（责任单位：甲局、甲局）\n"
    few, more = (
        {(one.clause_id, one.unit, one.row_id) for one in assignments.of_plan(plan, ())}
        for plan in (
            plan_of(text.format("")),
            plan_of(text.format("（二）抢险。（责任单位：甲局）\n")),
        )
    )
    assert len({row_id for *_, row_id in more}) == 5
    assert len(few) == 4
    assert few < more


@given(ANY_TEXT)
@example("（牵头：牵头科、综合科）。")
@example("（甲局配合（配合：乙局），丙局牵头）")
def test_of_any_text_each_printed_unit_is_a_row(text: str) -> None:
    whole = MappedText.verbatim(text)
    entries = tuple(responsibility.read(text))
    part = Part(whole, 1, responsibilities=entries)
    clause = Unit("clause", 0, None, 0, 1, (part,), "a", (1,), id="a1")
    plan = Plan(Source(Path("plan.txt"), text, "0" * 64), (clause,), Record(), (), ())
    found = assignments.of_plan(plan, ())
    units = [(entry.role, unit) for entry in entries for unit in entry.units]
    assert [(one.role, one.unit) for one in found] == units
    assert len({one.row_id for one in found}) == len(found)
