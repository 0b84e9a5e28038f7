"""The data of the search: scripts that hold nothing but data, the same for the same library."""

import json
import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import Any

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from converters import pipeline
from converters.ingest.site_settings import SiteSettings
from converters.library import relations
from converters.models.page import Page
from converters.models.plan import Plan
from converters.models.source import Source
from converters.names import authority
from converters.names.authority import Authority
from converters.names.plan_names import PlanNames
from converters.pieces import is_indexed
from converters.search import folding, scripts, simplified, units
from converters.search.scripts import Shard
from converters.stock import Stock
from tests import stocked
from tests.test_hostile_text import CHARACTERS, HOSTILE
from tests.test_search_units import RARE
from tests.trials import tried

_UNITS = re.compile(r"library\.units\.add\((\d+), (\d+), (\".*?\"), (\[.*\])\);\n")
_NAMES = re.compile(r"library\.units\.name\((\d+), (\{.*\})\);\n")
_SIMPLIFIED = re.compile(r"library\.units\.simplify\((\{.*\})\);\n")
_NO_SCRIPT = re.compile("[\ud800-\udfff\u2028\u2029\x00-\x09\x0b-\x1f\x7f-\x9f\ufffe\uffff]")


@dataclass
class Shards:
    """What the scripts hand over, by the number of the shard."""

    plans: dict[int, list[dict[str, Any]]] = field(default_factory=dict)
    names: dict[int, dict[str, Any]] = field(default_factory=dict)
    counts: set[int] = field(default_factory=set)
    simplified: dict[str, str] = field(default_factory=dict)

    @property
    def all_plans(self) -> list[dict[str, Any]]:
        return [plan for _, plans in sorted(self.plans.items()) for plan in plans]


def read(pages: Iterable[Page]) -> Shards:
    shards = Shards()
    for page in pages:
        assert not _NO_SCRIPT.search(page.text), page.path
        assert page.path.parent == scripts.FOLDER
        kind, _, number = page.path.stem.partition("-")
        if kind == "simplified":
            (shards.simplified,) = [json.loads(one) for one in matched(_SIMPLIFIED, page)]
        elif kind == "units":
            own, count, alphabet, plans = matched(_UNITS, page)
            assert own == number
            shards.counts.add(int(count))
            shards.plans[int(number)] = json.loads(spelled(plans, json.loads(alphabet)))
        else:
            own, found = matched(_NAMES, page)
            assert (kind, own) == ("names", number)
            shards.names[int(number)] = json.loads(found)
    return shards


def spelled(text: str, alphabet: str) -> str:
    """The text of which the letters from U+00C0 on are numbers in an alphabet."""
    return "".join(alphabet[ord(char) - 0xC0] if "À" <= char < "\u0800" else char for char in text)


def matched(pattern: re.Pattern[str], page: Page) -> tuple[str, ...]:
    found = pattern.fullmatch(page.text)
    assert found, page.path
    return found.groups()


def plan_of(text: str, work: str = "110000-ceshi-2024-yaodian") -> Plan:
    plan = pipeline.read_plan(Source(Path(f"{work}.txt"), text, "0" * 64))
    return replace(plan, source=replace(plan.source, work=work))


def pages_of(stock: Stock) -> Iterator[Page]:
    """The scripts of a library."""
    return stocked.files_of(stock, "检索", "繁简")


def pages_of_text(plan: Plan) -> Iterator[Page]:
    """The scripts of one plan, in which nothing is named."""
    texts = scripts.of_plan(plan)
    yield from scripts.pages(
        Shard(1, 1, (texts,), ({},), ({},), ({},)), relations.of(authority.NONE)
    )
    yield scripts.simplified_page(texts.chars)


def shown(text: str) -> str:
    """What stands for characters that no page may have."""
    symbols = {chr(code): chr(0x2400 + code) for code in range(0x20)} | {"\x7f": "\u2421"}
    kept = {"\t", "\n"}
    return "".join(
        char
        if char in kept
        else symbols.get(
            char, "\ufffd" if _NO_SCRIPT.match(char) and char not in "\u2028\u2029" else char
        )
        for char in text
    )


def check_units(plan: Plan, data: Mapping[str, Any]) -> None:
    """The data of a plan give its units back."""
    names = ("id", "address", "label", "heading", "separator", "body", "parts", "received")
    assert data["units"].keys() == {*names, "doubtful"}
    columns = zip(*(data["units"][name] for name in names), strict=True)
    for unit, (id_, address, *pieces) in zip(units.of(plan), columns, strict=True):
        assert id_ == unit.id
        assert address
        reading, received = unit.reading, unit.received
        expected = (reading.label, reading.heading, reading.separator, reading.body)
        assert pieces[:4] == [shown(piece) for piece in expected]
        if unit.line:
            assert pieces[4] == unit.line
        else:
            body = reading.body.encode("utf-16-le", "surrogatepass")
            found = [(unit.id + end, body[: 2 * at]) for end, at in pieces[4] or []]
            starts = [
                (part.id, reading.body[: part.start].encode("utf-16-le", "surrogatepass"))
                for part in unit.parts
            ]
            assert found == starts
        if received:
            expected = (received.label, received.heading, received.separator, received.body)
        whole = pieces[5] or pieces[:4]
        assert whole == [shown(piece) for piece in expected]


@pytest.fixture(scope="module")
def founding(stock: Stock) -> Shards:
    return read(pages_of(stock))


def test_the_founding_plans_come_back_as_they_are(
    library: dict[str, Plan], founding: Shards
) -> None:
    assert [data["work"] for data in founding.all_plans] == [*library]
    for plan, data in zip(library.values(), founding.all_plans, strict=True):
        check_units(plan, data)


def test_the_names_of_a_unit_are_those_it_mentions(
    names: Mapping[str, PlanNames], records: Authority, founding: Shards
) -> None:
    (found,) = founding.names.values()
    keys = [key for key, *_ in found["records"]]
    whole = [key + name if "~" in key else key for key, name, *_ in found["records"]]
    assert len(whole) == len(set(whole))
    for own, data, named in zip(names.values(), founding.all_plans, found["units"], strict=True):
        pairs = {(data["units"]["id"][at], keys[key]) for at, *some in named for key in some}
        mentioned = {
            (mention.unit, mention.target)
            for mention in own.mentions
            if mention.target in records.records
        }
        topics = {(id_, f"topics/{one}") for id_, about in own.topics.items() for one in about}
        open_ = {
            (mention.unit, f"{one.scheme}/~{data['work']}/" if one.is_local else f"{one.scheme}/~")
            for one in own.unreviewed
            if one.scheme in ("agencies", "terms")
            for mention in one.mentions
        }
        assert pairs == mentioned | topics | open_
    for key, name, surfaces, others in (one for one in found["records"] if len(one) > 2):
        if key.startswith("topics/"):
            assert (name, surfaces, others) == (records.topics[key[7:]].name, [], [])
            continue
        record = records.records[key]
        assert name == record.pref
        used = {
            folding.fold(mention.surface)
            for own in names.values()
            for mention in own.mentions
            if mention.target == key
        }
        assert {folding.fold(one) for one in surfaces} == used
        assert not used & {folding.fold(one) for one in others}
        assert {folding.fold(one.strip("“”")) for one in (record.pref, *record.alt)} <= {
            folding.fold(one.strip("“”")) for one in (*surfaces, *others)
        }


def test_the_same_library_gives_the_same_scripts(
    stock: Stock, library: dict[str, Plan], records: Authority
) -> None:
    again = stocked.stock_of(stocked.made_of(library.values(), records), records)
    assert [*pages_of(stock)] == [*pages_of(again)]


def test_with_a_small_bound_every_plan_is_in_one_shard(
    stock: Stock,
    library: dict[str, Plan],
    founding: Shards,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    for bound in (1, 10_000, 30_000, 10_000_000):
        monkeypatch.setattr(scripts, "_FULL", bound)
        shards = read(pages_of(stock))
        count = len(shards.plans)
        assert shards.counts == {count}
        assert sorted(shards.plans) == sorted(shards.names) == [*range(1, count + 1)]
        assert shards.all_plans == founding.all_plans
        assert shards.simplified == founding.simplified
        assert all(shards.plans.values())
        for number, plans in shards.plans.items():
            assert len(shards.names[number]["units"]) == len(plans)
            sizes = [
                len(plan.source.text)
                for plan in library.values()
                if plan.work in {one["work"] for one in plans}
            ]
            assert sum(sizes) <= bound or len(sizes) == 1
        assert count == {1: 5, 10_000_000: 1}.get(bound, count)


def test_a_library_of_full_shards_has_no_empty_one(
    stock: Stock, library: dict[str, Plan], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(scripts, "_FULL", sum(len(plan.source.text) for plan in library.values()))
    assert read(pages_of(stock)).counts == {1}


def test_an_empty_library_has_one_empty_shard() -> None:
    shards = read(pages_of(stocked.stock_of([])))
    assert (shards.plans, shards.counts, shards.simplified) == ({1: []}, {1}, {})
    assert shards.names == {1: {"records": [], "units": []}}


def test_hostile_text_stays_data() -> None:
    lines = [
        *HOSTILE,
        *RARE.values(),
        "</script><script>alert(1)</script>",
        "甲\u2028乙\u2029丙",
        "\"'\\",
        "甲\ud800乙\udfff",
        "𠮷一是健全。二是𠮷。",
        "甲\x00\x07\ufffe\uffff\x80",
    ]
    text = "某县2024年工作要点\n一、甲乙\n" + "".join(
        f"{n}.标题𠮷。{line}完。\n一是𠮷{line};二是查险。\n" for n, line in enumerate(lines, 1)
    )
    plan = plan_of(text)
    shards = read(pages_of_text(plan))
    check_units(plan, *shards.all_plans)


@settings(max_examples=tried(15, 100))
@given(st.lists(st.text(CHARACTERS, max_size=20), max_size=8))
@example(["甲\ud800\udc00乙", "一是\U0001f600查。二是\U0001f600。"])
def test_any_text_stays_data(lines: list[str]) -> None:
    plan = plan_of("\n".join(("一、甲", *lines)))
    shards = read(pages_of_text(plan))
    check_units(plan, *shards.all_plans)


def test_traditional_characters_are_those_that_no_text_has(
    founding: Shards, library: dict[str, Plan]
) -> None:
    searched = set()
    for plan in library.values():
        for unit in units.of(plan):
            searched |= {*unit.reading.whole, *(unit.received or unit.reading).whole}
    assert founding.simplified["應"] == "应"
    assert "急" not in founding.simplified
    assert not founding.simplified.keys() & searched
    assert set(founding.simplified.values()) <= searched


def test_a_character_that_some_text_has_is_not_converted() -> None:
    pairs = simplified.pairs(frozenset("应急應對管理"))
    assert "應" not in pairs
    assert "對" not in pairs
    assert "急" not in pairs
    assert "對" not in simplified.pairs(frozenset("对應對"))
    assert simplified.pairs(frozenset("对"))["對"] == "对"
    assert simplified.pairs(frozenset()) == {}


def test_a_library_is_indexed_when_it_has_more_than_is_scanned(stock: Stock) -> None:
    size = sum(one.size for one in stock.known.values())
    settings = SiteSettings("", "", "/")
    assert not is_indexed(stock)
    assert not is_indexed(replace(stock, settings=settings))
    assert not is_indexed(replace(stock, settings=settings._replace(scanned=size)))
    indexed = replace(stock, settings=settings._replace(scanned=size - 1))
    assert is_indexed(indexed)
    names = [page.path.name for page in stocked.files_of(indexed, "检索", "检索的索引")]
    assert {"index.js", "pairs-1.js", "forms-1.js", "names-1.js"} <= {*names}
    assert not [name for name in names if name.startswith("units-")]
    for one, first in ((indexed, "index.js"), (stock, "units-1.js")):
        (page,) = stocked.files_of(one, "检索页")
        assert f"preload: [data/search/{first}]" in page.text
    assert [*stocked.files_of(stock, "检索的索引")] == []


def test_the_edition_says_where_the_data_are_and_whether_there_is_an_index() -> None:
    assert scripts.edition_page().text == 'library.edition = "data/search/";\n'
    text = scripts.edition_page(Path("data/search/0"), is_indexed=True).text
    assert text == 'library.edition = "data/search/0/";\nlibrary.isIndexed = true;\n'
