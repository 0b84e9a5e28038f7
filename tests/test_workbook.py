"""Tables as workbooks: what is in them, what stays text, and that they keep to the schema."""

import io
import json
import zipfile
from collections.abc import Mapping
from pathlib import Path
from xml.etree import ElementTree

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from converters.models.page import Packed
from converters.models.plan import Plan
from converters.names import assignments
from converters.names.plan_names import PlanNames
from converters.output import OF_LIBRARY
from converters.pages.names import name_list
from converters.stock import Stock
from converters.text import escape
from converters.writing import duty_workbook, term_workbook, workbook
from converters.writing.workbook import Cell, Column, Linked, Sheet
from tests.office_schemas import wrong_in
from tests.test_assignments import YICHUN
from tests.workbook_reader import S, read

SITE = "https://example.org/wenku/"


TEXT = st.text(st.characters(blacklist_categories=("Cs", "Cn", "Co")), min_size=1, max_size=30)


@given(TEXT)
@example("=1+1")
@example("'=1+1")
@example("@sum(a1)")
@example("000123")
@example("2023-01-02")
@example("1e5")
@example(" 甲 ")
@example("</t></is>&amp;")
@example("甲\x1b乙")
def test_a_text_stays_what_it_is(text: str) -> None:
    (sheet,) = read(workbook.dump([Sheet("表", [Column("列", 9)], [[text]])]))
    assert sheet.cells["A2"] == escape.visible(text).replace("\r", "\n")


def test_what_a_program_can_not_hold_is_cut(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(workbook, "_MOST_LINKS", 2)
    linked: list[list[Cell]] = [[Linked("乙", SITE)]] * 3
    rows: list[list[Cell]] = [["甲" * 40_000], *linked]
    (sheet,) = read(workbook.dump([Sheet("表", [Column("列", 9)], rows)]))
    assert len(sheet.cells["A2"]) == 32_767
    assert sheet.cells["A2"].endswith("甲……")
    assert sheet.links == {"A3": SITE, "A4": SITE}
    assert sheet.cells["A5"] == "乙"


def test_a_number_is_one_and_an_empty_text_is_no_cell(tmp_path: Path) -> None:
    columns = [Column("甲", 4), Column("乙", 4), Column("丙", 4)]
    data = workbook.dump([Sheet("表", columns, [[3, "", Linked("丁", "")]])])
    (sheet,) = read(data)
    assert sheet.cells == {"A1": "甲", "B1": "乙", "C1": "丙", "A2": "3", "C2": "丁"}
    assert sheet.links == {}
    assert wrong_in(tmp_path / "table.xlsx", data) == []


def test_a_row_is_as_high_as_its_text() -> None:
    """Not all programs reckon it when they open a file."""
    rows = [["甲" * 21, "乙"], ["一\n二\n三", ""], ["ab" * 10, "丙" * 5], ["丁" * 9999, ""]]
    data = workbook.dump([Sheet("表", [Column("列", 10), Column("另列", 4)], rows)])
    with zipfile.ZipFile(io.BytesIO(data)) as file:
        sheet = ElementTree.fromstring(file.read("xl/worksheets/sheet1.xml"))
    heights = [row.get("ht") for row in sheet.iter(f"{S}row")]
    assert heights == ["16", "48", "48", "32", "409"]


@pytest.fixture(scope="module")
def duties(library: dict[str, Plan], names: Mapping[str, PlanNames]) -> dict[str, bytes]:
    found: dict[str, bytes] = {}
    for work, plan in library.items():
        assigned = assignments.of_plan(plan, names[work].mentions)
        for one in duty_workbook.files(plan, assigned, names[work], SITE):
            found[work] = one.data
    return found


def test_duties_are_in_a_matrix_and_in_a_list(
    duties: dict[str, bytes], library: dict[str, Plan], tmp_path: Path
) -> None:
    assert [*duties] == [YICHUN]
    matrix, listed, version = read(duties[YICHUN])
    assert matrix.rows[0][:2] == ["责任单位", "一（一） 完善体制机制"]
    assert matrix.links["B1"] == f"{SITE}plans/{YICHUN}/#a1-b1"
    assert matrix.frozen["state"] == "frozen"
    assert matrix.frozen["topLeftCell"] == "B2"
    given_to = sum(len(entry.units) for _, _, entry in library[YICHUN].answers)
    assert len(listed.rows) - 1 == given_to
    assert sum(len(row) - 2 for row in matrix.rows[1:]) == given_to
    assert listed.rows[1][:4] == ["一（一）", "完善体制机制", "责任科室", "指挥协调中心"]
    told = "".join(version.cells.values())
    assert library[YICHUN].source.sha256 in told
    assert "非官方文本" in told
    assert {one.removeprefix(SITE).split("/")[0] for one in listed.links.values()} == {
        "plans",
        "agencies",
    }
    assert wrong_in(tmp_path / "table.xlsx", duties[YICHUN]) == []


def test_terms_are_listed_with_their_figures(stock: Stock, tmp_path: Path) -> None:
    row = OF_LIBRARY["提法的工作簿"]
    (piece,) = row.pieces(stock)
    (written,) = row.write(piece.load(), stock.library.references.relations)
    assert isinstance(written, Packed)
    (sheet,) = read(written.data)
    rows = [*name_list.rows("terms", stock.library.references)]
    assert [line[-4:] for line in sheet.rows[1:]] == [
        [str(one.places), str(one.plans), str(one.mentions), one.key] for one in rows
    ]
    relations = stock.library.references.relations
    (with_links,) = read(term_workbook.page(rows, relations, SITE).data)
    assert with_links.links["A2"] == f"{SITE}{rows[0].key}/"
    assert sheet.links == {}
    assert wrong_in(tmp_path / "table.xlsx", written.data) == []


def test_the_parts_of_a_blank_workbook_are_those_of_any() -> None:
    """What the browser fills (docs/assets/carried/workbook.js) looks as the others do."""
    told = workbook.blank_page().text
    blank = json.loads(told.removeprefix("library.workbookBlank = ").removesuffix(";\n"))
    parts = dict(blank["parts"])
    sheets = [Sheet(f"{{{number}}}", [Column("列", 9)], []) for number in (1, 2)]
    with zipfile.ZipFile(io.BytesIO(workbook.dump(sheets))) as file:
        of_any = {name: file.read(name).decode() for name in file.namelist()}
    assert parts.keys() == of_any.keys()
    filled = [*(f"xl/worksheets/sheet{number}.xml" for number in (1, 2)), "xl/sharedStrings.xml"]
    for path, text in of_any.items():
        if path in filled:
            assert [*ElementTree.fromstring(parts[path])] == []
        else:
            assert parts[path] == text


def test_the_same_bytes_each_time() -> None:
    sheet = Sheet("表", [Column("列", 9)], [["甲"], [Linked("乙", SITE)]])
    assert workbook.dump([sheet]) == workbook.dump([sheet])
