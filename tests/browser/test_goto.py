"""Go to: what is named exactly comes first, for everything that has a name."""

import json
import re
from pathlib import Path
from typing import Any

import pytest
import yaml
from playwright.sync_api import Page
from pypinyin import lazy_pinyin

from converters.citation.titles import display_title
from converters.models.plan import Plan
from converters.names import name_folding
from converters.names.authority import AuthorityRecord
from tests.conftest import NAMES, WORKS

_GO = """
async ([home, queries, limit, work]) => {
  const { goTo } = await import(home + "assets/search.js");
  const found = [];
  for (const query of queries) found.push(await goTo(query, { limit, work }));
  return found;
}
"""


some_and_all = pytest.mark.parametrize("step", [4, pytest.param(1, marks=pytest.mark.long)])
"""Each fourth name soon, all of them when there is time."""


def go(
    page: Page, home: str, queries: list[str], limit: int = 1, work: str = ""
) -> dict[str, list[Any]]:
    if not page.url.startswith(home):
        page.goto(f"{home}about/")
    return dict(zip(queries, page.evaluate(_GO, [home, queries, limit, work]), strict=True))


def by_name() -> dict[str, set[str]]:
    """The pages of all records, by each of their names; folded, as names are compared."""
    pages: dict[str, set[str]] = {}
    for record in NAMES.records.values():
        for name in (record.pref, *record.alt):
            pages.setdefault(name_folding.fold(name), set()).update(pages_of(record))
    return pages


def pages_of(record: AuthorityRecord) -> set[str]:
    """That of the record, and what its name means before it.

    A plan of the library is what its record as a document names, and a place that of its newest
    plan; a body that answers for clauses means its duty sheet. Of a type with one body of the
    library the name means that body.
    """
    found = {f"{record.key}/", *([f"plans/{record.work}/"] if record.work else [])}
    if record.scheme == "agencies":
        found.add(f"{record.key}/duties/")
    if record.scheme == "agency-types":
        bodies = [one for one in NAMES.of_scheme("agencies") if record.pref in one.alt]
        found |= set().union(*(map(pages_of, bodies if len(bodies) == 1 else [])))
    found |= {f"plans/{work}/" for work in WORKS if record.key == f"places/{work[:6]}"}
    return found


def astray(found: dict[str, list[Any]], pages: dict[str, set[str]]) -> list[tuple[str, list[Any]]]:
    """The names of which the first thing that is found is not one of their pages."""
    return [
        (name, hits[:1])
        for name, hits in found.items()
        if not hits or hits[0]["url"] not in pages[name]
    ]


def spelt(name: str) -> str:
    return "".join(c for c in "".join(lazy_pinyin(name)).lower() if c.isascii() and c.isalnum())


@some_and_all
def test_each_name_and_alias_leads_to_its_page(home: str, page: Page, step: int) -> None:
    pages = by_name()
    found = go(page, home, list(pages)[::step])
    assert astray(found, pages) == []
    assert len(pages) > 600


@some_and_all
def test_the_canonical_name_goes_before_an_alias_of_another(
    home: str, page: Page, step: int
) -> None:
    found = go(page, home, [record.pref for record in NAMES.records.values()][::step])
    firsts: dict[str, set[str]] = {}
    for record in NAMES.records.values():
        firsts.setdefault(record.pref, set()).update(pages_of(record))
    assert {
        name: hits[0]["url"] for name, hits in found.items() if hits[0]["url"] not in firsts[name]
    } == {}


@some_and_all
def test_the_pinyin_of_each_name_leads_to_its_page(home: str, page: Page, step: int) -> None:
    pages: dict[str, set[str]] = {}
    for name, urls in by_name().items():
        if pinyin := spelt(name):
            pages.setdefault(pinyin, set()).update(urls)
    found = go(page, home, list(pages)[::step])
    assert astray(found, pages) == []


def test_plans_by_title_number_and_pinyin(home: str, page: Page, library: dict[str, Plan]) -> None:
    wanted = {}
    for work, plan in library.items():
        title = display_title(plan).strip("［］")
        for name in (title, spelt(title), plan.record.doc_number.value):
            if name:
                wanted[str(name)] = work
    found = go(page, home, list(wanted), limit=3)
    for name, work in wanted.items():
        urls = [hit["url"] for hit in found[name]]
        of_work = {f"{record.key}/" for record in NAMES.records.values() if record.work == work} | {
            f"plans/{work}/"
        }
        assert urls[0] in of_work, name
        assert f"plans/{work}/" in urls, name


ADDRESSES = {
    "宜春 二(四)": "plans/360900-yichun-2023-yaodian/#a2-b4",
    "宜春二（四）": "plans/360900-yichun-2023-yaodian/#a2-b4",
    "宜春市2023年 二（四）": "plans/360900-yichun-2023-yaodian/#a2-b4",
    "yichun 2023 a2-b4": "plans/360900-yichun-2023-yaodian/#a2-b4",
    "yichun2023 a2-b4": "plans/360900-yichun-2023-yaodian/#a2-b4",
    "东昌 四(一)4": "plans/220502-dongchang-2021-2025-guihua/#a4-b1-c4",
    "东昌2021—25 四（一）4·2": "plans/220502-dongchang-2021-2025-guihua/#a4-b1-c4-u2",
    "高台 引言": "plans/620724-gaotai-2025-yaodian/#pre",
}


@pytest.mark.parametrize("typed", ADDRESSES)
def test_an_address_leads_to_its_clause(home: str, page: Page, typed: str) -> None:
    assert go(page, home, [typed])[typed][0]["url"] == ADDRESSES[typed]


def test_an_address_of_another_year_leads_nowhere(home: str, page: Page) -> None:
    hits = go(page, home, ["宜春 1999 二(四)"])["宜春 1999 二(四)"]
    assert not [hit for hit in hits if "#a2-b4" in hit["url"]]


NEAR = {
    "三管三必需": "terms/san-guan-san-bixu/",
    "双重预防机置": "terms/shuangchong-yufang-jizhi/",
    "安全生产活月": "terms/anquan-shengchan-yue/",
    "安全生月": "terms/anquan-shengchan-yue/",
    "anquanshengchanyu": "terms/anquan-shengchan-yue/",
    "anquanshengcanyue": "terms/anquan-shengchan-yue/",
}


def urls(found: list[Any]) -> list[tuple[str, str]]:
    return [(hit["kind"], hit["url"]) for hit in found]


def test_a_section_gives_its_duty_sheet_then_its_page(home: str, page: Page) -> None:
    body = "agencies/yichun-yingjiju-weihuake/"
    found = go(page, home, ["危化科", "危化科职责单", "weihuake"], limit=3)
    sheet = ("职责单", f"{body}duties/")
    assert urls(found["危化科"])[:2] == [sheet, ("机构", body)]
    assert urls(found["weihuake"])[:2] == [sheet, ("机构", body)]
    assert urls(found["危化科职责单"]) == [sheet]


def test_only_a_body_with_a_duty_sheet_leads_to_one(
    home: str, page: Page, site_folder: Path
) -> None:
    names = [record.pref for record in NAMES.of_scheme("agencies")]
    found = go(page, home, names[::3], limit=3)
    sheets = {hit["url"] for hits in found.values() for hit in hits if hit["kind"] == "职责单"}
    assert sheets
    assert [url for url in sheets if not (site_folder / url / "index.html").exists()] == []


@pytest.mark.parametrize(
    ("work", "code", "typed"),
    [
        ("360900-yichun-2023-yaodian", "360900", ["宜春", "宜春市", "yichun"]),
        ("310000-shanghai-2022-yaodian", "310000", ["上海", "上海市", "shanghai"]),
        ("320412-wujin-2017-yaodian", "320412", ["武进", "武进区", "wujin"]),
    ],
)
def test_a_place_gives_its_plan_then_its_page(
    home: str, page: Page, work: str, code: str, typed: list[str]
) -> None:
    for query, found in go(page, home, typed, limit=2).items():
        assert urls(found) == [("规划", f"plans/{work}/"), ("地区", f"places/{code}/")], query


def test_a_term_says_how_often_and_where_in_all_its_forms(home: str, page: Page) -> None:
    """As its own page counts them."""
    (hit,) = go(page, home, ["双重预防机制"])["双重预防机制"]
    assert hit["about"] == "10 处，见于 4 份规划"
    page.goto(f"{home}{hit['url']}")
    assert re.search(r"10\s*处", page.locator("main").inner_text())


def test_the_pages_of_the_site_are_found_by_their_names(
    home: str, page: Page, site_folder: Path
) -> None:
    text = (site_folder.parent / "mkdocs.yml").read_text("utf-8")
    (nav,) = re.findall(r"^nav:\n((?:  - .*\n)+)", text, re.MULTILINE)
    named = [entry for one in yaml.safe_load(nav) for entry in one.items()]
    wanted = {
        name: re.sub(r"(index)?\.md$", lambda end: "" if end[1] else "/", path)
        for name, path in named
        if path != "index.md"
    }
    assert len(wanted) >= 8
    wanted |= {
        str(
            re.findall("<h1[^>]*>([^<]*)<", file.read_text("utf-8"))[0]
        ): f"about/{file.parent.name}/"
        for file in (site_folder / "about").glob("*/index.html")
    }
    wanted |= {
        "职责矩阵": "matrix/",
        "检索": "search/",
        "提法索引": "terms/",
        "zhizejuzhen": "matrix/",
    }
    found = go(page, home, list(wanted))
    assert {name: urls(hits) for name, hits in found.items()} == {
        name: [("页面", url)] for name, url in wanted.items()
    }
    assert [url for url in wanted.values() if not (site_folder / url / "index.html").exists()] == []


def test_on_the_page_of_a_plan_a_clause_needs_no_more_than_its_number(
    home: str, page: Page
) -> None:
    work = "360900-yichun-2023-yaodian"
    typed = ["二（四）", "二(四)", "a2-b4"]
    for query, found in go(page, home, typed, work=work).items():
        assert [hit["url"] for hit in found] == [f"plans/{work}/#a2-b4"], query
    assert go(page, home, ["二（四）"])["二（四）"] == []


def test_what_is_found_by_its_name_brings_nothing_that_is_only_near(home: str, page: Page) -> None:
    found = go(page, home, ["安全生产法"], limit=20)["安全生产法"]
    assert urls(found) == [("文件", "instruments/anquan-shengchan-fa/")]


TWICE_WRONG = {
    "安全风险分及管控和隐患排查治理双虫预防机制": "terms/shuangchong-yufang-jizhi/",
    "宜春市应急管里居危化科": "agencies/yichun-yingjiju-weihuake/",
}


def test_two_edits_are_forgiven_in_a_long_name(home: str, page: Page) -> None:
    found = go(page, home, [*TWICE_WRONG], limit=3)
    for typed, url in TWICE_WRONG.items():
        assert url in [hit["url"] for hit in found[typed]], typed
        assert not any(hit["isWhole"] for hit in found[typed])


@pytest.mark.parametrize("typed", NEAR)
def test_one_edit_is_forgiven(home: str, page: Page, typed: str) -> None:
    assert NEAR[typed] in [hit["url"] for hit in go(page, home, [typed], limit=5)[typed]]


def test_parts_prefixes_and_initials(home: str, page: Page) -> None:
    found = go(page, home, ["危化", "anquansheng", "yjglj", "职业病防治"], limit=20)
    assert "agencies/yichun-yingjiju-weihuake/" in [hit["url"] for hit in found["危化"]]
    assert "terms/anquan-shengchan-yue/" in [hit["url"] for hit in found["anquansheng"]]
    assert found["职业病防治"]


def test_initials_lead_to_the_type_and_then_to_the_bodies(home: str, page: Page) -> None:
    """宜春市应急管理局 is ycsyjglj: what is typed stands inside it."""
    for typed in ("yjglj", "yingjiguanliju"):
        labels = [hit["label"] for hit in go(page, home, [typed], limit=20)[typed]]
        assert labels[0] == "应急管理局"
        assert {"宜春市应急管理局", "上海市应急管理局"} & {*labels}
        assert all("应急管理局" in label for label in labels[:4])


def test_what_is_no_query_of_lunr_is_no_error(home: str, page: Page) -> None:
    odd = [
        "",
        " ",
        "危化:科",
        "*",
        "~1",
        "+",
        "-x",
        "^2",
        "a^b",
        "危化*",
        "\\",
        "(",
        "应" * 500,
        "🙂",
    ]
    found = go(page, home, [*odd, "constructor", "__proto__"])
    assert found[""] == []
    assert found["危化*"][0]["label"]


def test_the_script_is_data_alone(site_folder: Path) -> None:
    (script,) = site_folder.glob("data/search/*/goto.js")
    text = script.read_text("utf-8")
    assert text.startswith("library.goToData = {")
    value = json.loads(text.removeprefix("library.goToData = ").removesuffix(";\n"))
    known = {"kinds", "sheet", "sheets", "entries", "plans", "unreviewed", "sign", "index"}
    assert set(value) == known
