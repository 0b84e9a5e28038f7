"""What the address of a clause offers: link, citation, text with its source, line of the file."""

import json
import re
from urllib.parse import parse_qs

import pytest
from playwright.sync_api import Browser, Page, expect

from converters.citation import bibliography, clause_addresses
from converters.exports import citations
from converters.models.plan import Plan
from tests import fixture_files
from tests.conftest import ROOT

YICHUN = "plans/360900-yichun-2023-yaodian/"
WUJIN = "plans/320412-wujin-2017-yaodian/"
GAOTAI = "plans/620724-gaotai-2025-yaodian/"
SHANGHAI = "plans/310000-shanghai-2022-yaodian/"
DONGCHANG = "plans/220502-dongchang-2021-2025-guihua/"

CITED = {
    f"{YICHUN}#a2-b4": "《宜春市2023年应急管理工作要点》（宜应急字〔2023〕45号）第二部分第（四）项",
    f"{WUJIN}#a3-c6": "《2017年全区应急管理工作要点》第三部分第6点",
    f"{DONGCHANG}#a4-b1-c4": (
        "《通化市东昌区应急管理“十四五”规划》（通昌政办发〔2023〕9号）第四部分第（一）项第4点"
    ),
    "plans/620724-gaotai-2025-yaodian/#a1-b2": (
        "《［高台县2025年应急管理工作要点］》第一部分第（二）项"
    ),
    "plans/310000-shanghai-2022-yaodian/#a2-b2": (
        "《上海市应急管理局2022年工作要点》第二部分第（二）项"
    ),
}
"""Written out by hand from the titles, numbers and labels of the sources."""

REFERENCES = [*fixture_files.read(ROOT / "tests" / "gold" / "bibliography.txt")]
"""Written out by hand, as the references of GB/T 7714—2025 are to be."""

ISSUES = "https://example.org/issues/new"


def open_menu(page: Page, address: str) -> None:
    """Opens the menu as a reader does: at the margin, or at the printed number on a phone."""
    page.goto(address)
    id_ = address.rpartition("#")[2]
    wide = (page.viewport_size or {"width": 0})["width"] > 700
    kind = "address" if wide else "label"
    page.locator(f"a.{kind}[href='#{id_}']").click()
    expect(page.get_by_role("dialog")).to_be_visible()


def copied(page: Page, word: str) -> str:
    page.get_by_role("button", name=word).click()
    expect(page.get_by_role("status")).to_have_text("已复制")
    return str(page.evaluate("navigator.clipboard.readText()"))


@pytest.fixture(autouse=True)
def clipboard(tabs: dict[str, Page]) -> None:
    for page in tabs.values():
        page.context.grant_permissions(["clipboard-read", "clipboard-write"])


@pytest.mark.parametrize("address", CITED)
def test_the_citation_is_right(home: str, window: Page, address: str) -> None:
    open_menu(window, home + address)
    assert copied(window, "复制引文") == CITED[address]


@pytest.mark.parametrize("case", REFERENCES, ids=[case.title for case in REFERENCES])
def test_the_reference_is_right(home: str, fresh: Page, case: fixture_files.Case) -> None:
    fresh.context.grant_permissions(["clipboard-read", "clipboard-write"])
    fresh.clock.set_fixed_time("2026-11-23T09:00:00")
    open_menu(fresh, home + case.input)
    assert copied(fresh, "复制参考文献") == case.expected.replace("{home}", home)


# What is saved, without a download: of many in a row a browser may hold one back.
_KEPT = """
() => {
  window.kept = {};
  URL.createObjectURL = blob => { window.kept.text = blob.text(); return "#"; };
  HTMLAnchorElement.prototype.click = function () { window.kept.name = this.download; };
}
"""


@pytest.mark.parametrize("path", [DONGCHANG, GAOTAI])
def test_a_clause_of_each_layer_is_saved_as_the_item_that_it_is(
    path: str, home: str, library: dict[str, Plan], page: Page
) -> None:
    work = path.split("/")[1]
    plan = library[work]
    addresses = clause_addresses.of(plan)
    for id_ in {clause.layer: clause.id for clause in plan.clauses}.values():
        open_menu(page, f"{home}{path}#{id_}")
        page.evaluate(_KEPT)
        item = bibliography.of_clause(bibliography.of_plan(plan, home), id_, addresses[id_])
        for word, ending in (("RIS", "ris"), ("BibTeX", "bib"), ("CSL-JSON", "csl.json")):
            page.get_by_role("button", name=word).click()
            page.wait_for_function("window.kept.name")
            name, text = page.evaluate(
                "async () => { const one = window.kept; window.kept = {}; return [one.name, await one.text]; }"
            )
            assert name == f"{work}-{id_}.{ending}"
            expected = citations.FORMATS[ending]([item])
            if ending == "csl.json":
                assert json.loads(text) == json.loads(expected)
            else:
                assert text == expected
        page.keyboard.press("Escape")


def test_an_error_is_reported_with_what_it_is_about(home: str, window: Page) -> None:
    window.goto(home + YICHUN)
    window.evaluate(
        """(issues) => {
          const meta = document.createElement("meta");
          meta.name = "issues";
          meta.content = issues;
          document.head.append(meta);
        }""",
        ISSUES,
    )
    kind = "address" if (window.viewport_size or {"width": 0})["width"] > 700 else "label"
    window.locator(f"a.{kind}[href='#a2-b4']").click()
    link = window.get_by_role("link", name="报告这里的错误")
    address, _, query = str(link.get_attribute("href")).partition("?")
    fields = {name: values[0] for name, values in parse_qs(query).items()}
    assert address == ISSUES
    assert fields["page"] == f"{home}{YICHUN}#a2-b4"
    assert fields["clause"] == "a2-b4"
    assert fields["title"].endswith("第二部分第（四）项")
    assert fields["quote"].startswith("（四）强化风险防控。")
    assert len(fields["quote"]) <= 302
    form = (ROOT / ".github" / "ISSUE_TEMPLATE" / fields["template"]).read_text("utf-8")
    ids = re.findall(r"^ +id: (\w+)$", form, re.MULTILINE)
    assert {"page", "clause", "quote"} <= {*ids}


def test_where_no_address_is_configured_nothing_is_reported(home: str, window: Page) -> None:
    open_menu(window, f"{home}{YICHUN}#a2-b4")
    expect(window.get_by_role("link", name="报告这里的错误")).to_have_count(0)


def test_the_link_is_the_address(home: str, window: Page) -> None:
    open_menu(window, f"{home}{YICHUN}#a2-b4")
    assert copied(window, "复制链接") == f"{home}{YICHUN}#a2-b4"
    expect(window).to_have_url(f"{home}{YICHUN}#a2-b4")


def test_the_text_comes_with_its_source_and_nothing_else(home: str, window: Page) -> None:
    open_menu(window, f"{home}{YICHUN}#a1-b2")
    text, source, address = copied(window, "复制文本").split("\n")
    assert text.startswith("（二）压实各方责任。健全完善属地管理")
    assert text.endswith("）")
    assert "责任科室：" in text
    assert source == (
        "——《宜春市2023年应急管理工作要点》（宜应急字〔2023〕45号）第一部分第（二）项"
    )
    assert address == f"{home}{YICHUN}#a1-b2"


TOLD = {
    f"{SHANGHAI}#a2-b3": (
        "校勘：［］里的字由校者推定，不是原文所载："
        "「场景，开［展“］工业互联［网+］危化安全生产［”］建设试点」。依据：下接“建设试点”；"
        "第 9 行作“开展城市安全风险评估试点”；高台县2025年要点第 11 行作“工业互联网+危化安全生产”；"
        "高台县2025年要点第 11 行下引号在“安全生产”之后、“建设”之前。另有 1 处由规则校正，结果确定。"
    ),
    f"{SHANGHAI}#a3-b4": None,
    f"{GAOTAI}#a1-b2": "出处里［］中的字是编者所补。",
    f"{DONGCHANG}#a4-b1-c4-u1": (
        "校勘：校者推定为误、略去的空白在：「领导干部安全生产」。依据：同一行前引中央文件名"
        "“地方党政领导干部安全生产责任制规定”中此处连写。"
    ),
    f"{DONGCHANG}#a4-b1-c2-u2": (
        "校勘：「（村）社区」原文如此（别处皆作“村(社区)”；原样录出，不改）。"
    ),
}
"""What a copied text says of itself, written out by hand from the notes on its clause."""


@pytest.mark.parametrize("address", [address for address, told in TOLD.items() if told])
def test_the_text_says_what_in_it_is_conjecture(home: str, window: Page, address: str) -> None:
    open_menu(window, home + address)
    *_, url, told = copied(window, "复制文本").split("\n")
    assert url == home + address
    assert told == TOLD[address]


def test_of_many_conjectures_it_says_which_notes_they_are(home: str, window: Page) -> None:
    open_menu(window, f"{home}{SHANGHAI}#a3-b4")
    text, *_, told = copied(window, "复制文本").split("\n")
    assert "开□“公共安全第一课”" in text
    assert "：「进安全宣［传“］五进［”］，开□“」「安全第一［课”］，组织安」" in told
    assert re.search(r"。共 \d 处，依据见这份规划的校勘记 \[\d\d\] 至 \[\d\d\]。", told)
    assert "。□处原文已损，无从推知。" in told


def test_what_is_copied_as_received_says_so(home: str, page: Page) -> None:
    open_menu(page, f"{home}{SHANGHAI}?view=received#a2-b3")
    text, *_, told = copied(page, "复制文本").split("\n")
    assert "开?ldquo;工业互联?危化" in text
    assert told == "所引是未经校改的原文。"


def test_what_stands_beside_the_reading_is_not_copied(home: str, page: Page) -> None:
    open_menu(page, f"{home}{SHANGHAI}?view=beside#a2-b3")
    text, *_, told = copied(page, "复制文本").split("\n")
    assert text.startswith("（三）严防危险化学品系统性安全风险。扎实开展")
    assert told == TOLD[f"{SHANGHAI}#a2-b3"]


def test_the_menu_leads_to_the_line_of_the_file_and_back(home: str, window: Page) -> None:
    open_menu(window, f"{home}{YICHUN}#a2-b4")
    window.get_by_role("link", name=re.compile("看原文第 13 行")).click()
    expect(window).to_have_url(f"{home}{YICHUN}source/#L13")
    window.locator(".source > p:has(> #L13)").get_by_role(
        "link", name="二（四）", exact=True
    ).click()
    expect(window).to_have_url(f"{home}{YICHUN}#a2-b4")


def test_the_menu_closes_by_escape_and_gives_the_focus_back(home: str, window: Page) -> None:
    open_menu(window, f"{home}{YICHUN}#a2-b4")
    window.keyboard.press("ArrowDown")
    expect(window.get_by_role("button", name="复制引文")).to_be_focused()
    window.keyboard.press("Escape")
    expect(window.get_by_role("dialog")).to_have_count(0)
    expect(window.locator("a:focus")).to_have_attribute("href", "#a2-b4")


def test_where_the_clipboard_is_refused_the_text_is_selected(home: str, browser: Browser) -> None:
    with browser.new_context(viewport={"width": 360, "height": 740}) as context:
        page = context.new_page()
        page.add_init_script(
            "Object.defineProperty(navigator, 'clipboard', {value: "
            "{writeText: () => Promise.reject(new Error('denied'))}})"
        )
        open_menu(page, f"{home}{YICHUN}#a2-b4")
        page.get_by_role("button", name="复制链接").click()
        field = page.get_by_role("textbox", name="请复制这段文字")
        expect(field).to_be_focused()
        assert page.evaluate("getSelection().toString()") == f"{home}{YICHUN}#a2-b4"
