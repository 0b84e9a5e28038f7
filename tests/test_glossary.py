"""One word for each thing: `converters/data/glossary.yml`, and no second list of its words."""

import ast
import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
import yaml

from converters import lexicon
from converters.models.record import Record
from converters.names import authority
from tests.command_line import call
from tests.conftest import ROOT
from tests.drawn import built_page

GLOSSARY: dict[str, dict[str, Any]] = lexicon.words("glossary")
SECTIONS = {
    name: section
    for whole, value in GLOSSARY.items()
    for name, section in (
        value.items() if whole == "name_kinds" else [(whole, value)]  # a section in each file
    )
}
FIELDS = GLOSSARY["fields"]
FORMER = ("标题", "种类", "地方", "年份")
"""What fields of the record were called in places."""

PLAN = (ROOT / "tests" / "fixtures" / "add" / "linhai.txt").read_text("utf-8")
WORK = "331082-linhai-2024-yaodian"
HAN = re.compile("[\u4e00-\u9fff]")
ENOUGH = 2
"""So many words of one section, side by side, are a list of them."""

CODE = sorted((ROOT / "converters").rglob("*.py"))
DATA = [path for path in (ROOT / "converters" / "data").glob("*.yml") if path.stem != "glossary"]
SCRIPTS = sorted((ROOT / "docs" / "assets").rglob("*.js"))
SPOKEN = [
    ROOT / "README.md",
    ROOT / "mkdocs.yml",
    *sorted((ROOT / "docs" / "about").glob("*.md")),
    *(path for path in sorted((ROOT / "overrides").rglob("*")) if path.is_file()),
    *SCRIPTS,
    *CODE,
]


def words_of(section: dict[str, str]) -> set[str]:
    """The words of a section that are not themselves the names of what they stand for."""
    return {word for name, word in section.items() if name != word}


WORDS = {name: words_of(section) for name, section in SECTIONS.items()}


def constants(nodes: list[ast.expr | None]) -> list[str]:
    found = [node.value for node in nodes if isinstance(node, ast.Constant)]
    return [value for value in found if isinstance(value, str)]


def listed(code: str) -> Iterator[tuple[int, list[str]]]:
    """The strings that stand side by side in a list, a tuple, a set, or as values of a mapping."""
    for node in ast.walk(ast.parse(code)):
        if isinstance(node, ast.List | ast.Tuple | ast.Set):
            yield node.lineno, constants([*node.elts])
        elif isinstance(node, ast.Dict):
            yield node.lineno, constants([*node.values])
            yield node.lineno, constants(node.keys)


def second_lists(code: str) -> list[str]:
    """Where code has words of one section side by side."""
    return [
        f"{line}: {sorted(shared)} of {name}"
        for line, strings in listed(code)
        for name, words in WORDS.items()
        if len(shared := words & set(strings)) >= ENOUGH
    ]


def test_no_code_has_a_second_list_of_the_words() -> None:
    found = {path: second_lists(path.read_text("utf-8")) for path in CODE}
    assert {path: lists for path, lists in found.items() if lists} == {}


def test_a_second_list_would_be_found() -> None:
    codes = {
        'NAMES = {"title": "题名", "place": "地区"}': 1,
        'COLUMNS = {"机构": "", "提法": "number"}': 2,  # schemes, and mentions
        'ROWS = (("类别", kind), ("地区", place))': 0,
        'DATES = ("成文日期", "发布日期")': 0,  # their names in the data
        'HEADS = ("原作", "校读")': 1,
    }
    assert {code: len(second_lists(code)) for code in codes} == codes


def mappings(value: Any) -> Iterator[dict[str, Any]]:
    if isinstance(value, dict):
        yield value
    if isinstance(value, dict | list):
        for one in value.values() if isinstance(value, dict) else value:
            yield from mappings(one)


@pytest.mark.parametrize("path", DATA, ids=lambda path: path.stem)
def test_no_other_list_names_the_same_things(path: Path) -> None:
    for mapping in mappings(yaml.safe_load(path.read_text("utf-8"))):
        named = {key for key, word in mapping.items() if key != word and HAN.search(str(word))}
        for section in SECTIONS.values():
            assert len(named & section.keys()) < ENOUGH


@pytest.mark.parametrize("path", SCRIPTS, ids=lambda path: path.name)
def test_no_script_has_a_list_of_the_words(path: Path) -> None:
    text = path.read_text("utf-8")
    strings = {match[1] for match in re.finditer(r'"([^"\n]*)"', text)}
    for section in SECTIONS.values():
        assert len(words_of(section) & strings) < ENOUGH


def test_what_has_a_name_in_code_has_a_word() -> None:
    assert FIELDS.keys() == dict(Record().items()).keys()
    assert GLOSSARY["schemes"].keys() == set(authority.SCHEMES)
    schema = lexicon.schema("plan")["properties"]
    blocks = schema["blocks"]["items"]["properties"]
    damage = schema["damage"]["items"]["properties"]
    assert [*GLOSSARY["kinds"]] == schema["kind"]["enum"]
    assert [*GLOSSARY["blocks"]] == blocks["kind"]["enum"]
    assert GLOSSARY["roles"].keys() <= set(blocks["parts"]["items"]["properties"]["kind"]["enum"])
    assert [*GLOSSARY["rulings"]] == schema["rulings"]["items"]["properties"]["is"]["enum"]
    assert [*GLOSSARY["tables"]] == schema["tables"]["items"]["properties"]["kind"]["enum"]
    assert [*GLOSSARY["emendation_kinds"]] == damage["kind"]["enum"]
    assert GLOSSARY["verdicts"].keys() - {"slip"} == set(damage["confidence"]["enum"])
    written = lexicon.schema("authority")["items"]["properties"]
    assert GLOSSARY["name_fields"].keys() <= written.keys()


def test_the_same_things_are_called_the_same_in_every_section() -> None:
    pairs = [("mentions", "schemes"), ("name_fields", "fields"), ("emendation", "name_fields")]
    same = {"agency": "agencies", "term": "terms", "instrument": "instruments"}
    for one, other in pairs:
        for name, word in GLOSSARY[one].items():
            known = GLOSSARY[other].get(same.get(name, name), word)
            assert known == word or (one, name) in DIFFERENT, (one, name)
    assert GLOSSARY["name_fields"]["type"] == GLOSSARY["schemes"]["agency-types"]
    assert GLOSSARY["name_fields"]["place"] == GLOSSARY["schemes"]["places"]


DIFFERENT = {("name_fields", "kind")}
"""Names that mean two things: the 文种 of a plan, the 类别 of a name."""


def test_the_page_of_the_data_has_the_words() -> None:
    page = (ROOT / "docs" / "about" / "data.md").read_text("utf-8")
    for name, word in FIELDS.items():
        assert name == word or f"| `{name}` | {word}" in page, name
        assert word in page
    for section in ("kinds", "blocks", "tables", "emendation_kinds", "mentions", "fates"):
        for name, word in GLOSSARY[section].items():
            assert f"`{name}` {word}" in page, name
    for name, word in GLOSSARY["verdicts"].items():
        assert name == "slip" or f"`{name}` {word}" in page


def test_the_conventions_name_the_fields_of_the_record() -> None:
    text = (ROOT / "docs" / "about" / "conventions.md").read_text("utf-8")
    (said,) = re.findall(r"“题录”点开是：([^。]+)。", text)
    shown = re.split("、|；", said)
    assert [word for word in FIELDS.values() if word not in said] == []
    assert shown[:-1] == [word for word in FIELDS.values() if word != FIELDS["印发日期"]]
    for word in GLOSSARY["evidence"].values():
        assert f"“{word}”" in text


def test_what_the_library_holds_is_called_by_one_word() -> None:
    """计划 is a kind of document; 份计划 would be another word for what 规划 is said of."""
    texts = {path: path.read_text("utf-8") for path in SPOKEN}
    kind = GLOSSARY["kinds"]["jihua"]
    assert [path for path, text in texts.items() if "计划" in text.replace(kind, "")] == []


@pytest.fixture(scope="module")
def told(tmp_path_factory: pytest.TempPathFactory) -> tuple[str, str, str]:
    """What is said of a plan that was taken in: the report, the `.yml`, the page."""
    folder = tmp_path_factory.mktemp("library")
    (folder / "docs" / "sources").mkdir(parents=True)
    (folder / "plan.txt").write_text(PLAN, "utf-8")
    added = call("add", "plan.txt", folder=folder)
    assert call("build", "--jobs", "1", "--no-cache", folder=folder).returncode == 0
    yml = folder / "docs" / "sources" / f"{WORK}.yml"
    return added.stdout, yml.read_text("utf-8"), built_page(folder / "docs", WORK)


def test_report_yml_and_page_call_each_field_by_the_same_word(told: tuple[str, str, str]) -> None:
    report, yml, page = told
    known = re.findall(r"^  (\S+) +\S", report.partition("\n题录\n")[2], re.MULTILINE)
    commented = re.findall(r"^#   (\S+?)（第 \d+ 行）：", yml, re.MULTILINE)
    shown = re.findall("<dt>([^<]+)</dt>", page)
    expected = ["发文机关", "发文字号", "成文日期", "主送机关", "文种", "时期"]
    assert known[: len(expected) + 1] == [*expected, "地区"]
    assert commented == ["题名", *expected]
    assert shown == [word for word in FIELDS.values() if word != FIELDS["印发日期"]]
    for text in told:
        starts = re.findall(r"^\W*(\w+)", text, re.MULTILINE)
        assert not set(FORMER) & set(starts)
    assert "工作要点（yaodian）" in report
    assert "#   index_number: {value: ……, ground: ……}  # 索引号\n" in yml


def test_what_is_not_stated_is_called_so_everywhere(told: tuple[str, str, str]) -> None:
    for text in told:
        assert GLOSSARY["evidence"]["absent"] in text
    report, _, page = told
    for text in (report, page):
        assert GLOSSARY["evidence"]["supplied"] in text
