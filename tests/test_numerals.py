import pytest
from hypothesis import given
from hypothesis import strategies as st

from converters.text import numerals


def spelled(number: int) -> str:
    """A counting numeral as documents print it: 十二, 二十, 一百零五, 一百一十."""
    hundreds, rest = divmod(number, 100)
    tens, ones = divmod(rest, 10)
    digit = " 一二三四五六七八九"
    return (
        (f"{digit[hundreds]}百" if hundreds else "")
        + ("零" if hundreds and ones and not tens else "")
        + (f"{'' if number < 20 else digit[tens]}十" if tens else "")
        + digit[ones].strip()
    )


def test_the_spelling_is_right() -> None:
    numbers = (1, 10, 12, 20, 21, 105, 110, 999)
    assert " ".join(map(spelled, numbers)) == "一 十 十二 二十 二十一 一百零五 一百一十 九百九十九"


@given(st.integers(1, 999))
def test_every_counting_numeral_reads_back(number: int) -> None:
    assert numerals.parse(spelled(number)) == number
    assert numerals.parse(str(number)) == number


@pytest.mark.parametrize("text", ["", "十十", "二三", "百", "万", "一十百", "a", "1a", "零"])
def test_what_is_no_numeral_is_none_or_zero(text: str) -> None:
    assert not numerals.parse(text)


@pytest.mark.parametrize(("text", "value"), [("①", 1), ("⑳", 20), ("１２", 12), ("二十", 20)])
def test_other_ways_to_print_a_number(text: str, value: int) -> None:
    assert numerals.parse(text) == value
