"""Folders in which commands are run and disturbed, and what is found there afterwards."""

from __future__ import annotations

import itertools
import os
import re
import shutil
import signal
import subprocess
import sys
from collections.abc import Iterator, Mapping
from functools import cached_property
from pathlib import Path
from typing import NamedTuple

from converters.edition import ledger
from converters.models.located import InputError
from converters.names.name_ledger import OF_NAMES
from tests.command_line import call
from tests.conftest import ROOT
from tests.fault_runs.cases import Case

HOOK = ROOT / "tests" / "fault_runs" / "hooked"
PATIENCE = 120
"""Seconds after which nobody waits any longer for a command."""

_APART = frozenset([".cache", "__pycache__"])
_UNFINISHED = (".generated-", ".settled")
_TOLD = re.compile(r"^[^\n:]+:\d+:\d+: \S", re.MULTILINE)

Files = Mapping[str, bytes]
"""What is in a folder, by path."""


class Ended(NamedTuple):
    """How a process ended, and what it printed."""

    code: int
    out: str
    err: str

    @property
    def is_told(self) -> bool:
        """Whether it says where something is wrong, and shows nothing of its inside."""
        return bool(_TOLD.search(self.err)) and "Traceback" not in self.err


def start(*arguments: str, folder: Path, fault: str = "") -> subprocess.Popen[str]:
    """Begin a command in a process of its own; `fault` is what `hooked` does to it."""
    environment = {
        **os.environ,
        "FAULT": fault,
        "PYTHONPATH": f"{HOOK}{os.pathsep}{ROOT}",
        "PYTHONUTF8": "1",
    }
    return subprocess.Popen(
        [sys.executable, "-m", "converters", *arguments],
        cwd=folder,
        env=environment,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        encoding="utf-8",
        start_new_session=True,
    )


def end_of(process: subprocess.Popen[str]) -> Ended:
    """How a process ended, and all that it has begun.

    Raises:
        AssertionError: one of them is still there.
    """
    try:
        out, err = process.communicate(timeout=PATIENCE)
    except subprocess.TimeoutExpired as error:
        os.killpg(process.pid, signal.SIGKILL)
        raise AssertionError("a process is left that does not end") from error
    return Ended(process.returncode, out, err)


def files_of(folder: Path) -> Files:
    """All files of a folder, but those of the cache."""
    found = {}
    for path in sorted(folder.rglob("*")):
        name = path.relative_to(folder)
        if path.is_file() and not _APART & set(name.parts):
            found[name.as_posix()] = path.read_bytes()
    return found


class Stage:
    """A folder as a command finds it, kept to be copied."""

    def __init__(self, case: Case, place: Path) -> None:
        """Make the folder and what an undisturbed run makes of it, both below `place`."""
        self.case = case
        self._numbers = itertools.count()
        self._kept = place / "before"
        self._kept.mkdir(parents=True)
        case.prepare(self._kept)
        self.before = files_of(self._kept)

    @cached_property
    def after(self) -> Files:
        """What an undisturbed run leaves."""
        with_it = self.copy()
        assert_done(self.case, with_it)
        return files_of(with_it)

    @cached_property
    def steps(self) -> int:
        """In how many steps the command changes the disk."""
        folder = self.copy()
        counted = folder.parent / f"{folder.name}-steps"
        ended = end_of(start(*self.case.command, folder=folder, fault=f"count:{counted}"))
        assert ended.code == 0, ended.err
        shutil.rmtree(folder)
        return int(counted.read_text("utf-8"))

    def copy(self) -> Path:
        """A folder of its own, as the command finds it."""
        return shutil.copytree(self._kept, self._kept.parent / str(next(self._numbers)))


def assert_done(case: Case, folder: Path) -> None:
    """Run the command of a case; all is well, or was already."""
    done = call(*case.command, folder=folder)
    is_done = case.is_done and case.is_done in done.stderr
    assert done.returncode == 0 or is_done, f"the next run: {done.stderr}"


def assert_whole(stage: Stage, folder: Path) -> None:
    """Each file is as it was or as it will be, and none is gone that stays; ledgers only grow."""
    now = files_of(folder)
    for name, data in now.items():
        if not _is_unfinished(name):
            assert data in (stage.before.get(name), stage.after.get(name)), f"{name} is neither"
    for name in stage.before.keys() & stage.after.keys():
        assert name in now, f"{name} is gone"
    assert_ledgers_whole(stage.before, folder)


def assert_ledgers_whole(before: Files, folder: Path) -> None:
    """Each ledger can be read, and has all lines that it had."""
    docs = folder / "docs"
    for path in _ledgers(docs):
        form = OF_NAMES if path.parent.name == "authority" else ledger.OF_PLAN
        try:
            ledger.load(path, form)
        except InputError as error:
            raise AssertionError(f"a ledger that is none: {error}") from error
        kept = before.get(path.relative_to(folder).as_posix(), b"")
        assert path.read_bytes().startswith(kept), f"{path.name} has lost a line"


def assert_next_run_is_clean(stage: Stage, folder: Path) -> None:
    """The command, run once more, leaves what an undisturbed one does, and nothing else."""
    assert_done(stage.case, folder)
    now = files_of(folder)
    odd = [
        name for name in now.keys() | stage.after.keys() if now.get(name) != stage.after.get(name)
    ]
    assert not odd, f"not as after an undisturbed run: {odd[:5]}"
    empty = [path for path in (folder / "docs").rglob(".*") if path.is_dir()]
    assert {path.name for path in empty} <= {".furniture"}, f"left: {empty}"


def _ledgers(docs: Path) -> Iterator[Path]:
    yield from (path for path in docs.glob("sources/*.ids") if not path.name.startswith("."))
    yield from docs.glob("authority/ids")


def _is_unfinished(name: str) -> bool:
    return any(part.startswith(_UNFINISHED) for part in name.split("/"))
