"""Which clauses have a heading, and what it says."""

from pathlib import Path

import pytest

from converters.edition import conservation
from tests import fixture_files
from tests.fixture_files import Case
from tests.test_structure import plan_of

FIXTURES = Path(__file__).parent / "fixtures" / "headings"


@pytest.mark.parametrize("case", fixture_files.params(FIXTURES))
def test_headings_are_as_the_fixture_says(case: Case) -> None:
    plan = plan_of(case.input)
    found = [f"{clause.id}\t{clause.heading.text}" for clause in plan.clauses]
    assert "\n".join(found) == case.expected
    assert conservation.account(plan).balances
