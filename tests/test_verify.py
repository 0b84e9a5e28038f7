"""`make verify`: what keeps the library from being published, each at its place, and what to do."""

import re
import shutil
from pathlib import Path

import pytest

from tests.command_line import call
from tests.conftest import SOURCES

pytestmark = pytest.mark.slow

FOUNDING = "360900-yichun-2023-yaodian"
NEW = "331082-linhai-2024-yaodian"
TEXT = "临海市2024年应急管理工作要点\n一、加强值守。严格执行领导带班制度。\n"
DOUBTFUL = TEXT.replace("领导带班", "“领导带班")
HOME = '<link rel="canonical" href="https://example.org/plans/">'
PLACES = "places/360000 2026-01-01\nplaces/360900 2026-01-01\n"
NEW_PLACES = (
    "docs/authority/ids:1:1: 错误：3 个地址尚未登记（places/330000、places/331000、places/331082）"
)
FINE = "docs/ 和网站的链接都没有问题，可以提交、发布\n"


class Curator:
    """A library of one founding plan with its site, and who runs the commands."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.sources, self.authority = (folder / "docs" / name for name in ("sources", "authority"))
        self.sources.mkdir(parents=True)
        self.authority.mkdir()
        for path in SOURCES.glob(f"{FOUNDING}.*"):
            shutil.copyfile(path, self.sources / path.name)
        (self.authority / "ids").write_text(PLACES, "utf-8")
        self.make_site()

    def make_site(self, home: str = HOME) -> None:
        """What is looked at of a site: its pages, and the files that it serves as they are."""
        shutil.rmtree(self.folder / "site", ignore_errors=True)
        for name in ("sources", "authority"):
            shutil.copytree(self.folder / "docs" / name, self.folder / "site" / name)
        (self.folder / "site" / "index.html").write_text(home, "utf-8")

    def write(self, text: str) -> None:
        """A new plan; nothing of it is minted."""
        (self.sources / f"{NEW}.txt").write_text(text, "utf-8", newline="")

    def name(self, pref: str, at: str, ledger: str = "terms/jia 2026-01-01\n") -> None:
        """The one record of the authority, with its evidence."""
        record = f'- id: jia\n  pref: {pref}\n  kind: mechanism\n  at: ["{at}"]\n'
        (self.authority / "terms.yml").write_text(record, "utf-8")
        (self.authority / "ids").write_text(PLACES + ledger, "utf-8")
        self.make_site()

    def mint(self) -> None:
        assert call("mint", folder=self.folder).returncode == 0

    def assert_told(self, *printed: str, last: str) -> None:
        """Lines that begin so are printed, no others, and the last one says what to do."""
        done = call("verify", folder=self.folder)
        lines = done.stderr.splitlines()
        assert (done.returncode, done.stdout, len(lines)) == (1, f"{last}\n", len(printed)), lines
        for line, start in zip(lines, printed, strict=True):
            assert line.startswith(start)
            assert re.match(r"[^:]+:[1-9]\d*:[1-9]\d*: .", line)

    def assert_content(self) -> None:
        done = call("verify", folder=self.folder)
        assert (done.returncode, done.stdout) == (0, FINE), done.stderr


@pytest.fixture
def curator(tmp_path: Path) -> Curator:
    return Curator(tmp_path)


def test_a_library_without_a_fault_may_be_published(curator: Curator) -> None:
    curator.assert_content()


def test_a_plan_is_minted_and_the_site_made_again_before_it_is_published(curator: Curator) -> None:
    curator.write(TEXT)
    unminted = f"docs/sources/{NEW}.ids:1:1: 错误：2 个地址尚未登记"
    stale = "site:1:1: 错误：网站还没有生成，或者不是由现在的 docs/ 生成的"
    curator.assert_told(
        unminted,
        NEW_PLACES,
        stale,
        last="下一步：1. make mint，登记新地址；2. make site，生成网站；3. 再运行 make verify",
    )
    curator.make_site()
    curator.assert_told(
        unminted,
        NEW_PLACES,
        last="下一步：1. make mint，登记新地址；2. make site，重新生成网站；3. 再运行 make verify",
    )
    curator.mint()
    curator.assert_told(stale, last="下一步：1. make site，生成网站；2. 再运行 make verify")
    curator.make_site()
    curator.assert_content()


def test_a_doubt_is_looked_at_before_anything_is_minted(curator: Curator) -> None:
    curator.write(DOUBTFUL)
    curator.make_site()
    curator.assert_told(
        f"docs/sources/{NEW}.txt:2:12: 错误：引号不成对",
        f"docs/sources/{NEW}.ids:1:1: 错误：2 个地址尚未登记",
        NEW_PLACES,
        last="下一步：1. 看上面的 1 处，读错的在 .yml 里更正，核对以后照录不改的写 checked；"
        "2. make mint，登记新地址；3. make site，重新生成网站；4. 再运行 make verify",
    )


def test_a_doubt_that_was_checked_is_none(curator: Curator) -> None:
    curator.write(DOUBTFUL)
    checked = "checked:\n  - {line: 2, code: unbalanced-quotes, ground: 原文如此}\n"
    (curator.sources / f"{NEW}.yml").write_text(checked, "utf-8")
    curator.mint()
    curator.make_site()
    curator.assert_content()


def test_a_site_that_was_never_made_is_to_be_made(curator: Curator) -> None:
    shutil.rmtree(curator.folder / "site")
    curator.assert_told(
        "site:1:1: 错误：网站还没有生成",
        last="下一步：1. make site，生成网站；2. 再运行 make verify",
    )


def test_a_link_that_does_not_land_is_told_at_its_place(curator: Curator) -> None:
    curator.make_site(f'{HOME}\n<p><a href="missing/">甲</a>')
    curator.assert_told(
        "site/index.html:2:4: 链接 missing/ 所指的文件不存在",
        last="下一步：1. 看上面的 1 处链接和地址，不是 docs/ 里写错的，就是程序的错，请报告；2. 再运行 make verify",
    )


def test_a_file_that_is_refused_does_not_hide_what_to_do(curator: Curator) -> None:
    curator.write("")
    curator.make_site()
    curator.assert_told(
        f"docs/sources/{NEW}.txt:1:1: 文件是空的",
        last="下一步：1. 改好上面这一处；2. make site，重新生成网站；3. 再运行 make verify",
    )


def test_a_file_that_is_of_no_plan_is_not_to_be_published(curator: Curator) -> None:
    (curator.sources / "笔记.md").write_text("# 某人的笔记\n", "utf-8")
    (curator.sources / ".DS_Store").write_bytes(b"\0")  # no site serves a file of such a name
    curator.make_site()
    curator.assert_told(
        "docs/sources/笔记.md:1:1: 错误：不是规划的文件",
        last="下一步：1. 看上面的 1 处，读错的在 .yml 里更正，核对以后照录不改的写 checked；"
        "2. make site，重新生成网站；3. 再运行 make verify",
    )


EVIDENCE = {
    "a plan that is not there": ("360900-yichun-2032-yaodian#a1", "所在的规划没有收入"),
    "a clause that is not there": (f"{FOUNDING}#a99", "不存在"),
    "a clause that says nothing of it": (f"{FOUNDING}#a2-b4", "没有提到它"),
}


@pytest.mark.parametrize("case", EVIDENCE)
def test_evidence_that_is_none_is_told_where_it_is_written(case: str, curator: Curator) -> None:
    at, said = EVIDENCE[case]
    curator.name("查无此名", at)
    curator.assert_told(
        f"docs/authority/terms.yml:1:3: 错误：jia：依据 {at} {said}",
        last="下一步：1. 看上面的 1 处，读错的在 .yml 里更正，核对以后照录不改的写 checked；"
        "2. make site，重新生成网站；3. 再运行 make verify",
    )


def test_evidence_that_mentions_the_name_is_in_order(curator: Curator) -> None:
    curator.name("双重预防体系", f"{FOUNDING}#a2-b4")
    curator.assert_content()


def test_a_new_name_is_minted(curator: Curator) -> None:
    curator.name("双重预防体系", f"{FOUNDING}#a2-b4", ledger="")
    curator.assert_told(
        "docs/authority/ids:1:1: 错误：1 个地址尚未登记（terms/jia）",
        last="下一步：1. make mint，登记新地址；2. make site，重新生成网站；3. 再运行 make verify",
    )
