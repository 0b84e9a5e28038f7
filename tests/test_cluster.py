"""The workers of a Dask cluster make the same files as this process."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from converters import build
from converters.__main__ import main
from tests.conftest import copy_docs

pytestmark = pytest.mark.slow


@pytest.fixture(scope="module")
def address() -> Iterator[str]:
    """The address of a scheduler with two workers, each a process of its own."""
    # Every run of tests loads this file, and few use what takes so long to load.
    from distributed import LocalCluster  # noqa: PLC0415

    options = {"n_workers": 2, "threads_per_worker": 1, "dashboard_address": None}
    with LocalCluster(**options) as cluster:  # type: ignore[no-untyped-call]  # has no types
        yield cluster.scheduler_address


def built(folder: Path, monkeypatch: pytest.MonkeyPatch, *options: str) -> dict[str, bytes]:
    """What a build of the library in a folder of its own makes."""
    copy_docs(folder / "docs")
    monkeypatch.chdir(folder)
    assert main(["build", *options]) == 0
    docs = folder / "docs"
    made = (path for name in build.GENERATED for path in [docs / name, *(docs / name).rglob("*")])
    return {path.relative_to(docs).as_posix(): path.read_bytes() for path in made if path.is_file()}


def test_a_cluster_makes_the_same_files(
    address: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    here = built(tmp_path / "here", monkeypatch, "--jobs", "1")
    there = built(tmp_path / "there", monkeypatch, "--cluster", address)
    assert there == here
    assert len(here) > 1000


def test_what_a_worker_refuses_is_told_as_ever(
    address: str,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
) -> None:
    copy_docs(tmp_path / "docs")
    path = tmp_path / "docs" / "sources" / "360900-yichun-2023-yaodian.yml"
    path.write_text("metadata: []\n", "utf-8")
    monkeypatch.chdir(tmp_path)
    assert main(["build", "--cluster", address]) == 1
    assert "360900-yichun-2023-yaodian.yml:1:11: " in capsys.readouterr().err
