"""The search in a real browser finds exactly the units that hold what is looked for."""

import csv
import json
import random
import re
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import cache, cached_property
from itertools import pairwise
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Browser, Page

from converters.models.plan import Plan
from converters.names import name_folding
from converters.names.authority import Authority
from converters.text import punctuation
from tests import search_truth
from tests.browser import asking, search_site, static_host
from tests.browser.asking import EVERY, Call, quoted
from tests.conftest import ROOT
from tests.search_truth import Unit, fold

SHANGHAI = "310000-shanghai-2022-yaodian"


@dataclass(frozen=True)
class Truth:
    """The published data, and what they say that must be found."""

    plans: list[dict[str, Any]]
    units: list[Unit]
    named: Mapping[str, frozenset[str]]

    @cached_property
    def keys(self) -> list[str]:
        return [unit.key for unit in self.units]

    @cached_property
    def texts(self) -> list[tuple[str, str]]:
        return [unit.texts for unit in self.units]

    @cached_property
    def entries(self) -> dict[str, dict[str, Any]]:
        """The data of clauses and blocks."""
        return {
            f"{plan['work']} {one['id']}": one
            for plan in self.plans
            for one in (*plan["clauses"], *plan["blocks"])
        }

    def holding(self, term: str) -> set[int]:
        """The numbers of the units that hold a term as read or as received."""
        wanted = fold(term)
        return {n for n, (read, raw) in enumerate(self.texts) if wanted in read or wanted in raw}

    def plan(self, number: int) -> dict[str, Any]:
        return next(plan for plan in self.plans if plan["work"] == self.units[number].work)


@pytest.fixture(scope="module")
def truth(site_folder: Path, library: dict[str, Plan]) -> Truth:
    folder = site_folder / "data"
    plans = [json.loads((folder / "plans" / f"{work}.json").read_text("utf-8")) for work in library]
    units = [
        unit
        for plan in plans
        for unit in search_truth.units(plan, library[plan["work"]].source.text)
    ]
    with (folder / "mentions.csv").open(encoding="utf-8-sig", newline="") as file:
        rows = [*csv.DictReader(file)]
    named = {
        unit.key: frozenset(
            row["record_id"] for row in rows if (row["work"], row["clause_id"]) == unit[:2]
        )
        | open_in(plans, unit)
        for unit in units
    }
    return Truth(plans, units, named)


def open_in(plans: Iterable[dict[str, Any]], unit: Unit) -> frozenset[str]:
    """The names of a unit that are in no record, as filters call those of several plans."""
    return frozenset(
        f"{scheme}/~{name_folding.fold(one['canonical'])}"
        for plan in plans
        if plan["work"] == unit.work
        for scheme in ("agencies", "terms")
        for one in plan[scheme]
        if not one["reviewed"] and unit.id in one["clause_ids"]
    )


@pytest.fixture(scope="module", params=["scanned", pytest.param("indexed", marks=pytest.mark.long)])
def home(
    home: str,
    request: pytest.FixtureRequest,
    records: Authority,
    tmp_path_factory: pytest.TempPathFactory,
) -> Iterator[str]:
    """The address of a site whose texts are scanned, then of one that has an index of them."""
    if request.param == "scanned":
        yield home
        return
    stock = search_site.indexed(search_site.founding(records))
    folder = search_site.write(tmp_path_factory.mktemp("indexed"), stock)
    with static_host.serve(folder) as address:
        yield address


@pytest.fixture(scope="module")
def asker(browser: Browser, home: str) -> Iterator[Page]:
    """A tab that stays at the home page, with the search loaded."""
    with browser.new_context() as context:
        page = context.new_page()
        page.goto(home)
        asking.search(page, home, [("", {})])
        asking.narrow(page, home, [("", {})])
        yield page


@pytest.fixture
def search(asker: Page, home: str) -> Callable[[Iterable[Call]], list[dict[str, Any]]]:
    return lambda calls: asking.search(asker, home, calls)


Search = Callable[[Iterable[Call]], list[dict[str, Any]]]


def check_found(truth: Truth, asker: Page, home: str, terms: Iterable[str]) -> int:
    """Each term finds exactly its units. How many find none."""
    terms = list(dict.fromkeys(terms))
    answers = asking.found(asker, home, truth.keys, map(quoted, terms))
    for term, (total, complete, numbers) in zip(terms, answers, strict=True):
        expected = truth.holding(term)
        assert sorted(numbers) == sorted(expected), term
        assert (total, complete) == (len(expected), True), term
    return sum(not total for total, _, _ in answers)


# What is found.


def samples(text: str, count: int, seed: str) -> Iterator[str]:
    """Substrings of 1 to 8 characters that can be asked for, the same in every run."""
    rand = random.Random(seed)
    for _ in range(count if text else 0):
        start = rand.randrange(len(text))
        found = text[start : start + rand.randint(1, 8)]
        if '"' not in found and fold(found).strip(" \t\n\xa0\u2002\u2003\u3000"):
            yield found


def test_what_any_unit_holds_finds_exactly_the_units_that_hold_it(
    truth: Truth, asker: Page, home: str
) -> None:
    terms: list[str] = []
    for unit in truth.units:
        here = len(terms)
        read, received = "".join(unit.read), "".join(unit.received)
        terms += samples(read, 14, unit.key)
        terms += samples(fold(read), 6, unit.key)
        terms += samples(punctuation.restore(read), 3, unit.key)
        terms += samples(received, 12 if received != read else 0, unit.key)
        terms += [unit.read[3][-2:].strip() or read[-2:], read[:3].strip()]
        assert len(terms) > here + 2, unit.key
    assert len(set(terms)) > 3000
    absent = check_found(truth, asker, home, terms)
    assert absent < len(terms) / 20  # blanks at an end are dropped in the texts


def test_what_was_damaged_is_found_as_received(truth: Truth, asker: Page, home: str) -> None:
    terms: list[str] = []
    for unit, (read, received) in zip(truth.units, truth.texts, strict=True):
        rand = random.Random(unit.key)
        only = [
            received[at : at + size]
            for size in (2, 4, 6)
            for at in range(len(received))
            if received[at : at + size] not in read
        ]
        terms += rand.sample(only, min(len(only), 12))
    terms = [term for term in terms if '"' not in term and term.strip()]
    assert len(terms) > 400
    assert check_found(truth, asker, home, terms) == 0


def test_what_no_unit_holds_finds_nothing(truth: Truth, asker: Page, home: str) -> None:
    rand = random.Random(0)
    terms: list[str] = []
    for unit, after in pairwise(truth.units):
        one, other = "".join(unit.read), "".join(after.read)
        terms += [one[-size:] + other[:size] for size in (1, 2, 4)]
        chars = list(fold(one)[:60])
        rand.shuffle(chars)
        terms.append("".join(chars[:5]))
    terms = [term for term in terms if '"' not in term and term.strip()]
    absent = check_found(truth, asker, home, terms)
    assert absent > len(terms) * 3 / 4


# Counted with `grep -n` in the sources, lines of one clause as one. To what was received the
# readings add 119 in 上海 一（二） and 应 in 上海 六（一）, both damaged in the file.
COUNTED = {
    "24小时": 4,
    "急管理": 110,
    "汛办": 9,
    "2025年": 6,
    "安委办": 2,
    "以案释法": 1,
    "13%": 1,
    "互联网+执法": 1,
    "119": 2,
    "12350": 1,
    "应": 184,
    "應急管理": 110,
    "２４小时": 4,
    "Ⅱ级": 1,
    "II级": 0,
    "?ldquo;": 12,
}


@pytest.mark.parametrize("term", COUNTED)
def test_counted_by_hand(term: str, truth: Truth, search: Search) -> None:
    (answer,) = search([(term, EVERY)])
    assert answer["total"] == len(answer["hits"]) == COUNTED[term]
    simplified = term.replace("應", "应")
    found = {f"{hit['work']} {hit['clause_id']}" for hit in answer["hits"]}
    assert found == {truth.keys[number] for number in truth.holding(simplified)}


def test_several_terms_are_all_held_and_what_is_left_out_is_not(
    truth: Truth, asker: Page, home: str
) -> None:
    rand = random.Random(1)
    words = [
        word
        for read, _ in truth.texts
        for word in samples(re.sub(r"\s|[-\"]", "", read)[:400], 3, read)
    ]
    queries: dict[str, set[int]] = {}
    for read, _ in truth.texts:
        own = [word for word in samples(re.sub(r"\s|[-\"]", "", read), 2, read[::-1]) if word]
        other = rand.choice(words)
        some, more = {*range(len(truth.units))}, truth.holding(other)
        for word in own:
            some &= truth.holding(word)
        typed = " ".join(map(quoted, own))
        queries[typed] = some
        queries[f"{typed}\u3000{quoted(other)}"] = some & more
        queries[f'{typed} -"{other}"'] = some - more
        queries[f"-{other}\t{typed}"] = some - more if not other.startswith("-") else some & more
    assert sum(map(bool, queries.values())) > len(queries) / 2
    answers = asking.found(asker, home, truth.keys, queries)
    for typed, (total, _, numbers) in zip(queries, answers, strict=True):
        expected = sorted(queries[typed])
        assert (sorted(numbers), total) == (expected, len(expected)), typed


def test_blanks_part_terms_but_for_those_in_quotes(truth: Truth, search: Search) -> None:
    phrase, terms, sign = search([('"应急 管理"', {}), ("应急　管理", {}), ('"应急\t，"', {})])
    assert phrase["total"] == len(truth.holding("应急管理"))
    assert terms["total"] == len(truth.holding("应急") & truth.holding("管理"))
    assert 0 == sign["total"] < phrase["total"] < terms["total"]


# Where it is found.


def test_hits_say_where_each_match_stands(truth: Truth, site_folder: Path, search: Search) -> None:
    terms = ["应急", "。", "、", "管理", "一", "ldquo", "“", "防汛", "2023年", "检查", "(一)", "%"]
    for unit, (read, received) in zip(truth.units, truth.texts, strict=True):
        head = fold("".join(unit.read[:2]))
        crossing = fold("".join(unit.read[:3]))
        terms += samples(read, 1, f"where {unit.key}")
        terms += [head[1:5], head[-4:], read[len(crossing) - 3 : len(crossing) + 3]]
        terms += [received[-3:]] if received != read else []
    terms = [term for term in dict.fromkeys(terms) if '"' not in term and term.strip()]
    answers = search([(quoted(term), EVERY) for term in terms])
    pages = Pages(site_folder)
    by_key = dict(zip(truth.keys, truth.units, strict=True))
    for term, answer in zip(terms, answers, strict=True):
        assert answer["matches"] == sum(hit["matches"] for hit in answer["hits"])
        for hit in answer["hits"]:
            unit = by_key[f"{hit['work']} {hit['clause_id']}"]
            check_ranges(hit, unit, term)
            check_address(hit, unit, truth, pages)


def check_ranges(hit: Mapping[str, Any], unit: Unit, term: str) -> None:
    """The text is that of the unit, and its ranges are every place of the term."""
    wanted = fold(term)
    is_read = wanted in "".join(char for char, _ in folded("".join(unit.read)))
    pieces = unit.read if is_read else unit.received
    assert hit["received"] == (not is_read)
    shown = [hit["label"], hit["heading"], pieces[2], hit["text"]]
    assert [*map(punctuation.fold, shown)] == [*map(punctuation.fold, pieces)]
    assert (shown == list(pieces)) or is_read
    chars = folded("".join(pieces))
    text = "".join(char for char, _ in chars)
    places = [
        (chars[at][1], chars[at + len(wanted) - 1][1] + 1) for at in not_overlapping(wanted, text)
    ]
    assert hit["matches"] == len(places)
    starts = {
        "label_ranges": 0,
        "heading_ranges": len(pieces[0]),
        "ranges": len("".join(pieces[:3])),
    }
    for (name, start), piece in zip(starts.items(), (*pieces[:2], pieces[3]), strict=True):
        assert hit[name] == [
            [utf16(piece[: max(one - start, 0)]), utf16(piece[: other - start])]
            for one, other in places
            if one < start + len(piece) and other > start
        ], (term, name, hit)


@cache
def folded(text: str) -> list[tuple[str, int]]:
    return search_truth.folded(text)


def not_overlapping(wanted: str, text: str) -> Iterator[int]:
    at = text.find(wanted)
    while at >= 0:
        yield at
        at = text.find(wanted, at + len(wanted))


def utf16(text: str) -> int:
    return len(text.encode("utf-16-le")) // 2


@dataclass
class Pages:
    """The ids on the pages of a site, each page read once."""

    folder: Path

    def __post_init__(self) -> None:
        self._ids: dict[str, frozenset[str]] = {}

    def has(self, url: str) -> bool:
        path, _, id_ = url.partition("#")
        if path not in self._ids:
            html = (self.folder / path / "index.html").read_text("utf-8")
            self._ids[path] = frozenset(re.findall(r"""\bid="?([^\s">]+)""", html))
        return id_ in self._ids[path]


def check_address(hit: Mapping[str, Any], unit: Unit, truth: Truth, pages: Pages) -> None:
    """The address is on the page, and it is that of the part in which the first match stands."""
    entry = truth.entries.get(unit.key, {})
    assert pages.has(hit["url"]), hit["url"]
    if entry.get("kind") == "noise":
        assert hit["url"] == f"plans/{unit.work}/source/#L{entry['line']}"
        return
    assert hit["url"] == f"plans/{unit.work}/#{hit['part_id']}"
    expected, at = unit.id, 0
    if hit["ranges"] and not hit["received"]:
        body = unit.read[3]
        first = len(body.encode("utf-16-le")[: 2 * hit["ranges"][0][0]].decode("utf-16-le"))
        for part in entry.get("parts", ()):
            at = body.index(part["text"], at)
            if at <= first < at + len(part["text"]):
                expected = part["id"]
    assert hit["part_id"] == expected, (hit, unit)


# Filters.


def value_of(plan: Mapping[str, Any], name: str) -> list[Any]:
    """The values of a plan that a filter may name."""
    adcode = plan["work"][:6]
    if name == "level":
        ends = {"0000": "province", "00": "prefecture"}
        return [next((level for end, level in ends.items() if adcode.endswith(end)), "county")]
    if name == "year":
        return [*range(plan["period"]["from"], plan["period"]["to"] + 1)]
    return [{"work": plan["work"], "kind": plan["kind"], "place": adcode}[name]]


OF_PLAN = ("work", "place", "level", "year", "kind")
OF_UNIT = {"agency": "agencies/", "term": "terms/"}


def fits(truth: Truth, number: int, name: str, wanted: Any) -> bool:
    values = wanted if isinstance(wanted, list) else [wanted]
    if name in OF_UNIT:
        named = truth.named[truth.keys[number]]
        return any(value in named or OF_UNIT[name] + value in named for value in values)
    own = value_of(truth.plan(number), name)
    if name == "place":
        return any(own[0].startswith(re.sub("(00)+$", "", str(value))) for value in values)
    return any(str(value) in map(str, own) for value in values)


FILTERS: list[dict[str, Any]] = [
    {},
    {"place": "220000"},
    {"place": 360900},
    {"place": ["320412", "620000"]},
    {"level": "county"},
    {"level": ["province", "prefecture"]},
    {"year": 2023},
    {"year": "2024"},
    {"year": [2017, 2022]},
    {"kind": "guihua"},
    {"kind": ["yaodian", "yuan"]},
    {"work": SHANGHAI},
    {"agency": "agencies/guowuyuan"},
    {"agency": "guowuyuan"},
    {"term": ["terms/san-guan-san-bixu", "terms/shisi-wu"]},
    {"term": "terms/shisi-wu", "agency": "agencies/guowuyuan", "kind": "yaodian"},
    {"term": "terms/~安全生产标准化"},
    {"term": ["~属地管理", "terms/san-guan-san-bixu"], "year": 2023},
    {"year": 2023, "level": "county", "term": []},
    {"work": "no-such-work"},
    {"agency": "constructor"},
    {"place": "990000", "year": 1999},
]


@pytest.mark.parametrize("typed", ["应急", "安全", "“十四五”", "，"])
def test_filters_and_their_counts(
    typed: str, truth: Truth, asker: Page, home: str, search: Search
) -> None:
    calls: list[Call] = [(typed, {**EVERY, "filters": filters}) for filters in FILTERS]
    answers, narrowed = search(calls), asking.narrow(asker, home, calls)
    holding = truth.holding(typed)
    for filters, answer, narrow in zip(FILTERS, answers, narrowed, strict=True):
        counts = narrow["counts"]
        wanted = {name: value for name, value in filters.items() if value != []}
        expected = {
            number
            for number in holding
            if all(fits(truth, number, name, value) for name, value in wanted.items())
        }
        found = {f"{hit['work']} {hit['clause_id']}" for hit in answer["hits"]}
        assert found == {truth.keys[number] for number in expected}, filters
        assert answer["total"] == len(expected)
        assert all(counts[name] for name in OF_PLAN)
        for name in (*OF_PLAN, *OF_UNIT):
            check_counts(truth, name, holding, wanted, counts[name])


def check_counts(
    truth: Truth,
    name: str,
    holding: Iterable[int],
    wanted: Mapping[str, Any],
    counts: list[list[Any]],
) -> None:
    """What each value of one filter would leave, the other filters kept."""
    others = {other: value for other, value in wanted.items() if other != name}
    left: Counter[Any] = Counter()
    if name not in OF_UNIT:
        left.update({value: 0 for plan in truth.plans for value in value_of(plan, name)})
    for number in holding:
        if all(fits(truth, number, other, value) for other, value in others.items()):
            if name in OF_UNIT:
                named = truth.named[truth.keys[number]]
                left.update(key for key in named if key.startswith(OF_UNIT[name]))
            else:
                left.update(value_of(truth.plan(number), name))
    # A name of one plan alone, 综合科, is counted with those of others that are called so.
    found: Counter[Any] = Counter()
    for value, count, *_ in counts:
        found[re.sub(r"~(?:\d{6}-[^/]*/)?", "~", value) if name in OF_UNIT else value] += count
    assert found == left, (name, wanted)
    if name in OF_UNIT:
        assert [count for _, count, _ in counts] == sorted((one[1] for one in counts), reverse=True)


_REJECTED = """
async ([home, options]) => {
  const { search } = await import(`${home}assets/search.js`);
  return search("应急", options).then(() => null, (error) => error.message);
}
"""


@pytest.mark.parametrize(
    ("options", "message"),
    [
        ({"filters": {"plase": "220000"}}, "no filter plase"),
        ({"filters": {"constructor": 1}}, "no filter constructor"),
        ({"filters": {"toString": 1}}, "no filter toString"),
        ({"order": "newset"}, "no order newset"),
    ],
)
def test_an_unknown_filter_or_order_is_refused(
    options: dict[str, Any], message: str, asker: Page, home: str
) -> None:
    assert asker.evaluate(_REJECTED, [home, options]) == message


# In what order.


QUERIES = ("应急", "防汛 物资", "安全 -生产", "三", "以案释法", "2023年", "没有这样的话")


def key(hit: Mapping[str, Any]) -> tuple[str, str]:
    return hit["work"], hit["clause_id"]


def in_order(
    order: str, hits: list[dict[str, Any]], plans: list[dict[str, Any]]
) -> list[list[tuple[str, str]]]:
    """The hits of each plan in the order asked for; `hits` are those in the order of the page."""

    def rank(hit: Mapping[str, Any]) -> tuple[bool, int]:
        return bool(hit["label_ranges"] or hit["heading_ranges"]), hit["matches"]

    groups = []
    for plan in plans:
        own = [hit for hit in hits if hit["work"] == plan["work"]]
        best = max(map(rank, own), default=(False, 0))
        if order == "relevance":
            own.sort(key=rank, reverse=True)
        if own:
            newest = (plan["period"]["to"], plan["period"]["from"])
            groups.append((best, newest, [key(hit) for hit in own]))
    if order == "relevance":
        groups.sort(key=lambda group: group[:2], reverse=True)
    elif order == "newest":
        groups.sort(key=lambda group: group[1], reverse=True)
    return [own for _, _, own in groups]


@pytest.mark.parametrize("typed", QUERIES)
def test_the_order_and_the_pages_of_the_hits(typed: str, truth: Truth, search: Search) -> None:
    (plain,) = search([(typed, {**EVERY, "order": "plan"})])
    numbers = [truth.keys.index(" ".join(key(hit))) for hit in plain["hits"]]
    by_plan = {n: truth.units[n].work for n in numbers}
    assert list(dict.fromkeys(by_plan.values())) == [
        plan["work"] for plan in truth.plans if plan["work"] in by_plan.values()
    ]
    for order in ("relevance", "newest", "plan"):
        groups = in_order(order, plain["hits"], truth.plans)
        expected = [one for group in groups for one in group]
        few = [one for group in groups for one in group[:3]]
        steps = [(None, expected, 7), (3, few, 4), (3, few, 20)]
        calls: list[Call] = [(typed, {**EVERY, "order": order})]
        calls += [
            (typed, {"order": order, "from": start, "limit": size, "perPlan": most or 0})
            for most, wanted, size in steps
            for start in range(0, len(wanted) + size, size)
        ]
        answers = search(calls)
        assert [key(hit) for hit in answers[0]["hits"]] == expected
        for (_, options), answer in zip(calls[1:], answers[1:], strict=True):
            for name in ("total", "matches", "plans", "terms"):
                assert answer[name] == answers[0][name], (name, options)
            start, size = options["from"], options["limit"]
            wanted = few if options["perPlan"] else expected
            assert [key(hit) for hit in answer["hits"]] == wanted[start : start + size]
            assert answer["more"] == max(0, len(wanted) - start - size)
        assert answers[0]["plans"] == [
            [
                group[0][0],
                len(group),
                sum(hit["matches"] for hit in plain["hits"] if hit["work"] == group[0][0]),
            ]
            for group in groups
        ]


def test_without_a_limit_there_are_twenty_hits_by_relevance(search: Search) -> None:
    usual, asked = search([("应急", {}), ("应急", {"limit": 20, "order": "relevance"})])
    assert usual == asked
    assert len(usual["hits"]) == 20


# What else is offered.


def test_the_other_forms_of_a_name_are_taken_in_if_asked_for(
    truth: Truth, asker: Page, home: str, search: Search
) -> None:
    pair = ("三管三必须", "三个必须")
    for term, other in (pair, pair[::-1]):
        own, more = truth.holding(term), truth.holding(other)
        assert own
        assert more - own
        calls: list[Call] = [
            (term, {**EVERY, "aliases": aliases})
            for aliases in (False, True, [other], ["安委办"], [])
        ]
        answers = search([*calls, (f"{term} 监管", {**EVERY, "aliases": True})])
        assert [answer["total"] for answer in answers[:5]] == [
            len(own),
            len(own | more),
            len(own | more),
            len(own),
            len(own),
        ]
        narrowed = asking.narrow(asker, home, calls)
        taken = (False, True, True, False, False)
        for answer, narrow, is_taken in zip(answers[:5], narrowed, taken, strict=True):
            assert answer["terms"] == [{"term": term, "units": answer["total"]}]
            offered = {form["form"].strip("“”"): form for form in narrow["forms"]}
            assert offered[other]["units"] == len(more)
            assert offered[other]["taken"] == is_taken
        both = (own | more) & truth.holding("监管")
        assert answers[5]["total"] == len(both)
        for hit in answers[1]["hits"]:
            for start, end in hit["ranges"]:
                assert fold(hit["text"][start:end]) in pair


_NEAR = """
async ([home, queries]) => {
  await import(`${home}assets/search.js`).then(({ search }) => search(""));
  const answers = [];
  for (const typed of queries) answers.push(await library.search.near(typed));
  return answers;
}
"""


def test_only_what_is_found_is_offered_as_near(
    truth: Truth, asker: Page, home: str, search: Search
) -> None:
    queries = [
        "以案乙释法",
        "应急检查",
        "應急局部",
        "三管三必须的",
        "危化品，检查",
        "  ",
        "𠮷",
        'a"b c',
    ]
    answers = asker.evaluate(_NEAR, [home, queries])
    offered = [one for answer in answers for one in answer]
    assert all(answers[:4])
    assert answers[5] == answers[6] == []
    totals = search([(one["query"], {"limit": 0}) for one in offered])
    for one, answer in zip(offered, totals, strict=True):
        terms = one["query"].split(" ")
        held = set.intersection(*map(truth.holding, terms))
        assert one["units"] == answer["total"] == len(held) > 0


# Lone surrogates would not survive the way into the page.
_ODD = r"""
async (home) => {
  const { search } = await import(`${home}assets/search.js`);
  const odd = [
    "", " ", "\u3000\t\n", "-", "--", "- -", '"', '""', '" "', '"'.repeat(3), "-\"\"", "*", "\\", "(", "[", "{",
    "(?:", "[^", "$&", ".*", "应".repeat(10000), "应 ".repeat(5000), "應".repeat(10000),
    Array.from({ length: 10000 }, (_, at) => String.fromCharCode(0x4e00 + at)).join(""),
    "\ud800", "\udfb7", "\ud842 急", "\uffff", "应\uffff", "\ufffe", "\0", "\x01\x1b", "\u2028", "\ufeff",
    "__proto__", "constructor", "hasOwnProperty", "toString", "valueof", "prototype -constructor",
    "</script>", "\u202e应", "😀",
  ];
  const wrong = [];
  for (const typed of odd) {
    try {
      const near = await library.search?.near(typed);
      for (const aliases of [false, true]) {
        const { total, complete, hits } = await search(typed, { limit: Infinity, aliases });
        if (total !== hits.length || !complete) wrong.push([typed, total]);
      }
    } catch (error) {
      wrong.push([typed, String(error)]);
    }
  }
  for (const typed of [undefined, null, 12350, {}, ["应急"]]) await search(typed);
  return wrong;
}
"""


def test_odd_queries_do_no_harm(asker: Page, home: str) -> None:
    assert asker.evaluate(_ODD, home) == []


# A library of one unit, with a character that is two UTF-16 units.
_HALVES = r"""
() => {
  const units = {
    id: ["a1"], address: ["一"], label: ["一、"], heading: ["𠮷"], separator: ["。"],
    body: ["甲𠮷 𠮷乙"], parts: [0], received: [0],
  };
  const plan = { work: "x", adcode: "110000", years: [2024, 2024], kind: ["yuan", ""], units };
  library.units.add(1, 1, "", [plan]);
  return ["𠮷", "\ud842", "\udfb7", "𠮷𠮷", "\udfb7乙", "甲\ud842"].map((typed) => {
    const { total, hits } = library.engine.find(typed);
    return [total, hits.map((hit) => [hit.heading_ranges, hit.ranges])];
  });
}
"""


def test_half_a_character_is_found_nowhere(page: Page) -> None:
    for name in ("alphabet", "folding", "texts", "find"):
        page.add_script_tag(path=ROOT / "docs" / "assets" / "search" / f"{name}.js")
    assert page.evaluate(_HALVES) == [
        [1, [[[[0, 2]], [[1, 3], [4, 6]]]]],
        [0, []],
        [0, []],
        [1, [[[], [[1, 6]]]]],
        [0, []],
        [0, []],
    ]
