"""What the editor says of the record goes before what the file states, and both are told."""

from pathlib import Path
from typing import Any

import jsonschema
import pytest
import yaml

from converters import pipeline
from converters.citation import cards, titles
from converters.citation.titles import citation, reference
from converters.ingest import sources
from converters.ingest.sources import Files
from converters.intake import provenance, report
from converters.intake.report import Findings
from converters.models.plan import Plan
from converters.models.record import Field, Period, Record
from converters.models.source import Edition, Source
from converters.names import plan_names
from converters.structure import genre
from converters.views import plan_print
from converters.writing import plan_markdown
from tests import closed_schema
from tests.conftest import data_of
from tests.drawn import reading_page

WORK = "360981-fengcheng-2024-yaodian"
TEXT = """索引号:FC-2024-7
丰城市应急办文件
丰应急〔2024〕8号
各乡镇人民政府:
现将《丰城市2024年应急管理工作要点》印发给你们。
丰城市应急管理局
2024年3月1日
丰城市2024年应急管理工作要点
一、加强值守
严格带班。
二、备足物资
"""
GROUND = "据原件扫描页"
SCHEMA = jsonschema.Draft202012Validator(closed_schema.of_plan())


def plan_of(metadata: dict[str, Any]) -> Plan:
    """The plan, with what a `.yml` says of its record."""
    said = {name: {"value": value, "ground": GROUND} for name, value in metadata.items()}
    yml = yaml.safe_dump({"metadata": said}, allow_unicode=True).encode()
    files = Files(Path(f"{WORK}.txt"), TEXT.encode(), yml)
    return pipeline.structured(sources.of_files(files))


def codes(plan: Plan) -> list[str]:
    return [problem.code for problem in plan.problems if problem.place]


# The field, what the editor says, what the file states and where, how the page shows the one and
# the other, and what the data has.
CORRECTED: dict[str, tuple[Any, Any, int, str, str, Any]] = {
    "title": (
        "丰城市2023年应急管理要点",
        "丰城市2024年应急管理工作要点",
        8,
        "丰城市2023年应急管理要点",
        "丰城市2024年应急管理工作要点",
        "丰城市2023年应急管理要点",
    ),
    "issuer": (
        "丰城市人民政府",
        "丰城市应急管理局",
        6,
        "丰城市人民政府",
        "丰城市应急管理局",
        "丰城市人民政府",
    ),
    "doc_number": (
        "丰应急〔2024〕18号",
        "丰应急〔2024〕8号",
        3,
        "丰应急〔2024〕18号",
        "丰应急〔2024〕8号",
        "丰应急〔2024〕18号",
    ),
    "成文日期": ("2024-03-11", "2024-03-01", 7, "2024年3月11日", "2024年3月1日", "2024-03-11"),
    "kind": ("jihua", "yaodian", 8, "计划、方案", "工作要点", "jihua"),
    "period": (
        {"from": 2024, "to": 2025},
        {"from": 2024, "to": 2024},
        8,
        "2024—2025年",
        "2024年",
        {"from": 2024, "to": 2025},
    ),
    "addressees": (
        ["各街道办事处", "各镇"],
        ["各乡镇人民政府"],
        4,
        "各街道办事处　各镇",
        "各乡镇人民政府",
        ["各街道办事处", "各镇"],
    ),
}


@pytest.mark.parametrize("name", CORRECTED)
def test_a_corrected_field_wins_in_the_data_and_the_other_reading_is_told(name: str) -> None:
    said, stated, line, _, _, expected = CORRECTED[name]
    plan = plan_of({name: said})
    data = data_of(plan)
    got = data["dates"][name] if name == "成文日期" else data[name]
    assert got == expected
    assert data["corrected"][name] == {"value": stated, "line": line, "ground": GROUND}
    assert data["stated"][name] is None
    assert name not in data["supplied"]
    assert [error.message for error in SCHEMA.iter_errors(data)] == []
    assert codes(plan) == []


@pytest.mark.parametrize("name", CORRECTED)
def test_a_corrected_field_wins_on_the_page_with_both_readings_and_the_ground(name: str) -> None:
    _, _, line, shown, was, _ = CORRECTED[name]
    page = reading_page(plan_of({name: CORRECTED[name][0]}))
    assert f"［{shown}］" in page
    assert f"原文第 {line} 行作“{was}”" in page
    assert GROUND in page
    assert f'href="source.md#L{line}"' in page
    assert ">校</a>" in page


@pytest.mark.parametrize("name", CORRECTED)
def test_a_corrected_field_is_told_in_print_in_markdown_and_in_the_report(name: str) -> None:
    _, _, line, _, was, _ = CORRECTED[name]
    plan = plan_of({name: CORRECTED[name][0]})
    told = " ".join(plan_print.version(plan).values())
    assert f"原文第 {line} 行作“{was}”。{GROUND}" in told
    front = yaml.safe_load(plan_markdown.front_matter(plan).split("---")[1])
    assert name in front["corrected"]
    assert name not in front.get("supplied", ())
    findings = Findings(
        plan.source.path, plan, genre.judge(plan), provenance.of(plan), plan.problems
    )
    said = report.text(findings, plan_names.NONE)
    assert name == "title" or f"编者所校，第 {line} 行作“" in said


def test_the_place_is_the_editors() -> None:
    """No rule takes the place from the file; its code must be that of the work."""
    place = {"adcode": "360981", "province": "江西省", "city": "宜春市", "county": "丰城市"}
    plan = plan_of({"place": place})
    assert data_of(plan)["place"] == place
    assert "［江西省宜春市丰城市（360981）］" in reading_page(plan)
    assert codes(plan) == []


def test_what_a_corrected_title_says_is_corrected_with_it() -> None:
    plan = plan_of({"title": "丰城市2023年应急管理要点"})
    data = data_of(plan)
    assert data["period"] == {"from": 2023, "to": 2023}
    assert data["corrected"]["period"]["value"] == {"from": 2024, "to": 2024}
    kept = plan_of({"title": "丰城市应急管理要点"})
    assert data_of(kept)["period"] == {"from": 2024, "to": 2024}


def test_what_a_corrected_title_says_has_the_ground_of_the_title() -> None:
    period = plan_of({"title": "丰城市2021—2025年应急规划"}).record.period
    assert (period.value, period.ground) == (Period(2021, 2025), GROUND)


def test_the_year_of_an_emergency_plan_follows_the_date_that_the_editor_gives() -> None:
    text = "某市防汛应急预案\n一、总则\n统一领导。\n"
    said = Record(dates={"成文日期": Field("2021-04-23", ground=GROUND)})
    source = Source(Path("plan.txt"), text, "0" * 64, edition=Edition(supplied=said))
    period = pipeline.structured(source).record.period
    assert (period.value, period.ground) == (Period(2021, 2021), GROUND)


def test_the_marks_travel_with_citation_and_reference() -> None:
    said = {
        "title": "丰城市2024年应急要点",
        "doc_number": "丰应急〔2024〕18号",
        "issuer": "丰城市人民政府",
        "成文日期": "2024-03-11",
    }
    plan = plan_of(said)
    assert citation(plan) == "《［丰城市2024年应急要点］》（［丰应急〔2024〕18号］）"
    assert reference(plan) == (
        "[丰城市人民政府]. [丰城市2024年应急要点]: [丰应急〔2024〕18号][A/OL]. ([2024-03-11])"
    )
    assert titles.display_title(plan) == "［丰城市2024年应急要点］"
    card = cards.of(plan)
    assert (card.is_supplied, card.is_corrected) == (True, True)


@pytest.mark.parametrize("name", ["title", "issuer", "doc_number", "成文日期", "addressees"])
def test_nothing_may_be_what_the_editor_says(name: str) -> None:
    """The file is wrong, and there is none."""
    plan = plan_of({name: None})
    data = data_of(plan)
    value = data["dates"].get(name) if name == "成文日期" else data[name]
    assert value in (None, [])
    assert data["corrected"][name]["value"] == CORRECTED[name][1]
    assert name not in data["stated"]
    assert [error.message for error in SCHEMA.iter_errors(data)] == []
    page = reading_page(plan)
    assert f"原文第 {CORRECTED[name][2]} 行作“{CORRECTED[name][4]}”。{GROUND}" in page
    assert '<span class="value-absent">无</span>' in page
    assert codes(plan) == []
    assert "丰城市应急管理局" not in citation(plan)


def test_what_the_file_does_not_state_is_supplied_as_before() -> None:
    data = data_of(plan_of({"发布日期": "2024-03-20"}))
    assert data["dates"]["发布日期"] == "2024-03-20"
    assert data["supplied"]["发布日期"] == GROUND
    assert data["corrected"] == {}


@pytest.mark.parametrize("name", CORRECTED)
def test_what_the_file_says_itself_is_said_in_vain(name: str) -> None:
    stated = CORRECTED[name][1]
    plan = plan_of({"index_number": "FC-2024-9", name: stated})
    (problem,) = [one for one in plan.problems if one.place]
    assert (problem.code, problem.severity) == ("metadata-idle", "warning")
    assert problem.place
    assert (problem.place.path, problem.place.col) == (Path(f"{WORK}.yml"), 3)
    data = data_of(plan)
    assert data["stated"][name] == {"line": CORRECTED[name][2]}
    assert name not in data["corrected"]


def test_to_say_that_there_is_none_where_there_is_none_is_in_vain() -> None:
    assert codes(plan_of({"发布日期": None})) == ["metadata-idle"]


def test_years_that_the_title_leaves_to_be_reckoned_are_not_said_in_vain() -> None:
    text = TEXT.replace("2024年应急管理工作要点", "应急管理“十四五”规划")
    yml = "metadata:\n  period: {value: {from: 2021, to: 2025}, ground: 第十四个五年规划期}\n"
    files = Files(Path("360981-fengcheng-2021-2025-guihua.txt"), text.encode(), yml.encode())
    plan = pipeline.structured(sources.of_files(files))
    assert codes(plan) == []
    data = data_of(plan)
    assert data["period"] == {"from": 2021, "to": 2025}
    assert data["supplied"]["period"] == "第十四个五年规划期"
    assert data["corrected"] == {}


def test_the_founding_plans_have_nothing_in_vain_and_nothing_corrected(plan: Plan) -> None:
    assert codes(plan) == []
    assert data_of(plan)["corrected"] == {}
