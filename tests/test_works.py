"""The ledger of works: a plan that was published does not vanish without a word."""

import shutil
from collections import Counter
from collections.abc import Callable
from pathlib import Path

import pytest

from converters import pipeline
from converters.ingest import kept_files, works
from converters.models.located import InputError
from tests.command_line import call
from tests.conftest import SOURCES
from tests.small_library import of_year, small_library

WORK = "360900-yichun-2003-yaodian"
FOUNDING = "360900-yichun-2023-yaodian"


@pytest.fixture
def docs(tmp_path: Path) -> Path:
    """Nine small plans, all of them published in 2026."""
    made = small_library(tmp_path / "docs")
    assert call("mint", "--date", "2026-01-02", folder=tmp_path).returncode == 0
    return made


def said(docs: Path, command: str = "build") -> list[str]:
    """What a command that fails says."""
    done = call(command, folder=docs.parent)
    assert done.returncode == 1, done.stderr
    return done.stderr.splitlines()


def line_of(docs: Path, work: str) -> int:
    """Where in the ledger a plan is first named."""
    lines = (docs / "sources" / "ids").read_text("utf-8").splitlines()
    return next(at for at, line in enumerate(lines, 1) if line.startswith(f"{work} "))


def test_minting_lists_each_plan_with_its_first_day(docs: Path) -> None:
    listed = (docs / "sources" / "ids").read_text("utf-8").splitlines()
    assert listed == [f"360900-yichun-{year}-yaodian 2026-01-02" for year in range(2001, 2010)]
    assert call("build", "--strict", folder=docs.parent).returncode == 0


def test_a_plan_has_the_day_of_its_first_address(tmp_path: Path) -> None:
    (tmp_path / "docs" / "sources").mkdir(parents=True)
    for path in SOURCES.glob(f"{FOUNDING}.*"):
        shutil.copy(path, tmp_path / "docs" / "sources")
    assert call("mint", FOUNDING, "--date", "2031-05-06", folder=tmp_path).returncode == 0
    assert (tmp_path / "docs/sources/ids").read_text("utf-8") == f"{FOUNDING} 2026-11-22\n"


def test_each_file_of_a_plan_is_read_once(docs: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    read = kept_files.read
    asked: Counter[Path] = Counter()

    def counted(path: Path) -> bytes:
        asked[path] += 1
        return read(path)

    monkeypatch.setattr(kept_files, "read", counted)
    plans = [*pipeline.read_library(docs)]
    assert {plan.standing.year for plan in plans} == {2026}
    assert asked.keys() >= {*docs.glob("sources/*.*"), docs / "sources" / "ids"}
    assert {path: count for path, count in asked.items() if count > 1} == {}


def test_minting_again_adds_nothing(docs: Path) -> None:
    before = (docs / "sources" / "ids").read_bytes()
    assert call("mint", folder=docs.parent).returncode == 0
    assert (docs / "sources" / "ids").read_bytes() == before


@pytest.mark.parametrize("endings", [(".txt", ".ids"), (".txt",)], ids=["all", "its text"])
def test_files_deleted_by_hand_are_an_error_that_says_what_to_do(
    endings: tuple[str, ...], docs: Path
) -> None:
    for ending in endings:
        of_year(docs, 2003, ending).unlink()
    (told,) = said(docs)
    assert told == (
        f"docs/sources/ids:{line_of(docs, WORK)}:1: 错误：已公布的规划 {WORK} 不见了。"
        "若是误删，请恢复它的文件；若要撤下，"
        f"请运行 make takedown WORK={WORK} GROUND=依据 [work-lost]"
    )


def test_a_ledger_of_addresses_deleted_by_hand_is_missed(docs: Path) -> None:
    of_year(docs, 2003, ".ids").unlink()
    told = f"docs/sources/ids:{line_of(docs, WORK)}:1: 错误：{WORK} 已经公布，"
    assert [line.startswith(told) for line in said(docs)].count(True) == 1


def test_what_is_said_of_a_plan_that_is_not_there_was_never_one(docs: Path) -> None:
    (docs / "sources" / "360900-yichun-2031-yaodian.yml").write_text("{}\n", "utf-8")
    missing = "没有对应的原文 360900-yichun-2031-yaodian.txt，若是误删，请恢复"
    assert said(docs) == [f"docs/sources/360900-yichun-2031-yaodian.yml:1:1: {missing}"]


def test_a_plan_that_is_published_and_not_listed_is_to_be_minted(docs: Path) -> None:
    ledger = docs / "sources" / "ids"
    ledger.write_text("# 作品\n", "utf-8")
    (told, *others) = said(docs, "verify")
    assert told.startswith(
        "docs/sources/ids:1:1: 错误：9 份规划尚未登记（360900-yichun-2001-yaodian、"
    )
    assert [line for line in others if "ids" in line] == []


def test_a_library_from_before_has_no_ledger_and_none_is_asked_for(docs: Path) -> None:
    (docs / "sources" / "ids").unlink()
    assert call("build", "--strict", folder=docs.parent).returncode == 0


WRONG = {
    "no form": ("甲", "应作“作品号 日期”"),
    "no date": (WORK, "应作“作品号 日期”"),
    "a blank at its end": (f"{WORK} 2026-01-02 ", "应作“作品号 日期”"),
    "no such day": (f"{WORK} 2026-02-30", "没有 2026-02-30 这个日期"),
    "no work id": ("yichun 2026-01-02", "“yichun”不是作品号"),
    "taken down without a ground": (f"{WORK} x 2026-01-02", "应作“作品号 日期”"),
    "a ground of nothing": (f"{WORK} x 2026-01-02  ", "应作“作品号 日期”"),
    "published with a ground": (f"{WORK} 2026-01-02 某人", "应作“作品号 日期”"),
    "taken down before it is published": (f"{WORK} x 2026-01-02 某由", "尚未公布，不能撤下"),
    "twice": (f"{WORK} 2026-01-02\n{WORK} 2026-01-03", "写了两次"),
    "taken down twice": (
        f"{WORK} 2026-01-02\n{WORK} x 2026-01-03 甲\n{WORK} x 2026-01-04 乙",
        "已经撤下",
    ),
}


@pytest.mark.parametrize("case", WRONG)
def test_a_line_that_says_nothing_is_refused_where_it_stands(case: str, tmp_path: Path) -> None:
    lines, message = WRONG[case]
    ledger = tmp_path / "ids"
    ledger.write_text(f"# 作品\n\n{lines}\n", "utf-8")
    with pytest.raises(InputError) as refused:
        works.ledger(tmp_path)
    assert str(refused.value).startswith(f"{ledger}:{lines.count(chr(10)) + 3}:1: ")
    assert message in str(refused.value)


def test_a_ledger_in_another_encoding_is_refused(tmp_path: Path) -> None:
    (tmp_path / "ids").write_bytes("# 作品\n".encode("gb18030"))
    with pytest.raises(InputError, match="不是 UTF-8"):
        works.ledger(tmp_path)


@pytest.mark.parametrize(
    "change", [str, lambda text: text.replace("\n", "\r\n")], ids=["LF", "CRLF"]
)
def test_a_plan_may_come_back(change: Callable[[str], str], tmp_path: Path) -> None:
    lines = f"{WORK} 2026-01-02\n{WORK} x 2026-02-03 误收\n{WORK} 2026-03-04\n"
    (tmp_path / "ids").write_bytes(change(lines).encode())
    known = works.ledger(tmp_path)
    assert known.withdrawn == {}
    assert known.entries[WORK].date == "2026-01-02"
