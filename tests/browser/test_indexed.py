"""A library with an index answers as one that is scanned does, from the few files that it needs."""

import json
import re
from collections.abc import Iterator, Sequence
from pathlib import Path
from random import Random
from typing import Any

import pytest
from playwright.sync_api import Page, Request

from converters.library import relations
from converters.models.page import Page as File
from converters.names.authority import NONE, Authority
from converters.search import index_scripts, postings, scripts
from converters.search.scripts import PlanTexts, Shard
from converters.stock import Stock
from converters.text import alphabet, escape
from tests import search_truth
from tests.browser import asking, search_site, static_host
from tests.browser.asking import EVERY, Call, quoted
from tests.browser.test_find_loading import CALLS
from tests.conftest import ROOT
from tests.trials import tried

SCRIPTS = ROOT / "docs" / "assets" / "search"

# Plans of nothing but chance, few characters and much that recurs.

_CHARS = "应急管理局救一二、。，A1 \n\t？�\uffef𠮷😀應"


def text(random: Random, most: int) -> str:
    """Some characters, and now and then a run of one or the same stretch again."""
    found = "".join(random.choices(_CHARS, k=random.randrange(most)))
    if random.random() < 0.2:
        found += random.choice("应一，") * random.randrange(9)
    return found * random.choice((1, 1, 1, 2, 3))


def plan(random: Random, number: int) -> PlanTexts:
    """The texts of one plan, as the search has them."""
    count = random.randrange(2, 9)
    columns: dict[str, list[Any]] = {
        "id": [f"a{at}" for at in range(count)],
        "address": [f"{at}" for at in range(count)],
        "label": [random.choice(("一、", "", "１.")) for _ in range(count)],
        "heading": [text(random, 6) for _ in range(count)],
        "separator": [random.choice(("。", "")) for _ in range(count)],
        "body": [text(random, 40) for _ in range(count)],
        "parts": [0] * count,
        "received": [
            ["一、", text(random, 6), "。", text(random, 30)] if random.random() < 0.3 else 0
            for _ in range(count)
        ],
        "doubtful": [0] * count,
    }
    years = [random.randrange(2016, 2027)] * random.choice((0, 2, 2))
    value: Any = {
        "work": f"{number}-shi",
        "title": f"规划{number}",
        "short": f"短{number}",
        "adcode": random.choice(("110000", "320400", "320412")),
        "places": ["甲", "乙"],
        "years": years,
        "kind": [random.choice(("yuan", "guihua")), ""],
        "units": columns,
    }
    chars = "".join(sorted({char for char in str(columns) if char in _CHARS}))
    return PlanTexts(value["work"], 1000, tuple(columns["id"]), chars, escape.script(value))


def files_of(texts: Sequence[PlanTexts], *, is_indexed: bool) -> dict[str, str]:
    """The scripts of a library in which nothing is named, by name."""
    known = relations.of(NONE)
    nothing: tuple[dict[str, Any], ...] = ({},) * len(texts)
    place = (1, len(texts)) if is_indexed else None
    made: list[File] = [
        *scripts.pages(Shard(1, 1, tuple(texts), nothing, nothing, nothing, place), known),
    ]
    chars = "".join(sorted({char for one in texts for char in one.chars}))
    if is_indexed:
        plans = map(index_scripts.of_plan, texts)
        index = index_scripts.of(plans, chars, [len(texts)], nothing, [])
        made += index_scripts.pages(index, NONE)
    found = {file.path.name: file.text for file in made}
    for one in texts if is_indexed else ():
        found[f"plans/{one.work}/texts.js?{alphabet.sign(one.data)}"] = scripts.texts_page(one).text
    return found


_ASK = """
([files, first, calls]) => {
  const run = (name) => { (0, eval)(files[name]); };
  library.addTexts = (...given) => { library.units.addTexts(...given); };
  first.forEach(run);
  const ask = (name, args) => {
    if (!library.engine.ask) return library.engine[name](...args);
    for (let times = 0; times < 30; times += 1) {
      const answer = library.engine.ask(name, args);
      if (!answer.missing) return answer.value;
      answer.missing.forEach(run);
    }
    throw new Error("no end");
  };
  return calls.map(([name, args]) => ask(name, args));
}
"""


def asked(page: Page, files: dict[str, str], first: Sequence[str], calls: Sequence[Any]) -> Any:
    """The answers of the engine to some calls, in a page with nothing else."""
    page.goto("about:blank")
    names = ["alphabet", "folding", "texts", "find", "narrow"]
    for name in names + (["ordered", "postings"] if "index.js" in files else []):
        page.add_script_tag(path=SCRIPTS / f"{name}.js")
    return page.evaluate(_ASK, [files, first, calls])


def queries(random: Random, texts: Sequence[PlanTexts]) -> Iterator[str]:
    """What stands somewhere, much of it in several texts, and what does not."""
    folded = search_truth.fold("".join(one.data for one in texts))
    whole = "".join(char for char in folded if char in _CHARS)
    for size in (1, 1, 2, 2, 2, 3, 3, 4, 5, 7, 8, 12, 20, 40):
        at = random.randrange(len(whole))
        yield whole[at : at + size].replace('"', "")
        yield "".join(random.choices("应急管一", k=min(size, 6)))
    bodies = [body for one in texts for body in json.loads(one.data)["units"]["body"]]
    for body in random.choices([body for body in bodies if len(body) > 30], k=6):
        yield search_truth.fold(body)[:24].replace('"', "")
        yield search_truth.fold(body)[:23].replace('"', "") + random.choice("应急管一")
    yield from (
        "应" * 9,
        "，" * 20,
        "一二",
        "",
        " ",
        "應急",
        "\ufffd",
    )


@pytest.mark.parametrize("seed", range(tried(5, 60)))
def test_a_library_of_chance_is_answered_as_if_it_were_scanned(
    seed: int, page: Page, monkeypatch: pytest.MonkeyPatch
) -> None:
    random = Random(seed)
    monkeypatch.setattr(postings, "_FULL", random.choice((1, 60, 400, 12_000)))
    texts = [plan(random, number) for number in range(random.choice((3, 6, 12)))]
    calls: list[Any] = []
    for typed in queries(random, texts):
        for wanted in (quoted(typed), f"{quoted(typed)} 应", f"{quoted(typed)} -一"):
            order = random.choice(("relevance", "newest", "plan"))
            calls.append(["find", [wanted, {"limit": 1000, "order": order}]])
        calls.append(["find", [quoted(typed), {"limit": 3, "from": 2, "perPlan": 1}]])
        calls.append(["find", [typed, {"filters": {"level": "county", "kind": "yuan"}}]])
        calls.append(["narrow", [typed, {}]])
        calls.append(["near", [typed]])
    scanned = asked(page, files_of(texts, is_indexed=False), ["units-1.js", "names-1.js"], calls)
    indexed = asked(page, files_of(texts, is_indexed=True), ["index.js"], calls)
    for call, one, other in zip(calls, scanned, indexed, strict=True):
        assert one == other, (seed, call)
    assert sum(bool(one.get("total")) for one in scanned if isinstance(one, dict)) > 30


# The founding plans, in a site that has an index of them.


@pytest.fixture(scope="module")
def stock(records: Authority) -> Stock:
    return search_site.founding(records)


@pytest.fixture(scope="module")
def whole(stock: Stock, tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """The address of a site whose texts are scanned."""
    folder = search_site.write(tmp_path_factory.mktemp("whole"), stock)
    with static_host.serve(folder) as address:
        yield address


@pytest.fixture(scope="module")
def indexed_folder(stock: Stock, tmp_path_factory: pytest.TempPathFactory) -> Path:
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(scripts, "_FULL_OF_INDEXED", 1)
        patch.setattr(index_scripts, "_FULL_OF_FORMS", 1000)
        return search_site.write(tmp_path_factory.mktemp("索引"), search_site.indexed(stock))


@pytest.fixture(scope="module")
def indexed(indexed_folder: Path) -> Iterator[str]:
    """The address of one that has an index, in which each plan has names of its own."""
    with static_host.serve(indexed_folder) as address:
        yield address


HARD: list[Call] = [
    *CALLS,
    *(
        (typed, {"limit": 30, "aliases": aliases, "filters": filters})
        for typed in (
            "三管三必须",
            "安委办",
            "国务院",
            "应急管理部",
            "应急 管理 -检查",
            "，",
            "24小时",
            "“十四五”",
        )
        for aliases in (False, True, ["三个必须"])
        for filters in (
            {},
            {"term": ["san-guan-san-bixu", "terms/shisi-wu"]},
            {"agency": "guowuyuan", "level": ["county", "province"]},
            {"agency": "no-such", "topic": "xuexi"},
        )
    ),
]

_NEAR = """
async ([home, queries]) => {
  await import(`${home}assets/search.js`).then(({ search }) => search(""));
  return Promise.all(queries.map(typed => library.search.near(typed)));
}
"""


@pytest.mark.parametrize("init", ["", "window.Worker = null;"], ids=["worker", "page"])
def test_the_founding_plans_are_answered_as_if_they_were_scanned(
    init: str, fresh: Page, whole: str, indexed: str
) -> None:
    fresh.add_init_script(init)
    found = []
    for home in (whole, indexed):
        fresh.goto(home)
        near = fresh.evaluate(
            _NEAR, [home, ["以案乙释法", "应急检查", "三管三必须的", "急管应理", "  "]]
        )
        state = fresh.evaluate("library.search.state()")
        found.append(
            [
                asking.search(fresh, home, HARD),
                asking.narrow(fresh, home, HARD),
                near,
                state["units"],
            ]
        )
    scanned, of_index = found
    for call, one, other in zip(HARD, scanned[0], of_index[0], strict=True):
        assert one == other, call
    for call, one, other in zip(HARD, scanned[1], of_index[1], strict=True):
        assert one == other, call
    assert scanned[2:] == of_index[2:]


def test_only_what_a_query_needs_is_loaded_and_nothing_twice(fresh: Page, indexed: str) -> None:
    loaded: list[str] = []

    def note(request: Request) -> None:
        if "/data/search/" in request.url:
            loaded.append(request.url.rsplit("/", 1)[1])
        elif found := re.search(r"[^/]+/texts\.js\?.*", request.url):
            loaded.append(found[0])

    fresh.context.on("request", note)
    fresh.goto(indexed)
    (answer,) = asking.search(fresh, indexed, [("以案释法", {})])
    assert answer["total"] == 1
    kinds = sorted(name.rpartition("/")[2].split("-")[0] for name in loaded)
    assert kinds[:2] == ["edition.js", "index.js"]
    assert kinds[2:-1] == ["pairs"] * (len(kinds) - 3)
    assert len(kinds) <= 5
    assert kinds[-1].startswith("texts.js?")
    asking.search(fresh, indexed, [("以案释法", EVERY), ("案释法", {})])
    asking.narrow(fresh, indexed, [("以案释法", {})])
    assert len(loaded) == len(set(loaded))


@pytest.mark.parametrize(
    "kind",
    ["data/search/*/index", "data/search/*/pairs-*", "plans/*/texts", "data/search/*/forms-*"],
)
def test_what_cannot_be_loaded_is_said_and_tried_again(
    kind: str, fresh: Page, indexed: str
) -> None:
    ask = """async home => (await import(`${home}assets/search.js`))
        .search("三个必须", {aliases: true}).then(found => found.total, error => error.message)"""
    pattern = f"**/{kind}.js*"
    fresh.goto(indexed)
    fresh.route(pattern, lambda route: route.abort())
    assert str(fresh.evaluate(ask, indexed)).startswith("cannot load")
    fresh.unroute(pattern)
    fresh.route(pattern, lambda route: route.fulfill(body="", content_type="text/javascript"))
    assert isinstance(fresh.evaluate(ask, indexed), str)
    fresh.unroute(pattern)
    assert fresh.evaluate(ask, indexed) > 0


def test_a_library_that_was_scanned_yesterday_is_indexed_today(
    fresh: Page, whole: str, indexed: str
) -> None:
    """A browser has kept where the data were, and that they were scanned."""
    calls = HARD[::9]
    fresh.goto(whole)
    expected = asking.search(fresh, whole, calls)
    fresh.route(
        "**/data/search/edition.js",
        lambda route: route.fulfill(
            body='library.edition = "data/search/000000000000/";', content_type="text/javascript"
        ),
    )
    fresh.goto(indexed)
    assert asking.search(fresh, indexed, calls) == expected


def test_a_page_from_disk_is_answered_too(fresh: Page, whole: str, indexed_folder: Path) -> None:
    calls = HARD[::7]
    fresh.goto(whole)
    expected = asking.search(fresh, whole, calls)
    home = f"{indexed_folder.as_uri()}/"
    (loading,) = indexed_folder.glob("assets/*/loading.js")
    fresh.goto(f"{home}index.html")
    for name in ("loading.js", "search/client.js"):
        tag = f"{home}assets/{loading.parent.name}/{name}"
        fresh.add_script_tag(url=tag)
    ask = """async calls => {
      const all = [];
      for (const [typed, options] of calls) all.push(await library.search.find(typed, options));
      return all;
    }"""
    assert fresh.evaluate(ask, [[typed, dict(options)] for typed, options in calls]) == expected
