"""Two builds of one state of the project are the same bytes, wherever and whenever they run."""

import difflib
import hashlib
import json
import os
import shutil
import subprocess
import sys
from collections.abc import Mapping
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import NamedTuple

import pytest

from converters.build import GENERATED
from tests.conftest import ROOT, SOURCES, WORKS, copy_docs

pytestmark = pytest.mark.slow

FAKED_CLOCK = ROOT / "tests" / "faked_clock"


class World(NamedTuple):
    """What may differ from one build to the next."""

    folder: str
    time: int
    day: str
    hash_seed: str
    zone: str
    locale: str


WORLDS = (
    World("one", 1_000_000_000, "2001-09-09", "0", "Asia/Shanghai", "C.UTF-8"),
    World(
        "two/其二/a much longer path", 4_000_000_000, "2096-10-02", "4242", "America/St_Johns", "C"
    ),
)
ASKED = """
import datetime, json, time
print(json.dumps([
    time.time(), time.time_ns() / 10**9, time.mktime(time.localtime()), time.gmtime().tm_year,
    time.strftime("%Y"), time.ctime()[-4:], time.asctime()[-4:], datetime.date.today().year,
    datetime.datetime.today().year, datetime.datetime.now().year,
    datetime.datetime.now(datetime.timezone.utc).timestamp(),
]))
"""


def environment(world: World, **more: str) -> dict[str, str]:
    kept = {name: os.environ[name] for name in ("PATH", "SYSTEMROOT") if name in os.environ}
    return kept | {
        "PYTHONPATH": str(FAKED_CLOCK),
        "PYTHONHASHSEED": world.hash_seed,
        "FAKED_TIME": str(world.time),
        "TZ": world.zone,
        "LC_ALL": world.locale,
        "NO_MKDOCS_2_WARNING": "1",
        **more,
    }


def run(world: World, folder: Path, *arguments: str, **more: str) -> str:
    done = subprocess.run(
        [sys.executable, *arguments],
        check=False,
        capture_output=True,
        encoding="utf-8",
        cwd=folder,
        env=environment(world, **more),
    )
    assert done.returncode == 0, f"{arguments}: {done.stderr[-3000:]}"
    return done.stdout


def copy_project(folder: Path, time: int) -> None:
    folder.mkdir(parents=True)
    copy_docs(folder / "docs")
    for name in ("converters", "overrides"):
        without = shutil.ignore_patterns("__pycache__")
        shutil.copytree(ROOT / name, folder / name, ignore=without)
    shutil.copyfile(ROOT / "mkdocs.yml", folder / "mkdocs.yml")
    for path in folder.rglob("*"):
        os.utime(path, (time, time))


def build(folder: Path, world: World) -> dict[str, str]:
    """The SHA-256 of every file that `make site` makes, by path."""
    copy_project(folder, world.time)
    run(world, folder, "-m", "converters", "build")
    epoch = run(world, folder, "-m", "converters", "epoch").strip()
    site = ("-m", "mkdocs", "build", "--strict", "--site-dir", "site")
    run(world, folder, *site, SOURCE_DATE_EPOCH=epoch)
    made = [folder / "site", *(folder / "docs" / name for name in GENERATED)]
    return {
        path.relative_to(folder).as_posix(): hashlib.sha256(path.read_bytes()).hexdigest()
        for top in made
        for path in sorted([top, *top.rglob("*")])
        if path.is_file()
    }


def first_difference(one: Mapping[str, str], two: Mapping[str, str]) -> str | None:
    paths = sorted(one.keys() | two.keys())
    return next((path for path in paths if one.get(path) != two.get(path)), None)


def lines_that_differ(one: Path, two: Path) -> str:
    return "\n".join(difflib.unified_diff(lines(one), lines(two), str(one), str(two), n=0))[:5000]


def lines(path: Path) -> list[str]:
    content = path.read_bytes() if path.exists() else b"no such file"
    return content.decode("utf-8", "replace").splitlines()


@pytest.mark.parametrize("world", WORLDS, ids=["past", "future"])
def test_the_faked_clock_is_in_force(world: World, tmp_path: Path) -> None:
    year = int(world.day[:4])
    for answer in json.loads(run(world, tmp_path, "-c", ASKED)):
        number = float(answer)
        expected = year if number < 10_000 else world.time
        assert expected <= number <= expected + 600


@pytest.mark.parametrize("world", WORLDS, ids=["past", "future"])
def test_mkdocs_and_the_converters_see_the_faked_clock(world: World, tmp_path: Path) -> None:
    sources = tmp_path / "docs" / "sources"
    sources.mkdir(parents=True)
    shutil.copyfile(SOURCES / f"{WORKS[0]}.txt", sources / f"{WORKS[0]}.txt")
    (tmp_path / "docs" / "index.md").write_text("# 首页\n", "utf-8")
    (tmp_path / "mkdocs.yml").write_text("site_name: x\nsite_url: https://x.example/\n", "utf-8")
    run(world, tmp_path, "-m", "mkdocs", "build")
    path = os.pathsep.join(map(str, (FAKED_CLOCK, ROOT)))
    run(world, tmp_path, "-m", "converters", "mint", PYTHONPATH=path)
    assert world.day in (tmp_path / "site" / "sitemap.xml").read_text("utf-8")
    assert f" {world.day} " in (sources / f"{WORKS[0]}.ids").read_text("utf-8")


def test_a_difference_would_be_seen() -> None:
    one = {"a": "1", "b": "2"}
    assert first_difference(one, one) is None
    assert first_difference(one, {"a": "1", "b": "3"}) == "b"
    assert first_difference(one, {"b": "2"}) == "a"


def test_two_builds_are_the_same_bytes(tmp_path: Path) -> None:
    folders = [tmp_path / world.folder for world in WORLDS]
    with ThreadPoolExecutor() as pool:
        one, two = pool.map(build, folders, WORLDS)
    assert len(one) > 50
    path = first_difference(one, two)
    assert path is None, lines_that_differ(folders[0] / path, folders[1] / path)
