"""A PDF file with a text layer: lines, paragraphs, tables and running heads, seen by position."""

import io

import pypdf
import pytest
from hypothesis import given
from hypothesis import strategies as st

from converters.readers import pdf, pdf_tables
from converters.readers.derived import Unreadable
from converters.readers.pdf_pages import Rule
from tests import derived_check, drawn_pdf, fixture_files
from tests.conftest import ROOT
from tests.drawn_pdf import HEIGHT, WIDTH, drawn, file, hidden, picture, text
from tests.fixture_files import Case

CASES = [*fixture_files.read(ROOT / "tests" / "fixtures" / "readers" / "pdf.txt")]
SENTENCE = "一、加强值守。严格执行领导带班制度，落实责任。"
PAGE = [text(73, 100, 16, SENTENCE)]


@pytest.mark.parametrize("case", CASES, ids=lambda case: case.title)
def test_what_is_made_of_a_layout(case: Case) -> None:
    derived = pdf.read(drawn(case.input))
    derived_check.check(derived)
    assert derived_check.written(derived) == case.expected


def test_every_character_knows_its_page_and_box() -> None:
    derived = pdf.read(file([PAGE, [text(100, 500, 10, SENTENCE)]]))
    assert [(one.part, one.box) for one in derived.places] == [
        ("1", (73.0, 85.9, 441.0, 101.9)),
        ("2", (100.0, 491.2, 330.0, 501.2)),
    ]
    assert [(one.start, one.number) for one in derived.marks.pages] == [(0, 1), (24, 2)]


@pytest.mark.parametrize("turn", [90, 180, 270])
def test_a_page_that_is_turned_is_read_as_it_is_seen(turn: int) -> None:
    upright = pdf.read(file([[*PAGE, text(73, 130, 16, "二、加强演练。")]]))
    matrix = {
        90: f"0 1 -1 0 {HEIGHT} 0",
        180: f"-1 0 0 -1 {WIDTH} {HEIGHT}",
        270: f"0 -1 1 0 0 {WIDTH}",
    }[turn]
    page = [f"{matrix} cm", *PAGE, text(73, 130, 16, "二、加强演练。")]
    sizes = f"/MediaBox[0 0 {HEIGHT} {WIDTH}]" if turn != 180 else ""
    turned = pdf.read(file([page], more=f"{sizes}/Rotate {turn}"))
    assert turned.text == upright.text


def test_a_scan_is_refused_and_what_was_read_under_one_is_told() -> None:
    scan = picture(0, 0, WIDTH, HEIGHT)
    with pytest.raises(Unreadable, match="扫描"):
        pdf.read(file([[scan]]))
    derived = pdf.read(file([[scan, hidden(73, 100, 16, SENTENCE)], [*PAGE, scan]]))
    assert [one.code for one in derived.problems] == ["recognised-text", "picture"]


def test_a_face_that_names_no_characters_is_refused() -> None:
    with pytest.raises(Unreadable, match="字体没有注明"):
        pdf.read(file([PAGE], face=drawn_pdf.UNMAPPED))


@pytest.mark.parametrize(
    ("data", "said"),
    [
        (b"%PDF-1.7\n1 0 obj\n", "已损坏"),
        (b"%PDF-1.7\n" + b"<<" * 200_000, "已损坏"),
        (file([PAGE])[:300], "已损坏"),
        (file([PAGE] * 501), "501 页"),
        (file([]), "没有文字"),
    ],
    ids=["cut", "nested", "halved", "many pages", "no page"],
)
def test_what_can_not_be_read_is_refused_with_what_to_do(data: bytes, said: str) -> None:
    with pytest.raises(Unreadable, match=said):
        pdf.read(data)


def test_a_password_is_told() -> None:
    writer = pypdf.PdfWriter(io.BytesIO(file([PAGE])))
    writer.encrypt("甲", algorithm="RC4-128")
    made = io.BytesIO()
    writer.write(made)
    with pytest.raises(Unreadable, match="密码"):
        pdf.read(made.getvalue())


@pytest.mark.parametrize(
    "page",
    [
        [drawn_pdf.line(x, 100, x, 700) for x in range(60, 540)] * 5,
        [drawn_pdf.line(60, y / 9, 500, y / 9) for y in range(6000)],
        [text(73 + at % 400, 100 + at // 40, 9, "一、") for at in range(9000)],
        [f"1 0 0 1 0 0 cm {PAGE[0]}"] * 3000,
        [text(x, 100 + 20 * at, 9, "一、加强值守。") for at in range(30) for x in (73, 10**9)],
    ],
    ids=["upright", "level", "heaped", "moved", "far off"],
)
def test_a_page_made_to_be_slow_is_read_at_once(page: list[str]) -> None:
    derived_check.check(pdf.read(file([[*PAGE, *page]])))


@pytest.mark.parametrize("size", [-12, -9999912, 0])
def test_a_face_without_a_size_or_below_none_is_read(size: int) -> None:
    page = [text(73, 400, size, "一、加强值守。"), text(73, 380, 12, "二、检查危房。")]
    derived_check.check(pdf.read(file([[*PAGE, *page]])))
    derived_check.check(pdf.read(file([[text(73, 400, size, "一、加强值守。")] * 2, PAGE])))


def test_a_grid_that_is_larger_than_any_table_is_none() -> None:
    def ruled(count: int) -> list[Rule]:
        ends = 4.0 * count
        level = [Rule(0, 4.0 * at, ends, 4.0 * at) for at in range(count + 1)]
        return [*level, *(Rule(one.top, 0, one.top, ends) for one in level)]

    (table,) = pdf_tables.find(ruled(100))
    assert (table.rows, table.columns, table.cell_at(399, 1)) == (100, 100, 99)
    assert table.cell_at(401, 1) is table.cell_at(1, -1) is None
    assert pdf_tables.find(ruled(320)) == []


@given(st.data())
def test_a_damaged_file_is_read_or_refused(data: st.DataObject) -> None:
    made = bytearray(drawn(data.draw(st.sampled_from(CASES)).input))
    for _ in range(data.draw(st.integers(1, 4))):
        at = data.draw(st.integers(0, len(made) - 1))
        made[at : at + data.draw(st.integers(0, 9))] = data.draw(st.binary(max_size=4))
    try:
        derived = pdf.read(bytes(made))
    except Unreadable:
        return
    derived_check.check(derived)
    assert derived == pdf.read(bytes(made))
