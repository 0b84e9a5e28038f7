"""How what is known of the library is cut into pieces of work.

Each piece has a token that stands for all it shows: one whose token is known need not be made
again, and pieces are made on any core.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from functools import partial
from itertools import chain
from typing import Any, NamedTuple

from converters.exports.parquet import Row as TableRow
from converters.exports.tables_csv import Rows
from converters.library import (
    places,
    references,
    topical,
)
from converters.library.references import Part
from converters.library.relations import Relations
from converters.library.topical import Counted
from converters.pages.library import (
    indicator_list,
)
from converters.pages.library.version_changes import Version, Versions
from converters.pages.names import (
    name_list,
)
from converters.pages.names.duty_sheet import Duties
from converters.pages.names.name_list import Row
from converters.search import index_scripts, scripts, unreviewed_names
from converters.search.goto import Entries, Weight
from converters.search.index_scripts import Index
from converters.search.scripts import Named, Shard
from converters.stock import Piece, Stock, Tokens

_RECORDS_AT_ONCE = 50
"""So many records one piece of work has at most."""


def each(views: Iterable[Any]) -> Iterator[Piece]:
    """Small views, each its own token."""
    return (Piece(repr(view), partial(_itself, view)) for view in views)


def _itself(view: Any) -> Any:
    return view


class Placed(NamedTuple):
    """A view that shows places, and the codes of those that have no record."""

    of: Any
    codes: tuple[str, ...]

    def relations(self, known: Relations) -> Relations:
        """How records stand to one another, those places among them."""
        return places.with_records(known, self.codes)


def placed(stock: Stock, pieces: Iterable[Piece]) -> Iterator[Piece]:
    """Pieces whose pages show places, those without a record among them."""
    codes = stock.library.places
    return (Piece(one.token, partial(_load_placed, one.load, codes)) for one in pieces)


def _load_placed(load: Callable[[], Any], codes: tuple[str, ...]) -> Placed:
    return Placed(load(), codes)


def of_every(stock: Stock, token: Callable[[Tokens], str]) -> str:
    """What stands for one part of what is known of all plans."""
    return "\n".join(f"{work} {token(one)}" for work, one in sorted(stock.tokens.items()))


def _grouped(works_of: Mapping[str, Sequence[str]]) -> Iterator[Sequence[str]]:
    """Records of which the same plans speak, so many at once: most of them have only one plan."""
    together: dict[tuple[str, ...], list[str]] = {}
    for key, works in works_of.items():
        together.setdefault(tuple(works), []).append(key)
    for every in together.values():
        for at in range(0, len(every), _RECORDS_AT_ONCE):
            yield every[at : at + _RECORDS_AT_ONCE]


def names(stock: Stock) -> Iterator[Piece]:
    """The records but for places, those together that the same plans name."""
    whole = stock.library.references
    works_of = {
        key: references.works_of(key, whole)
        for key, record in whole.records.items()
        if record.scheme != "places"
    }
    for keys in _grouped(works_of):
        cards = (stock.tokens[work].card for work in works_of[keys[0]])
        sizes = (str(references.size_told(key, whole)) for key in keys)
        token = "\n".join([*sizes, *keys, *cards, *_said_of(keys, stock)])
        yield Piece(token, partial(_parts, keys, stock))


def _said_of(keys: Sequence[str], stock: Stock) -> Iterator[str]:
    """What stands for what plans say of some records, and of those that their pages show too."""
    whole, tokens = stock.library.references, stock.tokens
    for key in keys:
        for near in references.needed(key, whole.relations):
            for one in whole.named.get(near, ()):
                yield tokens[one.card.work].named[near]
        for body in whole.bodies.get(key, ()):
            yield repr((*body[:4], [(card.work, *of) for card, *of in body.plans]))
        if work := whole.full_texts.get(key, ""):
            yield work
        for at in whole.records[key].at:
            work = at.partition("#")[0]
            if found := tokens.get(work):
                yield found.addresses
            elif work in whole.withdrawn:
                yield work


def _parts(keys: Sequence[str], stock: Stock) -> list[Part]:
    return [references.part(key, stock.library.references) for key in keys]


def topics(stock: Stock) -> Iterator[Piece]:
    """Each topic with its clauses."""
    every = [one for _, one in sorted(stock.tokens.items())]  # whatever was kept or made
    cards = f"{[one.card for one in every] if _is_small(stock) else ''}"
    for topic in stock.library.references.relations.authority.topics:
        said = [f"{one.card} {one.topics[topic]}" for one in every if topic in one.topics]
        token = "\n".join([topic, cards, str(len(said) == len(every)), *said])
        yield Piece(token, partial(topical.of, topic, stock.library))


def _is_small(stock: Stock) -> bool:
    return len(stock.tokens) <= references.SMALL_LIBRARY


def indicators(stock: Stock) -> Iterator[Piece]:
    """What all plans promise in numbers, as one piece: each page of it is one of all plans."""
    token = of_every(stock, lambda one: f"{one.card} {one.indicators}")
    yield Piece(token, partial(_all_indicators, stock))


def _all_indicators(stock: Stock) -> list[indicator_list.OfPlan]:
    every = (stock.library.facts[card.work] for card in stock.library.cards)
    return [
        (one.card, [(said, one.addresses[said.unit_id]) for said in one.indicators])
        for one in every
        if one.indicators
    ]


class Sheet(NamedTuple):
    """What the duty sheet of one body shows."""

    key: str
    duties: tuple[Duties, ...]


def sheets(stock: Stock) -> Iterator[Piece]:
    """What bodies answer for, those together that do so in the same plans."""
    whole, tokens = stock.library.references, stock.tokens
    answering = dict.fromkeys(key for _, of in sorted(tokens.items()) for key in of.duties)
    works_of = {key: [one.card.work for one in whole.of(key) if one.answers] for key in answering}
    for keys in _grouped(works_of):
        of = [tokens[work] for work in works_of[keys[0]]]
        duties = (one.duties[key] for key in keys for one in of)
        token = "\n".join([*keys, *(one.file for one in of), *duties])
        yield Piece(token, partial(_all_duties, keys, stock))


def _all_duties(keys: Sequence[str], stock: Stock) -> list[Sheet]:
    return [Sheet(key, _duties(key, stock)) for key in keys]


def _duties(key: str, stock: Stock) -> tuple[Duties, ...]:
    return tuple(
        Duties(one.card, stock.duties(one.card.work)[key])
        for one in stock.library.references.of(key)
        if one.answers
    )


def is_indexed(stock: Stock) -> bool:
    """Whether there are so many texts that the search needs an index of them."""
    most = scripts.SCANNED
    if stock.settings and stock.settings.scanned is not None:
        most = stock.settings.scanned
    return sum(one.size for one in stock.known.values()) > most


def _split(stock: Stock) -> list[list[str]]:
    sizes = {work: stock.known[work].size for work in sorted(stock.known)}
    return scripts.split(sizes, is_indexed=is_indexed(stock))


def shards(stock: Stock) -> Iterator[Piece]:
    """The texts that the search looks into, and the names in them, so many plans at once."""
    split = _split(stock)
    place = (1, len(stock.known)) if is_indexed(stock) else None
    for number, works in enumerate(split, 1):
        of = ((work, stock.tokens[work]) for work in works)
        shown = [f"{work} {one.outline} {one.texts}" for work, one in of]
        token = "\n".join([f"{number} of {len(split)}, {place}", *shown])
        yield Piece(token, partial(_shard, stock, (number, len(split)), works, place))
        if place:
            place = (place[0] + len(works), place[1])


def _shard(
    stock: Stock, number: tuple[int, int], works: Sequence[str], place: tuple[int, int] | None
) -> Shard:
    topics = tuple(
        {topic: tuple(one.unit for one in clauses) for topic, clauses in facts.topics.items()}
        for facts in (stock.library.facts[work] for work in works)
    )
    unreviewed = tuple(unreviewed_names.choices(stock.library.facts[work]) for work in works)
    named = tuple(_named(stock, works))
    return Shard(*number, tuple(map(stock.texts, works)), named, topics, unreviewed, place)


def _named(stock: Stock, works: Iterable[str]) -> Iterator[Named]:
    for work in works:
        yield {
            key: tuple((one.unit, one.surface) for one in found.occurrences)
            for key, found in stock.library.facts[work].named.items()
        }


def index(stock: Stock) -> Iterator[Piece]:
    """The index of a large library, as one piece: each part of it is of all plans."""
    if is_indexed(stock):
        split = [len(works) for works in _split(stock)]
        token = f"{split}\n{of_every(stock, lambda one: f'{one.outline} {one.texts}')}"
        yield Piece(token, partial(_index, stock, split))


def _index(stock: Stock, split: Sequence[int]) -> Index:
    works = sorted(stock.known)
    unreviewed = (
        (key, name)
        for work in works
        for key, (name, _) in unreviewed_names.choices(stock.library.facts[work]).items()
    )
    plans, named = map(stock.indexed, works), _named(stock, works)
    return index_scripts.of(plans, _chars(stock), split, named, unreviewed)


def entries(stock: Stock) -> Iterator[Piece]:
    """All that there is to go to, as one piece: it is one index."""
    weights = (" ".join(map(str, weight)) for weight in _weights(stock))
    token = "\n".join([*weights, f"{_heads(stock)}", of_every(stock, lambda one: one.entries)])
    yield Piece(token, partial(_all_entries, stock))


def _weights(stock: Stock) -> tuple[Weight, ...]:
    whole = stock.library.references
    return tuple(
        Weight(key, whole.count(key), len(whole.of(key)), whole.answers(key))
        for key in whole.records
    )


def _all_entries(stock: Stock) -> Entries:
    plans = tuple(stock.entries(sorted(stock.known)))
    return Entries(plans, _weights(stock), _heads(stock))


def _heads(stock: Stock) -> tuple[tuple[str, str], ...]:
    return tuple(unreviewed_names.heads(stock.unreviewed))


def chars(stock: Stock) -> Iterator[Piece]:
    """All characters of all texts."""
    every = _chars(stock)
    yield Piece(every, partial(_itself, every))


def _chars(stock: Stock) -> str:
    return "".join(sorted({*chain.from_iterable(one.chars for one in stock.known.values())}))


class Tables(NamedTuple):
    """The rows of all plans, of what each has in common with others, how many clauses on what."""

    rows: Sequence[Rows]
    across: Sequence[Sequence[TableRow]]
    counted: Sequence[Counted]


def shown_in_tables(of: Tokens) -> str:
    """What stands for all that the tables show of one plan."""
    return f"{of.rows} {of.card} {of.addresses} {of.wording} {of.matters}"


def tables(stock: Stock) -> Iterator[Piece]:
    """The rows of all tables, as one piece: each table has all plans."""
    yield Piece(of_every(stock, shown_in_tables), partial(_all_tables, stock))


def _all_tables(stock: Stock) -> Tables:
    counted = topical.counts(stock.library)
    return Tables(stock.rows(sorted(stock.known)), stock.across(stock.common), counted)


class Terms(NamedTuple):
    """The terms of the library with their figures, and the address of the site."""

    rows: tuple[Row, ...]
    site: str | None


def terms(stock: Stock) -> Iterator[Piece]:
    """The terms of the library, as one piece: they are one workbook."""
    site = stock.settings.address if stock.settings else None
    return each([Terms(tuple(name_list.rows("terms", stock.library.references)), site)])


def versions(stock: Stock) -> Iterator[Piece]:
    """Each plan that replaces others or was called otherwise."""
    for work, one in sorted(stock.standings.items()):
        if one.replaces or one.former:
            of = [stock.tokens[version] for version in (work, *one.replaces)]
            token = "\n".join([work, *one.former, *(f"{each.card} {each.texts}" for each in of)])
            yield Piece(token, partial(_all_versions, work, stock))


def _all_versions(work: str, stock: Stock) -> Versions:
    one = stock.standings[work]
    newer, *older = (
        Version(stock.library.facts[version].card, stock.units(version))
        for version in (work, *one.replaces)
    )
    return Versions(newer, tuple(older), one.former)
