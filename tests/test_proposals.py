"""Names that only their form shows: each is proposed whole."""

from pathlib import Path

import pytest

from converters.names import authority, proposals
from tests import fixture_files
from tests.fixture_files import Case
from tests.test_structure import plan_of


@pytest.mark.parametrize(
    "case", fixture_files.params(Path(__file__).parent / "fixtures" / "proposals")
)
def test_proposals(case: Case) -> None:
    found = proposals.find(plan_of(case.input), (), authority.NONE)
    assert "\n".join(f"{one.kind} {one.surface}" for one in found) == case.expected
