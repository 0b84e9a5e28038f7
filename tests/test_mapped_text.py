import pytest
from hypothesis import given
from hypothesis import strategies as st

from converters.text.mapped_text import Edit, MappedText


@st.composite
def edits(draw: st.DrawFn, text: str) -> list[Edit]:
    cuts = sorted(draw(st.lists(st.integers(0, len(text)), max_size=10)))
    ranges = zip(cuts[::2], cuts[1::2], strict=False)
    return [Edit(start, end, draw(st.text(max_size=3))) for start, end in ranges]


@given(st.data(), st.text(max_size=40))
def test_an_edited_text_is_the_text_with_the_edits(data: st.DataObject, text: str) -> None:
    made = data.draw(edits(text))
    edited = MappedText.verbatim(text).edited(made)
    expected, done = "", 0
    for edit in made:
        expected += text[done : edit.start] + edit.reading
        done = edit.end
    assert edited.text == expected + text[done:]
    assert list(edited.starts) == sorted(edited.starts)
    assert list(edited.ends) == sorted(edited.ends)
    assert len(edited.starts) == len(edited.ends) == len(edited)


@given(st.data(), st.text(min_size=1, max_size=40))
def test_what_stands_between_two_edits_keeps_its_places(data: st.DataObject, text: str) -> None:
    made = data.draw(edits(text))
    edited = MappedText.verbatim(text).edited(made)
    untouched = set(range(len(text))) - {at for edit in made for at in range(edit.start, edit.end)}
    found = {
        start: char
        for char, start, end in zip(edited.text, edited.starts, edited.ends, strict=True)
        if end - start == 1 and start in untouched
    }
    assert found == {at: text[at] for at in untouched}


def test_overlapping_edits_are_refused() -> None:
    with pytest.raises(ValueError, match="overlaps"):
        MappedText.verbatim("应急管理").edited([Edit(0, 2, "a"), Edit(1, 3, "b")])


def test_a_slice_keeps_its_places() -> None:
    text = MappedText.verbatim("一、 加强").edited([Edit(2, 3, "")])
    assert (text.text, text[2:].span) == ("一、加强", (3, 5))
    assert text[2:3].span == (3, 4)


def test_an_insertion_has_an_empty_place() -> None:
    text = MappedText.verbatim("加强").edited([Edit(1, 1, "“")])
    assert (text[1:2].text, text[1:2].span) == ("“", (1, 1))


def test_an_edit_that_ends_before_it_begins_is_refused() -> None:
    with pytest.raises(ValueError, match="overlaps"):
        MappedText.verbatim("应急管理").edited([Edit(2, 1, "a")])


def test_a_character_for_many_stands_for_all_of_them() -> None:
    text = MappedText.verbatim("值守、/p>").edited([Edit(2, 6, "。")])
    assert text.text == "值守。"
    assert text.origin(0, 3) == text.span == (0, 6)


def test_a_place_behind_a_text_is_where_it_ends_in_the_file() -> None:
    text = MappedText.verbatim("一、 加强\n二、")[:5].edited([Edit(2, 3, "")])
    assert text.origin(len(text), len(text)) == (5, 5)
    assert MappedText.verbatim("").origin(0, 0) == (0, 0)


@pytest.mark.parametrize(
    ("edit", "is_verbatim"),
    [
        (Edit(0, 1, "加"), True),
        (Edit(1, 1, "“"), False),
        (Edit(1, 2, ""), False),
        (Edit(0, 2, "加强"), False),
        (Edit(1, 3, "强"), False),
    ],
)
def test_a_text_is_verbatim_if_each_character_stands_for_one_place(
    edit: Edit, is_verbatim: bool
) -> None:
    edited = MappedText.verbatim("加强值守").edited([edit])
    assert edited.is_verbatim == is_verbatim


def test_a_text_is_not_verbatim_where_one_character_is_lost_and_one_is_put_in() -> None:
    text = MappedText.verbatim("甲强").edited([Edit(0, 0, "加"), Edit(0, 1, "")])
    assert (text.text, text.span) == ("加强", (0, 2))
    assert not text.is_verbatim


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("\u3000 一、\t\r\n", ("一、", (2, 4))),
        ("\x1f一、\x1c", ("\x1f一、\x1c", (0, 4))),
    ],
)
def test_blanks_are_stripped_and_control_characters_are_not(
    text: str, expected: tuple[str, tuple[int, int]]
) -> None:
    stripped = MappedText.verbatim(text).strip()
    assert (stripped.text, stripped.span) == expected


def test_of_blanks_alone_nothing_is_left() -> None:
    assert not MappedText.verbatim(" \n\u3000").strip()
