"""How texts are compared: the folding of the search, and the independent one of the tests."""

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from converters.search import folding
from converters.text import blanks
from tests import fixture_files, search_truth
from tests.conftest import ROOT
from tests.fixture_files import Case
from tests.trials import tried

CASES = [*fixture_files.read(ROOT / "tests" / "fixtures" / "search" / "folding.txt")]
TEXTS = st.text(
    st.one_of(
        st.sampled_from("中国々〆〇〡〸〻⺀⿕\u2fe0豈\ufaff㐀䶿䷀鿿ꀀ𠀀\U0003ffff\U00040000□の"),
        st.sampled_from(blanks.CHARS + "\x0b\x1c\x85\u200b\u2028\ufeff"),
        st.sampled_from("AZaz09！～\uff00\uff5f＠［ÀΩⅡ①"),
        st.characters(),
    )
)
EDGES = (0x20000, 0x30000, 0x40000, 0xE0000, 0xF0000, 0x100000)


@pytest.mark.parametrize("case", CASES, ids=[case.title for case in CASES])
def test_the_vectors(case: Case) -> None:
    assert folding.fold(case.input) == case.expected
    assert search_truth.fold(case.input) == case.expected
    assert folding.fold(case.expected) == case.expected


@given(TEXTS)
@settings(max_examples=tried(250, 2000))
@example("\ud842 \udfb7中 \ud842 中")
def test_the_independent_folding_agrees_on_any_text(text: str) -> None:
    assert folding.fold(text) == search_truth.fold(text)


def test_both_agree_on_every_character() -> None:
    codes = [*range(0x10000), *(edge + step for edge in EDGES for step in range(-2, 3))]
    text = "".join(f"中 {chr(code)} 中" for code in codes)
    assert folding.fold(text) == search_truth.fold(text)


@given(TEXTS)
def test_folding_twice_changes_nothing_more(text: str) -> None:
    assert folding.fold(folding.fold(text)) == folding.fold(text)


@given(TEXTS)
def test_only_blanks_between_han_are_dropped_and_one_character_stays_one(text: str) -> None:
    folded = folding.fold(text)
    solid, kept = ([char for char in one if not blanks.is_blank(char)] for one in (text, folded))
    assert len(solid) == len(kept)
    for char, became in zip(solid, kept, strict=True):
        assert became == char or became.isascii()
