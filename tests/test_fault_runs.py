"""Commands that are killed, that find the disk full, or meet another one; and what tells of it."""

import os
import subprocess
import sys
from pathlib import Path
from typing import TextIO

import pytest
from mkdocs.config import load_config
from mkdocs.structure.files import get_files

from converters.disk import one_writer, whole_files
from converters.models.located import InputError
from tests.command_line import call
from tests.conftest import ROOT
from tests.fault_runs import full_disks, kills
from tests.fault_runs.cases import ADDED, ADDED_WORK, CASES
from tests.fault_runs.races import Race
from tests.fault_runs.stage import Stage, end_of, files_of, start
from tests.small_library import small_library

pytestmark = [
    pytest.mark.slow,
    pytest.mark.skipif(sys.platform == "win32", reason="nothing is killed so there"),
]


@pytest.fixture(scope="module")
def stages(tmp_path_factory: pytest.TempPathFactory) -> dict[str, Stage]:
    """The folders of all commands, each made when it is wanted."""
    place = tmp_path_factory.mktemp("stages")

    class Made(dict[str, Stage]):
        def __missing__(self, name: str) -> Stage:
            self[name] = Stage(CASES[name], place / name)
            return self[name]

    return Made()


# A few of what `make faults` tries.


@pytest.mark.parametrize(("name", "step"), [("build again", 260), ("add", 9), ("mint", 12)])
def test_a_killed_command_leaves_nothing_half_written(
    name: str, step: int, stages: dict[str, Stage]
) -> None:
    assert kills.at_step(stages[name], step) == stages[name].after


@pytest.mark.parametrize(("name", "step"), [("build again", 30), ("add", 3), ("mint", 7)])
def test_a_full_disk_is_told_and_leaves_nothing_half_written(
    name: str, step: int, stages: dict[str, Stage]
) -> None:
    assert full_disks.from_step(stages[name], step) == stages[name].after


@pytest.mark.parametrize("name", ["one plan twice", "addresses minted twice"])
def test_two_commands_at_once_come_one_after_the_other(name: str, tmp_path: Path) -> None:
    race = Race(name, tmp_path)
    assert race.run() in race.orders


# Each of it by itself.


@pytest.fixture
def library(tmp_path: Path) -> Path:
    """A folder with a small library, and a text to take in."""
    small_library(tmp_path / "docs")
    (tmp_path / "new.txt").write_text(ADDED, "utf-8")
    return tmp_path


LITTER = (".generated-x1y2/plans/index.md", "sources/.generated-a.ids", "sources/.settled/b.txt")


def test_what_a_killed_command_leaves_is_not_published(library: Path) -> None:
    (library / "mkdocs.yml").write_text((ROOT / "mkdocs.yml").read_text("utf-8"), "utf-8")
    for name in LITTER:
        path = library / "docs" / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text("半", "utf-8")
    config = load_config(str(library / "mkdocs.yml"), theme="mkdocs", markdown_extensions=[])
    published = {one.src_uri for one in get_files(config) if one.inclusion.name != "EXCLUDED"}
    assert "sources/360900-yichun-2001-yaodian.txt" in published
    assert not published & set(LITTER)


@pytest.mark.parametrize("command", ["build", "check", "verify"])
def test_the_next_command_clears_away_what_a_killed_one_left(command: str, library: Path) -> None:
    docs = library / "docs"
    (docs / ".generated-x1y2" / "plans").mkdir(parents=True)
    (docs / "sources" / ".generated-a.ids").write_text("半", "utf-8")
    (docs / "authority" / ".generated-ids").write_text("半", "utf-8")
    call(command, folder=library)
    assert [path for path in docs.rglob(".*") if path.name != ".furniture"] == []


@pytest.mark.parametrize("moved", [(), (".yml",)])
def test_a_plan_that_was_whole_and_not_yet_in_its_place_comes_in(
    moved: tuple[str, ...], library: Path
) -> None:
    assert call("add", "new.txt", folder=library).returncode == 0
    added = files_of(library)
    sources = library / "docs" / "sources"
    (sources / ".settled").mkdir()
    for ending in {".yml", ".txt"} - set(moved):
        name = f"{ADDED_WORK}{ending}"
        (sources / name).replace(sources / ".settled" / name)
    assert call("check", folder=library).returncode == 0
    assert files_of(library) == added


def test_a_file_keeps_what_it_was_beside_its_text(tmp_path: Path) -> None:
    path = tmp_path / "ids"
    path.write_text("旧", "utf-8")
    path.chmod(0o640)
    whole_files.write(path, "新".encode())
    assert path.read_text("utf-8") == "新"
    assert path.stat().st_mode & 0o777 == 0o640
    assert [*tmp_path.iterdir()] == [path]


def test_a_file_that_cannot_be_replaced_is_as_it_was(tmp_path: Path) -> None:
    (tmp_path / "ids").mkdir()
    with pytest.raises(InputError, match="ids:1:1: 写不进去：是文件夹"):
        whole_files.write(tmp_path / "ids", b"")
    assert [path.name for path in tmp_path.iterdir()] == ["ids"]


def test_files_that_are_there_are_never_replaced_by_new_ones(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text("旧", "utf-8")
    with pytest.raises(InputError, match=r"a\.txt:1:1: 已经有这个文件"):
        whole_files.write_together(tmp_path, {"a.yml": b"", "a.txt": b""})
    assert files_of(tmp_path) == {"a.txt": "旧".encode()}


def test_who_waits_for_another_one_is_told_so(library: Path) -> None:
    with one_writer.alone(library / "docs", None) as is_alone:
        assert is_alone
        waiting = start("mint", folder=library)
        assert waiting.stderr is not None
        assert waiting.stderr.readline() == "另一个命令正在写 docs/，等它写完……\n"
        assert list(library.rglob("*.ids")) == []
        assert call("check", folder=library).returncode == 0  # who only looks does not wait
    ended = end_of(waiting)
    assert (ended.code, ended.err) == (0, "")
    assert len([*library.rglob("*.ids")]) == 9


@pytest.mark.parametrize("command", [("build",), ("add", "new.txt"), ("mint",)])
def test_where_there_is_no_library_that_is_said(command: tuple[str, ...], tmp_path: Path) -> None:
    (tmp_path / "new.txt").write_text(ADDED, "utf-8")
    done = call(*command, folder=tmp_path)
    assert done.returncode == 1
    assert done.stderr.startswith("docs:1:1: 没有这个文件夹")


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="this system has no /dev/full")
def test_what_cannot_be_printed_is_told(library: Path) -> None:
    with Path("/dev/full").open("w", encoding="utf-8") as full:
        done = asked("epoch", folder=library, out=full)
    assert (done.returncode, done.stderr) == (1, "标准输出:1:1: 读写不成：磁盘满了\n")


def test_who_reads_no_more_is_told_nothing(library: Path) -> None:
    reading, writing = os.pipe()
    os.close(reading)
    with os.fdopen(writing, "w") as gone:
        done = asked("epoch", folder=library, out=gone)
    assert (done.returncode, done.stderr) == (1, "")


def asked(command: str, *, folder: Path, out: TextIO) -> subprocess.CompletedProcess[str]:
    """A command whose standard output is a file."""
    return subprocess.run(
        [sys.executable, "-m", "converters", command],
        check=False,
        cwd=folder,
        env={**os.environ, "PYTHONPATH": str(ROOT), "PYTHONUTF8": "1"},
        stdout=out,
        stderr=subprocess.PIPE,
        encoding="utf-8",
    )
