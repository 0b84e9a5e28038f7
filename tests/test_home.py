"""The home page does not grow with the library: it shows the latest plans and names the rest."""

import html
import re
from dataclasses import replace
from functools import cache
from pathlib import Path

from converters import pipeline
from converters.citation import cards
from converters.ingest import sources
from converters.library.fold import Changed
from converters.models.plan import Plan
from converters.models.record import Field, Place, Record
from converters.models.source import Edition
from converters.models.standing import Change
from converters.pages.library import home
from converters.writing import templates
from tests import stocked

REST = "此处列出 {} 份，其余见[规划一览](plans/index.md)。"


@cache
def plan_of(work: str, title: str) -> Plan:
    text = f"{title}\n一、防汛\n（一）查险。每月一次。\n"
    source = sources.from_bytes(Path(f"{work}.txt"), text.encode(), work)
    place = Place(work[:6], f"{work[:2]}省", None, "某县")
    edition = Edition(supplied=Record(place=Field(place, ground="据作品号")))
    return pipeline.read_plan(replace(source, edition=edition))


def yearly(first: int, last: int) -> list[Plan]:
    """A plan of one county for each year."""
    return [
        plan_of(f"320412-wujin-{year}-yaodian", f"{year}年工作要点")
        for year in range(first, last + 1)
    ]


def text_of(plans: list[Plan], *changes: Changed) -> str:
    return templates.page(home.page(replace(stocked.library_of(plans), changes=changes))).text


def sections(plans: list[Plan], *changes: Changed) -> dict[str, str]:
    """The sections of the page by their address."""
    text = text_of(plans, *changes)
    _, *parts = re.split(r"^## .*\{: #(\w+) \}$", text, flags=re.MULTILINE)
    return dict(zip(parts[::2], parts[1::2], strict=True))


def years_linked(section: str) -> list[int]:
    return [int(year) for year in re.findall(r"\(plans/\d+-\w+-(\d+)-", section)]


def test_a_small_library_is_shown_whole() -> None:
    found = sections(yearly(1981, 2020))
    for name in ("time", "places"):
        assert years_linked(found[name]) == list(range(1981, 2021)), name
        assert "其余" not in found[name], name


def test_of_a_large_library_the_latest_are_shown_and_the_rest_is_named() -> None:
    found = sections(yearly(1976, 2020))
    for name in ("time", "places"):
        assert years_linked(found[name]) == list(range(1981, 2021)), name
        assert REST.format(40) in found[name], name


def test_the_cap_is_on_the_whole_and_not_on_each_province() -> None:
    other = [plan_of(f"36090{at}-yichun-2020-yaodian", "2020年工作要点") for at in range(3)]
    found = sections([*yearly(1981, 2020), *other])
    assert years_linked(found["places"]) == [*range(1984, 2021), 2020, 2020, 2020]
    assert re.findall("<span>(.*省)</span>", found["places"]) == ["32省", "36省"]
    assert REST.format(40) in found["places"]


def test_a_plan_of_no_known_period_is_not_on_the_time_line() -> None:
    found = sections([plan_of("360900-yichun-2023-yaodian", "工作要点"), *yearly(2018, 2020)])
    assert years_linked(found["time"]) == [2018, 2019, 2020]
    assert REST.format(3) in found["time"]
    assert years_linked(found["places"]) == [2018, 2019, 2020, 2023]
    assert "其余" not in found["places"]


def test_of_too_many_plans_those_of_no_known_period_are_left_out_first() -> None:
    found = sections([plan_of("110000-beijing-2023-yaodian", "工作要点"), *yearly(1981, 2020)])
    assert years_linked(found["places"]) == list(range(1981, 2021))


def test_an_empty_library_has_a_page() -> None:
    assert sections([]) == {}
    assert "home-search" in text_of([])
    assert lead([]).startswith("还没有收入规划。每一条有不变的地址")


def lead(plans: list[Plan]) -> str:
    (found,) = re.findall(r"^(.*)\n\{: \.lead \}$", text_of(plans), flags=re.MULTILINE)
    return str(found)


def test_the_lead_counts_as_a_sentence_does() -> None:
    assert lead(yearly(2019, 2019)).startswith("一份规划，2019，一地，2 条。")
    assert lead(yearly(2019, 2020)).startswith("两份规划，2019 至 2020，一地，4 条。")
    assert lead(yearly(2010, 2020)).startswith("11 份规划，2010 至 2020，一地，22 条。")


def test_a_section_without_anything_in_it_is_left_out() -> None:
    assert list(sections(yearly(2019, 2019))) == ["time", "ways", "places"]


def test_what_is_new_and_what_was_changed() -> None:
    (plan,) = yearly(2019, 2019)
    changes = [
        Change("2024-03-02", is_new=False, added=("a1-b2",), revised=("a1", "a1-b1")),
        Change("2024-03-01", is_new=False, added=(), revised=("a1",)),
        Change("2024-02-01", is_new=True, added=(), revised=()),
    ]
    changed = (Changed(cards.of(plan), change) for change in changes)
    told = re.findall(
        r'^- <span class="when">(.*)</span> <span>(..) .*</span> <span class="of">(.*)</span>$',
        html.unescape(sections([plan], *changed)["changes"]),
        flags=re.MULTILINE,
    )
    assert told == [
        ("2024-03-02", "改订", "新增 1 处，改订 2 处"),
        ("2024-03-01", "改订", "改订 1 处"),
        ("2024-02-01", "收入", "2 条"),
    ]


def test_only_the_latest_changes_are_told() -> None:
    plans = yearly(2010, 2019)
    changed = (
        Changed(cards.of(plan), Change(f"{2030 - at}-01-01", is_new=True, added=(), revised=()))
        for at, plan in enumerate(plans)
    )
    told = re.findall(r'"when">(\d+)', sections(plans, *changed)["changes"])
    assert told == ["2030", "2029", "2028", "2027", "2026"]
