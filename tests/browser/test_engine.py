"""The search on plans made for it: what no founding plan has, counted by hand."""

from collections.abc import Iterator, Mapping, Sequence
from typing import Any, NamedTuple

import pytest
from playwright.sync_api import Browser, Page

from tests.conftest import ROOT


class Unit(NamedTuple):
    """A unit as it is published; `received` where it was received otherwise."""

    id: str
    heading: str
    body: str
    received: Sequence[str] | int = 0
    parts: Sequence[Sequence[str | int]] | int = 0


class Made(NamedTuple):
    """A plan: its work, place, years, kind, units, and the names in each unit."""

    work: str
    adcode: str
    years: Sequence[int]
    kind: str
    units: Sequence[Unit]
    named: Sequence[Sequence[int]] = ()


RECORDS = [
    ["agencies/anweiban", "市安委会办公室", ["市安委办"], []],
    ["terms/san-guan", "三管三必须", ["三管三必须", "三个必须"], ["三管"]],
]
PLANS = [
    Made(
        "360000-yi-2021-2025-guihua",
        "360000",
        [2021, 2025],
        "guihua",
        [
            Unit("a1", "总体要求", "会商。"),
            Unit("a1-b1", "值守", "会商会商，会商。"),
            Unit("a1-b10", "演练", ""),
            Unit("a1-b10-c1", "桌面演练", "年底推演。"),
            Unit("a10", "附则", "本规划推演。", 0, [["-p2", 3]]),
        ],
    ),
    Made(
        "360981-bing-2025-yaodian",
        "360981",
        [2024, 2025],
        "yaodian",
        [
            Unit("a1", "防汛防汛", "值守会商，落实三管三必须，报市安委办。"),
            Unit("a2", "抗旱", "落实三个必须。", ["二、", "抗旱", "", "落实三个必?抗旱抗旱须。"]),
            Unit("a3", "巡查", "打井。", ["三、", "巡查", "", "打?打井。"], [["-p2", 1]]),
            Unit("a4", "会商", "2024 年会商。"),
        ],
        [[0, 0, 1], [1, 1]],
    ),
    Made(
        "360900-jia-2025-yaodian", "360900", [2025, 2025], "yaodian", [Unit("a1", "会商", "无。")]
    ),
    Made("990000-wu-yuan", "990000", [], "yuan", [Unit("a1", "预案", "会商推演。")]),
]
YI, BING, JIA, WU = (plan.work for plan in PLANS)

_COLUMNS = ("id", "address", "label", "heading", "separator", "body", "parts", "received")


def column(unit: Unit, name: str) -> object:
    """What a column of the data has of a unit."""
    return {"address": unit.id, "label": "", "separator": ""}.get(name, getattr(unit, name, None))


def published(plan: Made) -> dict[str, Any]:
    """A plan as the scripts of the search have it."""
    units = {name: [column(unit, name) for unit in plan.units] for name in _COLUMNS}
    return {
        "work": plan.work,
        "adcode": plan.adcode,
        "years": plan.years,
        "kind": [plan.kind, ""],
        "units": units,
    }


@pytest.fixture(scope="module")
def made(browser: Browser) -> Iterator[Page]:
    """A tab with nothing but the search, its texts and its names."""
    with browser.new_context() as context:
        page = context.new_page()
        for name in ("alphabet", "folding", "texts", "find"):
            page.add_script_tag(path=ROOT / "docs" / "assets" / "search" / f"{name}.js")
        page.evaluate("(plans) => library.units.add(1, 1, '', plans)", [*map(published, PLANS)])
        before = page.evaluate("() => library.engine.find('会商', {aliases: true}).complete")
        assert before is False, "the names are not there yet"
        assert page.evaluate("() => library.engine.find('会商').complete") is True
        named = {"records": RECORDS, "units": [plan.named for plan in PLANS]}
        page.evaluate("(named) => library.units.name(1, named)", named)
        yield page


def find(page: Page, typed: str, **options: object) -> Mapping[str, Any]:
    """What is found."""
    found = page.evaluate(
        "([typed, options]) => library.engine.find(typed, options)", [typed, options]
    )
    assert isinstance(found, dict)
    return found


def places(found: Mapping[str, Any]) -> list[tuple[str, str]]:
    """The hits in order: work and id."""
    return [(hit["work"], hit["clause_id"]) for hit in found["hits"]]


def test_a_hit_stands_in_the_clauses_whose_numbers_its_id_begins_with(made: Page) -> None:
    assert find(made, "年底")["hits"][0]["above"] == ["总体要求", "演练"]
    assert find(made, "附则")["hits"][0]["above"] == []


def test_of_plans_that_end_in_one_year_the_one_that_begins_last_is_newest(made: Page) -> None:
    found = find(made, "会商", order="newest")
    assert [work for work, _, _ in found["plans"]] == [JIA, BING, YI, WU]


def test_by_relevance_headings_go_first_then_more_matches(made: Page) -> None:
    found = find(made, "会商")
    assert found["plans"] == [[BING, 2, 3], [JIA, 1, 1], [YI, 2, 4], [WU, 1, 1]]
    assert places(found) == [
        (BING, "a4"),
        (BING, "a1"),
        (JIA, "a1"),
        (YI, "a1-b1"),
        (YI, "a1"),
        (WU, "a1"),
    ]
    assert (found["total"], found["matches"], found["more"]) == (6, 9, 0)


@pytest.mark.parametrize("start", range(7))
@pytest.mark.parametrize("limit", [0, 1, 2, 5])
def test_a_page_of_hits_is_a_piece_of_all_of_them(start: int, limit: int, made: Page) -> None:
    every = places(find(made, "会商"))
    part = find(made, "会商", **{"from": start, "limit": limit})
    assert places(part) == every[start : start + limit]
    assert part["more"] == max(0, len(every) - start - limit)


def test_of_each_plan_so_many_are_shown_as_are_asked_for(made: Page) -> None:
    found = find(made, "会商", perPlan=1)
    assert places(found) == [(BING, "a4"), (JIA, "a1"), (YI, "a1-b1"), (WU, "a1")]
    assert (found["total"], found["more"]) == (6, 0)


FILTERS: dict[str, tuple[dict[str, object], set[str]]] = {
    "a year inside of a plan's": ({"year": 2023}, {YI}),
    "a year that three plans are for": ({"year": ["2025"]}, {YI, BING, JIA}),
    "a province, with all that is in it": ({"place": "360000"}, {YI, BING, JIA}),
    "a prefecture": ({"place": "360900"}, {BING, JIA}),
    "a county": ({"place": "360981"}, {BING}),
    "one of two levels": ({"level": ["county", "prefecture"]}, {BING, JIA}),
    "a kind": ({"kind": "guihua"}, {YI}),
    "a kind and a year": ({"kind": "yaodian", "year": 2024}, {BING}),
    "an agency": ({"agency": "anweiban"}, {BING}),
    "a term by its key": ({"term": "terms/san-guan"}, {BING}),
    "a term and an agency that is no record": ({"term": "san-guan", "agency": "wu"}, set()),
}


@pytest.mark.parametrize("name", FILTERS)
def test_a_filter_leaves_the_plans_that_it_names(name: str, made: Page) -> None:
    filters, works = FILTERS[name]
    assert {work for work, _ in places(find(made, "会商", filters=filters))} == works


def test_a_name_that_is_left_out_is_left_out_as_it_is_typed(made: Page) -> None:
    assert places(find(made, "落实 -三管三必须", aliases=True)) == [(BING, "a2")]
    assert places(find(made, "三管三必须", aliases=True)) == [(BING, "a1"), (BING, "a2")]
    assert places(find(made, "三管三必须")) == [(BING, "a1")]


def test_a_unit_that_holds_it_both_ways_is_shown_as_it_reads(made: Page) -> None:
    found = find(made, "抗旱")
    assert (found["total"], found["terms"]) == (1, [{"term": "抗旱", "units": 1}])
    (hit,) = found["hits"]
    assert (hit["received"], hit["matches"], hit["text"]) == (False, 1, "落实三个必须。")
    assert (hit["heading_ranges"], hit["ranges"]) == ([[0, 2]], [])


def test_what_stands_in_the_text_as_received_alone_is_shown_so(made: Page) -> None:
    found = find(made, "?打")
    (hit,) = found["hits"]
    assert (hit["received"], hit["text"], hit["ranges"]) == (True, "打?打井。", [[1, 3]])
    assert (hit["clause_id"], hit["part_id"], found["matches"]) == ("a3", "a3", 1)


@pytest.mark.parametrize(
    ("typed", "part"), [("本规", "a10"), ("推演", "a10-p2"), ("划推", "a10"), ("附则本", "a10")]
)
def test_a_hit_lands_at_the_part_where_the_first_match_stands(
    typed: str, part: str, made: Page
) -> None:
    hits = [hit for hit in find(made, typed)["hits"] if hit["clause_id"] == "a10"]
    assert [hit["part_id"] for hit in hits] == [part]


@pytest.mark.parametrize(
    ("typed", "heading", "text"),
    [
        ("防汛", [[0, 2], [2, 4]], []),
        ("防汛值守", [[2, 4]], [[0, 2]]),
        ("值守", [], [[0, 2]]),
        ("汛防", [[1, 3]], []),
        ("防汛 防汛防汛", [[0, 4]], []),
    ],
)
def test_each_match_is_marked_where_it_stands(
    typed: str, heading: list[list[int]], text: list[list[int]], made: Page
) -> None:
    (hit,) = (hit for hit in find(made, typed)["hits"] if hit["work"] == BING)
    assert (hit["heading_ranges"], hit["ranges"]) == (heading, text)


def test_a_blank_between_a_digit_and_han_is_in_the_match_around_it_alone(made: Page) -> None:
    (hit,) = find(made, "2024年")["hits"]
    assert hit["ranges"] == [[0, 6]]
    (hit,) = (hit for hit in find(made, "年会")["hits"] if hit["work"] == BING)
    assert hit["ranges"] == [[5, 7]]
