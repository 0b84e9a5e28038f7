"""Taking a plan in by one command, through the real command line: what is written, and what not."""

import codecs
import errno
import shutil
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from converters import lexicon, pipeline
from converters.edition import ledger
from converters.ingest import located_yaml, sources
from converters.intake import accession, provenance
from converters.models.located import InputError
from converters.models.plan import Plan
from tests import drawn_pdf, word_files
from tests.command_line import call
from tests.conftest import ROOT, SOURCES, WORKS

PLAN = (ROOT / "tests" / "fixtures" / "add" / "linhai.txt").read_text("utf-8")
"""A page of a government site, saved as text: a plan with its notice, noise and two flaws."""
WORK = "331082-linhai-2024-yaodian"
FOUNDING = "360900-yichun-2023-yaodian"
DATE = "2030-01-01"
NOTES = {
    ".html": "<!doctype html><p># 某人的笔记".encode(),
    ".docx": word_files.docx("<p>[[# 某人的笔记]]</p>"),
    ".pdf": drawn_pdf.drawn("73 100 16 # 某人的笔记，这里写着一些与规划无关的话，以备查考"),
}
"""What lies there by mistake, in each format."""

NEWS = "市里开会\n本报讯　市里今天开会，部署防汛。\n"
UNTITLED = "今年要加强应急管理，落实责任，完善预案。\n一、加强值守。\n二、备足物资。\n"
ENCODINGS: dict[str, Callable[[str], bytes]] = {
    "utf-8": str.encode,
    "utf-8-sig": lambda text: codecs.BOM_UTF8 + text.encode(),
    "gb18030": lambda text: text.encode("gb18030"),
    "utf-16": lambda text: codecs.BOM_UTF16_LE + text.encode("utf-16-le"),
    "utf-16-be": lambda text: codecs.BOM_UTF16_BE + text.encode("utf-16-be"),
}


class Library:
    """A folder with a library of one founding plan, and a command line that stands in it."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.sources = folder / "docs" / "sources"
        self.sources.mkdir(parents=True)
        for path in SOURCES.glob(f"{FOUNDING}.*"):
            shutil.copyfile(path, self.sources / path.name)
        ledger_of_names = folder / "docs" / "authority" / "ids"
        ledger_of_names.parent.mkdir()
        ledger_of_names.write_text("places/360000 2026-01-01\nplaces/360900 2026-01-01\n", "utf-8")

    def file(self, content: str | bytes, name: str = "received.txt") -> Path:
        path = self.folder / name
        path.write_bytes(content.encode() if isinstance(content, str) else content)
        return path

    def run(self, *arguments: str | Path) -> tuple[int, str, str]:
        done = call(*arguments, folder=self.folder)
        return done.returncode, done.stdout, done.stderr

    def plan(self, work: str) -> Plan:
        """One of its plans, read as the build reads it."""
        (files,) = [one for one in sources.registered(self.sources) if one.work == work]
        return pipeline.read_plan(sources.of_files(files))

    def files(self) -> dict[str, bytes]:
        paths = [path for path in self.folder.rglob("*") if path.is_file()]
        return {path.relative_to(self.folder).as_posix(): path.read_bytes() for path in paths}

    def assert_refuses(self, *arguments: str | Path, said: tuple[str, ...]) -> str:
        before = self.files()
        code, out, err = self.run(*arguments)
        assert (code, out) == (1, ""), err
        for words in said:
            assert words in err
        assert self.files() == before
        return err


@pytest.fixture
def library(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Library:
    monkeypatch.chdir(tmp_path)
    return Library(tmp_path)


@pytest.mark.slow
@pytest.mark.parametrize("encoding", ENCODINGS)
def test_a_plan_goes_in_by_one_command_and_the_build_has_it(
    encoding: str, library: Library
) -> None:
    data = ENCODINGS[encoding](PLAN)
    code, out, err = library.run("add", library.file(data))
    assert (code, err) == (0, "")
    assert WORK in out
    assert (library.sources / f"{WORK}.txt").read_bytes() == data
    assert library.run("build")[0] == 0
    page = library.folder / "docs" / "plans" / WORK / "index.md"
    assert "临海市2024年应急管理工作要点" in page.read_text("utf-8")


@pytest.mark.slow
@pytest.mark.parametrize("encoding", ["utf-8", "gb18030"])
def test_a_plan_goes_in_by_a_pipe(encoding: str, library: Library) -> None:
    data = PLAN.encode(encoding)
    done = subprocess.run(
        [sys.executable, "-m", "converters", "add", "-"],
        input=data,
        capture_output=True,
        check=False,
        cwd=library.folder,
        env={"PYTHONPATH": str(ROOT), "PYTHONUTF8": "1"},
    )
    assert done.returncode == 0, done.stderr.decode()
    assert (library.sources / f"{WORK}.txt").read_bytes() == data


def test_the_sidecar_has_what_was_found_and_every_doubt(library: Library) -> None:
    library.run("add", library.file(PLAN))
    path = library.sources / f"{WORK}.yml"
    content, _ = located_yaml.load(path, lexicon.schema("edition"))
    place = content["metadata"]["place"]
    assert place["value"] == {
        "adcode": "331082",
        "province": "浙江省",
        "city": "台州市",
        "county": "临海市",
    }
    assert place["ground"].startswith("题名为临海市2024年应急管理工作要点（第 9 行）")
    lines = path.read_text("utf-8").split("\n")
    assert "#   发文字号（第 3 行）：临应急〔2024〕8号" in lines
    assert "#   index_number: {value: ……, ground: ……}  # 索引号" in lines
    (doubt,) = [line for line in lines if line.startswith("# 存疑：")]
    assert "第 13 行第 13 列：引号不成对" in doubt


def test_the_template_of_a_conjecture_is_valid_once_it_is_no_comment(library: Library) -> None:
    library.run("add", library.file(PLAN))
    path = library.sources / f"{WORK}.yml"
    lines = path.read_text("utf-8").split("\n")
    start = lines.index("# conjectures:")
    plain = [line.removeprefix("# ") for line in lines[start : start + 5]]
    plain[3] = plain[3].replace("双报告", "双报告”")
    path.write_text("\n".join([*lines[:start], *plain, *lines[start + 5 :]]), "utf-8")
    assert [one.code for one in library.plan(WORK).problems] == ["unminted-id"]


def test_addresses_are_minted_by_make_mint_alone(library: Library) -> None:
    library.run("add", library.file(PLAN))
    path = library.sources / f"{WORK}.ids"
    assert not path.exists()
    code, _, err = library.run("build")
    assert (code, "[unminted-id]" in err) == (0, True)
    assert not path.exists()
    assert library.run("verify")[1].startswith("下一步：1. 看上面的 1 处")
    assert "make mint" in library.run("verify")[1]
    assert library.run("mint", "--date", DATE)[0] == 0
    minted = ledger.load(path)
    assert {entry.date for entry in minted.entries.values()} == {DATE}
    assert {"a1", "a1-b2", "a2"} <= minted.entries.keys()
    assert library.run("check")[0] == 0


def test_what_was_misread_is_put_right_on_the_day_it_came_in(library: Library) -> None:
    """An address that is not minted is not lost, whatever becomes of its line."""
    library.run("add", library.file(PLAN))
    assert library.run("build")[0] == 0
    plan = library.plan(WORK)
    (clause,) = (one for one in plan.clauses if one.id == "a1-b2")
    row = f"structure:\n  - {{line: {clause.line}, is: text, ground: 是上一条的一段}}\n"
    with (library.sources / f"{WORK}.yml").open("a", encoding="utf-8") as file:
        file.write(row)
    assert library.run("build")[0] == 0
    assert "a1-b2" not in [one.id for one in library.plan(WORK).clauses]
    assert library.run("mint", "--date", DATE)[0] == 0
    assert "a1-b2" not in ledger.load(library.sources / f"{WORK}.ids").entries


def test_what_nobody_understood_is_never_minted(library: Library) -> None:
    work = "331082-linhai-2025-yaodian"
    text = "某某讯息一则\n临海市2025年应急管理工作要点\n一、加强值守\n二、备足物资\n"
    assert library.run("add", library.file(text), "--work", work)[0] == 0
    library.run("mint", "--date", DATE)
    known = ledger.load(library.sources / f"{work}.ids").entries.keys()
    plan = library.plan(work)
    assert [one.id for one in plan.blocks if one.kind == "unparsed"] == ["unparsed"]
    assert known
    assert not [id_ for id_ in known if id_.startswith(("unparsed", "noise"))]
    assert "unminted-id" not in [one.code for one in plan.problems]


def test_the_report_says_what_was_found_and_what_is_next(library: Library) -> None:
    _, out, _ = library.run("add", library.file(PLAN))
    for words in (
        "发文字号  临应急〔2024〕8号（第 3 行）",
        "地区      331082 浙江省台州市临海市",
        "网站位置导航：第 2 行",
        "a1-b2",
        "名称 规范档里没有的 6 个，页上标“未核”",
        "浙江省安全生产条例",
        "双随机×2",
        "救灾科×2、临海市应急管理局、市安委办",
        f"docs/sources/{WORK}.txt:13:13: 提示：引号不成对",
        "1 处 make verify 不予通过",
        "make site",
        "make verify",
    ):
        assert words in out
    assert len(out.splitlines()) < 50


def test_check_reports_the_same_and_writes_nothing(library: Library) -> None:
    path = library.file(PLAN)
    before = library.files()
    code, out, err = library.run("check", path)
    assert (code, err) == (0, "")
    assert f"作品号    {WORK}" in out
    assert f"{path}:13:13: 提示：引号不成对" in out
    assert library.files() == before
    assert library.run("check", path, "--strict")[0] == 1


def test_nothing_is_overwritten_and_a_new_version_is_proposed(library: Library) -> None:
    assert library.run("add", library.file(PLAN))[0] == 0
    other = library.file(PLAN.replace("每月", "每季"))
    library.assert_refuses("add", other, said=(f"{other}:1:1: ", f"WORK={WORK}.v2", "已经有了"))
    assert library.run("add", other, "--work", f"{WORK}.v2")[0] == 0
    third = library.file(PLAN.replace("每月", "每年"))
    library.assert_refuses("add", third, said=(f"WORK={WORK}.v3",))
    assert library.run("build")[0] == 0


@pytest.mark.parametrize("ending", accession.ENDINGS)
def test_a_single_file_of_the_name_is_enough_to_refuse(ending: str, library: Library) -> None:
    (library.sources / f"{WORK}{ending}").write_bytes(NOTES.get(ending, "# 某人的笔记\n".encode()))
    library.assert_refuses("add", library.file(PLAN), said=(f"{WORK}{ending}", "没有写入"))


def test_the_same_bytes_are_said_to_be_there_already(library: Library) -> None:
    path = library.sources / f"{FOUNDING}.txt"
    library.assert_refuses("add", path, said=(f"已经收入，作品号是 {FOUNDING}",))


def failing(ending: str, error: BaseException) -> Callable[..., object]:
    """`Path.open` that fails for the files of one ending that are to be written."""
    original = Path.open

    def opened(self: Path, *rest: str, **more: str) -> object:
        if rest == ("wb",) and self.suffix == ending:
            raise error
        return original(self, *rest, **more)  # type: ignore[call-overload]

    return opened


@pytest.mark.parametrize("ending", [".yml", ".txt"])
def test_what_can_not_be_written_whole_is_not_written_at_all(
    ending: str, library: Library, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = library.file(PLAN)
    error = OSError(errno.ENOSPC, "No space left on device")
    monkeypatch.setattr(Path, "open", failing(ending, error))
    library.assert_refuses("add", path, said=(f"{WORK}{ending}:1:1: ", "已全部撤回：磁盘满了"))


def test_what_is_interrupted_is_taken_back(
    library: Library, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = library.file(PLAN)
    monkeypatch.setattr(Path, "open", failing(".txt", KeyboardInterrupt()))
    library.assert_refuses("add", path, said=("已中断",))


def test_what_is_missing_is_asked_for(library: Library) -> None:
    path = library.file(UNTITLED)
    said = (f"{path}:1:1: 拟不出作品号", "题名", "地区", "时期", "WORK=")
    library.assert_refuses("add", path, said=said)
    work = "331082-linhai-2025-yaodian"
    code, out, _ = library.run("add", path, "--work", work)
    assert code == 0
    assert "原文没有说明时期，时期据作品号" in out
    assert library.run("build")[0] == 0
    record = library.plan(work).record
    assert record.period.value == (2025, 2025)
    assert record.place.ground == "编者所定，见作品号；行政区划代码据 GB/T 2260"


@pytest.mark.parametrize(
    "work",
    [
        "linhai",
        "331082-linhai-2024",
        "331082-临海-2024-yuan",
        "000000-linhai-2024-yuan",
        "331082-linhai-0000-yuan",
        "331082-linhai-2021-9999-yuan",
        "331082-linhai-2022-2020-yuan",
        "331082-linhai-2022-2022-yuan",
        "331082-linhai-2024-yuan.v0",
        "331082-linhai-2024-yuan.v1",
        "331082-linhai-2024-yuan.v02",
    ],
)
def test_a_work_id_of_another_form_is_refused(work: str, library: Library) -> None:
    library.assert_refuses("add", library.file(PLAN), "--work", work, said=(f"“{work}”不是作品号",))


def test_another_plan_of_the_place_year_and_kind_is_no_revision(library: Library) -> None:
    assert library.run("add", library.file(PLAN))[0] == 0
    other = library.file(PLAN.replace("应急管理工作要点", "消防安全工作要点"))
    said = ("题名不同", "331082-linhaifangxun-2024-yaodian", f"WORK={WORK}")
    code, out, _ = library.run("check", other)
    assert code == 0
    assert all(words in out for words in said)
    assert "id-lost" not in out
    library.assert_refuses("add", other, said=said)
    assert "与已收入的对照" in library.run("check", other, "--work", WORK)[1]
    assert library.run("add", other, "--work", "331082-linhaixiaofang-2024-yaodian")[0] == 0
    assert library.run("build")[0] == 0


@pytest.mark.parametrize("command", ["add", "check"])
def test_what_is_no_plan_is_refused_with_the_reason(command: str, library: Library) -> None:
    path = library.file(NEWS)
    said = (f"{path}:2:1: ", "新闻报道（第 2 行“本报讯", "FORCE=1")
    library.assert_refuses(command, path, said=said)


def test_what_is_no_plan_goes_in_by_force(library: Library) -> None:
    work = "331082-linhai-2024-other"
    code, out, _ = library.run("add", library.file(NEWS), "--force", "--work", work)
    assert (code, "新闻报道" in out) == (0, True)
    assert "# 存疑：第 2 行第 1 列：不像规划" in (library.sources / f"{work}.yml").read_text(
        "utf-8"
    )
    assert library.run("build")[0] == 0


REFUSED = {
    "empty": (b"", "1:1: 文件是空的"),
    "HTML without text": (b"<!doctype html>\n<script>1</script>", "1:1: 网页里没有文字"),
    "English": (b"1. Keep watch.\n2. Report at once.\n", "1:1: 不是中文文本"),
    "a picture": (b"\x89PNG\r\n\x1a\n\x00\x00", "1:1: 是 PNG 图片"),
    "Big5": ("加強應急管理".encode("big5"), "1:1: 不是 UTF-8"),
}


@pytest.mark.parametrize("name", REFUSED)
@pytest.mark.parametrize("command", ["add", "check"])
def test_what_is_no_chinese_text_is_refused_even_by_force(
    command: str, name: str, library: Library
) -> None:
    content, said = REFUSED[name]
    path = library.file(content)
    library.assert_refuses(command, path, "--force", said=(f"{path}:{said}",))


def test_a_file_that_is_not_there_is_refused(library: Library) -> None:
    library.assert_refuses("add", "missing.txt", said=("missing.txt:1:1: 读不出文件",))


def test_check_of_a_registered_plan_says_that_nothing_changes(library: Library) -> None:
    code, out, err = library.run("check", library.sources / f"{FOUNDING}.txt")
    assert (code, err) == (0, "")
    assert "与已收入的相同" in out


def test_check_of_a_changed_text_says_which_ids_change(library: Library) -> None:
    text = (library.sources / f"{FOUNDING}.txt").read_text("utf-8")
    changed = text.replace("(二十)打造", "(二十一)打造").replace(
        "(十九)狠抓作风建设", "(十九)狠抓作风"
    )
    path = library.file(changed + "&nbsp;\n")
    before = library.files()
    code, out, _ = library.run("check", path)
    assert code == 1
    assert "不见的地址 1 个：a6-b20" in out
    assert "新增的地址 1 个：a6-b21" in out
    assert "文字改变的地址 1 个：a6-b19" in out
    assert "校改减少 0 处，增加 1 处" in out
    assert library.files() == before


def test_check_of_a_registered_plan_does_not_say_how_it_was_read_before(library: Library) -> None:
    sidecar = library.sources / f"{FOUNDING}.yml"
    astray = "  - {line: 1, received: 查无此字, reading: 文, ground: 无}\n"
    found = "  - {line: 1, received: 某, reading: 文, ground: 无}\n"
    text = (library.sources / f"{FOUNDING}.txt").read_text("utf-8")
    unique = next(char for char in text.split("\n")[0] if text.split("\n")[0].count(char) == 1)
    sidecar.write_text("conjectures:\n" + found.replace("某", unique) + astray, "utf-8")
    code, out, _ = library.run("check", library.sources / f"{FOUNDING}.txt")
    assert code == 1
    assert "校改减少" not in out
    assert f"{FOUNDING}.yml:3:5: 错误：校读所指“查无此字”" in out


def test_check_of_a_text_by_its_work_id_alone(library: Library) -> None:
    path = library.file(UNTITLED)
    code, out, _ = library.run("check", path, "--work", FOUNDING)
    assert (code, "不见的地址" in out) == (1, True)


def test_check_without_a_file_looks_at_all_that_is_registered(library: Library) -> None:
    code, out, err = library.run("check")
    assert (code, out.splitlines()[0], err) == (0, "1 份规划，0 处提示", "")
    (library.sources / f"{FOUNDING}.ids").unlink()
    assert library.run("check", "--strict")[0] == 1


@pytest.mark.parametrize("work", WORKS)
def test_a_founding_plan_could_have_been_added(work: str, tmp_path: Path) -> None:
    data = (SOURCES / f"{work}.txt").read_bytes()
    findings = accession.examine(Path("plan.txt"), data, work)
    made = accession.entry(findings, data, tmp_path)
    accession.write(tmp_path, made)
    (files,) = sources.registered(tmp_path)
    source = sources.of_files(files)
    plan = pipeline.read_plan(source)
    unminted = [problem for problem in plan.problems if problem.code == "unminted-id"]
    assert (source.work, len(unminted)) == (work, 1)
    assert len(plan.clauses) > 15


HOSTILE = st.text(
    st.one_of(
        st.sampled_from(
            "一、二（1）.第条《》“”#:-{}[]|>&*!%@`'\" \r\n\t宜春市2024年要点\u2028\ufeff"
        ),
        st.characters(codec="utf-8"),
    ),
    max_size=200,
)


@given(HOSTILE)
@example("“\r" * 9)
@example("“\x85“\u2028甲\x01“\ufeff\uffff\U0010ffff")
@example("“" * 99)
def test_any_text_that_is_taken_in_is_taken_in_whole(
    tmp_path_factory: pytest.TempPathFactory, text: str
) -> None:
    data = f"一、加强应急值守，落实责任。“甲\n{text}".encode()
    folder = tmp_path_factory.mktemp("sources")
    try:
        findings = accession.examine(Path("plan.txt"), data, WORK)
        made = accession.entry(findings, data, folder)
    except InputError as error:
        refused = str(error)
    else:
        accession.write(folder, made)
        assert {path.suffix for path in folder.iterdir()} == {".yml", ".txt"}
        (files,) = sources.registered(folder)
        source = sources.of_files(files)
        assert source.edition.supplied.place.value == findings.provenance.place
        return
    assert refused.startswith("plan.txt:")


@given(st.binary(max_size=300), st.sampled_from([None, WORK]))
def test_any_bytes_are_reported_or_refused(data: bytes, work: str | None) -> None:
    try:
        findings = accession.examine(Path("plan.txt"), data, work)
    except InputError as error:
        refused = str(error)
    else:
        assert isinstance(findings.provenance, provenance.Provenance)
        return
    assert refused.startswith("plan.txt:")


def test_what_cannot_be_read_counts_as_a_doubt(library: Library) -> None:
    damaged = PLAN.replace("一、", "加强应急准备、/p>\n统筹安?ldquo;五进”。\n一、", 1)
    _, out, _ = library.run("check", library.file(damaged))
    assert "不可读" in out.partition("存疑")[2]


def test_what_a_plan_cites_of_the_library_is_told(library: Library) -> None:
    library.run("add", library.file(PLAN))
    text = (
        "临海市2025年应急管理工作要点\n一、工作\n"
        "（一）接续《临海市2024年应急管理工作要点》抓落实。\n（二）按照临应急〔2024〕8号办。\n"
    )
    work = "331082-linhai-2025-yaodian"
    code, out, _ = library.run("add", library.file(text), "--work", work)
    assert code == 0
    assert f"所引文件 本库有全文的 2 份\n  临海市2024年应急管理工作要点  {WORK}\n" in out
    assert f"  临应急〔2024〕8号  {WORK}\n" in out
