"""The folding and the reading of a query in a real browser, held to the vectors that Python is."""

import re
from collections.abc import Iterator

import pytest
from hypothesis import Phase, given, settings
from hypothesis import strategies as st
from playwright.sync_api import Browser, Page

from converters.search import folding
from tests import fixture_files
from tests.conftest import ROOT
from tests.test_search_folding import CASES, TEXTS
from tests.trials import tried

SCRIPTS = ROOT / "docs" / "assets" / "search"
QUERIES = [*fixture_files.read(ROOT / "tests" / "fixtures" / "search" / "queries.txt")]

_LONE = re.compile("[\ud800-\udfff]")

_PARSE = """
(typed) => {
  const found = library.query.parse(typed);
  return [...found.wanted.map((term) => "+" + term), ...found.unwanted.map((term) => "-" + term)];
}
"""
# For each text: folded, and where each UTF-16 unit of it, and each beginning of it, stands.
_FOLDED = """
(texts) => texts.map((text) => {
  const { text: folded, dropped } = library.folding.folded(text);
  const units = folded.split("");
  return [
    library.folding.fold(text),
    folded,
    units.map((_, at) => library.folding.range(at, at + 1, dropped)),
    units.map((_, at) => library.folding.range(0, at + 1, dropped)),
  ];
})
"""


@pytest.fixture(scope="module")
def scripts(browser: Browser) -> Iterator[Page]:
    """A page with nothing but the script."""
    with browser.new_context() as context:
        page = context.new_page()
        page.set_content("<!doctype html>")
        page.add_script_tag(path=SCRIPTS / "folding.js")
        yield page


def units_of(text: str) -> list[str]:
    """The UTF-16 units, as JavaScript counts."""
    data = text.encode("utf-16-le")
    return [data[at : at + 2].decode("utf-16-le", "surrogatepass") for at in range(0, len(data), 2)]


def check(texts: list[str], scripts: Page) -> None:
    """All of it in one call: each text folds as in Python, and each place is of its character."""
    answers = scripts.evaluate(_FOLDED, texts)
    for text, (fold, folded, places, beginnings) in zip(texts, answers, strict=True):
        assert fold == folded == folding.fold(text)
        units = units_of(text)
        assert len(places) == len(units_of(folded))
        before = 0
        for unit, (start, end), (first, last) in zip(
            units_of(folded), places, beginnings, strict=True
        ):
            assert end == start + 1
            assert folding.fold(units[start]) == unit
            assert (first, last) == (places[0][0], end)
            # What was passed over is blank.
            assert not "".join(units[before:start]).strip(), text
            before = end
        assert before == len(units)


def test_the_vectors_of_folding(scripts: Page) -> None:
    check([case.input for case in CASES], scripts)
    folded = scripts.evaluate(
        "(texts) => texts.map(library.folding.fold)", [c.input for c in CASES]
    )
    assert folded == [case.expected for case in CASES]


@settings(max_examples=tried(25, 500), phases=set(Phase) - {Phase.explain})
@given(st.lists(TEXTS.map(lambda text: _LONE.sub("", text)), max_size=20))
def test_any_text_folds_as_in_python_and_maps_back(scripts: Page, texts: list[str]) -> None:
    check(texts, scripts)


def test_every_character_folds_as_in_python(scripts: Page) -> None:
    codes = [*range(0xD800), *range(0xE000, 0x10000), *range(0x1FFF0, 0x20010), 0x3FFFF, 0x40000]
    text = "".join(f"中 {chr(code)} 中" for code in codes)
    assert scripts.evaluate("library.folding.fold", text) == folding.fold(text)


@pytest.mark.parametrize("case", QUERIES, ids=[case.title for case in QUERIES])
def test_the_vectors_of_queries(case: fixture_files.Case, scripts: Page) -> None:
    assert scripts.evaluate(_PARSE, case.input) == case.expected.splitlines()


@settings(max_examples=tried(25, 500), phases=set(Phase) - {Phase.explain})
@given(st.lists(st.text(st.sampled_from('甲乙aＡ -"“”\u3000\n\\'), max_size=12), max_size=20))
def test_any_query_is_read_to_terms_that_it_holds(scripts: Page, typed: list[str]) -> None:
    for one in typed:
        terms = scripts.evaluate(_PARSE, one)
        assert bool(terms) == bool(one.strip(' \u3000\n"')) or '"' in one
        assert all(term[1:].strip() and term[1:] in one for term in terms)
        folded = [folding.fold(term[1:]) for term in terms if term[0] == "+"]
        assert len(folded) == len(set(folded))
