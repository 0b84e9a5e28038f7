"""How the search comes by its data: in a worker or in the page, in one shard or many, or not."""

import re
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Browser, Page, Route

from converters.names.authority import Authority
from converters.search import scripts
from converters.stock import Stock
from tests.browser import asking, search_site, static_host
from tests.browser.asking import EVERY, Call
from tests.conftest import WORKS

NO_WORKER = "window.Worker = class { constructor() { throw new Error('no workers'); } };"

_NAMES = 'library.search.narrow("")'
_MESSAGE = """
async ([home, name, options]) => {
  const { search } = await import(`${home}assets/search.js`);
  const ask = name === "search" ? search : library.search[name];
  return ask("應急", options).then(() => null, (error) => error.message);
}
"""
_SOON = """
async ([home, typed, options]) => {
  await import(`${home}assets/search.js`);
  await library.search.state();
  return library.search.findSoon(typed, options);
}
"""
_CLIENT = """
([home, folder]) => Promise.all(["loading.js", "search/client.js"].map(name => new Promise((resolve, reject) => {
  const script = document.createElement("script");
  script.src = `${home}assets/${folder}/${name}`;
  script.async = false;
  script.onload = () => resolve();
  script.onerror = reject;
  document.head.append(script);
})))
"""

CALLS: list[Call] = [
    (typed, options)
    for typed in (
        "应",
        "应急管理",
        "安全 检查",
        "防汛 -物资",
        '"以案释法"',
        "ldquo",
        "應急",
        "没有这个",
        "",
    )
    for options in (
        EVERY,
        {"limit": 7, "from": 3, "perPlan": 2, "order": "newest"},
        {"filters": {"level": "county", "year": 2023}, "aliases": True},
        {"filters": {"agency": "guowuyuan"}, "order": "plan"},
    )
] + [("三管三必须", {**EVERY, "aliases": True}), ("三个必须", {"aliases": ["三管三必须"]})]


@pytest.fixture(scope="module")
def stock(records: Authority) -> Stock:
    return search_site.founding(records)


@pytest.fixture(scope="module")
def whole(stock: Stock, tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """The address of a site with all plans in one shard."""
    with static_host.serve(search_site.write(tmp_path_factory.mktemp("whole"), stock)) as address:
        yield address


@pytest.fixture(scope="module")
def parted(stock: Stock, tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """The address of a site with each plan in its own shard."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(scripts, "_FULL", 1)
        folder = search_site.write(tmp_path_factory.mktemp("parted"), stock)
    assert len([*folder.glob("data/search/*/units-*.js")]) == len(stock.library.cards)
    with static_host.serve(folder) as address:
        yield address


def answers(page: Page, home: str) -> list[dict[str, Any]]:
    page.goto(home)
    asking.search(page, home, [("", {})])
    page.evaluate(_NAMES)
    return asking.search(page, home, CALLS)


@pytest.fixture(scope="module")
def expected(browser: Browser, whole: str) -> list[dict[str, Any]]:
    """In a worker, from one shard."""
    with browser.new_context() as context:
        page = context.new_page()
        found = answers(page, whole)
        assert len(page.workers) == 1
        return found


def test_a_page_without_workers_gives_the_same_answers(
    fresh: Page, whole: str, expected: list[dict[str, Any]]
) -> None:
    fresh.add_init_script(NO_WORKER)
    assert answers(fresh, whole) == expected
    assert fresh.workers == []
    assert sum(answer["total"] for answer in expected) > 1000


def test_a_page_from_disk_gives_the_same_answers(
    fresh: Page, stock: Stock, tmp_path: Path, expected: list[dict[str, Any]]
) -> None:
    folder = search_site.write(tmp_path / "规划 %41", stock)
    (loading,) = folder.glob("assets/*/loading.js")
    home = f"{folder.as_uri()}/"
    fresh.goto(f"{home}index.html")
    fresh.evaluate(_CLIENT, [home, loading.parent.name])
    fresh.evaluate(_NAMES)
    ask = "async (calls) => { const all = []; for (const [q, o] of calls) all.push(await library.search.find(q, o)); return all; }"
    assert fresh.evaluate(ask, [[typed, dict(options)] for typed, options in CALLS]) == expected


def test_many_shards_give_the_same_answers(
    fresh: Page, parted: str, expected: list[dict[str, Any]]
) -> None:
    assert answers(fresh, parted) == expected


def test_many_shards_give_the_same_answers_without_a_worker(
    fresh: Page, parted: str, expected: list[dict[str, Any]]
) -> None:
    fresh.add_init_script(NO_WORKER)
    assert answers(fresh, parted) == expected


def holding(held: list[Route]) -> Callable[[Route], None]:
    def hold(route: Route) -> None:
        held.append(route)

    return hold


def wait_for(page: Page, held: list[Route]) -> None:
    """Until something has been asked for that is held back."""
    for _ in range(1000):
        if held:
            return
        page.wait_for_timeout(20)
    pytest.fail("it was never asked for")


@pytest.mark.parametrize("init", ["", NO_WORKER], ids=["worker", "page"])
def test_an_early_answer_comes_from_what_is_there(init: str, fresh: Page, parted: str) -> None:
    """The third shard is held back; what is in the first two is found meanwhile."""
    held: list[Route] = []
    fresh.add_init_script(init)
    fresh.route("**/units-3.js", holding(held))
    fresh.goto(parted)
    asking_soon = [parted, "应急", EVERY]
    fresh.evaluate(f"import('{parted}assets/search.js').then((m) => {{ m.search(''); }})")
    wait_for(fresh, held)
    soon = fresh.evaluate(_SOON, asking_soon)
    assert not soon["complete"]
    assert {hit["work"] for hit in soon["hits"]} == set(WORKS[:2])
    for route in held:
        route.continue_()
    fresh.unroute("**/units-3.js")
    (all_of_it,) = asking.search(fresh, parted, [("应急", EVERY)])
    assert all_of_it["complete"]
    early = [hit for hit in all_of_it["hits"] if hit["work"] in WORKS[:2]]
    key = "clause_id"
    assert sorted(one[key] for one in early) == sorted(one[key] for one in soon["hits"])
    assert fresh.evaluate(_SOON, asking_soon) == all_of_it


def test_an_early_answer_about_a_name_is_not_complete_without_the_names(
    fresh: Page, parted: str
) -> None:
    held: list[Route] = []
    fresh.route("**/names-1.js", holding(held))
    fresh.goto(parted)
    asking.search(fresh, parted, [("应急", {})])
    options = {**EVERY, "filters": {"agency": "guowuyuan"}}
    soon = fresh.evaluate(_SOON, [parted, "应急", options])
    assert (soon["total"], soon["complete"]) == (0, False)
    wait_for(fresh, held)
    held[0].continue_()
    (later,) = asking.search(fresh, parted, [("应急", options)])
    assert later["complete"]
    assert later["total"] > 0


@pytest.mark.parametrize("init", ["", NO_WORKER], ids=["worker", "page"])
@pytest.mark.parametrize(
    "lost",
    [
        "data/search/*/units-1.js",
        "data/search/*/units-3.js",
        "data/search/*/names-2.js",
        "data/search/*/simplified.js",
        "data/search/edition.js",
        "assets/*/search/client.js",
        "assets/*/search/{worker,folding,texts}.js",
    ],
)
def test_what_cannot_be_loaded_is_said_and_tried_again(
    lost: str, init: str, fresh: Page, parted: str, expected: list[dict[str, Any]]
) -> None:
    fresh.add_init_script(init)
    fresh.route(f"**/{lost}", lambda route: route.abort())
    fresh.goto(parted)
    for _ in range(2):
        message = fresh.evaluate(_MESSAGE, [parted, "search", {"aliases": True}])
        assert str(message).startswith("cannot load")
    fresh.unroute(f"**/{lost}")
    assert fresh.evaluate(_MESSAGE, [parted, "search", {"aliases": True}]) is None
    assert asking.search(fresh, parted, CALLS[:4]) == expected[:4]


@pytest.mark.parametrize("init", ["", NO_WORKER], ids=["worker", "page"])
@pytest.mark.parametrize("body", ["", "library.units.add(;", "<!doctype html><title>404</title>"])
def test_data_that_are_none_are_refused(body: str, init: str, fresh: Page, parted: str) -> None:
    """As a proxy or a half-finished upload gives them: an answer, but not the script."""
    fresh.add_init_script(init)
    fresh.route(
        "**/units-2.js",
        lambda route: route.fulfill(body=body, content_type="text/javascript"),
    )
    fresh.goto(parted)
    assert fresh.evaluate(_MESSAGE, [parted, "search", {}])
    fresh.unroute("**/units-2.js")
    assert fresh.evaluate(_MESSAGE, [parted, "search", {}]) is None


def test_a_message_is_the_same_with_and_without_a_worker(
    fresh: Page, page: Page, whole: str
) -> None:
    fresh.add_init_script(NO_WORKER)
    for tab in (fresh, page):
        tab.goto(whole)
        options = {"filters": {"plase": 1}}
        for name in ("search", "find", "findSoon"):
            assert tab.evaluate(_MESSAGE, [whole, name, options]) == "no filter plase"


def test_data_of_two_days_never_meet(fresh: Page, parted: str) -> None:
    """A browser has kept where the data were before the site was published anew.

    Who has none of them yet is led to those of today; who has some is told, and gets no more.
    """
    old = re.sub(
        r"[0-9a-f]{12}", "0" * 12, fresh.request.get(f"{parted}data/search/edition.js").text()
    )
    fresh.route(
        "**/data/search/edition.js",
        lambda route: route.fulfill(body=old, content_type="text/javascript"),
    )
    fresh.goto(parted)
    assert asking.search(fresh, parted, CALLS[:1])[0]["total"] > 0
    fresh.route("**/data/search/*/names-*.js", lambda route: route.abort())
    fresh.route(
        "**/data/search/edition.js?*",
        lambda route: route.fulfill(body=old, content_type="text/javascript"),
    )
    message = fresh.evaluate(_MESSAGE, [parted, "search", {"aliases": True}])
    assert str(message).startswith("cannot load")
