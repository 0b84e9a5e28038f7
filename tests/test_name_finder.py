"""Names are found whole, longest, known where the plan stands, however they are set."""

from itertools import pairwise
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from converters.names import authority_files, name_folding
from converters.names.authority import Authority, Scope
from converters.names.name_finder import NameFinder
from converters.text.mapped_text import Span
from tests import fixture_files
from tests.fixture_files import Case

FILES = {
    "places": """
- {id: "990000", pref: 乙省, note: 省}
- {id: "990100", pref: 甲市, broader: "990000", note: 市}
- {id: "990200", pref: 丙市, broader: "990000", note: 市}
""",
    "agencies": """
- {id: yingji-guanlibu, pref: 中华人民共和国应急管理部, alt: [应急管理部], kind: department, note: 国家}
- {id: jia-yingjiju, pref: 甲市应急管理局, alt: [市应急局], kind: department, place: "990100", note: 市}
- {id: jia-weihuake, pref: 甲市应急管理局危化科, alt: [危化科], kind: section, place: "990100",
   broader: jia-yingjiju, note: 科}
- {id: jia-zhengfu, pref: 甲市人民政府, alt: [市政府], kind: government, place: "990100", note: 市}
- {id: jia-jianzaiwei, pref: 甲市减灾委员会, alt: [市减灾委], kind: commission, place: "990100", note: 市}
- {id: jia-tezhong, pref: 甲市安委会特种设备专业委员会, kind: commission, place: "990100", note: 市}
- {id: jia-zhiye, pref: 甲市安委会职业病防治专业委员会, kind: commission, place: "990100", note: 市}
- {id: bing-zhengfu, pref: 丙市人民政府, alt: [市政府], kind: government, place: "990200", note: 市}
""",
    "terms": """
- {id: da-yingji, pref: 大应急, kind: principle, note: 提法}
- {id: liu-you, pref: 六有, kind: numbered, note: 提法}
- {id: yiyijiu, pref: "119", kind: practice, note: 电话}
- {id: san-guan, pref: 三管三必须, kind: numbered, note: 提法}
- {id: hulianwang, pref: 工业互联网+安全生产, kind: campaign, note: 行动}
- {id: si-yuan, pref: 四员, kind: category, quoted: true, note: 提法}
- {id: tianyan, pref: 天眼卫星系统, kind: system, note: 系统}
- {id: er-zhong, pref: 二十届二中全会, kind: event, note: 会议}
- {id: san-zhong, pref: 二十届三中全会, kind: event, note: 会议}
""",
}
HERE = Scope("990100", "agencies/jia-yingjiju")


@pytest.fixture(scope="module")
def finder(tmp_path_factory: pytest.TempPathFactory) -> NameFinder:
    folder = tmp_path_factory.mktemp("authority")
    for name, text in FILES.items():
        (folder / f"{name}.yml").write_text(text, "utf-8")
    return NameFinder(authority_files.load(folder))


@pytest.mark.parametrize("case", fixture_files.params(Path(__file__).parent / "fixtures" / "names"))
def test_names(case: Case, finder: NameFinder) -> None:
    found = [
        f"{'|'.join(one.keys)} {case.input[one.start : one.end]}"
        for one in finder.find(case.input, HERE)
    ]
    assert found == case.expected.splitlines()


def test_a_short_name_means_the_body_of_the_plans_place(finder: NameFinder) -> None:
    there = Scope("990200")
    assert [one.keys for one in finder.find("报市政府。", there)] == [("agencies/bing-zhengfu",)]
    assert finder.find("报市应急局。危化科负责。", there) == []
    assert [one.keys for one in finder.find("甲市应急管理局", there)] == [
        ("agencies/jia-yingjiju",)
    ]


def test_no_name_is_found_where_something_else_stands(finder: NameFinder) -> None:
    text = "《三管三必须办法》与三管三必须"
    found = finder.find(text, HERE, [Span(1, 8)])
    assert [(one.start, one.end) for one in found] == [(10, 15)]


def test_an_authority_without_records_finds_nothing() -> None:
    assert NameFinder(Authority()).find("应急管理部", HERE) == []


@pytest.mark.parametrize(
    ("text", "name", "whole"),
    [
        ("“天眼”卫星", "天眼”卫星", "“天眼”卫星"),
        ("建设“天眼", "建设“天眼", None),
        ("建设“天眼”", "建设“天眼", "建设“天眼”"),
        ("“天”眼”卫星", "天”眼”卫星", None),
        ("建设“天“眼”", "建设“天“眼", None),
        ("“天”卫“眼”", "天”卫“眼", None),
    ],
)
def test_one_mark_right_outside_belongs_to_a_name(text: str, name: str, whole: str | None) -> None:
    start = text.index(name)
    found = name_folding.whole(text, start, start + len(name))
    assert (text[slice(*found)] if found else None) == whole


def test_a_name_may_stand_right_behind_something_else(finder: NameFinder) -> None:
    found = finder.find("本要点三管三必须", HERE, [Span(0, 3)])
    assert [(one.start, one.end) for one in found] == [(3, 8)]


def test_where_the_longest_name_does_not_fit_a_shorter_one_is_found(finder: NameFinder) -> None:
    text = "甲市应急管理局危化科"
    assert [one.end for one in finder.find(text, HERE)] == [len(text)]
    found = finder.find(text, HERE, [Span(7, 10)])
    assert [(one.start, one.end, one.keys) for one in found] == [(0, 7, ("agencies/jia-yingjiju",))]


@pytest.mark.parametrize(
    ("name", "folded"),
    [
        ("工业互联网＋安全生产", "工业互联网+安全生产"),
        ("ＡＰＰ监测", "app监测"),
        ("App 监测", "app监测"),
        ("《“天眼”系统》", "天眼系统"),
        ("Ⅱ级响应", "Ⅱ级响应"),
    ],
)
def test_a_name_is_folded_however_it_is_set(name: str, folded: str) -> None:
    assert name_folding.fold(name) == name_folding.folded(name).text == folded


@given(st.text(alphabet=st.sampled_from([*"应急aZＡｚ１Ⅱ “”《》＜\u3000+＋"])))
def test_a_name_and_a_text_are_folded_alike(text: str) -> None:
    assert name_folding.fold(text) == name_folding.folded(text).text


PIECES = st.sampled_from(
    [*"市应急管理局部门“”、和 ，。六有全会", "二十届", "三管三必须", "专业委员会"]
)


@given(st.lists(PIECES, max_size=40).map("".join))
def test_finds_are_in_order_disjoint_and_names(text: str) -> None:
    finder = _shared_finder()
    found = finder.find(text, HERE)
    assert all(0 <= one.start < one.end <= len(text) for one in found)
    assert all(one.end <= other.start for one, other in pairwise(found))
    assert all(one.keys for one in found)


@given(st.text(max_size=80))
def test_any_text_can_be_searched(text: str) -> None:
    for one in _shared_finder().find(text, HERE):
        assert text[one.start : one.end].strip()


_FINDERS: list[NameFinder] = []


def _shared_finder() -> NameFinder:
    assert _FINDERS, "made by the fixture below"
    return _FINDERS[0]


@pytest.fixture(autouse=True, scope="module")
def _keep(finder: NameFinder) -> None:
    _FINDERS.append(finder)
