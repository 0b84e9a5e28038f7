"""Texts in an alphabet of their own: read back to the character, and smaller."""

import gzip

from hypothesis import example, given
from hypothesis import strategies as st

from converters.models.plan import Plan
from converters.text import alphabet
from tests.test_search_scripts import spelled

TEXTS = st.text(st.one_of(st.characters(), st.sampled_from("应急管理，·×ÀéЖ€\xa0\u07ff\u0800𠮷")))


@given(TEXTS)
@example("".join(map(chr, range(0x80, 0x1000))))
def test_a_text_is_read_back_to_the_character(text: str) -> None:
    common = alphabet.of(text)
    assert spelled(alphabet.write(text, common), common) == text


def test_the_commonest_characters_come_first_and_each_once() -> None:
    assert alphabet.of("应急，应急。应é") == "é应急。，"
    assert alphabet.of("plain ASCII") == ""


def test_what_is_below_the_letters_stays() -> None:
    assert alphabet.write("·应·", alphabet.of("·应·")) == "·À·"


def test_the_plans_are_smaller_with_their_alphabet(library: dict[str, Plan]) -> None:
    text = "".join(plan.source.text for plan in library.values())
    common = alphabet.of(text)
    assert size(common + alphabet.write(text, common)) < 0.94 * size(text)


def size(text: str) -> int:
    return len(gzip.compress(text.encode()))
