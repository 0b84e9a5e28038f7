"""Bad input through the real command line: exit 1, the place and the reason, nothing written."""

import json
import os
import shutil
import sys
from collections import Counter
from pathlib import Path
from typing import NamedTuple, Protocol

import pytest

from converters.__main__ import CACHE
from tests.command_line import Completed, call, run
from tests.conftest import SOURCES
from tests.drawn import built_page

WORK = "320412-wujin-2017-yaodian"
TEXT = (SOURCES / f"{WORK}.txt").read_text("utf-8")
LEDGER = (SOURCES / f"{WORK}.ids").read_text("utf-8")
LEDGER_END = LEDGER.count("\n") + 1
PLAN = "某市2024年应急管理工作要点\n一、加强值班值守。严格执行领导带班制度。\n二、加强宣传教育。\n"
DATE = "2030-01-01"
OLD = {"docs/plans/old.md": "an earlier page", "docs/data/plans/old.json": "earlier data"}

CONTROLS = [
    chr(code) for code in (*range(0x01, 0x20), *range(0x7F, 0xA0)) if code not in (9, 10, 13)
]


def assert_fails(result: Completed, *said: str) -> None:
    assert "Traceback" not in result.stderr
    assert result.returncode == 1, result.stderr
    assert result.stdout == ""
    for words in said:
        assert words in result.stderr


class Ask(Protocol):
    """`call` or `run`."""

    def __call__(self, *arguments: str | Path, folder: Path) -> Completed: ...


class Project:
    """A library of one plan, with what an earlier build left."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.sources = folder / "docs" / "sources"
        self.txt, self.yml, self.ids = (
            self.sources / f"{WORK}{ending}" for ending in (".txt", ".yml", ".ids")
        )
        self.sources.mkdir(parents=True)
        for path in (self.txt, self.yml, self.ids):
            shutil.copyfile(SOURCES / path.name, path)
        for name, text in OLD.items():
            path = folder / name
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_text(text, "utf-8")

    def run(self, *arguments: str) -> Completed:
        return call(*arguments, folder=self.folder)

    def append_to_ledger(self, line: str) -> None:
        with self.ids.open("a", encoding="utf-8", newline="\n") as file:
            file.write(f"{line}\n")

    def files(self) -> dict[str, bytes]:
        """All but what a build remembers for the next one."""
        paths = [path for path in self.folder.rglob("*") if path.is_file()]
        found = {path.relative_to(self.folder): path.read_bytes() for path in paths}
        return {
            path.as_posix(): data for path, data in found.items() if path.parts[0] != CACHE.name
        }

    def assert_refuses(self, command: str, *said: str, ask: Ask = call) -> None:
        before = self.files()
        assert_fails(ask(*command.split(), folder=self.folder), *said)
        assert self.files() == before

    def assert_builds(self) -> None:
        result = self.run("build")
        assert (result.returncode, "Traceback" in result.stderr) == (0, False), result.stderr


@pytest.fixture
def project(tmp_path: Path) -> Project:
    return Project(tmp_path)


class Refused(NamedTuple):
    name: str
    content: bytes
    line: int
    col: int
    said: str


PLAN_BIG5 = "某市應急管理工作要點\n一、加強值班值守。嚴格執行領導帶班制度。\n".encode("big5")
OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
REFUSED = [
    Refused("an empty file", b"", 1, 1, "空"),
    Refused("blanks only", " \n\t\n\u3000\n".encode(), 1, 1, "空"),
    Refused("a byte order mark only", b"\xef\xbb\xbf\n", 1, 1, "空"),
    Refused("a NUL among text", "一、加强\n值班\0值守。\n".encode(), 2, 3, "NUL"),
    Refused("a picture", b"\x89PNG\r\n\x1a\n\x00\x00\x00\rIHDR", 1, 1, "PNG"),
    Refused("other bytes", b"\x7fELF\x02\x01\x01\x00\x00", 1, 8, "二进制"),
    Refused("a damaged PDF file", b"%PDF-1.7\n1 0 obj\n", 1, 1, "PDF 文件已损坏"),
    Refused("an RTF file", b"{\\rtf1\\ansi\\ansicpg936 ", 1, 1, "RTF"),
    Refused("an old Word file", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1\x00\x00", 1, 1, ".doc"),
    Refused(
        "a Word file with a password", OLE + "EncryptedPackage".encode("utf-16-le"), 1, 1, "密码"
    ),
    Refused(
        "a web page in an archive", b"MIME-Version: 1.0\nContent-Type: multipart", 1, 1, "仅 HTML"
    ),
    Refused("a web page without text", b"<html><script>1</script></html>", 1, 1, "脚本"),
    Refused("a damaged Word file", b"PK\x03\x04\x14\x00word/document.xml", 1, 1, "文件已损坏"),
    Refused("a Zip archive", b"PK\x03\x04\x14\x00plan.txt", 1, 1, "ZIP"),
    Refused("UTF-8 read as GBK", PLAN.encode().decode("gbk", "replace").encode(), 1, 1, "GBK"),
    Refused("UTF-8 read as Latin-1", PLAN.encode().decode("latin-1").encode(), 1, 1, "Latin-1"),
    Refused("GBK read as Latin-1", PLAN.encode("gbk").decode("latin-1").encode(), 1, 1, "GBK"),
    Refused("a byte that is no UTF-8", "一、加强\n值班".encode() + b"\xff\n", 2, 3, "0xFF"),
    Refused("UTF-8 cut short", PLAN.encode() + "完".encode()[:2], 4, 1, "像是 UTF-8，但字节 0xE5"),
    Refused("a surrogate in UTF-8", "一、加强".encode() + b"\xed\xa0\x80\n", 1, 5, "0xED"),
    Refused("Big5", PLAN_BIG5, 1, 1, "GB18030"),
    Refused("GB18030 with a bad byte", PLAN.encode("gb18030") + b"\xff\n", 4, 1, "0xFF"),
    Refused("UTF-16 cut short", PLAN.encode("utf-16")[:-1], 3, 10, "UTF-16"),
    Refused("UTF-16 with a NUL", f"某市\0{PLAN}".encode("utf-16"), 1, 4, "NUL"),
    Refused("UTF-32", PLAN.encode("utf-32"), 1, 2, "NUL"),
    Refused(
        "Japanese in Shift JIS",
        "防災計画について、市は次のとおり定める。\n".encode("shift-jis"),
        1,
        1,
        "0x96",
    ),
    Refused("more lines than any plan", "一、\n".encode() * 100_001, 100_001, 1, "100,000 行"),
    Refused("English", b"1. Keep watch around the clock.\n" * 20, 1, 1, "中文"),
    Refused("numbers", b"2024 2025 2026\n", 1, 1, "中文"),
]


@pytest.mark.parametrize("case", REFUSED, ids=lambda case: case.name)
def test_convert_refuses_what_is_no_chinese_text(case: Refused, tmp_path: Path) -> None:
    (tmp_path / "plan.txt").write_bytes(case.content)
    result = call("convert", "plan.txt", "--json", folder=tmp_path)
    assert_fails(result, f"plan.txt:{case.line}:{case.col}: ", case.said)


def test_a_process_of_its_own_answers_the_same(tmp_path: Path) -> None:
    (tmp_path / "plan.txt").write_bytes(PLAN_BIG5)
    asked = ("convert", "plan.txt", "--json")
    result = run(*asked, folder=tmp_path)
    assert_fails(result, "plan.txt:1:1: ", "GB18030")
    assert result.stderr == call(*asked, folder=tmp_path).stderr


def test_convert_refuses_a_byte_in_the_middle_at_its_line_and_column(tmp_path: Path) -> None:
    path = tmp_path / "plan.txt"
    before, after = PLAN.encode().split("领导".encode())
    path.write_bytes(before + b"\x80" + after)
    assert_fails(call("convert", path, folder=tmp_path), f"{path}:2:14: ", "0x80")


def test_convert_refuses_a_missing_file(tmp_path: Path) -> None:
    path = tmp_path / "missing.txt"
    assert_fails(call("convert", path, "--json", folder=tmp_path), f"{path}:1:1: ")


def test_convert_refuses_a_directory(tmp_path: Path) -> None:
    result = call("convert", tmp_path, "--json", folder=tmp_path)
    assert_fails(result, f"{tmp_path}:1:1: ", "是文件夹，不是文件")


@pytest.mark.skipif(not Path("/dev/zero").exists(), reason="a system without such a file")
def test_convert_refuses_a_file_without_an_end(tmp_path: Path) -> None:
    result = call("convert", "/dev/zero", "--json", folder=tmp_path)
    assert_fails(result, "/dev/zero:1:1: ", "是设备，不是文件")


def test_convert_refuses_a_file_of_50_mb(tmp_path: Path) -> None:
    path = tmp_path / "plan.txt"
    with path.open("wb") as file:
        file.write(PLAN.encode())
        file.truncate(50 * 2**20)
    result = call("convert", path, "--json", folder=tmp_path)
    assert_fails(result, f"{path}:1:1: ", "超过 16 MB")


def json_of(result: Completed) -> dict[str, object]:
    value = json.loads(result.stdout)
    assert isinstance(value, dict)
    return value


def characters(value: object) -> Counter[str]:
    """What a plan of clauses and blocks holds, each character once."""
    assert isinstance(value, dict)
    texts = [block["text"] for block in value["blocks"]]
    for clause in value["clauses"]:
        texts += [clause[key] for key in ("label", "heading", "separator", "text")]
    return Counter("".join(texts).replace("\n", "").replace(" ", ""))


@pytest.fixture
def control_text(tmp_path: Path) -> Path:
    path = tmp_path / "plan.txt"
    path.write_text(PLAN.replace("领导", "领\x1b导"), "utf-8", newline="")
    return path


def test_a_control_character_is_reported_at_its_place_and_accepted(control_text: Path) -> None:
    result = call("convert", control_text, "--json", folder=control_text.parent)
    assert result.returncode == 0
    assert f"{control_text}:2:15: 提示：" in result.stderr
    assert "U+001B" in result.stderr
    (problem,) = [
        problem
        for problem in json.loads(result.stdout)["problems"]
        if problem["code"] == "control-character"
    ]
    assert (problem["line"], problem["col"]) == (2, 14)


def test_strict_fails_on_a_control_character_and_still_prints_the_json(control_text: Path) -> None:
    asked = ("convert", control_text, "--json")
    lenient = call(*asked, folder=control_text.parent)
    strict = call(*asked, "--strict", folder=control_text.parent)
    assert strict.returncode == 1
    assert f"{control_text}:2:15: 错误：" in strict.stderr
    assert json_of(strict) == json_of(lenient)


@pytest.mark.parametrize(
    "template", ["值{}守", "值班{}", "{}值班"], ids=["within", "at the end", "at the start"]
)
def test_no_control_character_is_lost(template: str, tmp_path: Path) -> None:
    path = tmp_path / "plan.txt"
    lines = "".join(
        f"{template.format(control)}。\n" if template[0] == "{" else f"{template.format(control)}\n"
        for control in CONTROLS
    )
    text = f"一、加强值班值守。\n{lines}"
    path.write_text(text, "utf-8", newline="")
    result = call("convert", path, "--json", folder=tmp_path)
    assert result.returncode == 0
    page_breaks = (
        "" if template == "值{}守" else "\v\f"
    )  # they end a page only at the end of a line
    value = json_of(result)
    assert characters(value) + Counter(page_breaks) == Counter(text.replace("\n", ""))
    damage = value["damage"]
    assert isinstance(damage, list)
    assert "".join(made["damaged"] for made in damage) == page_breaks
    assert result.stderr.count("控制字符 U+") == len(CONTROLS) - len(page_breaks)


def test_problems_are_printed_and_the_text_is_converted(tmp_path: Path) -> None:
    path = tmp_path / "plan.txt"
    path.write_text("一、落实“双报告制度。\n", "utf-8")
    result = call("convert", path, "--json", folder=tmp_path)
    assert (result.returncode, f"{path}:1:5: 提示：" in result.stderr) == (0, True)
    assert call("convert", path, "--strict", folder=tmp_path).returncode == 1


def test_convert_writes_nothing(project: Project) -> None:
    before = project.files()
    assert project.run("convert", f"docs/sources/{WORK}.txt", "--json").returncode == 0
    assert project.files() == before


def test_json_on_standard_output_is_utf_8_whatever_the_locale(tmp_path: Path) -> None:
    path = tmp_path / "plan.txt"
    path.write_text(PLAN, "utf-8")
    environment = {"PYTHONUTF8": "0", "PYTHONIOENCODING": "ascii"}
    result = run("convert", path, "--json", folder=tmp_path, **environment)
    assert "Traceback" not in result.stderr
    assert json_of(result)["title"] == "某市2024年应急管理工作要点"


@pytest.mark.skipif(sys.platform != "linux", reason="file names are any bytes on Linux only")
def test_a_file_name_that_is_no_utf_8_raises_nothing(tmp_path: Path) -> None:
    path = tmp_path / os.fsdecode(b"\xff.txt")
    path.write_text(PLAN, "utf-8")
    result = run("convert", path, "--json", folder=tmp_path)
    assert "Traceback" not in result.stderr
    assert json_of(result)["title"] == "某市2024年应急管理工作要点"


PLACE = """\
metadata:
  place:
    value: {adcode: CODE, province: 江苏省, city: 常州市, county: 武进区}
    ground: 据署名
"""
SIDECARS = {  # ▶ stands before the place that the message must name
    "a tab": ("metadata:\n▶\ttitle: 要点\n", "YAML"),
    "a bracket left open": ("slips:\n  - {line: 1,\n▶", "YAML"),
    "two mappings in a line": ("slips: a▶: b\n", "YAML"),
    "an alias to nowhere": ("slips: ▶*none\n", "YAML"),
    "two documents": ("slips: []\n▶---\nslips: []\n", "YAML"),
    "a control character": ("slips: []\n# ▶\x01\n", "YAML"),
    "a key given twice": ("slips: []\n▶slips: []\n", "slips"),
    "a key given twice, deeper": (
        "slips:\n  - line: 1\n    ▶line: 2\n",
        "line",
    ),
    "the former way to correct the structure": (
        "structure: ▶{run_in_heads: [384]}\n",
        "is: run-in-head",
    ),
    "a period that ends before it begins": (
        "metadata:\n  period: {value: {from: ▶2021, to: 2020}, ground: 据题名}\n",
        "首年",
    ),
    "a kind that is none": ("metadata:\n  kind: {value: ▶notice, ground: 据题名}\n", "notice"),
    "a correction without a ground": (
        "metadata:\n  title: {value: 武进要点, ground: ▶''}\n",
        "不能是空的",
    ),
    "a place that is none": ("metadata:\n  place: {value: ▶null, ground: 无}\n", "null"),
    "an unknown key": ("slips: []\n▶remarks: []\n", "remarks"),
    "an unknown key, deeper": (
        "slips:\n  - {line: 1, received: 武, note: 无, ▶colour: 红}\n",
        "colour",
    ),
    "a list as the whole": ("▶- slips\n", "object"),
    "a word as the whole": ("▶slips\n", "object"),
    "a mapping for a list": ("slips:\n  ▶line: 1\n", "array"),
    "text for a number": ("slips: [{line: ▶一, received: 武, note: 无}]\n", "integer"),
    "a fraction for a line": ("slips: [{line: ▶1.5, received: 武, note: 无}]\n", "integer"),
    "line 2.0 of a slip": ("slips: [{line: ▶2.0, received: 武, note: 无}]\n", "2.0"),
    "line 2.0 of a conjecture": (
        "conjectures: [{line: ▶2.0, received: 武, reading: 文, ground: 无}]\n",
        "2.0",
    ),
    "line nought": ("slips: [{line: ▶0, received: 武, note: 无}]\n", "minimum"),
    "a number for text": ("metadata:\n  issuer: {value: ▶320412, ground: 据署名}\n", "string"),
    "a value without its ground": ("metadata:\n  issuer: ▶{value: 武进区}\n", "ground"),
    "an unknown confidence": (
        "conjectures: [{line: 1, received: 武, reading: 文, ground: 无, confidence: ▶sure}]\n",
        "sure",
    ),
    "a code without quotes": (PLACE.replace("CODE", "▶320412"), "string"),
    "a code that contradicts the work": (PLACE.replace("CODE", '▶"320411"'), "320411"),
    "a day that does not exist": (
        "metadata:\n  成文日期: {value: ▶2017-02-30, ground: 据署名}\n",
        "",
    ),
    "an unknown tag": ("slips: [{line: 1, received: ▶!new 武, note: 无}]\n", "!new"),
    "a list that holds itself": ("slips: &all [▶*all]\n", ""),
    "a lone surrogate": (
        'metadata:\n  index_number: {value: "\\u▶d800", ground: 据署名}\n',
        "",
    ),
}


@pytest.mark.parametrize("name", SIDECARS)
def test_build_refuses_a_sidecar_at_the_place_of_its_fault(name: str, project: Project) -> None:
    content, said = SIDECARS[name]
    project.yml.write_text(content.replace("▶", ""), "utf-8", newline="")
    before = content.partition("▶")[0]
    line, col = before.count("\n") + 1, len(before) - before.rfind("\n")
    project.assert_refuses("build", f"{WORK}.yml:{line}:{col}: ", said)


def test_build_refuses_a_sidecar_that_is_no_utf_8(project: Project) -> None:
    project.yml.write_bytes("# 某市\n".encode("gb18030"))
    project.assert_refuses("build", f"{WORK}.yml:1:", "UTF-8")


def test_build_refuses_a_sidecar_nested_too_deep(project: Project) -> None:
    project.yml.write_text(f"slips: {'[' * 5000}{']' * 5000}\n", "utf-8")
    project.assert_refuses("build", f"{WORK}.yml:1:", ask=run)  # a crash would end the process


CONJECTURES = {
    "in no place": (1, "查无此字", "查无此字"),
    "in two places": (1, ",区各", ",区各"),
    "on no line": (9999, "武", "9999"),
}


@pytest.mark.parametrize("case", CONJECTURES)
def test_build_refuses_a_conjecture_that_has_not_one_place(case: str, project: Project) -> None:
    line, received, said = CONJECTURES[case]
    entry = f'{{line: {line}, received: "{received}", reading: 文, ground: 无}}'
    project.yml.write_text(f"conjectures:\n  - {entry}\n", "utf-8")
    project.assert_refuses("build", f"{WORK}.yml:2:5: 错误：", said, "[conjecture-misplaced]")


def test_a_conjecture_with_one_place_is_applied(project: Project) -> None:
    entry = "{line: 2, received: 现将, reading: 兹将, ground: 无}"
    project.yml.write_text(f"conjectures:\n  - {entry}\n", "utf-8")
    project.assert_builds()


@pytest.mark.parametrize("line", [1, 9999], ids=["on another line", "on no line"])
def test_build_refuses_a_slip_that_is_not_there(line: int, project: Project) -> None:
    project.yml.write_text(f"slips: [{{line: {line}, received: 查无此字, note: 无}}]\n", "utf-8")
    project.assert_refuses("build", f"{WORK}.yml:1:9: 错误：", "查无此字", "[slip-misplaced]")


LEDGER_LINES = {
    "an id written twice": (LEDGER.split("\n")[0], "写了两次"),
    "an id alone": ("a99", "日期"),
    "an id in capitals": ("A99 2026-11-22 0123abcd", "日期"),
    "a hash too short": ("a99 2026-11-22 0123", "日期"),
    "a date in another form": ("a99 22.11.2026 0123abcd", "日期"),
    "a day that does not exist": ("a99 2026-02-30 0123abcd", "日期"),
    "a date in full-width digits": ("a99 ２０２６-11-22 0123abcd", "日期"),
    "a blank at the end": ("a99 2026-11-22 0123abcd ", "日期"),
    "another arrow": ("a99 → a1", "日期"),
    "a revision of what was never published": ("a99 ~ 2026-11-22 0123abcd", "尚未公布"),
}


@pytest.mark.parametrize("name", LEDGER_LINES)
def test_build_refuses_a_ledger_at_its_bad_line(name: str, project: Project) -> None:
    line, said = LEDGER_LINES[name]
    project.append_to_ledger(line)
    project.assert_refuses("build", f"{WORK}.ids:{LEDGER_END}:1: ", said)


def test_build_refuses_an_alias_written_twice(project: Project) -> None:
    project.append_to_ledger("z9 -> a1\nz9 -> a2")
    project.assert_refuses("build", f"{WORK}.ids:{LEDGER_END + 1}:1: ", "z9", "两次")


def test_build_refuses_a_ledger_that_is_no_utf_8(project: Project) -> None:
    project.ids.write_bytes("# 某市\n".encode("gb18030"))
    project.assert_refuses("build", f"{WORK}.ids:1:", "UTF-8")


def test_build_refuses_an_alias_to_nowhere(project: Project) -> None:
    project.append_to_ledger("z9 -> a99")
    project.assert_refuses("build", f"{WORK}.ids:{LEDGER_END}:1: 错误：", "a99", "[alias-dangling]")


def test_build_refuses_aliases_that_lead_to_each_other(project: Project) -> None:
    project.append_to_ledger("y9 -> z9\nz9 -> y9")
    project.assert_refuses("build", f"{WORK}.ids:{LEDGER_END}:1: 错误：", "[alias-dangling]")


def test_build_refuses_an_alias_that_is_an_address_of_today(project: Project) -> None:
    project.append_to_ledger("a1 -> a2")
    project.assert_refuses("build", f"{WORK}.ids:{LEDGER_END}:1: 错误：", "a1", "[alias-taken]")


def test_epoch_refuses_a_day_that_does_not_exist(project: Project) -> None:
    project.append_to_ledger("a99 2026-02-30 0123abcd")
    project.assert_refuses("epoch", f"{WORK}.ids:{LEDGER_END}:1: ")


LAST = next(line for line in TEXT.split("\n") if line.startswith("17"))


def ledger_line(id_: str) -> int:
    lines = LEDGER.split("\n")
    return next(n for n, line in enumerate(lines, 1) if line.startswith(f"{id_} "))


def lost_ids(stderr: str) -> list[str]:
    return [line for line in stderr.split("\n") if line.endswith("[id-lost]")]


@pytest.mark.parametrize("new", ["", LAST.replace("17", "18", 1)], ids=["removed", "renumbered"])
def test_build_refuses_to_lose_a_published_id_and_says_what_to_do(
    new: str, project: Project
) -> None:
    published = next(line.split()[0] for line in LEDGER.split("\n") if "-c17 " in line)
    project.txt.write_text(TEXT.replace(LAST, new), "utf-8", newline="")
    place = f"{WORK}.ids:{ledger_line(published)}:1: 错误："
    project.assert_refuses("build", place, f"“{published} -> 新地址”", "[id-lost]")


def test_an_arrow_in_the_ledger_lets_the_old_address_land(project: Project) -> None:
    published = next(line.split()[0] for line in LEDGER.split("\n") if "-c17 " in line)
    renumbered = published.replace("17", "18")
    project.txt.write_text(TEXT.replace(LAST, LAST.replace("17", "18", 1)), "utf-8", newline="")
    for line in lost_ids(project.run("build").stderr):
        lost = line.split("已公布的地址 ")[1].split(" ")[0]
        project.append_to_ledger(f"{lost} -> {renumbered}")
    project.assert_builds()
    page = built_page(project.folder / "docs", WORK)
    (home,) = [line for line in page.split("\n") if f' id="{renumbered}"' in line]
    assert f'<span id="{published}"></span>' in home
    assert f'href="#{published}"' not in page


def test_a_good_build_replaces_what_an_earlier_one_left(project: Project) -> None:
    project.assert_builds()
    assert not set(OLD) & set(project.files())


def test_build_refuses_to_lose_a_published_plan(project: Project) -> None:
    project.txt.unlink()
    project.assert_refuses("build", f"{WORK}.")


NAMES = [
    "plan",
    "武进-2017",
    "320412-Wujin-2017-yaodian",
    "320412-wujin-2017-report",
    "32041-wujin-2017-yaodian",
    "320412-wujin-2017-yaodian.v",
    "３２０４１２-wujin-２０１７-yaodian",
]


@pytest.mark.parametrize("name", NAMES)
def test_build_refuses_a_file_name_that_is_no_work_id(name: str, project: Project) -> None:
    shutil.copyfile(project.txt, project.sources / f"{name}.txt")
    project.assert_refuses("build", f"{name}.txt:1:1: ", "作品号")


@pytest.mark.parametrize("command", ["build", f"mint --date {DATE}"])
def test_one_refused_source_stops_the_command_for_all(command: str, project: Project) -> None:
    (project.sources / "999999-last-2024-yaodian.txt").write_bytes(b"")
    project.assert_refuses(command, "999999-last-2024-yaodian.txt:1:1: ")


def test_strict_build_refuses_what_is_not_minted(project: Project) -> None:
    project.ids.unlink()
    project.assert_refuses("build --strict", f"{WORK}.ids:1:1: 错误：", "make mint")
    project.assert_builds()


def test_mint_appends_only_what_is_new(project: Project) -> None:
    project.ids.write_text("".join(LEDGER.splitlines(keepends=True)[:-3]), "utf-8", newline="\n")
    before = project.ids.read_text("utf-8")
    assert project.run("mint", "--date", DATE).returncode == 0
    after = project.ids.read_text("utf-8")
    assert after.startswith(before)
    assert project.run("mint", "--date", DATE).returncode == 0
    assert project.ids.read_text("utf-8") == after
    assert project.run("build", "--strict").returncode == 0


def test_mint_keeps_apart_from_a_last_line_that_has_no_line_feed(project: Project) -> None:
    kept = LEDGER.splitlines()[:-3]
    project.ids.write_text("\n".join(kept), "utf-8", newline="\n")
    assert project.run("mint", "--date", DATE).returncode == 0
    assert project.ids.read_text("utf-8").split("\n")[: len(kept)] == kept
    project.assert_builds()


@pytest.mark.parametrize("date", ["yesterday", "2026-02-30", "20261122"])
def test_mint_refuses_a_date_that_is_none(date: str, project: Project) -> None:
    project.ids.write_text("", "utf-8")
    before = project.files()
    result = project.run("mint", "--date", date)
    assert (result.returncode != 0, "Traceback" in result.stderr) == (True, False)
    assert date in result.stderr
    assert project.files() == before


def test_mint_refuses_a_work_that_does_not_exist(project: Project) -> None:
    before = project.files()
    result = project.run("mint", "320412-wujing-2017-yaodian")
    assert (result.returncode != 0, "Traceback" in result.stderr) == (True, False)
    assert "320412-wujing-2017-yaodian" in result.stderr
    assert project.files() == before
