"""The index of pairs: read back by another way, it says where every string stands."""

from base64 import b64decode
from bisect import bisect_right
from collections import defaultdict
from collections.abc import Iterator, Sequence
from itertools import pairwise

from hypothesis import example, given, settings
from hypothesis import strategies as st

from converters.search import postings
from converters.search.postings import Indexed, Lists
from tests.trials import LARGE, tried

TEXTS = st.text(st.sampled_from("应急管理局，a1 \n\u00ff\u0100\uffef𠮷😀"), max_size=12)
UNITS = st.lists(st.tuples(TEXTS, st.none() | TEXTS, st.integers(0, 6)), max_size=12)
MANY = ["应急管理" * 40, "应急", "急应" * 30]

Place = tuple[int, int, bool, bool]
"""The unit, the place in its text, whether that is in the heading, and whether it was received so."""


def indexed(units: Sequence[tuple[str, str | None, int]]) -> list[Indexed]:
    found = []
    for number, (reading, received, head) in enumerate(units):
        found.append(Indexed(number, reading, head))
        if received is not None:
            found.append(Indexed(number, received, head, is_received=True))
    return found


def numbers(data: bytes) -> Iterator[tuple[int, int]]:
    """Each number, and where the next begins."""
    value = shift = 0
    for at, byte in enumerate(data, 1):
        value |= (byte & 127) << shift
        shift += 7
        if byte < 128:
            yield value, at
            value = shift = 0


def read(files: Sequence[Lists]) -> dict[int, set[Place]]:
    """The places of every pair."""
    found: dict[int, set[Place]] = {}
    for file in files:
        at = pair = 0
        while at < len(file.data):
            (step, used), (length, end) = [
                one for one, _ in zip(numbers(file.data[at:]), range(2), strict=False)
            ]
            assert used < end
            pair += step
            assert pair not in found
            found[pair] = set(places(file.data[at + end : at + end + length]))
            at += end + length
    return found


def places(data: bytes) -> Iterator[Place]:
    section, unit, at, is_new = 0, -1, 0, False
    for value, _ in numbers(data):
        if is_new:
            at, is_new = value, False
        elif not value:
            section, unit = section + 1, -1
            continue
        elif value % 2:
            at += value // 2
        else:
            unit, is_new = unit + value // 2, True
            continue
        yield unit, at, section % 2 == 1, section >= 2


def utf16(text: str) -> list[int]:
    data = text.encode("utf-16-le")
    return [data[at] | data[at + 1] << 8 for at in range(0, len(data), 2)]


def truth(texts: Sequence[Indexed]) -> dict[int, set[Place]]:
    found: dict[int, set[Place]] = defaultdict(set)
    for unit, text, head, is_received in texts:
        for at, (one, other) in enumerate(pairwise([*utf16(text), 0])):
            found[one * 65536 + other].add((unit, at, at < head, is_received))
    return dict(found)


def parts(texts: Sequence[Indexed], size: int) -> Iterator[postings.Part]:
    """The lists of plans of so many units each, all but the last, which has what is left."""
    last = max((one.unit for one in texts), default=-1)
    for start in range(0, last + 1, size):
        of = [one for one in texts if start <= one.unit < start + size]
        yield postings.part(size, [one._replace(unit=one.unit - start) for one in of])


@settings(LARGE, max_examples=tried(60, 600))
@given(UNITS, st.integers(1, 9))
@example([(text, None, 1) for text in MANY], 7)
@example([("一" * 20_000, "一" * 20_000, 9)], 1)
@example([("", None, 0), ("", "", 3), ("急", None, 0)], 2)
def test_every_pair_is_where_it_stands_and_nowhere_else(
    units: list[tuple[str, str | None, int]], size: int
) -> None:
    texts = indexed(units)
    assert read([*postings.of(parts(texts, size))]) == truth(texts)


def test_a_pair_is_in_the_file_whose_first_is_the_last_before_it() -> None:
    texts = [
        Indexed(unit, "".join(chr(0x4E00 + (unit * step) % 3000) for step in range(1, 200)), 3)
        for unit in range(300)
    ]
    files = [*postings.of(parts(texts, 40))]
    firsts = [file.first for file in files]
    assert len(files) > 5
    assert firsts == sorted(set(firsts))
    for number, file in enumerate(files):
        assert len(file.data) < 12_100
        for pair in read([file]):
            assert bisect_right(firsts, pair) == number + 1


def test_numbers_travel_in_seven_bits() -> None:
    data = b64decode(postings.numbers([0, 127, 128, 16_383, 16_384, 2**32]))
    assert [value for value, _ in numbers(data)] == [0, 127, 128, 16_383, 16_384, 2**32]
    assert data[:4] == b"\x00\x7f\x80\x01"
