"""Noise: each rule against its fixture, and what holds whatever the text."""

from itertools import pairwise
from pathlib import Path

import pytest
from hypothesis import given, settings

from converters.emendation import repair
from converters.lines import glued_pages, noise, parting, rules
from converters.models.line import Line
from converters.models.plan import Plan
from converters.models.source import Source
from converters.pages.library import rules_page
from converters.writing import templates
from tests import fixture_files
from tests.fixture_files import Case
from tests.test_conservation import TEXTS
from tests.test_structure import plan_of
from tests.trials import tried

FIXTURES = Path(__file__).parent / "fixtures" / "noise"
PAGE = "各镇要严格落实行政首长负责制，层层压实工作责任。" * 20


def source_of(text: str) -> Source:
    return Source(Path("plan.txt"), text, "")


def noise_of(plan: Plan) -> list[str]:
    blocks = (block for block in plan.blocks if block.kind == "noise")
    return [f"{block.rule} {part.line}" for block in blocks for part in block.parts]


@pytest.mark.parametrize("case", fixture_files.params(FIXTURES))
def test_rule_finds_what_the_fixture_says(case: Case) -> None:
    assert sorted(noise_of(plan_of(case.input)), key=place) == case.expected.splitlines()


def place(found: str) -> int:
    return int(found.split()[1])


def test_what_stands_below_rows_far_too_long_for_the_measure_is_no_running_head() -> None:
    page = """（一）各镇严格落实包保责任，逐人登记、逐级公示，
汛前组织一次培训，做到人人熟悉预案、熟悉工程、熟悉
队伍，并在汛期每日上报巡查情况。
"""
    row = "河堤出现裂缝，坝坡有明显沉陷，涵闸启闭不灵，排水沟淤塞，过水断面严重不足，不能满足防洪"
    table = f"{row}\n较大隐患\n要求\n" * 3
    assert noise_of(plan_of(f"一、任务\n{page * 25}二、清单\n{table}")) == []


@pytest.mark.parametrize("rule", [rule.name for rule in noise.RULES])
def test_every_rule_has_its_fixture_file(rule: str) -> None:
    cases = list(fixture_files.read(FIXTURES / f"{rule}.txt"))
    assert any(rule in case.expected for case in cases), "no case shows the rule at work"
    assert any(rule not in case.expected for case in cases), "no case shows where it must not act"


def test_a_page_number_and_its_heading_are_two_lines_of_one_line() -> None:
    lines = repair.repair(source_of("15三、组织体系")).lines
    number, heading = glued_pages.parted(lines).lines
    assert [(number.number, number.text.text), (heading.number, heading.text.text)] == [
        (1, "15"),
        (1, "三、组织体系"),
    ]
    assert heading.text.span == (2, 8)


@pytest.mark.parametrize("text", ["2025三、组织", "15个镇", "15.3米", "三、组织", "5一是查险"])
def test_digits_that_may_be_text_stay(text: str) -> None:
    (line,) = repair.repair(source_of(text)).lines
    assert glued_pages.parted([line]).lines == (line,)


def test_the_ranges_of_a_paragraph_leave_out_the_page_number_in_it() -> None:
    text = f"一、压实责任\n{PAGE[:-1]}，\n- 1 -\n责任到人，措施到位。\n"
    plan = plan_of(text)
    (clause,) = plan.clauses
    (paragraph,) = clause.parts
    first, second = paragraph.text.ranges(text)
    assert text[first.end : second.start] == "\n- 1 -\n"
    assert noise_of(plan) == ["page-number 3"]


@given(TEXTS)
@settings(max_examples=tried(50, 500))
def test_every_line_is_text_or_noise_and_comes_back_in_order(text: str) -> None:
    source = source_of(text)
    repaired = repair.repair(source)
    parted = parting.apart(repaired.lines, repaired.page_breaks).parted
    assert sum(len(line.text) for line in repaired.lines) == sum(
        len(line.text) for line in (*parted.text, *(found.line for found in parted.noise))
    )
    starts = [line.text.starts[0] for line in parted.text]
    assert starts == sorted(starts)


@given(TEXTS)
@settings(max_examples=tried(50, 500))
def test_noise_stands_in_the_order_of_the_file(text: str) -> None:
    plan = plan_of(text)
    for unit in (None, *plan.units):
        starts = [below.start for below in plan.below(unit)]
        assert all(before < after for before, after in pairwise(starts))
    pieces = [part.text.starts[0] for unit, part in plan.pieces if part and unit.is_block]
    assert pieces == sorted(pieces)


def test_noise_has_no_address(library: dict[str, Plan]) -> None:
    plan = library["220502-dongchang-2021-2025-guihua"]
    assert not any(part.id for block in plan.blocks if block.rule for part in block.parts)


def test_a_line_of_a_founding_plan_is_noise_only_above_it(library: dict[str, Plan]) -> None:
    found = {work: noise_of(plan) for work, plan in library.items()}
    assert {work for work in found if found[work]} == {"220502-dongchang-2021-2025-guihua"}


def test_the_reader_is_told_what_counts_as_noise() -> None:
    told = templates.page(rules_page.page()).text
    rows = [f"- **{words}** `{name}`" for name, words in rules.NOISE.items()]
    assert [row for row in rows if row not in told] == []


def test_lines_keep_their_numbers() -> None:
    (line,) = repair.repair(source_of("3第二章 职责")).lines
    (first, second) = glued_pages.parted([Line(7, line.text)]).lines
    assert (first.number, second.number) == (7, 7)
