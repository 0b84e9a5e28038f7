"""The rows that `make add` writes, commented out, for what it doubts: each works as it stands."""

import re
from collections.abc import Iterator
from pathlib import Path

import pytest
from hypothesis import given, settings

from converters import lexicon, pipeline
from converters.ingest import sources
from converters.ingest.sources import Files
from converters.intake import accession, offers, report
from converters.models.located import InputError, Problem
from converters.models.plan import Plan
from converters.names import plan_names
from tests.test_conservation import TEXTS
from tests.trials import tried

WORK = "360981-fengcheng-2024-jihua"
MISREAD = """丰城市防火值班安排表汇总
丰城市2024年防火方案
一、加强巡护
二、严管火源
四、月底前完成清查。
五、总结
"""
FLAT = """丰城市2024年防火方案
一、加强巡护
任务
单位
时限
巡护
市林业局
四月
二、严管火源
"""
OTHER = "丰城市2024年防火办法\n一、加强巡护\n二、严管火源\n四、总结\n"
UNBALANCED = "丰城市2024年“防火方案\n一、加强巡护\n二、严管火源\n"
COMMENTED = re.compile(r"# (?P<line>  \S.*|[a-z]+:)")
ROW = re.compile(r"  (?:- )?(?:[^\s:]+: )?\{.*ground: ……\}(?:  # \S+)?")


def written(text: str) -> str:
    """The `.yml` of a text that comes in."""
    findings = accession.examine(Path("plan.txt"), text.encode(), WORK)
    made = accession.entry(findings, text.encode(), Path("nowhere"))
    return made.files[".yml"].decode()


def uncommented(yml: str) -> Iterator[tuple[str, str]]:
    """Each row that is offered, and the `.yml` in which it is no comment any more."""
    lines = yml.split("\n")
    for at, line in enumerate(lines):
        found = COMMENTED.fullmatch(line)
        if not found or not ROW.fullmatch(found["line"]):
            continue
        used = {at: found["line"]}
        for above in range(at, -1, -1):
            head = COMMENTED.fullmatch(lines[above])
            if re.fullmatch(r"[a-z]+:", lines[above]):
                break  # what it belongs to is no comment
            if head and head["line"][0] != " ":
                used[above] = head["line"]
                break
        yield found["line"], "\n".join(used.get(n, one) for n, one in enumerate(lines))


def plan_with(text: str, yml: str) -> Plan:
    files = Files(Path(f"{WORK}.txt"), text.encode(), yml.encode())
    return pipeline.structured(sources.of_files(files))


@pytest.mark.parametrize("text", [MISREAD, FLAT, OTHER, UNBALANCED])
def test_each_row_that_is_offered_is_valid_once_it_is_no_comment(text: str) -> None:
    rows = list(uncommented(written(text)))
    assert rows
    for row, yml in rows:
        problems = plan_with(text, yml).problems
        at_row = [one.code for one in problems if one.place and not row.startswith("  - {line: ")]
        assert at_row == [], row
        assert [one.code for one in problems if one.severity == "error"] == [], row


def test_a_row_is_offered_for_each_line_whose_structure_is_doubtful() -> None:
    yml = written(MISREAD)
    assert "# structure:\n#   - {line: 1, is: text, ground: ……}\n" in yml
    assert "#   - {line: 5, is: text, ground: ……}\n" in yml
    ruled = next(made for row, made in uncommented(yml) if "line: 5" in row and "is" in row)
    plan = plan_with(MISREAD, ruled)
    assert [clause.id for clause in plan.clauses] == ["a1", "a2", "a5"]
    assert "structure-idle" not in [problem.code for problem in plan.problems]


def test_a_table_is_offered_with_columns_that_its_cells_fill() -> None:
    (row, yml), *_ = [one for one in uncommented(written(FLAT)) if "is: table" in one[0]]
    assert row == "  - {line: 3, to: 8, is: table, columns: 2, ground: ……}"
    plan = plan_with(FLAT, yml.replace("columns: 2", "columns: 3"))
    assert [len(row.parts) for row in plan.units if row.kind == "row"] == [3]
    assert [one.code for one in plan.problems] == []


LOST = """丰城市2024年防火方案
一、加强巡护
每日巡山，落实责任。
(3)检查站要有人值守。
二、严管火源
"""


def test_a_number_that_opens_no_clause_is_offered_as_a_heading_of_its_layer() -> None:
    plan = pipeline.structured(sources.from_bytes(Path("plan.txt"), LOST.encode()))
    problem = Problem("number-unread", "", plan.clauses[0].parts[0].text.span)
    (row,) = offers.structure(plan, [problem])
    assert row == "{line: 3, is: heading, layer: a, ground: ……}"
    label = Problem("number-unread", "", plan.source.line_span(4))
    (row,) = offers.structure(plan, [label])
    assert row == "{line: 4, is: heading, layer: d, ground: ……}"


def test_a_field_that_is_stated_on_a_doubtful_line_is_offered() -> None:
    yml = written(UNBALANCED)
    assert "#   title: {value: ……, ground: ……}  # 题名" in yml
    made = next(made for row, made in uncommented(yml) if row.startswith("  title:"))
    assert plan_with(UNBALANCED, made).record.title.value == "……"


def test_the_kind_is_offered_where_the_title_names_none() -> None:
    assert "#   kind: {value: yaodian, ground: ……}  # 文种" in written(OTHER)
    assert "#   kind:" not in written(MISREAD)


def test_where_no_place_is_known_the_rows_stand_under_a_key_of_their_own() -> None:
    work = "999999-mou-2024-jihua"
    text = MISREAD.replace("丰城市", "某市")
    findings = accession.examine(Path("plan.txt"), text.encode(), work)
    yml = accession.entry(findings, text.encode(), Path("nowhere")).files[".yml"].decode()
    assert "\n# metadata:\n" in yml
    (made,) = (made for row, made in uncommented(yml) if row.startswith("  issuer:"))
    assert "\nmetadata:\n" in made


def test_nothing_is_offered_where_nothing_is_doubtful() -> None:
    text = "丰城市2024年防火方案\n一、加强巡护\n二、严管火源\n"
    yml = written(text)
    assert "structure" not in yml
    assert "可疑" not in yml


def test_the_report_offers_the_same_rows() -> None:
    findings = accession.examine(Path("plan.txt"), MISREAD.encode(), WORK)
    said = report.text(findings, plan_names.NONE)
    assert "    structure: [{line: 1, is: text, ground: ……}]\n" in said
    assert "    structure: [{line: 5, is: text, ground: ……}]\n" in said
    findings = accession.examine(Path("plan.txt"), UNBALANCED.encode(), WORK)
    assert "    metadata: {title: {value: ……, ground: ……}}\n" in report.text(
        findings, plan_names.NONE
    )


def test_no_row_is_offered_for_a_part_of_a_line() -> None:
    """It could not say which part it means: here a chapter and its first article are one line."""
    text = "丰城市防火办法\n第一章 总则 第四条 全市适用。\n第五条 每日巡山。\n"
    plan = pipeline.structured(sources.from_bytes(Path("plan.txt"), text.encode()))
    assert [one.code for one in plan.problems] == ["number-missing"]
    assert offers.structure(plan, plan.problems) == []


def test_each_code_has_a_word_of_the_glossary() -> None:
    assert set(lexicon.words("offers")["structure"].values()) <= lexicon.glossary("rulings").keys()


@given(TEXTS)
@settings(max_examples=tried(20, 200))
def test_whatever_comes_in_what_is_offered_for_it_is_valid(text: str) -> None:
    text = f"{MISREAD}{text}"
    try:
        yml = written(text)
    except InputError:
        return
    for row, made in uncommented(yml):
        plan = plan_with(text, made)
        wrong = [one.code for one in plan.problems if one.severity == "error"]
        assert wrong == [], row
