"""The pages of names: every clause that names a record, the sentence as it stands, on its page."""

import html
import re
from collections.abc import Iterator
from pathlib import Path

import markdown
import pytest
import yaml

from converters import pipeline
from converters.ingest import sources
from converters.models.page import Page
from converters.models.plan import Plan
from converters.names import authority, companions, lookalikes, mentions
from converters.names.authority import Scope
from converters.names.index import Index
from converters.names.name_finder import NameFinder
from converters.pages.names import name_list, name_page, name_pages, occurrences, type_page
from converters.pages.names.cross_references import CrossReferences, full_name
from converters.text import escape
from tests.conftest import ROOT
from tests.test_hostile_text import ACTIVE, Html

DONGCHANG = "220502-dongchang-2021-2025-guihua"
SHANGHAI = "310000-shanghai-2022-yaodian"
WUJIN = "320412-wujin-2017-yaodian"
YICHUN = "360900-yichun-2023-yaodian"
GAOTAI = "620724-gaotai-2025-yaodian"

_ROW = re.compile(r'<dt markdown="span">\[([^]]+)\]\([./]*plans/([^/]+)/index\.md#([^)]+)\)</dt>')
_MARK = re.compile("<mark>(.*?)</mark>")
_SPAN = re.compile("<[^>]*>")
EXTENSIONS = ["attr_list", "md_in_html", "tables", "toc"]


@pytest.fixture(scope="module")
def references(library: dict[str, Plan]) -> CrossReferences:
    return CrossReferences(pipeline.read_index(ROOT / "docs", tuple(library.values())))


def key_of(name: str, references: CrossReferences, scope: Scope | None = None) -> str:
    (key,) = references.index.authority.resolve(name, scope or Scope())
    return key


def only_page(key: str, references: CrossReferences) -> str:
    (page,) = name_page.pages(key, references)
    return page.text


def places(text: str) -> dict[str, list[str]]:
    """The addresses of 出处, as shown, by plan."""
    found: dict[str, list[str]] = {}
    for shown, work, _ in _ROW.findall(text.partition("## 出处")[2]):
        found.setdefault(work, []).append(html.unescape(shown))
    return found


def plain(markup: str) -> str:
    return html.unescape(_SPAN.sub("", markup))


WHERE = {
    "三管三必须": {DONGCHANG: ["四（一）4·2"], GAOTAI: ["一（一）"]},
    "安全生产月": {
        SHANGHAI: ["三（四）"],
        YICHUN: ["五（十五）"],
        DONGCHANG: ["一（一）", "一（七）", "四（六）3"],
        GAOTAI: ["三（四）"],
    },
    "双重预防机制": {
        SHANGHAI: ["一（一）"],
        YICHUN: ["二（四）"],
        DONGCHANG: ["一（三）"] * 3 + ["三（二）5", "三（三）2（3）", "四（一）4·3"],
        GAOTAI: ["二（五）"],  # twice in one sentence
    },
    "地方党政领导干部安全生产责任制规定": {DONGCHANG: ["四（一）4·1"], GAOTAI: ["一（一）"]},
}


@pytest.mark.parametrize("name", WHERE)
def test_a_page_has_exactly_the_clauses_that_name_it(
    name: str, references: CrossReferences
) -> None:
    assert places(only_page(key_of(name, references), references)) == WHERE[name]


def test_a_variant_stands_on_the_page_as_its_plan_has_it(references: CrossReferences) -> None:
    text = only_page(key_of("双重预防机制", references), references)
    forms = text.partition("## 异写")[2].partition("## 出处")[0]
    (row,) = [line for line in forms.split("\n") if "宜春 2023" in line]
    assert plain(row).startswith("安全风险分级管控和隐患排查治理双重预防体系宜春 20231异写")
    text = only_page(key_of("三管三必须", references), references)
    assert "“三个必须”" in text.partition("## 异写")[2].partition("## 出处")[0]


def test_a_section_has_its_clauses_and_those_it_shares_them_with(
    references: CrossReferences,
) -> None:
    issuer = key_of("宜春市应急管理局", references)
    key = key_of("危化科", references, Scope("360900", issuer))
    text = only_page(key, references)
    assert places(text) == {
        YICHUN: [
            "一（二）",
            "一（三）",
            "二（四）",
            "二（五）",
            "二（六）",
            "二（七）",
            "四（十一）",
            "五（十四）",
            "五（十五）",
            "五（十六）",
        ]
    }
    assert "（责任科室：综合科、<mark>危化科</mark>、花炮科、矿山科、工贸科）" in text
    assert (
        "（责任科室：规宣科、矿山科、<mark>危化科</mark>、花炮科、指挥协调中心、执法支队）" in text
    )
    assert "常同见" in text


def test_a_document_has_its_number_and_where_it_is_printed(references: CrossReferences) -> None:
    text = only_page(key_of("地方党政领导干部安全生产责任制规定", references), references)
    (row,) = [line for line in text.split("\n") if "发文字号" in line]
    assert "厅字〔2018〕13号" in row
    assert f"[东昌 2021—25 四（一）4·1](../plans/{DONGCHANG}/index.md#" in row


def test_the_sentence_stands_as_it_is_read(references: CrossReferences) -> None:
    text = only_page(key_of("安全生产月", references), references)
    assert (
        '<span class="heading">推进宣教培训</span> '
        "强化日常宣传，加强新闻发布工作，持续开展“<mark>安全生产月</mark>”“防灾减灾日”等主题宣传。"
    ) in text
    # Shanghai's characters were lost in transcoding: readings are marked, what is lost stays □.
    (row,) = [line for line in text.split("\n") if "深化宣传教育培训实效" in line]
    assert '<span class="emended unknown">□“</span>' in row
    assert "组织安全生产月、防灾减灾日、消防安全月" in plain(row.replace("mark>", "b>"))


def test_who_says_nothing_is_said(references: CrossReferences) -> None:
    lead = name_page.summary(key_of("安全生产月", references), references)
    assert lead == "四份规划提及，共 6 处。未见于武进 2017。"
    issuer = key_of("宜春市应急管理局", references)
    section = key_of("危化科", references, Scope("360900", issuer))
    assert name_page.summary(section, references) == "一份规划提及，共 10 处。"


def test_every_mention_is_marked_once_on_the_page_of_its_name(
    references: CrossReferences,
) -> None:
    for key, record in references.records.items():
        if record.scheme not in ("agencies", "terms", "instruments"):
            continue
        marked = [
            plain(found) for page in name_page.pages(key, references) for found in marks(page.text)
        ]
        shown = [
            references.quoter(one.plan).shown(mention)
            for one in references.of(key)
            for mention in one.mentions
        ]
        assert marked == shown, key


def marks(text: str) -> list[str]:
    return _MARK.findall(text.partition("## 出处")[2])


def test_each_link_of_an_occurrence_leads_to_the_part_with_the_mention(
    references: CrossReferences,
) -> None:
    for key, record in references.records.items():
        if record.scheme in ("agencies", "terms", "instruments"):
            linked = {
                (work, part)
                for page in name_page.pages(key, references)
                for _, work, part in _ROW.findall(page.text)
            }
            parts = {
                (str(one.plan.source.work), mention.part)
                for one in references.of(key)
                for mention in one.mentions
            }
            assert linked <= parts
            assert {work for work, _ in linked} == {work for work, _ in parts}


def test_a_type_gathers_the_bodies_of_all_places(references: CrossReferences) -> None:
    (key,) = [
        one.key
        for one in references.index.authority.of_scheme("agency-types")
        if one.pref == "应急管理局"
    ]
    (page,) = type_page.pages(key, references)
    assert {SHANGHAI, YICHUN, DONGCHANG, GAOTAI} <= places(page.text).keys()
    for name in ("上海市应急管理局", "宜春市应急管理局", "通化市东昌区应急管理局"):
        assert f'<span class="agency">{name}</span>' in page.text


def test_what_places_share_stands_before_all(references: CrossReferences) -> None:
    (page,) = name_list.pages("terms", references)
    shared, _, every = page.text.partition("## 全部")
    names = re.findall(r'<td class="title"[^>]*>\[([^]]*)\]', shared)
    assert {"双重预防机制", "安全生产月", "三管三必须"} <= set(names)
    assert names.index("双重预防机制") < names.index("三管三必须")
    count = len(references.index.authority.of_scheme("terms"))
    assert len(re.findall("<tr data-kind", every)) == count


def test_two_readings_give_the_same_pages(references: CrossReferences) -> None:
    one = list(name_pages.pages(references.index, {}))
    index = pipeline.read_index(ROOT / "docs", references.index.plans)
    assert one == list(name_pages.pages(index, {}))


# Libraries made for a test


def made_index(folder: Path, text: str, *terms: dict[str, object]) -> Index:
    folder.mkdir(exist_ok=True)
    content = yaml.safe_dump(list(terms), allow_unicode=True)
    (folder / "terms.yml").write_text(content, "utf-8")
    names = authority.load(folder)
    source = sources.from_bytes(Path("plan.txt"), text.encode(), GAOTAI)
    plan = pipeline.read_plan(source)
    return Index(names, (plan,), {GAOTAI: mentions.find(plan, NameFinder(names))})


def term(id_: str, pref: str, **more: object) -> dict[str, object]:
    return {"id": id_, "pref": pref, "kind": "practice", "note": "见正文。", **more}


def test_many_mentions_go_on_on_further_pages(tmp_path: Path) -> None:
    sentence = "各村开展夜访夜谈。"
    text = "一、工作\n" + "".join(f"({n})安排。{sentence * 30}\n" for n in "一二三四五六七八九十")
    references = CrossReferences(made_index(tmp_path, text, term("yefang", "夜访夜谈")))
    first, second = name_page.pages("terms/yefang", references)
    assert (first.path, second.path) == (Path("terms/yefang.md"), Path("terms/yefang/2.md"))
    assert [len(marks(page.text)) for page in (first, second)] == [200, 100]
    assert "[下一页](yefang/2.md)" in first.text
    assert "[上一页](../yefang.md)" in second.text
    assert f"](../../plans/{GAOTAI}/index.md#a1-b10)" in second.text
    assert first.text.count("■") <= 40


def test_many_mentions_in_one_sentence_are_all_marked(tmp_path: Path) -> None:
    text = "一、工作\n(一)安排。" + "推行夜访夜谈，" * 500 + "见效。\n"
    references = CrossReferences(made_index(tmp_path, text, term("yefang", "夜访夜谈")))
    pages = list(name_page.pages("terms/yefang", references))
    assert [len(marks(page.text)) for page in pages] == [200, 200, 100]
    assert max(len(page.text) for page in pages) < 40_000


def test_a_long_sentence_is_cut_around_the_name_and_says_so(tmp_path: Path) -> None:
    text = (
        "一、工作\n(一)安排。"
        + "甲乙丙丁，" * 60
        + "推行夜访夜谈，"
        + "戊己庚辛，" * 60
        + "见效。\n"
    )
    references = CrossReferences(made_index(tmp_path, text, term("yefang", "夜访夜谈")))
    page = only_page("terms/yefang", references)
    (row,) = [line for line in page.split("\n") if "<mark>" in line]
    quoted = plain(row.partition("</span> ")[2])
    assert quoted.startswith("……甲乙丙丁，")
    assert quoted.endswith("戊己庚辛……")
    assert len(quoted) < 160


def test_long_lists_have_pages(tmp_path: Path) -> None:
    terms = [term(f"t{n}", f"提法{n}号") for n in range(1100)]
    references = CrossReferences(made_index(tmp_path, "一、工作\n提法7号。\n", *terms))
    pages = list(name_list.pages("terms", references))
    assert [page.path.as_posix() for page in pages] == [
        "terms/index.md",
        "terms/index/2.md",
        "terms/index/3.md",
    ]
    assert [page.text.count("<tr data-kind") for page in pages] == [500, 500, 100]
    assert "](../t" in pages[1].text


def test_lists_of_nothing_are_pages_too(tmp_path: Path) -> None:
    index = made_index(tmp_path, "一、工作\n推进。\n")
    paths = {page.path.as_posix() for page in name_pages.pages(index, {})}
    lists = {f"{scheme}/index.md" for scheme in authority.SCHEMES}
    (plan,) = index.plans
    assert paths == {*lists, f"plans/{plan.source.work}/preview.js"}


def test_an_older_address_leads_on(tmp_path: Path) -> None:
    index = made_index(tmp_path, "一、工作\n夜访夜谈。\n", term("yefang", "夜访夜谈"))
    made = {page.path: page for page in name_pages.pages(index, {"terms/ye-fang": "terms/yefang"})}
    page = made[Path("terms/ye-fang.md")]
    assert "leads_to: terms/yefang/" in page.text
    assert "[夜访夜谈](yefang.md)" in page.text


HOSTILE = (
    "<img src=x onerror=alert(1)>甲",
    "[甲](javascript:alert(1))",
    "*甲*`乙`{: .evil #evil }",
    "甲|乙](x){{ 7*7 }}",
    "“&lt;script&gt;”甲",
)


@pytest.mark.parametrize("pref", HOSTILE)
def test_a_hostile_name_is_text(pref: str, tmp_path: Path) -> None:
    harmless = "各单位要认真组织学习，逐级落实责任，确保各项任务按期完成。\n" * 5
    text = f"一、工作\n(一){pref}。推行{pref}，“{pref}”见效。\n{harmless}"
    record = term("jia", pref, note=f"据{pref}。", alt=[f"{pref}乙"])
    index = made_index(tmp_path, text, record, term("yi", f"{pref}丙"))
    for page in name_pages.pages(index, {"terms/old": "terms/jia"}):
        parsed = rendered(page)
        assert not [tag for tag, _ in parsed.elements if tag in ACTIVE], page.path
        for tag, values in parsed.elements:
            assert not [name for name in values if name.startswith("on")], (page.path, tag)
            assert "evil" not in values.get("class", "").split()
            assert not str(values.get("href")).startswith("javascript"), page.path
        if page.path == Path("terms/jia.md"):
            assert parsed.texts["h1"].strip() == shown(index)


def shown(index: Index) -> str:
    record = index.authority.records["terms/jia"]
    return escape.visible(full_name(record))


def rendered(page: Page) -> Html:
    body = page.text.partition("\n---\n")[2]
    return Html(markdown.markdown(body, extensions=EXTENSIONS))


# What is computed from all


def test_lookalikes_contain_one_another_and_are_not_above_one_another(tmp_path: Path) -> None:
    index = _with_places(tmp_path)
    found = lookalikes.of(index.authority, "terms")
    assert found["terms/shi-ge-yi"] == ("terms/shi-ge-yi-dongchang",)
    assert found["terms/wu-jin"] == ("terms/wu-jin-huodong",)
    assert "terms/shuang-wu-jin" not in found
    assert "terms/qita" not in found


def _with_places(folder: Path) -> Index:
    folder.mkdir(exist_ok=True)
    places_ = [
        {"id": "620724", "pref": "高台县", "note": "甲"},
        {"id": "220502", "pref": "东昌区", "note": "乙"},
    ]
    (folder / "places.yml").write_text(yaml.safe_dump(places_, allow_unicode=True), "utf-8")
    return made_index(
        folder,
        "一、工作\n推进。\n",
        term("shi-ge-yi", "十个一（高台县）", place="620724"),
        term("shi-ge-yi-dongchang", "十个一（东昌区）", place="220502"),
        term("wu-jin", "五进"),
        term("shuang-wu-jin", "双五进", broader="wu-jin"),
        term("wu-jin-huodong", "五进活动"),
        term("qita", "夜访夜谈"),
    )


def test_companions_are_those_of_more_than_one_clause(tmp_path: Path) -> None:
    text = (
        "一、工作\n(一)甲项。夜访夜谈、村村通、户户清。\n"
        "(二)乙项。夜访夜谈、村村通。\n(三)丙项。夜访夜谈、户户清、村村通。\n(四)丁项。夜访夜谈、月月讲。\n"
    )
    names = {"yefang": "夜访夜谈", "cun": "村村通", "hu": "户户清", "yue": "月月讲"}
    index = made_index(tmp_path, text, *(term(id_, pref) for id_, pref in names.items()))
    found = companions.Companions(index).of("terms/yefang", 6)
    assert found == [("terms/cun", 3), ("terms/hu", 2)]


def test_companions_are_counted_in_all_clauses(tmp_path: Path) -> None:
    """They are looked for among sixty names of a clause; what is told is counted among all."""
    crowd = {f"crowd-{at:02}": f"甲{chr(0x4E00 + at)}乙行动" for at in range(70)}
    text = (
        "一、工作\n(一)甲项。夜访夜谈、村村通。\n(二)乙项。夜访夜谈、村村通。\n"
        f"(三)丙项。夜访夜谈、{'、'.join(crowd.values())}、村村通。\n"
    )
    names = {"yefang": "夜访夜谈", "cun": "村村通", **crowd}
    index = made_index(tmp_path, text, *(term(id_, pref) for id_, pref in names.items()))
    assert companions.Companions(index).of("terms/yefang", 6) == [("terms/cun", 3)]


def test_a_type_of_national_bodies_has_no_places(tmp_path: Path) -> None:
    kind = {"id": "zongdui", "pref": "总队", "note": "见正文。"}
    empty = {"id": "zhidui", "pref": "支队", "note": "见正文。"}
    body = {
        "id": "jia",
        "pref": "国家甲总队",
        "kind": "force",
        "type": "zongdui",
        "note": "见正文。",
    }
    for name, records in (("agency-types", [kind, empty]), ("agencies", [body])):
        (tmp_path / f"{name}.yml").write_text(yaml.safe_dump(records, allow_unicode=True), "utf-8")
    references = CrossReferences(made_index(tmp_path, "一、工作\n国家甲总队。\n"))
    (page,) = type_page.pages("agency-types/zongdui", references)
    assert "\n一个机构，共 1 处。\n" in page.text
    (page,) = type_page.pages("agency-types/zhidui", references)
    assert "\n尚无机构。\n" in page.text


def test_occurrences_are_paged_by_mentions(references: CrossReferences) -> None:
    def groups() -> Iterator[occurrences.Group]:
        for key in references.records:
            for one in references.of(key):
                yield occurrences.Group(str(one.plan.source.work), "", one)

    paged = occurrences.paged(occurrences.of(groups(), references))
    counts = [sum(len(one.quotation.marks) for one in page) for page in paged]
    assert all(count <= 200 for count in counts)
    assert all(count > 180 for count in counts[:-1])
