"""What is made in the browser to be carried away: a clause, a duty sheet, a comparison, several plans."""

import base64
import io
import zipfile
from pathlib import Path
from xml.etree import ElementTree
from xml.etree.ElementTree import Element

import pytest
from playwright.sync_api import Page, expect

from converters.models.plan import Plan
from converters.text import punctuation
from converters.writing import word_elements
from tests import word_reader, workbook_reader
from tests.browser.test_comparison import DONGCHANG, GAOTAI, WUJIN, YICHUN
from tests.browser.test_comparison import reading as read_aloud
from tests.comparison import without_blanks
from tests.conftest import WORKS
from tests.office_schemas import wrong_in
from tests.test_epub import X
from tests.trials import tried
from tests.word_reader import Document, R, W, shown, style_of, value

(SHANGHAI,) = (work for work in WORKS if "shanghai" in work)
DUTIES = "agencies/yichun-yingjiju-jiuzaike/duties/"
OWN = {"Meta", "Colophon", "ColophonHead"}

_CLAUSES = """
async (ids) => {
  await library.script("assets/carried/word-clause.js");
  const made = {};
  for (const id of ids) {
    const citation = library.copying.citation(`#${id}`);
    const file = await library.wordClause(library.work, id, citation, `${library.here()}#${id}`);
    const bytes = new Uint8Array(await file.arrayBuffer());
    made[id] = btoa(Array.from(bytes, one => String.fromCharCode(one)).join(""));
  }
  return made;
}
"""


def clauses(page: Page, home: str, work: str, ids: list[str]) -> dict[str, bytes]:
    page.goto(f"{home}plans/{work}/")
    made = page.evaluate(_CLAUSES, ids)
    return {id_: base64.b64decode(data) for id_, data in made.items()}


def of_style(document: Document, *, own: bool) -> list[Element]:
    return [one for one in document.body.iter(f"{W}p") if (style_of(one) in OWN) is own]


def as_read(paragraph: Element) -> tuple[str, list[tuple[str, str, str]]]:
    """How a paragraph is set: its style, and each run with its face and its mark."""
    runs = [
        (shown(run), value(run, "rPr/rStyle"), value(run, "rPr/em") or value(run, "rPr/u"))
        for run in paragraph.iter(f"{W}r")
    ]
    return style_of(paragraph), runs


@pytest.mark.parametrize("work", WORKS)
def test_a_clause_is_set_as_in_its_plan(
    work: str, home: str, site_folder: Path, library: dict[str, Plan], page: Page
) -> None:
    whole = word_reader.read((site_folder / f"data/plans/{work}.docx").read_bytes())
    plan = library[work]
    units = [one for one in plan.units if one.is_clause and one.id]
    ids = [str(one.id) for one in units][:: tried(6, 1)]
    made = clauses(page, home, work, ids)
    of_plan = [as_read(one) for one in of_style(whole, own=False)]
    for id_, data in made.items():
        document = word_reader.read(data)
        text = of_style(document, own=False)
        set_ = [as_read(one) for one in text]
        names = [one.get(f"{W}name") for one in document.body.iter(f"{W}bookmarkStart")]
        assert names[0] == word_elements.bookmark(id_)
        assert any(of_plan[at : at + len(set_)] == set_ for at in range(len(of_plan))), id_
        read = punctuation.fold(without_blanks("".join(map(shown, text))))
        said = without_blanks("".join(read_aloud(plan, id_)))
        assert read == punctuation.fold(said), id_
        notes = [one for one in document.parts["word/footnotes.xml"] if not one.get(f"{W}type")]
        referred = [one.get(f"{W}id") for one in document.body.iter(f"{W}footnoteReference")]
        assert (
            [one.get(f"{W}id") for one in notes]
            == referred
            == [str(at + 1) for at in range(len(notes))]
        )
        links = [one.get(f"{R}id") for one in document.body.iter(f"{W}hyperlink")]
        assert {one for one in links if one} == document.links().keys()
        told = "\n".join(map(shown, of_style(document, own=True)))
        assert f"plans/{work}/#{id_}" in told
        assert plan.source.sha256 in told


def test_a_clause_from_its_menu_opens_anywhere(home: str, window: Page, tmp_path: Path) -> None:
    window.goto(f"{home}plans/{SHANGHAI}/")
    wide = (window.viewport_size or {"width": 0})["width"] > 700
    window.locator(f"a.{'address' if wide else 'label'}[href='#a2-b3']").click()
    with window.expect_download() as saved:
        window.get_by_role("button", name="存为 Word").click()
    assert saved.value.suggested_filename == f"{SHANGHAI}-a2-b3.docx"
    expect(window.get_by_role("dialog").get_by_role("status")).to_have_text("已存")
    data = saved.value.path().read_bytes()
    assert wrong_in(tmp_path / "clause.docx", data) == []
    (again,) = clauses(window, home, SHANGHAI, ["a2-b3"]).values()
    assert again == data
    document = word_reader.read(data)
    notes = [shown(one) for one in document.parts["word/footnotes.xml"]]
    assert any("读作" in note for note in notes)
    with zipfile.ZipFile(io.BytesIO(data)) as packed:
        assert packed.testzip() is None
        assert {one.date_time for one in packed.infolist()} == {(1980, 1, 1, 0, 0, 0)}


def test_a_duty_sheet_says_what_its_page_says(home: str, window: Page, tmp_path: Path) -> None:
    window.goto(home + DUTIES)
    with window.expect_download() as saved:
        window.get_by_role("button", name="存为 Word").click()
    data = saved.value.path().read_bytes()
    assert wrong_in(tmp_path / "duties.docx", data) == []
    document = word_reader.read(data)
    paragraphs = [*document.paragraphs]
    assert shown(paragraphs[0]) == window.locator("h1").inner_text()
    said = window.locator(".duty h3, .duty__body > p:not(.duty__note)").all_text_contents()
    written = [without_blanks(shown(one)) for one in paragraphs]
    assert [one for one in map(without_blanks, said) if one not in written] == []
    assert document.style("Title") is not None
    names = [one.get(f"{W}name") for one in document.body.iter(f"{W}bookmarkStart")]
    assert len(names) == window.locator(".duty").count() == len({*names})
    assert all(one.startswith(home) for one in document.links().values())
    footer = "".join(map(shown, document.parts["word/odd.xml"]))
    assert DUTIES in footer
    assert "SHA-256" in footer


def test_a_duty_sheet_is_a_workbook(home: str, window: Page, tmp_path: Path) -> None:
    window.goto(home + DUTIES)
    data = workbook_of(window)
    assert wrong_in(tmp_path / "duties.xlsx", data) == []
    sheet, version = workbook_reader.read(data)
    head, *rows = sheet.by_column
    assert [*head.values()][:3] == ["出处", "条款", "标题"]
    assert sheet.frozen["topLeftCell"] == "D2"
    for column, kind in {"C": "h3", "F": ".duty__body > .text", "G": ".duty__units"}.items():
        said = window.locator(f".duty {kind}").all_text_contents()
        written = "".join(row.get(column, "") for row in rows)
        assert without_blanks(written) == without_blanks("".join(said))
    assert sheet.links["B2"] == f"{home}plans/{YICHUN}/#a1-b1"
    assert "SHA-256" in version.cells["A2"]


def test_a_comparison_is_a_table_of_what_is_compared(
    home: str, library: dict[str, Plan], page: Page, tmp_path: Path
) -> None:
    page.goto(f"{home}compare/?a={WUJIN}/a4-c11&b={DONGCHANG}/a4-b5-c1-u2&c={GAOTAI}/a2")
    with page.expect_download() as saved:
        page.get_by_role("button", name="存为 Word").click()
    data = saved.value.path().read_bytes()
    assert wrong_in(tmp_path / "comparison.docx", data) == []
    document = word_reader.read(data)
    (table,) = document.body.iter(f"{W}tbl")
    told = "\n".join(map(shown, of_style(document, own=True)))
    assert all(library[work].source.sha256 in told for work in (WUJIN, DONGCHANG, GAOTAI))
    heads, cells = table.iter(f"{W}tr")
    assert len([*heads]) - 1 == 3
    plans = [(WUJIN, "a4-c11"), (DONGCHANG, "a4-b5-c1-u2"), (GAOTAI, "a2")]
    for cell, (work, clause) in zip(cells.iter(f"{W}tc"), plans, strict=True):
        text = without_blanks(shown(cell))
        assert [
            one for one in read_aloud(library[work], clause) if without_blanks(one) not in text
        ] == []
    same = [shown(run) for run in document.body.iter(f"{W}r") if value(run, "rPr/u") == "single"]
    assert same == ["区级专项应急预案和部门应急预案"] * 2


def test_plans_by_topic_are_rows_of_the_table(home: str, page: Page, tmp_path: Path) -> None:
    page.goto(f"{home}compare/?a={YICHUN}&b={GAOTAI}")
    with page.expect_download() as saved:
        page.get_by_role("button", name="存为 Word").click()
    data = saved.value.path().read_bytes()
    assert wrong_in(tmp_path / "comparison.docx", data) == []
    (table,) = word_reader.read(data).body.iter(f"{W}tbl")
    rows = [[without_blanks(shown(cell)) for cell in row.iter(f"{W}tc")] for row in table]
    topics = page.locator(".comparison__topic").all_text_contents()
    assert [row[0] for row in rows if len(row) == 1] == topics
    written = "".join(map("".join, rows))
    said = page.locator(".comparison__unit p").all_text_contents()
    assert len(said) > 50
    assert [one for one in said if without_blanks(one) not in written] == []


def workbook_of(page: Page) -> bytes:
    with page.expect_download() as saved:
        page.get_by_role("button", name="存为 Excel").click()
    assert saved.value.suggested_filename.endswith(".xlsx")
    expect(page.get_by_text("已存")).to_be_visible()
    return saved.value.path().read_bytes()


def test_a_comparison_is_a_workbook(
    home: str, library: dict[str, Plan], window: Page, tmp_path: Path
) -> None:
    compared = [(SHANGHAI, "a2-b3"), (GAOTAI, "a2-b3")]
    query = "&".join(
        f"{slot}={work}/{id_}" for slot, (work, id_) in zip("ab", compared, strict=True)
    )
    window.goto(f"{home}compare/?{query}")
    data = workbook_of(window)
    assert wrong_in(tmp_path / "comparison.xlsx", data) == []
    assert workbook_of(window) == data
    sheet, version = workbook_reader.read(data)
    head, *rows = sheet.rows
    assert head == ["题名", "条款", "原文"]
    assert (sheet.frozen["state"], sheet.frozen["topLeftCell"]) == ("frozen", "B2")
    said = [text for work, id_ in compared for text in read_aloud(library[work], id_)]
    assert [without_blanks(row[2].split("［校：")[0]) for row in rows] == [
        *map(without_blanks, said)
    ]
    assert any("［校：可能“" in row[2] for row in rows)
    assert sheet.links["A2"] == f"{home}plans/{SHANGHAI}/"
    assert sheet.links["B2"] == f"{home}plans/{SHANGHAI}/#a2-b3"
    assert len(sheet.links) == 2 * len(rows)
    told = version.by_column
    assert [row["C"] for row in told[1:3]] == [library[work].source.sha256 for work, _ in compared]
    assert told[3] == {"A": "这张表", "B": window.url}
    assert "非官方文本" in told[-1]["B"]


def test_plans_by_topic_are_rows_of_a_workbook(home: str, page: Page, tmp_path: Path) -> None:
    page.goto(f"{home}compare/?a={YICHUN}&b={GAOTAI}")
    data = workbook_of(page)
    assert wrong_in(tmp_path / "comparison.xlsx", data) == []
    sheet, _ = workbook_reader.read(data)
    head, *rows = sheet.by_column
    assert (head["A"], head["B"], head["D"]) == ("主题", "条款", "条款")
    assert [*dict.fromkeys(row["A"] for row in rows)] == page.locator(
        ".comparison__topic"
    ).all_text_contents()
    written = [row[column] for address, column in ("BC", "DE") for row in rows if address in row]
    assert len(written) == len({*written})
    units = [without_blanks(one) for one in page.locator(".comparison__unit").all_text_contents()]
    assert len(units) > 50
    assert [one for one in units if one not in [*map(without_blanks, written)]] == []
    silent = next(row for row in rows if row["A"] == "烟花爆竹")
    assert silent["E"] == "未见"
    assert "D" not in silent
    places = [place for place in sheet.cells if place[0] in "BD" and place[1:] != "1"]
    assert {*places} <= {*sheet.links}


def test_several_plans_are_one_book(home: str, site_folder: Path, window: Page) -> None:
    window.goto(f"{home}plans/")
    window.get_by_role("button", name="选几份做成电子书").click()
    make = window.get_by_role("button", name="下载 EPUB")
    expect(make).to_be_disabled()
    chosen = [DONGCHANG, SHANGHAI, YICHUN]
    for work in chosen:
        window.locator(f"input[type=checkbox][value='{work}']").check()
    expect(window.locator(".reading-set").get_by_role("status")).to_have_text("已选 3 份")
    with window.expect_download() as saved:
        make.click()
    data = saved.value.path().read_bytes()
    with zipfile.ZipFile(io.BytesIO(data)) as book:
        assert book.testzip() is None
        first = book.infolist()[0]
        assert (first.filename, first.compress_type) == ("mimetype", zipfile.ZIP_STORED)
        for name in book.namelist():
            if name.endswith(("html", "xml", "opf")):
                ElementTree.fromstring(book.read(name))
        nav = ElementTree.fromstring(book.read("book/nav.xhtml"))
        outline = [one.get("href", "").split("#")[0] for one in nav.iter(f"{X}a")]
        assert [*dict.fromkeys(outline)] == [f"{work}.xhtml" for work in chosen]
        for work in chosen:
            with zipfile.ZipFile(site_folder / f"data/plans/{work}.epub") as own:
                assert book.read(f"book/{work}.xhtml") == own.read("book/text.xhtml")
    window.get_by_role("button", name="不做了").click()
    expect(window.locator("input[type=checkbox]")).to_have_count(0)
