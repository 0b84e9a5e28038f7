"""The pages of names: every clause that names a record, the sentence as it stands, on its page."""

import html
import posixpath
import re
from collections.abc import Iterator, Mapping
from pathlib import Path

import markdown
import pytest
import yaml

from converters import output, pieces, pipeline
from converters.citation.quotations import Quoter
from converters.ingest import sources
from converters.library.references import References
from converters.models.page import Page
from converters.models.plan import Plan
from converters.names import authority, authority_files
from converters.names.authority import Authority, Scope
from converters.names.plan_names import PlanNames
from converters.output import OF_LIBRARY
from converters.pages.names import name_list, name_page, occurrences, type_page
from converters.pages.names.name_links import full_name
from converters.stock import Stock
from converters.text import escape
from tests import stocked
from tests.test_hostile_text import ACTIVE, Html

DONGCHANG = "220502-dongchang-2021-2025-guihua"
SHANGHAI = "310000-shanghai-2022-yaodian"
WUJIN = "320412-wujin-2017-yaodian"
YICHUN = "360900-yichun-2023-yaodian"
GAOTAI = "620724-gaotai-2025-yaodian"

_ROW = re.compile(
    r'<td class="at" markdown="span">\[([^]]+)\]\([./]*plans/([^/]+)/index\.md#([^)]+)\)</td>'
)
_MARK = re.compile("<mark>(.*?)</mark>")
_SPAN = re.compile("<[^>]*>")
EXTENSIONS = ["attr_list", "md_in_html", "tables", "toc"]


def key_of(name: str, references: References, scope: Scope | None = None) -> str:
    (key,) = references.relations.authority.resolve(name, scope or Scope())
    return key


def all_pages(stock: Stock) -> list[Page]:
    """Every page of names."""
    return [*stocked.files_of(stock, "名称", "职责", "地方", "名录", "旧地址")]


def list_pages(scheme: str, references: References) -> list[Page]:
    """The pages of one list."""
    views = (view for view in name_list.views(references) if view.scheme == scheme)
    return [*output.written(name_list.page(view, references.relations) for view in views)]


def only_page(key: str, references: References) -> str:
    (page,) = output.written(name_page.pages(key, references))
    return page.text


def places(text: str) -> dict[str, list[str]]:
    """The addresses of 出处, as shown, by plan."""
    found: dict[str, list[str]] = {}
    for shown, work, _ in _ROW.findall(text.partition("## 出处")[2]):
        found.setdefault(work, []).append(html.unescape(shown))
    return found


def section_of(text: str, id_: str) -> str:
    """What a page says below the heading of that id."""
    return text.partition(f"{{: #{id_} }}")[2].partition("</section>")[0]


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
def test_a_page_has_exactly_the_clauses_that_name_it(name: str, references: References) -> None:
    assert places(only_page(key_of(name, references), references)) == WHERE[name]


def test_a_variant_stands_on_the_page_as_its_plan_has_it(references: References) -> None:
    text = only_page(key_of("双重预防机制", references), references)
    forms = section_of(text, "variants")
    (row,) = [line for line in forms.split("\n") if "宜春 2023" in line]
    assert plain(row).startswith("安全风险分级管控和隐患排查治理双重预防体系宜春 20231又作")
    text = only_page(key_of("三管三必须", references), references)
    assert "“三个必须”" in section_of(text, "variants")


def test_a_section_has_its_clauses_and_those_it_shares_them_with(
    references: References,
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
    assert "常一同出现" in text


def test_a_document_has_its_number_and_where_it_is_printed(references: References) -> None:
    text = only_page(key_of("地方党政领导干部安全生产责任制规定", references), references)
    (row,) = [line for line in text.split("\n") if "发文字号" in line]
    assert "厅字〔2018〕13号" in row
    assert f"[东昌 2021—25 四（一）4·1](../plans/{DONGCHANG}/index.md#" in row


def test_the_sentence_stands_as_it_is_read(references: References) -> None:
    text = only_page(key_of("安全生产月", references), references)
    assert (
        '<span class="heading">推进宣教培训</span> <span class="said">'
        "强化日常宣传，加强新闻发布工作，持续开展“<mark>安全生产月</mark>”“防灾减灾日”等主题宣传。"
    ) in text
    # Shanghai's characters were lost in transcoding: readings are marked, what is lost stays □.
    (row,) = [line for line in text.split("\n") if "深化宣传教育培训实效" in line]
    assert '<span class="emended unknown">□“</span>' in row
    assert "组织安全生产月、防灾减灾日、消防安全月" in plain(row.replace("mark>", "b>"))


def test_who_says_nothing_is_said(references: References) -> None:
    lead = name_page.summary(key_of("安全生产月", references), references)
    assert lead == "四份规划提及，共 6 处。未见于武进 2017。"
    issuer = key_of("宜春市应急管理局", references)
    section = key_of("危化科", references, Scope("360900", issuer))
    assert name_page.summary(section, references) == "一份规划提及，共 10 处。"


def test_every_mention_is_marked_once_on_the_page_of_its_name(
    references: References, library: dict[str, Plan], names: Mapping[str, PlanNames]
) -> None:
    quoters = {work: Quoter(plan) for work, plan in library.items()}
    for key, record in references.records.items():
        if record.scheme not in ("agencies", "terms", "instruments"):
            continue
        marked = [
            plain(found)
            for page in output.written(name_page.pages(key, references))
            for found in marks(page.text)
        ]
        works = [one.card.work for one in references.of(key)]
        assert sorted(works) == [work for work in library if key in names[work].by_key]
        shown = [
            quoters[work].shown(mention) for work in works for mention in names[work].by_key[key]
        ]
        assert marked == shown, key


def marks(text: str) -> list[str]:
    return _MARK.findall(text.partition("## 出处")[2])


def test_each_link_of_an_occurrence_leads_to_the_part_with_the_mention(
    references: References, names: Mapping[str, PlanNames]
) -> None:
    for key, record in references.records.items():
        if record.scheme in ("agencies", "terms", "instruments"):
            linked = {
                (work, part)
                for page in output.written(name_page.pages(key, references))
                for _, work, part in _ROW.findall(page.text)
            }
            parts = {
                (work, mention.part)
                for work, own in names.items()
                for mention in own.by_key.get(key, ())
            }
            assert linked <= parts
            assert {work for work, _ in linked} == {work for work, _ in parts}


def test_a_type_gathers_the_bodies_of_all_places(references: References) -> None:
    (key,) = [
        one.key
        for one in references.relations.authority.of_scheme("agency-types")
        if one.pref == "应急管理局"
    ]
    (page,) = output.written(type_page.pages(key, references))
    assert {SHANGHAI, YICHUN, DONGCHANG, GAOTAI} <= places(page.text).keys()
    for name in ("上海市应急管理局", "宜春市应急管理局", "通化市东昌区应急管理局"):
        assert f'<span class="agency">{name}</span>' in page.text


def test_where_many_bodies_are_of_a_type_each_names_fewer_plans(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    bodies: list[dict[str, object]] = [
        {"id": id_, "pref": pref, "kind": "department", "type": "ju", "note": "见正文"}
        for id_, pref in (("jia", "甲局"), ("yi", "乙局"))
    ]
    types: list[dict[str, object]] = [{"id": "ju", "pref": "某局", "note": "见正文"}]
    records = written(tmp_path, terms=[], agencies=bodies, agency_types=types)
    works = [f"620724-gaotai-{year}-yaodian" for year in (2021, 2022, 2023)]
    plans = [plan_of("一、工作\n甲局、乙局牵头。\n", work) for work in works]
    references = stocked.references_of(plans, records)
    for many, shown in ((2, 3), (1, 2)):
        monkeypatch.setattr(type_page, "_MANY_AGENCIES", many)
        (page,) = output.written(type_page.pages("agency-types/ju", references))
        for row in re.findall("<tr.*?</tr>", section_of(page.text, "places"), re.DOTALL)[1:]:
            assert len(re.findall(r"\(\.\./plans/", row)) == shown
            assert ("等 3 份" in html.unescape(row)) == (shown < 3)


def test_what_places_share_stands_before_all(references: References) -> None:
    (page,) = list_pages("terms", references)
    shared, _, every = page.text.partition("## 全部")
    names = re.findall(r'<td class="title"[^>]*>\[([^]]*)\]', shared)
    assert {"双重预防机制", "安全生产月", "三管三必须"} <= set(names)
    assert names.index("双重预防机制") < names.index("三管三必须")
    count = len(references.relations.authority.of_scheme("terms"))
    assert len(re.findall("<tr[^>]* data-kind", every)) == count


@pytest.mark.slow
def test_two_readings_give_the_same_pages(
    stock: Stock, library: dict[str, Plan], records: Authority
) -> None:
    again = stocked.stock_of(stocked.made_of(library.values(), records), records)
    assert all_pages(stock) == all_pages(again)


# Libraries made for a test


def written(folder: Path, **schemes: list[dict[str, object]]) -> Authority:
    """The authority of these records, and of those that are written in the folder."""
    folder.mkdir(exist_ok=True)
    for scheme, records in schemes.items():
        content = yaml.safe_dump(records, allow_unicode=True)
        (folder / f"{scheme.replace('_', '-')}.yml").write_text(content, "utf-8")
    return authority_files.load(folder)


def plan_of(text: str, work: str = GAOTAI) -> Plan:
    return pipeline.read_plan(sources.from_bytes(Path(f"{work}.txt"), text.encode(), work))


def library_of(folder: Path, text: str, *terms: dict[str, object]) -> References:
    """A library of one plan, with some terms and what else the authority of the folder has."""
    return stocked.references_of([plan_of(text)], written(folder, terms=[*terms]))


def stock_of(folder: Path, text: str, *terms: dict[str, object], **moved: str) -> Stock:
    """The same, with older addresses of terms."""
    records = written(folder, terms=[*terms])
    older = {f"terms/{old.replace('_', '-')}": f"terms/{new}" for old, new in moved.items()}
    return stocked.stock_of(stocked.made_of([plan_of(text)], records), records, older)


def term(id_: str, pref: str, **more: object) -> dict[str, object]:
    return {"id": id_, "pref": pref, "kind": "practice", "note": "见正文。", **more}


def test_a_duty_sheet_without_duties_leads_to_its_body(tmp_path: Path) -> None:
    """What was published stays: the plan with the duties was corrected, or taken down."""
    body: dict[str, object] = {
        "id": "xin",
        "pref": "高台县新局",
        "kind": "department",
        "note": "见正文。",
    }
    records = written(tmp_path, agencies=[body])
    answers = "一、工作\n(一)安排。逐户登记。(责任单位：高台县新局)\n"
    sheets = frozenset({"agencies/xin", "agencies/jiu"})
    for text, over in (("一、工作\n(一)安排。逐户登记。\n", True), (answers, False)):
        stock = stocked.stock_of(
            stocked.made_of([plan_of(text)], records),
            records,
            {"agencies/jiu": "agencies/xin"},
            sheets,
        )
        files = stocked.files_of(stock, "职责", "旧地址")
        pages = {str(page.path): html.unescape(page.text) for page in files}
        old, new = pages["agencies/jiu/duties.md"], pages["agencies/xin/duties.md"]
        assert ("这一页现已不用，见[高台县新局](../xin.md)。" in old) == over
        assert ("这一页现已不用，见[高台县新局](../xin.md)。" in new) == over
        assert ("[新的地址](../xin/duties.md)" in old) != over


def test_many_mentions_go_on_on_further_pages(tmp_path: Path) -> None:
    sentence = "各村开展夜访夜谈。"
    text = "一、工作\n" + "".join(f"({n})安排。{sentence * 30}\n" for n in "一二三四五六七八九十")
    references = library_of(tmp_path, text, term("yefang", "夜访夜谈"))
    first, second = output.written(name_page.pages("terms/yefang", references))
    assert (first.path, second.path) == (Path("terms/yefang.md"), Path("terms/yefang/page-2.md"))
    assert [len(marks(page.text)) for page in (first, second)] == [200, 100]
    assert "第 1 页，共 2 页 **1** [2](yefang/page-2.md)\n" in html.unescape(first.text)
    assert "第 2 页，共 2 页 [1](../yefang.md) **2**\n" in html.unescape(second.text)
    assert f"](../../plans/{GAOTAI}/index.md#a1-b10)" in second.text
    assert first.text.count("■") <= 40


def test_one_more_plan_changes_only_the_pages_of_what_it_names(tmp_path: Path) -> None:
    records = written(tmp_path, terms=[term("yefang", "夜访夜谈"), term("cuncun", "村村通")])
    works = [f"620724-gaotai-{year}-yaodian" for year in range(2001, 2010)]
    plans = [plan_of("一、工作\n村村通。\n", work) for work in works]
    plans[0] = plan_of("一、工作\n夜访夜谈，村村通。\n", works[0])
    stock, more = (
        stocked.stock_of(stocked.made_of(some, records), records) for some in (plans[:8], plans)
    )
    before, after = ({one.token for one in pieces.names(of)} for of in (stock, more))
    assert len(before - after) == 1
    page, other = (
        {one.path.as_posix(): plain(one.text) for one in stocked.files_of(of, "名称")}
        for of in (stock, more)
    )
    assert page["terms/yefang.md"] == other["terms/yefang.md"]
    assert "一份规划提及，共 1 处。其余规划未见。" in page["terms/yefang.md"]
    assert "八份规划全部提及" in page["terms/cuncun.md"]


def test_many_mentions_in_one_sentence_are_all_marked(tmp_path: Path) -> None:
    text = "一、工作\n(一)安排。" + "推行夜访夜谈，" * 500 + "见效。\n"
    references = library_of(tmp_path, text, term("yefang", "夜访夜谈"))
    pages = list(output.written(name_page.pages("terms/yefang", references)))
    assert [len(marks(page.text)) for page in pages] == [200, 200, 100]
    assert max(len(page.text) for page in pages) < 40_000
    assert pages[0].text.index("{: #occurrences }") < pages[0].text.index("{: #about }")


def test_a_long_sentence_is_cut_around_the_name_and_says_so(tmp_path: Path) -> None:
    text = (
        "一、工作\n(一)安排。"
        + "甲乙丙丁，" * 60
        + "推行夜访夜谈，"
        + "戊己庚辛，" * 60
        + "见效。\n"
    )
    references = library_of(tmp_path, text, term("yefang", "夜访夜谈"))
    page = only_page("terms/yefang", references)
    (row,) = [line for line in page.split("\n") if "<mark>" in line]
    quoted = plain(row.partition('<span class="said">')[2].partition("</td>")[0])
    assert quoted.startswith("……甲乙丙丁，")
    assert quoted.endswith("戊己庚辛……")
    assert len(quoted) < 160


def test_long_lists_have_pages(tmp_path: Path) -> None:
    terms = [term(f"t{n}", f"提法{n}号") for n in range(600)]
    pages = list_pages("terms", library_of(tmp_path, "一、工作\n提法7号。\n", *terms))
    assert [page.path.as_posix() for page in pages] == [
        "terms/index.md",
        "terms/page-2.md",
        "terms/page-3.md",
    ]
    assert [len(re.findall("<tr[^>]* data-kind", page.text)) for page in pages] == [250, 250, 100]
    assert re.search(r'<td class="title"[^>]*>\[提法\d+号\]\(t\d+\.md\)', pages[1].text)
    turning = "第 2 页，共 3 页 [1](index.md) **2** [3](page-3.md)\n"
    assert turning in html.unescape(pages[1].text)


def test_a_list_that_is_little_longer_than_a_page_is_seen_whole(tmp_path: Path) -> None:
    terms = [term(f"t{n}", f"提法{n}号") for n in range(400)]
    (page,) = list_pages("terms", library_of(tmp_path, "一、工作\n提法7号。\n", *terms))
    assert len(re.findall("<tr[^>]* data-kind", page.text)) == 400


def test_places_on_several_pages_have_the_way_to_each_province(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(name_list, "_WHOLE", 3)
    monkeypatch.setattr(name_list, "_ROWS", 2)
    codes = {"110000": "北京市", "360000": "江西省", "360100": "南昌市", "360900": "宜春市"}
    records: list[dict[str, object]] = [
        {"id": code, "pref": name, "note": "据 GB/T 2260。"} for code, name in codes.items()
    ]
    written(tmp_path, places=records)
    pages = list_pages("places", library_of(tmp_path, "一、工作\n推进。\n"))
    ways = (
        "[北京市 1](index.md#province-11) [江西省 3](index.md#province-36)"
        " [甘肃省 3](page-3.md#province-62)\n"
    )
    assert [ways in plain(page.text) for page in pages] == [True] * 4
    ids = [re.findall(r'<tr id="province-(\d+)"', page.text) for page in pages]
    assert ids == [["11", "36"], ["36"], ["62"], ["62"]]


def test_a_list_has_the_way_to_each_initial(tmp_path: Path) -> None:
    """On whichever page it begins; names go by pinyin, whatever kind they are."""
    names = [*(f"安全{n}号" for n in range(400)), "夜访夜谈", "村村通", "110联动"]
    terms = [term(f"t{n}", pref) for n, pref in enumerate(names)]
    terms += [{**term("zhen", "真抓实干"), "kind": "campaign"}]
    pages = list_pages("terms", library_of(tmp_path, "一、工作\n推进。\n", *terms))
    ways = (
        "[0—9 1](index.md#initial-0) [A 400](index.md#initial-a) [C 1](page-2.md#initial-c)"
        " [Y 1](page-2.md#initial-y) [Z 1](page-2.md#initial-z)\n"
    )
    for page in pages:
        assert ways in plain(page.text)
    ids = [re.findall(r'<tr id="initial-(\w)"', page.text) for page in pages]
    assert ids == [["0", "a"], ["a", "c", "y", "z"]]
    first = re.findall(r'<tr id="initial-z".*?</tr>', pages[1].text, re.DOTALL)
    assert "真抓实干" in first[0]


def test_lists_of_nothing_are_pages_too(tmp_path: Path) -> None:
    paths = {page.path.as_posix() for page in all_pages(stock_of(tmp_path, "一、工作\n推进。\n"))}
    # The place of the plan and those above it need no record.
    places = {f"places/{code}.md" for code in ("620000", "620700", "620724")}
    assert paths == {*(f"{scheme}/index.md" for scheme in authority.SCHEMES), *places}


def test_an_older_address_leads_on(tmp_path: Path) -> None:
    text = "一、工作\n夜访夜谈。\n"
    stock = stock_of(tmp_path, text, term("yefang", "夜访夜谈"), ye_fang="yefang")
    (page,) = [page for page in all_pages(stock) if page.path == Path("terms/ye-fang.md")]
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
    record["former"] = [{"name": f"{pref}旧", "id": "lao", "ground": pref}]
    changed = [
        term("bing", f"{pref}丁", merged={"into": "jia", "date": "2027", "ground": pref}),
        term("wu", f"{pref}戊", split={"into": {"jia": pref, "yi": pref}, "date": "2027"}),
        term("ji", f"{pref}己", retired={"date": "2027", "ground": pref}),
    ]
    stock = stock_of(tmp_path, text, record, term("yi", f"{pref}丙"), *changed, old="jia")
    pages = all_pages(stock)
    assert {Path(f"terms/{id_}.md") for id_ in ("lao", "bing", "wu", "ji", "old")} <= {
        page.path for page in pages if 'class="outcome"' in page.text
    }
    for page in pages:
        parsed = rendered(page)
        assert not [tag for tag, _ in parsed.elements if tag in ACTIVE], page.path
        for tag, values in parsed.elements:
            assert not [name for name in values if name.startswith("on")], (page.path, tag)
            assert "evil" not in values.get("class", "").split()
            assert not str(values.get("href")).startswith("javascript"), page.path
        if page.path == Path("terms/jia.md"):
            assert parsed.texts["h1"].strip() == shown(stock.library.references)


def shown(references: References) -> str:
    return escape.visible(full_name(references.records["terms/jia"]))


def rendered(page: Page) -> Html:
    body = page.text.partition("\n---\n")[2]
    return Html(markdown.markdown(body, extensions=EXTENSIONS))


# What is computed from all


def test_lookalikes_contain_one_another_and_are_not_above_one_another(tmp_path: Path) -> None:
    relations = _with_places(tmp_path).relations
    assert relations.lookalikes("terms/shi-ge-yi") == ("terms/shi-ge-yi-dongchang",)
    assert relations.lookalikes("terms/wu-jin") == ("terms/wu-jin-huodong",)
    assert relations.lookalikes("terms/shuang-wu-jin") == ()
    assert relations.lookalikes("terms/qita") == ()


def _with_places(folder: Path) -> References:
    written(
        folder,
        places=[
            {"id": "620724", "pref": "高台县", "note": "甲"},
            {"id": "220502", "pref": "东昌区", "note": "乙"},
        ],
    )
    return library_of(
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
    references = library_of(tmp_path, text, *(term(id_, pref) for id_, pref in names.items()))
    assert references.companions("terms/yefang", 6) == [("terms/cun", 3), ("terms/hu", 2)]
    assert references.companions("terms/yefang", 1) == [("terms/cun", 3)]


def test_of_equal_companions_the_one_that_those_plans_name_less_goes_before(
    tmp_path: Path,
) -> None:
    """What other plans name more often says nothing about what stands beside a name in these."""
    names = {"yefang": "夜访夜谈", "cun": "村村通", "hu": "户户清"}
    text = "一、工作\n(一)甲项。夜访夜谈、村村通、户户清。\n(二)乙项。夜访夜谈、村村通、户户清。\n"
    here = plan_of(text + "(三)丙项。村村通。\n")
    there = plan_of("一、工作\n(一)甲项。户户清，户户清。\n", WUJIN)
    records = written(tmp_path, terms=[term(id_, pref) for id_, pref in names.items()])
    for plans in ([here], [here, there]):
        references = stocked.references_of(plans, records)
        assert references.companions("terms/yefang", 6) == [("terms/hu", 2), ("terms/cun", 2)]


@pytest.mark.parametrize("crowded", [0, 2])
def test_companions_are_counted_in_all_clauses(crowded: int, tmp_path: Path) -> None:
    """In one that names many things too, whether it is the first of the plan or the last."""
    crowd = {f"crowd-{at:02}": f"甲{chr(0x4E00 + at)}乙行动" for at in range(70)}
    clauses = ["夜访夜谈、村村通。"] * 3
    clauses[crowded] = f"夜访夜谈、{'、'.join(crowd.values())}、村村通。"
    text = "一、工作\n" + "".join(
        f"({label})某项。{clause}\n" for label, clause in zip("一二三", clauses, strict=True)
    )
    names = {"yefang": "夜访夜谈", "cun": "村村通", **crowd}
    references = library_of(tmp_path, text, *(term(id_, pref) for id_, pref in names.items()))
    assert references.companions("terms/yefang", 6) == [("terms/cun", 3)]


def test_a_type_of_national_bodies_has_no_places(tmp_path: Path) -> None:
    kind: dict[str, object] = {"id": "zongdui", "pref": "总队", "note": "见正文。"}
    empty: dict[str, object] = {"id": "zhidui", "pref": "支队", "note": "见正文。"}
    body: dict[str, object] = {
        "id": "jia",
        "pref": "国家甲总队",
        "kind": "force",
        "type": "zongdui",
        "note": "见正文。",
    }
    written(tmp_path, agency_types=[kind, empty], agencies=[body])
    references = library_of(tmp_path, "一、工作\n国家甲总队。\n")
    (page,) = output.written(type_page.pages("agency-types/zongdui", references))
    assert "\n一个机构，共 1 处。\n" in page.text
    (page,) = output.written(type_page.pages("agency-types/zhidui", references))
    assert "\n尚无机构。\n" in page.text


def body(id_: str, pref: str) -> dict[str, object]:
    return {"id": id_, "pref": pref, "kind": "section", "note": "见正文。"}


LISTED = {
    "a term in the name of a unit": "“三比三争”专班、指挥协调中心",
    "a term that is the whole unit": "指挥协调中心、“三比三争”",
    "a body in the name of a unit": "三比三争专班、宜春市应急管理局工会、指挥协调中心",
    "a term beside the list": "指挥协调中心）落实三比三争。（宜春市应急管理局",
    "bodies and a term in two lists": "三比三争办、宜春市应急管理局工会；配合单位：指挥协调中心",
}


@pytest.mark.parametrize("case", LISTED)
def test_every_link_to_a_duty_sheet_leads_to_one(case: str, tmp_path: Path) -> None:
    """A name may stand in a list of who answers and yet not be who answers."""
    records = written(
        tmp_path,
        terms=[term("sanbi-sanzheng", "三比三争")],
        agencies=[body("zhihui", "指挥协调中心"), body("yingjiju", "宜春市应急管理局")],
    )
    text = (
        f"宜春市2024年应急管理工作要点\n一、防汛\n（一）查险。每月一次。（责任科室：{LISTED[case]}）\n"
        "（二）排险。宜春市应急管理局开展三比三争。\n"
    )
    made = stocked.made_of([plan_of(text)], records)
    pages = stocked.pages_of(made)
    pages += stocked.files_of(stocked.stock_of(made, records), *OF_LIBRARY)
    sheets = {page.path.as_posix() for page in pages if page.path.name == "duties.md"}
    linked = {
        posixpath.normpath(page.path.parent / found)
        for page in pages
        for found in re.findall(r"\]\(([^)#]*duties\.md)", page.text)
    }
    assert linked == sheets == {"agencies/zhihui/duties.md"}


def test_occurrences_are_paged_by_mentions(references: References) -> None:
    def groups() -> Iterator[occurrences.Group]:
        for key in references.records:
            for one in references.of(key):
                yield occurrences.Group.of(one)

    paged = occurrences.paged(groups(), Path("terms/all.md"))
    counts = [sum(one.sentence.marks for one in page) for _, page in paged]
    assert [leaf.number for leaf, _ in paged] == [*range(1, len(paged) + 1)]
    assert {leaf.of for leaf, _ in paged} == {len(paged)}
    assert all(count <= 200 for count in counts)
    assert all(count > 180 for count in counts[:-1])
