"""The site built by the real commands, in a folder of its own."""

import os
import shutil
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

from tests import file_lock
from tests.browser import static_host
from tests.conftest import ROOT, copy_docs


def once(
    tmp_path_factory: pytest.TempPathFactory, name: str, make: Callable[[Path], object]
) -> Path:
    """A folder that is made once for all workers of a run.

    Args:
        tmp_path_factory: of the session.
        name: of the folder.
        make: fills one.
    """
    run = tmp_path_factory.getbasetemp()
    if "PYTEST_XDIST_WORKER" in os.environ:
        run = run.parent
    made = run / name
    with file_lock.held(run / f"{name}.lock"):
        if not made.exists():
            making = tmp_path_factory.mktemp("build")
            make(making)
            making.rename(made)
    return made


def of_library(folder: Path) -> Path:
    """Build the site of the founding plans in `folder`; gives the folder it lies in."""
    copy_docs(folder / "docs")
    convert(folder)
    return render(folder)


def convert(folder: Path) -> None:
    """Make `folder/docs`, which holds what people write, ready for MkDocs."""
    configure(folder)
    run("converters", "build", folder=folder)


def configure(folder: Path) -> None:
    """What MkDocs needs beside `docs/`."""
    shutil.copy(ROOT / "mkdocs.yml", folder)
    shutil.copytree(ROOT / "overrides", folder / "overrides")


def render(folder: Path, *, directory_urls: bool = True) -> Path:
    """Build the site of a folder with `docs/` and `mkdocs.yml`; gives the folder it lies in."""
    run("converters", "render", "site", folder=folder, DIRECTORY_URLS=str(directory_urls).lower())
    run("converters", "finish", "site", folder=folder)
    return folder / "site"


def run(module: str, *arguments: str, folder: Path, **environment: str) -> None:
    """Run a module in `folder`, with more in its environment.

    Raises:
        AssertionError: it failed; the message is what it printed.
    """
    environment = {
        **os.environ,
        **environment,
        "PYTHONPATH": str(ROOT),
        "SITE_URL": static_host.ADDRESS,
        "NO_MKDOCS_2_WARNING": "1",
    }
    done = subprocess.run(
        [sys.executable, "-m", module, *arguments],
        check=False,
        cwd=folder,
        env=environment,
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        encoding="utf-8",
    )
    assert done.returncode == 0, done.stdout
