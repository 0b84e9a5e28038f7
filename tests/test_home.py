"""The home page does not grow with the library: it shows the latest plans and names the rest."""

import re
from dataclasses import replace
from pathlib import Path

from converters import pipeline, sources
from converters.models import Edition, Plan, Supplied
from converters.pages import home

REST = "此处列出 {} 份，其余见[规划一览](plans/index.md)。"


def plan_of(work: str, title: str) -> Plan:
    text = f"{title}\n一、防汛\n（一）查险。每月一次。\n"
    source = sources.from_bytes(Path(f"{work}.txt"), text.encode(), work)
    place = {"adcode": work[:6], "province": f"{work[:2]}省", "city": None, "county": "某县"}
    edition = Edition(metadata={"place": Supplied(place, "据作品号")})
    return pipeline.read_plan(replace(source, edition=edition))


def yearly(first: int, last: int) -> list[Plan]:
    """A plan of one county for each year."""
    return [
        plan_of(f"320412-wujin-{year}-yaodian", f"{year}年工作要点")
        for year in range(first, last + 1)
    ]


def sections(plans: list[Plan]) -> dict[str, str]:
    """The sections of the page by their address."""
    _, *parts = re.split(r"^## .*\{: #(\w+) \}$", home.page(plans).text, flags=re.MULTILINE)
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
    assert set(sections([])) == {"time", "places", "cite"}
    assert lead([]).startswith("每一条有不变的地址")


def lead(plans: list[Plan]) -> str:
    (found,) = re.findall(r"^(.*)\n\{: \.lead \}$", home.page(plans).text, flags=re.MULTILINE)
    return str(found)


def test_the_lead_counts_as_a_sentence_does() -> None:
    assert lead(yearly(2019, 2019)).startswith("一份计划，2019，一地，2 条。")
    assert lead(yearly(2019, 2020)).startswith("两份计划，2019 至 2020，一地，4 条。")
    assert lead(yearly(2010, 2020)).startswith("11 份计划，2010 至 2020，一地，22 条。")
