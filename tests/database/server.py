"""A PostgreSQL of its own, for as long as it is asked."""

from __future__ import annotations

import os
import shutil
import subprocess
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import NamedTuple

_DEBIAN = Path("/usr/lib/postgresql")
"""Where Debian and Ubuntu put the programs of each version that no user runs."""

_USER = "postgres"
"""Whom the server belongs to if this is root, which it refuses."""


class Server(NamedTuple):
    """A running server: where its programs, its data and its socket are."""

    programs: Path
    folder: Path

    def run(self, program: str, *arguments: str, given: str = "") -> str:
        """What one of its programs prints.

        Raises:
            RuntimeError: it fails; with what it says.
        """
        done = subprocess.run(
            [self.programs / program, *arguments],
            cwd=self.folder,
            input=given,
            capture_output=True,
            text=True,
            encoding="utf-8",
            env={**os.environ, "PGHOST": str(self.folder), "PGCLIENTENCODING": "UTF8"},
            user=_owner(),
            check=False,
        )
        if done.returncode:
            raise RuntimeError(f"{program}: {done.stderr}")
        return done.stdout


def _owner() -> str | None:
    return None if os.geteuid() else _USER


def _programs() -> Path:
    """Where the programs are, of the newest version.

    Raises:
        RuntimeError: they are not installed.
    """
    versions = sorted(_DEBIAN.glob("*/bin/initdb"), key=lambda path: float(path.parts[-3]))
    found = versions[-1] if versions else shutil.which("initdb")
    if found is None:
        raise RuntimeError("PostgreSQL is not installed: apt-get install postgresql")
    return Path(found).parent


@contextmanager
def running() -> Iterator[Server]:
    """A server that listens on a socket alone."""
    with tempfile.TemporaryDirectory() as made:
        folder = Path(made)
        if owner := _owner():
            shutil.chown(folder, owner)
        server = Server(_programs(), folder)
        server.run("initdb", "--auth=trust", "--encoding=UTF8", "--locale=C.UTF-8", "data")
        server.run(
            "pg_ctl", "start", "--wait", "--pgdata=data", "--log=log",
            f"--options=-c listen_addresses='' -k {folder}",
        )  # fmt: skip
        try:
            yield server
        finally:
            server.run("pg_ctl", "stop", "--wait", "--mode=immediate", "--pgdata=data")
