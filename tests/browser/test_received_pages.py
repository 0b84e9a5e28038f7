"""A second opinion on what a saved page says: that of the browser, character by character."""

import random
from collections.abc import Callable, Iterator

import pytest
from playwright.sync_api import Browser

from converters.models.derived import Derived
from converters.readers import html
from tests import fixture_files
from tests.test_html_reader import FIXTURES, TAGS
from tests.test_received import FILES
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
    with browser.new_context() as context:
        page = context.new_page()

        def read(text: str) -> str:
            page.set_content(text, wait_until="commit")
            shown: str = page.evaluate("document.documentElement.innerText")
            return shown

        yield read


def test_a_browser_shows_what_is_read(inner_text: Shown) -> None:
    cases = [case.input for case in fixture_files.read(FIXTURES / "readers" / "html.txt")]
    for page in (*cases, FILES[".html"].decode("gb18030")):
        assert in_the_file(html.read(page.encode())) == solid(inner_text(page)), page


def test_a_browser_shows_what_is_read_of_tags_in_disorder(inner_text: Shown) -> None:
    for seed in range(tried(60, 2_000)):
        page = soup(seed)
        if shown := solid(inner_text(page)):
            assert in_the_file(html.read(page.encode())) == shown, page
