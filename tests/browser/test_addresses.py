"""Every address of every plan holds its text, and every kind of link to it lands there."""

import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Page

from converters.edition import ids
from converters.models.plan import Plan
from converters.text import punctuation
from tests.browser import landing, static_host
from tests.trials import tried

# The text of an element. A table answers for its caption and header only, its rows for
# themselves; cells are apart. A heading is followed by the first paragraph of its clause, which
# has no id of its own.
_TEXTS = """
(ids) => ids.map((id) => {
  const element = document.getElementById(id);
  const cells = (selector) =>
    Array.from(element.querySelectorAll(selector), (cell) => cell.textContent).join(" ");
  if (element.matches("table")) return cells("caption, thead th");
  if (element.matches("tr")) return cells("th, td");
  const next = element.nextElementSibling;
  const goesOn = element.matches("h1, h2, h3, h4, h5, h6") && next?.matches("p:not([id])");
  return element.textContent + (goesOn ? next.textContent : "");
})
"""
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


def address(home: str, plan: Plan) -> str:
    return f"{home}plans/{plan.source.work}"


def faults_from_elsewhere(page: Page, address: str, id_: str) -> list[str]:
    """What is wrong after a link without the slash, after one with it, and after a reload."""
    page.goto(f"{address}#{id_}")
    redirected = landing.fault(page, id_)
    # From the page itself the same address would only scroll, not load.
    page.goto("about:blank")
    page.goto(f"{address}/#{id_}")
    opened = landing.fault(page, id_)
    page.reload()
    return [redirected, opened, landing.fault(page, id_)]


def one_of_each_kind(addresses: Iterable[str]) -> dict[str, str]:
    """Of the addresses that differ in their numbers only, the one in the middle."""
    kinds: defaultdict[str, list[str]] = defaultdict(list)
    for id_ in addresses:
        kinds[re.sub(r"\d+", "1", id_)].append(id_)
    return {kind: found[len(found) // 2] for kind, found in kinds.items()}


def expected_texts(plan: Plan) -> dict[str, str]:
    """What stands at each address; a caption above its table, wherever the source has it."""
    heads = {t.id: "\t".join(map(str, (t.caption, *t.header))) for t in plan.tables}
    return {id_: as_read(text) for id_, text in (ids.texts(plan) | heads).items()}


def as_read(text: str) -> str:
    """The text of an address as the page shows it, without further paragraphs."""
    first, *_ = text.split("\n")
    return collapsed(" ".join(map(punctuation.restore, first.split("\t"))))


def collapsed(text: str) -> str:
    return " ".join(text.split())


@pytest.fixture(scope="module")
def slow_home(site_folder: Path) -> Iterator[str]:
    with static_host.serve(site_folder, pause=0.1) as address:
        yield address


def addresses_of(plan: Plan) -> list[str]:
    """Every address of a plan, the older and shorter ones too."""
    return [*ids.texts(plan), *plan.aliases]


@pytest.fixture
def addresses(plan: Plan) -> list[str]:
    return addresses_of(plan)


@pytest.fixture
def only_here(plan: Plan, library: dict[str, Plan]) -> list[str]:
    """An address of each kind that is in no plan before this one."""
    own = one_of_each_kind(addresses_of(plan))
    for before in library.values():
        if before.source.work == plan.source.work:
            break
        for kind in one_of_each_kind(addresses_of(before)):
            own.pop(kind, None)
    return list(own.values())


def test_every_address_is_in_the_page_exactly_once(
    home: str, plan: Plan, addresses: list[str], page: Page
) -> None:
    page.goto(f"{address(home, plan)}/")
    found = Counter(page.evaluate("Array.from(document.querySelectorAll('[id]'), (e) => e.id)"))
    assert {id_: found[id_] for id_ in addresses} == dict.fromkeys(addresses, 1)


def test_every_address_holds_its_text(home: str, plan: Plan, page: Page) -> None:
    expected = expected_texts(plan)
    page.goto(f"{address(home, plan)}/")
    shown = page.evaluate(_TEXTS, list(expected))
    assert dict(zip(expected, map(collapsed, shown), strict=True)) == expected


def test_every_older_or_shorter_address_stands_before_the_text_it_means(
    home: str, plan: Plan, page: Page
) -> None:
    page.goto(f"{address(home, plan)}/")
    places = {old: page.evaluate(_STANDS_FIRST_IN, [old, new]) for old, new in plan.aliases.items()}
    assert places == dict.fromkeys(plan.aliases, True)


@pytest.mark.parametrize(
    "window", ["phone", pytest.param("wide", marks=pytest.mark.long)], indirect=True
)
def test_a_link_from_elsewhere_lands_and_still_does_after_a_reload(
    home: str, plan: Plan, only_here: list[str], window: Page
) -> None:
    faults: dict[str, list[str]] = {}
    for id_ in only_here[:: tried(3, 1)]:
        found = faults_from_elsewhere(window, address(home, plan), id_)
        if any(found):
            faults[id_] = found
    assert faults == {}


def test_a_reload_over_a_slow_line_lands(
    slow_home: str, library: dict[str, Plan], phone: Page
) -> None:
    """The text arrives in pieces, while the outline, which is shown below it, is there already."""
    plan = library["220502-dongchang-2021-2025-guihua"]
    phone.goto(f"{address(slow_home, plan)}/#meta-p5")
    phone.reload()
    assert landing.fault(phone, "meta-p5") == ""


def test_a_link_within_the_page_lands(
    home: str, plan: Plan, addresses: list[str], window: Page
) -> None:
    window.goto(f"{address(home, plan)}/")
    faults: dict[str, str] = {}
    for id_ in one_of_each_kind(addresses).values():
        window.evaluate("(id) => { location.hash = id; }", id_)
        if fault := landing.fault(window, id_):
            faults[id_] = fault
    assert faults == {}


def test_every_address_is_reached_on_a_way_through_the_page(
    home: str, plan: Plan, addresses: list[str], window: Page
) -> None:
    window.goto(f"{address(home, plan)}/")
    assert landing.faults_on_the_way(window, addresses) == {}


def test_the_outline_leads_to_every_part(home: str, plan: Plan, page: Page) -> None:
    page.goto(f"{address(home, plan)}/")
    parts = [clause.id for clause in plan.clauses if clause.layer == "a"]
    assert parts
    for id_ in parts:
        page.locator(f"nav.outline a[href='#{id_}']:visible").click()
        assert landing.fault(page, id_) == "", id_


def test_a_link_to_a_line_of_the_source_lands_and_still_does_after_a_reload(
    home: str, plan: Plan, window: Page
) -> None:
    middle = f"L{plan.source.line_count // 2}"
    faults = faults_from_elsewhere(window, f"{address(home, plan)}/source", middle)
    assert faults == ["", "", ""]


def test_every_line_of_the_source_is_reached_on_a_way_through_the_page(
    home: str, plan: Plan, window: Page
) -> None:
    window.goto(f"{address(home, plan)}/source/")
    lines = [f"L{number}" for number in range(1, plan.source.line_count + 1)]
    assert landing.faults_on_the_way(window, lines) == {}
