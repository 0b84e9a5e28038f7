"""Every non-blank character of a source is accounted for exactly once, whatever the source."""

from dataclasses import replace

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from converters.edition import conservation
from converters.models.located import Problem
from converters.models.plan import Plan
from converters.text.blanks import is_blank
from converters.text.mapped_text import MappedText
from tests.comparison import without_blanks
from tests.conftest import WORKS, data_of
from tests.test_structure import plan_of
from tests.trials import tried

PIECES = (
    "一、|二、|(一)|（二）|1.|2．|(1)|①|第一章 |第一条 |1.1 |1.2 |序号|1|2|专栏1 重点|一是|二是|"
    "加强值守。|健全机制,|防汛|(责任科室:甲科、乙科)|某市工作要点|现将《某市工作要点》印发给你们。|"
    "各县政府:|某市应急管理局|2024年3月1日|(此件公开发布)|登录 注册|首页 >> 通知|文号: 某〔2024〕1号|"
    "某应急〔2024〕1号|“|”|、/p>|9/p>|?ldquo;|?|&ldquo;|&nbsp;|<p>|</p>|<script>|\ufeff|\x00|\x1b|\u200b|"
    " |  |\xa0|\u3000|\t|\n|\n|\n|\r\n|\n- 3 -\n|\n第4页\n|\n1/2\n|\n2/2\n|12（二）|\n---\n|\n\n***\n\n|\f|\v|"
    "打印 关闭\n|大 中 小|版权所有|主办单位:某局|首页 > 通知|【法宝引证码】 CLI.1|# |- 一、|1\\.|**|甲 乙 丙 丁 戊|<!-- 甲 -->|"
    "各镇要严格落实行政首长负责制和各级包保责任人制度,层层压实|责任到人,措施到位。|\u200e|杭旱"
)
"""What plans, damaged pages and hostile texts are made of, parted by |."""
TEXTS = st.lists(st.sampled_from(PIECES.split("|")), max_size=60).map("".join) | st.text(
    max_size=120
)

ACCOUNTS = {  # non-blank characters of the files, counted without the converters
    "220502-dongchang-2021-2025-guihua": 19992,
    "310000-shanghai-2022-yaodian": 6112,
    "320412-wujin-2017-yaodian": 3359,
    "360900-yichun-2023-yaodian": 6215,
    "620724-gaotai-2025-yaodian": 5858,
}


@given(TEXTS)
@settings(max_examples=tried(80, 2000))
def test_any_text_balances_to_the_character(text: str) -> None:
    found = conservation.account(plan_of(text))
    assert found.astray == ()
    assert found.text + sum(found.noise.values()) + found.emended == found.total
    assert found.total == sum(not is_blank(char) for char in text)


@given(TEXTS)
@settings(max_examples=tried(50, 1000))
def test_spans_of_the_data_are_disjoint_and_cover_any_text(text: str) -> None:
    check_cover(plan_of(text))


def test_spans_of_the_data_lay_back_the_original(plan: Plan) -> None:
    check_cover(plan)


def check_cover(plan: Plan) -> None:
    """Clauses, blocks and tables, laid back by their spans, are the original."""
    value = data_of(plan)
    text = plan.source.text
    laid = [" "] * len(text)
    for unit in [*value["clauses"], *value["blocks"], *value["tables"]]:
        for start, end in unit["spans"]:
            for place in range(start, end):
                assert laid[place] == " ", (unit["id"], place)
                laid[place] = text[place] if not is_blank(text[place]) else " "
    for made in plan.emendations:
        for place in range(*made.span):
            laid[place] = text[place]
    assert without_blanks("".join(laid)) == without_blanks(text)


def test_parts_lie_inside_their_clause(plan: Plan) -> None:
    for clause in data_of(plan)["clauses"]:
        inside = {place for start, end in clause["spans"] for place in range(start, end)}
        for part in clause["parts"]:
            assert all(inside >= set(range(start, end)) for start, end in part["spans"])
            assert part["text"] in clause["text"]


def test_where_nothing_was_emended_the_spans_give_the_text(plan: Plan) -> None:
    value = data_of(plan)
    for clause in value["clauses"]:
        received = "".join(plan.source.text[start:end] for start, end in clause["spans"])
        if "raw" not in clause and "heading_raw" not in clause:
            printed = clause["label"] + clause["heading"] + clause["separator"] + clause["text"]
            assert without_blanks(received) == without_blanks(printed)


@pytest.mark.parametrize("work", WORKS)
def test_account_of_each_founding_plan(work: str, library: dict[str, Plan]) -> None:
    found = conservation.account(library[work])
    assert found.balances
    assert found.total == ACCOUNTS[work]
    noise = {"breadcrumb": 37, "repeated-metadata": 148, "site-navigation": 4}
    assert found.noise == (noise if work.startswith("220502") else {})


def test_a_plan_that_lost_a_line_does_not_balance(library: dict[str, Plan]) -> None:
    whole = library["360900-yichun-2023-yaodian"]
    lost = replace(whole, units=whole.units[:-1])
    last = whole.source.text.splitlines()[-1]
    assert len(conservation.account(lost).astray) == len(last)
    (problem,) = conservation.check(lost)
    assert isinstance(problem, Problem)
    assert (problem.code, problem.severity) == ("conservation", "error")


def test_a_plan_that_shows_a_line_twice_does_not_balance(library: dict[str, Plan]) -> None:
    whole = library["360900-yichun-2023-yaodian"]
    twice = replace(whole, units=(*whole.units, whole.units[-1]))
    last = whole.source.text.splitlines()[-1]
    assert len(conservation.account(twice).astray) == len(last)


def test_what_stands_for_two_characters_keeps_neither_of_them() -> None:
    """One stands for both, and one is put in: that they read as received is chance."""
    plan = plan_of("一、防汛\n")
    (clause,) = plan.units
    shown = clause._replace(heading=MappedText("防汛", [2, 4], [4, 4]))
    assert conservation.account(replace(plan, units=(shown,))).astray == (2, 3)
