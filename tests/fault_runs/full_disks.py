"""Commands whose disk is full, or whose files may not be so large."""

from __future__ import annotations

import resource
import shutil
import subprocess
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from tests.fault_runs.stage import (
    Ended,
    Files,
    Stage,
    assert_next_run_is_clean,
    assert_whole,
    end_of,
    files_of,
    start,
)


def from_step(stage: Stage, step: int) -> Files:
    """Run a command on a disk that is full from one of its steps on.

    Gives what is there once it has been run again, with room.

    Raises:
        AssertionError: it does not say so, or leaves what it should not.
    """
    folder = stage.copy()
    ended = end_of(start(*stage.case.command, folder=folder, fault=f"full:{step}"))
    _assert_told(ended, stage, folder)
    assert_whole(stage, folder)
    assert_next_run_is_clean(stage, folder)
    left = files_of(folder)
    shutil.rmtree(folder)
    return left


def with_small_files(stage: Stage, size: int) -> None:
    """Run a command that may make no file larger than so many bytes: the system sees to it.

    Raises:
        AssertionError: as above.
    """
    folder = stage.copy()
    process = start(*stage.case.command, folder=folder)
    resource.prlimit(process.pid, resource.RLIMIT_FSIZE, (size, size))
    _assert_told(end_of(process), stage, folder)
    assert_whole(stage, folder)
    assert_next_run_is_clean(stage, folder)
    shutil.rmtree(folder)


def on_small_disk(stage: Stage, more: int, place: Path) -> bool:
    """Run a command on a disk with room for so many bytes more; False if none can be had.

    Raises:
        AssertionError: as above.
    """
    size = sum(-(-len(data) // 4096) * 4096 for data in stage.before.values())
    with _disk(place, 4 * size + 2**20) as is_there:
        if not is_there:
            return False
        folder = shutil.copytree(stage.copy(), place / "project")
        used = shutil.disk_usage(place).used
        _mount("-o", f"remount,size={used + more}", place)
        ended = end_of(start(*stage.case.command, folder=folder))
        _assert_told(ended, stage, folder)
        assert_whole(stage, folder)
        _mount("-o", f"remount,size={4 * size + 2**24}", place)
        assert_next_run_is_clean(stage, folder)
    return True


@contextmanager
def _disk(place: Path, size: int) -> Iterator[bool]:
    """A disk of its own in memory, if this user may have one."""
    place.mkdir(parents=True)
    if not _mount("-t", "tmpfs", "-o", f"size={size}", "tmpfs", place):
        yield False
        return
    try:
        yield True
    finally:
        subprocess.run(["umount", str(place)], check=True)


def _mount(*arguments: str | Path) -> bool:
    try:
        done = subprocess.run(["mount", *map(str, arguments)], check=False, capture_output=True)
    except OSError:
        return False
    return done.returncode == 0


def _assert_told(ended: Ended, stage: Stage, folder: Path) -> None:
    """It says what is wrong; or it did not need the room: a cache is none of its files."""
    if ended.code == 0:
        assert files_of(folder) == stage.after, "it says nothing, and has not done all"
        return
    assert ended.code == 1, f"{ended.code} {ended.err}"
    assert ended.is_told, ended.err
