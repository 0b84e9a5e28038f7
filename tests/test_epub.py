"""A plan as a book: its text, its outline, its notes; what epubcheck says is in `tests/office/`."""

import io
import zipfile
from typing import NamedTuple
from xml.etree import ElementTree
from xml.etree.ElementTree import Element

import pytest
from hypothesis import example, given, settings

from converters.edition import apparatus
from converters.models.plan import Plan
from converters.text import escape
from converters.views import plan_text
from converters.writing import epub
from tests import trials
from tests.conftest import WORKS
from tests.generated_documents import texts
from tests.test_plan_markdown import pieces, published, text_of, without_blanks
from tests.test_structure import plan_of
from tests.test_word_document import HOSTILE, MERGED, plan_of_page
from tests.trials import tried

X = "{http://www.w3.org/1999/xhtml}"
KIND = "{http://www.idpf.org/2007/ops}type"
SITE = "https://example.org/wenku/"
NOT_OF_THE_TEXT = {"supplied", "colophon", "note"}

every_work = pytest.mark.parametrize("work", WORKS)


class Book(NamedTuple):
    names: list[str]
    text: Element
    nav: Element
    package: str

    @property
    def body(self) -> Element:
        (_, body) = self.text
        return body

    @property
    def ids(self) -> list[str]:
        return [one.attrib["id"] for one in self.text.iter() if "id" in one.attrib]


def read(data: bytes) -> Book:
    with zipfile.ZipFile(io.BytesIO(data)) as file:
        first = file.infolist()[0]
        assert (first.filename, first.compress_type) == ("mimetype", zipfile.ZIP_STORED)
        assert file.read("mimetype") == b"application/epub+zip"
        text, nav = (
            ElementTree.fromstring(file.read(f"book/{name}.xhtml")) for name in ("text", "nav")
        )
        return Book(file.namelist(), text, nav, file.read("book/package.opf").decode())


def of(plan: Plan, site: str | None = SITE) -> Book:
    text = text_of(plan) if plan.work else plan_text.of(plan, apparatus.entries(plan))
    return read(epub.dump(plan, apparatus.entries(plan), text, site))


def shown(element: Element) -> str:
    """What is read in an element of the plan itself."""
    if element.get("class") in NOT_OF_THE_TEXT or element.tag == f"{X}aside":
        return ""
    inside = "".join(shown(one) + (one.tail or "") for one in element)
    return (element.text or "") + inside


@pytest.fixture(scope="module")
def books(library: dict[str, Plan]) -> dict[str, Book]:
    return {work: of(plan) for work, plan in library.items()}


@every_work
def test_the_text_is_the_reading(
    work: str, books: dict[str, Book], library: dict[str, Plan]
) -> None:
    reading = without_blanks("".join(pieces(library[work])))
    assert without_blanks(shown(books[work].body)) == reading


@settings(trials.LARGE, max_examples=tried(10, 150))
@given(texts())
@example(HOSTILE)
@example("无")
def test_the_text_of_any_plan_is_its_reading(text: str) -> None:
    plan = plan_of(text)
    book = of(plan)
    reading = without_blanks(escape.visible("".join(pieces(plan))))
    assert without_blanks(shown(book.body)) == reading
    assert len({*book.ids}) == len(book.ids)


@every_work
def test_every_address_is_there_once(
    work: str, books: dict[str, Book], library: dict[str, Plan]
) -> None:
    ids = books[work].ids
    assert len({*ids}) == len(ids)
    assert published(library[work]) <= {*ids}


@every_work
def test_links_lead_to_what_is_there(work: str, books: dict[str, Book]) -> None:
    book = books[work]
    inside = [one.get("href", "") for one in book.text.iter(f"{X}a")]
    assert {one.removeprefix("#") for one in inside if one.startswith("#")} <= {*book.ids}
    assert [one for one in inside if not one.startswith(("#", SITE))] == []
    outline = [one.get("href", "") for one in book.nav.iter(f"{X}a")]
    assert {one.removeprefix("text.xhtml#") for one in outline} <= {*book.ids}
    nested = [one for one in book.text.iter(f"{X}a") if one.find(f".//{X}a") is not None]
    assert nested == []


def test_the_outline_is_that_of_the_headings() -> None:
    book = of(plan_of("某县2024年工作要点\n一、甲\n（一）乙\n丙。\n（二）丁\n二、戊\n"))
    (nav,) = book.nav.iter(f"{X}nav")

    def outline(element: Element) -> list[object]:
        return [[item[0].text, *(outline(item[1]) if len(item) > 1 else [])] for item in element]

    assert outline(nav[1]) == [
        ["某县2024年工作要点", ["一、甲", ["（一）乙"], ["（二）丁"]], ["二、戊"]]
    ]


@every_work
def test_each_emendation_has_its_note(
    work: str, books: dict[str, Book], library: dict[str, Plan]
) -> None:
    plan = library[work]
    marked = text_of(plan).marked
    notes = {one.get("id"): "".join(one.itertext()) for one in books[work].text.iter(f"{X}aside")}
    entries = [one for one in apparatus.entries(plan) if one.id in marked]
    assert [*notes] == [entry.id for entry in entries]
    assert [one.id for one in entries if one.ground.rstrip("。") not in notes[one.id]] == []


def test_a_note_on_one_digit_stands_after_the_number(books: dict[str, Book]) -> None:
    (work,) = (one for one in WORKS if "shanghai" in one)
    whole = "".join(books[work].body.itertext())
    assert "110[9]警情、119[10]火情信息" in whole


def test_merged_cells_are_merged() -> None:
    rows = [*of(plan_of_page(MERGED)).text.iter(f"{X}tr")]
    assert [[(one.get("rowspan"), one.get("colspan")) for one in row] for row in rows] == [
        [(None, None), (None, "2"), (None, None)],
        [("2", None), (None, None), (None, None), ("2", None)],
        [(None, None), (None, None)],
        [(None, None), (None, "2"), (None, None)],
    ]


def test_without_an_address_names_lead_nowhere(library: dict[str, Plan]) -> None:
    links = of(library[WORKS[0]], None).text.iter(f"{X}a")
    assert [one for one in links if not one.get("href", "").startswith("#")] == []


def test_the_same_bytes_each_time(library: dict[str, Plan]) -> None:
    plan = library[WORKS[0]]
    entries, text = apparatus.entries(plan), text_of(plan)
    assert epub.dump(plan, entries, text) == epub.dump(plan, entries, text)


def test_the_package_is_that_of_the_record(
    books: dict[str, Book], library: dict[str, Plan]
) -> None:
    for work, book in books.items():
        plan = library[work]
        package = ElementTree.fromstring(book.package)
        told = {one.tag.rpartition("}")[2]: one.text or "" for one in package.iter()}
        assert plan.source.sha256 in told["identifier"]
        assert told["meta"] == f"{plan.published or '1980-01-01'}T00:00:00Z"
        assert told.get("creator") == plan.record.issuer.value
