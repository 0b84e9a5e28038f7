"""Asks the tests, in a copy of the project, whether they notice a mutant."""

from __future__ import annotations

import os
import re
import shutil
import signal
import subprocess
import sys
import tempfile
from collections.abc import Iterable
from pathlib import Path

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


def killer(mutant: Mutant) -> str:
    """The first test that fails with a mutant; empty if none does."""
    return _failing(mutant.judges, mutant)


def failing(judges: Iterable[Asked]) -> str:
    """The first test that fails with the code as it is; empty if none does."""
    return _failing(judges, None)


def _failing(judges: Iterable[Asked], mutant: Mutant | None) -> str:
    with tempfile.TemporaryDirectory() as folder:
        copy = Path(folder)
        for path in project_files():
            inside = copy / path.relative_to(ROOT)
            inside.parent.mkdir(parents=True, exist_ok=True)
            shutil.copy(path, inside)
        if mutant:
            (copy / mutant.path.relative_to(ROOT)).write_text(mutant.text, "utf-8")
        for asked in judges:
            if found := _asked(asked, copy):
                return found
    return ""


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
    found = _FIRST.search(output)
    return found[1] if found else output[-300:] + errors[-300:]
