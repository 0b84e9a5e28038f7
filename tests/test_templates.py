"""Pages are written by templates: a text that is put into one stays text, whoever forgets what."""

import ast
import re
from collections.abc import Iterator
from pathlib import Path
from types import SimpleNamespace

import markdown
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from converters.models.page import View
from converters.models.phrase import Marked
from converters.site.table_captions import TableCaptions
from converters.text import escape
from converters.text.markdown import Markdown
from converters.views import plan_print
from converters.views.pagination import Leaf
from converters.views.record_table import Cell, Record, Table
from converters.writing import phrases, templates
from converters.writing.elements import element
from tests.conftest import ROOT
from tests.drawn import EXTENSIONS
from tests.test_hostile_text import HOSTILE, Html

CODE = ROOT / "converters"
MODULES = sorted(CODE.rglob("*.py"))
TEMPLATES = sorted((CODE / "templates").iterdir())
TAG = re.compile(r'(?<!\?P)</?[A-Za-z\0]|markdown="')
"""A tag, or what looks like one with a value for its name; a named group of a pattern is none."""

OF_PAGES = {"site/drawn_pages.py"}
"""The one module that puts elements round Markdown."""


def f_strings(text: str) -> Iterator[tuple[int, str]]:
    """The f-strings of some code with their lines, each value in them a NUL."""
    for node in ast.walk(ast.parse(text)):
        if isinstance(node, ast.JoinedStr):
            parts = (one.value if isinstance(one, ast.Constant) else "\0" for one in node.values)
            yield node.lineno, "".join(map(str, parts))


def test_no_f_string_holds_a_tag() -> None:
    names = {path.relative_to(CODE).as_posix(): path for path in MODULES}
    assert [
        (name, line, text)
        for name, path in names.items()
        if name not in OF_PAGES
        for line, text in f_strings(path.read_text("utf-8"))
        if TAG.search(text)
    ] == []


@pytest.mark.parametrize(
    "code", ["f'<b>{x}'", "f'{x}</b>'", "f'<{x}>'", "f'a {x}' f'<p markdown=\"1\">'"]
)
def test_a_tag_would_be_found(code: str) -> None:
    assert [text for _, text in f_strings(code) if TAG.search(text)]


def test_each_template_is_used() -> None:
    code = "\n".join(path.read_text("utf-8") for path in (*MODULES, *TEMPLATES))
    assert [path.name for path in TEMPLATES if f'"{path.name}"' not in code] == []


def collapsed(text: str) -> str:
    return " ".join(text.split())


@settings(deadline=None)
@given(text=st.text(min_size=1))
def test_what_is_put_into_markdown_is_text(text: str) -> None:
    written = Markdown("<p>{}　{}</p>").format(text, phrases.written(Marked("a", text), Path()))
    shown = Html(markdown.markdown(written, extensions=EXTENSIONS)).texts["p"]
    expected = escape.visible(text.replace("\n", " "))
    assert collapsed(shown) == collapsed(f"{expected}　{expected}")


def test_control_characters_of_an_element_are_shown() -> None:
    made = element("span", {"data-a": "甲\x1b"}, ["乙\x07", 3, None])
    assert (made.attributes, made.inside) == ({"data-a": "甲␛"}, ("乙␇", 3, None))


def test_markdown_is_put_in_as_it_is() -> None:
    assert Markdown("a") + " b" == "a&#32;b"
    assert Markdown("a{}").format(Markdown("*b*")) == "a*b*"
    assert Markdown("a{b}{c}").format(b=Markdown("*b*"), c="*") == "a*b*&#42;"
    assert Markdown("、").join(["*", Markdown("*b*")]) == "&#42;、*b*"


def plan_list(table: Table, text: str = "甲") -> str:
    """The Markdown of a list of plans, with one text wherever there is none of the table."""
    leaf = Leaf(1, 1, Path("plans/index.md"))
    says = SimpleNamespace(
        title=text,
        size=1,
        unstated=text,
        table=table,
        leaf=leaf,
        withdrawn=text,
        provinces=(),
    )
    return templates.page(View(leaf.path, "plan_list.md", says)).text.partition("\n---\n")[2]


def test_a_long_list_is_read_in_groups_of_rows() -> None:
    """Rows of one element cost Python-Markdown the square of their number."""
    records = [Record([Cell(str(at)), Cell("甲")], f"r{at}") for at in range(1_201)]
    table = Table("表", {"行": "number", "名": ""}, records)
    found = markdown.markdown(plan_list(table), extensions=[*EXTENSIONS, TableCaptions()])
    assert [part.count("<tr ") for part in found.split("<tbody>")[1:]] == [500, 500, 201]
    assert re.findall(r'<tr id="(r\d+)"', found) == [one.id for one in records]


def test_a_list_is_filtered_by_what_some_rows_share() -> None:
    names = {"level": "级别", "year": "年份", "kind": "文种"}
    records = [
        Record([], facets={"level": level, "year": year, "kind": "规划"})
        for level, year in (("县级", "2017"), ("省级", "2022"), ("县级", "2025"))
    ]
    assert [*Table("", {}, records, names).filters] == [("level", "级别")]


def test_a_column_that_no_row_fills_is_left_out() -> None:
    records = [Record([Cell("甲"), Cell(""), Cell("0")]), Record([Cell("乙"), Cell(""), Cell("1")])]
    table = Table("表", {"名": "title", "地区": "short", "处": "number"}, records)
    assert table.filled.columns == {"名": "title", "处": "number"}
    assert [[cell.text for cell in one.cells] for one in table.filled.records] == [
        ["甲", "0"],
        ["乙", "1"],
    ]
    assert Table("表", {"名": "title"}, []).filled.columns == {"名": "title"}


@pytest.mark.parametrize("text", HOSTILE)
def test_a_template_of_markdown_escapes_by_itself(text: str) -> None:
    """The title of a table, its heads and what rows are filtered by are put in without a filter."""
    records = [Record([Cell(text, text)], facets={"a": facet}) for facet in (text, "乙", "乙")]
    table = Table(text, {text: "title"}, records, {"a": text})
    page = Html(
        markdown.markdown(plan_list(table, text), extensions=[*EXTENSIONS, TableCaptions()])
    )
    assert {tag for tag, _ in page.elements} <= {
        *("div", "table", "caption", "thead", "tbody", "tr", "th", "td", "p", "h1")
    }
    shown = collapsed(escape.visible(text))
    assert collapsed(page.texts["caption"]) == shown
    assert collapsed(page.texts["td"]) == collapsed(shown * 3)
    attributes = {name for _, values in page.elements for name in values}
    assert attributes <= {"class", "role", "aria-label", "data-facet", "scope", "data-label"} | {
        *("data-key", "data-a", "id")
    }


NO_NOTES = plan_print.Apparatus("", (), 0)


@pytest.mark.parametrize("text", HOSTILE)
def test_a_template_of_html_escapes_by_itself(text: str) -> None:
    written = templates.render(
        "plan_foot.html",
        kinds=[],
        topics=[],
        unreviewed=[],
        numbers=0,
        apparatus=NO_NOTES,
        version={text: text},
    )
    page = Html(written)
    assert {tag for tag, _ in page.elements} == {"section", "div", "p", "ul", "li"}
    shown = collapsed(escape.visible(text))
    assert collapsed(page.texts["li"]) == collapsed(f"{shown}　{shown}")


FRONT = re.compile(r"^---\n(.*?)\n---$", re.MULTILINE | re.DOTALL)
PAGES = [path for path in TEMPLATES if FRONT.search(path.read_text("utf-8"))]
ADDRESS = re.compile(r"page\.(?:address|key|card\.work) \| safe")


@pytest.mark.parametrize("path", PAGES, ids=lambda path: path.name)
def test_all_that_front_matter_is_given_is_a_scalar_of_yaml(path: Path) -> None:
    (front,) = FRONT.findall(path.read_text("utf-8"))
    for place in re.finditer(r"{{-?\s*(.*?)\s*-?}}", front):
        shown = place[1]
        assert shown.endswith("| front_matter") or ADDRESS.fullmatch(shown), shown
        # The whole of a value: what is quoted is no scalar if anything stands before it.
        assert re.search(r"(?:\w: |%\})$", front[: place.start()]) or ADDRESS.fullmatch(shown), (
            shown
        )
