import pytest
from hypothesis import given
from hypothesis import strategies as st

from converters import numerals


@given(st.integers(1, 999))
def test_every_counting_numeral_reads_back(number: int) -> None:
    assert numerals.parse(numerals.to_han(number)) == number
    assert numerals.parse(str(number)) == number


@pytest.mark.parametrize("text", ["", "十十", "二三", "百", "万", "一十百", "a", "1a", "零"])
def test_what_is_no_numeral_is_none_or_zero(text: str) -> None:
    assert not numerals.parse(text)


@pytest.mark.parametrize(("text", "value"), [("①", 1), ("⑳", 20), ("１２", 12), ("二十", 20)])
def test_other_ways_to_print_a_number(text: str, value: int) -> None:
    assert numerals.parse(text) == value


@pytest.mark.parametrize("number", [0, 1000, -1])
def test_out_of_range_is_refused(number: int) -> None:
    with pytest.raises(ValueError, match=str(number)):
        numerals.to_han(number)
