"""The pages of names in a browser: they fit a phone, marks are seen, links land, axe is content."""

import re

import pytest
from playwright.sync_api import Browser, Page

from converters import authority
from tests.browser import landing
from tests.browser.test_accessibility import faults
from tests.browser.test_pages import _STICKING_OUT, _WIDTHS
from tests.conftest import ROOT

NAMES = authority.load(ROOT / "docs" / "authority")
LISTS = [f"{scheme}/" for scheme in authority.SCHEMES]


def address(name: str, scheme: str = "terms") -> str:
    """The page of the record with this canonical name."""
    (key,) = [one.key for one in NAMES.of_scheme(scheme) if one.pref == name]
    return f"{key}/"


PAGES = {
    "a term": address("安全生产月"),
    "a term of many forms": address("双重预防机制"),
    "a section": address("宜春市应急管理局危化科", "agencies"),
    "a document": address("地方党政领导干部安全生产责任制规定", "instruments"),
    "a type": address("应急管理局", "agency-types"),
    "a place": "places/360900/",
    **{path.rstrip("/"): path for path in LISTS},
}
every_page = pytest.mark.parametrize("path", PAGES.values(), ids=PAGES)


@every_page
def test_it_fits_the_window(home: str, path: str, window: Page) -> None:
    window.goto(home + path)
    content, width = window.evaluate(_WIDTHS)
    assert content <= width, window.evaluate(_STICKING_OUT)


@every_page
@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("width", [1280, 360])
def test_axe_finds_nothing(home: str, browser: Browser, path: str, scheme: str, width: int) -> None:
    with browser.new_context(
        viewport={"width": width, "height": 800},
        color_scheme="dark" if scheme == "dark" else "light",
    ) as context:
        page = context.new_page()
        page.goto(home + path)
        assert faults(page) == []


def test_the_longest_names_fit_a_phone(home: str, phone: Page) -> None:
    longest = sorted(NAMES.records.values(), key=lambda one: -len(one.pref))[:12]
    wide = []
    for record in longest:
        phone.goto(f"{home}{record.key}/")
        content, width = phone.evaluate(_WIDTHS)
        if content > width:
            wide.append(phone.url)
    assert wide == []


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


@pytest.mark.parametrize("name", ["a term", "a section", "a document"])
def test_every_address_lands_on_its_clause(home: str, window: Page, name: str) -> None:
    window.goto(home + PAGES[name])
    links = window.locator(".quotations dt a").evaluate_all("(all) => all.map((one) => one.href)")
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
    counts = [int(text) for text in last.locator("td[data-label='处']").all_inner_texts()]
    assert counts == sorted(counts)
    buttons = last.locator(".filters button").all_inner_texts()
    word, count = re.fullmatch(r"(\S+) (\d+)", buttons[1]).groups()  # type: ignore[union-attr]
    last.locator(".filters button").nth(1).click()
    kinds = last.locator("td[data-label='类别']:visible").all_inner_texts()
    assert kinds == [word] * int(count)


def test_lists_read_well_without_scripts(home: str, scriptless: Page) -> None:
    for path in LISTS:
        scriptless.goto(home + path)
        heads = scriptless.locator("h2").all_inner_texts()
        assert heads[-1] == "全部"
        assert scriptless.locator("section.entry").last.locator("tbody tr").count() > 10


def test_a_print_has_the_sentences(home: str, page: Page) -> None:
    page.goto(home + PAGES["a section"])
    page.emulate_media(media="print")
    try:
        assert page.locator(".quotations mark").first.is_visible()
        assert page.locator("h1").is_visible()
        content, width = page.evaluate(_WIDTHS)
        assert content <= width
    finally:
        page.emulate_media(media="null")
