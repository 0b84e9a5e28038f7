"""Versions: what a plan takes the place of, what both pages say, and what is in force when."""

import json
import re
from dataclasses import replace
from pathlib import Path

import pytest

from converters import pipeline
from converters.edition import status
from converters.ingest import sources
from converters.ingest.sources import Files
from converters.models.standing import Standing
from tests import drawn
from tests.kept_library import KeptLibrary
from tests.small_library import of_year, small_library

pytestmark = pytest.mark.slow

OLD, NEW = "360900-yichun-2003-yaodian", "360900-yichun-2003-yaodian.v2"
OTHER = "360900-yichun-2004-yaodian"


class Library(KeptLibrary):
    """Nine small plans, published; one of them is to get a second version."""

    def data(self, work: str) -> dict[str, object]:
        found: dict[str, object] = json.loads(self.read(f"data/plans/{work}.json"))
        return found

    def replace(self, yml: str, work: str = NEW) -> None:
        """A second version, and what is said of it."""
        text = of_year(self.docs, 2003).read_text("utf-8")
        changed = text.replace("每月一次", "每季一次").replace(
            "（二）", "（二）培训。轮训一遍。\n（三）"
        )
        (self.sources / f"{work}.txt").write_text(changed, "utf-8")
        (self.sources / f"{work}.yml").write_text(yml, "utf-8")


@pytest.fixture
def library(tmp_path: Path) -> Library:
    small_library(tmp_path / "docs")
    made = Library(tmp_path)
    made.do("mint", "--date", "2003-01-02")
    return made


def test_both_pages_say_so_and_the_old_clauses_lead_on(library: Library) -> None:
    library.replace(f"replaces: {OLD}\n")
    library.do("build")
    older, newer = (drawn.built_page(library.docs, work) for work in (OLD, NEW))
    assert "已有新版" in older
    assert f'href="../{NEW}/changes.md"' in older
    assert f'href="../{OLD}/index.md"' in newer
    assert 'href="changes.md"' in newer
    ways = dict(re.findall(r'id="([^"]+)">(?:(?!id=").)*?class="newer" href="([^"]+)"', older))
    assert ways["a1-b1"].endswith(f"../{NEW}/index.md#a1-b1")
    assert ways["a1-b2"].endswith(f"../{NEW}/index.md#a1-b3")
    assert 'class="newer"' not in newer


def test_a_page_tells_what_has_changed(library: Library) -> None:
    library.replace(f"replaces: [{OLD}]\n")
    library.do("build")
    page = library.read(f"plans/{NEW}/changes.md")
    assert "未改 3 处，改动 1 处，新增 1 处。" in page
    assert f"**改动** [一（三）](index.md#a1-b3)，原 [一（二）](../{OLD}/index.md#a1-b2)" in page
    assert "每<del>月</del><ins>季</ins>一次" in page
    assert "<ins>（二）培训。轮训一遍。</ins>" in page


def test_the_data_and_the_feed_carry_it(library: Library) -> None:
    library.replace(f"replaces: {OLD}\n")
    library.do("mint", "--date", "2005-01-02")
    library.do("build")
    older, newer = library.data(OLD), library.data(NEW)
    assert (older["replaces"], older["replaced_by"]) == ([], [NEW])
    assert older["status"] == {"state": "superseded", "year": 2005}
    assert (newer["replaces"], newer["replaced_by"]) == ([OLD], [])
    assert newer["status"] == {"state": "over", "year": 2005}
    (first, *_) = json.loads(library.read("data/changes.json"))["changes"]
    assert (first["work"], first["new"], first["replaces"]) == (NEW, True, [OLD])
    text = library.read(f"plans/{NEW}/index.md")
    assert f"replaces:\n- {OLD}\n" in text
    assert "status: 时期已过\n" in text
    row = next(line for line in library.read("plans/index.md").splitlines() if f"]({OLD}/" in line)
    assert 'data-state="已有新版"' in row


def test_the_same_comes_of_one_file(library: Library) -> None:
    """`convert` says of a registered source what the site says of it."""
    library.replace(f"replaces: {OLD}\n")
    library.do("build")
    for work in (OLD, NEW):
        done = library.ask("convert", f"docs/sources/{work}.txt", "--json")
        assert done.stdout == library.read(f"data/plans/{work}.json")


def test_what_takes_the_place_of_a_plan_that_went_says_so(library: Library) -> None:
    library.replace(f"replaces: {OLD}\n")
    library.do("mint", "--date", "2005-01-02")
    library.do("takedown", OLD, "--ground", "甲", "--date", "2005-02-03")
    library.do("build", "--strict")
    assert "那一份已经撤下" in drawn.built_page(library.docs, NEW)
    assert "已经撤下，改了什么无从比较" in library.read(f"plans/{NEW}/changes.md")
    assert library.data(NEW)["replaces"] == [OLD]


WRONG = {
    "a plan that is not there": ("replaces: 360900-yichun-2031-yaodian\n", 11, "没有收入"),
    "itself": (f"replaces: {NEW}\n", 11, "不能是规划自己"),
    "one of several": (f"replaces: [{OLD}, 甲]\n", 40, "没有收入"),
}


@pytest.mark.parametrize("case", WRONG)
def test_what_can_not_be_is_told_where_it_is_written(case: str, library: Library) -> None:
    yml, col, message = WRONG[case]
    library.replace(yml)
    done = library.ask("build")
    assert done.returncode == 1
    (told,) = [line for line in done.stderr.splitlines() if ": 错误：" in line]
    assert told.startswith(f"docs/sources/{NEW}.yml:1:{col}: 错误：replaces ")
    assert message in told


def test_a_circle_is_told_at_each_of_its_lines(library: Library) -> None:
    library.replace(f"replaces: {OTHER}\n")
    of_year(library.docs, 2004, ".yml").write_text(f"replaces: {NEW}\n", "utf-8")
    errors = [line for line in library.ask("build").stderr.splitlines() if "绕成了圈" in line]
    places = sorted(line.partition(": ")[0] for line in errors)
    assert places == [f"docs/sources/{NEW}.yml:1:11", f"docs/sources/{OTHER}.yml:1:11"]


def test_a_further_version_that_says_nothing_is_doubtful(library: Library) -> None:
    library.replace("")
    done = library.ask("build", "--strict")
    told = f"docs/sources/{NEW}.yml:1:1: 错误：作品号是 {NEW}，.yml 里却没有写它取代哪一份"
    assert any(line.startswith(told) for line in done.stderr.splitlines())


@pytest.mark.parametrize(
    "yml", ["replaces: 5\n", "replaces: {}\n", "replaces: []\n", "replaces: ''\n"]
)
def test_what_names_no_plan_is_refused(yml: str, library: Library) -> None:
    library.replace(yml)
    assert library.ask("build").stderr.startswith(f"docs/sources/{NEW}.yml:1:")


def test_a_version_that_is_added_says_what_it_replaces(library: Library) -> None:
    text = of_year(library.docs, 2003).read_text("utf-8") + "（三）培训。\n"
    (library.folder / "新.txt").write_text(text, "utf-8")
    for number, older in ((2, OLD), (3, NEW)):
        (library.folder / "新.txt").write_text(f"{text}（四）第 {number} 版。\n", "utf-8")
        library.do("add", "新.txt", "--work", f"{OLD}.v{number}")
        assert f"\nreplaces: {older}\n" in library.read(f"sources/{OLD}.v{number}.yml")
    library.do("build")
    assert "已有新版" in drawn.built_page(library.docs, NEW)


STATES = {
    "within its years": ("2023年工作要点", 2023, "current"),
    "after them": ("2023年工作要点", 2024, "over"),
    "before them": ("2026—2030年应急规划", 2025, "ahead"),
    "an emergency plan has no term": ("2016年突发事件应急预案", 2026, "open"),
    "no years": ("应急管理办法", 2026, "open"),
    "nothing is published": ("2023年工作要点", 0, None),
}


@pytest.mark.parametrize("case", STATES)
def test_the_state_is_told_by_the_year_of_the_edition(case: str) -> None:
    title, year, state = STATES[case]
    text = f"宜春市{title}\n一、总则\n甲事照办。\n"
    kind = {"要点": "yaodian", "规划": "guihua", "预案": "yuan", "办法": "other"}[title[-2:]]
    files = Files(Path(f"360900-yichun-2023-{kind}.txt"), text.encode())
    plan = pipeline.structured(sources.of_files(files))
    assert status.of(replace(plan, standing=Standing(year))) == state


def test_the_year_is_that_of_the_latest_publication(library: Library) -> None:
    """Not that of the clock: one commit says the same on any day."""
    library.do("build")
    assert library.data(OLD)["status"] == {"state": "current", "year": 2003}
    path = of_year(library.docs, 2009)
    revised = path.read_text("utf-8").replace("每月一次", "每季一次")
    path.write_text(f"{revised}（三）培训。轮训一遍。\n", "utf-8")
    library.do("mint", "--date", "2011-02-03")
    library.do("build")
    assert library.data(OLD)["status"] == {"state": "over", "year": 2011}
    work = path.stem
    changes = [{"date": "2011-02-03", "added": ["a1-b3"], "revised": ["a1-b2"]}]
    assert library.data(work)["changes"] == changes
    page = drawn.built_page(library.docs, work)
    assert "2011年2月3日改订 2 处（新增 1 处）" in page
    assert '<a href="#a1-b2">一（二）</a>、<a href="#a1-b3">一（三）</a>。' in page


def test_two_versions_have_names_of_their_own(library: Library) -> None:
    """Where the title would be too long, and beside each clause that a name's page lists."""
    library.replace(f"replaces: {OLD}\n")
    library.do("build")
    page = library.read("terms/anquan-yue.md")
    assert "宜春 2002、宜春 2003、宜春 2003第2版、宜春 2004" in page
