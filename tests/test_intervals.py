"""Ranges one behind the other are read as the list of their numbers is."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from converters.text import intervals
from converters.text.intervals import Intervals

PARTS = st.lists(
    st.builds(lambda start, size: range(start, start + size), *[st.integers(0, 9)] * 2)
)


@given(PARTS, st.integers(-30, 30), st.integers(-30, 30))
def test_a_piece_is_that_of_the_list(parts: list[range], start: int, stop: int) -> None:
    found, listed = intervals.numbers(parts), [number for part in parts for number in part]
    assert [*found] == listed
    assert len(found) == len(listed)
    piece = found[start:stop]
    assert [*piece] == listed[start:stop]
    assert [*intervals.of(piece)] == intervals.joined(range(one, one + 1) for one in piece)


@given(PARTS, st.integers(-30, 30))
def test_a_number_is_that_of_the_list(parts: list[range], at: int) -> None:
    found, listed = intervals.numbers(parts), [number for part in parts for number in part]
    if -len(listed) <= at < len(listed):
        assert found[at] == listed[at]
        return
    with pytest.raises(IndexError):
        found[at]


@given(PARTS)
def test_numbers_that_are_the_same_are_equal(parts: list[range]) -> None:
    one, other = (
        intervals.numbers(parts),
        intervals.numbers(range(n, n + 1) for p in parts for n in p),
    )
    assert one == other
    assert hash(one) == hash(other)


def test_numbers_that_count_on_are_one_range() -> None:
    assert intervals.numbers([range(2), range(2, 5)]) == range(5)
    assert intervals.numbers([range(2), range(3, 5)]) == Intervals([range(2), range(3, 5)])
    assert intervals.numbers([range(2), range(3, 5)]) != intervals.numbers([range(2), range(3, 6)])
