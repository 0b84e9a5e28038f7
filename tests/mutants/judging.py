"""Asks the tests, in a copy of the project, whether they notice a mutant."""

from __future__ import annotations

import compileall
import os
import py_compile
import re
import shutil
import signal
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from functools import cache
from pathlib import Path

import pytest

from tests.conftest import ROOT
from tests.mutants.mutant import Asked, Mutant
from tests.test_project import project_files

_PYTEST = (
    *(sys.executable, "-m", "pytest", "-x", "-q", "-p", "no:cacheprovider"),
    # That the table fits the code is no behaviour of the code: with a mutant it never does.
    "--ignore=tests/test_mutants.py",
)
_PATIENCE = 1800
"""Seconds; with a slip in a loop the code may never come to an end."""

_FIRST = re.compile(r"^(?:FAILED|ERROR) (\S+)", re.MULTILINE)


class CodeFails(Exception):
    """A test fails with the code as it is: what it says of a mutant means nothing."""


def killer(mutant: Mutant) -> str:
    """The first test that fails with a mutant; empty if none does.

    Raises:
        CodeFails: what is asked fails without the mutant too.
    """
    with _copy() as copy:
        (copy / mutant.path.relative_to(ROOT)).write_text(mutant.text, "utf-8")
        for asked in mutant.judges:
            if found := _asked(asked, copy):
                _passes(asked)
                return found
    return ""


@cache
def _passes(asked: Asked) -> None:
    """That what a mutant fails is passed without it, which is asked once."""
    with _copy() as copy:
        if found := _asked(asked, copy):
            raise CodeFails(found)


@contextmanager
def _copy() -> Iterator[Path]:
    with tempfile.TemporaryDirectory() as folder:
        shutil.copytree(compiled().name, folder, dirs_exist_ok=True)
        Path(folder).chmod(0o755)  # some tests run the code as a user who may do little
        yield Path(folder)


@cache
def compiled() -> tempfile.TemporaryDirectory[str]:
    """A copy of the project with its byte code, as long as the process lives: one for all threads.

    The byte code says of what text it is made, so that in a copy of the copy only the mutant is
    compiled again: to compile all of it takes as long as the tests of most rows.
    """
    made = tempfile.TemporaryDirectory()
    for path in project_files():
        inside = Path(made.name) / path.relative_to(ROOT)
        inside.parent.mkdir(parents=True, exist_ok=True)
        shutil.copy(path, inside)
    mode = py_compile.PycInvalidationMode.CHECKED_HASH
    compileall.compile_dir(made.name, quiet=1, invalidation_mode=mode)
    return made


def _asked(asked: Asked, copy: Path) -> str:
    """The first test that fails in a copy of the project; empty if none does."""
    with subprocess.Popen(
        [*_PYTEST, *asked],
        cwd=copy,
        env={**os.environ, "PYTHONDONTWRITEBYTECODE": "1"},
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
        start_new_session=True,
    ) as tests:
        try:
            output, errors = tests.communicate(timeout=_PATIENCE)
        except subprocess.TimeoutExpired:
            os.killpg(tests.pid, signal.SIGKILL)  # a browser is one of them
            return f"{asked[0]}: no end after {_PATIENCE} seconds"
    if not tests.returncode:
        return ""
    if tests.returncode == pytest.ExitCode.NO_TESTS_COLLECTED:
        return f"no test is chosen by {' '.join(asked)}"
    found = _FIRST.search(output)
    return found[1] if found else output[-300:] + errors[-300:]
