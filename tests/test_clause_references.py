"""A clause leads to the clauses of its own document that it refers to."""

from pathlib import Path

import pytest

from converters import pipeline
from converters.ingest import sources
from converters.names import authority, mentions, passages
from converters.names.clause_references import ClauseReferences
from converters.names.name_finder import NameFinder
from converters.names.plan_names import PlanNames
from tests import fixture_files
from tests.drawn import reading_page
from tests.fixture_files import Case

FIXTURES = Path(__file__).parent / "fixtures" / "clause-references"


@pytest.mark.parametrize("case", fixture_files.params(FIXTURES))
def test_references(case: Case) -> None:
    source = sources.from_bytes(Path("p.txt"), case.input.encode(), "360900-yichun-2024-other")
    plan = pipeline.read_plan(source)
    references = ClauseReferences(plan)
    found = [
        f"{passage.part} {passage.text.text[one.start : one.end]} -> {one.target}"
        for passage in passages.of(plan)
        for one in references.find(passage)
    ]
    expected = [line for line in case.expected.splitlines() if line]
    assert [line.replace("-p2 ", " ", 1) for line in found] == expected


def test_a_reference_is_a_link_and_in_the_data() -> None:
    text = next(fixture_files.read(FIXTURES / "articles.txt")).input
    work = "360900-yichun-2024-other"
    plan = pipeline.read_plan(sources.from_bytes(Path("p.txt"), text.encode(), work))
    found = mentions.find(plan, NameFinder(authority.NONE))
    names = PlanNames(authority.NONE, found)
    page = reading_page(plan, names)
    assert '<a class="mention reference" href="#ch1-art2-p2">第二条第二款</a>' in page
    assert '<a class="mention reference" href="#ch1">第一章</a>' in page
    assert [one.target for one in found if one.kind == "clause"] == ["ch1-art2-p2", "ch1"]
