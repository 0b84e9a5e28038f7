"""The full-text search finds exactly what is there: against a truth worked out without it."""

import random
from collections.abc import Callable
from itertools import pairwise
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Error, Page

from converters.models import Plan
from tests import fixture_files, search_truth
from tests.conftest import data_of
from tests.test_search_folding import FIXTURES, VECTORS

_SEARCH = """
async ([home, queries, options]) => {
  const { search } = await import(home + "assets/search.js");
  const unlimited = { ...options, limit: options.limit ?? Infinity };
  return Promise.all(queries.map((query) => search(query, unlimited)));
}
"""
_HITS = """
async ([home, queries]) => {
  const { search } = await import(home + "assets/search.js");
  const found = [];
  for (const query of queries) {
    const result = await search(query, { limit: Infinity });
    found.push([result.total, result.complete, result.hits.map((hit) => [hit.work, hit.clause_id])]);
  }
  return found;
}
"""
NAMED = {
    "24小时": 4,
    "２４小时": 4,
    "汛办": 9,
    "2025年": 6,
    "安委办": 2,
    "以案释法": 1,
    "13%": 1,
    "互联网+执法": 1,
    "119": 2,
    "12350": 1,
    "Ⅱ级": 1,
    "?ldquo;": 12,
}
"""As `grep -c` counts the lines of the sources, each of which is in a clause of its own; and one
more for 119, where the file of Shanghai has lost the first digit (`?19火情`) and the reading has it.
"""
ALSO = ("急管理", "应急管理", "应")
PER_LENGTH = 3


@pytest.fixture(scope="module")
def truth(library: dict[str, Plan]) -> dict[tuple[str, str], tuple[str, str]]:
    """The folded reading and received text of every unit of every plan."""
    return {
        (work, id_): (reading, received)
        for work, plan in library.items()
        for id_, reading, received in search_truth.units(data_of(plan))
    }


Truth = dict[tuple[str, str], tuple[str, str]]


def holding(truth: Truth, query: str) -> set[tuple[str, str]]:
    folded = search_truth.fold(query)
    return {unit for unit, texts in truth.items() if any(folded in text for text in texts)}


def asked(page: Page, home: str, queries: list[str]) -> dict[str, tuple[int, bool, list[Any]]]:
    page.goto(f"{home}about/")
    return dict(zip(queries, map(tuple, page.evaluate(_HITS, [home, queries])), strict=True))


def searched(page: Page, home: str, query: str, **options: object) -> dict[str, Any]:
    if not page.url.startswith(home):
        page.goto(f"{home}about/")
    (result,) = page.evaluate(_SEARCH, [home, [query], options])
    found: dict[str, Any] = result
    return found


def hits(result: dict[str, Any]) -> set[tuple[str, str]]:
    return {(hit["work"], hit["clause_id"]) for hit in result["hits"]}


def has_blank(text: str) -> bool:
    return any(char in search_truth.BLANKS for char in text)


def test_every_sampled_substring_is_found_where_it_is_and_nowhere_else(
    home: str, page: Page, truth: Truth
) -> None:
    chance = random.Random(9704)
    queries: set[str] = set()
    for texts in truth.values():
        for text in set(texts):
            for length in range(1, min(8, len(text)) + 1):
                for _ in range(PER_LENGTH if length > 1 else 1):
                    at = chance.randrange(len(text) - length + 1)
                    one = text[at : at + length]
                    if not has_blank(one):
                        queries.add(one)
    assert len(queries) > 4000
    wrong = []
    for query, (total, complete, found) in asked(page, home, sorted(queries)).items():
        expected = holding(truth, query)
        if {tuple(hit) for hit in found} != expected or total != len(expected) or not complete:
            wrong.append(query)
    assert wrong == []


def test_substrings_with_blanks_are_found_in_quotation_marks(
    home: str, page: Page, truth: Truth
) -> None:
    chance = random.Random(2260)
    queries = set()
    for reading, _ in truth.values():
        for at in range(len(reading) - 6):
            one = reading[at : at + 6]
            if has_blank(one.strip()) and one == one.strip() and '"' not in one and "\n" not in one:
                queries.add(one)
    some = chance.sample(sorted(queries), min(80, len(queries)))
    found = asked(page, home, [f'"{one}"' for one in some])
    wrong = [
        one for one in some if {tuple(hit) for hit in found[f'"{one}"'][2]} != holding(truth, one)
    ]
    assert wrong == []


def test_absent_strings_are_found_nowhere(home: str, page: Page, truth: Truth) -> None:
    """Characters that all occur, in an order that does not; and ends of units put together."""
    chance = random.Random(8)
    readings = [reading for reading, _ in truth.values() if len(reading) > 8]
    chars = sorted({char for reading in readings for char in reading if "一" <= char <= "龥"})
    made = {"".join(chance.sample(chars, chance.randint(2, 5))) for _ in range(600)}
    made |= {one[-3:] + other[:3] for one, other in pairwise(readings)}
    absent = sorted(one for one in made if not has_blank(one) and not holding(truth, one))
    assert len(absent) > 600
    assert {
        query: total for query, (total, _, _) in asked(page, home, absent).items() if total
    } == {}


def test_the_queries_that_other_searches_fail(home: str, page: Page, truth: Truth) -> None:
    found = asked(page, home, [*NAMED, *ALSO])
    assert {query: found[query][0] for query in NAMED} == NAMED
    for query in found:
        assert {tuple(hit) for hit in found[query][2]} == holding(truth, query)


def test_a_traditional_query_finds_the_simplified_text(home: str, page: Page, truth: Truth) -> None:
    assert hits(searched(page, home, "應急管理")) == holding(truth, "应急管理")
    assert hits(searched(page, home, "「應」")) == set()


def test_one_character(home: str, page: Page, truth: Truth) -> None:
    for char in "应的。（0%“□":
        assert hits(searched(page, home, char)) == holding(truth, char)


def test_ranges_are_where_the_match_stands(home: str, page: Page) -> None:
    for query in ("应急管理", "24小时", "（四）强化", "互联网+执法", "控。严格", "?ldquo;"):
        for hit in searched(page, home, query)["hits"]:
            pieces = {
                "label": ("label", "label_ranges"),
                "heading": ("heading", "heading_ranges"),
                "text": ("text", "ranges"),
            }
            marked = [
                slice_utf16(hit[text], *one)
                for text, ranges in pieces.values()
                for one in hit[ranges]
            ]
            assert marked, (query, hit)
            folded = search_truth.fold(query)
            joined = search_truth.fold("".join(marked))
            assert joined.replace(folded, "") == "" or joined in folded.replace("。", "")


def slice_utf16(text: str, start: int, end: int) -> str:
    return text.encode("utf-16-le")[2 * start : 2 * end].decode("utf-16-le")


def test_the_address_of_a_hit_is_in_the_page(home: str, page: Page) -> None:
    found = searched(page, home, "应急")["hits"] + searched(page, home, "注册")["hits"]
    by_page: dict[str, set[str]] = {}
    for hit in found:
        path, _, id_ = hit["url"].partition("#")
        assert path.startswith(f"plans/{hit['work']}/")
        assert id_ == hit["part_id"] or path.endswith("/source/")
        by_page.setdefault(path, set()).add(id_)
    for path, ids in by_page.items():
        page.goto(home + path)
        there = set(page.evaluate("Array.from(document.querySelectorAll('[id]'), (e) => e.id)"))
        assert ids <= there, path


def test_the_part_of_a_hit_holds_its_first_match(
    home: str, page: Page, library: dict[str, Plan]
) -> None:
    parts = {
        (work, part["id"]): part["text"]
        for work, plan in library.items()
        for kind in ("clauses", "blocks")
        for unit in data_of(plan)[kind]
        for part in unit["parts"]
    }
    seen = 0
    for query in ("督促", "开展", "安全", "一是", "三是", "责任", "局"):
        for hit in searched(page, home, query)["hits"]:
            if hit["part_id"] != hit["clause_id"] and not hit["received"]:
                assert query in search_truth.fold(parts[hit["work"], hit["part_id"]])
                seen += 1
    assert seen > 15


def test_several_terms_are_all_there_and_what_is_left_out_is_not(
    home: str, page: Page, truth: Truth
) -> None:
    def of(query: str) -> set[tuple[str, str]]:
        return hits(searched(page, home, query))

    assert of("应急 演练") == holding(truth, "应急") & holding(truth, "演练")
    assert of("应急　演练 预案") == (
        holding(truth, "应急") & holding(truth, "演练") & holding(truth, "预案")
    )
    assert of("演练 -地震") == holding(truth, "演练") - holding(truth, "地震")
    assert of('-地震 演练 -"危险化学品"') == (
        holding(truth, "演练") - holding(truth, "地震") - holding(truth, "危险化学品")
    )


FILTERS: dict[str, tuple[dict[str, object], Callable[[dict[str, Any]], bool]]] = {
    "a place": ({"place": "360900"}, lambda plan: plan["place"]["adcode"] == "360900"),
    "a province": ({"place": "220000"}, lambda plan: plan["place"]["province"] == "吉林省"),
    "two places": (
        {"place": ["360900", "310000"]},
        lambda plan: plan["place"]["adcode"] in ("360900", "310000"),
    ),
    "a level": (
        {"level": "county"},
        lambda plan: plan["place"]["county"] is not None,
    ),
    "a year": (
        {"year": 2023},
        lambda plan: plan["period"]["from"] <= 2023 <= plan["period"]["to"],
    ),
    "a kind": ({"kind": "guihua"}, lambda plan: plan["kind"] == "guihua"),
    "a plan": (
        {"work": "620724-gaotai-2025-yaodian"},
        lambda plan: plan["work"] == "620724-gaotai-2025-yaodian",
    ),
}


@pytest.mark.parametrize("name", FILTERS)
def test_filters(home: str, page: Page, truth: Truth, library: dict[str, Plan], name: str) -> None:
    filters, keeps = FILTERS[name]
    works = {work for work, plan in library.items() if keeps(data_of(plan))}
    assert 0 < len(works) < len(library)
    found = hits(searched(page, home, "执法", filters=filters))
    assert found == {unit for unit in holding(truth, "执法") if unit[0] in works}


def test_filters_by_name(home: str, page: Page, truth: Truth) -> None:
    table = page.request.get(f"{home}data/mentions.csv").text().splitlines()[1:]
    rows = [row.split(",") for row in table]
    for filter_, key in (("agency", "agencies/yichun-yingjiju-weihuake"), ("term", "terms/wu-jin")):
        units = {(row[1], row[2]) for row in rows if key in row}
        result = searched(page, home, "安全", filters={filter_: key})
        assert units
        assert hits(result) == holding(truth, "安全") & units


def test_a_filter_that_there_is_not(home: str, page: Page) -> None:
    with pytest.raises(Error, match="no filter colour"):
        searched(page, home, "应急", filters={"colour": "red"})


def test_counts_of_filters_are_what_each_would_leave(home: str, page: Page) -> None:
    result = narrowed(page, home, "执法", filters={"level": "county"})
    for name in ("place", "year", "kind", "agency", "term"):
        for value, count, *_ in result["counts"][name][:12]:
            chosen = {"level": "county", name: value}
            assert searched(page, home, "执法", filters=chosen)["total"] == count, (name, value)
    for value, count in result["counts"]["level"]:
        assert searched(page, home, "执法", filters={"level": value})["total"] == count


def narrowed(page: Page, home: str, query: str, **options: object) -> dict[str, Any]:
    page.goto(f"{home}search/")
    call = "([query, options]) => library.search.narrow(query, options)"
    found: dict[str, Any] = page.evaluate(call, [query, options])
    return found


def test_other_forms_are_offered_with_the_units_they_would_add(home: str, page: Page) -> None:
    forms = narrowed(page, home, "三管三必须")["forms"]
    assert forms == [{"form": "三个必须", "units": 1, "taken": False}]
    forms = narrowed(page, home, "三管三必须", aliases=["三个必须"])["forms"]
    assert forms == [{"form": "三个必须", "units": 1, "taken": True}]


def test_orders(home: str, page: Page, library: dict[str, Plan]) -> None:
    works = list(library)
    by_plan = [hit["work"] for hit in searched(page, home, "应急", order="plan")["hits"]]
    assert by_plan == sorted(by_plan, key=works.index)
    newest = [hit["work"] for hit in searched(page, home, "应急", order="newest")["hits"]]
    ends = [data_of(library[work])["period"]["to"] for work in newest]
    assert ends == sorted(ends, reverse=True)
    best = searched(page, home, "应急预案")["hits"]
    by_work: dict[str, list[tuple[bool, int]]] = {}
    for hit in best:
        rank = (bool(hit["heading_ranges"]), hit["matches"])
        by_work.setdefault(hit["work"], []).append(rank)
    for ranks in by_work.values():
        assert ranks == sorted(ranks, reverse=True)
    firsts = [ranks[0] for ranks in by_work.values()]
    assert firsts == sorted(firsts, reverse=True)


def test_paging_gives_each_hit_once_in_one_order(home: str, page: Page) -> None:
    everything = searched(page, home, "应急")
    paged: list[Any] = []
    while len(paged) < everything["total"]:
        result = searched(page, home, "应急", limit=17, **{"from": len(paged)})
        assert result["total"] == everything["total"]
        assert result["matches"] == everything["matches"]
        paged += result["hits"]
    assert paged == everything["hits"]
    assert len(searched(page, home, "应急", limit=0)["hits"]) == 0


def test_other_forms_of_a_name_are_taken_in_on_request_only(
    home: str, page: Page, truth: Truth
) -> None:
    literal = searched(page, home, "三管三必须")
    assert hits(literal) == holding(truth, "三管三必须")
    both = holding(truth, "三管三必须") | holding(truth, "三个必须")
    assert hits(searched(page, home, "三管三必须", aliases=True)) == both
    assert hits(searched(page, home, "三个必须", aliases=True)) == both
    assert hits(searched(page, home, "三管三必须", aliases=["三个必须"])) == both
    assert hits(searched(page, home, "三管三必须", aliases=["不是别名"])) == hits(literal)


def test_what_is_near_is_found(home: str, page: Page) -> None:
    page.goto(f"{home}search/")
    for query in ("叫叫应急", "应急管里", "双重预防体制", "x"):
        near = page.evaluate("(query) => library.search.near(query)", query)
        for one in near:
            assert searched(page, home, one["query"])["total"] == one["units"] > 0
    assert page.evaluate("async () => (await library.search.near('应急管里')).length") > 0


def test_a_page_without_workers_gives_the_same(home: str, fresh: Page, page: Page) -> None:
    fresh.add_init_script("delete window.Worker")
    for query in ("应急 演练", "?ldquo;", "應急"):
        assert searched(fresh, home, query) == searched(page, home, query)
    assert fresh.evaluate("typeof library.engine") == "object"


def test_data_that_do_not_come_are_an_error_and_are_asked_for_again(home: str, fresh: Page) -> None:
    fresh.route("**/data/search/units-1.js", lambda route: route.abort())
    with pytest.raises(Error):
        searched(fresh, home, "应急")
    fresh.unroute("**/data/search/units-1.js")
    assert searched(fresh, home, "应急")["total"] > 100


ODD = ["", " ", "-", '"', '""', "*", "\\", "(", "[", "应" * 10_000, "\uffff", "\x00", "__proto__"]


def test_no_query_is_an_error(home: str, page: Page, truth: Truth) -> None:
    for query in [*ODD, "constructor", "toString", "危化:科", "<script>"]:
        result = searched(page, home, query)
        expected = holding(truth, query) if query.strip() else set()
        assert hits(result) == expected, query


def test_folding_in_the_browser_is_the_same(home: str, page: Page) -> None:
    page.goto(f"{home}search/")
    page.add_script_tag(url=f"{home}assets/search/folding.js")
    folded = page.evaluate(
        "(texts) => texts.map((text) => library.folding.fold(text))",
        [case.input for case in VECTORS],
    )
    assert folded == [case.expected for case in VECTORS]


def test_each_folded_character_knows_its_place(home: str, page: Page) -> None:
    page.goto(f"{home}search/")
    page.add_script_tag(url=f"{home}assets/search/folding.js")
    texts = [case.input for case in VECTORS]
    back = page.evaluate(
        """(texts) => texts.map((text) => {
          const { text: folded, dropped } = library.folding.folded(text);
          return Array.from({ length: folded.length }, (_, at) => {
            const [start, end] = library.folding.range(at, at + 1, dropped);
            return [folded[at], library.folding.fold(text.slice(start, end))];
          });
        })""",
        texts,
    )
    for text in back:
        for char, there in text:
            assert char == there


def test_queries_are_read_as_they_are_meant(home: str, page: Page) -> None:
    page.goto(f"{home}search/")
    for name in ("folding", "query"):
        page.add_script_tag(url=f"{home}assets/search/{name}.js")
    for case in fixture_files.read(Path(FIXTURES) / "queries.txt"):
        parsed = page.evaluate("(typed) => library.query.parse(typed)", case.input)
        lines = [f"+{one}" for one in parsed["wanted"]] + [f"-{one}" for one in parsed["unwanted"]]
        assert lines == case.expected.splitlines(), case.title
