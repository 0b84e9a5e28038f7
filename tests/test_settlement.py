"""What a person has looked into and left as it is fails no strict build, and is not forgotten."""

from pathlib import Path

import pytest

from converters import pipeline
from converters.models.located import Problem
from converters.models.source import Checked, Edition, Source

TEXT = "某县防汛工作要点\n一、落实“双报告制度。\n压实责任。\n"


def problems(*checked: Checked) -> list[Problem]:
    source = Source(Path("plan.txt"), TEXT, "0" * 64, edition=Edition(checked=checked))
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
