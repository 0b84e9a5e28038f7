"""What the README says of putting right what was misread: its rows work as they are written."""

import re
from pathlib import Path
from typing import Any

import jsonschema
import pytest
import yaml

from converters import lexicon, pipeline
from converters.ingest import sources
from converters.ingest.sources import Files
from converters.models.plan import Plan
from converters.text import dates
from tests.conftest import ROOT, data_of
from tests.test_structure import outline

WORK = "220681-linjiang-2025-other"
SECTION = (ROOT / "README.md").read_text("utf-8").partition("### 读错了怎样改\n")[2]
SECTION = SECTION.partition("\n## ")[0]
FENCED = re.compile(r"```yaml\n(.*?)```", re.DOTALL)
RECORD, ORIGIN, LINES, WORDS = FENCED.findall(SECTION)

TEXT = """政务公开
临江市2025年
安全生产这样干
要求
任务
保障
总体要求
各级领导干部 带班值守，认真旅行职责。
压实责任。逐级签订责任书。
每季检查一次。
三、四月是清明祭扫防火的重点时段。
三、重点任务
任务
单位
时限
查险
市应急局
四月
重点工程
推进矿山智能化，新建三处监测站。
实施隔离带工程，新建三十公里。
重点单位
一、白马矿山。
"""
STATED = """索引号:220681-2025-2
发布日期:2025-04-01
临政办发〔2025〕2号
各乡镇人民政府:
现将《临江市安全生产通知》印发给你们。
临江市应急管理局
2025年4月1日
临江市2025年安全生产通知
一、总体要求
二、重点任务
"""


def plan_with(text: str, yml: str) -> Plan:
    return pipeline.structured(
        sources.of_files(Files(Path(f"{WORK}.txt"), text.encode(), yml.encode()))
    )


@pytest.mark.parametrize(
    "block",
    [RECORD, ORIGIN, LINES, WORDS],
    ids=["metadata", "origin", "structure", "words"],
)
def test_what_the_readme_shows_fits_the_schema(block: str) -> None:
    # Dates are text there, as in the files that people write.
    content = yaml.load(block, Loader=yaml.BaseLoader)
    assert set(content) <= set(lexicon.schema("edition")["properties"])
    plan_with(TEXT + "\n" * 20 + "完。", block if block != WORDS else "")


def test_there_is_a_row_for_each_field_and_each_kind_of_line() -> None:
    record, lines, words = (yaml.safe_load(block) for block in (RECORD, LINES, WORDS))
    properties = lexicon.schema("edition")["properties"]
    known = set(properties["metadata"]["properties"])
    assert known - set(record["metadata"]) == {"index_number", "印发日期"}
    kinds = lexicon.glossary("rulings")
    assert {row["is"] for row in lines["structure"]} == set(kinds)
    told = re.findall(r"^\| `([a-z-]+)` \|", SECTION, re.MULTILINE)
    assert told == ["is", *kinds]
    assert {*record, *lines, *words, "replaces", "origin"} == set(properties)  # no corrections
    for block in (record, words):
        jsonschema.validate(_dates_as_text(block), lexicon.schema("edition"))


def _dates_as_text(content: dict[str, Any]) -> dict[str, Any]:
    for name, one in content.get("metadata", {}).items():
        if name in dates.FIELDS and one["value"]:
            one["value"] = str(one["value"])
    return content


def test_its_rows_put_right_what_was_misread() -> None:
    plan = plan_with(TEXT, LINES + WORDS)
    assert outline(plan) == "\n".join(
        [
            "title	临江市2025年",
            "title-p2	安全生产这样干",
            "note	要求",
            "note-p2	任务",
            "note-p3	保障",
            "a1	总体要求各级领导干部带班值守，认真旅行职责。",
            "a1-u1	压实责任。逐级签订责任书。|每季检查一次。|三、四月是清明祭扫防火的重点时段。",
            "a1-u1-p2	每季检查一次。",
            "a1-u1-p3	三、四月是清明祭扫防火的重点时段。",
            "a3	三、重点任务",
            "a3-t1	任务/单位/时限",
            "a3-t1-r1	查险/市应急局/四月",
            "a3-x1	重点工程",
            "a3-x1-r1	推进矿山智能化，新建三处监测站。",
            "a3-x1-r2	实施隔离带工程，新建三十公里。",
            "doc2-att	重点单位",
            "doc2-a1	一、白马矿山。",
            "@ a3-t1-r1 责任: 市应急局",
            "# ruling 1",
            "! number-missing 12:1",
        ]
    )
    assert [one.severity for one in plan.problems] == ["notice"]
    assert plan.record.title.value == "临江市2025年安全生产这样干"


def test_its_record_wins_over_what_the_file_states() -> None:
    plan = plan_with(STATED, RECORD)
    data = data_of(plan)
    assert [one.code for one in plan.problems if one.place] == []
    assert set(yaml.safe_load(RECORD)["metadata"]) - set(data["corrected"]) == {"place"}
    said = _dates_as_text(yaml.safe_load(RECORD))["metadata"]
    for name, one in said.items():
        got = data["dates"].get(name) if name in dates.FIELDS else data[name]
        assert got == one["value"], name
