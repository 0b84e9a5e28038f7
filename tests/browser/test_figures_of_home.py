"""Every figure of the home page, section by section, counted by another way."""

import re
from collections import Counter

import pytest

from tests.browser.test_figures_of_plans import DONGCHANG, emended
from tests.built_page import Element
from tests.figures import figures, section, with_figures, without_parts
from tests.recounted import ISSUED, NUMBERS, Recounted, counted

TERMS = 12
SQUARES = 12
UNITS = 3
_PART = re.compile(r"(?:-[py]\d+)+$")


def of(recounted: Recounted, id_: str) -> Element:
    """A section of the home page."""
    found = section(recounted.pages[""], id_)
    assert found
    return found


def test_all_sections_are_counted(recounted: Recounted) -> None:
    heads = [one.attributes["id"] for one in recounted.pages[""].all("h2")]
    assert heads == ["time", "terms", "ways", "places", "changes"]


def test_the_opening(recounted: Recounted) -> None:
    page = recounted.pages[""]
    years = sorted({year for work in recounted.works for year in recounted.years(work)})
    clauses = sum(map(recounted.clauses, recounted.works))
    places = len({work[:6] for work in recounted.works})
    lead = (
        f"{counted(len(recounted.works), '份')}规划，{years[0]} 至 {years[-1]}，{counted(places, '地')}，"
        f"{clauses} 条。每一条有不变的地址，每个机构、提法、文件列出全部出处。一字不漏，改必有记。"
    )
    opening = page.one(class_="opening")
    tries = opening.one("p", "tries")
    assert figures(without_parts(opening, [tries])) == Counter([lead])
    texts = [link.text() for link in tries.all("a")]
    assert {text for text in texts if "号" in text} <= set(NUMBERS.values())


def test_the_time_line(recounted: Recounted) -> None:
    found = of(recounted, "time")
    years = [year for work in recounted.works for year in recounted.years(work)]
    ticks = [tick.text() for tick in found.all("text")]
    assert ticks == [str(year) for year in range(min(years), max(years) + 1)]
    rows = []
    for work in recounted.works:
        province, *rest = recounted.place(work)
        level = ("省级", "地级", "县级")[len(rest)]
        where = f"{''.join(rest)} {province} · {level}" if rest else f"{province} {level}"
        rows.append(f"{where} <plans/{work}> {ISSUED[work] or '原文未载成文日期'}")
    assert figures(found) == with_figures(*rows, "".join(ticks))


def test_the_time_line_is_to_scale(recounted: Recounted) -> None:
    """Years are of equal width; a bar goes from the first day of its first year to its last."""
    page = of(recounted, "time")
    years = [year for work in recounted.works for year in recounted.years(work)]
    first, count = min(years), max(years) + 1 - min(years)

    def at(share: str) -> float:
        return first + float(share.removesuffix("%")) / 100 * count

    for tick in page.all("text"):
        assert at(tick.attributes["x"]) == pytest.approx(int(tick.text()), abs=1e-3)
    items = page.one("ul").all("li")
    assert len(items) == len(recounted.works)
    for item in items:
        work = next(link.target for link in item.all("a")).split("/")[1]
        bar = item.one("rect").attributes
        begin, *end = recounted.years(work)
        assert at(bar["x"]) == pytest.approx(begin, abs=1e-3)
        width = float(bar["width"].removesuffix("%")) / 100 * count
        assert begin + width == pytest.approx((end or [begin])[0] + 1, abs=2e-3)
        day = re.fullmatch(r"(\d+)年(\d+)月(\d+)日", ISSUED[work])
        marks = item.all("line", "tick")
        assert len(marks) == (day is not None)
        if day:
            year, month, _ = map(int, day.groups())
            assert int((at(marks[0].attributes["x1"]) - year) * 12) + 1 == month


def test_the_places(recounted: Recounted) -> None:
    found = of(recounted, "places")
    assert [link.target for link in found.all("a")] == [f"plans/{work}" for work in recounted.works]
    assert figures(found) == Counter(["依行政区划代码（GB/T 2260）"])


def shared(recounted: Recounted) -> list[str]:
    """The terms that two or more places share."""
    terms = recounted.of_scheme("terms")
    return [key for key in terms if len(recounted.places_of(key)) > 1]


def test_the_terms_that_most_places_share(recounted: Recounted) -> None:
    def rank(key: str) -> tuple[int, int, int]:
        by_work = recounted.by_work(key)
        return len(recounted.places_of(key)), len(by_work), sum(by_work.values())

    found = of(recounted, "terms")
    rows = found.one("tbody").all("tr")
    keys = [row.all("a")[0].target for row in rows]
    assert [rank(key) for key in keys] == sorted(map(rank, shared(recounted)), reverse=True)[:TERMS]
    heads = [head.text() for head in found.one("thead").all("th")]
    columns = sorted(recounted.works, key=lambda work: recounted.years(work)[0])
    assert heads == ["提法", *map(recounted.short, columns), "份数"]
    for key, row in zip(keys, rows, strict=True):
        _, *cells, plans = row.elements
        by_work = recounted.by_work(key)
        assert plans.text() == str(len(by_work)), key
        for work, cell in zip(columns, cells, strict=True):
            count = by_work[work]
            squares = cell.all("a")
            assert len(squares) == min(count, SQUARES), (key, work)
            told = [one.text() for one in cell.all("span", "count")]
            assert told == ([str(count)] if 1 < count <= SQUARES else []), (key, work)
            assert bool(cell.all(class_="unseen")) == (not count), (key, work)
    assert found.one("p", "links").text() == f"全部 {len(shared(recounted))} 条"


def test_a_square_leads_to_a_clause_that_has_the_name(recounted: Recounted) -> None:
    for row in of(recounted, "terms").one("tbody").all("tr"):
        key, *squares = [link.target for link in row.all("a")]
        led = {(to.split("/")[1].split("#")[0], _PART.sub("", to.split("#")[1])) for to in squares}
        assert led == recounted.units(key), key


def test_another_form_is_one_of_that_plan(recounted: Recounted) -> None:
    for row in of(recounted, "terms").one("tbody").all("tr"):
        key = row.all("a")[0].target
        for cell in row.elements:
            forms = [one.text() for one in cell.all(class_="form")]
            works = {link.target.split("/")[1].split("#")[0] for link in cell.all("a")}
            surfaces = {one.surface for one in recounted.of(key) if one.work in works}
            assert set(forms) <= surfaces, key


def test_who_answers_for_most(recounted: Recounted) -> None:
    """By the gold: the units of a plan that stand in the lists of the most clauses."""
    clauses: dict[tuple[str, str], set[str]] = {}
    for work in recounted.works:
        for clause, unit in recounted.assigned(work):
            clauses.setdefault((work, unit), set()).add(clause)
    rows = of(recounted, "ways").all("dl")[0].elements
    most = sorted(map(len, clauses.values()), reverse=True)[:UNITS]
    assert [int(row.one("dd").text().partition(" 条：")[0]) for row in rows] == most
    for row in rows:
        label, told = row.elements
        links = told.all("a")
        work = links[0].target.split("/")[1].split("#")[0]
        assert label.text().startswith(recounted.short(work))
        named = {
            ids: unit
            for (where, unit), ids in ((one, frozenset(found)) for one, found in clauses.items())
            if where == work and label.text().endswith(unit[-3:])
        }
        led = {link.target.split("#")[1] for link in links}
        assert any(led <= ids for ids in named), label.text()


def test_what_places_say_is_in_their_plans(recounted: Recounted) -> None:
    listed = of(recounted, "ways").all("dl")[1]
    for row in listed.elements:
        label, said = row.elements
        work = label.one("a").target.split("/")[1].split("#")[0]
        assert label.text() == recounted.short(work)
        text = recounted.pages[f"plans/{work}"].one("div", "document").text()
        assert "".join(said.text().split()) in "".join(text.split()), work
        assert said.all("mark")


def test_the_clause_that_is_cited(recounted: Recounted) -> None:
    """By reading: the first （一） with a heading of the earliest work."""
    found = of(recounted, "ways").all(class_="way-in")[2]
    said = found.one("p", "citation").text()
    assert said == f"{recounted.citation(DONGCHANG)}第一部分第（一）项"
    (address,) = [link for link in found.all("a") if "#" in link.target]
    assert address.target == f"plans/{DONGCHANG}#a1-b1"
    assert address.text() == f"plans/{DONGCHANG}/#a1-b1"


def test_what_is_new(recounted: Recounted) -> None:
    rows = of(recounted, "changes").one("ul").all("li")
    assert len(rows) == len(recounted.works)
    for row in rows:
        when, what, much = row.elements
        work = what.one("a").target.split("/")[1]
        assert when.text() == min(recounted.ids[work].values())
        assert what.text() == f"收入 {recounted.title(work)}"
        made = sum(emended(recounted, work))
        told = f"{recounted.clauses(work)} 条" + (f"，校改 {made} 处" if made else "")
        assert much.text() == told
