"""What clauses are about: the words of `topics.yml`, and the clauses of which they make topics."""

from pathlib import Path

import pytest

from converters.models.plan import Plan
from converters.names.authority import Authority
from converters.names.plan_names import PlanNames
from converters.topics import clause_topics, scheme
from tests import fixture_files, stocked
from tests.conftest import data_of
from tests.fixture_files import Case
from tests.test_structure import plan_of

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
    assert {id_: ids for id_, ids in told.items() if ids} == names[plan.work].topics
    assert names[plan.work].topics


def test_without_topics_no_clause_has_one(plan: Plan) -> None:
    (found,) = stocked.names_of([plan]).values()
    assert not found.topics
