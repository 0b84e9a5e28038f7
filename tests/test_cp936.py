"""The charset round trip: the simulator against the damaged source, the rule against the simulator."""

import re
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from converters.emendation import cp936
from converters.models.plan import Plan
from converters.text import punctuation
from tests.conftest import GOLD, SOURCES

SHANGHAI = "310000-shanghai-2022-yaodian"
HEALTHY = sorted(path for path in SOURCES.glob("*.txt") if path.stem != SHANGHAI)
LOST_DIGIT = "1"
"""Stands in for each □ of the gold: there a digit, or a character of three bytes, was lost."""


def restored_lines() -> list[str]:
    return (GOLD / f"{SHANGHAI}.restored").read_text("utf-8").splitlines()


def as_page(line: str) -> str:
    """A line of a reading as the page printed it, something in place of what is lost."""
    filled = re.sub(r"□(?=[月日])", LOST_DIGIT, line).replace("□", "进")
    return punctuation.restore(filled)


def test_the_simulator_gives_back_the_damaged_source_line_by_line() -> None:
    received = (SOURCES / f"{SHANGHAI}.txt").read_text("utf-8").splitlines()
    assert [cp936.damage(as_page(line)) for line in restored_lines()] == received


def test_the_reading_of_the_damaged_source_is_the_gold(library: dict[str, Plan]) -> None:
    plan = library[SHANGHAI]
    lines = plan.source.text.split("\n")
    for made in sorted(plan.emendations, key=lambda made: made.span, reverse=True):
        place = plan.source.position(made.span.start)
        line = lines[place.line - 1]
        reading = "□" if made.reading is None else made.reading
        end = place.col + made.span.end - made.span.start
        lines[place.line - 1] = line[: place.col] + reading + line[end:]
    folded = [punctuation.fold(line) for line in lines]
    assert folded == [punctuation.fold(line) for line in restored_lines()]


def test_27_spots_are_certain_and_the_rest_are_conjectures(library: dict[str, Plan]) -> None:
    found = library[SHANGHAI].emendations
    certain = [made for made in found if made.confidence == "certain"]
    assert len(certain) == 27
    assert {made.rule for made in certain} == {"cp936"}
    assert {made.rule for made in found if made.confidence != "certain"} == {"conjecture"}
    assert {made.reading for made in certain} == {":", "。", "点", "为"}


def test_the_dates_stay_unreadable(library: dict[str, Plan]) -> None:
    readings = [made.reading for made in library[SHANGHAI].emendations]
    assert readings.count("年□月□") == 1
    assert readings.count("年□月□日") == 1


def spoiled(pages: list[str]) -> list[str]:
    """What the round trip and then the rule make of the lines of a page."""
    damaged = "\n".join(map(cp936.damage, pages))
    reading, done = [], 0
    for found in cp936.find(damaged):
        reading += [damaged[done : found.start], found.reading]
        done = found.end
    return "".join([*reading, damaged[done:]]).split("\n")


def fits(reading: str, page: str) -> bool:
    """Whether the reading is the page but for □, and for quotes that vanished without a trace."""
    bare = punctuation.fold(page)
    pattern = ""
    for char in punctuation.fold(reading):
        if char == "□":
            pattern += "(?:[“”]?[^“”]{1,2}?)"
        elif char not in "“”":
            pattern += "[“”]*" + re.escape(char)
        else:
            pattern += re.escape(char)
    return re.fullmatch(pattern + "[“”]*", bare) is not None


@pytest.mark.parametrize("path", HEALTHY, ids=lambda path: Path(path).stem)
def test_simulated_damage_of_other_plans_is_undone_or_marked(path: Path) -> None:
    lines = [line.strip() for line in path.read_text("utf-8").splitlines() if line.strip()]
    pages = [punctuation.restore(line) for line in lines]
    # A blank swallows the character before it, and `<` is no mark of a tag in these: no trace.
    pages = [page for page in pages if not re.search(r"[\s<>\xa0]", page)]
    readings = spoiled(pages)
    for page, reading in zip(pages, readings, strict=True):
        assert "/p>" not in reading
        assert "?" not in reading
        assert fits(reading, page), (reading, page)
    hurt = [page for page in pages if cp936.damage(page) != punctuation.fold(page)]
    assert len(hurt) > len(pages) / 2, "the simulator hardly hurt this text"


@pytest.mark.parametrize("path", HEALTHY, ids=lambda path: Path(path).stem)
def test_an_undamaged_text_is_left_alone(path: Path) -> None:
    assert list(cp936.find(path.read_text("utf-8"))) == []


HAN = st.characters(min_codepoint=0x4E00, max_codepoint=0x9FA5)
SENTENCES = st.text(
    alphabet=HAN | st.sampled_from("，。、；：（）“”《》0123456789-+"), min_size=1, max_size=60
)


@given(SENTENCES)
def test_what_the_rule_calls_certain_is_what_was_there(page: str) -> None:
    damaged = cp936.damage(page)
    for found in cp936.find(damaged):
        if found.certain:
            assert punctuation.fold(page[-1]) == punctuation.fold(found.reading)


@given(SENTENCES)
def test_every_mark_the_round_trip_leaves_is_undone_or_marked(page: str) -> None:
    proof = "（三）统筹推进“放管服”改革"  # gives 推?ldquo;放管?rdquo;改革
    assert "?ldquo;" in cp936.damage(proof)
    reading, _ = spoiled([page, proof])
    assert "?" not in reading


@given(st.text(alphabet=HAN | st.sampled_from("，。、？?0123456789()"), max_size=60))
def test_a_text_without_shards_is_never_touched(text: str) -> None:
    assert list(cp936.find(text)) == []


@given(st.binary(max_size=200))
def test_the_simulator_takes_any_bytes(data: bytes) -> None:
    assert len(cp936.convert(data)) <= len(data)


UNPREPARED = sorted(
    path
    for path in (Path(__file__).parent / "fixtures").glob("*/*.txt")
    if path.parent.name != "search"  # its vectors quote damage
)
ASKING = (
    "一、怎么办?各镇R&D经费够不够?够。",
    "联系人:张某?李某&王某,详见http://example.cn/?a=1&b=2&c=3",
    "A&B两级响应;响应级别?见附表&附图。",
)


@pytest.mark.parametrize("path", UNPREPARED, ids=lambda path: f"{path.parent.name} {path.stem}")
def test_a_healthy_text_with_question_marks_and_ampersands_stays(path: Path) -> None:
    text = path.read_text("utf-8") if path.stem != "cp936" else ""
    assert list(cp936.find("\n".join([text, *ASKING]))) == []


def test_damage_is_found_in_a_text_nobody_prepared() -> None:
    lines = ["要把防汛抗旱摆在突出位置。", "各镇要组建“抢险队”，备足物资。", *ASKING[:1]]
    damaged = [cp936.damage(line) for line in lines]
    assert damaged != [punctuation.fold(line) for line in lines]
    assert all(map(fits, spoiled(lines), lines))


@pytest.mark.parametrize("left", ["丿", "\u007f", "é", "a"])
def test_what_no_character_before_a_tag_leaves_has_none(left: str) -> None:
    """The last byte of a character is at most 0xBF, so that none is one higher than 丿."""
    assert cp936.before_tag(left) is None
