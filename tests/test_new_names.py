"""The names of a new plan: drafted as whole records, gone through by a person, taken over."""

import re
from pathlib import Path

import pytest

from tests.kept_library import KeptLibrary
from tests.small_library import small_library

WORK = "331082-linhai-2024-yaodian"
TEXT = """\
临海市2024年应急管理工作要点
一、任务
（一）宣传。依据《中华人民共和国安全生产法》和《台州市渔船规定》（台政发〔2020〕3号），由市应急局开展“潮前三巡”和“护渔联防机制”，市应急管理局报市委、市政府。
（二）查险。市应急局巡查，报台州市应急管理局。叫停“跑风”。（责任科室：渔船科）
"""
YEAR = "2026-01-02"
ACCEPT = ("names", WORK, "--accept")


class Library(KeptLibrary):
    """Nine small plans, and a new one with names of its own."""

    @property
    def file(self) -> Path:
        return self.folder / f"names-{WORK}.yml"

    def records(self, scheme: str) -> str:
        """What was taken into a file of the authority."""
        return self.read(f"authority/{scheme}.yml").partition(f"# {TEXT.splitlines()[0]}\n\n")[2]

    def edit(self, *changes: tuple[str, str]) -> None:
        text = self.file.read_text("utf-8")
        for old, new in changes:
            assert text.count(old) == 1, (old, text)
            text = text.replace(old, new)
        self.file.write_text(text, "utf-8")

    def refused(self, *arguments: str) -> str:
        before = {path: path.read_bytes() for path in self.docs.rglob("*.yml")}
        done = self.ask(*arguments)
        assert (done.returncode, done.stdout) == (1, "")
        assert {path: path.read_bytes() for path in self.docs.rglob("*.yml")} == before
        return done.stderr.rstrip("\n")


@pytest.fixture
def library(tmp_path: Path) -> Library:
    made = Library(tmp_path)
    small_library(made.docs)
    types = made.docs / "authority" / "agency-types.yml"
    types.write_text(
        "- {id: yingjiju, pref: 应急管理局, alt: [应急局], note: 各级}\n"
        "- {id: ju, pref: 某局, note: 见正文}\n",
        "utf-8",
    )
    (tmp_path / "new.txt").write_text(TEXT, "utf-8")
    made.do("add", "new.txt", "--work", WORK)
    made.do("mint", "--date", YEAR)
    return made


# No place: 临海市 and what is above it have their pages from GB/T 2260.
DRAFTED = f"""\
# 临海市2024年应急管理工作要点：规范档里没有的名称 10 个，多的在前。
# 逐条看：对的留着，不对的改，不要的整条删去；不是名称的，移到末尾 not-names 之下。
# 看过以后运行 make names WORK={WORK} ACCEPT=1，都收进 docs/authority/，本文件随即删去。

agencies:

# 3 处
- id: linhai-yingjiju
  pref: 临海市应急管理局
  alt: [市应急局, 市应急管理局]
  kind: department
  type: yingjiju
  place: '331082'
  at: [{WORK}#a1-b1]
"""


def test_each_name_is_a_whole_record(library: Library) -> None:
    said = library.do("names", WORK)
    assert said.startswith(f"names-{WORK}.yml：10 条。")
    text = library.file.read_text("utf-8")
    assert text.startswith(DRAFTED)
    for record in (
        # The level alone is the place of the plan; a name with another place has that one.
        f"- id: linhai-wei\n  pref: 中国共产党临海市委员会\n  alt: [市委]\n  kind: party\n  place: '331082'\n  at: [{WORK}#a1-b1]\n",
        "- id: taizhou-yingjiju\n  pref: 台州市应急管理局\n  kind: department\n  type: yingjiju\n  place: '331000'\n",
        "# 核：“渔船科”的全称原文未载，按发文机关拟\n- id: linhai-yuchuan-ke\n  pref: 临海市渔船科\n  alt: [渔船科]\n  kind: section\n",
        "- id: chaoqian-sanxun\n  pref: 潮前三巡\n  kind: practice\n",
        "- id: huyu-lianfang-jizhi\n  pref: 护渔联防机制\n  kind: mechanism\n",
        # Ordinary words count only where they stand quoted.
        "- id: paofeng\n  pref: 跑风\n  kind: practice\n  quoted: true\n",
        "- id: anquan-shengchan-fa\n  pref: 中华人民共和国安全生产法\n  alt: [安全生产法]\n  kind: law\n",
        "pref: 台州市渔船规定\n  kind: rule\n  doc_number: 台政发〔2020〕3号\n",
    ):
        assert record in text, record


def test_what_a_person_leaves_is_taken_over(library: Library) -> None:
    """Kept, changed, struck, and told to be no name."""
    library.do("names", WORK)
    struck = library.file.read_text("utf-8")
    at = struck.index("# 1 处\n- id: paofeng\n")
    library.edit(
        (struck[at : struck.index("\n\n", at) + 2], ""),
        ("id: chaoqian-sanxun\n  pref: 潮前三巡", "id: sanxun\n  pref: 潮前三巡"),
        (
            "# - {name: 名称, at: [作品号#条款], note: 平常词加引号}",
            f"- {{name: 跑风, at: [{WORK}#a1-b2], note: 平常词加引号}}",
        ),
    )
    library.do(*ACCEPT)
    assert not library.file.exists()
    assert "id: sanxun" in library.records("terms")
    assert "处" not in library.records("terms")
    assert "核" not in library.records("agencies")
    assert "跑风" in library.records("not-names")
    said = library.do("check", "--no-cache", "--jobs", "1")
    assert "，0 处待查" in said
    library.do("mint", "--date", YEAR)
    library.do("build", "--strict", "--jobs", "1", "--no-cache")
    page = library.read("agencies/linhai-yingjiju.md")
    assert f"plans/{WORK}/index.md#a1-b2" in page
    assert "临海市" in library.read("places/331082.md")


def test_all_can_be_taken_over_at_once_and_only_once(library: Library) -> None:
    assert "docs/authority/agencies.yml：已收入\n" in library.do(*ACCEPT)
    once = library.read("authority/agencies.yml")
    assert library.do(*ACCEPT) == "没有要收入的\n"
    assert library.read("authority/agencies.yml") == once


def test_what_was_taken_over_before_a_kill_is_not_added_again(library: Library) -> None:
    library.do("names", WORK)
    kept = library.file.read_bytes()
    library.do(*ACCEPT)
    whole = {name: library.read(f"authority/{name}.yml") for name in ("agencies", "terms")}
    (library.docs / "authority" / "terms.yml").write_text(
        whole["terms"].partition("\n# 临海市")[0], "utf-8"
    )
    library.file.write_bytes(kept)
    library.do(*ACCEPT)
    assert {name: library.read(f"authority/{name}.yml") for name in whole} == whole


def test_what_was_gone_through_is_not_written_over(library: Library) -> None:
    library.do("names", WORK)
    said = library.refused("names", WORK)
    assert said.startswith(f"names-{WORK}.yml:1:1: 已有这个文件")


WRONG = [
    ("  kind: party\n", "  kind: 党委\n", "id: linhai-wei", "linhai-wei：没有“党委”这一类"),
    (
        "id: linhai-wei\n",
        "id: linhai-yingjiju\n",
        "id: linhai-yingjiju",
        "编号 linhai-yingjiju 重复",
    ),
    ("  pref: 潮前三巡\n", "", "id: chaoqian-sanxun", "内容不合格式：缺 pref"),
    ("terms:\n", "agencies:\n", "agencies:", "agencies 写了两次"),
    (
        "agencies:\n",
        "机关:\n",
        "机关:",
        "应在 places、agencies、terms、instruments、not-names 之一",
    ),
]


@pytest.mark.parametrize(("old", "new", "at", "said"), WRONG)
def test_what_is_wrong_is_told_in_its_line_and_nothing_is_taken_over(
    old: str, new: str, at: str, said: str, library: Library
) -> None:
    library.do("names", WORK)
    library.edit((old, new))
    text = library.file.read_text("utf-8")
    line = text.count("\n", 0, text.rindex(at)) + 1
    assert re.match(rf"names-{WORK}\.yml:{line}:\d+: {said}", library.refused(*ACCEPT))
    assert library.file.exists()


def test_a_file_written_in_another_way_is_left_alone(library: Library) -> None:
    terms = library.docs / "authority" / "terms.yml"
    terms.write_text("[{id: yue, pref: 安全生产月, kind: activity, note: 见正文}]\n", "utf-8")
    said = library.refused(*ACCEPT)
    assert said.startswith("docs/authority/terms.yml:1:1: 收不进这个文件")


def test_a_plan_that_is_not_there_is_told(library: Library) -> None:
    said = library.refused("names", "331082-linhai-2025-yaodian")
    assert said == "docs/sources/331082-linhai-2025-yaodian.txt:1:1: 没有这份规划"


def test_what_is_no_name_is_told_once(library: Library) -> None:
    library.do("names", WORK)
    row = f"- {{name: 跑风, at: [{WORK}#a1-b2], note: 平常词加引号}}"
    library.edit(("# - {name: 名称, at: [作品号#条款], note: 平常词加引号}", row))
    kept = library.file.read_text("utf-8")
    library.do(*ACCEPT)
    more = f"- {{name: 护渔, at: [{WORK}#a1-b1], note: 平常词加引号}}"
    library.file.write_text(f"{kept}{more}\n", "utf-8")
    library.do(*ACCEPT)
    assert [library.records("not-names").count(name) for name in ("跑风", "护渔")] == [1, 1]


@pytest.mark.parametrize("ending", ["terms", "not-names"])
def test_entries_that_begin_further_in_are_told_and_not_passed_over(
    ending: str, library: Library
) -> None:
    row = {
        "terms": "  - {id: paofeng, pref: 跑风, kind: practice, note: 见正文}",
        "not-names": f"  - {{name: 跑风, at: [{WORK}#a1-b2], note: 平常词加引号}}",
    }[ending]
    library.file.write_text(f"# 看过\n{ending}:\n{row}\n", "utf-8")
    said = library.refused(*ACCEPT)
    assert said == f"names-{WORK}.yml:3:1: 各条应各自在行首以“- ”开头"
