"""What has become of each clause: pairs of two versions, and how one text becomes the other."""

from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from converters import pipeline
from converters.ingest import sources
from converters.library import comparison
from converters.library.comparison import Comparable, Pair, Run
from tests import fixture_files
from tests.fixture_files import Case
from tests.trials import tried

FIXTURES = Path(__file__).parent / "fixtures" / "versions"
PAIRS = [*fixture_files.read(FIXTURES / "pairs.txt")]
RUNS = [*fixture_files.read(FIXTURES / "runs.txt")]
TITLE = "宜春市2023年工作要点\n"
SIGNS = {"deleted": "[-{}]", "inserted": "{{+{}}}", "kept": "{}"}
WORDS = st.text("甲乙丙，。\n", max_size=30)
UNITS = st.lists(st.tuples(st.sampled_from("一二三四"), WORDS), max_size=6)


def split(text: str) -> tuple[str, str]:
    """The two versions of a case: the second begins where the numbers begin again."""
    lines = text.splitlines()
    start = next(at for at, line in enumerate(lines) if at and line.startswith("一、"))
    return "\n".join(lines[:start]), "\n".join(lines[start:])


def clauses(text: str) -> tuple[Comparable, ...]:
    source = sources.from_bytes(Path("甲.txt"), f"{TITLE}{text}\n".encode())
    return tuple(one for one in comparison.of(pipeline.structured(source)) if not one.is_block)


def shown(pair: Pair) -> str:
    older, newer = pair
    if not older or not newer:
        return f"+ {newer.id}" if newer else f"- {older.id if older else ''}"
    return f"{older.id} {'=' if pair.is_same else '~'} {newer.id}"


def written(runs: list[Run]) -> str:
    return "".join(SIGNS[kind].format(text) for kind, text in runs)


@pytest.mark.parametrize("case", PAIRS, ids=lambda case: case.title)
def test_what_became_of_each_clause(case: Case) -> None:
    older, newer = map(clauses, split(case.input))
    assert [*map(shown, comparison.compare(older, newer))] == case.expected.splitlines()


@pytest.mark.parametrize("case", RUNS, ids=lambda case: case.title)
def test_how_one_text_becomes_the_other(case: Case) -> None:
    older, newer = case.input.splitlines()
    assert written(comparison.runs(older, newer)) == case.expected


def units(drawn: list[tuple[str, str]]) -> list[Comparable]:
    """Units whose ids are unique, whose numbers and texts need not be."""
    return [
        Comparable(f"a{number}", label, False, label, "", text)
        for number, (label, text) in enumerate(drawn, 1)
    ]


@settings(max_examples=tried(100, 1000))
@given(UNITS, UNITS)
def test_each_unit_of_either_version_is_told_of_once(
    one: list[tuple[str, str]], other: list[tuple[str, str]]
) -> None:
    older, newer = units(one), units(other)
    pairs = comparison.compare(older, newer)
    assert [pair.newer for pair in pairs if pair.newer] == newer
    assert sorted(pair.older for pair in pairs if pair.older) == older
    assert all(pair.older or pair.newer for pair in pairs)


@settings(max_examples=tried(100, 1000))
@given(UNITS)
def test_a_plan_is_the_same_as_itself(drawn: list[tuple[str, str]]) -> None:
    same = units(drawn)
    for pair in comparison.compare(same, same):
        assert pair.is_same
        assert not pair.is_moved


@settings(max_examples=tried(200, 2000))
@given(WORDS, WORDS)
def test_no_letter_of_either_text_is_lost(older: str, newer: str) -> None:
    runs = comparison.runs(older, newer)
    assert "".join(text for kind, text in runs if kind != "inserted") == older
    assert "".join(text for kind, text in runs if kind != "deleted") == newer
    assert all(text for _, text in runs)


def test_long_texts_are_compared_in_time() -> None:
    """Pieces that all are alike, and one piece without an end, take no square of their length."""
    for text in ("甲，" * 50_000, "甲" * 100_000):
        changed = written(comparison.runs(f"{text}丙{text}", f"{text}乙{text}"))
        assert changed == f"{text}[-丙]{{+乙}}{text}"
