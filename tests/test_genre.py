from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from converters import pipeline
from converters.ingest import sources
from converters.models.located import InputError
from converters.models.plan import Plan
from converters.structure import genre
from tests import fixture_files
from tests.conftest import ROOT
from tests.fixture_files import Case

FIXTURES = ROOT / "tests" / "fixtures" / "genre"
PATH = Path("plan.txt")


def read(text: str) -> Plan:
    return pipeline.read_plan(sources.from_bytes(PATH, text.encode()))


def told(found: genre.Genre) -> str:
    seen = [f"{one.line} {one.text}" for one in found.evidence]
    return "\n".join(["plan" if found.is_plan else found.name, *seen])


@pytest.mark.parametrize("case", fixture_files.params(FIXTURES))
def test_what_a_text_is_as_read(case: Case) -> None:
    assert told(genre.judge(read(case.input))) == case.expected


def test_every_genre_has_a_fixture() -> None:
    shown = {case.expected.split("\n")[0] for case in fixture_files.read(FIXTURES / "others.txt")}
    words = genre._WORDS
    names = {other["name"] for other in words["others"].values()}
    kinds = ("links", "table", "prose", "unofficial", "shell")
    names |= {words[kind]["name"] for kind in kinds}
    assert names == shown


def test_a_registered_plan_is_a_plan(plan: Plan) -> None:
    assert genre.judge(plan).is_plan
    assert "not-a-plan" not in {problem.code for problem in plan.problems}


def test_convert_reports_what_is_no_plan_at_its_line() -> None:
    plan = read("市里开会\n\n本报讯　市里今天开会，部署防汛。\n")
    (problem,) = [one for one in plan.problems if one.code == "not-a-plan"]
    assert plan.source.position(problem.span.start).line == 3
    assert problem.severity == "warning"
    assert "新闻报道（第 3 行“本报讯　市里今天开会，部署防汛。”）" in problem.message


@given(
    st.text(
        st.sampled_from("一、二（1）.第条章安全新华社电记者 \n\t|。，令法同志们：《》http://a甲方")
    )
)
def test_any_text_is_judged(text: str) -> None:
    try:
        plan = read(text)
    except InputError:
        return
    found = genre.judge(plan)
    assert found.is_plan or found.name
    assert all(1 <= one.line <= plan.source.line_count for one in found.evidence)


HANDED_OUT = """关于印发《青禾县防汛应急预案》的通知
各乡镇人民政府：
现将《青禾县防汛应急预案》印发给你们，并提出以下要求。
{}一、压实责任。落实带班。
二、备足物资。清点入库。
附件：青禾县防汛应急预案
"""


def test_a_notice_with_clauses_of_its_own_is_told_to_lack_what_it_hands_out() -> None:
    (problem,) = [one for one in read(HANDED_OUT.format("")).problems if one.code == "plan-missing"]
    assert "《青禾县防汛应急预案》" in problem.message
    whole = read(HANDED_OUT.format("青禾县防汛应急预案\n"))
    assert "plan-missing" not in {one.code for one in whole.problems}
