"""同文: what of a plan stands word for word in others, `plans/<work>/same-words/`.

It says where the same words stand and when those plans were made; who has them from whom, it does
not say, for that the words alone do not tell.
"""

from __future__ import annotations

from bisect import bisect_left
from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import groupby, islice
from operator import attrgetter
from pathlib import Path
from typing import NamedTuple

from converters import lexicon
from converters.citation.cards import Card
from converters.library import same_words
from converters.library.same_words import Passage, SameWords
from converters.library.text_reuse import MOST_PLANS, Run
from converters.library.wording import FEWEST
from converters.models import phrase
from converters.models.page import View
from converters.models.phrase import Link, Marked, Phrase, to_part
from converters.text import dates, punctuation
from converters.text.mapped_text import Span
from converters.views.record_table import Cell, Record, Table

_WORDS = lexicon.glossary("across")
_MOST_PLANS_LISTED = 20
_MOST_ROWS = 200
_MOST_PLACES = 5
"""Of what stands in more plans or places, the data tell."""
_COLUMNS = {"规划": "title", "日期": "number", "处": "number", "字": "number", "最长": "number"}


class _Row(NamedTuple):
    """Some words: themselves, how long they are and where else they stand."""

    text: Phrase
    elsewhere: Phrase


class _Place(NamedTuple):
    """A unit of the plan and its rows; `id` is that of its place on the page, if it has one."""

    id: str
    where: Link
    rows: Sequence[_Row]


@dataclass(frozen=True)
class _Page:
    """What the page says; `rest` of plans that the table leaves out, `phrases` are set phrases."""

    name: str
    plan: Link
    all: Link
    date: str
    summary: str
    rule: Phrase
    table: Table | None
    rest: str
    places: Sequence[_Place]
    phrases: Sequence[_Place]
    more: str
    data: Link


def page(of: SameWords) -> View:
    """The page of one plan."""
    card = of.card
    told = [one for one in of.passages if not one.is_set_phrase]
    phrases = [*_each_once(one for one in of.passages if one.is_set_phrase)]
    shown = _shown(told)
    left = len(told) - len(shown) + max(0, len(phrases) - _MOST_ROWS)
    says = _Page(
        card.title,
        to_part(card.title_shown, card.work, ""),
        Link("规划一览", "plans/index.md"),
        _date(card),
        _summary(of, told),
        (
            f"连续 {FEWEST} 个以上的字、字母和数字相同才算，标点和空白不计；",
            f"见于超过 {MOST_PLANS} 份规划的和人人都用的话是",
            Link(_WORDS["formula"], "data/set-phrases.yml"),
            "，另列。",
        ),
        *_table(of, told),
        [*_places(of, shown, "at-{}")],
        [*_places(of, phrases[:_MOST_ROWS], "")],
        _more(left, of.left_out),
        Link("JSON", f"data/runs/{card.work}.json"),
    )
    return View(Path(f"plans/{card.work}/same-words.md"), "same_words.md", says)


def _more(in_data: int, left_out: int) -> str:
    """What is not on the page, and what is told nowhere for want of room."""
    said = f"另有较短的 {in_data} 处，都在数据里。" if in_data else ""
    return (
        f"{said}库大，还有 {left_out} 处较短的或人人都说的没有列出，也没有计入。"
        if left_out
        else said
    )


def _shown(told: Sequence[Passage]) -> list[Passage]:
    """The longest of some passages, in their order."""
    longest = {*sorted(told, key=lambda one: -one.letters)[:_MOST_ROWS]}
    return [one for one in told if one in longest]


def _each_once(phrases: Iterable[Passage]) -> Iterator[Passage]:
    """Of a phrase that the plan repeats, the first place; none that is part of another."""
    every = [*phrases]
    by_length = sorted(every, key=lambda one: -one.letters)
    holding: defaultdict[str, list[str]] = defaultdict(list)  # longer ones, by what is in them
    kept = set()
    for one in by_length:
        bare = "".join(filter(str.isalnum, one.text))
        if not any(bare in longer for longer in holding[bare[:FEWEST]]):
            for piece in {bare[at : at + FEWEST] for at in range(len(bare) - FEWEST + 1)}:
                holding[piece].append(bare)
            kept.add(one)
    return (one for one in every if one in kept)


def _date(card: Card) -> str:
    return dates.to_printed(card.date) if card.date else card.years


def _summary(of: SameWords, told: Sequence[Passage]) -> str:
    if not told:
        return f"除{_WORDS['formula']}外，没有一句话与别的规划逐字相同。"
    letters = _letters(of, told)
    plans = len({run.work for one in told for run in one.runs})
    share = f"{100 * letters / of.letters:.1f}".removesuffix(".0")
    return (
        f"条款和文块共 {of.letters} 字，其中 {letters} 字（{share}%）"
        f"也逐字见于别的 {plans} 份规划；{_WORDS['formula']}不计。"
    )


def _letters(of: SameWords, passages: Iterable[Passage]) -> int:
    """How many letters some passages are, each letter counted once."""
    found = 0
    for unit, here in groupby(passages, attrgetter("unit")):
        text = of.units[unit].text
        for span in same_words.covered([one.span for one in here]):
            found += sum(map(str.isalnum, text[span.start : span.end]))
    return found


def _table(of: SameWords, told: Sequence[Passage]) -> tuple[Table | None, str]:
    """The plans that share most words, and what is said of the others."""
    by_work: dict[str, list[Passage]] = {}
    for one in told:
        for work in dict.fromkeys(run.work for run in one.runs):
            by_work.setdefault(work, []).append(one)
    if not by_work:
        return None, ""
    counted = {work: (_letters(of, passages), passages) for work, passages in by_work.items()}
    order = sorted(counted, key=lambda work: (-counted[work][0], work))[:_MOST_PLANS_LISTED]
    records = [_record(of.others.cards[work], *counted[work]) for work in order]
    rest = "" if len(counted) == len(order) else f"这里是同文最多的 {len(order)} 份，其余见数据。"
    return Table("有同文的规划", _COLUMNS, records), rest


def _record(card: Card, letters: int, passages: Sequence[Passage]) -> Record:
    longest = max(one.letters for one in passages)
    return Record(
        [
            Cell(to_part(card.title_shown, card.work, "")),
            Cell(_date(card), card.date or card.years),
            Cell(str(len(passages)), len(passages)),
            Cell(str(letters), letters),
            Cell(str(longest), longest),
        ]
    )


def _places(of: SameWords, passages: Iterable[Passage], id_: str) -> Iterator[_Place]:
    """Passages by the unit that they stand in; `id_` is that of a place, but for its unit."""
    for unit, here in groupby(passages, attrgetter("unit")):
        where = to_part(of.units[unit].shown, of.card.work, unit)
        yield _Place(id_.format(unit), where, [_row(of, one) for one in here])


def _row(of: SameWords, one: Passage) -> _Row:
    elsewhere = (f"{one.letters} 字，", _elsewhere(of, one.runs, one.plans))
    return _Row(Marked("same", _on_one_line(one.text)), elsewhere)


def _on_one_line(text: str) -> str:
    return punctuation.restore(text.replace("\n", "　"))


def _elsewhere(of: SameWords, runs: Sequence[Run], plans: int) -> Phrase:
    """Where else some words stand: the addresses by plan, with the date of each plan."""
    told: list[Phrase] = []
    for work, there in islice(groupby(runs, attrgetter("work")), _MOST_PLACES):
        card = of.others.cards[work]
        units = [*dict.fromkeys(run.other_unit for run in there)][:_MOST_PLACES]
        ways = (to_part(of.others.addresses[work, unit], work, unit) for unit in units)
        date = _date(card)
        told.append((f"{card.short} ", phrase.joined("、", ways), f"（{date}）" if date else ""))
    more = f" 等 {plans} 份规划" if plans > len(told) else ""
    return ("还见于：", phrase.joined("；", told), f"{more}。")


def marks(of: SameWords) -> Iterator[tuple[str, Span, str, str]]:
    """What the reading page says at sentences: unit, words, their place here, where else they are.

    Words that overlap are one sentence; of set phrases it says nothing.
    """
    told = [one for one in of.passages if not one.is_set_phrase]
    listed = {one.unit for one in _shown(told)}
    for unit, here in groupby(told, attrgetter("unit")):
        passages = [*here]
        at = f"at-{unit}" if unit in listed else "page"
        for span in same_words.covered([one.span for one in passages]):
            first, after = (bisect_left(passages, edge, key=_start) for edge in span)
            inside = passages[first:after]
            run = max(inside, key=lambda one: one.letters).runs[0]
            place = of.others.shown(run.work, run.other_unit)
            plans = len({run.work for one in inside for run in one.runs})
            more = f" 等 {plans} 份规划" if plans > 1 else ""
            yield unit, span, at, f"这句话还见于 {place}{more}"


def _start(one: Passage) -> int:
    return one.span.start
