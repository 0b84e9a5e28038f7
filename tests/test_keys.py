"""What is kept is found again only by who would make the same of the same."""

import sys
from pathlib import Path

import pytest

from converters.work import keys


@pytest.mark.parametrize(
    ("parts", "others"),
    [
        (["ab", "c"], ["a", "bc"]),
        (["a", ""], ["a"]),
        ([None], [""]),
        (["a", None], [None, "a"]),
        (["一"], ["二"]),
    ],
)
def test_other_parts_have_another_hash(parts: list[str | None], others: list[str | None]) -> None:
    assert keys.digest(*parts) != keys.digest(*others)


def test_a_text_has_the_hash_of_its_bytes() -> None:
    assert keys.digest("应急") == keys.digest("应急".encode())


@pytest.fixture
def program(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A program of two modules in two folders."""
    monkeypatch.setattr(keys, "files", lambda _: tmp_path)
    for name in ("text/one.py", "data/words.yml"):
        (tmp_path / name).parent.mkdir()
        (tmp_path / name).write_text(name, "utf-8")
    return tmp_path


def code() -> str:
    """The hash of the program as it is now."""
    keys.code.cache_clear()
    try:
        return keys.code()
    finally:
        keys.code.cache_clear()


def test_the_hash_of_a_program_is_that_of_all_its_files(program: Path) -> None:
    before = code()
    assert code() == before
    words = program / "data" / "words.yml"
    words.write_text("其他", "utf-8")
    changed = code()
    words.rename(program / "data" / "other.yml")
    renamed = code()
    assert len({before, changed, renamed}) == 3


def test_what_python_leaves_beside_a_module_is_none_of_it(program: Path) -> None:
    before = code()
    (program / "text" / "one.cpython-311.pyc").write_bytes(b"\0")
    assert code() == before


@pytest.mark.usefixtures("program")
def test_another_python_makes_another_program(monkeypatch: pytest.MonkeyPatch) -> None:
    before = code()
    monkeypatch.setattr(sys, "version", "4.0")
    assert code() != before
