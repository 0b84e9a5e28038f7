from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from converters import pipeline
from converters.edition import conservation, ids
from converters.models.plan import Plan
from converters.models.source import Edition, Source
from tests import fixture_files
from tests.conftest import data_of
from tests.fixture_files import Case

FIXTURES = Path(__file__).parent / "fixtures" / "structure"


def plan_of(text: str, edition: Edition | None = None) -> Plan:
    source = Source(Path("plan.txt"), text, "0" * 64, edition=edition or Edition())
    return pipeline.structured(source)


def outline(plan: Plan) -> str:
    """Every address and its text, then = aliases, @ responsibility, # noise and ! problems."""
    lines = [
        f"{id_}\t{text}".replace("\n", "|")
        if "-t" not in id_ and "-x" not in id_
        else f"{id_}\t" + text.replace("\t", "/")
        for id_, text in ids.texts(plan).items()
    ]
    lines += [f"= {old} -> {new}" for old, new in plan.aliases.items()]
    lines += [
        f"@ {entry['clause_id']} {entry['role']}: {'|'.join(entry['units'])}"
        for entry in data_of(plan)["responsibility"]
    ]
    noise = [(block.rule, part) for block in plan.blocks for part in block.parts if block.rule]
    lines += [f"# {rule} {part.line}" for rule, part in noise]
    for problem in plan.problems:
        line, col = plan.source.position(problem.span.start)
        lines.append(f"! {problem.code} {line}:{col + 1}")
    return "\n".join(lines)


@pytest.mark.parametrize("case", fixture_files.params(FIXTURES))
def test_structure_is_as_the_fixture_says(case: Case) -> None:
    plan = plan_of(case.input)
    assert outline(plan) == case.expected
    assert conservation.account(plan).balances


def test_a_heading_that_runs_into_its_text_ends_at_the_first_full_stop() -> None:
    (clause,) = plan_of("(一)强化值守。落实带班。严格报告。\n").clauses
    assert (clause.heading.text, clause.separator.text) == ("强化值守", "。")
    assert clause.parts[0].text.text == "落实带班。严格报告。"


@given(
    st.lists(
        st.sampled_from([*"。；，、：！？）》”’】", "落实责任", "强化督导。", "\n"]), max_size=24
    )
)
def test_whatever_a_line_begins_with_it_is_read(pieces: list[str]) -> None:
    plan = plan_of("某县要点\n一、总体要求\n（一）完善机制\n" + "".join(pieces))
    assert conservation.account(plan).balances
    assert all(clause.heading or clause.label for clause in plan.clauses)


def test_a_label_alone_on_its_line_has_its_heading_on_the_next() -> None:
    clause, _ = plan_of("第一章\n总则\n坚持人民至上。\n第二章\n编制\n").clauses
    assert (clause.label.text, clause.heading.text, clause.line) == ("第一章", "总则", 1)
    assert [part.text.text for part in clause.parts] == ["坚持人民至上。"]
