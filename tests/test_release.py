"""A release: what is in it, under which name, with hashes that hold, the same bytes each time."""

import hashlib
import re
import subprocess
import sys
import zipfile
from pathlib import Path

import pytest

from tests.command_line import call
from tests.conftest import ROOT
from tests.small_library import small_library

ROOT_IN_ARCHIVE = "yingji-guihua-wenku-data-1.2.3"
BESIDE = {
    "CITATION.cff": "cff-version: 1.2.0\nversion: 1.2.3\n",
    "CHANGELOG.md": "# 更新记录\n",
    "LICENSE": "MIT\n",
}


@pytest.fixture(scope="module")
def project(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A small library, built, and what stands beside it."""
    folder = tmp_path_factory.mktemp("project")
    small_library(folder / "docs")
    for name, text in BESIDE.items():
        (folder / name).write_text(text, "utf-8")
    done = call("build", "--jobs", "1", "--no-cache", folder=folder)
    assert done.returncode == 0, done.stderr
    return folder


@pytest.fixture(scope="module")
def archive(project: Path) -> Path:
    done = call("release", folder=project)
    assert (done.returncode, done.stderr) == (0, "")
    assert done.stdout.startswith(f"{ROOT_IN_ARCHIVE}.zip：")
    return project / f"{ROOT_IN_ARCHIVE}.zip"


def test_a_release_has_the_data_and_how_it_is_cited(project: Path, archive: Path) -> None:
    docs = project / "docs"
    folders = [
        path for name in ("authority", "data", "sources") for path in (docs / name).rglob("*")
    ]
    kept = {path.relative_to(docs).as_posix() for path in folders if path.is_file()}
    expected = kept | {*BESIDE, "SHA256SUMS"}
    assert {"data/clauses.parquet", "data/verify.py", "data/changes.json"} <= expected
    with zipfile.ZipFile(archive) as packed:
        names = packed.namelist()
        assert sorted(names) == sorted(f"{ROOT_IN_ARCHIVE}/{name}" for name in expected)
        for name in expected - {"SHA256SUMS"}:
            path = docs / name if name in kept else project / name
            assert packed.read(f"{ROOT_IN_ARCHIVE}/{name}") == path.read_bytes()


def test_the_hashes_of_a_release_are_those_of_its_files(archive: Path) -> None:
    with zipfile.ZipFile(archive) as packed:
        lines = packed.read(f"{ROOT_IN_ARCHIVE}/SHA256SUMS").decode().splitlines()
        assert len(lines) == len(packed.namelist()) - 1
        for line in lines:
            found = re.fullmatch("([0-9a-f]{64})  (.+)", line)
            assert found
            data = packed.read(f"{ROOT_IN_ARCHIVE}/{found[2]}")
            assert hashlib.sha256(data).hexdigest() == found[1]


def test_a_release_is_the_same_bytes_again(project: Path, archive: Path) -> None:
    first = archive.read_bytes()
    for path in project.rglob("*.json"):
        path.touch()
    assert call("release", folder=project).returncode == 0
    assert archive.read_bytes() == first


def test_a_release_proves_itself_where_it_is_unpacked(archive: Path, tmp_path: Path) -> None:
    with zipfile.ZipFile(archive) as packed:
        packed.extractall(tmp_path)
    verify = tmp_path / ROOT_IN_ARCHIVE / "data" / "verify.py"
    done = subprocess.run([sys.executable, "-S", verify], check=False, capture_output=True)
    assert (done.returncode, done.stdout.decode()) == (0, "9 / 9 份，与收到的逐字节相同\n")


MISSING = {
    "docs/data/datapackage.json": "没有数据，请先 make site",
    "CITATION.cff": "没有这个文件",
    "LICENSE": "没有这个文件",
}


@pytest.mark.parametrize("name", MISSING)
def test_what_a_release_lacks_is_told(name: str, project: Path) -> None:
    kept = (project / name).rename(project / "kept")
    done = call("release", folder=project)
    kept.rename(project / name)
    assert done.returncode == 1
    assert done.stderr.startswith(f"{name}:1:1: ")
    assert MISSING[name] in done.stderr


def test_a_release_without_a_version_is_told(project: Path) -> None:
    path = project / "CITATION.cff"
    for text in ("cff-version: 1.2.0\n", "- 1\n", "version: 1\n"):
        path.write_text(text, "utf-8")
        done = call("release", folder=project)
        path.write_text(BESIDE["CITATION.cff"], "utf-8")
        assert done.returncode == 1
        assert "CITATION.cff:1:1: 没有写明 version" in done.stderr


def test_the_project_has_what_a_release_packs() -> None:
    assert [name for name in BESIDE if not (ROOT / name).is_file()] == []
