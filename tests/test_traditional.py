"""Plans in traditional characters: read as simplified ones are, and never converted."""

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from converters import pipeline
from converters.edition import conservation
from converters.ingest import sources
from converters.intake import provenance
from converters.models.plan import Plan
from converters.structure import genre
from converters.text import traditional
from tests.conftest import SOURCES, WORKS
from tests.test_genre import read

PLAN = """臨海市應急管理局文件
臨應急〔2024〕8號
關於印發《臨海市2024年應急管理工作要點》的通知
各鎮人民政府，市直各單位：
現將《臨海市2024年應急管理工作要點》印發給你們，請認真貫徹落實。
臨海市應急管理局
2024年3月5日
臨海市2024年應急管理工作要點
一、壓實安全責任
（一）健全責任體系。落實帶班制度。（責任單位：市應急局、市公安局）
（二）強化督查檢查。開展檢查。（市應急局牽頭，市水利局、市氣象局按職責分工負責）
二、任務分工
序號	任務	牽頭單位
1	水庫會診	市水利局
2	轉移演練	市應急局
"""


def traditional_of(text: str) -> str:
    """The text with a traditional character for each simplified one that has some."""
    back = {plain: char for char, plain in reversed(traditional.pairs().items())}
    return text.translate({ord(plain): char for plain, char in back.items()})


def outline(plan: Plan) -> list[tuple[object, ...]]:
    """What the structure is, in simplified characters."""
    plain = traditional.simplified
    return [
        (unit.id, unit.kind, plain(str(unit.heading)), [plain(str(cell)) for cell in unit.cells])
        for unit in plan.units
    ]


def duties(plan: Plan) -> list[tuple[str, str, tuple[str, ...]]]:
    return [(one.id, one.entry.role, one.entry.units) for one in plan.answers]


def test_structure_metadata_and_duties_are_read_and_the_text_stays() -> None:
    plan = read(PLAN)
    assert plan.record.title.value == "臨海市2024年應急管理工作要點"
    assert plan.record.issuer.value == "臨海市應急管理局"
    assert plan.record.doc_number.value == "臨應急〔2024〕8號"
    assert plan.record.addressees.value == ("各鎮人民政府", "市直各單位")
    assert (plan.record.kind.value, plan.record.period.value) == ("yaodian", (2024, 2024))
    assert [clause.heading.text for clause in plan.clauses][:2] == ["壓實安全責任", "健全責任體系"]
    assert duties(plan) == [
        ("a1-b1", "責任單位", ("市應急局", "市公安局")),
        ("a1-b2", "牽頭", ("市應急局",)),
        ("a1-b2", "分工負責", ("市水利局", "市氣象局")),
        ("a2-t1-r1", "牽頭單位", ("市水利局",)),
        ("a2-t1-r2", "牽頭單位", ("市應急局",)),
    ]
    assert provenance.of(plan).work == "331082-linhai-2024-yaodian"
    assert genre.judge(plan).is_plan
    assert conservation.account(plan).balances


def test_what_is_no_plan_is_known_in_traditional_characters_too() -> None:
    text = (
        "關於印發《臨海市防汛應急預案》的通知\n各鎮人民政府：\n現將該預案印發給你們，請貫徹執行。\n"
    )
    assert genre.judge(read(text)).kind == "shell"
    assert (
        genre.judge(read("市裏開會\n新華社臺州6月5日電（記者 李明）臨海市今天開會。\n")).kind
        == "news"
    )


@pytest.mark.parametrize("work", WORKS)
def test_a_real_plan_in_traditional_characters_has_the_same_structure(work: str) -> None:
    text = (SOURCES / f"{work}.txt").read_text("utf-8")
    plain, other = (
        pipeline.read_plan(sources.from_bytes(Path("plan.txt"), one.encode()))
        for one in (text, traditional_of(text))
    )
    assert outline(other) == outline(plain)
    assert other.record.period.value == plain.record.period.value
    assert other.record.kind.value == plain.record.kind.value
    assert [
        (id_, traditional.simplified(role), tuple(map(traditional.simplified, units)))
        for id_, role, units in duties(other)
    ] == duties(plain)
    assert conservation.account(other).balances


@pytest.mark.parametrize("work", WORKS)
def test_a_plan_in_simplified_characters_is_read_as_it_is(work: str) -> None:
    text = (SOURCES / f"{work}.txt").read_text("utf-8")
    assert not traditional.is_traditional(text)


def test_a_quotation_in_traditional_characters_changes_nothing() -> None:
    text = "乾县於2024年编印《應急手冊》，著重宣传。" + "加强值守，落实带班制度。" * 40
    assert not traditional.is_traditional(text)
    assert traditional.reader(text)("乾县") == "乾县"


@given(st.text())
def test_a_simplified_reading_has_as_many_characters(text: str) -> None:
    assert len(traditional.simplified(text)) == len(text)
