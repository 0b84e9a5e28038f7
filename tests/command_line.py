"""The command line of the converters, asked in this process, or in one of its own."""

import contextlib
import gc
import io
import os
import subprocess
import sys
from collections.abc import Callable
from contextlib import AbstractContextManager
from pathlib import Path
from unittest import mock

from converters.__main__ import main
from tests.conftest import ROOT

anyone = contextlib.nullcontext
"""Whoever runs the tests."""

Completed = subprocess.CompletedProcess[str]


def call(
    *arguments: str | Path, folder: Path, who: Callable[[], AbstractContextManager[None]] = anyone
) -> Completed:
    """What `python -m converters` answers in `folder`.

    A process takes far longer to start than most commands to run: `run` is for what only a
    process shows, the encoding of its output, its exit code, a traceback. And for threads: this
    one changes the working directory of them all. It starts no processes either, unless told to:
    the tests that run beside it have the other cores. `who` may ask as another user.
    """
    words = [*map(str, arguments)]
    out, err = io.StringIO(), io.StringIO()
    with (
        contextlib.chdir(folder),
        contextlib.redirect_stdout(out),
        contextlib.redirect_stderr(err),
        mock.patch.object(os, "cpu_count", return_value=1),
        who(),
    ):
        try:
            code = main(words)
        except SystemExit as left:  # argparse refuses an option so
            code = left.code if isinstance(left.code, int) else 1
        finally:
            gc.enable()  # a build does without, and its process ends
    return subprocess.CompletedProcess(words, code, out.getvalue(), err.getvalue())


def run(*arguments: str | Path, folder: Path, **environment: str) -> Completed:
    """The same in a process of its own, with more in its environment."""
    return subprocess.run(
        [sys.executable, "-m", "converters", *map(str, arguments)],
        check=False,
        capture_output=True,
        encoding="utf-8",
        errors="backslashreplace",
        cwd=folder,
        env={**os.environ, "PYTHONPATH": str(ROOT), "PYTHONUTF8": "1", **environment},
    )
