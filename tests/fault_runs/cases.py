"""Commands that write, each with the folder that it finds."""

from __future__ import annotations

import shutil
from collections.abc import Callable
from pathlib import Path
from typing import NamedTuple

from tests.command_line import call
from tests.conftest import HAND_WRITTEN, ROOT
from tests.small_library import of_year, small_library

ADDED = (ROOT / "tests" / "fixtures" / "add" / "linhai.txt").read_text("utf-8")
ADDED_WORK = "331082-linhai-2024-yaodian"
OTHER_WORK = "331082-linhai-2023-yaodian"
FIRST_DATE, DATE = "2030-01-01", "2030-02-02"


class Case(NamedTuple):
    """A command, and how the folder comes about in which it is run."""

    command: tuple[str, ...]
    prepare: Callable[[Path], object]
    is_done: str = ""
    """What it says if there is nothing left to do: then it fails the second time."""


def _library(folder: Path) -> Path:
    """A library, and the texts of two plans that are not in it."""
    docs = small_library(folder / "docs")
    (folder / "new.txt").write_text(ADDED, "utf-8")
    (folder / "other.txt").write_text(ADDED.replace("2024", "2023"), "utf-8")
    return docs


def _built_and_changed(folder: Path) -> None:
    """A library that differs from what was built of it: pages change, come and go."""
    docs = _library(folder)
    _call("build", "--jobs", "1", folder=folder)
    terms = docs / "authority" / "terms.yml"
    terms.write_text(terms.read_text("utf-8").replace("夜访夜谈活动", "夜访夜谈活动日"), "utf-8")
    of_year(docs, 2003).replace(of_year(docs, 1999))
    of_year(docs, 2004).write_text("宜春市2004年工作要点\n一、任务\n（一）甲局值守。\n", "utf-8")


def _minted_and_changed(folder: Path) -> None:
    """A library whose ledgers are to get more lines, at the end of some that are there."""
    docs = _library(folder)
    _call("mint", "--date", FIRST_DATE, folder=folder)
    for year in range(2002, 2010, 2):
        path = of_year(docs, year)
        path.write_text(path.read_text("utf-8").replace("每月一次", "每季一次"), "utf-8")
    with (docs / "authority" / "terms.yml").open("a", encoding="utf-8") as file:
        file.write("- {id: chaxian, pref: 查险, kind: practice, note: 见正文}\n")


def _site(folder: Path) -> None:
    """What a generator makes of a library, as far as the last steps look at it."""
    site = folder / "site"
    for path in (folder / "docs", site):
        shutil.copytree(HAND_WRITTEN[1], path / "assets", ignore=shutil.ignore_patterns("site.css"))
    (site / "index.html").write_text("<!doctype html>\n", "utf-8")
    for name in ("a", "b", "c"):
        (site / "assets" / "theme").mkdir(exist_ok=True)
        (site / "assets" / "theme" / f"{name}.js").write_text("x", "utf-8")


CASES = {
    "build": Case(("build", "--jobs", "1"), _library),
    "build again": Case(("build", "--jobs", "1"), _built_and_changed),
    "build without a cache": Case(("build", "--jobs", "1", "--no-cache"), _built_and_changed),
    "add": Case(("add", "new.txt"), _library, is_done=f"已经收入，作品号是 {ADDED_WORK}"),
    "mint": Case(("mint", "--date", DATE), _minted_and_changed),
    "finish": Case(("finish", "site"), _site),
    "pack": Case(("pack", "site", "site.zip"), _site),
}


def _call(*arguments: str, folder: Path) -> None:
    done = call(*arguments, folder=folder)
    assert done.returncode == 0, done.stderr
