"""What the editor says that lines are goes before every rule, and no character is lost by it."""

import re
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from typing import get_args

import jsonschema
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from converters import lexicon, pipeline
from converters.edition import apparatus, conservation, ids
from converters.ingest import sources
from converters.ingest.sources import Files
from converters.models.located import InputError
from converters.models.plan import Plan
from converters.models.source import Edition, Ruling, RulingKind, Source
from converters.pages.plan import emendations
from converters.text.layers import BY_LETTER, RUN_IN
from converters.views import plan_text
from converters.writing import plan_markdown, templates
from tests import closed_schema, fixture_files
from tests.conftest import data_of
from tests.fixture_files import Edited
from tests.test_conservation import TEXTS, check_cover
from tests.test_structure import outline
from tests.trials import tried

FIXTURES = Path(__file__).parent / "fixtures" / "rulings"
ERRORS = "errors"
WORK = "360981-fengcheng-2024-jihua"
KINDS: tuple[RulingKind, ...] = get_args(RulingKind)
SCHEMA = jsonschema.Draft202012Validator(closed_schema.of_plan())


def source_of(text: str, yml: str) -> Source:
    """A registered source with its `.yml`."""
    return sources.of_files(Files(Path(f"{WORK}.txt"), text.encode(), yml.encode()))


def cases(*, errors: bool) -> list[object]:
    return [
        pytest.param(case, id=f"{path.stem}: {case.title}")
        for path in sorted(FIXTURES.glob("*.txt"))
        if (path.stem == ERRORS) == errors
        for case in fixture_files.edited(path)
    ]


@pytest.mark.parametrize("case", cases(errors=False))
def test_a_row_makes_of_lines_what_the_fixture_says(case: Edited) -> None:
    plan = pipeline.structured(source_of(case.input, case.yml))
    assert outline(plan) == case.expected
    assert conservation.account(plan).balances
    check_cover(plan)


@pytest.mark.parametrize("case", cases(errors=True))
def test_a_bad_row_is_refused_where_it_stands(case: Edited) -> None:
    with pytest.raises(InputError) as refused:
        source_of(case.input, case.yml)
    assert str(refused.value) == case.expected


def test_there_is_a_word_and_a_fixture_for_each_kind() -> None:
    assert tuple(lexicon.glossary("rulings")) == KINDS
    assert {path.stem for path in FIXTURES.glob("*.txt")} == {*KINDS, ERRORS}


@pytest.mark.parametrize("kind", KINDS)
def test_each_kind_has_a_row_at_work_and_one_in_vain(kind: str) -> None:
    found = list(fixture_files.edited(FIXTURES / f"{kind}.txt"))
    idle = [case for case in found if "! structure-idle" in case.expected]
    assert 0 < len(idle) < len(found)


def test_a_row_in_vain_is_told_at_its_place_in_the_yml() -> None:
    yml = (
        "structure:\n"
        "  - {line: 3, is: text, ground: 是月份}\n"
        "  - {line: 2, is: heading, layer: a, ground: 第一部分}\n"
    )
    source = source_of("丰城市2024年防火方案\n一、巡护\n三、四月最险。\n", yml)
    (problem,) = pipeline.structured(source).problems
    assert (problem.code, problem.severity) == ("structure-idle", "warning")
    assert problem.place == (Path(f"{WORK}.yml"), 3, 5)
    assert "第 2 行" in problem.message


def test_cells_that_do_not_fill_their_rows_are_told_at_the_row() -> None:
    yml = "structure:\n  - {line: 2, to: 6, is: table, columns: 2, ground: 两列}\n"
    source = source_of("一、分工\n任务\n单位\n巡护\n市林业局\n宣传\n", yml)
    (problem,) = pipeline.structured(source).problems
    assert (problem.code, problem.place) == ("structure-ragged", (Path(f"{WORK}.yml"), 2, 5))


def test_what_the_editor_takes_out_is_told_as_his() -> None:
    yml = "structure:\n  - {line: 2, is: noise, ground: 网页的编辑署名}\n"
    plan = pipeline.structured(source_of("一、巡护\n编辑:小周\n每日巡山。\n", yml))
    (block,) = (block for block in plan.blocks if block.kind == "noise")
    assert (block.rule, block.line) == ("ruling", 2)
    page = templates.page(emendations.page(plan, (), frozenset())).text
    assert "编者所定：网页的编辑署名" in page
    (row,) = data_of(plan)["rulings"]
    assert row == {"line": 2, "to": 2, "is": "noise", "ground": "网页的编辑署名"}


def test_lines_that_a_rule_joined_are_parted_again() -> None:
    """A title over two lines is one by rule; the editor says that the first is none of it."""
    text = "丰城市林业局关于印发\n2024年防火方案的通知\n各乡镇人民政府:\n一、巡护\n"
    yml = "structure:\n  - {line: 1, is: noise, ground: 网页的标题栏}\n"
    plan = pipeline.structured(source_of(text, yml))
    assert plan.record.title.value == "2024年防火方案的通知"
    check_cover(plan)


def test_a_heading_over_two_lines_is_told_as_an_emendation() -> None:
    yml = "structure:\n  - {line: 1, to: 2, is: heading, layer: a, ground: 标题断行}\n"
    plan = pipeline.structured(source_of("一、加强重点\n部位巡护\n每日巡山。\n", yml))
    (made,) = plan.emendations
    assert (made.damaged, made.reading, made.rule) == ("\n", "", "conjecture")
    assert made.ground == "标题断行"


def test_a_heading_without_a_number_is_cited_by_its_place() -> None:
    yml = "structure:\n  - {line: 2, is: heading, layer: a, ground: 原为“二、”}\n"
    plan = pipeline.structured(source_of("一、总体要求\n主要任务\n每日巡山。\n", yml))
    written = plan_markdown.dump(plan, plan_text.of(plan, apparatus.entries(plan)))
    assert '<a id="a2"></a>' in written
    assert [clause["path"] for clause in data_of(plan)["clauses"]] == ["1", "2"]


@st.composite
def edited(draw: st.DrawFn) -> Source:
    """Any text, and any rows that a `.yml` may hold for it."""
    text = draw(TEXTS)
    rows: list[Ruling] = []
    line = 1
    count = Source(Path("plan.txt"), text, "").line_count
    while line <= count and len(rows) < 6:
        line += draw(st.integers(0, 3))
        to = min(line + draw(st.integers(0, 4)), count)
        if line > count:
            break
        kind = draw(st.sampled_from(KINDS))
        layer = draw(st.sampled_from([one for one in BY_LETTER if one != RUN_IN]))
        columns = draw(st.integers(2, 4))
        rows.append(
            Ruling(
                line,
                to,
                kind,
                "无",
                layer if kind == "heading" else "",
                columns if kind == "table" else 0,
            )
        )
        line = to + 1
    return Source(Path("plan.txt"), text, "0" * 64, edition=Edition(rulings=tuple(rows)))


@given(edited())
@settings(max_examples=tried(60, 1000))
def test_any_text_with_any_rows_balances_to_the_character(source: Source) -> None:
    plan = pipeline.structured(source)
    assert conservation.account(plan).astray == ()
    check_cover(plan)


@given(edited())
@settings(max_examples=tried(30, 500))
def test_any_text_with_any_rows_has_sound_addresses_and_data(source: Source) -> None:
    plan = pipeline.structured(source)
    assert all(re.fullmatch(r"[a-z][a-z0-9]*([-_][a-z0-9]+)*", id_) for id_ in ids.texts(plan))
    assert len({*addresses(plan)}) == len([*addresses(plan)])
    assert [error.message for error in SCHEMA.iter_errors(data_of(plan))] == []
    assert plan_markdown.dump(plan, plan_text.of(plan, apparatus.entries(plan)))


def addresses(plan: Plan) -> Iterator[str]:
    """Every address of a clause, table, row and paragraph."""
    for unit in plan.units:
        if unit.kind != "noise":
            yield from (part.id for part in unit.parts if part.id and part.id != unit.id)
            yield unit.id


@given(edited())
@settings(max_examples=tried(30, 500))
def test_lines_are_what_the_editor_says(source: Source) -> None:
    """Each line that he calls noise is noise, and none that he calls anything else is."""
    plan = pipeline.structured(source)
    noise = {part.line for block in plan.blocks if block.rule for part in block.parts}
    for ruling in source.edition.rulings:
        said = {*range(ruling.line, ruling.to + 1)}
        if ruling.kind != "noise":
            assert not noise & said


def test_without_rows_nothing_is_read_otherwise(plan: Plan) -> None:
    """The founding plans are read as before; one of them has a row, which is not in vain."""
    rows = plan.source.edition.rulings
    without = replace(plan.source, edition=replace(plan.source.edition, rulings=()))
    same = outline(pipeline.structured(without)) == outline(pipeline.structured(plan.source))
    assert same == (not rows)
