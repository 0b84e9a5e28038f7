"""What the files of the library are made from, and the way to what is kept of each plan."""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property, partial
from typing import Any, NamedTuple

from converters.exports.parquet import Row
from converters.exports.tables_csv import Rows
from converters.ingest.site_settings import SiteSettings
from converters.library import counterparts, same_words
from converters.library.comparison import Comparable
from converters.library.counterparts import Counterparts
from converters.library.fold import Library
from converters.library.matter import Matters
from converters.library.related import Near
from converters.library.same_words import SameWords
from converters.library.text_reuse import Reuse
from converters.models.standing import Standing
from converters.names.name_ledger import Landing
from converters.search import unreviewed_names
from converters.search.goto import PlanEntries
from converters.search.index_scripts import IndexedPlan
from converters.search.scripts import PlanTexts
from converters.views.duties import Duty


class Piece(NamedTuple):
    """A piece of work: what stands for all that it shows, and the way to that."""

    token: str
    load: Callable[[], Any]


class Common(NamedTuple):
    """What a plan has in common with others: its words, and its matter."""

    same: Piece
    near: Piece

    @property
    def both(self) -> tuple[SameWords, Counterparts]:
        """Both as they are."""
        return self.same.load(), self.near.load()


class Known(NamedTuple):
    """What is known of the texts of one plan before they are read."""

    size: int
    chars: str


class Tokens(NamedTuple):
    """What stands for each part of what is made of one plan: equal for what shows the same.

    Args:
        card: its card without the hash of the file.
        file: its card with that hash, which is on sheets of duties alone.
        addresses: where its units are.
        named: what it says of each record that it names, by key.
        topics: its clauses about each topic, by id.
        indicators: what it promises in numbers.
        facts: its card, and all else that the library knows of it.
        outline: the same without the words that a name stands among.
        duties: what each body answers for in it, by key.
        entries: what there is to go to in it.
        rows: its rows in the tables.
        texts: what the search looks into.
        wording: what of it is looked for in other plans.
        matters: what its clauses are about.
    """

    card: str
    file: str
    addresses: str
    named: Mapping[str, str]
    topics: Mapping[str, str]
    indicators: str
    facts: str
    outline: str
    duties: Mapping[str, str]
    entries: str
    rows: str
    texts: str
    wording: str
    matters: str


@dataclass(frozen=True)
class Stock:
    """What the files of the library are made from.

    Args:
        library: the fold of all facts.
        known: of each plan, by work id.
        tokens: what stands for the parts of what is made of a plan.
        moved: older addresses of names, and where they lead.
        sheets: the bodies whose duty sheets were published, by the keys that they had then.
        settings: of the site; None if there are none.
        sheet: all style sheets of the pages.
        texts: reads the texts of a plan.
        indexed: reads what the index of the search has of a plan.
        duties: reads what bodies answer for in a plan, by their keys.
        entries: reads what there is to go to in some plans.
        rows: reads the rows of some plans in the tables.
        units: reads what a plan is compared by with its versions.
        reuse: looks for what stands in several plans word for word.
        matters: reads what the clauses of some plans are about.
        related: looks for what is on the same matter as the clauses of all plans.
        remembered: pieces of what may be made of something that a text stands for; it is made only
            if what stands for it is not known.
        across: tells what plans have in common with others, each with its counterparts, as rows.
        standings: how each plan stands in the library.
    """

    library: Library
    known: Mapping[str, Known]
    tokens: Mapping[str, Tokens]
    moved: Mapping[str, Landing]
    sheets: frozenset[str]
    settings: SiteSettings | None
    sheet: str
    texts: Callable[[str], PlanTexts]
    indexed: Callable[[str], IndexedPlan]
    duties: Callable[[str], Mapping[str, tuple[Duty, ...]]]
    entries: Callable[[Sequence[str]], Sequence[PlanEntries]]
    rows: Callable[[Sequence[str]], Sequence[Rows]]
    units: Callable[[str], tuple[Comparable, ...]]
    reuse: Callable[[], Reuse]
    matters: Callable[[Sequence[str]], Sequence[Matters]]
    related: Callable[[Sequence[Matters]], Mapping[str, Mapping[str, tuple[Near, ...]]]]
    remembered: Callable[[Sequence[Callable[[], Any]], Iterable[str]], tuple[Piece, ...]]
    across: Callable[[Sequence[Common]], Sequence[Sequence[Row]]]
    standings: Mapping[str, Standing]

    @cached_property
    def same_words(self) -> tuple[Piece, ...]:
        """What each plan has word for word in common with others, in the order of work ids."""
        reuse = self.reuse()

        def made(work: str) -> SameWords:
            return same_words.of(self.library.facts, reuse.wording(work), reuse.told(work))

        def given(work: str) -> str:
            shown, places = reuse.shown(work)
            return f"{self.tokens[work].wording} {shown}\n{self._as_named(work, places)}"

        works = sorted(self.known)
        return self.remembered([partial(made, work) for work in works], map(given, works))

    @cached_property
    def unreviewed(self) -> tuple[unreviewed_names.File, ...]:
        """The names in no record, as there is to go to them."""
        return unreviewed_names.files(self.library.facts.values())

    @cached_property
    def counterparts(self) -> tuple[Piece, ...]:
        """What is on the same matter as the clauses of each plan, in the order of work ids."""
        every = self.matters(sorted(self.known))
        related = self.related(every)
        digests = {
            (one.work, clause.id): hashlib.sha256(repr(clause).encode()).hexdigest()
            for one in every
            for clause, _ in one.clauses
        }

        def made(one: Matters) -> Counterparts:
            return counterparts.of(self.library.facts, one, related[one.work])

        def given(one: Matters) -> str:
            near = related[one.work]
            places = {(of.work, of.clause.id) for found in near.values() for of in found}
            found = [
                (id_, [(digests[of.work, of.clause.id], of.score) for of in near[id_]])
                for id_ in sorted(near)
            ]
            return f"{self.tokens[one.work].matters} {found}\n{self._as_named(one.work, places)}"

        return self.remembered([partial(made, one) for one in every], map(given, every))

    def _as_named(self, work: str, places: set[tuple[str, str]]) -> str:
        """What stands for a plan and for places of others, as they are named beside it."""
        own = self.tokens[work]
        cards = (f"{other} {self.tokens[other].card}" for other in sorted({of for of, _ in places}))
        named = (
            f"{other} {unit} {self.library.facts[other].addresses[unit]}"
            for other, unit in sorted(places)
        )
        count = len(self.known)  # the more there are, the less room has each
        return "\n".join([f"{own.file} {own.addresses} {count}", *cards, *named])

    @property
    def common(self) -> tuple[Common, ...]:
        """Both of each plan."""
        return tuple(map(Common, self.same_words, self.counterparts))
