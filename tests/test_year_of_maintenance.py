"""A year of keeping a library: whatever is done to it, every address ever published still lands."""

import re
import shutil
from collections.abc import Callable, Iterator
from html.parser import HTMLParser
from pathlib import Path

import pytest

from converters.edition import ledger as ledgers
from converters.names.authority import SCHEMES
from converters.names.name_ledger import OF_NAMES
from tests import built_site
from tests.conftest import copy_hand_written
from tests.kept_library import KeptLibrary
from tests.small_library import small_library

pytestmark = pytest.mark.slow


class Ids(HTMLParser):
    """The ids of a page."""

    def __init__(self, text: str) -> None:
        super().__init__()
        self.found: set[str] = set()
        self.feed(text)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:  # noqa: ARG002
        self.found |= {value for name, value in attrs if name == "id" and value}


class Library(KeptLibrary):
    """A library, and every address that it ever published: pages, and what is on them."""

    def __init__(self, folder: Path) -> None:
        super().__init__(folder)
        self.addresses: set[tuple[str, str]] = set()
        self.pages: set[str] = set()

    def source(self, work: str, ending: str = ".txt") -> Path:
        return self.docs / "sources" / f"{work}{ending}"

    def edit(self, name: str, *changes: tuple[str, str]) -> None:
        """Change a file that people keep."""
        path = self.docs / name
        text = path.read_text("utf-8")
        for old, new in changes:
            assert text.count(old) == 1, (name, old)
            text = text.replace(old, new)
        path.write_text(text, "utf-8")

    def publish(self, date: str) -> Path:
        """Register what is new, and build the site; what it publishes is remembered."""
        self.do("mint", "--date", date)
        self.do("build", "--strict")
        shutil.rmtree(self.folder / "site", ignore_errors=True)
        site = self.folder / "site"
        for command in ("render", "finish", "check-site"):
            self.do(command, "site")
        self.addresses |= {*self._published()}
        self.pages |= {
            path.relative_to(site).as_posix()
            for scheme in SCHEMES
            for path in (site / scheme).rglob("*.html")
        }
        return site

    def _published(self) -> Iterator[tuple[str, str]]:
        """By the ledgers: each address on the page of its plan, the pages beside it, the names."""
        for path in (self.docs / "sources").glob("*.ids"):
            known = ledgers.load(path)
            for address in (*known.entries, *known.aliases):
                yield f"plans/{path.stem}/index.html", address
            for page in ("source", "emendations"):
                yield f"plans/{path.stem}/{page}/index.html", "page"
        names = ledgers.load(self.docs / "authority" / "ids", OF_NAMES)
        for key in (*names.entries, *names.aliases):
            yield f"{key}/index.html", "page"

    def assert_all_land(self, site: Path) -> None:
        ids = {
            page: Ids((site / page).read_text("utf-8")).found if (site / page).exists() else set()
            for page in {page for page, _ in self.addresses}
        }
        assert [one for one in sorted(self.addresses) if one[1] not in ids[one[0]]] == []
        assert [page for page in sorted(self.pages) if not (site / page).exists()] == []


Step = Callable[[Library], str]
"""Does one thing to a library; gives the address of a page that tells of it, and what it says."""


def said(page: str, words: str) -> str:
    return f"{page}|{words}"


WORK, NEWER = "360900-yichun-2003-yaodian", "360900-yichun-2003-yaodian.v2"
GONE = "360900-yichun-2005-yaodian"


def correct(library: Library) -> str:
    library.edit(f"sources/{WORK}.txt", ("每月一次", "每季一次"))
    return said(f"plans/{WORK}/index.html", "改订 1 处")


def renumber(library: Library) -> str:
    """What is read otherwise gets another address: the build says which line the ledger wants."""
    row = "structure:\n  - {line: 4, is: text, ground: 是上一条的第二段}\n"
    library.source(WORK, ".yml").write_text(row, "utf-8")
    refused = library.ask("build").stderr
    wanted = re.search(r"请在本文件末尾加一行“(a1-b2) -> 新地址”", refused)
    assert wanted
    ids = library.source(WORK, ".ids")
    ids.write_text(f"{ids.read_text('utf-8')}{wanted[1]} -> a1-b1-p2\n", "utf-8")
    return said(f"plans/{WORK}/index.html", 'id="a1-b2"')


def replace(library: Library) -> str:
    text = library.source(WORK).read_text("utf-8")
    (library.folder / "新版.txt").write_text(text.replace("每季", "每旬"), "utf-8")
    library.do("add", "新版.txt", "--work", NEWER)
    return said(f"plans/{NEWER}/changes/index.html", "每旬一次")


def rename(library: Library) -> str:
    library.edit(
        "authority/agencies.yml",
        (
            "{id: jia, pref: 甲局,",
            "{id: jiaxin, pref: 甲新局, former: [{name: 甲局, id: jia, until: 2026-05-01, ground: 机构改革}],",
        ),
    )
    return said("agencies/jia/index.html", "更名为")


def merge(library: Library) -> str:
    merged = "merged: {into: yefang, date: 2026-06-01, ground: 一事两名}"
    library.edit(
        "authority/terms.yml", ("{id: yefang-huodong,", f"{{id: yefang-huodong, {merged},")
    )
    return said("terms/yefang-huodong/index.html", "并入")


def split(library: Library) -> str:
    parts = "".join(
        f"- {{id: {id_}, pref: {name}, kind: department, type: ju, note: 分自乙局}}\n"
        for id_, name in (("yijia", "乙甲局"), ("yiyi", "乙乙局"))
    )
    ended = "split: {into: {yijia: 管甲事, yiyi: 管乙事}, date: 2026-07-01}"
    library.edit("authority/agencies.yml", ("- {id: yi,", f"{parts}- {{id: yi, {ended},"))
    return said("agencies/yi/index.html", "管乙事")


def retire(library: Library) -> str:
    library.edit(
        "authority/terms.yml",
        (
            "{id: anquan-yue, pref: 安全生产月,",
            "{id: anquan-yue, pref: 安全生产月, retired: {date: 2026-08-01, ground: 不再编},",
        ),
    )
    return said("terms/anquan-yue/index.html", "不再编")


def take_down(library: Library) -> str:
    library.do("takedown", GONE, "--ground", "原机关要求", "--date", "2026-09-01")
    return said(f"plans/{GONE}/index.html", "依据：原机关要求")


YEAR: dict[str, Step] = {
    "2026-02-01": correct,
    "2026-03-01": renumber,
    "2026-04-01": replace,
    "2026-05-01": rename,
    "2026-06-01": merge,
    "2026-07-01": split,
    "2026-08-01": retire,
    "2026-09-01": take_down,
}


@pytest.fixture(scope="module")
def published(tmp_path_factory: pytest.TempPathFactory) -> Library:
    """A library as it is first published; never changed."""
    made = Library(tmp_path_factory.mktemp("published"))
    small_library(made.docs)
    copy_hand_written(made.docs)
    built_site.configure(made.folder)
    made.publish("2026-01-02")
    return made


@pytest.fixture
def library(published: Library, tmp_path: Path) -> Library:
    copy = Library(shutil.copytree(published.folder, tmp_path / "library"))
    copy.addresses |= published.addresses
    copy.pages |= published.pages
    return copy


@pytest.fixture(autouse=True, scope="module")
def _of_this_version_of_mkdocs() -> Iterator[None]:
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("NO_MKDOCS_2_WARNING", "1")
        yield


def test_after_each_thing_that_is_done_every_address_lands(library: Library) -> None:
    assert len(library.addresses) > 50
    for date, step in YEAR.items():
        page, words = step(library).split("|")
        site = library.publish(date)
        library.assert_all_land(site)
        assert words in (site / page).read_text("utf-8"), step.__name__
    library.do("verify")


def test_a_page_that_is_lost_would_be_found(library: Library) -> None:
    site = library.folder / "site"
    library.assert_all_land(site)
    page = site / "plans" / WORK / "index.html"
    page.write_text(page.read_text("utf-8").replace('id="a1-b1"', 'id="a9-b9"'), "utf-8")
    with pytest.raises(AssertionError, match="a1-b1"):
        library.assert_all_land(site)
