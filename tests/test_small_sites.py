"""A site of no plan and of one, made where the folder, the system and the line ends are unusual."""

import os
import re
import stat
import subprocess
import sys
from pathlib import Path

import pytest

from tests.built_site import configure
from tests.conftest import ROOT, copy_hand_written

pytestmark = pytest.mark.slow

WORK = "331082-linhai-2024-yaodian"
PLAN = (
    "临海市2024年应急管理工作要点\n一、加强值守。严格执行领导带班制度。\n"
    "二、加强宣传。开展安全生产月活动。\n"
)
TERMS = "- id: yue\r\n  pref: 安全生产月\r\n  kind: activity\r\n  note: 见正文\r\n"
EMPTY = "还没有收入规划。"
TELLING = {
    "index.html": EMPTY,
    "plans/index.html": EMPTY,
    "matrix/index.html": EMPTY,
    "topics/index.html": EMPTY,
    "indicators/index.html": "所收规划没有写明数字。",
    "search/index.html": EMPTY,
    "agencies/index.html": "尚无。",
    "terms/index.html": "尚无。",
    "feed.xml": "还没有公布过规划。",
}
"""What each page says of a library of nothing."""


class Project:
    """A project in a folder with blanks and Chinese, on a system that knows no language."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.address = "https://example.org/plans/"
        copy_hand_written(folder / "docs")
        configure(folder)

    def run(self, module: str, *arguments: str, stdin: bytes = b"") -> str:
        """What a command prints, which must succeed."""
        kept = {
            name: value
            for name, value in os.environ.items()
            if not name.startswith(("LC_", "LANG", "PYTHONUTF8", "PYTHONIOENCODING"))
        }
        done = subprocess.run(
            [sys.executable, "-m", module, *arguments],
            check=False,
            capture_output=True,
            input=stdin,
            cwd=self.folder,
            umask=0o077,
            env={
                **kept,
                "LANG": "C",
                "LC_ALL": "C",
                "PYTHONPATH": str(ROOT),
                "NO_MKDOCS_2_WARNING": "1",
                "SITE_URL": self.address,
            },
        )
        printed = (done.stdout + done.stderr).decode()
        assert done.returncode == 0, printed
        return printed

    def make_site(self) -> None:
        """What `make site` runs."""
        self.run("converters", "build", "--jobs", "1")
        self.run("mkdocs", "build", "--strict", "--site-dir", "site")
        self.run("converters", "finish", "site")
        self.run("converters", "check-site", "site")

    def text(self, name: str) -> str:
        return re.sub(r"<[^>]*>", "", (self.folder / "site" / name).read_text("utf-8"))


@pytest.fixture(scope="module")
def project(tmp_path_factory: pytest.TempPathFactory) -> Project:
    return Project(tmp_path_factory.mktemp("某县 应急 规划"))


def test_a_library_of_nothing_has_a_site_that_says_so(project: Project) -> None:
    project.make_site()
    assert {name for name, said in TELLING.items() if said not in project.text(name)} == set()
    assert "都没有问题" in project.run("converters", "verify", "site")


def test_where_nobody_says_where_the_site_is_it_does_not_make_it_up(project: Project) -> None:
    """No page names a host; what needs a whole address is left out, and a build says so."""
    project.address = ""
    try:
        assert "没有写明网站的地址" in project.run("converters", "build", "--jobs", "1")
        project.run("mkdocs", "build", "--strict", "--site-dir", "site")
        project.run("converters", "finish", "site")
        project.run("converters", "check-site", "site")
    finally:
        project.address = "https://example.org/plans/"
    site = project.folder / "site"
    pages = {path: path.read_text("utf-8") for path in site.rglob("*.html")}
    telling = ("example.org", 'rel="canonical"', 'property="og:url"', "ld+json")
    named = [path for path, text in pages.items() if any(one in text for one in telling)]
    assert named == []
    assert not [path for path, text in pages.items() if "opensearch" in text]
    assert not (site / "opensearch.xml").exists()
    assert "Sitemap" not in (site / "robots.txt").read_text("utf-8")
    assert 'href="feed.xml"' in (site / "feed.xml").read_text("utf-8")
    assert re.search(r'href="/assets/[0-9a-f]+/css/site\.css"', pages[site / "404.html"])
    assert 'href="../assets/mark/icon.svg"' in pages[site / "about" / "index.html"]


def test_the_first_plan_is_added_minted_and_published(project: Project) -> None:
    authority = project.folder / "docs" / "authority"
    authority.mkdir()
    (authority / "terms.yml").write_text(TERMS, "utf-8", newline="")
    (authority / "agencies.yml").write_text("# 还没有\r\n", "utf-8", newline="")
    received = PLAN.replace("\n", "\r\n").encode()
    project.run("converters", "add", "-", stdin=received)
    project.run("converters", "mint", "--date", "2030-01-01")
    sources = project.folder / "docs" / "sources"
    assert (sources / f"{WORK}.txt").read_bytes() == received
    for path in (sources / f"{WORK}.yml", sources / f"{WORK}.ids", authority / "ids"):
        path.write_bytes(path.read_bytes().replace(b"\n", b"\r\n"))  # as git may on Windows
    project.make_site()
    assert {name for name in TELLING if EMPTY in project.text(name)} == set()
    assert "安全生产月" in project.text("terms/yue/index.html")
    assert "严格执行领导带班制度" in project.text(f"plans/{WORK}/index.html")
    assert "都没有问题" in project.run("converters", "verify", "site")
    assert project.run("converters", "mint").count("登记 0 行") == 3


def test_what_is_made_is_readable_by_those_whom_the_system_lets(project: Project) -> None:
    modes = {
        stat.S_IMODE(path.stat().st_mode) for path in (project.folder / "docs").rglob("*.json")
    }
    assert modes == {0o600}
