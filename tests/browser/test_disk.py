"""The copy for reading from disk, unpacked and opened by `file://`: all of it works."""

import io
import re
import zipfile
from pathlib import Path
from urllib.parse import unquote, urlsplit

import pytest
from playwright.sync_api import Page, expect

from converters.site import disk_copy
from tests import built_site, word_reader, workbook_reader
from tests.browser import static_host
from tests.browser.axe import faults
from tests.browser.pointing import point_at
from tests.browser.test_passage import select

YICHUN = "plans/360900-yichun-2023-yaodian/index.html"
_LINK = re.compile(r"""\b(?:href|src)="?([^\s">]+)""")


@pytest.fixture(scope="module")
def archive(site_folder: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Packed of the same pages as the site."""
    folder = tmp_path_factory.mktemp("disk") / "project"
    folder.mkdir()
    (folder / "docs").symlink_to(site_folder.parent / "docs")
    built_site.configure(folder)
    made = folder / "copy.zip"
    disk_copy.pack(built_site.render(folder, directory_urls=False), made)
    return made


@pytest.fixture(scope="module")
def copy(archive: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Where a reader has unpacked it: a folder with a blank and a percent sign in its name."""
    folder = tmp_path_factory.mktemp("reader") / "下载 100%"
    with zipfile.ZipFile(archive) as packed:
        packed.extractall(folder)
    return folder / "应急规划文库"


@pytest.fixture
def offline(window: Page) -> Page:
    window.goto("about:blank")
    return window


def open_copy(page: Page, copy: Path, path: str, rest: str = "") -> None:
    page.goto((copy / path).as_uri() + rest)


def test_every_link_leads_to_a_file_of_the_copy(copy: Path) -> None:
    seen = 0
    for page in copy.rglob("*.html"):
        for link in _LINK.findall(page.read_text("utf-8")):
            parts = urlsplit(link)
            if parts.scheme or parts.netloc or not parts.path:
                continue
            target = (page.parent / unquote(parts.path)).resolve()
            assert target.is_file(), f"{page.relative_to(copy)}: {link}"
            seen += 1
    assert seen > 10_000


def test_packing_again_gives_the_same_bytes(archive: Path, tmp_path: Path) -> None:
    again = tmp_path / "again.zip"
    disk_copy.pack(archive.parent / "site", again)
    assert again.read_bytes() == archive.read_bytes()


def test_reading_and_links(copy: Path, offline: Page) -> None:
    open_copy(offline, copy, "index.html")
    offline.locator("main").get_by_role(
        "link", name=re.compile("宜春市2023年应急管理")
    ).first.click()
    expect(offline.get_by_role("heading", level=1)).to_have_text("宜春市2023年应急管理工作要点")
    offline.locator("#a2-b4 ~ p a.mention.agency").first.click()
    expect(offline).to_have_url(re.compile(r"/agencies/[^/]+\.html$"))
    expect(offline.locator("h1")).to_be_visible()
    offline.locator(".quotations .at a").first.click()
    expect(offline).to_have_url(re.compile(r"/plans/[^/]+/index\.html#"))


def test_a_name_has_its_preview(copy: Path, page: Page) -> None:
    page.goto("about:blank")
    open_copy(page, copy, YICHUN, "#a2-b5")
    point_at(page, page.locator(".unit:has(> #a2-b5) a.mention.term").first)
    card = page.locator(".preview")
    expect(card).to_be_visible()
    for href in page.evaluate("Array.from(document.querySelectorAll('.preview a'), (a) => a.href)"):
        assert Path(unquote(urlsplit(href).path)).is_file()


def test_the_text_as_received(copy: Path, offline: Page) -> None:
    open_copy(offline, copy, "plans/310000-shanghai-2022-yaodian/index.html", "#a2-b2")
    offline.get_by_role("button", name="原文", exact=True).click()
    expect(offline.locator(".unit:has(> #a2-b2)")).to_contain_text("?ldquo;")


def test_search_and_landing(copy: Path, offline: Page) -> None:
    open_copy(offline, copy, "search/index.html", "?q=危化品 执法")
    expect(offline.locator(".search-status")).to_contain_text("2 条，2 份")
    expect(offline.locator("label:has(input[name='place'])")).to_have_count(5)
    offline.locator(".hit a").last.click()
    expect(offline.get_by_role("region", name="检索所得")).to_contain_text("处")
    expect(offline).to_have_url(re.compile(r"/plans/360900-yichun-2023-yaodian/index\.html\?"))
    offline.get_by_role("link", name="回到检索结果").click()
    expect(offline.locator(".search-status")).to_contain_text("2 条，2 份")


def test_search_from_the_home_page(copy: Path, offline: Page) -> None:
    open_copy(offline, copy, "index.html")
    offline.get_by_role("searchbox").fill("危化品 执法")
    offline.keyboard.press("Enter")
    expect(offline.locator(".search-status")).to_contain_text("2 条，2 份")


def test_a_traditional_query(copy: Path, page: Page) -> None:
    page.goto("about:blank")
    open_copy(page, copy, "search/index.html", "?q=應急管理")
    expect(page.locator(".search-status")).to_contain_text(re.compile(r"^1\d\d 条"))


GO = {
    "yjglj": "agency-types/yingjiju.html",
    "危化科": "agencies/yichun-yingjiju-weihuake/duties.html",
    "双重预防机制": "terms/shuangchong-yufang-jizhi.html",
    "职责矩阵": "matrix/index.html",
    "宜春 二(四)": "plans/360900-yichun-2023-yaodian/index.html#a2-b4",
}


@pytest.mark.parametrize("typed", GO)
def test_go_to(copy: Path, page: Page, typed: str) -> None:
    page.goto("about:blank")
    open_copy(page, copy, "about/index.html")
    page.keyboard.press("/")
    page.get_by_role("combobox").fill(typed)
    expect(page.get_by_role("option").first).not_to_contain_text("查找")
    page.keyboard.press("Enter")
    page.wait_for_url(f"**/{GO[typed]}")
    expect(page.locator("h1").first).to_be_visible()


def test_a_link_from_a_copy_is_that_of_the_site(copy: Path, fresh: Page) -> None:
    fresh.add_init_script("Object.defineProperty(navigator, 'clipboard', {value: undefined})")
    open_copy(fresh, copy, YICHUN)
    fresh.locator("a.address[href='#a2-b4']").click()
    fresh.get_by_role("button", name="复制链接").click()
    field = fresh.get_by_role("textbox", name="请复制这段文字")
    expect(field).to_have_value(re.compile(r"^https://example\.org/.*/#a2-b4$"))


def test_nothing_is_asked_of_the_network(copy: Path, fresh: Page) -> None:
    asked: list[str] = []
    fresh.on("request", lambda request: asked.append(request.url))
    for path in ("index.html", YICHUN, "search/index.html"):
        open_copy(fresh, copy, path)
        fresh.wait_for_load_state("networkidle")
    assert asked
    assert [url for url in asked if not url.startswith(("file:", "data:"))] == []


def test_axe_finds_nothing(copy: Path, offline: Page) -> None:
    open_copy(offline, copy, YICHUN)
    assert faults(offline) == []


def test_clauses_stand_side_by_side(copy: Path, offline: Page) -> None:
    query = "?a=360900-yichun-2023-yaodian/a2-b4&b=620724-gaotai-2025-yaodian/a2-b3"
    open_copy(offline, copy, "compare/index.html", query)
    expect(offline.locator(".comparison__column")).to_have_count(2)
    expect(offline.locator(".comparison__column").first).to_contain_text("强化风险防控")


def test_what_is_carried_away_is_made_from_disk_too(
    copy: Path, site_folder: Path, page: Page
) -> None:
    """What is cut from a file, which a page from disk may not read, from a script that has it."""
    open_copy(page, copy, YICHUN, "#a2-b5")
    select(page, "a2-b5", "狠抓“三违”整治")
    page.get_by_role("button", name="分享").click()
    image = page.get_by_role("dialog", name="引文的图").get_by_role("img")
    assert image.evaluate("image => image.decode().then(() => image.naturalWidth)") == 1080
    page.get_by_role("button", name="关闭").click()
    page.locator("a.address[href='#a2-b5']").click()
    expect(page.get_by_role("button", name="打印这一条")).to_be_visible()
    clause = word_reader.read(carried(page, "存为 Word"))
    assert next(map(word_reader.shown, clause.paragraphs)).endswith("第二部分第（五）项")
    assert all(link.startswith("https://example.org/") for link in clause.links().values())
    expect(page.locator(".offline")).to_have_count(0)
    open_copy(page, copy, "agencies/yichun-yingjiju-weihuake/duties.html")
    links = word_reader.read(carried(page, "存为 Word")).links().values()
    assert links
    assert all(link.startswith("https://example.org/plans/") for link in links)
    query = "?a=360900-yichun-2023-yaodian/a2-b4&b=620724-gaotai-2025-yaodian/a2-b3"
    open_copy(page, copy, "compare/index.html", query)
    sheet, _ = workbook_reader.read(carried(page, "存为 Excel"))
    assert sheet.links["B2"] == f"{static_host.ADDRESS}plans/360900-yichun-2023-yaodian/#a2-b4"
    open_copy(page, copy, "plans/index.html")
    page.get_by_role("button", name="选几份做成电子书").click()
    page.locator("input[value='620724-gaotai-2025-yaodian']").check()
    with zipfile.ZipFile(io.BytesIO(carried(page, "下载 EPUB"))) as book:
        own = site_folder / "data/plans/620724-gaotai-2025-yaodian.epub"
        with zipfile.ZipFile(own) as whole:
            name = "book/620724-gaotai-2025-yaodian.xhtml"
            assert book.read(name) == whole.read("book/text.xhtml")


def carried(page: Page, word: str) -> bytes:
    with page.expect_download() as saved:
        page.get_by_role("button", name=word).click()
    return saved.value.path().read_bytes()
