"""What a person has looked into and left as it is fails no strict build, and is not forgotten."""

from dataclasses import replace
from pathlib import Path

import pytest

from converters import pipeline
from converters.edition import settlement
from converters.models.located import FilePlace, Problem
from converters.models.source import Checked, Edition, Ruling, Source
from converters.text.mapped_text import Span

TEXT = "某县防汛工作要点\n一、落实“双报告制度。\n压实责任。\n"
SOURCE = Source(Path("plan.txt"), TEXT, "0" * 64)


def problems(*checked: Checked) -> list[Problem]:
    source = replace(SOURCE, edition=Edition(checked=checked))
    return [one for one in pipeline.read_plan(source).problems if one.code != "not-a-plan"]


def test_a_doubt_is_a_warning_until_it_is_checked() -> None:
    (problem,) = problems()
    assert (problem.code, problem.severity) == ("unbalanced-quotes", "warning")


def test_a_checked_doubt_is_a_notice_with_its_ground() -> None:
    (problem,) = problems(Checked(2, "unbalanced-quotes", "原文如此"))
    assert (problem.code, problem.severity) == ("unbalanced-quotes", "notice")
    assert problem.message.endswith("（已核：原文如此）")


@pytest.mark.parametrize(
    "entry",
    [
        Checked(1, "unbalanced-quotes", "无"),
        Checked(3, "unbalanced-quotes", "无"),
        Checked(2, "unparsed", "无"),
        Checked(9, "unparsed", "无"),
    ],
)
def test_a_check_that_no_doubt_answers_to_is_an_error(entry: Checked) -> None:
    doubt, astray = problems(entry)
    assert doubt.severity == "warning"
    assert (astray.code, astray.severity) == ("checked-misplaced", "error")
    assert f"第 {entry.line} 行的 {entry.code}" in astray.message
    assert astray.span == (SOURCE.line_span(entry.line) if entry.line < 9 else Span(0, 0))


@pytest.mark.parametrize(
    "problem",
    [
        Problem("unbalanced-quotes", "有误", Span(9, 10), "error"),
        Problem(
            "unbalanced-quotes", "另一文件有误", Span(9, 10), place=FilePlace(Path("a.yml"), 1, 1)
        ),
    ],
    ids=["an error", "what is wrong in another file"],
)
def test_only_a_doubt_of_the_text_can_be_checked(problem: Problem) -> None:
    checked = (Checked(2, "unbalanced-quotes", "原文如此"),)
    source = replace(SOURCE, edition=Edition(checked=checked))
    assert source.position(problem.span.start).line == 2
    assert [*settlement.settle(source, [problem])] == [problem]


def test_of_all_lines_of_a_ruling_the_editor_has_said_what_they_are() -> None:
    ruling = Ruling(2, 3, "text", "原文如此")
    source = replace(SOURCE, edition=Edition(rulings=(ruling,)))
    doubts = [Problem("lost-line", "存疑", source.line_span(line)) for line in (1, 2, 3)]
    assert [*settlement.left_open(source, doubts)] == doubts[:1]
