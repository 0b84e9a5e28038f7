"""Runs that plans have in common: what is found is what a naive count finds, on any texts."""

from collections.abc import Mapping
from itertools import groupby

import pytest
from hypothesis import given
from hypothesis import strategies as st

from converters.citation import cards
from converters.library import room, set_phrases, text_reuse, wording
from converters.library.text_reuse import Run
from converters.models.plan import Plan
from tests import naive_runs

DUTY = "建立健全重大危险源在线监测预警系统"
"""Seventeen letters."""


def wordings(
    texts: naive_runs.Texts, days: Mapping[str, str] | None = None
) -> list[wording.Wording]:
    return [
        wording.of_texts(work, dict(units), ((days or {}).get(work, ""), work))
        for work, units in texts.items()
    ]


def found(
    texts: naive_runs.Texts, days: Mapping[str, str] | None = None, room: int | None = None
) -> dict[str, list[Run]]:
    every = wordings(texts, days)
    reuse = text_reuse.of(every, room)
    return {work: [*reuse.told(work).runs] for work in texts}


def assert_as_counted(
    texts: naive_runs.Texts, days: Mapping[str, str], room: int | None = None
) -> None:
    counted = naive_runs.runs(texts, days, room)
    assert {work: sorted(runs) for work, runs in found(texts, days, room).items()} == {
        work: sorted(map(tuple, runs)) for work, runs in counted.items()
    }


def test_a_run_is_told_at_both_its_places_in_the_marks_of_its_own_text() -> None:
    texts = {
        "360900-a": {"a1": f"要{DUTY[:6]}，{DUTY[6:]}。"},
        "620724-b": {"a2": "另起", "a3": f"“{DUTY}”的"},
    }
    assert found(texts) == {
        "360900-a": [Run("a1", 1, 19, "620724-b", "a3", 1, 18, f"{DUTY[:6]}，{DUTY[6:]}", None)],
        "620724-b": [Run("a3", 1, 18, "360900-a", "a1", 1, 19, DUTY, None)],
    }


def test_twelve_letters_are_a_run_and_eleven_are_none() -> None:
    for length in (11, 12):
        texts = {"1-a": {"a": f"甲{DUTY[:length]}乙"}, "2-b": {"a": f"丙{DUTY[:length]}丁"}}
        assert [len(runs) for runs in found(texts).values()] == [length - 11] * 2


def test_no_run_goes_from_one_clause_into_the_next_or_stays_within_a_plan() -> None:
    parted = {"a1": DUTY[:8], "a2": DUTY[8:]}
    assert not any(found({"1-a": parted, "2-b": {"a1": DUTY}}).values())
    assert not any(found({"1-a": {"a1": DUTY, "a2": DUTY}}).values())


def test_a_letter_is_what_it_is_whatever_its_width_or_case() -> None:
    assert not any(found({"1-a": {"a": "ABCDEFGHIJKL"}, "2-b": {"a": "ABCDEFGHIJKl"}}).values())
    assert not any(
        found({"1-a": {"a": "１２３４５６７８９０１２"}, "2-b": {"a": "123456789012"}}).values()
    )


def test_what_stands_in_many_plans_is_told_of_the_nearest_and_newest() -> None:
    places = ["360921", "360900", "360100", "620724"]
    days = {f"{places[n % 4]}-{n:02}": f"20{n:02}-01-01" for n in range(24)}
    texts = {work: {"a": f"{chr(0x4E00 + n)}{DUTY}"} for n, work in enumerate(days)}
    runs = found(texts, days)["360921-00"]
    assert {run.plans for run in runs} == {24}
    assert [run.work for run in runs] == [
        *(f"360921-{n:02}" for n in range(20, 0, -4)),
        *(f"360900-{n:02}" for n in range(21, 0, -4)),
        *(f"360100-{n:02}" for n in range(22, 0, -4)),
        *(f"620724-{n:02}" for n in range(23, 11, -4)),
    ]
    assert all(set_phrases.is_one(run) for run in runs)
    assert_as_counted(texts, days)


@pytest.mark.parametrize("size", [20, 21])
def test_a_phrase_of_twenty_plans_is_told_of_all_and_counted_from_twenty_one_on(size: int) -> None:
    texts = {f"360900-{n:02}": {"a": f"{chr(0x4E00 + n)}{DUTY}"} for n in range(size)}
    (one, *rest) = found(texts).values()
    assert len(one) == size - 1
    assert {run.plans for run in one} == ({None} if size == 20 else {21})
    assert_as_counted(texts, dict.fromkeys(texts, ""))
    assert len(rest) == size - 1


def test_noise_and_metadata_are_left_out(library: dict[str, Plan]) -> None:
    kinds = {
        plan.by_id[id_].kind for plan in library.values() for id_ in wording.of(plan, ("", "")).ids
    }
    assert kinds.isdisjoint({"noise", "metadata", "table", "row", "box"})
    assert {"clause", "preamble", "notice", "signature"} <= kinds
    every = {one.kind for plan in library.values() for one in plan.units}
    assert {"noise", "metadata"} <= every


def test_among_the_founding_plans_the_count_is_the_same(library: dict[str, Plan]) -> None:
    texts = {
        plan.work: dict(zip(one.ids, one.texts, strict=True))
        for plan in library.values()
        for one in [wording.of(plan, cards.of(plan).order)]
    }
    assert_as_counted(texts, dict.fromkeys(texts, ""))
    assert sum(map(len, found(texts).values())) == 138


CHUNKS = st.sampled_from(
    ["甲" * 7, "乙丙丁" * 5, DUTY, "一二三四五六七八九十壹贰叁", "，", "A", "子", "丑"]
)
TEXT = st.lists(CHUNKS, max_size=6).map("".join)
PLAN = st.lists(TEXT, max_size=3).map(lambda texts: {f"a{n}": text for n, text in enumerate(texts)})


def of_plans(plans: list[dict[str, str]]) -> naive_runs.Texts:
    places = ["360921", "360924", "360100", "620724", "620700"]
    return {f"{places[n % 5]}-{n}": units for n, units in enumerate(plans)}


@given(st.lists(PLAN, max_size=5).map(of_plans))
def test_of_any_texts_the_count_is_the_same(texts: naive_runs.Texts) -> None:
    assert_as_counted(texts, {work: work[-1] for work in texts})


@given(st.lists(PLAN, max_size=5).map(of_plans), st.integers(0, 3000))
def test_of_any_texts_with_little_room_the_count_is_the_same(
    texts: naive_runs.Texts, size: int
) -> None:
    assert_as_counted(texts, {work: work[-1] for work in texts}, size)


PLACES = st.integers(0, 7)
CHANGES = st.lists(st.tuples(PLACES, st.none() | PLAN), min_size=1, max_size=3)


@given(st.lists(PLAN, max_size=8), CHANGES, st.integers(1, 4))
def test_from_what_was_found_in_another_state_the_same_is_found(
    plans: list[dict[str, str]], changes: list[tuple[int, dict[str, str] | None]], most: int
) -> None:
    texts = {f"36090{number}-a": units for number, units in enumerate(plans)}
    known, last = text_reuse.NOTHING, dict[str, wording.Wording]()
    with pytest.MonkeyPatch.context() as patched:
        patched.setattr(text_reuse, "MOST_PLANS", most)
        for place, units in [(8, None), *changes]:
            texts.pop(f"36090{place}-a", None)
            texts |= {f"36090{place}-a": units} if units else {}
            now = {one.work: one for one in wordings(texts)}
            before = {work: one for work, one in last.items() if now.get(work) != one}
            reuse = text_reuse.of(now.values(), None, known, before)
            anew = text_reuse.of(now.values())
            assert [reuse.told(work) for work in now] == [anew.told(work) for work in now]
            known, last = reuse.known, now


def test_in_little_room_the_nearest_places_and_the_longest_runs_are_told() -> None:
    other = "加强基层应急救援力量建设和演练"
    texts = {
        "360921-a": {"a": f"甲{DUTY}", "b": f"乙{other}"},
        "360900-b": {"a": f"丙{DUTY}", "b": f"丁{other}"},
        "620724-c": {"a": f"戊{DUTY}", "b": f"己{other}"},
    }
    reuse = [text_reuse.of(wordings(texts), size).told("360921-a") for size in (0, 600, 900, 9000)]
    assert [[(run.text, run.work, run.left_out) for run in told.runs] for told in reuse] == [
        [(DUTY, "360900-b", 1)],
        [(DUTY, "360900-b", 1), (other, "360900-b", 1)],
        [(DUTY, "360900-b", 0), (DUTY, "620724-c", 0), (other, "360900-b", 1)],
        [
            (DUTY, "360900-b", 0),
            (DUTY, "620724-c", 0),
            (other, "360900-b", 0),
            (other, "620724-c", 0),
        ],
    ]
    assert [told.left_out for told in reuse] == [1, 0, 0, 0]


def test_all_is_told_of_a_small_library_and_some_of_each_plan_of_any() -> None:
    sizes = [1, 128, 129, 256, 400, 100_000]
    found = [room.of("runs", size) for size in sizes]
    assert found == [room.EVERYTHING, room.EVERYTHING, 2**14, 2**14, 9_000, 9_000]
    assert [*map(naive_runs.room_of, sizes)] == found
    assert room.of("runs", 1000) + room.of("related", 1000) < 20 * 1024


FEW = st.lists(TEXT, min_size=1, max_size=1).map(lambda texts: {"a": texts[0]})


@given(st.lists(FEW, min_size=22, max_size=26).map(of_plans))
def test_of_any_texts_of_many_plans_the_count_is_the_same(texts: naive_runs.Texts) -> None:
    assert_as_counted(texts, {work: work[-1] for work in texts})


def test_the_rule_of_set_phrases_takes_out_what_all_say() -> None:
    def is_one(text: str) -> bool:
        return set_phrases.is_one(Run("a", 0, 0, "b", "a", 0, 0, text, None))

    assert is_one("以习近平新时代中国特色社会主义思想为指导，全面贯彻党的二十大精神")
    assert is_one("“安全第一、预防为主、综合治理”的方针，落实责任")
    assert not is_one(f"安全生产，{DUTY[:12]}")


def test_the_phrases_are_bare_and_each_is_there_once() -> None:
    phrases = set_phrases.PHRASES
    assert [one for one in phrases if not one.isalnum()] == []
    assert [one for one, same in groupby(sorted(phrases)) if len([*same]) > 1] == []
