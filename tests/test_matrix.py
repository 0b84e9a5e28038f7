"""The responsibility matrix and the duty sheets, before they are built to HTML."""

import html
import re
from collections.abc import Iterable
from dataclasses import replace

import pytest

from converters import pipeline
from converters.models.plan import Plan
from converters.models.source import Conjecture, Slip
from tests import stocked
from tests.test_assignments import FINDER, OF_WEIHUAKE, YICHUN
from tests.test_home import plan_of

_OFTEN = '<span class="frequency">{}</span>'
_ONE = "一、防汛\n（一）查险。每月一次。（责任单位：宜春市应急管理局）\n"
_PATH = re.compile(r"matrix/.*\.md|.*/duties(/.*)?\.md")


def listing(count: int, text: str) -> list[Plan]:
    """A library of so many plans that have the text."""
    works = (f"360900-yichun-{1000 + number}-yaodian" for number in range(count))
    one = plan_of("360900-yichun-1000-yaodian", f"宜春市工作要点\n{text}")
    return [replace(one, source=replace(one.source, work=work)) for work in works]


def made(plans: Iterable[Plan]) -> dict[str, str]:
    """The Markdown pages of the matrices and of the duty sheets by path."""
    found = stocked.made_of(plans, FINDER.authority)
    pages = stocked.pages_of(found)
    stock = stocked.stock_of(found, FINDER.authority)
    pages += stocked.files_of(stock, "职责一览", "名称", "职责")
    by_path = {page.path.as_posix(): page.text for page in pages}
    assert len(by_path) == len(pages)
    return {path: text for path, text in by_path.items() if _PATH.fullmatch(path)}


def rows(page: str) -> dict[str, list[str]]:
    """The clauses that each row of a matrix links to."""
    body = page.split("<tbody", 1)[1].split("</tbody>", maxsplit=1)[0]
    return {
        re.sub(r"\[|\].*", "", re.findall(r"<th[^>]*>(.*?)</th>", row)[0]): re.findall(
            r"index\.md#([\w-]+)\)", row.partition("</th>")[2]
        )
        for row in body.split("<tr")[1:]
    }


@pytest.fixture(scope="module")
def yichun(library: dict[str, Plan]) -> dict[str, str]:
    return made([*library.values()])


def test_the_matrix_of_yichun_has_its_twenty_clauses_and_sixteen_units(
    yichun: dict[str, str],
) -> None:
    page = yichun[f"matrix/{YICHUN}.md"]
    found = rows(page)
    assert len(found) == 16
    assert found["危化科"] == OF_WEIHUAKE
    # Line 29 names the only unit of （十七）, line 16 the only clause of 保障中心.
    assert [unit for unit, clauses in found.items() if "a5-b17" in clauses] == ["救灾科"]
    assert found["保障中心"] == ["a2-b7"]
    assert found["市森林消防专业支队"] == ["a4-b12"]
    assert len({clause for clauses in found.values() for clause in clauses}) == 20
    assert "标“未核”的单位不在规范档中" in page
    assert re.search(rf"\]\(\.\./plans/{YICHUN}/names\.md#name-[a-z]+\)\{{: title=", page)
    assert f"(../data/responsibility/{YICHUN}.csv)" in page


def test_the_sums_are_those_of_rows_and_columns(yichun: dict[str, str]) -> None:
    page = yichun[f"matrix/{YICHUN}.md"]
    found = rows(page)
    in_rows = re.findall(r'<td class="total" markdown="span">\[?(\d+)<', page)
    assert list(map(int, in_rows)) == [len(clauses) for clauses in found.values()]
    foot = page.split("<tfoot")[1]
    in_columns = list(map(int, re.findall(r"</b> </span>(\d+)<span", foot)))
    assert len(in_columns) == 20
    assert sum(in_columns) == sum(map(len, found.values())) == 108
    assert '<td class="total">108<' in foot


def test_a_small_library_shows_its_matrices_one_by_one(yichun: dict[str, str]) -> None:
    page = yichun["matrix/index.md"]
    assert f"]({YICHUN}.md)\n{{: .matrix-link }}" in page
    assert "20 条列明责任单位；16 个单位" in page
    assert "<table" not in page


@pytest.mark.slow
def test_a_large_library_has_pages_of_two_hundred() -> None:
    pages = made(listing(401, "一、防汛\n（一）查险。每月一次。（责任单位：甲局）\n"))
    names = ["matrix/index.md", "matrix/page-2.md", "matrix/page-3.md"]
    assert [pages[name].count("<tr ") for name in names] == [200, 200, 1]
    turning = (
        "**1** [2](page-2.md) [3](page-3.md)",
        "[1](index.md) **2** [3](page-3.md)",
        "[1](index.md) [2](page-2.md) **3**",
    )
    for number, (name, links) in enumerate(zip(names, turning, strict=True), 1):
        assert f"第 {number} 页，共 3 页 {links}\n" in html.unescape(pages[name])


def test_without_any_list_that_is_said() -> None:
    pages = made(listing(2, "一、防汛\n（一）查险。每月一次。\n"))
    assert list(pages) == ["matrix/index.md"]
    assert "所收规划都没有逐条列明责任单位" in pages["matrix/index.md"]


def test_several_roles_are_told_apart_in_words() -> None:
    text = (
        "一、防汛\n（一）查险。每月一次。（牵头单位：甲局；配合单位：乙局、丙局）\n"
        "（二）排险。每季一次。（牵头单位：乙局；配合单位：甲局）\n"
    )
    page = made(listing(1, text))["matrix/360900-yichun-1000-yaodian.md"]
    signs = re.findall(r'<i aria-hidden="true">(.*?)</i>', page)
    assert signs == ["牵头", "配合", "配合", "牵头", "配合"]
    assert "牵头：牵头单位　配合：配合单位" in page
    assert "●" not in page


def test_a_wide_matrix_is_cut_between_the_parts_of_the_plan() -> None:
    parts = [
        f"{part}、防汛\n"
        + "".join(f"（{one}）查险。每月一次。（责任单位：甲局）\n" for one in "一二三四五六七八")
        for part in "一二三四"
    ]
    page = made(listing(1, "".join(parts)))["matrix/360900-yichun-1000-yaodian.md"]
    tables = page.split("<table")[1:]
    assert [rows(table)["甲局"][::7] for table in tables] == [
        ["a1-b1", "a1-b8", "a2-b7"],
        ["a3-b1", "a3-b8", "a4-b7"],
    ]
    assert all(">32<" in table for table in tables)  # the sum is that of the whole plan


def test_each_resolved_unit_has_a_sheet(yichun: dict[str, str]) -> None:
    sheets = [path for path in yichun if path.endswith("/duties.md")]
    assert len(sheets) == 15
    page = yichun["agencies/yichun-yingjiju-weihuake/duties.md"]
    found = re.findall(rf"^### .*\{{: #{YICHUN}-([\w-]+) \}}$", page, re.MULTILINE)
    assert found == OF_WEIHUAKE
    assert "# 宜春市应急管理局危化科：本科室职责 {: #page }" in page


def test_a_sheet_has_the_text_and_all_who_share_it(yichun: dict[str, str]) -> None:
    page = yichun["agencies/yichun-yingjiju-weihuake/duties.md"]
    duty = page.split(f"{{: #{YICHUN}-a2-b5 }}")[1].split("</section>")[0]
    assert "一是全面评估安全生产专项整治三年行动成果，" in duty
    assert "提早谋划部署防溺水工作。\n" in duty
    assert "与其他 4 个单位" in duty
    # Line 14 of the source; the list itself stands once.
    units = re.sub(r"\]\([^)]*\)|[\[*]", "", duty)
    assert units.count("责任科室：综合科、危化科、花炮科、矿山科、工贸科\n") == 1
    assert duty.count("**危化科**") == 1
    assert "（责任科室" not in duty


def test_a_sheet_has_twenty_plans_a_page() -> None:
    pages = made(listing(41, "一、防汛\n（一）查险。每月一次。（责任单位：宜春市应急管理局）\n"))
    sheets = {path: text for path, text in pages.items() if "duties" in path}
    further = "agencies/yichun-yingjiju/duties/page-{}.md"
    assert [*sheets] == ["agencies/yichun-yingjiju/duties.md", *map(further.format, (2, 3))]
    for number, text in enumerate(sheets.values()):
        works = re.findall(r"^## .* \{: #360900-yichun-(\d+)-yaodian \}$", text, re.MULTILINE)
        assert [*map(int, works)] == [*range(1000, 1041)][number * 20 : number * 20 + 20]
        assert "\n41 份规划，41 条。\n" in text
    assert "[2](duties/page-2.md)" in sheets["agencies/yichun-yingjiju/duties.md"]
    assert "[1](../duties.md)" in sheets[further.format(3)]


def test_who_stands_alone_is_said() -> None:
    text = "一、防汛\n（一）查险。每月一次。（责任单位：宜春市应急管理局）\n"
    page = made(listing(1, text))["agencies/yichun-yingjiju/duties.md"]
    assert "单独承担" in page
    assert "本单位职责" in page


def test_a_sheet_has_what_stands_below_a_clause_unless_others_answer_for_it() -> None:
    text = (
        "一、防汛（责任单位：宜春市应急管理局）\n（一）查险。每月一次。\n1.巡堤。每日一次。\n"
        "（二）排险。每季一次。（责任单位：乙局）\n"
    )
    page = made(listing(1, text))["agencies/yichun-yingjiju/duties.md"]
    assert "查险。" in page
    assert _OFTEN.format("每月一次") in page
    assert _OFTEN.format("每日一次") in page
    assert "每季一次" not in page
    assert page.count(_OFTEN.format("每月一次")) == 1
    (often,) = [line for line in page.split("\n") if line.startswith("多久一次：")]
    assert re.sub(r"\]\([^)]*\)|\[", "", often) == "多久一次：每月一次（一）；每日一次（一）。"


def test_lists_within_a_paragraph_stay_in_their_place() -> None:
    text = (
        "一、防汛\n（一）查险。堤防每月一次。（责任单位：宜春市应急管理局）水库每日一次。"
        "（责任单位：乙局）\n"
    )
    page = made(listing(1, text))["agencies/yichun-yingjiju/duties.md"]
    text = "堤防每月一次。（责任单位：宜春市应急管理局）水库每日一次。（责任单位：乙局）"
    assert text in re.sub("<[^>]*>", "", page)


def test_what_names_the_body_and_how_often_are_marked_in_its_text() -> None:
    text = (
        "宜春市应急管理局\n一、防汛\n（一）查险。各县会商。宜春市应急管理局每季度至少组织1次演练。"
        "各乡镇定期巡堤。（责任单位：宜春市应急管理局）\n"
    )
    page = made(listing(1, text))["agencies/yichun-yingjiju/duties.md"]
    own = f'<span class="own">宜春市应急管理局{_OFTEN.format("每季度至少组织1次")}演练。</span>'
    assert f"各县会商。{own}各乡镇{_OFTEN.format('定期')}巡堤。\n" in page
    assert page.count('class="own"') == 2  # the other one is in the key
    text = text.replace("：宜春市应急管理局）", "：宜春市应急管理局、宜春市应急管理局危化科）")
    pages = made(listing(1, text))
    assert pages["agencies/yichun-yingjiju/duties.md"].count('class="own"') == 2
    assert 'class="own"' not in pages["agencies/yichun-yingjiju-weihuake/duties.md"]
    assert "画线的</span>是点了本单位名的句子" in page


def test_a_sheet_says_which_document_its_duties_are_from(yichun: dict[str, str]) -> None:
    page = yichun["agencies/yichun-yingjiju-weihuake/duties.md"]
    assert "\n宜春市应急管理局 · 宜应急字〔2023〕45号 · 2023年3月30日成文\n" in page
    assert "成文日期原文未载" in made(listing(1, _ONE))["agencies/yichun-yingjiju/duties.md"]


def test_a_sheet_says_what_in_a_duty_is_not_as_received() -> None:
    """Conjectures, what is unreadable and slips by number and note; what rules settle in the sum."""
    (plain,) = listing(
        1, "一、防汛\n（一）查验。每?一次 ，逐级上报。（责任单位：宜春市应急管理局）\n"
    )
    edition = replace(
        plain.source.edition,
        conjectures=(Conjecture(3, "每?一次", "每月一次", "据下文"),),
        slips=(Slip(3, "查验", "疑作“查险”"),),
    )
    plan = pipeline.read_plan(replace(plain.source, edition=edition))
    page = made([plan])["agencies/yichun-yingjiju/duties.md"]
    assert (
        '每<span class="emended likely">月</span><span class="note-number">&#91;1&#93;</span>一次'
        in page
    )
    assert '读作<span class="reading">月</span>，**○可能**。据下文。' in page
    assert "另有 1 处由规则校正" in page
