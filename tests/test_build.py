"""A build is the same bytes, whoever works on it, whatever is remembered, whenever it is cut short."""

import contextlib
import hashlib
import os
import random
import shutil
import signal
import sqlite3
import subprocess
import sys
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import NamedTuple

import pytest

from converters import build, pipeline
from converters.build import GENERATED
from converters.output import OF_LIBRARY
from converters.work import cache as caches
from converters.work import executors, keys, staging
from converters.work.bench import Bench
from converters.work.cache import Cache
from converters.work.executors import HERE, Workers
from tests.conftest import ROOT, copy_docs
from tests.small_library import of_year, small_library
from tests.test_add import PLAN

pytestmark = pytest.mark.slow

ODD = {
    "331082-linhai-2024-yaodian": PLAN,
    "110000-ceshi-2024-other": (
        "一、“三比三争”&ldquo;𠮷\n（一）甲。|乙](x){{ 7*7 }}<b>，见第一项。（责任单位：应急管理部、三比三争办）\n"
        "序号\n名称\n1\n*甲*\n2\n乙\n"
    ),
}
DATABASE = "values.sqlite"


class Built(NamedTuple):
    """The digests of all files of a build, and all that it says of the library."""

    files: dict[str, str]
    said: list[object]


def files_of(docs: Path) -> Iterator[Path]:
    """What a build has written."""
    for name in GENERATED:
        yield from (path for path in [docs / name, *(docs / name).rglob("*")] if path.is_file())


def digests(docs: Path) -> dict[str, str]:
    return {
        path.relative_to(docs).as_posix(): hashlib.sha256(path.read_bytes()).hexdigest()
        for path in files_of(docs)
    }


def clean(docs: Path) -> None:
    """Remove all that a build writes."""
    for name in GENERATED:
        if (docs / name).is_dir():
            shutil.rmtree(docs / name)
        (docs / name).unlink(missing_ok=True)


def built(docs: Path, folder: Path | None, workers: Workers = HERE) -> Built:
    """Build a library with a cache in a folder, or without one."""
    with contextlib.closing(Cache(folder)) as cache:
        reading = build.Reading(docs, Bench(workers, cache))
        said = [*reading.problems, *reading.name_problems, *reading.findings]
        count = reading.write(docs)
    files = digests(docs)
    assert count == len(files)
    assert [path.name for path in docs.iterdir() if path.name.startswith(".generated")] == []
    return Built(files, said)


LONG = pytest.param("founding", marks=[pytest.mark.slow, pytest.mark.long])


@pytest.fixture(scope="module", params=["small", LONG])
def docs(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A small library; or the founding one, and two odd plans."""
    folder: Path = tmp_path_factory.mktemp(request.param) / "docs"
    if request.param == "small":
        return small_library(folder)
    copy_docs(folder)
    for work, text in ODD.items():
        (folder / "sources" / f"{work}.txt").write_text(text, "utf-8")
    return folder


soon_both = pytest.mark.parametrize(
    "docs", ["small", pytest.param("founding", marks=pytest.mark.slow)], indirect=True
)
"""For all others the library that is built in no time is enough in each run."""


@pytest.fixture(scope="module")
def remembered(docs: Path) -> Path:
    """The folder of the cache of the first build."""
    return docs.parent / "cache"


@pytest.fixture(scope="module")
def expected(docs: Path, remembered: Path) -> Built:
    """The first build: here, with a cache that is empty."""
    first = built(docs, remembered)
    assert len(first.files) > 100
    assert first.said
    return first


@pytest.fixture
def cache(remembered: Path, expected: Built, tmp_path: Path) -> Path:  # noqa: ARG001
    """A copy of the cache that the first build has left."""
    return shutil.copytree(remembered, tmp_path / "cache")


@pytest.fixture
def empty(docs: Path, expected: Built) -> Path:  # noqa: ARG001
    """The library without what was built of it."""
    clean(docs)
    return docs


def rows(folder: Path, question: str) -> list[tuple[object, ...]]:
    with contextlib.closing(sqlite3.connect(folder / DATABASE)) as database, database:
        return [*database.execute(question)]


class Counted:
    """How often each step is taken that makes something."""

    def __init__(self, monkeypatch: pytest.MonkeyPatch) -> None:
        self.plans = self.pieces = 0
        make, write = pipeline.make, pipeline.write

        def counting_make(*given: object) -> object:
            self.plans += 1
            return make(*given)  # type: ignore[arg-type]

        def counting_write(*given: object) -> object:
            self.pieces += 1
            return write(*given)  # type: ignore[arg-type]

        monkeypatch.setattr(pipeline, "make", counting_make)
        monkeypatch.setattr(pipeline, "write", counting_write)

    @property
    def both(self) -> tuple[int, int]:
        return self.plans, self.pieces


@pytest.fixture
def counted(monkeypatch: pytest.MonkeyPatch) -> Counted:
    return Counted(monkeypatch)


# Who works on it, and what is remembered


@soon_both
def test_without_a_cache(empty: Path, expected: Built) -> None:
    assert built(empty, None) == expected


@pytest.mark.slow
@soon_both
def test_two_workers(empty: Path, expected: Built, tmp_path: Path) -> None:
    with executors.cores(2) as workers:
        assert built(empty, tmp_path / "cache", workers) == expected
        clean(empty)
        assert built(empty, tmp_path / "cache", workers) == expected


def test_all_of_it_is_remembered(
    empty: Path, cache: Path, expected: Built, counted: Counted
) -> None:
    assert built(empty, cache) == expected
    assert counted.both == (0, 0)
    assert built(empty, cache) == expected
    assert counted.both == (0, 0)


def test_of_another_version_of_the_program_nothing_is_taken(
    empty: Path,
    cache: Path,
    expected: Built,
    counted: Counted,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    before = {key for (key,) in rows(cache, "SELECT key FROM kept")}
    monkeypatch.setattr(keys, "code", lambda: "another version")
    assert built(empty, cache) == expected
    assert counted.plans == len([*(empty / "sources").glob("*.txt")])
    assert counted.pieces >= len(OF_LIBRARY)
    after = {key for (key,) in rows(cache, "SELECT key FROM kept")}
    assert len(after) == len(before)  # what the other version left is forgotten
    assert not after & before


def damaged(cache: Path, content: Callable[[bytes], bytes]) -> None:
    path = cache / DATABASE
    path.write_bytes(content(path.read_bytes()))


def noise(size: int) -> bytes:
    return random.Random(4).randbytes(size)


DAMAGES: dict[str, Callable[[bytes], bytes]] = {
    "garbage": lambda data: noise(len(data)),
    "nothing": lambda _: b"",
    "text": lambda _: "这不是数据库".encode(),
    "cut off": lambda data: data[: len(data) // 2],
    "a page left": lambda data: data[:4096],
    "garbage behind the head": lambda data: data[:100] + noise(len(data) - 100),
    "garbage inside": lambda data: data[:8192] + noise(len(data) - 8192),
}


@pytest.mark.parametrize("damage", DAMAGES)
def test_a_damaged_cache_is_none_and_heals(
    damage: str, empty: Path, cache: Path, expected: Built, counted: Counted
) -> None:
    damaged(cache, DAMAGES[damage])
    for _ in range(2):
        assert built(empty, cache) == expected
        clean(empty)
    made = counted.both
    assert made > (0, 0)
    assert built(empty, cache) == expected
    assert counted.both == made


def test_a_database_of_another_form_is_no_cache(empty: Path, cache: Path, expected: Built) -> None:
    rows(cache, "DROP TABLE kept")
    rows(cache, "CREATE TABLE kept (one, other)")
    assert built(empty, cache) == expected


@pytest.mark.parametrize(
    "change",
    [
        "UPDATE kept SET value = substr(value, 2)",
        "UPDATE kept SET value = x'80054e2e'",  # the pickle of None
        "UPDATE kept SET value = 'text', hash = NULL",
        "UPDATE kept SET hash = (SELECT hash FROM kept LIMIT 1)",
    ],
)
def test_a_value_that_is_not_the_one_written_is_made_again(
    change: str, empty: Path, cache: Path, expected: Built
) -> None:
    rows(cache, change)
    assert built(empty, cache) == expected


@pytest.mark.parametrize("seed", range(3))
def test_a_cache_that_lost_something(
    seed: int, empty: Path, cache: Path, expected: Built, counted: Counted
) -> None:
    chance = random.Random(seed)
    names = sorted(str(key) for (key,) in rows(cache, "SELECT key FROM kept"))
    lost = chance.sample(names, len(names) // 3)
    rows(cache, f"DELETE FROM kept WHERE key IN ({','.join(map(repr, lost))})")
    assert built(empty, cache) == expected
    assert counted.both > (0, 0)


def file_in_the_way(place: Path) -> Path:
    place.write_text("", "utf-8")
    return place


def file_above(place: Path) -> Path:
    place.write_text("", "utf-8")
    return place / "cache"


def folder_for_the_file(place: Path) -> Path:
    (place / DATABASE).mkdir(parents=True)
    return place


@pytest.mark.parametrize("where", [file_in_the_way, file_above, folder_for_the_file])
def test_a_folder_that_cannot_be_written(
    where: Callable[[Path], Path], empty: Path, expected: Built, tmp_path: Path
) -> None:
    assert built(empty, where(tmp_path / "place")) == expected


@pytest.mark.parametrize("mode", [0o500, 0o000])
def test_a_folder_that_may_not_be_written(
    mode: int, empty: Path, cache: Path, expected: Built
) -> None:
    cache.chmod(mode)
    try:
        assert built(empty, cache) == expected
    finally:
        cache.chmod(0o700)


def test_a_cache_that_is_in_use_is_left_alone(
    empty: Path, cache: Path, expected: Built, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(caches, "_PATIENCE", 0.01)
    rows(cache, "INSERT INTO kept VALUES ('of the other', '', '')")
    before = rows(cache, "SELECT key FROM kept")
    with contextlib.closing(sqlite3.connect(cache / DATABASE)) as other:
        other.execute("PRAGMA locking_mode=EXCLUSIVE")
        other.execute("BEGIN EXCLUSIVE")
        assert built(empty, cache) == expected
        other.rollback()
    assert rows(cache, "SELECT key FROM kept") == before


# What was changed


def rewrite(path: Path, old: str, new: str) -> None:
    text = path.read_text("utf-8")
    assert old in text
    path.write_text(text.replace(old, new), "utf-8")


def test_a_plan_that_is_changed_and_changed_back(
    empty: Path, cache: Path, expected: Built, counted: Counted
) -> None:
    path = next(
        one for one in (empty / "sources").glob("*.txt") if "安全生产月" in one.read_text("utf-8")
    )
    received = path.read_bytes()
    try:
        rewrite(path, "安全生产月", "安全生产周")
        changed = built(empty, cache)
        assert counted.plans == 1
        clean(empty)
        assert changed == built(empty, None)
    finally:
        path.write_bytes(received)
    differing = {name for name in expected.files if changed.files.get(name) != expected.files[name]}
    assert f"plans/{path.stem}/index.md" in differing
    assert [name for name in differing if name.startswith("terms/anquan-")]
    assert len(differing) < len(expected.files) / 2
    assert built(empty, cache) == expected
    clean(empty)
    assert built(empty, cache) == expected


def of_2003(folder: Path, ending: str = ".txt") -> Path:
    return of_year(folder, 2003, ending)


def take_out(path: Path) -> None:
    path.unlink()


def write_sheets(docs: Path, rules: str) -> None:
    folder = docs / "assets" / "css"
    folder.mkdir(parents=True, exist_ok=True)
    (folder / "all.css").write_text('@import "page.css";\n', "utf-8")
    (folder / "page.css").write_text(rules, "utf-8")


STEPS: dict[str, Callable[[Path], object]] = {
    "a name less in a plan": lambda docs: rewrite(of_2003(docs), "安全生产月", "宣传月"),
    "a name less where its record has its evidence": lambda docs: rewrite(
        of_year(docs, 2001), "安全生产月", "宣传月"
    ),
    "who answers": lambda docs: rewrite(of_2003(docs), "甲局", "甲局、乙局"),
    "words that others have too, further on": lambda docs: rewrite(
        of_year(docs, 2007), "。开展安全", "。认真开展安全"
    ),
    "a heading that others lead to": lambda docs: rewrite(
        of_year(docs, 2007), "（一）宣传", "（一）宣教"
    ),
    "another address of what others lead to": lambda docs: rewrite(
        of_year(docs, 2007),
        "（一）宣教",
        "（一）会商。有事就会商。\n二、任务\n（一）宣教",
    ),
    "another title of a plan that others lead to": lambda docs: rewrite(
        of_year(docs, 2007), "工作要点\n", "工作任务要点\n"
    ),
    "a sidecar": lambda docs: of_2003(docs, ".yml").write_text(
        "slips: [{line: 3, received: 宣传, note: 无}]\n", "utf-8"
    ),
    "a ledger": lambda docs: of_2003(docs, ".ids").write_text("c9 -> a1-b1\n", "utf-8"),
    "a plan less": lambda docs: of_year(docs, 2005).unlink(),
    "a plan more": lambda docs: shutil.copy(of_2003(docs), of_year(docs, 1999)),
    "another for a plan": lambda docs: of_year(docs, 2004).replace(of_year(docs, 2014)),
    "another name at the end of an older address": lambda docs: rewrite(
        docs / "authority/terms.yml", "pref: 夜访夜谈,", "pref: 夜访夜谈会, alt: [夜访夜谈],"
    ),
    "a name less": lambda docs: rewrite(
        docs / "authority/terms.yml", "- {id: yefang,", "# - {id: yefang,"
    ),
    "a name more": lambda docs: rewrite(
        docs / "authority/terms.yml",
        "- {id: yefang-huodong",
        "- {id: chaxian, pref: 查险, kind: practice, note: 见正文}\n- {id: yefang-huodong",
    ),
    "another name": lambda docs: rewrite(docs / "authority/agencies.yml", "甲局", "甲委"),
    "a body that was merged": lambda docs: rewrite(
        docs / "authority/agencies.yml", "{id: yi,", "{id: yi, merged: {into: jia, date: 2027},"
    ),
    "a name that is not kept up": lambda docs: rewrite(
        docs / "authority/terms.yml",
        "{id: anquan-yue,",
        "{id: anquan-yue, retired: {date: 2027, ground: 试},",
    ),
    "an older address": lambda docs: (docs / "authority" / "ids").write_text(
        "terms/jiu -> terms/chaxian\n", "utf-8"
    ),
    "style sheets": lambda docs: write_sheets(docs, "p{margin:0}"),
    "a style sheet": lambda docs: write_sheets(docs, "p{margin:1em}"),
    "the address of the site": lambda docs: (docs.parent / "mkdocs.yml").write_text(
        "site_url: https://example.org/wenku/\n", "utf-8"
    ),
}


@pytest.mark.slow
def test_after_every_change_a_build_is_as_if_nothing_were_remembered(tmp_path: Path) -> None:
    docs, cache = small_library(tmp_path / "docs"), tmp_path / "cache"
    before = first = built(docs, cache)
    for name, step in STEPS.items():
        step(docs)
        after = built(docs, cache)
        assert after != before, name
        shutil.copytree(docs, tmp_path / "anew" / "docs")
        clean(docs)
        assert built(docs, None) == after, name
        shutil.rmtree(docs)
        (tmp_path / "anew" / "docs").rename(docs)
        before = after
    for path in sorted((docs / "sources").iterdir()):
        path.unlink()
    for path in sorted((docs / "authority").iterdir()):
        path.unlink()
    (docs / "sources").rmdir()
    (docs / "authority").rmdir()
    shutil.rmtree(docs / "assets")
    (docs.parent / "mkdocs.yml").unlink()
    small_library(docs)
    assert built(docs, cache) == first


# What lies in docs


class Seen(NamedTuple):
    """A file as it lies on disk: another one of the same bytes is another one."""

    inode: int
    changed: int


def seen(docs: Path) -> dict[Path, Seen]:
    found = ((path, path.lstat()) for path in docs.rglob("*") if not path.is_dir())
    return {path: Seen(one.st_ino, one.st_mtime_ns) for path, one in found}


@pytest.fixture
def small(tmp_path: Path) -> Path:
    docs = small_library(tmp_path / "docs")
    (docs / "about").mkdir()
    (docs / "about" / "index.md").write_text("# 关于\n", "utf-8")
    built(docs, tmp_path / "cache")
    return docs


@pytest.fixture(params=["cache", None], ids=["with a cache", "without one"])
def small_cache(request: pytest.FixtureRequest, tmp_path: Path) -> Path | None:
    return tmp_path / request.param if request.param else None


def test_what_is_the_same_is_not_written_again(small: Path, small_cache: Path | None) -> None:
    before = seen(small)
    built(small, small_cache)
    assert seen(small) == before


def test_only_what_differs_is_written(small: Path, small_cache: Path | None) -> None:
    before, files = seen(small), digests(small)
    rewrite(of_2003(small), "每月一次", "每年一次")
    after = built(small, small_cache).files
    written = {path for path, one in seen(small).items() if before.get(path) != one}
    differing = {small / name for name in after if files.get(name) != after[name]}
    assert written == differing | {of_2003(small)}
    assert 0 < len(differing) < len(after) / 2


def test_files_of_an_earlier_build_are_removed(small: Path, small_cache: Path | None) -> None:
    expected, outside = digests(small), small.parent / "outside.txt"
    outside.write_text("别处的文件", "utf-8")
    for name in ("plans/old/index.md", "terms/old.md", "data/a/b/c.json", "matrix/x/y.md"):
        (small / name).parent.mkdir(parents=True, exist_ok=True)
        (small / name).write_text("旧", "utf-8")
    (small / "search" / "empty" / "folder").mkdir(parents=True)
    (small / "terms" / "link.md").symlink_to(outside)
    (small / "terms" / "folder").symlink_to(small / "about")
    built(small, small_cache)
    assert digests(small) == expected
    kept = {one for path in files_of(small) for one in (path, *path.parents)}
    of_build = {path for name in GENERATED for path in (small / name).rglob("*")}
    assert of_build <= kept
    assert outside.read_text("utf-8") == "别处的文件"
    assert (small / "about" / "index.md").read_text("utf-8") == "# 关于\n"


def to_folder(path: Path) -> None:
    path.unlink()
    (path / "inside").mkdir(parents=True)
    (path / "inside" / "file.md").write_text("旧", "utf-8")


def to_file(path: Path) -> None:
    shutil.rmtree(path)
    path.write_text("旧", "utf-8")


def to_link(path: Path) -> None:
    moved = path.with_name(f"moved-{path.name}")
    path.rename(moved)
    path.symlink_to(moved)


def to_other_text(path: Path) -> None:
    path.write_bytes(path.read_bytes()[::-1])


IN_THE_WAY: dict[str, tuple[str, Callable[[Path], None]]] = {
    "a folder for a file": ("terms/yefang.md", to_folder),
    "a file for a folder": ("plans/360900-yichun-2003-yaodian", to_file),
    "a link for a file": ("terms/yefang.md", to_link),
    "a link for a folder": ("plans/360900-yichun-2003-yaodian", to_link),
    "a file that is gone": ("terms/yefang.md", take_out),
    "a folder that is gone": ("matrix", shutil.rmtree),
    "a file edited by hand": ("terms/yefang.md", to_other_text),
}


@pytest.mark.parametrize("case", IN_THE_WAY)
def test_whatever_stands_in_the_place_of_a_file_gives_way(
    case: str, small: Path, small_cache: Path | None
) -> None:
    expected = digests(small)
    name, happen = IN_THE_WAY[case]
    happen(small / name)
    built(small, small_cache)
    assert digests(small) == expected
    assert [path for path in files_of(small) if path.is_symlink()] == []
    assert not (small / name).is_symlink()


# What a build that is cut short leaves


class Cut(Exception):
    """A build is cut short."""


def after(count: int, do: Callable[..., object]) -> Callable[..., object]:
    """What does as `do` so many times, and then fails."""
    left = [count]

    def doing(*given: object, **more: object) -> object:
        if not left[0]:
            raise Cut
        left[0] -= 1
        return do(*given, **more)

    return doing


@pytest.mark.parametrize("count", [0, 9])
def test_a_build_that_is_cut_short_changes_nothing(
    count: int, small: Path, small_cache: Path | None, monkeypatch: pytest.MonkeyPatch
) -> None:
    rewrite(small / "authority" / "terms.yml", "夜访夜谈活动", "夜访夜谈活动日")
    rewrite(of_2003(small), "每月一次", "每年一次")
    before = seen(small)
    with monkeypatch.context() as patch:
        patch.setattr(staging.Staging, "add", after(count, staging.Staging.add))
        with pytest.raises(Cut):
            built(small, small_cache)
    assert seen(small) == before
    assert [path.name for path in small.iterdir() if path.name.startswith(".generated")] == []
    again = built(small, small_cache)
    clean(small)
    assert built(small, None) == again


@pytest.mark.parametrize("count", [0, 9])
def test_what_was_half_put_in_place_is_put_right_by_the_next_build(
    count: int, small: Path, small_cache: Path | None, monkeypatch: pytest.MonkeyPatch
) -> None:
    rewrite(small / "authority" / "terms.yml", "夜访夜谈活动", "夜访夜谈活动日")
    with monkeypatch.context() as patch:
        patch.setattr(os, "replace", after(count, os.replace))
        with pytest.raises(Cut):
            built(small, small_cache)
    again = built(small, small_cache)
    clean(small)
    assert built(small, None) == again


# In processes of their own

ENVIRONMENT = {**os.environ, "PYTHONPATH": str(ROOT)}
COMMAND = [sys.executable, "-m", "converters", "build", "--jobs", "1"]


def run(folder: Path) -> dict[str, str]:
    done = subprocess.run(
        COMMAND, check=False, cwd=folder, env=ENVIRONMENT, capture_output=True, encoding="utf-8"
    )
    assert done.returncode == 0, done.stderr
    return digests(folder / "docs")


def project(folder: Path, docs: Path) -> Path:
    folder.mkdir()
    written = shutil.ignore_patterns(*GENERATED, "about", "site.css")
    shutil.copytree(docs, folder / "docs", ignore=written)
    return folder


@pytest.mark.slow
def test_two_builds_at_once_with_one_cache(docs: Path, expected: Built, tmp_path: Path) -> None:
    folders = [project(tmp_path / name, docs) for name in ("one", "two")]
    (folders[0] / ".cache").mkdir()
    (folders[1] / ".cache").symlink_to(folders[0] / ".cache")
    with ThreadPoolExecutor() as pool:
        for _ in range(2):
            assert [*pool.map(run, folders)] == [expected.files] * 2


@pytest.mark.slow
@pytest.mark.parametrize("seconds", [0.5, 1.0, 1.5, 2.0])
def test_a_build_that_is_killed_leaves_all_in_order(
    seconds: float, docs: Path, expected: Built, tmp_path: Path
) -> None:
    folder = project(tmp_path / "project", docs)
    with subprocess.Popen(COMMAND, cwd=folder, env=ENVIRONMENT, stdout=subprocess.DEVNULL) as one:
        with contextlib.suppress(subprocess.TimeoutExpired):
            one.wait(seconds)
        one.send_signal(signal.SIGKILL if hasattr(signal, "SIGKILL") else signal.SIGTERM)
    assert run(folder) == expected.files
