from pathlib import Path

import pytest

from converters import pipeline
from converters.emendation import ocr
from converters.models.plan import Plan
from converters.models.source import Source


@pytest.mark.parametrize(
    ("text", "printed", "suspected"),
    [
        ("某县防汛杭旱指挥部", "杭旱", "抗旱"),
        ("全币各镇己经落实", "全币", "全市"),
        ("报币政府备案", "币政府", "市政府"),
        ("产品合格率达到9800以上", "9800", "98%"),
        ("见警率达10000。", "10000", "100%"),
        ("各县(币、区)", "各县(币", "各县（市"),
    ],
)
def test_what_a_machine_misread_is_pointed_out(text: str, printed: str, suspected: str) -> None:
    start, end, suspicion = next(ocr.find(text))
    assert (text[start:end], suspicion) == (printed, suspected)


@pytest.mark.parametrize(
    "text",
    [
        "稳健的货币政策，货币政府债券，人民币直接融资",
        "企业自己经营，周末来访，期末来访登记",
        "消防讯息每日发布",
        "整改率达到100%，汇率为680，频率为1800兆赫",
        "及时率达到2000年的水平",
        "抗旱、防汛、已经、未来、市政府、全市",
    ],
)
def test_what_makes_sense_is_left_alone(text: str) -> None:
    assert list(ocr.find(text)) == []


def test_it_is_reported_at_its_place_and_nothing_is_changed() -> None:
    text = "一、健全机制\n发挥防汛杭旱指挥部作用。"
    reading = pipeline.read_lines(Source(Path("plan.txt"), text, ""))
    (problem,) = reading.problems
    assert (problem.code, problem.severity, problem.span) == ("ocr-suspect", "warning", (11, 13))
    assert [line.text.text for line in reading.lines.every] == text.split("\n")
    assert reading.emendations == ()


def test_nothing_is_suspected_in_the_founding_plans(plan: Plan) -> None:
    assert not [problem for problem in plan.problems if problem.code == "ocr-suspect"]
