"""The tables of the open data: exact, safe in a spreadsheet, with ids that stay."""

import csv
import io
import re
from collections.abc import Sequence
from pathlib import Path

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from converters.exports import csv_table, tables_csv
from converters.models.page import Page
from converters.models.plan import Plan
from converters.names import authority
from converters.names.authority import Authority
from tests import stocked
from tests.conftest import AUTHORITY, GOLD, ROOT
from tests.test_assignments import FINDER, OF_WEIHUAKE, WEIHUAKE, YICHUN
from tests.test_structure import plan_of

DATA_PAGE = (ROOT / "docs" / "about" / "data.md").read_text("utf-8")


OLDER = ("mentions", "topics", "indicators", "responsibility")
"""The tables that are made here; those for researchers have their own tests."""


def files_of(*plans: Plan, records: Authority = FINDER.authority) -> list[Page]:
    """The names and duties of a library, then those of each plan."""
    made = stocked.made_of(plans, records)
    every = stocked.files_of(stocked.stock_of(made, records), "表")
    of_library = [page for page in every if page.path.stem in OLDER]
    of_plans = (page for page in stocked.pages_of(made) if page.path.suffix == ".csv")
    return [*of_library, *of_plans]


def read(text: str) -> list[dict[str, str]]:
    return list(csv.DictReader(io.StringIO(text.removeprefix("\ufeff"), newline="")))


@pytest.fixture(scope="module")
def tables(library: dict[str, Plan]) -> dict[str, str]:
    """The files made of the founding plans, by path."""
    return {page.path.as_posix(): page.text for page in files_of(*library.values())}


def test_there_is_a_table_of_each_plan_that_has_lists(tables: dict[str, str]) -> None:
    of_plan = f"data/responsibility/{YICHUN}.csv"
    whole = [f"data/{name}.csv" for name in ("mentions", "topics", "indicators", "responsibility")]
    assert list(tables) == [*whole, of_plan]
    assert tables[of_plan] == tables["data/responsibility.csv"]  # no other plan has any


def test_files_begin_with_a_mark_and_lines_end_as_spreadsheets_want(
    tables: dict[str, str],
) -> None:
    for text in tables.values():
        assert text.startswith("\ufeffrow_id,work,")
        assert text.endswith("\r\n")
        assert "\n" not in text.replace("\r\n", "")


def test_ten_rows_say_what_weihuake_answers_for(tables: dict[str, str]) -> None:
    rows = [row for row in read(tables["data/responsibility.csv"]) if row["unit"] == "危化科"]
    assert [row["clause_id"] for row in rows] == OF_WEIHUAKE
    for row in rows:
        assert (row["work"], row["role"], row["record_id"]) == (YICHUN, "责任科室", WEIHUAKE)
        assert row["canonical"] == "宜春市应急管理局危化科"


def test_mentions_stand_where_the_gold_has_them(tables: dict[str, str]) -> None:
    gold = [
        line.split("\t")
        for line in (GOLD / "names" / f"{YICHUN}.tsv").read_text("utf-8").splitlines()
    ]
    expected = [(place, unit) for place, _, surface, _, unit in gold if surface == "危化科"]
    rows = [row for row in read(tables["data/mentions.csv"]) if row["surface"] == "危化科"]
    assert [(f"{row['line']}:{row['col']}", row["clause_id"]) for row in rows] == expected
    assert len(expected) == len(OF_WEIHUAKE)


def test_references_to_the_plan_itself_give_its_address(tables: dict[str, str]) -> None:
    rows = [row for row in read(tables["data/mentions.csv"]) if row["kind"] == "self"]
    assert rows
    for row in rows:
        assert row["record_id"] == f"plans/{row['work']}"
        assert row["canonical"]


@pytest.mark.parametrize("path", ["data/mentions.csv", "data/responsibility.csv"])
def test_no_two_rows_have_one_id(tables: dict[str, str], path: str) -> None:
    ids = [row["row_id"] for row in read(tables[path])]
    assert len(set(ids)) == len(ids) > 100
    assert all(re.fullmatch("r[0-9a-f]{16}", id_) for id_ in ids)


def test_ids_of_mentions_stay_when_text_comes_before() -> None:
    text = "宜春市应急管理局工作要点\n一、防汛\n（一）查险。{}宜春市应急管理局、宜春市应急管理局。\n{}（三）排险。宜春市应急管理局。\n"
    few, more = (
        [
            (row["clause_id"], row["row_id"])
            for row in read(files_of(plan_of(filled))[0].text)
            if row["clause_id"] in ("a1-b1", "a1-b3")
        ]
        for filled in (
            text.format("", ""),
            text.format("每月一次。", "（二）抢险。宜春市应急管理局。\n"),
        )
    )
    assert [clause_id for clause_id, _ in few] == ["a1-b1", "a1-b1", "a1-b3"]
    assert few == more


def table(columns: Sequence[str], rows: Sequence[Sequence[str]]) -> str:
    """A table whose rows came in two parts, as those of two plans do."""
    half = len(rows) // 2
    return csv_table.table(columns, [csv_table.rows(rows[:half]), csv_table.rows(rows[half:])])


CELLS = st.one_of(st.text(), st.text("=+-@'\"\t\r\n, 甲1", max_size=6))


@given(st.lists(st.lists(CELLS, min_size=2, max_size=2), max_size=5))
@example([["=1+1", "'=1+1"], ["''@", "'"], ["\0", ""]])
def test_a_table_is_read_back_as_it_was(rows: list[list[str]]) -> None:
    text = table(["one", "two"], rows)
    read_back = list(csv.reader(io.StringIO(text.removeprefix("\ufeff"), newline="")))
    without_guard = [
        [re.sub("^'(?='*[=+\\-@\t\r\n])", "", cell) for cell in row] for row in read_back
    ]
    assert without_guard == [["one", "two"], *rows]


@given(CELLS)
def test_no_cell_begins_as_a_formula_does(cell: str) -> None:
    text = table(["one"], [[cell]])
    (_, row) = csv.reader(io.StringIO(text.removeprefix("\ufeff"), newline=""))
    assert not "".join(row).startswith(("=", "+", "-", "@", "\t", "\r", "\n"))


def test_a_library_without_names_has_tables_without_rows() -> None:
    made = files_of(records=authority.NONE)
    assert [page.path for page in made] == [
        Path("data/mentions.csv"),
        Path("data/topics.csv"),
        Path("data/indicators.csv"),
        Path("data/responsibility.csv"),
    ]
    named = [page.text for page in made if page.path.stem in ("mentions", "responsibility")]
    assert [read(text) for text in named] == [[], []]


@pytest.mark.parametrize("columns", [tables_csv.MENTIONS, tables_csv.RESPONSIBILITY])
def test_the_page_of_data_says_what_each_column_means(columns: tuple[str, ...]) -> None:
    assert [name for name in columns if f"`{name}`" not in DATA_PAGE] == []


def test_the_page_of_data_names_each_file_of_the_authority() -> None:
    """By their names, not by links: a library without records need not have them."""
    files = {path.name for path in AUTHORITY.glob("*.yml")}
    assert set(re.findall(r"^\| `([\w-]+\.yml)` \|", DATA_PAGE, re.MULTILINE)) == files
