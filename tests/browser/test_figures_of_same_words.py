"""What pages say of words that plans have in common, counted by the definition of a run alone.

The texts are those of the JSON, the runs those of `naive_runs`, which compares each two places; what is a set
phrase is asked of the published list.
"""

import json
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from itertools import groupby
from pathlib import Path
from typing import Any, NamedTuple, cast

import pytest
import yaml

from tests import naive_runs
from tests.browser.test_figures_of_plans import place_of
from tests.built_page import Element
from tests.conftest import ROOT
from tests.figures import figures, row_text, without_parts
from tests.recounted import ISSUED, Recounted


class Words(NamedTuple):
    """Words of a unit, from where to where in its text, and the units of other plans that have them."""

    unit: str
    start: int
    end: int
    text: str
    others: tuple[tuple[str, str], ...]

    @property
    def bare(self) -> str:
        return letters(self.text)

    @property
    def works(self) -> set[str]:
        return {work for work, _ in self.others}


def letters(text: str) -> str:
    return "".join(filter(str.isalnum, text))


@dataclass(frozen=True)
class Common:
    """The texts that are compared, and what they have in common, by plan."""

    texts: naive_runs.Texts
    rule: Mapping[str, Any]

    @cached_property
    def words(self) -> dict[str, list[Words]]:
        order = {work: list(units) for work, units in self.texts.items()}
        found: dict[str, list[Words]] = {}
        for work, runs in naive_runs.runs(self.texts, dict.fromkeys(self.texts, "")).items():
            others: dict[Words, list[tuple[str, str]]] = {}
            for run in runs:
                unit, start, end, other, id_, *_, text, _, _ = cast("Any", run)
                others.setdefault(Words(unit, start, end, text, ()), []).append((other, id_))
            every = [one._replace(others=tuple(there)) for one, there in others.items()]
            found[work] = sorted(every, key=lambda one: (order[work].index(one.unit), one[1:3]))
        return found

    def is_set_phrase(self, words: Words) -> bool:
        phrases: list[str] = sorted(self.rule["phrases"], key=len, reverse=True)
        if any(words.bare in phrase for phrase in phrases):
            return True
        rest = words.bare
        for phrase in phrases:
            rest = rest.replace(phrase, "/")
        fewest: int = self.rule["fewest"]
        return len(rest.replace("/", "")) < fewest

    def told(self, work: str) -> list[Words]:
        return [one for one in self.words[work] if not self.is_set_phrase(one)]

    def phrases(self, work: str) -> list[Words]:
        """The set phrases, each where it stands first, none that is part of another."""
        every = [one for one in self.words[work] if self.is_set_phrase(one)]
        bare = [one.bare for one in every]
        return [
            one
            for at, one in enumerate(every)
            if one.bare not in bare[:at]
            and not any(one.bare in longer for longer in bare if longer != one.bare)
        ]

    def size(self, work: str, some: Sequence[Words]) -> int:
        """How many letters some words are, those that overlap counted once."""
        places = {(one.unit, at) for one in some for at in range(one.start, one.end)}
        return sum(self.texts[work][unit][at].isalnum() for unit, at in places)


@pytest.fixture(scope="module")
def common(recounted: Recounted, site_folder: Path) -> Common:
    texts = {}
    for work in recounted.works:
        plan = json.loads((site_folder / "data" / "plans" / f"{work}.json").read_text("utf-8"))
        units = [*plan["clauses"], *plan["blocks"]]
        left_out = ("noise", "metadata")
        texts[work] = {
            one["id"]: one["text"]
            for one in sorted(units, key=lambda one: one["line"])
            if one.get("kind") not in left_out
        }
    rule = yaml.safe_load((site_folder / "data" / "set-phrases.yml").read_text("utf-8"))
    return Common(texts, rule)


def day(recounted: Recounted, work: str) -> str:
    return ISSUED[work] or recounted.span(work)


def test_the_pages_of_the_same_words(recounted: Recounted, common: Common) -> None:
    seen = 0
    for work in recounted.works:
        page, told = recounted.pages[f"plans/{work}/same-words"], common.told(work)
        units = page.all("div", "change")
        rows = [(unit.elements[0], *two) for unit in units for two in batched(unit.elements[1:])]
        expected = [*told, *common.phrases(work)]
        assert [place(row) for row in rows] == [
            (f"plans/{work}#{one.unit}", one.bare, f"{len(one.bare)} 字") for one in expected
        ], work
        for row, one in zip(rows, expected, strict=True):
            assert_elsewhere(recounted, row[2], one)
        heads = [one.text() for one in page.all("h2")]
        assert heads == (["套语"] if common.phrases(work) else [])
        tables = page.all("tbody")
        assert [[row_text(row) for row in body.all("tr")] for body in tables] == table_of(
            recounted, common, work
        )
        left = figures(without_parts(page, [*units, *tables]))
        lead = f"<plans/{work}>（{day(recounted, work)}）。{summary(common, work)}"
        rule = (
            f"连续 {naive_runs.FEWEST} 个以上的字、字母和数字相同才算，标点和空白不计；"
            f"见于超过 {common.rule['plans']} 份规划的和人人都用的话是套语，另列。"
            "只说相同，谁先谁后看日期；没有注明引用的，不说谁出自谁。"
        )
        assert left == Counter([lead, rule]), work
        seen += len(rows)
    assert seen > 30


def batched(elements: Sequence[Element]) -> Iterator[tuple[Element, Element]]:
    return zip(elements[::2], elements[1::2], strict=True)


def place(row: tuple[Element, Element, Element]) -> tuple[str, str, str]:
    """What a row says of its words: where they stand here, themselves, how long they are."""
    where, said, elsewhere = row
    size = elsewhere.text().partition("，")[0]
    return where.one("a").target, letters(said.one("span", "same").text()), size


def assert_elsewhere(recounted: Recounted, line: Element, words: Words) -> None:
    """Each place elsewhere once, by plan, and the date of each plan."""
    links = [link.target.removeprefix("plans/") for link in line.all("a")]
    assert Counter(links) == Counter({f"{work}#{unit}" for work, unit in words.others})
    parts = line.text().partition("还见于：")[2].removesuffix("。").split("；")
    assert sorted(parts) == sorted(
        f"{recounted.short(work)} {'、'.join(place_of(to.split('#')[1]) for to in there)}（{day(recounted, work)}）"
        for work, found in groupby(links, lambda to: to.split("#")[0])
        for there in [list(found)]
    )


def summary(common: Common, work: str) -> str:
    told = common.told(work)
    if not told:
        return "除套语外，没有一句话与别的规划逐字相同。"
    whole, size = (len(letters("".join(common.texts[work].values()))), common.size(work, told))
    share = f"{100 * size / whole:.1f}".removesuffix(".0")
    plans = len({other for one in told for other in one.works})
    return f"条款和文块共 {whole} 字，其中 {size} 字（{share}%）也逐字见于别的 {plans} 份规划；套语不计。"


def table_of(recounted: Recounted, common: Common, work: str) -> list[list[str]]:
    """有同文的规划: how many words each has, how many letters, the longest; most letters first."""
    rows = []
    for other in recounted.works:
        shared = [one for one in common.told(work) if other in one.works]
        if shared:
            size, longest = common.size(work, shared), max(len(one.bare) for one in shared)
            cells = [day(recounted, other), str(len(shared)), str(size), str(longest)]
            rows.append((-size, "|".join([f"<plans/{other}>", *cells])))
    return [[row for _, row in sorted(rows)]] if rows else []


def test_the_signs_beside_the_same_words(recounted: Recounted, common: Common) -> None:
    """One after each of the words, of which none overlap: it says where else they stand."""
    for work in recounted.works:
        signs = recounted.pages[f"plans/{work}"].all("a", "elsewhere")
        told = common.told(work)
        assert len(signs) == len(told)
        for sign, one in zip(signs, told, strict=True):
            assert sign.target == f"plans/{work}/same-words#at-{one.unit}"
            more = f" 等 {len(one.works)} 份规划" if len(one.works) > 1 else ""
            assert sign.attributes["title"] in {
                f"这句话还见于 {recounted.short(other)} {place_of(unit)}{more}"
                for other, unit in one.others
            }


def test_the_data_of_the_same_words(
    recounted: Recounted, common: Common, site_folder: Path
) -> None:
    for work in recounted.works:
        runs = json.loads((site_folder / "data" / "runs" / f"{work}.json").read_text("utf-8"))
        assert Counter(
            (
                Words(run["clause_id"], run["start"], run["end"], run["text"], ()),
                (run["work"], run["other_clause_id"]),
                run["formula"],
            )
            for run in runs
        ) == Counter(
            (one._replace(others=()), other, common.is_set_phrase(one))
            for one in common.words[work]
            for other in one.others
        ), work


def test_the_page_that_compares(recounted: Recounted) -> None:
    """As many clauses as its addresses have letters for."""
    script = (ROOT / "docs" / "assets" / "comparison" / "side-by-side.js").read_text("utf-8")
    assert 'SLOTS = ["a", "b", "c", "d", "e"]' in script
    (line,) = figures(recounted.pages["compare"])
    assert "最多五条或五份" in line
    assert "两条到五条并排" in recounted.pages["about/conventions"].text()
