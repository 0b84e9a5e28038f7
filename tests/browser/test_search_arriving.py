"""The page of the search while the texts are still coming, shard by shard, each when the test says so.

The longest plan comes last: alone in its shard it has a place, a kind and years that no other has.
"""

import re
from collections.abc import Iterator, Mapping
from dataclasses import replace
from urllib.parse import quote

import pytest
from playwright.sync_api import Locator, Page, Route, expect

from converters import pipeline
from converters.citation.titles import display_title
from converters.models.plan import Plan
from converters.names.authority import Authority
from converters.search import scripts
from tests import stocked
from tests.browser import answered
from tests.browser.answered import EXACT, status
from tests.conftest import LIBRARY

LAST = "220502-dongchang-2021-2025-guihua"
GAOTAI = "620724-gaotai-2025-yaodian"
YICHUN = "360900-yichun-2023-yaodian"
SHARDS = (
    (
        GAOTAI,
        "310000-shanghai-2022-yaodian",
        "320412-wujin-2017-yaodian",
        YICHUN,
        "620724-gaotaijia-2025-yaodian",
    ),
    ("360900-yichunjia-2023-yaodian",),
    (LAST,),
)
"""The works in the order in which they come; two of them are others again, by another name."""

EVERYWHERE = "应急"
ONLY_LAST = "低温"
NOWHERE = "没有这样的字"
COMING = "还在载入"
NO_WORKER = "window.Worker = class { constructor() { throw new Error('no workers'); } };"


@pytest.fixture(scope="module")
def plans() -> dict[str, Plan]:
    """By work, in the order in which they come."""
    own = {str(plan.source.work): plan for plan in pipeline.read_library(LIBRARY)}
    found = {}
    for work in (work for shard in SHARDS for work in shard):
        plan = own[work.replace("jia-", "-")]
        found[work] = replace(plan, source=replace(plan.source, work=work))
    return found


@pytest.fixture(scope="module")
def data(plans: Mapping[str, Plan], records: Authority) -> dict[str, str]:
    """The scripts of all shards, by name."""
    stock = stocked.stock_of(stocked.made_of(plans.values(), records), records)
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(scripts, "split", lambda _, **__: [[*shard] for shard in SHARDS])
        return {one.path.name: one.text for one in stocked.files_of(stock, "检索", "繁简")}


class Line:
    """On which nothing of the search comes until it is let through."""

    def __init__(self, page: Page, data: Mapping[str, str]) -> None:
        self.page = page
        self._data = data
        self._held: dict[str, list[Route]] = {}
        self._free: set[str] = set()
        page.route(re.compile(r"/data/search/[0-9a-f]+/(?:units|names)-\d+\.js$"), self._ask)

    def _ask(self, route: Route) -> None:
        name = route.request.url.rpartition("/")[2]
        if name in self._free:
            self._answer(route, name)
        else:
            self._held.setdefault(name, []).append(route)

    def _answer(self, route: Route, name: str) -> None:
        route.fulfill(body=self._data[name], content_type="text/javascript")

    def let(self, *kinds: str) -> None:
        """Lets shards through (`units-2`), those that are asked for already and those that will be."""
        for name in (f"{kind}.js" for kind in kinds):
            self._free.add(name)
            for route in self._held.pop(name, ()):
                self._answer(route, name)

    def let_all_but_the_last(self) -> None:
        """All texts but those of the last shard, which has been asked for then."""
        *first, last = (f"units-{number}" for number in range(1, len(SHARDS) + 1))
        with self.page.expect_request(f"**/{last}.js"):
            self.let(*first)

    def let_the_rest(self) -> None:
        self.let(*(name.removesuffix(".js") for name in self._data))

    def hold(self) -> None:
        """From now on everything is held again."""
        self._free.clear()

    def lose(self, kind: str) -> None:
        """What is asked for and held does not come."""
        for route in self._held.pop(f"{kind}.js"):
            route.abort()


@pytest.fixture
def line(fresh: Page, data: dict[str, str]) -> Iterator[Line]:
    """That of a cold visitor."""
    made = Line(fresh, data)
    yield made
    made.let_the_rest()  # nothing is left hanging when the tab is closed


def visit(page: Page, home: str, query: str) -> None:
    page.goto(f"{home}search/?{query}", wait_until="domcontentloaded")


def shown(page: Page) -> dict[str, str]:
    """The titles of the plans that are shown, by work."""
    found = page.locator(".found-plan").evaluate_all(
        "(all) => all.map((one) => [one.dataset.work, one.querySelector('h2').textContent])"
    )
    return dict(found)


def titles(plans: Mapping[str, Plan]) -> dict[str, str]:
    return {work: display_title(plan) for work, plan in plans.items()}


@pytest.mark.parametrize("init", ["", NO_WORKER], ids=["worker", "page"])
@pytest.mark.parametrize("order", ["relevance", "newest", "plan"])
def test_every_plan_is_named_as_soon_as_it_comes(
    init: str, order: str, home: str, line: Line, plans: dict[str, Plan]
) -> None:
    line.page.add_init_script(init)
    visit(line.page, home, f"q={EVERYWHERE}&order={order}")
    count = 0
    for number, shard in enumerate(SHARDS, 1):
        count += len(shard)
        line.let(f"units-{number}")
        expect(status(line.page)).to_contain_text(f" 条，{count} 份规划，")
        assert shown(line.page).items() <= titles(plans).items()
    expect(status(line.page)).to_contain_text(EXACT)
    assert LAST in shown(line.page) or order == "plan"
    if order == "plan":
        line.page.get_by_role("button", name=re.compile("^再看")).click()
        expect(line.page.locator(f".found-plan[data-work='{LAST}'] .hit")).not_to_have_count(0)
        assert shown(line.page) == titles(plans)


def test_what_stands_only_in_the_last_texts_is_found(
    home: str, line: Line, plans: dict[str, Plan]
) -> None:
    visit(line.page, home, f"q={ONLY_LAST}")
    line.let_all_but_the_last()
    expect(status(line.page)).to_contain_text(COMING)
    line.let("units-3")
    expect(status(line.page)).to_have_text(f"1 条，1 份规划，1 处 · {EXACT}")
    assert shown(line.page) == {LAST: titles(plans)[LAST]}
    expect(line.page.locator(".found-plan__about")).to_have_text(
        "吉林省通化市东昌区 · 2021—2025 · 1 条"
    )


def test_what_stands_nowhere_was_looked_for_in_every_plan(
    home: str, line: Line, plans: dict[str, Plan]
) -> None:
    visit(line.page, home, f"q={NOWHERE}")
    line.let_all_but_the_last()
    expect(status(line.page)).to_contain_text(COMING)
    line.let("units-3")
    expect(line.page.locator(".none")).to_contain_text(f"全库 {len(plans)} 份规划")


def words(page: Page, name: str) -> dict[str, str]:
    """What the choices of a filter are called, by value."""
    found = page.locator(f".filters-of-search label:has(input[name='{name}'])").evaluate_all(
        """(all) => all.map((label) =>
          [label.querySelector("input").value, label.querySelector(".word").textContent])"""
    )
    return dict(found)


def test_the_filters_have_what_came_last(home: str, line: Line) -> None:
    visit(line.page, home, f"q={EVERYWHERE}")
    line.let_all_but_the_last()
    expect(status(line.page)).to_contain_text(COMING)
    line.let_the_rest()
    answered.wait(line.page)
    assert words(line.page, "place") == {
        "220502": "东昌区",
        "310000": "上海市",
        "320412": "武进区",
        "360900": "宜春市",
        "620724": "高台县",
    }
    assert words(line.page, "kind") == {"yaodian": "工作要点", "guihua": "规划"}
    assert {"2021", "2024"} < words(line.page, "year").keys()


FILTERS = {
    "place": ("220502", "东昌区"),
    "year": ("2024", "2024"),
    "kind": ("guihua", "规划"),
}
"""What only the plan that comes last has, and what it is called."""


@pytest.mark.parametrize("names", [[name] for name in FILTERS] + [[*FILTERS]], ids="+".join)
def test_an_address_with_filters_that_only_the_last_texts_have(
    names: list[str], home: str, line: Line
) -> None:
    query = f"q={quote(EVERYWHERE)}" + "".join(f"&{name}={FILTERS[name][0]}" for name in names)
    visit(line.page, home, query)
    line.let_all_but_the_last()
    expect(status(line.page)).to_contain_text(COMING)
    line.let_the_rest()
    expect(status(line.page)).to_have_text(re.compile(rf"^\d+ 条，1 份规划，\d+ 处 · {EXACT}$"))
    assert shown(line.page).keys() == {LAST}
    for name in names:
        value, word = FILTERS[name]
        label = line.page.locator(f"label:has(input[name='{name}'][value='{value}'])")
        expect(label.locator("input")).to_be_checked()
        expect(label.locator(".word")).to_have_text(word)
    expect(line.page).to_have_url(f"{home}search/?{query}")


def test_another_query_while_texts_are_coming(
    home: str, line: Line, plans: dict[str, Plan]
) -> None:
    visit(line.page, home, f"q={ONLY_LAST}")
    line.let_all_but_the_last()
    expect(status(line.page)).to_contain_text(COMING)
    line.page.get_by_role("searchbox").fill(EVERYWHERE)
    expect(status(line.page)).to_contain_text(" 条，6 份规划，")
    line.let("units-3")
    expect(status(line.page)).to_contain_text(" 条，7 份规划，")
    assert LAST in shown(line.page)
    assert shown(line.page).items() <= titles(plans).items()


def test_back_to_a_query_that_waits_for_all_texts(
    home: str, line: Line, plans: dict[str, Plan]
) -> None:
    """It has a name, and is answered when some of the texts have been searched for another."""
    visit(line.page, home, f"q={quote('三管三必须')}&also={quote('三个必须')}")
    line.page.get_by_role("searchbox").fill(EVERYWHERE)
    line.let("units-1")
    expect(status(line.page)).to_contain_text(" 条，5 份规划，")
    line.page.go_back()
    expect(line.page.get_by_role("searchbox")).to_have_value("三管三必须")
    line.let_the_rest()
    expect(status(line.page)).to_have_text(re.compile(rf"^\d+ 条，3 份规划，\d+ 处 · {EXACT}$"))
    assert shown(line.page).keys() == {GAOTAI, "620724-gaotaijia-2025-yaodian", LAST}
    assert shown(line.page).items() <= titles(plans).items()


# What a reader does meanwhile.


def hits(page: Page, work: str = "") -> Locator:
    return page.locator(f".found-plan[data-work='{work}'] .hit" if work else ".hit")


def some_shown(line: Line, home: str, query: str = EVERYWHERE) -> None:
    """The first shard has come, and there is more to be seen of it."""
    visit(line.page, home, f"q={query}")
    line.let("units-1")
    expect(status(line.page)).to_contain_text(" 条，5 份规划，")
    expect(hits(line.page)).to_have_count(12)


def test_more_is_shown_before_all_texts_are_there(home: str, line: Line) -> None:
    some_shown(line, home)
    line.page.get_by_role("button", name="再看 3 条").click()
    expect(hits(line.page)).to_have_count(15)
    link = hits(line.page).nth(12).get_by_role("link")
    expect(link).to_be_focused()
    expect(status(line.page)).to_contain_text(COMING)
    address = link.get_attribute("href")
    line.let_the_rest()
    expect(status(line.page)).to_contain_text(EXACT)
    expect(hits(line.page)).to_have_count(21)
    expect(line.page.locator(".hit a:focus")).to_have_attribute("href", str(address))


def test_all_of_a_plan_is_shown_before_all_texts_are_there(home: str, line: Line) -> None:
    some_shown(line, home)
    button = line.page.locator(f".found-plan[data-work='{YICHUN}'] .rest")
    count = 3 + int(re.findall(r"\d+", button.inner_text())[0])
    button.click()
    expect(hits(line.page, YICHUN)).to_have_count(count)
    link = hits(line.page, YICHUN).nth(3).get_by_role("link")
    expect(link).to_be_focused()
    expect(status(line.page)).to_contain_text(COMING)
    address = link.get_attribute("href")
    line.let_the_rest()
    expect(status(line.page)).to_contain_text(EXACT)
    expect(hits(line.page, YICHUN)).to_have_count(count)
    expect(line.page.locator(".hit a:focus")).to_have_attribute("href", str(address))


def test_twice_pressed_is_shown_once(home: str, line: Line) -> None:
    line.let_the_rest()
    visit(line.page, home, f"q={EVERYWHERE}")
    expect(status(line.page)).to_contain_text(EXACT)
    for name in ("^此件另有", "^再看"):
        button = line.page.get_by_role("button", name=re.compile(name)).first
        whole = hits(line.page).count() + int(re.findall(r"\d+", button.inner_text())[0])
        button.evaluate("(button) => { button.click(); button.click(); }")
        expect(hits(line.page)).to_have_count(whole)
    # An answer to the second press would have come before that to a third question.
    line.page.evaluate("() => library.search.findSoon('')")
    links = hits(line.page).get_by_role("link").evaluate_all("(all) => all.map((one) => one.href)")
    assert len(links) == len({*links})


def test_the_key_that_goes_from_hit_to_hit_goes_on(home: str, line: Line) -> None:
    some_shown(line, home)
    line.page.get_by_role("searchbox").press("ArrowDown")
    line.page.keyboard.press("ArrowDown")
    address = line.page.locator(".hit a:focus").get_attribute("href")
    line.let_the_rest()
    expect(status(line.page)).to_contain_text(EXACT)
    expect(line.page.locator(".hit a:focus")).to_have_attribute("href", str(address))
    line.page.keyboard.press("ArrowDown")
    expect(line.page.locator(".hit a:focus")).not_to_have_attribute("href", str(address))


def test_back_returns_to_what_was_shown_of_texts_that_come_last(home: str, line: Line) -> None:
    """Though for a while there is less: fewer hits, no such plan, a page that is too short."""
    visit(line.page, home, f"q={EVERYWHERE}&order=plan")
    line.let_the_rest()
    expect(status(line.page)).to_contain_text(EXACT)
    line.page.get_by_role("button", name=re.compile("^再看")).click()
    expect(hits(line.page)).to_have_count(21)
    button = line.page.locator(f".found-plan[data-work='{LAST}'] .rest")
    count = 18 + 3 + int(re.findall(r"\d+", button.inner_text())[0])
    button.click()
    expect(hits(line.page)).to_have_count(count)
    link = hits(line.page, LAST).last.get_by_role("link")
    link.scroll_into_view_if_needed()
    place = line.page.evaluate("scrollY")
    line.hold()
    link.click()
    line.page.wait_for_url("**/plans/*-*/**")
    line.page.go_back(wait_until="domcontentloaded")
    line.let("units-1")
    expect(status(line.page)).to_contain_text(" 条，5 份规划，")
    assert line.page.evaluate("scrollY") < place - 1000
    line.let_the_rest()
    expect(status(line.page)).to_contain_text(EXACT)
    expect(hits(line.page)).to_have_count(count)
    line.page.wait_for_function("(place) => Math.abs(scrollY - place) < 60", arg=place)


def test_who_has_gone_on_is_not_taken_back(home: str, line: Line) -> None:
    some_shown(line, home)
    hits(line.page).nth(5).scroll_into_view_if_needed()
    place = line.page.evaluate("scrollY")
    assert place > 200
    line.let_the_rest()
    expect(status(line.page)).to_contain_text(EXACT)
    assert line.page.evaluate("scrollY") == place


# What does not come.


@pytest.mark.parametrize("query", [EVERYWHERE, ONLY_LAST])
def test_texts_that_do_not_come_are_said_and_tried_again(query: str, home: str, line: Line) -> None:
    visit(line.page, home, f"q={query}")
    line.let_all_but_the_last()
    expect(status(line.page)).to_contain_text(COMING)
    line.lose("units-3")
    expect(status(line.page)).to_contain_text("其余规划没有载入")
    expect(status(line.page)).not_to_contain_text(COMING)
    with line.page.expect_request("**/units-3.js"):
        line.page.get_by_role("button", name="检索", exact=True).click()
    expect(status(line.page)).to_contain_text(COMING)
    line.let_the_rest()
    expect(status(line.page)).to_contain_text(EXACT)
    expect(hits(line.page, LAST)).not_to_have_count(0)
