"""A library of plans as a build has it, made here and now: nothing is kept, no process is started."""

from collections.abc import Callable, Iterable, Iterator, Mapping
from typing import Any, TypeVar

from converters import build, output, pipeline
from converters.edition.ledger import Ledger
from converters.exports import edges
from converters.library import fold, related, relations, text_reuse
from converters.library.facts import Facts
from converters.library.fold import Library
from converters.library.references import References
from converters.models.page import Packed, Page
from converters.models.plan import Plan
from converters.names import authority, name_ledger
from converters.names.authority import Authority
from converters.names.name_finder import NameFinder
from converters.names.name_ledger import Landing
from converters.names.plan_names import PlanNames
from converters.output import OF_LIBRARY
from converters.pipeline import Made
from converters.search import index_scripts
from converters.stock import Known, Piece, Stock

_Key = TypeVar("_Key")
_Value = TypeVar("_Value")

NOTHING_MOVED: Mapping[str, str] = {}


def once_each(make: Callable[[_Key], _Value]) -> Callable[[_Key], _Value]:
    """What is made of an authority or a plan, once for all tests that have the same one."""
    made: dict[int, tuple[_Key, _Value]] = {}

    def known(key: _Key) -> _Value:
        if id(key) not in made:
            made[id(key)] = key, make(key)  # kept with it, so that no other has its id
        return made[id(key)][1]

    return known


relations_of = once_each(relations.of)
finder_of = once_each(NameFinder)


@once_each
def _facts_by(records: Authority) -> Callable[[Plan], Facts]:
    return once_each(lambda plan: pipeline.made_of(plan, Ledger(), finder_of(records)).facts)


def names_of(plans: Iterable[Plan], records: Authority = authority.NONE) -> dict[str, PlanNames]:
    """What each of some plans names, by its work id."""
    finder = finder_of(records)
    return {plan.work: pipeline.names_in(plan, finder) for plan in plans}


def made_of(plans: Iterable[Plan], records: Authority = authority.NONE) -> list[Made]:
    """All that is made of each of some plans, none of which has been published."""
    finder = finder_of(records)
    return [pipeline.made_of(plan, Ledger(), finder) for plan in plans]


def library_of(plans: Iterable[Plan], records: Authority = authority.NONE) -> Library:
    """The library of some plans."""
    return fold.of(relations_of(records), map(_facts_by(records), plans))


def references_of(plans: Iterable[Plan], records: Authority = authority.NONE) -> References:
    """Which of some plans name which records."""
    return library_of(plans, records).references


def stock_of(
    made: Iterable[Made],
    records: Authority = authority.NONE,
    moved: Mapping[str, str] = NOTHING_MOVED,
    sheets: frozenset[str] = frozenset(),
) -> Stock:
    """What the files of a library are made from; `made_of` has what is made of its plans."""
    of = {one.card.work: one for one in made}
    return Stock(
        fold.of(relations_of(records), (one.facts for one in of.values())),
        {work: Known(one.texts.size, one.texts.chars) for work, one in of.items()},
        {work: build.tokens_of(one) for work, one in of.items()},
        name_ledger.landing(Ledger(), records) | {old: Landing(new) for old, new in moved.items()},
        sheets,
        None,
        "",
        lambda work: of[work].texts,
        lambda work: index_scripts.of_plan(of[work].texts),
        lambda work: of[work].duties,
        lambda works: [of[work].entries for work in works],
        lambda works: [of[work].rows for work in works],
        lambda work: of[work].units,
        lambda: text_reuse.of(one.wording for one in of.values()),
        lambda works: [of[work].matters for work in works],
        lambda matters: related.of(matters).by_work,
        lambda made, _: tuple(_piece(one()) for one in made),
        lambda common: [[*edges.across(*one.both, relations_of(records))] for one in common],
        {},
    )


def _piece(view: Any) -> Piece:
    return Piece(repr(view), lambda: view)


def files_of(stock: Stock, *rows: str) -> Iterator[Page]:
    """The files of some rows of `OF_LIBRARY` that are text."""
    return texts(every_file_of(stock, *rows))


def every_file_of(stock: Stock, *rows: str) -> Iterator[Page | Packed]:
    """All files of some rows of `OF_LIBRARY`."""
    known = stock.library.references.relations
    for row in (OF_LIBRARY[name] for name in rows):
        for piece in row.pieces(stock):
            yield from output.written(row.write(piece.load(), known))


def pages_of(made: Iterable[Made]) -> list[Page]:
    """The files of each of some plans that are text."""
    return [page for one in made for page in texts(one.files)]


def texts(files: Iterable[Page | Packed]) -> Iterator[Page]:
    """Some files, but for those that are no text."""
    return (file for file in files if isinstance(file, Page))
