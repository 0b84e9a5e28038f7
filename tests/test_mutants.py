"""Every row of the table of slips fits the code as it is; what becomes of each, `make mutants` says."""

import ast
from functools import cache
from pathlib import Path

import pytest

from tests.conftest import ROOT
from tests.mutants import escapers, slips
from tests.mutants.mutant import Mutant
from tests.mutants.slips import Unfit

ROW = {
    "file": "converters/edition/ids.py",
    "right": "    if count == 1:",
    "slip": "    if count == 2:",
    "wrong": "the first has a count",
    "tests": "tests/test_ids.py",
}


def named(mutant: Mutant) -> str:
    return f"{mutant.path.name}: {mutant.wrong}"


def files_of(mutant: Mutant) -> list[Path]:
    """The files that are asked first."""
    asked = (word.partition("::")[0] for word in mutant.judges[0])
    return [ROOT / name for name in asked if name.endswith(".py")]


@cache
def meaning(path: Path) -> str:
    """What a file says as it is, but for how it is laid out."""
    return ast.dump(ast.parse(path.read_text("utf-8")))


EVERY = [*slips.mutants()]


def test_what_is_wrong_is_said_of_each_in_words_of_its_own() -> None:
    assert len(EVERY) >= 50
    assert len({named(one) for one in EVERY}) == len(EVERY)


@pytest.mark.parametrize("mutant", EVERY, ids=named)
def test_a_row_changes_what_a_file_does(mutant: Mutant) -> None:
    text = mutant.path.read_text("utf-8")
    assert mutant.text != text
    if mutant.path.suffix == ".py":
        assert ast.dump(ast.parse(mutant.text)) != meaning(mutant.path)
    assert files_of(mutant)
    assert all(path.is_file() for path in files_of(mutant))


@pytest.mark.parametrize(
    "changed",
    [
        {"right": "    if count == 0:"},
        {"right": "return"},
        {"because": "it is so"},
        {"file": None},
    ],
    ids=["no such text", "text that stands there often", "a key that is unknown", "no file"],
)
def test_a_row_that_does_not_fit_is_refused(changed: dict[str, str | None]) -> None:
    assert slips.of_row(ROW).line > 1
    row = {key: value for key, value in (ROW | changed).items() if value is not None}
    with pytest.raises(Unfit):
        slips.of_row(row)


def test_no_row_is_there_twice() -> None:
    rows = slips.rows()
    assert len({(row["file"], row["right"], row["slip"]) for row in rows}) == len(rows)


def test_there_are_escapers_to_take_out() -> None:
    assert len([*escapers.mutants()]) > 20
