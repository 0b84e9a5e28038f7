"""A text that is longer takes work in proportion, whatever it is made of, to its last page.

What is counted is calls of functions: a machine that is busy does not change them.
"""

import html
import sys
from cProfile import Profile
from pathlib import Path
from types import FrameType
from typing import Any

import markdown
import pytest
from hypothesis import given
from hypothesis import strategies as st

from converters import pipeline
from converters.edition import apparatus
from converters.edition.apparatus import Entry
from converters.models.source import Source
from converters.pages.plan import emendations
from converters.views import inline
from converters.writing import templates
from tests import worst
from tests.drawn import EXTENSIONS
from tests.trials import WHOLE

pytestmark = pytest.mark.slow

STEP = 300
"""Bytes; the texts have two, four and six times as many."""

GROWTH = 1.3
"""How much more work the third step may be than the second; if it were quadratic, 1.67."""

FEW = ("标签", "编号", "要转义的符号")


def calls(written: str) -> int:
    """How many functions are called from a text to its last page, those in C too."""
    with Profile() as counted:
        worst.publish(worst.read(written))
    return sum(one.callcount for one in counted.getstats())


@pytest.mark.parametrize("name", worst.WORST if WHOLE else FEW)
def test_work_grows_as_the_text_does(name: str) -> None:
    texts = [worst.text(worst.WORST[name], size * STEP) for size in (2, 4, 6)]
    calls(texts[0])  # what is done only once is done
    one, two, three = map(calls, texts)
    assert three - two < GROWTH * (two - one)


LINES = {
    "links": "[甲](a.md)",
    "escapes": "\\*",
    "notes": "[^{n}]",
    "elements": "<b>甲</b>",
}


@pytest.mark.parametrize("kind", LINES)
def test_a_long_paragraph_is_not_written_anew_for_each_of_its_marks(kind: str) -> None:
    """The characters that are handed on from step to step grow as the paragraph does."""
    piece = LINES[kind]

    def handed_on(count: int) -> int:
        body = "".join(piece.replace("{n}", str(n)) for n in range(count))
        notes = "".join(f"[^{n}]: 注\n" for n in range(count)) if "{n}" in piece else ""
        total = 0

        def measured(frame: FrameType, event: str, _: object) -> None:
            nonlocal total
            if event == "return" and frame.f_code.co_name in ("__applyPattern", "_marked"):
                total += len(frame.f_locals.get("data", frame.f_locals.get("text", "")))

        before = sys.getprofile()
        sys.setprofile(measured)
        try:
            markdown.markdown(f"{body}\n\n{notes}", extensions=EXTENSIONS)
        finally:
            sys.setprofile(before)
        return total

    assert handed_on(200) < 2.3 * handed_on(100)


def test_a_paragraph_is_not_written_anew_for_each_line_that_it_is_set_in() -> None:
    """The characters of texts that are put together grow as the paragraph does."""

    def put_together(count: int) -> int:
        total = 0

        def measured(frame: FrameType, event: str, made: object) -> None:
            nonlocal total
            if event == "return" and frame.f_code.co_qualname == "MappedText.joined":
                total += len(str(made))

        source = Source(
            Path("plan.txt"),
            "加强应急值守，做好防汛抗旱和森林防火准备工作，落实\n" * count,
            "0" * 64,
        )
        before = sys.getprofile()
        sys.setprofile(measured)
        try:
            lines = pipeline.read_lines(source).lines.text
        finally:
            sys.setprofile(before)
        assert len(lines) == 1
        return total

    assert put_together(200) < 2.3 * put_together(100)


class Looked(list[Entry]):
    """Entries, and how many of them were handed on."""

    handed_on = 0

    def __getitem__(self, at: Any) -> Any:
        found = super().__getitem__(at)
        self.handed_on += len(found) if isinstance(at, slice) else 1
        return found


def test_what_was_left_out_is_looked_at_where_it_stood_and_nowhere_else() -> None:
    plan = worst.read(worst.text(worst.WORST["断开的编号"], 3_000))
    reader = inline.Reader(plan, apparatus.entries(plan))
    looked = Looked(reader._omitted)
    assert len(looked) > 500
    reader._omitted = looked
    for unit in plan.units:
        for part in unit.parts:
            reader.paragraph(part)
    assert 0 < looked.handed_on < 2 * len(looked)


MARKS = (
    "[甲](a.md)",
    "[^1]",
    "<b>甲</b>",
    "&#42;",
    "&#95;甲",
    "\\*",
    "\\[",
    "`码`",
    "甲",
    "，",
    " ",
    "\n",
    "![图](b.png)",
    "<a id='x'></a>",
    "&amp;",
    "[乙 &#42;](c.md)",
)


@given(st.lists(st.sampled_from(MARKS), max_size=40), st.integers(0, 3))
def test_a_paragraph_reads_as_it_does_without_the_extension(marks: list[str], at: int) -> None:
    body = "".join(marks)
    place = (
        "{}",
        "# {}",
        "| {} | 甲 |\n| --- | --- |\n| {} | 乙 |",
        '<div markdown="span">{}</div>',
    )[at]
    if at:
        body = body.replace("\n", " ")
    text = f"{place.replace('{}', body)}\n\n[^1]: 注 [丙](d.md)\n"
    usual = [one for one in EXTENSIONS if one != "converters.site.long_paragraphs"]
    found = markdown.markdown(text, extensions=EXTENSIONS)
    assert html.unescape(found) == html.unescape(markdown.markdown(text, extensions=usual))


def test_of_doubts_without_end_the_first_are_listed_and_all_are_counted() -> None:
    plan = worst.read(worst.text("《", 2_000))
    doubts = len([one for one in plan.problems if one.place is None])
    assert doubts > 600
    page = templates.page(emendations.page(plan, apparatus.entries(plan), frozenset())).text
    assert page.count("书名号") == 500
    assert f"共 {doubts} 处，这里列出前 500 处" in page
