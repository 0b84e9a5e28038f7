"""The structure of the founding plans against outlines that were made by reading them."""

from collections import Counter

import pytest

from converters.edition import ids
from converters.models.plan import Plan
from tests.conftest import GOLD, WORKS, data_of

COUNTS = {  # by layer, counted in the texts
    "360900-yichun-2023-yaodian": {"a": 6, "b": 20},
    "320412-wujin-2017-yaodian": {"a": 6, "c": 17},
    "620724-gaotai-2025-yaodian": {"a": 6, "b": 26},
    "220502-dongchang-2021-2025-guihua": {"a": 6, "b": 33, "c": 52, "d": 7, "u": 31},
    "310000-shanghai-2022-yaodian": {"a": 7, "b": 22},
}


def gold(work: str, kind: str) -> list[list[str]]:
    text = (GOLD / f"{work}.{kind}").read_text("utf-8")
    return [line.split("\t") for line in text.splitlines()]


@pytest.mark.parametrize("work", WORKS)
def test_clauses_by_layer_are_as_counted_in_the_text(work: str, library: dict[str, Plan]) -> None:
    assert Counter(clause.layer for clause in library[work].clauses) == COUNTS[work]


@pytest.mark.parametrize("work", WORKS)
def test_outline_is_the_one_read_from_the_text(work: str, library: dict[str, Plan]) -> None:
    found = [
        [str(clause.line), clause.id, clause.label.text or "-", clause.heading.text]
        for clause in library[work].clauses
    ]
    assert found == gold(work, "outline")


@pytest.mark.parametrize("work", WORKS)
def test_every_other_address_is_the_one_read_from_the_text(
    work: str, library: dict[str, Plan]
) -> None:
    texts = ids.texts(library[work])
    expected = gold(work, "addresses")
    outline = {row[1] for row in gold(work, "outline")}
    assert texts.keys() - outline == {id_ for _, id_, _ in expected}
    for _, id_, start in expected:
        shown = " ".join(texts[id_].split())
        assert shown.startswith(" ".join(start.split())), id_


@pytest.mark.parametrize("work", WORKS)
def test_lines_of_other_addresses_are_those_of_the_gold(
    work: str, library: dict[str, Plan]
) -> None:
    value = data_of(library[work])
    source = library[work].source
    starts = {
        part["id"]: part["spans"][0][0] for unit in value["clauses"] for part in unit["parts"]
    }
    starts |= {
        part["id"]: part["spans"][0][0] for unit in value["blocks"] for part in unit["parts"]
    }
    starts |= {table["id"]: table["spans"][0][0] for table in value["tables"]}
    rows = (unit for unit in library[work].units if unit.kind == "row")
    starts |= {row.id: row.start for row in rows}
    for line, id_, _ in gold(work, "addresses"):
        assert source.position(starts[id_]).line == int(line), id_


def test_the_twenty_responsibility_lists_of_yichun(library: dict[str, Plan]) -> None:
    work = "360900-yichun-2023-yaodian"
    found = [
        [entry["clause_id"], entry["role"], "、".join(entry["units"])]
        for entry in data_of(library[work])["responsibility"]
    ]
    assert len(found) == 20
    assert found == gold(work, "responsibility")


def test_the_indicator_table_of_dongchang(library: dict[str, Plan]) -> None:
    table, box = data_of(library["220502-dongchang-2021-2025-guihua"])["tables"]
    assert (len(table["rows"]), {len(row) for row in table["rows"]}) == (7, {4})
    assert table["header"] == ["序号", "指标", "预期值", "指标性质"]
    assert table["caption"] == "“十四五”期间通化市东昌区应急管理领域主要指标"
    assert table["clause_id"] == "a3-b3"
    assert [row[2] for row in table["rows"]] == [
        "下降13%", "下降33%", "下降5%", "下降10%", "<1%", "<1", "<15000",
    ]  # fmt: skip
    assert (len(box["rows"]), {len(row) for row in box["rows"]}) == (6, {2})
    assert [row[0] for row in box["rows"]] == [
        "地震灾害", "地质灾害", "洪灾", "旱灾", "森林防火", "气象灾害",
    ]  # fmt: skip


def test_noise_is_only_navigation_and_the_repeated_metadata(library: dict[str, Plan]) -> None:
    noise = {
        (work, block.rule, part.line)
        for work, plan in library.items()
        for block in plan.blocks
        if block.kind == "noise"
        for part in block.parts
    }
    dongchang = "220502-dongchang-2021-2025-guihua"
    repeated = {(dongchang, "repeated-metadata", line) for line in (12, 13, 14, 15)}
    assert noise == repeated | {
        (dongchang, "site-navigation", 1),
        (dongchang, "breadcrumb", 3),
    }


def test_nothing_of_the_founding_plans_is_left_unparsed_or_doubtful(plan: Plan) -> None:
    assert [block for block in plan.blocks if block.kind == "unparsed"] == []
    assert plan.problems == ()


def test_legitimate_blanks_stay_and_stray_ones_go(library: dict[str, Plan]) -> None:
    texts = ids.texts(library["220502-dongchang-2021-2025-guihua"])
    assert "《中共中央办公厅 国务院办公厅关于印发" in texts["a4-b1-c4-u1"]
    assert "吉林省党政领导干部安全生产责任制" in texts["a4-b1-c4-u1"]
    gaotai = "\n".join(ids.texts(library["620724-gaotai-2025-yaodian"]).values())
    assert " " not in gaotai
    assert "“十五五”规划布局之年" in gaotai
    assert "完善灾害信息员保障措施" in gaotai


def test_the_sources_own_slips_stay(library: dict[str, Plan]) -> None:
    texts = ids.texts(library["220502-dongchang-2021-2025-guihua"])
    assert "结(积冰、寒潮" in texts["a4-b3-x1-r6"]
    assert "单位旅行相应责任" in texts["a5-b2-c5"]
    assert texts["a3-b3-t1-r6"].split("\t")[1] == "年均每百万人口因自然灾害"
    assert ids.texts(library["320412-wujin-2017-yaodian"])["a4-c12"].endswith("跨区域合作,")
