"""Names in no record as the search knows them: what filters call them, and the files to go to them."""

import json
from typing import Any

import pytest

from converters.models.page import Page
from converters.search import unreviewed_names
from converters.search.unreviewed_names import File
from tests import stocked
from tests.test_names_elsewhere import JISHUI, SHANGGAO, YICHUN, plans


def files(monkeypatch: pytest.MonkeyPatch, most: int) -> tuple[File, ...]:
    monkeypatch.setattr(unreviewed_names, "_MOST", most)
    return stocked.stock_of(stocked.made_of(plans())).unreviewed


def data_of(page: Page) -> tuple[int, dict[str, list[Any]]]:
    """The number of a file, and what its script hands over."""
    head, _, value = page.text.partition("] = ")
    return int(head.removeprefix("library.goToUnreviewed[")), json.loads(value.removesuffix(";\n"))


def test_a_name_of_several_plans_is_one_and_that_of_one_issuer_is_its_own(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    (one,) = files(monkeypatch, 2000)
    number, data = data_of(unreviewed_names.page(one))
    assert (number, data["kinds"]) == (1, ["机构", "提法", "文件"])
    jishui, shanggao, yichun = 0, 2, 1
    assert data["works"] == [JISHUI, YICHUN, SHANGGAO]
    assert [one for one in data["names"] if one[2] < 2] == [
        ["吉水县应急局", "JiShuiXianYingJiJu", 0, jishui, 1, 1],
        ["上高县应急局", "ShangGaoXianYingJiJu", 0, shanggao, 1, 1],
        # Two plans have it: it leads to the one that stands last in their order.
        ["属地管理", "ShuDiGuanLi", 1, yichun, 2, 2],
        # Another form of a name leads where its full form does, and what is of one issuer to its plan.
        ["县应急局", "XianYingJiJu", 0, jishui, 1, 1, "吉水县应急局", "name-jishuixianyingjiju"],
        [
            "县应急局",
            "XianYingJiJu",
            0,
            shanggao,
            1,
            1,
            "上高县应急局",
            "name-shanggaoxianyingjiju",
        ],
        ["综合科", "ZongHeKe", 0, jishui, 1, 1, "综合科（吉水 2024）", "name-zongheke"],
        ["综合科", "ZongHeKe", 0, yichun, 1, 1, "综合科（宜春 2024）", "name-zongheke"],
    ]
    assert [one[0] for one in data["names"] if one[2] == 2] == [
        "宜春市2024年应急管理工作要点",
        "宜应急字〔2024〕8号",
    ]


def test_every_form_is_in_one_of_the_files_that_say_so(monkeypatch: pytest.MonkeyPatch) -> None:
    (whole,) = files(monkeypatch, 2000)
    every = files(monkeypatch, 2)
    assert [one.number for one in every] == [*range(1, len(every) + 1)]
    assert [entry for one in every for entry in one.entries] == [*whole.entries]
    heads = [*unreviewed_names.heads(every)]
    assert [spelt for spelt, _ in heads] == sorted(spelt for spelt, _ in heads)
    for one, (spelt, firsts) in zip(every, heads, strict=True):
        assert {entry.form[0] for entry in one.entries} == {*firsts}
        assert all(entry.spelt.lower() >= spelt for entry in one.entries)


def test_a_library_without_such_names_has_no_file() -> None:
    assert stocked.stock_of([]).unreviewed == ()


def test_filters_know_the_clauses_that_have_a_name() -> None:
    stock = stocked.stock_of(stocked.made_of(plans()))
    pages = {one.path.name: one.text for one in stocked.files_of(stock, "检索")}
    named = pages["names-1.js"].partition(", ")[2].removesuffix(");\n")
    found = json.loads(named)
    records = [key + name for key, name, *_ in found["records"]]
    assert f"agencies/~{YICHUN}/综合科" in records
    assert f"agencies/~{JISHUI}/综合科" in records
    works = sorted([JISHUI, SHANGGAO, YICHUN])
    units = {
        work: {records[number] for _, *numbers in of for number in numbers}
        for work, of in zip(works, found["units"], strict=True)
    }
    assert {work for work in works if "terms/~属地管理" in units[work]} == {YICHUN, JISHUI}
    # A document is no filter.
    assert not [one for one in records if one.startswith("instruments/")]
