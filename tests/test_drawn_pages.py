"""What the page of a plan has beside its Markdown is drawn round that: the text stays the same."""

import ast
import re
import sys
from pathlib import Path
from typing import NamedTuple

import markdown
import pytest

from converters.edition import apparatus
from converters.models.plan import Plan
from converters.names.name_finder import NameFinder
from converters.pipeline import names_in
from converters.site import drawn_pages
from converters.site.drawn_pages import DrawnPages
from converters.views import plan_text
from converters.writing import plan_markdown, plan_page
from tests import built_page
from tests.built_page import Element
from tests.conftest import NAMES, ROOT, WORKS
from tests.drawn import EXTENSIONS, reading_page
from tests.rendered_markdown import RENDERERS, Block, Rendered
from tests.test_structure import plan_of


def without_blanks(text: str) -> str:
    return "".join(text.split())


def no_note(element: Element) -> str | None:
    return "" if "notes" in element.classes else None


class Shown(NamedTuple):
    """A plan of the library: the blocks of its Markdown, and its page."""

    blocks: list[Block]
    page: str


@pytest.fixture(scope="module", params=WORKS)
def shown(request: pytest.FixtureRequest, library: dict[str, Plan]) -> Shown:
    plan = library[request.param]
    names = names_in(plan, NameFinder(NAMES))
    text = plan_text.of(plan, apparatus.entries(plan), names)
    written = RENDERERS["Python-Markdown"](plan_markdown.body(text))
    return Shown(Rendered(written).blocks, reading_page(plan, names))


def test_the_text_of_the_page_is_that_of_the_markdown(shown: Shown) -> None:
    page = built_page.read(shown.page, "").one("div", "document").text(no_note)
    written = "".join(block.text for block in shown.blocks)
    assert without_blanks(page) == without_blanks(written)


def test_names_lead_where_the_markdown_leads(shown: Shown) -> None:
    drawn = re.findall(r'<a class="mention [^"]*" href="([^"]*)"', shown.page)
    links = [link for block in shown.blocks for link in block.links]
    assert links
    # Unreviewed names lead to the index, which is a page of its own; their addresses land here too.
    reviewed = [link for link in drawn if not link.startswith("names.md#")]
    assert [link.replace("#page", "index.md") for link in reviewed] == links
    unreviewed = {link.partition("#")[2] for link in drawn if link.startswith("names.md#")}
    landing = re.findall(r' id="(name-[^"]*)"', shown.page)
    assert unreviewed <= {*landing}
    assert len({*landing}) == len(landing)


def test_markdown_round_which_nothing_is_drawn_stays_as_it_is(tmp_path: Path) -> None:
    text = '# 甲\n\n乙[^1]　[丙](a.md)\n\n[^1]: 丁\n\n<a id="b"></a>戊\n'
    drawn = markdown.markdown(text, extensions=[*EXTENSIONS, DrawnPages(folder=tmp_path)])
    assert drawn == markdown.markdown(text, extensions=EXTENSIONS)


def test_two_plans_with_one_text_are_two_pages(library: dict[str, Plan]) -> None:
    text = plan_text.of(library[WORKS[0]], [])
    bodies = {plan_markdown.body(text, work) for work in WORKS}
    assert len({plan_page.name_of(body) for body in bodies}) == len(WORKS)


@pytest.mark.parametrize(
    ("text", "drawn", "message"),
    [
        ("甲乙\n", '["p", {}, [1], true]', "text of the Markdown is left over"),
        ("甲\n\n乙\n", '["p", {}, [1], true]', "blocks of the Markdown are left over"),
    ],
)
def test_what_is_of_another_text_is_not_drawn(
    text: str, drawn: str, message: str, tmp_path: Path
) -> None:
    written = f'{{"before": "", "text": {drawn}, "after": ""}}'
    (tmp_path / f"{plan_page.name_of(text)}.json").write_text(written, "utf-8")
    with pytest.raises(ValueError, match=message):
        markdown.markdown(text, extensions=[DrawnPages(folder=tmp_path)])


def test_a_plan_of_which_nothing_is_text_has_its_page() -> None:
    page = reading_page(plan_of("打印 关闭\n"))
    assert '<h1 id="page">' in page
    assert re.search(r'<p class="noise"[^>]* hidden="hidden"[^>]*></p>', page)


def test_what_looks_like_an_entity_is_text_in_the_text_and_in_a_note() -> None:
    """`&amp;lt;` reads `&lt;`; what the file had stands beside it, and in the title."""
    page = reading_page(plan_of("一、防汛\n甲A&amp;lt;B&nbsp;C&amp;nbsp;D。\n"))
    tree = built_page.read(page, "")
    text = tree.one("div", "document").text(no_note)
    assert "A&lt;B" in text
    assert "C&nbsp;D" in text
    told = [code.text() for code in tree.one("div", "notes").all("code")]
    assert told == ["&amp;", "&nbsp;", "&amp;"]


def test_any_generator_can_load_it() -> None:
    """Python-Markdown and the standard library are all that it needs."""
    for path in ("converters/__init__.py", "converters/site/__init__.py", drawn_pages.__file__):
        for node in ast.walk(ast.parse((ROOT / path).read_text("utf-8"))):
            names = [one.name for one in node.names] if isinstance(node, ast.Import) else []
            if isinstance(node, ast.ImportFrom):
                names = [str(node.module)]
            for name in names:
                assert name.partition(".")[0] in {*sys.stdlib_module_names, "markdown"}, path
