"""The pages of names in a browser: they fit a phone, marks are seen, links land."""

import csv
import io
import re

import pytest
from playwright.sync_api import Download, Page, expect

from converters.names import authority, spelling
from tests.browser import landing
from tests.browser.page_kinds import PAGES, sticking_out
from tests.conftest import NAMES


def test_the_longest_names_fit_a_phone(home: str, phone: Page) -> None:
    longest = sorted(NAMES.records.values(), key=lambda one: -len(one.pref))[:12]
    wide = {}
    for record in longest:
        phone.goto(f"{home}{record.key}/")
        wide[record.key] = sticking_out(phone)
    assert {key: what for key, what in wide.items() if what} == {}


def test_the_name_is_marked_in_its_sentence(home: str, window: Page) -> None:
    window.goto(home + PAGES["a term"])
    found = window.locator(".quotations mark")
    assert found.all_inner_texts() == ["安全生产月"] * 6
    ground, paper = window.evaluate(
        "() => ['.quotations mark', 'html'].map("
        "(one) => getComputedStyle(document.querySelector(one)).backgroundColor)"
    )
    assert ground != paper
    assert found.first.evaluate("(mark) => getComputedStyle(mark).fontWeight") == "700"


def test_the_sentences_come_first(home: str, in_scheme: Page) -> None:
    """Seen when the page opens, with what copies them; without sticking out."""
    for name in ("a term of many forms", "a section", "a document", "a type"):
        in_scheme.goto(home + PAGES[name])
        expect(in_scheme.get_by_role("button", name="复制全表")).to_be_in_viewport()
        expect(in_scheme.locator(".quotations .said").first).to_be_in_viewport()
        heads = in_scheme.locator("article h2").evaluate_all("(all) => all.map((one) => one.id)")
        assert heads[0] == "occurrences"
        assert sticking_out(in_scheme) == []
    in_scheme.goto(home + PAGES["a place"])
    assert in_scheme.locator("article h2").first.inner_text() == "规划"


_HEARD = """
() => {
  window.heard = [];
  Object.defineProperty(navigator, "clipboard", {
    value: { writeText: (text) => { heard.push(text); return Promise.resolve(); } },
  });
}
"""


def test_the_table_is_copied_at_once_and_a_sentence_with_its_citation(
    home: str, window: Page
) -> None:
    window.goto(home + PAGES["a term of many forms"])
    window.evaluate(_HEARD)
    window.get_by_role("button", name="复制全表").click()
    expect(window.locator(".quotations-tools .status")).to_have_text(re.compile("已复制 9 行"))
    window.get_by_role("button", name="复制这一句和出处，高台县 二（五）").click()
    window.wait_for_function("() => heard.length === 2")
    whole, quote = window.evaluate("heard")
    names, *rows = [line.split("\t") for line in whole.split("\n")]
    assert names == ["地", "年", "字样", "原句", "条款", "引文", "网址", "校"]
    assert [row[0] for row in rows] == ["上海市", "宜春市", *["东昌区"] * 6, "高台县"]
    yichun = f"{home}plans/360900-yichun-2023-yaodian/#a2-b4"
    assert rows[1][1:3] == ["2023", "安全风险分级管控和隐患排查治理双重预防体系"]
    assert rows[1][3].startswith("深化安全风险分级管控和隐患排查治理双重预防体系建设，持续推进")
    citation = "《宜春市2023年应急管理工作要点》（宜应急字〔2023〕45号）第二部分第（四）项"
    assert rows[1][4:] == ["二（四）", citation, yichun, ""]
    said, by, where, note = quote.split("\n")
    assert said.startswith("巩固深化双重预防机制数字化企业端建设应用，")
    assert by.endswith("第二部分第（五）项")
    assert where == f"{home}plans/620724-gaotai-2025-yaodian/#a2-b5"
    assert note == "（校：题名编者所补）"


def test_what_is_the_editors_is_told_in_what_is_taken_away(home: str, page: Page) -> None:
    page.goto(home + PAGES["a term"])
    page.evaluate(_HEARD)
    page.get_by_role("button", name="复制这一句和出处，上海市 三（四）").click()
    page.wait_for_function("() => heard.length === 1")
    said, *_, note = page.evaluate("heard[0]").split("\n")
    assert "□“" in said
    assert "据校读，可能：" in note
    assert "□ 不可读" in note


def saved(page: Page) -> str:
    """The CSV of the page."""
    with page.expect_download() as waiting:
        page.get_by_role("button", name="下载 CSV").click()
    download: Download = waiting.value
    assert download.suggested_filename.endswith("-出处.csv")
    return download.path().read_bytes().decode()


def test_the_table_is_saved_as_csv_and_runs_no_formula(home: str, page: Page) -> None:
    page.goto(home + PAGES["a term of many forms"])
    page.evaluate(
        """() => ["=1+1,2", "+1", "-1", "@a", "'=1", '说“"甲"”'].forEach((words, at) => {
          document.querySelectorAll(".quotations .said")[at].textContent = words;
        })"""
    )
    text = saved(page)
    assert text.startswith("\ufeff地,年,字样,原句,")
    assert text.endswith("\r\n")
    rows = [*csv.reader(io.StringIO(text.removeprefix("\ufeff")))]
    assert {len(row) for row in rows} == {8}
    found = [row[3] for row in rows[1:7]]
    assert found == ["'=1+1,2", "'+1", "'-1", "'@a", "''=1", '说“"甲"”']


def test_without_scripts_the_table_is_there(home: str, scriptless: Page) -> None:
    scriptless.goto(home + PAGES["a type"])
    rows = scriptless.locator(".quotations tbody tr")
    assert rows.count() == 11
    assert rows.first.locator(".at a").get_attribute("href")
    expect(scriptless.locator(".quotations-tools")).to_be_hidden()


@pytest.mark.parametrize("name", ["a term", "a section", "a document"])
def test_every_address_lands_on_its_clause(home: str, window: Page, name: str) -> None:
    window.goto(home + PAGES[name])
    links = window.locator(".quotations .at a").evaluate_all("(all) => all.map((one) => one.href)")
    assert links
    for link in dict.fromkeys(links):
        window.goto(link)
        assert landing.fault(window, link.partition("#")[2]) == "", link


def test_each_square_is_a_mention_and_a_link(home: str, page: Page) -> None:
    page.goto(home + PAGES["a term"])
    squares = page.locator(".spread .squares a")
    assert squares.count() == 6
    named = squares.evaluate_all("(all) => all.map((one) => one.getAttribute('aria-label'))")
    assert named == ["一（一）", "一（七）", "四（六）3", "三（四）", "五（十五）", "三（四）"]
    years = page.locator(".spread > li:not(.empty) .year").all_inner_texts()
    assert years == ["2017", "2021—25", "2022", "2023", "2025"]


def test_a_list_sorts_by_mentions_and_filters_by_kind(home: str, page: Page) -> None:
    page.goto(f"{home}terms/")
    last = page.locator("section.entry").last
    last.locator("th button").last.click()
    expect(last.locator("th").last).to_have_attribute("aria-sort", "ascending")
    counts = [int(text) for text in last.locator("td[data-label='处']").all_inner_texts()]
    assert counts == sorted(counts)
    buttons = last.locator(".filters button").all_inner_texts()
    word, count = re.fullmatch(r"(\S+) (\d+)", buttons[1]).groups()  # type: ignore[union-attr]
    last.locator(".filters button").nth(1).click()
    expect(last.locator("td[data-label='类别']:visible")).to_have_text([word] * int(count))


def test_a_list_is_searched_by_words_pinyin_and_initials(home: str, in_scheme: Page) -> None:
    in_scheme.goto(f"{home}terms/")
    field = in_scheme.get_by_role("searchbox", name="找")
    expect(field).to_be_in_viewport()
    every = in_scheme.locator("section:has(> #all) tbody tr:visible td.title")
    for typed in ("三管", "sanguan", "sgsbx", "SAN GUAN"):
        field.fill(typed)
        expect(every).to_have_text(["三管三必须"])
        expect(in_scheme.locator("#shared")).to_be_hidden()
    field.fill("没有这个")
    expect(in_scheme.locator(".list-filter [role=status]")).to_have_text("没有这样的名称")
    field.fill("")
    expect(in_scheme.locator("#shared")).to_be_visible()
    in_scheme.get_by_role("navigation", name="按拼音首字母").get_by_text("S", exact=True).click()
    row = in_scheme.locator("#initial-s")
    expect(row).to_be_in_viewport()
    assert spelling.order(row.locator("td").first.inner_text())[0] == "s"
    assert sticking_out(in_scheme) == []


def test_lists_read_well_without_scripts(home: str, scriptless: Page) -> None:
    for scheme in authority.SCHEMES:
        scriptless.goto(f"{home}{scheme}/")
        expect(scriptless.locator(".list-filter")).to_be_hidden()
        letters = scriptless.locator(".initials a").evaluate_all("(all) => all.map((a) => a.hash)")
        assert (len(letters) > 3) == (scheme != "places")
        assert all(scriptless.locator(letter).count() == 1 for letter in letters)
        heads = scriptless.locator("h2").all_inner_texts()
        assert heads[-1] == "全部"
        assert scriptless.locator("section.entry").last.locator("tbody tr").count() > 10


def test_a_print_has_the_sentences(home: str, page: Page) -> None:
    page.goto(home + PAGES["a section"])
    page.emulate_media(media="print")
    expect(page.locator(".quotations mark").first).to_be_visible()
    expect(page.locator("h1")).to_be_visible()
    assert sticking_out(page) == []
