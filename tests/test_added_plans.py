"""Plans that nobody has seen go into the library as a curator puts them there.

All that is built of them is sound, what is doubtful is said, and no test is about them.
"""

import os
import re
import shutil
import subprocess
import sys
from pathlib import Path
from typing import NamedTuple

import pytest
from hypothesis import HealthCheck, Phase, given, settings

from tests import built_site
from tests.command_line import Completed, call, run
from tests.conftest import ROOT, WORKS, copy_docs
from tests.generated_documents import texts
from tests.test_project import project_files

pytestmark = pytest.mark.slow

COUNT = 10
ODD = "市里开会\n本报讯　市里今天开会，部署防汛，要求“守土有责。\n"
"""News, which goes in by force alone, with a quotation that does not end."""
DATE = "2030-01-01"
DOUBT = re.compile(
    r"docs/sources/(?P<file>[^:]+):[1-9]\d*:[1-9]\d*: 错误：.+ \[(?P<code>[a-z-]+)\]"
)


class Added(NamedTuple):
    """The project with more plans: where it is, what they are by work id, what `verify` says."""

    folder: Path
    plans: dict[str, bytes]
    verified: Completed


def generated(count: int) -> list[str]:
    """So many texts, the same ones each time."""
    made: list[str] = []

    @settings(
        max_examples=count,
        database=None,
        phases=[Phase.generate],
        suppress_health_check=[*HealthCheck],
    )
    @given(texts())
    def keep(text: str) -> None:
        made.append(text)

    keep()
    return made


def take_in(file: Path, work: str, folder: Path) -> tuple[str, ...]:
    """Add a text, again with what the command asks for; gives what that was."""
    can_give = {"WORK=": ("--work", work), "FORCE=1": ("--force",)}
    given: tuple[str, ...] = ()
    while True:
        done = call("add", file, *given, folder=folder)
        if not done.returncode:
            return given
        asked = [more for word, more in can_give.items() if word in done.stderr]
        assert asked, done.stderr
        assert not set(asked[0]) <= set(given), done.stderr
        given += asked[0]


@pytest.fixture(scope="module")
def added(tmp_path_factory: pytest.TempPathFactory) -> Added:
    """A copy of the project, more plans beside the founding ones, its site built."""
    folder = tmp_path_factory.mktemp("project")
    for path in project_files():
        copy = folder / path.relative_to(ROOT)
        copy.parent.mkdir(parents=True, exist_ok=True)
        shutil.copyfile(path, copy)
    shutil.rmtree(folder / "docs")
    copy_docs(folder / "docs")
    file = folder / "received.txt"
    plans = {
        f"360902-yuanzhou-{year}-yuan": text.encode()
        for year, text in enumerate((*generated(COUNT), ODD), 2001)
    }
    for work, content in plans.items():
        file.write_bytes(content)
        assert "--work" in take_in(file, work, folder)
    file.unlink()
    for command in (("mint", "--date", DATE), ("build",)):
        done = run(*command, folder=folder)
        assert done.returncode == 0, done.stderr
    built_site.render(folder)
    return Added(folder, plans, run("verify", folder=folder))


def test_the_plans_are_kept_as_they_came(added: Added) -> None:
    for work, data in added.plans.items():
        assert (added.folder / "docs" / "sources" / f"{work}.txt").read_bytes() == data


def test_each_plan_has_its_page_and_its_data(added: Added) -> None:
    for work in (*WORKS, *added.plans):
        for page in (f"plans/{work}/index.html", f"data/plans/{work}.json"):
            assert (added.folder / "site" / page).is_file()


def test_they_may_be_published_but_for_doubts_that_are_told(added: Added) -> None:
    """No link is broken, nothing is unminted: each line is a doubt about a plan that was added."""
    told = [DOUBT.fullmatch(line) for line in added.verified.stderr.splitlines()]
    doubts = [one for one in told if one]
    assert len(doubts) == len(told), added.verified.stderr
    assert {one["file"].rpartition(".")[0] for one in doubts} <= added.plans.keys()
    codes = {one["code"] for one in doubts}
    assert "unbalanced-quotes" in codes
    assert "unminted-id" not in codes
    last = f"下一步：1. 看上面的 {len(doubts)} 处，"
    assert added.verified.stdout.startswith(last)
    assert "make mint" not in added.verified.stdout
    assert added.verified.returncode == 1


@pytest.mark.long
def test_no_fast_test_is_about_what_lies_in_docs(added: Added, tmp_path: Path) -> None:
    """Not even about the founding plans: they are taken away, and so is the authority."""
    docs = added.folder / "docs"
    for path in [*(docs / "authority").iterdir(), *(docs / "sources").iterdir()]:
        if path.stem not in added.plans:
            path.unlink()
    environment = {name: os.environ[name] for name in os.environ if not name.startswith("PYTEST_")}
    options = ["-m", "pytest", "-q", "--numprocesses=auto", "-p", "no:cacheprovider"]
    done = subprocess.run(
        [sys.executable, *options, "-m", "not slow", f"--basetemp={tmp_path / 'run'}"],
        check=False,
        cwd=added.folder,
        env=environment,
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        encoding="utf-8",
    )
    assert done.returncode == 0, done.stdout[-5000:]
