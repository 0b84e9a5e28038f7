"""The short address of any words: what it says, where it lands, and what is said where they are gone."""

import json
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

import pytest
from playwright.sync_api import Page, expect

from converters.models.plan import Plan
from converters.text import punctuation
from tests import quote_addresses
from tests.browser.landing import fault
from tests.browser.test_passage import YICHUN, bar, link_to, marked, select
from tests.conftest import WORKS

CLAUSE = "a2-b5"
WORDS = "狠抓“三违”整治，常态化开展煤矿隐蔽致灾因素普查"

_UNITS = """
async () => {
  for (const name of ["folding", "marks"]) await library.script(`assets/search/${name}.js`, true);
  return library.marks.units()
    .filter(unit => unit.id && unit.body !== undefined)
    .map(unit => [unit.id, unit.text.slice(unit.body)]);
}
"""


@pytest.fixture(autouse=True)
def clipboard(tabs: dict[str, Page]) -> None:
    for page in tabs.values():
        page.context.grant_permissions(["clipboard-read", "clipboard-write"])


def data_of(site_folder: Path, work: str) -> dict[str, Any]:
    value: dict[str, Any] = json.loads((site_folder / f"data/plans/{work}.json").read_text("utf-8"))
    return value


@pytest.mark.parametrize("work", WORKS)
def test_places_are_those_of_the_text_in_the_data(
    work: str, home: str, site_folder: Path, page: Page
) -> None:
    page.goto(f"{home}plans/{work}/")
    shown = dict(page.evaluate(_UNITS))
    value = data_of(site_folder, work)
    texts = {one["id"]: one["text"] for one in (*value["clauses"], *value["blocks"])}
    told = {id_: text for id_, text in texts.items() if shown.get(id_)}
    assert len(told) > 20
    for id_, text in told.items():
        assert len(shown[id_]) == len(text), id_
        assert punctuation.fold(shown[id_]) == punctuation.fold(text), id_
    assert {clause["id"] for clause in value["clauses"] if clause["text"]} <= told.keys()


TEXTS = ["甲乙丙，丁(１)𠀀子𠀀丑𠀀", "开展执法，开展检查，开展宣传", "a" * 40, "，。！"]


def test_the_hash_is_as_it_is_described(home: str, page: Page) -> None:
    page.goto(home + YICHUN)
    whole = page.evaluate("texts => texts.map(library.quoteAddress.hash)", TEXTS)
    assert whole == [quote_addresses.hash_of(text) for text in TEXTS]
    made = page.evaluate("text => library.quoteAddress.make('a1', text, 10, 13)", TEXTS[0])
    assert made == quote_addresses.of("a1", TEXTS[0], "子𠀀")


def test_words_are_found_where_they_are_now(home: str, page: Page) -> None:
    page.goto(home + YICHUN)

    def found(text: str, address: str) -> str | None:
        script = "([text, address]) => library.quoteAddress.find(text, library.quoteAddress.parse(address))"
        place = page.evaluate(script, [text, address])
        return place and text.encode("utf-16-le")[2 * place[0] : 2 * place[1]].decode("utf-16-le")

    for text in TEXTS:
        for size in (1, 2, len(text)):
            words = text[-size:]
            address = quote_addresses.of("a1", text, words)
            assert found(text, address) == words
            assert found(f"𠀀前{text}后", address) == words
            assert found(text.replace(words[0], "另"), address) is None
    second = f"a1~5-7.{quote_addresses.hash_of('开展')}"
    script = (
        "([text, address]) => library.quoteAddress.find(text, library.quoteAddress.parse(address))"
    )
    assert page.evaluate(script, [TEXTS[1], second]) == [5, 7]
    assert page.evaluate(script, ["新增一句。" + TEXTS[1], second]) == [5, 7]


@pytest.mark.parametrize(
    "address",
    ["", "#a1", "#a1~5-5.abcd", "#a1~5-7.abc", "#a1~-7.abcd", "#~1-2.abcd", "#a1~1-2.ABCD"],
)
def test_what_is_no_address_of_words_is_none(address: str, home: str, page: Page) -> None:
    page.goto(home + YICHUN)
    assert page.evaluate("address => library.quoteAddress.parse(address)", address) is None


def test_the_link_is_the_address_and_the_receiver_sees_the_words(
    home: str, library: dict[str, Plan], window: Page
) -> None:
    clause = library[YICHUN.split("/")[1]].by_id[CLAUSE]
    text = "\n".join(part.text for part in clause.cells)
    window.goto(f"{home}{YICHUN}?q=应急")
    url = link_to(window, CLAUSE, WORDS)
    assert url == f"{home}{YICHUN}#{quote_addresses.of(CLAUSE, text, punctuation.fold(WORDS))}"
    window.goto("about:blank")
    window.goto(url)
    expect(bar(window)).to_contain_text("已标出")
    assert marked(window) == WORDS
    expect(window.locator("mark.match").first).to_be_in_viewport()
    expect(window.locator(".no-address")).to_have_count(0)
    bar(window).get_by_role("button", name="去掉标记").click()
    expect(window.locator("mark.match")).to_have_count(0)
    expect(window).to_have_url(f"{home}{YICHUN}#{CLAUSE}")


def test_words_that_have_moved_in_their_clause_are_found(home: str, page: Page) -> None:
    hash_ = quote_addresses.hash_of(WORDS)
    for address in (
        f"#{CLAUSE}~0-{len(WORDS)}.{hash_}",
        f"?at={CLAUSE}%7E9-{9 + len(WORDS)}.{hash_}",
    ):
        page.goto("about:blank")
        page.goto(f"{home}{YICHUN}{address}")
        expect(bar(page)).to_contain_text("已标出")
        assert marked(page) == WORDS


def test_where_the_words_are_gone_one_lands_on_the_clause_and_is_told(
    home: str, window: Page
) -> None:
    window.goto(f"{home}{YICHUN}#a1")
    window.evaluate(f"location.hash = '{CLAUSE}~3-9.zzzz'")
    expect(bar(window)).to_contain_text("已有改动")
    expect(window.locator("mark.match")).to_have_count(0)
    assert fault(window, CLAUSE) == ""


def test_an_address_of_no_clause_is_told(home: str, page: Page) -> None:
    page.goto(f"{home}{YICHUN}#a99~3-9.zzzz")
    expect(page.locator(".no-address")).to_contain_text("没有 a99 这个地址")
    expect(bar(page)).to_have_count(0)


def test_a_quote_is_shared_where_the_system_shares(home: str, fresh: Page) -> None:
    fresh.add_init_script("navigator.share = async (told) => { window.told = told; };")
    fresh.goto(home + YICHUN)
    select(fresh, CLAUSE, WORDS)
    fresh.get_by_role("button", name="分享").click()
    told = fresh.evaluate("window.told")
    words, source, url = told["text"].split("\n")
    assert (words, source) == (WORDS, f"——{told['title']}")
    assert urlsplit(url).fragment.startswith(f"{CLAUSE}~")
