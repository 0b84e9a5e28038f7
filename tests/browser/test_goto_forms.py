"""Go to answers alike by lunr and by a table, which are asked the same things side by side.

What the table does not answer, so that it need not be large, and nobody who types a word misses:

- a query that begins within a number (24 of 2024) or within a syllable of pinyin (ngji of yingji);
- pinyin and initials inside the heading of a clause; that is found by how it begins;
- pinyin with a slip in its first letters, which nothing in order of letters stands beside.

And of what is only near, as many as are looked at; the first is the same.
"""

import json
import re
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any, NamedTuple

import pytest
from playwright.sync_api import Page

from converters import pipeline
from converters.names import authority_files
from converters.names.authority import Authority
from converters.names.spelling import spell, syllabled
from converters.search import goto
from converters.stock import Stock
from tests import stocked
from tests.browser import search_site, static_host
from tests.browser.test_goto import go
from tests.generated_library import library
from tests.generated_library.chance import Chance

pytestmark = pytest.mark.slow

SIZE = 20
LIMIT = 8
EACH = 30
COLD = 100_000
"""Bytes that a query of a name may load, the first of all."""

CLAUSE = "条款"
_SYLLABLE = re.compile("[A-Z][a-z]*|[0-9]+")


class Forms(NamedTuple):
    """The addresses of both sites, where the second lies, and what the first has."""

    lunr: str
    table: str
    folder: Path
    entries: list[list[Any]]
    plans: list[dict[str, Any]]
    sheets: list[int]


def generated(folder: Path) -> Stock:
    library.write_sources(folder / "docs", SIZE)
    records = authority_files.load(folder / "docs" / "authority")
    plans = pipeline.read_library(folder / "docs")
    return stocked.stock_of(stocked.made_of(plans, records), records)


@pytest.fixture(scope="module", params=["founding", "generated"])
def forms(
    request: pytest.FixtureRequest, records: Authority, tmp_path_factory: pytest.TempPathFactory
) -> Iterator[Forms]:
    folder = tmp_path_factory.mktemp("forms")
    stock = search_site.founding(records) if request.param == "founding" else generated(folder)
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(goto, "_LARGEST", 10**9)
        small = site(folder / "lunr", stock)
        patch.setattr(goto, "_LARGEST", 0)
        large = site(folder / "table", stock)
    (script,) = small.glob("data/search/*/goto.js")
    told = json.loads(script.read_text("utf-8").removeprefix("library.goToData = ")[:-2])
    assert not [*small.glob("data/search/*/goto-*.js")]
    with static_host.serve(small) as lunr, static_host.serve(large) as table:
        yield Forms(lunr, table, large, told["entries"], told["plans"], told["sheets"])


def site(folder: Path, stock: Stock) -> Path:
    search_site.write(folder, stock)
    (folder / "about").mkdir()
    (folder / "about" / "index.html").write_text("<!doctype html><title>关于</title>", "utf-8")
    return folder


def names(forms: Forms, chance: Chance, count: int, *, of_clauses: bool = False) -> list[str]:
    every = [one[5:] for one in forms.entries if (one[0] == CLAUSE) == of_clauses]
    return [chance.one_of(one) for one in chance.some(every, count)]


def start(text: str, chance: Chance) -> str:
    return text[: chance.between(1, len(text))]


def inside(text: str, chance: Chance) -> str:
    """From somewhere within, but not within a number."""
    at = chance.between(1, max(1, len(text) - 2))
    while text[at - 1 : at + 1].isdigit():
        at += 1
    return text[at : at + chance.between(2, 6)]


def spelt(text: str) -> str:
    return spell(text).whole


def within(text: str, chance: Chance) -> str:
    """The pinyin of some syllables, not the first."""
    parts = _SYLLABLE.findall(syllabled(text))[1:]
    at = chance.below(len(parts)) if parts else 0
    return "".join(parts[at : at + chance.between(1, 4)]).lower()


def slip(text: str, chance: Chance, first: int = 0) -> str:
    """One character put in, left out, exchanged or in the wrong order."""
    at = chance.between(first, len(text) - 1)
    other = chance.one_of(text)
    return chance.one_of(
        [
            text[:at] + other + text[at:],
            text[:at] + text[at + 1 :],
            text[:at] + other + text[at + 1 :],
            text[:at] + text[at + 1 : at + 2] + text[at : at + 1] + text[at + 2 :],
        ]
    )


def address(forms: Forms, chance: Chance) -> str:
    plan = chance.one_of(forms.plans)
    between = chance.one_of(["", " "])
    return f"{chance.one_of(plan['names'])}{between}{chance.one_of(chance.one_of(plan['units']))}"


def sheet(forms: Forms, chance: Chance) -> str:
    return f"{forms.entries[chance.one_of(forms.sheets)][1]}职责单"


Asked = Callable[[Forms, Chance], list[str]]


ALIKE: dict[str, Asked] = {
    "names": lambda forms, chance: names(forms, chance, EACH),
    "starts": lambda forms, chance: [start(one, chance) for one in names(forms, chance, EACH)],
    "inside": lambda forms, chance: [inside(one, chance) for one in names(forms, chance, 2 * EACH)],
    "headings": lambda forms, chance: names(forms, chance, EACH, of_clauses=True),
    "starts of headings": lambda forms, chance: [
        start(one, chance) for one in names(forms, chance, EACH, of_clauses=True)
    ],
    "inside headings": lambda forms, chance: [
        inside(one, chance) for one in names(forms, chance, EACH, of_clauses=True)
    ],
    "addresses": lambda forms, chance: [address(forms, chance) for _ in range(EACH)],
    "sheets": lambda forms, chance: [sheet(forms, chance) for _ in range(EACH)],
}
"""What is answered the same to the last."""

SPELT: dict[str, Asked] = {
    "pinyin": lambda forms, chance: [spelt(one) for one in names(forms, chance, EACH)],
    "starts of pinyin": lambda forms, chance: [
        start(spelt(one) or one, chance) for one in names(forms, chance, EACH)
    ],
    "inside pinyin": lambda forms, chance: [
        within(one, chance) for one in names(forms, chance, EACH)
    ],
    "starts of the pinyin of headings": lambda forms, chance: [
        spelt(one)[: chance.between(4, 30)] for one in names(forms, chance, EACH, of_clauses=True)
    ],
    "initials": lambda forms, chance: [spell(one).initials for one in names(forms, chance, EACH)],
    "inside initials": lambda forms, chance: [
        inside(spell(one).initials, chance) for one in names(forms, chance, EACH)
    ],
}
"""What is answered the same, but for headings that have it inside."""

SLIPS: dict[str, Asked] = {
    "slips": lambda forms, chance: [
        slip(one, chance) for one in names(forms, chance, 2 * EACH) if len(one) > 3
    ],
    "slips in pinyin": lambda forms, chance: [
        slip(one, chance, len(one) // 2)
        for one in map(spelt, names(forms, chance, EACH))
        if len(one) > 5
    ],
}
"""Of which the first answer is the same."""


def answers(page: Page, forms: Forms, kind: str, asked: Asked) -> Iterator[tuple[str, Any, Any]]:
    queries = [*dict.fromkeys(filter(None, asked(forms, Chance(kind))))]
    assert len(queries) > EACH / 3
    by_lunr = go(page, forms.lunr, queries, LIMIT)
    by_table = go(page, forms.table, queries, LIMIT)
    for query in queries:
        yield query, by_lunr[query], by_table[query]


@pytest.mark.parametrize("kind", ALIKE)
def test_names_are_answered_the_same(kind: str, forms: Forms, page: Page) -> None:
    for query, lunr, table in answers(page, forms, kind, ALIKE[kind]):
        assert table == lunr, query


@pytest.mark.parametrize("kind", SPELT)
def test_what_is_spelt_is_answered_the_same_but_for_headings(
    kind: str, forms: Forms, page: Page
) -> None:
    for query, lunr, table in answers(page, forms, kind, SPELT[kind]):
        wanted = [one for one in lunr if one["kind"] != CLAUSE]
        found = [one for one in table if one["kind"] != CLAUSE]
        assert found[: len(wanted)] == wanted, query
        clauses = [one for one in table if one["kind"] == CLAUSE]
        assert clauses == [one for one in lunr if one in clauses], query


@pytest.mark.parametrize("kind", SLIPS)
def test_a_slip_is_answered_the_same_first_of_all(kind: str, forms: Forms, page: Page) -> None:
    for query, lunr, table in answers(page, forms, kind, SLIPS[kind]):
        assert table[:1] == lunr[:1], query


def test_a_query_loads_little(forms: Forms, page: Page) -> None:
    """By the sizes of the files; the script that says what they are is one of them."""
    loaded: set[Path] = set()
    sizes = {
        path.name: path.stat().st_size for path in forms.folder.rglob("data/search/*/goto*.js")
    }
    assert max(sizes.values()) < 24_000
    queries = [
        query
        for kind in ("inside", "starts", "inside headings")
        for query in ALIKE[kind](forms, Chance(kind))[:5]
    ]
    page.context.on("request", lambda request: loaded.add(Path(request.url)))
    for query in queries:
        page.goto("about:blank")
        loaded.clear()
        go(page, forms.table, [query], LIMIT)
        named = [path.name for path in loaded if path.name in sizes]
        assert named
        assert sum(sizes[name] for name in named) < COLD, (query, named)
