"""Every address of every plan holds its text, and every kind of link to it lands there."""

import re
from collections import Counter, defaultdict
from collections.abc import Iterable
from itertools import chain

import pytest
from playwright.sync_api import BrowserContext, Page

from converters import ids, punctuation
from converters.models import Plan
from tests.browser import landing

# The text of an element. A table answers for its caption and header only, its rows for
# themselves; cells are apart. A heading is followed by the first paragraph of its clause, which
# has no id of its own.
_TEXT = """
(id) => {
  const element = document.getElementById(id);
  const text = (selector) =>
    Array.from(element.querySelectorAll(selector), (cell) => cell.textContent).join(" ");
  if (element.matches("table")) return text("caption, thead th");
  if (element.matches("tr")) return text("th, td");
  const next = element.nextElementSibling;
  const goesOn = element.matches("h1, h2, h3, h4, h5, h6") && next?.matches("p:not([id])");
  return element.textContent + (goesOn ? next.textContent : "");
}
"""
_TEXTS = "(ids) => ids.map(" + _TEXT + ")"
_STANDS_FIRST_IN = """
([old, target]) => {
  const anchor = document.getElementById(old);
  const element = document.getElementById(target);
  if (!element.contains(anchor)) return false;
  const before = document.createRange();
  before.setStart(element, 0);
  before.setEndBefore(anchor);
  return anchor.textContent === "" && before.toString().trim() === "";
}
"""
_FORMS = {"slash": "/", "no slash": ""}


def address(home: str, plan: Plan) -> str:
    return f"{home}plans/{plan.source.work}"


def one_of_each_kind(addresses: Iterable[str]) -> list[str]:
    """Of the addresses that differ in their numbers only, the one in the middle."""
    kinds: defaultdict[str, list[str]] = defaultdict(list)
    for id_ in addresses:
        kinds[re.sub(r"\d+", "1", id_)].append(id_)
    return [found[len(found) // 2] for found in kinds.values()]


def as_read(text: str) -> str:
    """The text of one address as the page should show it, without its further paragraphs."""
    first, *_ = text.split("\n")
    return collapsed(" ".join(map(punctuation.restore, first.split("\t"))))


def collapsed(text: str) -> str:
    return " ".join(text.split())


@pytest.fixture
def addresses(plan: Plan) -> list[str]:
    return [*ids.texts(plan), *plan.aliases]


def test_there_are_as_many_addresses_as_were_published(library: dict[str, Plan]) -> None:
    published = {work: Counter(kinds(plan)) for work, plan in library.items()}
    assert sum(map(len, published.values())) >= 5


def kinds(plan: Plan) -> Iterable[str]:
    return chain(ids.texts(plan), plan.aliases)


def test_every_address_is_in_the_page_exactly_once(
    home: str, plan: Plan, addresses: list[str], page: Page
) -> None:
    page.goto(f"{address(home, plan)}/")
    found = page.evaluate("() => Array.from(document.querySelectorAll('[id]'), (e) => e.id)")
    counts = Counter(map(str, found))
    assert {id_: counts[id_] for id_ in addresses} == dict.fromkeys(addresses, 1)
    assert counts.total() == len(counts)


def test_every_address_holds_its_text(home: str, plan: Plan, page: Page) -> None:
    texts = ids.texts(plan)
    page.goto(f"{address(home, plan)}/")
    shown = dict(zip(texts, map(collapsed, page.evaluate(_TEXTS, list(texts))), strict=True))
    assert shown == {id_: as_read(text) for id_, text in texts.items()}


def test_every_older_or_shorter_address_stands_before_the_text_it_means(
    home: str, plan: Plan, page: Page
) -> None:
    page.goto(f"{address(home, plan)}/")
    places = {old: page.evaluate(_STANDS_FIRST_IN, [old, new]) for old, new in plan.aliases.items()}
    assert places == dict.fromkeys(plan.aliases, True)


@pytest.mark.parametrize("end", _FORMS.values(), ids=_FORMS)
def test_a_link_from_elsewhere_lands_and_still_does_after_a_reload(
    home: str, plan: Plan, addresses: list[str], window: BrowserContext, end: str
) -> None:
    faults: dict[str, list[str]] = {}
    for id_ in one_of_each_kind(addresses):
        with window.new_page() as page:
            page.goto(f"{address(home, plan)}{end}#{id_}")
            first = landing.fault(page, id_)
            page.reload()
            again = landing.fault(page, id_)
            if first or again:
                faults[id_] = [first, again]
    assert faults == {}


def test_every_address_is_reached_from_within_the_page(
    home: str, plan: Plan, addresses: list[str], window: BrowserContext
) -> None:
    page = window.new_page()
    page.goto(f"{address(home, plan)}/")
    assert landing.faults_on_the_way(page, addresses) == {}


def test_a_link_to_a_line_of_the_source_lands_and_still_does_after_a_reload(
    home: str, plan: Plan, window: BrowserContext
) -> None:
    id_ = f"L{plan.source.line_count // 2}"
    for end in _FORMS.values():
        with window.new_page() as page:
            page.goto(f"{address(home, plan)}/source{end}#{id_}")
            assert landing.fault(page, id_) == ""
            page.reload()
            assert landing.fault(page, id_) == ""


def test_every_line_of_the_source_is_reached_from_within_the_page(
    home: str, plan: Plan, window: BrowserContext
) -> None:
    page = window.new_page()
    page.goto(f"{address(home, plan)}/source/")
    lines = [f"L{number}" for number in range(1, plan.source.line_count + 1)]
    assert landing.faults_on_the_way(page, lines) == {}
