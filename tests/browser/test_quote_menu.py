"""What is offered of selected words: where else they stand, the clause beside others, and a picture."""

from urllib.parse import urlsplit

import pytest
from playwright.sync_api import Locator, Page, expect

from converters.citation import bibliography, titles
from converters.models.plan import Plan
from tests import bibliographies
from tests.browser.axe import faults
from tests.browser.test_passage import CLAUSE, SHANGHAI, WORDS, YICHUN, offer, select
from tests.conftest import ROOT

_DRAWN = """
async (url) => {
  const image = document.querySelector("img.quote-card");
  await image.decode();
  const canvas = document.createElement("canvas");
  [canvas.width, canvas.height] = [image.naturalWidth, image.naturalHeight];
  const pen = canvas.getContext("2d");
  pen.drawImage(image, 0, 0);
  const code = qrcode(0, "M");
  code.addData(url);
  code.make();
  const count = code.getModuleCount();
  const { data } = pen.getImageData(0, 0, canvas.width, canvas.height);
  const is = (x, y) => data[4 * (y * canvas.width + x)] < 128;
  const [right, bottom] = [canvas.width - 90, canvas.height - 90];
  const wrong = [];
  for (const module of [3, 4, 5, 6, 7, 8]) {
    let misses = 0;
    for (let row = 0; row < count; row += 1) for (let column = 0; column < count; column += 1) {
      const x = right - module * (count - column) + 1;
      const y = bottom - module * (count - row) + 1;
      if (is(x, y) !== code.isDark(row, column)) misses += 1;
    }
    wrong.push(misses);
  }
  return { misses: Math.min(...wrong), width: canvas.width, height: canvas.height,
           paper: [...data.slice(0, 4)] };
}
"""
"""Whether the picture has the code of an address at its lower right corner, module by module."""


def menu(page: Page) -> Locator:
    return page.get_by_role("region", name="选中的文字")


def test_the_words_are_searched_and_their_clause_is_compared(home: str, window: Page) -> None:
    window.goto(home + YICHUN)
    select(window, CLAUSE, WORDS)
    expect(menu(window)).to_be_visible()
    width = window.evaluate("innerWidth")
    box = menu(window).bounding_box()
    assert box
    assert box["x"] >= 0
    assert box["x"] + box["width"] <= width
    beside = menu(window).get_by_role("link", name="比较").get_attribute("href")
    menu(window).get_by_role("link", name="查这几个字").click()
    expect(window.locator("#query")).to_have_value(f'"{WORDS}"')
    expect(window.locator(".hit")).to_have_count(1)
    expect(window.locator(".hit mark")).to_have_text(WORDS)
    window.goto(str(beside))
    columns = window.locator(".comparison__column")
    expect(columns.first).to_contain_text(WORDS)
    assert columns.count() > 1


def test_the_words_are_told_in_a_bibliography(
    home: str, library: dict[str, Plan], window: Page
) -> None:
    """With their own address, and with what in them is conjecture."""
    words = "开展“工业互联网+危化安全生产”建设试点"
    window.goto(home + SHANGHAI)
    select(window, "a2-b3", words)
    window.evaluate("() => { library.copy = words => { window.copied = words; }; }")
    offer(window).click()
    url = window.evaluate("window.copied")
    menu(window).get_by_role("button", name="参考文献").click()
    copy = menu(window).get_by_role("button", name="复制（GB/T 7714）")
    expect(copy).to_be_focused()
    copy.click()
    plan = library[SHANGHAI.split("/")[1]]
    assert window.evaluate("window.copied").startswith(titles.reference(plan))
    assert window.evaluate("window.copied").endswith(f"]. {url}.")
    whole = bibliography.of_plan(plan, home)
    for word, ending in (("RIS", "ris"), ("BibTeX", "bib"), ("CSL-JSON", "csl.json")):
        with window.expect_download() as saved:
            menu(window).get_by_role("button", name=word).click()
        (item,) = bibliographies.READ[ending](saved.value.path().read_bytes().decode())
        assert (item.title, item.url) == (f"{whole.title}: 第二部分第（三）项", url)
        assert item.note.startswith(f"{whole.note}所引：“{words}”。校勘：")
        assert item.key in ("", f"{whole.key}:a2-b3.{url.rpartition('.')[2]}")


def test_it_is_used_by_keys(home: str, page: Page) -> None:
    page.goto(home + YICHUN)
    select(page, CLAUSE, WORDS)
    expect(menu(page)).to_be_visible()
    page.keyboard.press("Tab")
    expect(page.get_by_role("button", name="复制引文")).to_be_focused()
    page.keyboard.press("Shift+Tab")
    expect(page.get_by_role("button", name="分享")).to_be_focused()
    page.keyboard.press("ArrowRight")
    page.keyboard.press("ArrowRight")
    expect(offer(page)).to_be_focused()
    assert page.evaluate("String(getSelection())") == WORDS
    page.keyboard.press("Escape")
    expect(menu(page)).to_have_count(0)


LONG = (
    "全面评估安全生产专项整治三年行动成果，持续落实国务院安委会安全生产十五条具体措施，紧盯重点行业、"
    "重点领域、重点环节和重点问题，扎实开展安全生产风险专项整治和防范较大以上事故攻坚行动。二是突出"
    "大班次、大采深、灾害重等高风险煤矿和长期停产矿山安全监管，狠抓“三违”整治，常态化开展煤矿隐蔽致灾"
    "因素普查，紧盯瓦斯、水害、冲击地压等重大灾害，落实各项防范措施。三是加强尾矿库及高陡边坡矿山隐患"
    "排查治理。联合县（市、区）应急管理局，每年对三等以上尾矿库开展一次专家安全技术会诊；督促各地对现状"
    "边坡超过100米的露天矿山和排土场开展边坡稳定分析"
)


@pytest.mark.parametrize(
    ("path", "clause", "words"),
    [
        (YICHUN, CLAUSE, "狠抓“三违”整治，常态化开展煤矿隐蔽致灾"),
        (YICHUN, CLAUSE, LONG),
        (SHANGHAI, "a2-b3", "开展“工业互联网+危化安全生产”建设试点"),
    ],
)
def test_where_the_system_shares_nothing_a_picture_is_drawn(
    path: str, clause: str, words: str, home: str, window: Page
) -> None:
    window.goto(home + path)
    sheet = picture(window, clause, words)
    expect(menu(window)).to_have_count(0)
    alt = str(sheet.get_by_role("img").get_attribute("alt"))
    assert alt.startswith(f"{words}——《")
    drawn = window.evaluate(_DRAWN, window.evaluate("window.copied"))
    assert (drawn["misses"], drawn["width"]) == (0, 1080)
    with window.expect_download() as saved:
        sheet.get_by_role("button", name="保存图片").click()
    assert saved.value.path().read_bytes()[:8] == b"\x89PNG\r\n\x1a\n"
    sheet.get_by_role("button", name="关闭").click()
    expect(sheet).to_have_count(0)


def picture(page: Page, clause: str, words: str) -> Locator:
    """Opens the picture of some words; their address is kept in the page."""
    select(page, clause, words)
    page.evaluate("() => { library.copy = words => { window.copied = words; }; }")
    menu(page).get_by_role("button", name="复制链接").click()
    menu(page).get_by_role("button", name="分享").click()
    sheet = page.get_by_role("dialog", name="引文的图")
    expect(sheet).to_be_visible()
    return sheet


def test_the_picture_is_one_of_the_day(home: str, in_scheme: Page) -> None:
    in_scheme.goto(home + YICHUN)
    picture(in_scheme, CLAUSE, WORDS)
    drawn = in_scheme.evaluate(_DRAWN, in_scheme.evaluate("window.copied"))
    assert drawn["paper"] == [0xFB, 0xFA, 0xF6, 0xFF]
    assert faults(in_scheme) == []


def test_only_who_wants_a_picture_loads_what_draws_it(home: str, fresh: Page) -> None:
    asked: list[str] = []
    fresh.on("request", lambda request: asked.append(urlsplit(request.url).path))
    fresh.goto(home + YICHUN)
    select(fresh, CLAUSE, WORDS)
    expect(menu(fresh)).to_be_visible()
    assert not [path for path in asked if "qrcode" in path or "quote-card" in path]


def test_a_picture_has_the_mark_of_the_library() -> None:
    """The strokes are drawn by a script, because a page from disk may not read a file."""
    assets = ROOT / "docs" / "assets"
    icon = (assets / "mark" / "icon.svg").read_text("utf-8")
    script = (assets / "quote-card.js").read_text("utf-8")
    strokes = [one.split('"')[0] for one in icon.split('<path d="')[1:]]
    assert len(strokes) == 10
    assert [stroke for stroke in strokes if f'"{stroke}"' not in script] == []
