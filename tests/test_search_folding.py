"""The folding of the search: its vectors, and that the independent truth folds the same."""

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from converters.search import folding
from tests import fixture_files, search_truth
from tests.fixture_files import Case

FIXTURES = Path(__file__).parent / "fixtures" / "search"
VECTORS = [*fixture_files.read(FIXTURES / "folding.txt")]


@pytest.mark.parametrize("case", VECTORS, ids=[case.title for case in VECTORS])
def test_vectors(case: Case) -> None:
    assert folding.fold(case.input) == case.expected


@given(st.text(alphabet=st.one_of(st.characters(), st.sampled_from("应急 　\t\nＡａ１（々〇□“"))))
def test_two_ways_of_folding_agree(text: str) -> None:
    assert folding.fold(text) == search_truth.fold(text)


@given(st.text(alphabet=st.one_of(st.characters(), st.sampled_from("应急 　\t\nＡａ１（々〇□“"))))
def test_folding_again_changes_nothing(text: str) -> None:
    once = folding.fold(text)
    assert folding.fold(once) == once
