"""Asks the tests, in a copy of the project, whether they notice a mutant."""

from __future__ import annotations

import os
import re
import shutil
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
            done = subprocess.run(
                [*_PYTEST, *asked],
                cwd=copy,
                env={**os.environ, "PYTHONDONTWRITEBYTECODE": "1"},
                capture_output=True,
                text=True,
                check=False,
            )
            if done.returncode:
                found = _FIRST.search(done.stdout)
                return found[1] if found else done.stdout[-300:] + done.stderr[-300:]
    return ""
