"""What the report on unseen documents calls right, wrong, and wrong without a word."""

from pathlib import Path

import pytest
import yaml

from tests import unseen_report
from tests.unseen_report import Difference, Tally

TEXT = """\
青溪县人民政府办公室关于印发《青溪县2024年防汛工作方案》的通知
青政办发〔2024〕7号
各镇人民政府：
现将《青溪县2024年防汛工作方案》印发给你们，请认真执行。
青溪县人民政府办公室
2024年4月2日
青溪县2024年防汛工作方案
一、压实责任
各镇落实包保责任。（责任单位：县应急管理局、县水利局）
二、抢险救援
各镇备足抢险物资，组织实战演练。
四、保障措施
县水利局牵头检查落实情况。
"""
GOLD = """\
title: 青溪县人民政府办公室关于印发《青溪县2024年防汛工作方案》的通知
plan_title: 青溪县2024年防汛工作方案
issuer: 青溪县人民政府办公室
doc_number: 青政办发〔2024〕7号
index_number: null
date: '2024-04-02'
published: null
kind: jihua
adcode: null
locality: null
period: ['2024', '2024']
addressees: [各镇人民政府]
headings:
  - {line: 8, label: 一、, starts: 压实责任, heading: 压实责任}
  - {line: 10, label: 二、, starts: 抢险救援, heading: 抢险救援}
  - {line: 12, label: 四、, starts: 保障措施, heading: 保障措施}
duties:
  - {line: 9, role: 责任单位, units: [县应急管理局, 县水利局]}
  - {line: 13, role: 牵头, units: [县水利局]}
not_text: []
should_refuse: false
"""


def reported(tmp_path: Path, text: str, old: str = "", new: str = "") -> tuple[list[str], Tally]:
    """The report on a text against the gold, with `old` of the gold replaced."""
    path, tally = tmp_path / "text.txt", Tally()
    path.write_text(text, "utf-8")
    gold = yaml.safe_load(GOLD.replace(old, new) if old else GOLD)
    return [*unseen_report.report(gold, unseen_report.read(path), tally)], tally


@pytest.mark.parametrize("role", ["负责", "按职责分工负责", "按职责分工负责落实"])
def test_a_role_may_have_words_of_manner_and_a_verb_with_it(tmp_path: Path, role: str) -> None:
    text = TEXT.replace(
        "（责任单位：县应急管理局、县水利局）", "（县应急管理局、县水利局分工负责）"
    )
    _, tally = reported(tmp_path, text, "role: 责任单位", f"role: {role}")
    assert tally.right["责任"] == tally.total["责任"] == 2


def test_what_is_as_the_gold_has_it_is_right(tmp_path: Path) -> None:
    (head,), tally = reported(tmp_path, TEXT)
    assert head == "全对"
    assert tally.right == tally.total
    assert (tally.total["编号"], tally.total["责任"], tally.false) == (3, 2, 0)


@pytest.mark.parametrize(
    ("old", "new", "what"),
    [
        ("{line: 10, label: 二、", "{line: 10, label: （二）", ["多出编号", "编号"]),
        ("heading: 抢险救援", "heading: 抢险", ["标题"]),
        ("doc_number: 青政", "doc_number: 云政", ["发文字号"]),
        ("[县应急管理局, 县水利局]", "[县应急管理局, 县公安局]", ["责任"]),
        ("not_text: []", "not_text: [11]", ["杂质"]),
        ("should_refuse: false", "should_refuse: true", ["收与不收"]),
    ],
)
def test_each_difference_is_found(tmp_path: Path, old: str, new: str, what: list[str]) -> None:
    (_, *rows), tally = reported(tmp_path, TEXT, old, new)
    assert sorted(row.split("\t")[1] for row in rows) == what
    assert (tally.silent, tally.told) == (len(what), 0)


def test_a_difference_with_a_problem_at_its_line_is_told(tmp_path: Path) -> None:
    old = "{line: 12, label: 四、"
    (_, *rows), tally = reported(tmp_path, TEXT, old, "{line: 12, label: 三、")
    assert [row.split("\t")[-1] for row in rows] == ["有提示"] * 2
    assert (tally.silent, tally.told) == (0, 2)


ONE_LINE = """\
title: 某县防冻方案
issuer: null
doc_number: null
index_number: null
date: null
published: null
kind: jihua
adcode: null
locality: null
period: null
addressees: null
headings:
  - {line: 1, label: 一、, starts: 强化值守, heading: 强化值守}
  - {line: 1, label: （一）, starts: 严格带班各, heading: 严格带班}
  - {line: 1, label: 二、, starts: 保障道路, heading: 保障道路}
  - {line: 1, label: 三、, starts: 要求, heading: 要求}
duties: []
not_text: []
should_refuse: false
"""


def test_on_a_line_of_several_clauses_a_problem_must_touch_the_one(tmp_path: Path) -> None:
    path, tally = tmp_path / "text.txt", Tally()
    path.write_text(
        "某县防冻方案一、强化值守（一）严格带班各镇主要单位每日双人在岗，零报告。"
        "二、保障道路（二）备足融雪剂县交通部门储盐五百吨，分段堆放。三、要求按日通报。",
        "utf-8",
    )
    made = unseen_report.read(path)
    _, *rows = unseen_report.report(yaml.safe_load(ONE_LINE), made, tally)
    told = {tuple(row.split("\t")[1:3]): row.split("\t")[-1] for row in rows}
    assert told[("标题", "应作 严格带班")] == "有提示"
    assert told[("标题", "应作 要求")] == "无提示"


def test_of_the_metadata_a_problem_must_say_the_field(tmp_path: Path) -> None:
    text = TEXT.replace("2024年4月2日", "2024年4月2日（某")
    (_, *rows), _ = reported(tmp_path, text, "doc_number: 青政", "doc_number: 云政")
    assert {row.split("\t")[1]: row.split("\t")[-1] for row in rows}["发文字号"] == "无提示"


def test_a_refusal_tells_of_all_that_is_wrong(tmp_path: Path) -> None:
    rows, tally = reported(tmp_path, "云岭市召开防汛会议。\n" * 13)
    assert any("收与不收" in row for row in rows)
    assert tally.silent == 0


def test_who_may_refuse_is_right(tmp_path: Path) -> None:
    old = "should_refuse: false"
    text = "云岭市召开防汛会议。\n" * 13
    assert reported(tmp_path, text, old, f"{old}\nmay_refuse: true")[0] == ["全对"]


def test_one_problem_tells_of_a_run_of_one_kind() -> None:
    found = [Difference(line, what, "", "") for line, what in ((2, "标题"), (4, "标题"), (5, "杂质"), (9, "标题"))]  # fmt: skip
    assert [*unseen_report.runs(found, [3])] == [(2, 2), (4, 4), (5, 5), (9, 9)]
    assert [*unseen_report.runs(found, [])] == [(2, 4), (2, 4), (5, 5), (9, 9)]
