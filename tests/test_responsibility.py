"""Lists of units in a paragraph: as the fixtures say, as any text needs, and on the page."""

import re
from itertools import pairwise
from pathlib import Path

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from converters.structure import responsibility
from tests import fixture_files
from tests.drawn import reading_page
from tests.fixture_files import Case
from tests.test_structure import plan_of

FIXTURES = Path(__file__).parent / "fixtures" / "responsibility"


def shown(paragraph: str) -> list[str]:
    """Each entry on a line: its role, its units, and its range as printed."""
    return [
        f"{entry.role}: {'|'.join(entry.units)} @ {paragraph[entry.start : entry.end].strip()}"
        for entry in responsibility.read(paragraph)
    ]


@pytest.mark.parametrize("case", fixture_files.params(FIXTURES))
def test_entries_are_as_the_fixture_says(case: Case) -> None:
    found = [line for paragraph in case.input.split("\n") for line in shown(paragraph)]
    assert "\n".join(found or ["-"]) == case.expected


WORDS = (
    "责任单位 牵头单位 责任领导 完成时限 目标任务 ： : 、 ， ； ; 。 ！ （ ） ( ) 〔 ] 【 市应急局 各县（市、区） "
    "综合科 张三 等有关部门 等 及 会同 由 牵头 配合 按职责 分工 负责 6月底 持续推进 加强值守 一是 甲"
)
PIECES = st.lists(st.sampled_from([*WORDS.split(), " ", "\u3000", "\0", "\n"]), max_size=40).map(
    "".join
)
ANY_TEXT = st.one_of(PIECES, st.text())


@given(ANY_TEXT)
@example("（责任单位：市应急局（责任单位：市应急局）。")
@example("责任单位：市应急局（责任单位：市水利局）。")
@example("（责任单位：市应急局）（完成时限：6月底）完成时限：6月底。")
def test_ranges_lie_in_the_text_are_disjoint_and_in_order(text: str) -> None:
    entries = responsibility.read(text)
    assert all(0 <= entry.start < entry.end <= len(text) for entry in entries)
    assert all(before.end <= after.start for before, after in pairwise(entries))


@given(ANY_TEXT)
def test_roles_and_units_are_printed_in_their_range_in_order(text: str) -> None:
    for entry in responsibility.read(text):
        assert entry.role
        assert entry.units
        at = entry.start
        for unit in entry.units:
            assert unit == unit.strip() != ""
            at = text.index(unit, at, entry.end) + len(unit)
        assert entry.role in text[entry.start : entry.end]


@given(PIECES)
def test_a_sentence_before_a_list_changes_nothing(text: str) -> None:
    before = "加强值守。"
    alone = {(entry.role, entry.units, entry.end) for entry in responsibility.read(text)}
    after = responsibility.read(before + text)
    assert alone <= {(entry.role, entry.units, entry.end - len(before)) for entry in after}


@pytest.mark.slow
@pytest.mark.parametrize(
    ("text", "entries", "units"),
    [
        ("（" * 100_000, 0, 0),
        ("（" * 50_000 + "）" * 50_000, 0, 0),
        ("（责任单位：市应急局）" * 20_000, 20_000, 20_000),
        ("（责任单位：" + "市应急局、" * 50_000 + "）", 1, 50_000),
        ("（" + "负责" * 100_000 + "）", 0, 0),
        ("（" + "按职责" * 100_000 + "）", 0, 0),
        ("（责任单位：" + "等" * 200_000 + "）", 0, 0),
        ("责任单位" + " " * 200_000, 0, 0),
        ("责任单位：" * 50_000, 0, 0),
        ("（完成时限：6月底）" * 20_000, 0, 0),
        ("，责任单位：" * 50_000, 0, 0),
        ("责任单位：市应急局。" * 20_000, 20_000, 20_000),
        ("责任单位：" + "各县（市、区）" * 30_000, 0, 0),
        (" （甲）" * 50_000, 0, 0),
        (" " * 200_000 + "（市应急局负责）", 1, 1),
    ],
)
def test_long_paragraphs_are_read(text: str, entries: int, units: int) -> None:
    """Each would take hours if any place were looked at once for every other."""
    found = responsibility.read(text)
    assert (len(found), sum(len(entry.units) for entry in found)) == (entries, units)


def lists_on_the_page(text: str) -> list[tuple[str, str]]:
    """The lists on the reading page: the classes of each, and its text."""
    plan = plan_of(text)
    return re.findall(r'<span class="(responsibility[^"]*)">(.*?)</span>', reading_page(plan))


def test_the_roles_of_one_list_stand_together_at_the_end_of_the_paragraph() -> None:
    text = "(一)更新目录。补充物资。（牵头单位：救灾科；配合单位：综合科）（完成时限：6月底）\n"
    listed = "（牵头单位：救灾科；配合单位：综合科）（完成时限：6月底）"
    assert lists_on_the_page(text) == [("responsibility", listed)]


def test_lists_stay_in_their_line_where_there_are_several_or_more_text_follows() -> None:
    several = "(一)更新目录。一是补充物资。（责任单位：救灾科）二是清仓。（责任单位：综合科）\n"
    assert lists_on_the_page(several) == [
        ("responsibility within", "（责任单位：救灾科）"),
        ("responsibility within", "（责任单位：综合科）"),
    ]
    inside = "(一)更新目录。补充物资。（责任单位：救灾科）逐一登记。\n"
    assert lists_on_the_page(inside) == [("responsibility within", "（责任单位：救灾科）")]


def test_a_paragraph_that_is_a_list_is_shown_as_one() -> None:
    text = "(一)更新目录。补充物资。\n牵头单位：县应急局\n配合单位：县财政局\n"
    assert lists_on_the_page(text) == [
        ("responsibility", "牵头单位：县应急局"),
        ("responsibility", "配合单位：县财政局"),
    ]
