"""Members of numbered terms: as the fixtures say, as any text needs, and as the gold has them."""

from itertools import pairwise
from pathlib import Path
from typing import NamedTuple

import pytest
from hypothesis import given
from hypothesis import strategies as st

from converters.edition import ids
from converters.models.plan import Plan
from converters.names import members
from tests import fixture_files
from tests.conftest import GOLD, WORKS
from tests.fixture_files import Case
from tests.test_gold_names import plain
from tests.test_gold_readings import rows_of

FIXTURES = Path(__file__).parent / "fixtures" / "members"


def shown(line: str) -> str:
    """The members of the term between ‹ ›, parted by |, then … if there are more; - for none."""
    before, term, after = line.replace("›", "‹").split("‹")
    text = before + term + after
    found = members.listed(text, len(before), len(before) + len(term))
    if not found:
        return "-"
    return "|".join(text[a:b] for a, b in found.spans) + "|…" * found.and_others


@pytest.mark.parametrize("case", fixture_files.params(FIXTURES))
def test_members_are_as_the_fixture_says(case: Case) -> None:
    assert "\n".join(map(shown, case.input.split("\n"))) == case.expected


@pytest.mark.parametrize(
    ("name", "count"),
    [
        ("五个到位", 5),
        ("三化", 3),
        ("两个确立", 2),
        ("双报告", 2),
        ("双重预防机制", 2),
        ("行政执法三项制度", 3),
        ("安全生产十五条具体措施", 15),
        ("安全三问", 3),
        ("五大新城", 5),
        ("十个一", 10),
        ("十个一次", 10),
        ("三个一批", 3),
        ("三管三必须", None),
        ("四不两直", None),
        ("一岗双责", None),
        ("双五进", None),
        ("三位一体", None),
        ("双随机、一公开", None),
        ("一张图", None),
        ("十四五", None),
        ("五一", None),
        ("十一", None),
        ("党的二十大", None),
        ("十八届五中全会", None),
        ("第三方", None),
        ("第二十条", None),
        ("三年行动", None),
        ("五周年", None),
        ("长三角", None),
        ("九岭山森林火灾应急能力建设项目", None),
        ("四平市应急预案", None),
        ("三无市场", 3),
        ("五个湖", 5),
        ("万一", None),
        ("安全生产月", None),
        ("", None),
    ],
)
def test_a_name_states_its_count_only_with_one_plain_number(name: str, count: int | None) -> None:
    assert members.stated_count(name) == count


WORDS = (
    "“ ” ‘ ’ ( ) （ ） 、 ， , ； ： : 。 等 和 以及 参与 平等 以 为内容的 为主要内容的 即 即将 包括 —— 做到 推进 "
    "人防 技防 物防 进企业 进社区 进学校 五个到位 三化 双五进 活动 的"
)
PIECES = st.lists(st.sampled_from([*WORDS.split(), " ", "\0", "\n"]), max_size=20).map("".join)
ANY_TEXT = st.one_of(PIECES, st.text(max_size=30))


@given(ANY_TEXT, st.sampled_from(["三化", "五个到位", "双五进", "两会", "甲", ""]), ANY_TEXT)
def test_members_lie_in_the_text_in_order_beside_the_term(
    before: str, term: str, after: str
) -> None:
    text = before + term + after
    start, end = len(before), len(before) + len(term)
    found = members.listed(text, start, end)
    if found:
        assert len(found.spans) > 1
        assert all(0 <= a < b <= len(text) for a, b in found.spans)
        assert all(b <= start or a >= end for a, b in found.spans)
        assert all(one.end < other.start for one, other in pairwise(found.spans))
        assert all(text[a:b].strip() == text[a:b] for a, b in found.spans)


@given(ANY_TEXT)
def test_a_count_is_none_or_more_than_one(name: str) -> None:
    count = members.stated_count(name)
    assert count is None or count > 1


@given(PIECES, PIECES)
def test_a_sentence_before_or_after_changes_nothing(before: str, after: str) -> None:
    alone = members.listed(f"{before}三化{after}。", len(before), len(before) + 2)
    start = len(before) + 5
    more = members.listed(f"加强值守。{before}三化{after}。加强值守。", start, start + 2)
    shifted = more and [(a - 5, b - 5) for a, b in more.spans]
    assert shifted == (alone and [tuple(span) for span in alone.spans])


@pytest.mark.parametrize(
    "piece", ["（", "“", "”", "、", "甲、", "等", "和", "进企业、", "以", "推进", " ", "即", "三"]
)
def test_a_long_paragraph_costs_no_more_than_a_short_one(piece: str) -> None:
    """Each would take hours if any place were looked at once for every other."""
    side = piece * 200_000
    assert members.listed(side + "三化" + side, len(side), len(side) + 2) is None
    assert members.stated_count(side) is None


def test_a_list_that_reaches_too_far_is_not_cut() -> None:
    before = "做到" + "进企业、" * 200 + "进社区"
    assert members.listed(f"{before}“三化”", len(before) + 1, len(before) + 3) is None
    for announcing in ("，即", "：甲，乙，", "行为包括"):
        assert members.listed("“三化”" + announcing + "进企业、" * 200 + "进社区", 1, 3) is None


class Row(NamedTuple):
    """One row of the gold, and what is found for it."""

    place: str
    term: str
    stated: int | None
    members: list[str]
    found: list[str]


def rows(work: str, library: dict[str, Plan]) -> list[Row]:
    """All terms of a plan; the n-th row of a term in a unit is its n-th mention there."""
    texts = ids.texts(library[work])
    seen: dict[tuple[str, str], int] = {}
    out = []
    for place, term, count, unit, listed in rows_of(GOLD / "members" / f"{work}.tsv"):
        key, at = seen.get((unit, term), -1), 0
        paragraphs = [
            text for id_, text in texts.items() if id_ == unit or id_.startswith(f"{unit}-p")
        ]
        mentions = [
            (text, at)
            for text in paragraphs
            for at in range(len(text))
            if text.startswith(term, at)
        ]
        seen[unit, term] = key + 1
        text, at = mentions[key + 1]
        found = members.listed(text, at, at + len(term))
        printed = [text[a:b] for a, b in found.spans] if found else []
        out.append(Row(place, term, int(count or 0) or None, listed.split("|"), printed))
    return out


# What the gold has and the form does not show: where the first member begins is plain only to
# who knows what the words mean, or other words stand between the list and the term.
UNKNOWN = {
    "220502-dongchang-2021-2025-guihua": {
        "54:21 双重预防机制",  # 推进企业|风险分级管控和…
        "248:212 双重预防机制",  # 构建|安全风险分级管控和…: members of two lengths
        "444:19 三大体系",  # 完善森林火灾|预防、…
    },
    "310000-shanghai-2022-yaodian": {"8:96 双重预防机制"},  # 推进构建|安全风险分级管控和…
    "320412-wujin-2017-yaodian": set[str](),
    "360900-yichun-2023-yaodian": {
        "13:76 双重预防体系",  # 深化|安全风险分级管控和…
        "27:247 四员",  # 等关键岗位人员开展 before the term
    },
    "620724-gaotai-2025-yaodian": {"13:238 十项机制"},  # 印发县安防委会|事故隐患…
}


@pytest.mark.parametrize("work", WORKS)
def test_members_are_those_of_the_gold_or_none(work: str, library: dict[str, Plan]) -> None:
    missed = set()
    for row in rows(work, library):
        if row.found:
            assert [plain(word) for word in row.found] == [plain(word) for word in row.members], row
        elif row.members != [""]:
            missed.add(f"{row.place} {row.term}")
    assert missed == UNKNOWN[work]


def test_two_of_three_lists_of_the_gold_are_found(library: dict[str, Plan]) -> None:
    with_members = [row for work in WORKS for row in rows(work, library) if row.members != [""]]
    assert (sum(bool(row.found) for row in with_members), len(with_members)) == (14, 21)


@pytest.mark.parametrize("work", WORKS)
def test_counts_are_those_of_the_gold(work: str, library: dict[str, Plan]) -> None:
    for row in rows(work, library):
        assert members.stated_count(row.term) == row.stated, row
