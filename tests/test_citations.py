"""How a plan and its clauses are cited: five files by hand, and every file read back."""

from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from converters.citation import bibliography, clause_addresses, titles
from converters.citation.bibliography import Item
from converters.exports import citations
from converters.models.plan import Plan
from tests import bibliographies
from tests.browser.static_host import ADDRESS
from tests.conftest import ROOT
from tests.test_corrections import plan_of

BY_HAND = sorted((ROOT / "tests" / "fixtures" / "citations").iterdir())


def files_of(plan: Plan) -> dict[str, str]:
    return {page.path.name: page.text for page in citations.pages(plan, ADDRESS)}


@pytest.mark.parametrize("path", BY_HAND, ids=lambda path: path.name)
def test_a_file_is_as_it_was_written_by_hand(path: Path, library: dict[str, Plan]) -> None:
    work, _, _ = path.name.partition(".")
    assert files_of(library[work])[path.name] == path.read_bytes().decode("utf-8")


def read_back(ending: str, items: list[Item]) -> list[Item]:
    """The items, through a file; RIS has no keys."""
    found = bibliographies.READ[ending](citations.FORMATS[ending](items))
    if ending == "ris":
        return [replace(one, key=item.key) for one, item in zip(found, items, strict=True)]
    return found


@pytest.mark.parametrize("ending", citations.FORMATS)
def test_every_plan_and_a_clause_of_each_layer_is_read_back(ending: str, plan: Plan) -> None:
    whole = bibliography.of_plan(plan, ADDRESS)
    addresses = clause_addresses.of(plan)
    of_layer = {clause.layer: clause.id for clause in plan.clauses}
    items = [bibliography.of_clause(whole, id_, addresses[id_]) for id_ in of_layer.values()]
    assert len(items) >= 2
    assert read_back(ending, [whole, *items]) == [whole, *items]
    for item, id_ in zip(items, of_layer.values(), strict=True):
        assert item.title == f"{whole.title}: {addresses[id_].words}"
        assert item.url == f"{ADDRESS}plans/{plan.work}/#{id_}"


LINES = st.text(st.characters(codec="utf-8", categories=("L", "N", "P", "S")), min_size=1)
"""Of one line, which is all that a record has."""


@given(st.lists(LINES, max_size=3), LINES, LINES)
@example(["甲{乙", "a and b"], r"\textbf{一}\\%#_$&~^}{", "〔2024〕\\号")
def test_whatever_a_title_holds_is_told_and_runs_nothing(
    authors: list[str], title: str, number: str
) -> None:
    item = Item("p1", title, tuple(authors), "规划", number, "2024-02", "", "注")
    for ending in citations.FORMATS:
        assert read_back(ending, [item]) == [item]


def test_what_the_editor_has_corrected_is_told_in_brackets_or_by_the_note() -> None:
    plan = plan_of({"title": "甲", "issuer": "乙、丙", "成文日期": "2024-03-11"})
    item = bibliography.of_plan(plan)
    assert (item.title, item.authors, item.date) == ("[甲]", ("[乙]", "[丙]"), "2024-03-11")
    assert "方括号里的由编者补入或校正" in item.note
    assert "成文日期由编者校正" in item.note
    assert "([2024-03-11])" in titles.reference(plan)


def test_a_site_without_an_address_makes_up_none(plan: Plan) -> None:
    for page in citations.pages(plan):
        assert "http" not in page.text
