"""The pages of names in a browser: they fit a phone, marks are seen, links land."""

import re

import pytest
from playwright.sync_api import Page, expect

from converters.names import authority
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
    expect(last.locator("th").last).to_have_attribute("aria-sort", "ascending")
    counts = [int(text) for text in last.locator("td[data-label='处']").all_inner_texts()]
    assert counts == sorted(counts)
    buttons = last.locator(".filters button").all_inner_texts()
    word, count = re.fullmatch(r"(\S+) (\d+)", buttons[1]).groups()  # type: ignore[union-attr]
    last.locator(".filters button").nth(1).click()
    expect(last.locator("td[data-label='类别']:visible")).to_have_text([word] * int(count))


def test_lists_read_well_without_scripts(home: str, scriptless: Page) -> None:
    for scheme in authority.SCHEMES:
        scriptless.goto(f"{home}{scheme}/")
        heads = scriptless.locator("h2").all_inner_texts()
        assert heads[-1] == "全部"
        assert scriptless.locator("section.entry").last.locator("tbody tr").count() > 10


def test_a_print_has_the_sentences(home: str, page: Page) -> None:
    page.goto(home + PAGES["a section"])
    page.emulate_media(media="print")
    expect(page.locator(".quotations mark").first).to_be_visible()
    expect(page.locator("h1")).to_be_visible()
    assert sticking_out(page) == []
