"""A second opinion on what a saved page says: that of the browser, character by character."""

import random
from collections.abc import Callable, Iterator
from html import escape

import pytest
from playwright.sync_api import Browser

from converters import pipeline
from converters.edition import ids
from converters.ingest import sources
from converters.models.derived import Derived
from converters.models.plan import Plan
from converters.readers import html
from tests import received_plans
from tests.conftest import SOURCES
from tests.test_html_reader import CASES, TAGS
from tests.test_received import FILES, TEXT, data_of, plan_of, without_places
from tests.trials import tried

Shown = Callable[[str], str]
"""What a browser shows of a page."""


def solid(text: str) -> str:
    return "".join(text.split())


def in_the_file(derived: Derived) -> str:
    """The text without the numbers that a browser draws beside it: `innerText` has none either."""
    return solid("".join(derived.text[one.start : one.end] for one in derived.places if one.size))


def soup(seed: int) -> str:
    """Tags and text in disorder, as no one writes them."""
    chance = random.Random(seed)
    pieces = [f"<{tag}>" for tag in TAGS] + [f"</{tag}>" for tag in TAGS]
    pieces += ["<a href=x>", "</a>", "<ol>", "</ol>", "<form>", "</form>"]
    pieces += [
        "<br>",
        "</br>",
        "&nbsp;",
        "&lt",
        "&#20013",
        "<!-- 注 -->",
        "<!>",
        "</>",
        "<?甲>",
        "<",
        "&",
    ]
    pieces += ["<td rowspan=2>", "<td colspan=3>", "<table border=1>", "<thead>", "<dl><dt>"]
    pieces += [
        "<input type=hidden>",
        "<script>甲</script>",
        "<style>乙</style>",
        "<span hidden>1</span>",
        "<dd>",
    ]
    tokens = (
        chance.choice(pieces) if chance.random() < 0.6 else f"{number:x}"
        for number in range(chance.randint(2, 40))
    )
    return f"<!DOCTYPE html><html><body><p>{''.join(tokens)}"


@pytest.fixture(scope="module")
def inner_text(browser: Browser) -> Iterator[Shown]:
    with browser.new_context(offline=True) as context:
        page = context.new_page()

        def read(text: str) -> str:
            page.set_content(text, wait_until="domcontentloaded")
            shown: str = page.evaluate("document.documentElement.innerText")
            return shown

        yield read


PRINT = """<style>@page { size: A4; margin: 37mm 26mm 35mm 28mm }
body { font: 16pt/28pt serif } p { margin: 0; text-align: justify } h1 { font-size: 22pt }
table.MsoNormalTable { border-collapse: collapse } .MsoNormalTable td { border: 1px solid }
table { width: 100% !important } .top, .weizhi, .share, .footer { display: none }</style>"""
EDGE = '<div style="font-size: 9px; width: 100%; text-align: center">{}</div>'


def test_what_a_browser_prints_is_the_same_plan(browser: Browser) -> None:
    with browser.new_context(offline=True) as context:
        page = context.new_page()
        page.set_content(FILES[".html"].decode("gb18030").replace("<body>", f"<body>{PRINT}"))
        printed = page.pdf(
            prefer_css_page_size=True,
            display_header_footer=True,
            header_template=EDGE.format("某市政府网站"),
            footer_template=EDGE.format('— <span class="pageNumber"></span> —'),
        )
    data = data_of("plan.pdf", printed)
    for key in ("tables", "responsibility"):
        assert without_places(data[key]) == without_places(TEXT[key])
    # The metadata stand in a table without lines, of which a print shows no cells.
    clauses, wanted = (without_places(one["clauses"]) for one in (data, TEXT))
    for clause in (*clauses, *wanted):
        clause.pop("citation")
    assert clauses == wanted
    noise = {block["rule"]: block["text"] for block in data["blocks"] if block["kind"] == "noise"}
    assert noise["running-head"] == "某市政府网站"
    assert noise["page-number"] == "— 2 —"


@pytest.mark.parametrize("work", ["360900-yichun-2023-yaodian", "320412-wujin-2017-yaodian"])
def test_a_founding_plan_is_the_same_as_text_as_page_and_in_print(
    work: str, browser: Browser
) -> None:
    """Thirty pages of wrapped lines are the paragraphs that they were; blanks are not compared."""
    source = sources.load(SOURCES / f"{work}.txt")
    lines = source.text.split("\n")
    body = "".join(f'<p class="text">{escape(line.strip())}</p>' for line in lines)
    page = f"<!DOCTYPE html><html><body>{PRINT}<style>.text {{ text-indent: 2em }}</style>{body}"
    with browser.new_context(offline=True) as context:
        tab = context.new_page()
        tab.set_content(page)
        printed = tab.pdf(prefer_css_page_size=True)
    wanted = clauses_of(pipeline.structured(source))
    assert clauses_of(plan_of("plan.html", page.encode())) == wanted
    assert clauses_of(plan_of("plan.pdf", printed)) == wanted


def clauses_of(plan: Plan) -> dict[str, str]:
    texts = ids.texts(plan)
    return {clause.id: solid(texts[clause.id]) for clause in plan.clauses}


def test_a_browser_shows_what_is_read(inner_text: Shown) -> None:
    plans = sorted(received_plans.FOLDER.glob("*.html"))
    pages = (*(case.input for case in CASES), *(one.read_text("utf-8") for one in plans))
    for page in (*pages, FILES[".html"].decode("gb18030")):
        derived = html.read(page.encode())
        shown = solid(inner_text(page))
        if any(problem.code == "hidden-shown" for problem in derived.problems):
            assert in_the_file(derived) != shown  # a browser without the script shows nothing of it
        else:
            assert in_the_file(derived) == shown, page


def test_a_browser_shows_what_is_read_of_tags_in_disorder(inner_text: Shown) -> None:
    for seed in range(tried(60, 2_000)):
        page = soup(seed)
        if shown := solid(inner_text(page)):
            assert in_the_file(html.read(page.encode())) == shown, page
