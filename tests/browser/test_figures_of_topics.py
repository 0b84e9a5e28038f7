"""Every figure of the pages of topics, counted again from what the pages of the plans list."""

import re
from collections import Counter
from collections.abc import Iterator

import yaml

from tests.built_page import Element
from tests.conftest import GOLD
from tests.figures import figures, has_figure, row_text, with_figures, without_parts
from tests.recounted import NUMBERS, Recounted, counted

Listed = dict[str, dict[str, list[str]]]


def listed(recounted: Recounted) -> Listed:
    """By topic and plan the clauses that the index of the plan lists."""
    found: Listed = {}
    for work in recounted.works:
        index, *_ = recounted.pages[f"plans/{work}/names"].all("div", "names-of-plan")
        for line in index.all("li"):
            topic, *clauses = (link.target for link in line.all("a"))
            found.setdefault(topic.split("/")[1], {})[work] = [at.split("#")[1] for at in clauses]
    return found


def topics(recounted: Recounted) -> list[dict[str, str]]:
    text = (recounted.docs / "authority" / "topics.yml").read_text("utf-8")
    found: list[dict[str, str]] = yaml.safe_load(text)
    return found


def clauses_on(page: Element) -> dict[str, list[str]]:
    found: dict[str, list[str]] = {}
    for cell in page.all("td", "at"):
        work, _, clause = cell.one("a").target.removeprefix("plans/").partition("#")
        found.setdefault(work, []).append(clause)
    return found


def test_the_pages_of_topics(recounted: Recounted) -> None:
    every = listed(recounted)
    for topic in topics(recounted):
        page, said = recounted.pages[f"topics/{topic['id']}"], every.get(topic["id"], {})
        assert clauses_on(page) == said, topic["id"]
        assert figures(page) == with_figures(*lines(recounted, topic, said)), topic["id"]


def lines(recounted: Recounted, topic: dict[str, str], said: dict[str, list[str]]) -> Iterator[str]:
    total = sum(map(len, said.values()))
    silent = sorted(
        (recounted.years(work), recounted.short(work))
        for work in recounted.works
        if work not in said
    )
    rest = f"未见于{'、'.join(short for _, short in silent)}。" if silent else ""
    verb = "讲到" if silent else "都讲到"
    yield f"{counted(len(said), '份')}规划{verb}，共 {total} 条。{rest}"
    yield topic["about"]
    yield f"{total} 条，按成文先后"
    for work, clauses in said.items():
        supplied = " · 题名编者所补" if "title" in recounted.told[work]["metadata"] else ""
        told = recounted.place(work)[-1], f"<plans/{work}>", NUMBERS.get(work, "")
        lead = " ".join(filter(None, (*told, f"{len(clauses)} 条{supplied}")))
        yield f"{lead}|{recounted.span(work)}|||"
    yield recounted.bounds(said)
    years = sorted(recounted.years(work)[0] for work in recounted.works)
    yield from (str(year) for year in range(years[0], years[-1]) if year not in years)
    for work in recounted.works:
        count = f"{len(said[work])} 条" if work in said else "未见"
        yield f"{recounted.period(work)} {recounted.short(work).split()[0]} {count}"


def test_the_accuracy_of_topics(recounted: Recounted) -> None:
    """The gold counted row by row; found is what the pages of the plans list."""
    one, other = (gold(reader, recounted) for reader in ("a", "b"))
    found = {
        (work, clause, topic)
        for topic, by_work in listed(recounted).items()
        for work, clauses in by_work.items()
        for clause in clauses
    }
    every = [topic["id"] for topic in topics(recounted)]
    page = recounted.pages["about/topics"]
    whole, by_topic = (table.one("tbody").all("tr") for table in page.all("table"))
    assert [row_text(row).partition("|")[2] for row in whole] == [
        "|".join(
            [f"{len(expected)}", f"{len(made)}", f"{len(expected & made)}"]
            + [f"{len(expected & made) / size:.2%}" for size in (len(made), len(expected))]
            + [f"{f1(expected, made):.2%}"]
            + [f"{sum(f1(*of(id_, expected, made)) for id_ in every) / len(every):.2%}"]
        )
        for expected, made in ((one, other), (one, found), (other, found))
    ]
    assert [row_text(row).partition("|")[2] for row in by_topic] == [
        "|".join(
            [str(len(kept)) for kept in of(id_, one, other, found)]
            + [
                f"{f1(*of(id_, *pair)):.2f}"
                for pair in ((one, other), (one, found), (other, found))
            ]
        )
        for id_ in every
    ]
    left = " ".join(figures(without_parts(page, page.all("tr"))))
    outside = len(list((GOLD / "topics" / "unseen").glob("*.yml")))
    for said in (
        f"{counted(len(recounted.works), '份')}规划",
        "两个人",
        f"库外{counted(outside, '份')}文件",
        *measured_outside(),
    ):
        assert said in left
        left = left.replace(said, "")
    assert not has_figure(left)


def measured_outside() -> list[str]:
    """What was measured on texts that are not here, as it is written down beside their gold."""
    readme = (GOLD / "topics" / "README.md").read_text("utf-8")
    (figures_there,) = re.findall(r"(0\.\d\d) at first, (0\.\d\d) after", readme)
    before, after = figures_there
    return [f"定稿前的用词只有 {before}，", f"改到 {after}，"]


Triples = set[tuple[str, str, str]]


def gold(reader: str, recounted: Recounted) -> Triples:
    return {
        (work, clause, topic)
        for work in recounted.works
        for clause, about in yaml.safe_load(
            (GOLD / "topics" / reader / f"{work}.yml").read_text("utf-8")
        ).items()
        for topic in about
    }


def of(topic: str, *lists: Triples) -> list[Triples]:
    return [{one for one in every if one[2] == topic} for every in lists]


def f1(expected: Triples, made: Triples) -> float:
    return 2 * len(expected & made) / (len(expected) + len(made))


def test_the_grid_of_topics(recounted: Recounted) -> None:
    every, page = listed(recounted), recounted.pages["topics"]
    rows = [row_text(row) for row in page.one("tbody").all("tr")]
    assert rows == [
        "|".join(
            [f"<plans/{work}>", recounted.span(work)]
            + ["" if work in every[one["id"]] else "未见" for one in topics(recounted)]
        )
        for work in recounted.works
    ]
    cells = [cell.text() for cell in page.one("tbody").all("td", "topic")]
    assert cells == [
        str(len(every[one["id"]][work])) if work in every[one["id"]] else "未见"
        for work in recounted.works
        for one in topics(recounted)
    ]
    told = [
        f"{one['name']} {one['about']} {len(every[one['id']])} 份，{sum(map(len, every[one['id']].values()))} 条"
        for one in topics(recounted)
    ]
    assert figures(without_parts(page, page.all("table"))) == Counter(told)
