"""What clauses are about: the words of `topics.yml`, and the clauses of which they make topics."""

import csv
import io
import re
from collections import Counter
from collections.abc import Mapping
from dataclasses import replace
from pathlib import Path

import pytest

from converters.models.page import Page
from converters.models.plan import Plan
from converters.names.authority import Authority
from converters.names.plan_names import PlanNames
from converters.stock import Stock
from converters.topics import clause_topics, scheme
from tests import fixture_files, stocked, topics_report
from tests.conftest import MEASURED, data_of
from tests.fixture_files import Case
from tests.test_structure import plan_of
from tests.topics_report import READERS, Measured

FIXTURES = Path(__file__).parent / "fixtures" / "topics"
SMALL = scheme.read(FIXTURES / "topics.yml", (FIXTURES / "topics.yml").read_bytes())
MATTERS = "weihua yanhua kuangshan gongmao xiaofang hangye senlin xunhan dizhen qixiang"
FUNCTIONS = (
    "zeren tizhi fengxian jiance zhifa diaocha yuan zhishou duiwu wuzi jiuzai xuanjiao keji "
    "jiceng fazhi dangjian"
)
"""The ids, fixed for ever: addresses and data have them."""


@pytest.mark.parametrize("case", fixture_files.params(FIXTURES))
def test_words_make_topics(case: Case) -> None:
    found = clause_topics.of_plan(plan_of(case.input), SMALL)
    assert [" ".join((id_, *ids)) for id_, ids in found.items()] == case.expected.splitlines()


def test_the_topics_are_those_that_are_promised(records: Authority) -> None:
    groups = {"灾种与行业": MATTERS.split(), "职能": FUNCTIONS.split()}
    found: dict[str, list[str]] = {}
    for topic in records.topics.values():
        found.setdefault(topic.group, []).append(topic.id)
    assert found == groups


def test_the_data_of_a_plan_say_what_its_clauses_are_about(
    plan: Plan, names: dict[str, PlanNames]
) -> None:
    told = {one["id"]: tuple(one["topics"]) for one in data_of(plan, names[plan.work])["clauses"]}
    found = {id_: (*about,) for id_, about in names[plan.work].topics.items()}
    assert {id_: ids for id_, ids in told.items() if ids} == found
    assert names[plan.work].topics


def test_without_topics_no_clause_has_one(plan: Plan) -> None:
    (found,) = stocked.names_of([plan]).values()
    assert not found.topics


ROW = re.compile(r"<td class=\"at\" markdown=\"span\">\[[^]]*\]\(([^)]*)\)")
CELL = re.compile(r"\[(\d+)\]\((?:\.\./topics/)?([a-z]+)(/page-\d+)?\.md#([a-z0-9-]+)\)")


def files(stock: Stock) -> dict[str, str]:
    """The pages of topics and the tables, by path."""
    made: list[Page] = [*stocked.files_of(stock, "主题", "主题一览", "表")]
    return {page.path.as_posix(): page.text for page in made}


def table(text: str) -> list[dict[str, str]]:
    return [*csv.DictReader(io.StringIO(text.removeprefix("\ufeff")))]


def test_the_page_of_a_topic_has_every_clause_about_it(
    stock: Stock, names: Mapping[str, PlanNames], records: Authority
) -> None:
    pages = files(stock)
    for topic in records.topics:
        leaves = [text for path, text in pages.items() if re.match(rf"topics/{topic}[./]", path)]
        linked = [
            found.removeprefix("../").removeprefix("../").replace("/index.md", "")
            for text in leaves
            for found in ROW.findall(text)
        ]
        assert sorted(linked) == sorted(
            f"plans/{work}#{id_}"
            for work, own in names.items()
            for id_, about in own.topics.items()
            if topic in about
        )


def test_a_row_has_the_heading_and_the_first_sentence(stock: Stock) -> None:
    (row,) = re.findall(r"<tr data-words=[^\n]*#a5-b3\)[^\n]*", files(stock)["topics/xiaofang.md"])
    assert "全面提升火灾综合防控" in row
    assert "扎实开展全县人员密集场所动火作业安全隐患" in row
    assert "督促完成未经消防验收" not in row


def test_the_grid_counts_the_clauses_and_says_where_there_are_none(
    stock: Stock, names: Mapping[str, PlanNames], records: Authority
) -> None:
    pages = files(stock)
    counts = {
        work: Counter(topic for about in own.topics.values() for topic in about)
        for work, own in names.items()
    }
    shown = {
        (work, topic): int(count)
        for count, topic, page, work in CELL.findall(pages["topics/index.md"])
        if not page
    }
    assert shown == {(work, topic): n for work, of in counts.items() for topic, n in of.items()}
    silent = len(records.topics) * len(names) - len(shown)
    assert silent
    assert pages["topics/index.md"].count('<span class="unseen">未见</span></td>') == silent
    of_csv = {row["work"]: row for row in table(pages["data/topic-grid.csv"])}
    for work, of in counts.items():
        assert {topic: int(of_csv[work][topic]) for topic in records.topics} == {
            topic: of[topic] for topic in records.topics
        }
    assert len(table(pages["data/topics.csv"])) == sum(of.total() for of in counts.values())


def test_a_cell_of_the_grid_leads_to_the_page_where_the_plan_begins(records: Authority) -> None:
    text = "".join(f"（{n}）应急演练。开展演练。\n" for n in "一二三四五六七八九")
    one = plan_of(f"宜春市工作要点\n一、应急预案\n{text}")
    works = [f"360900-yichun-{2000 + number}-yaodian" for number in range(45)]
    plans = [replace(one, source=replace(one.source, work=work)) for work in works]
    pages = files(stocked.stock_of(stocked.made_of(plans, records), records))
    listed = pages["topics/index.md"] + pages["topics/page-2.md"]
    found = [cell for cell in CELL.findall(listed) if cell[1] == "yuan"]
    assert [work for *_, work in found] == works
    for _, topic, page, work in found:
        assert f'<tbody id="{work}"' in pages[f"topics/{topic}{page}.md"]
    assert {page for _, _, page, _ in found} == {"", "/page-2", "/page-3"}


@pytest.fixture(scope="module")
def whole(
    names: Mapping[str, PlanNames], records: Authority, pytestconfig: pytest.Config
) -> Measured:
    measured = topics_report.measured(names, records.topics)
    pytestconfig.stash.setdefault(MEASURED, []).extend(topics_report.lines(measured))
    return measured


@pytest.mark.parametrize("reader", READERS)
def test_topics_are_found_as_well_as_is_held(reader: str, whole: Measured) -> None:
    compared = whole.against(reader)
    assert compared.of().f1 >= topics_report.LEAST_MICRO
    assert compared.macro(whole.topics) >= topics_report.LEAST_MACRO


def test_every_clause_was_read_by_each_reader(library: dict[str, Plan]) -> None:
    for reader in READERS:
        for work, plan in library.items():
            assert [*topics_report.clauses(reader, work)] == [one.id for one in plan.clauses]


def test_the_published_tables_are_the_ones_measured(whole: Measured) -> None:
    assert topics_report.PAGE.read_text("utf-8") == topics_report.page(whole)


def test_a_large_library_does_not_name_the_plans_that_say_nothing(records: Authority) -> None:
    said = plan_of("宜春市工作要点\n一、应急演练\n（一）演练。开展应急演练。\n")
    silent = plan_of("宜春市工作要点\n一、会议\n（一）会议。开好会议。\n")
    plans = [
        replace(one, source=replace(one.source, work=f"360900-yichun-{2000 + at}-yaodian"))
        for at, one in enumerate([said] * 7 + [silent])
    ]
    pages = files(stocked.stock_of(stocked.made_of(plans, records), records))
    assert "七份规划讲到，共 14 条。其余规划未见。" in pages["topics/yuan.md"]
