"""Every file of the site: a row for each kind, of one plan or of the library.

A row of a plan makes its files from the plan alone. A row of the library cuts what is known into
pieces, each with a token that stands for all it shows: a piece whose token is known need not be
made again, and pieces are made on any core.

To add a page or an export: one module, one row, one test.
"""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property, partial
from itertools import chain
from pathlib import Path
from typing import Any, NamedTuple, overload

from converters.edition.apparatus import Entry
from converters.exports import (
    changes_json,
    citations,
    comparison_scripts,
    edges,
    moved_json,
    plan_json,
    received,
    related_json,
    runs_json,
    tables_csv,
    topic_grid,
)
from converters.exports.tables_csv import Rows
from converters.ingest.site_settings import SiteSettings
from converters.lexicon import schema_text, table_text, verifier_text, words_text
from converters.library import (
    also_named,
    counterparts,
    places,
    references,
    related,
    same_words,
    text_reuse,
    topical,
)
from converters.library.comparison import Comparable
from converters.library.counterparts import Counterparts
from converters.library.fold import Library
from converters.library.matter import Matters
from converters.library.references import Part
from converters.library.related import Near
from converters.library.relations import Relations
from converters.library.same_words import SameWords
from converters.library.text_reuse import Reuse
from converters.library.topical import Counted, OfTopic
from converters.library.wording import Wording
from converters.models.page import Packed, Page, View
from converters.models.plan import Plan
from converters.models.standing import Standing
from converters.names.assignments import Assignment
from converters.names.name_ledger import Landing
from converters.names.plan_names import PlanNames
from converters.pages.library import (
    comparison_page,
    home,
    indicator_list,
    matrix_list,
    plan_list,
    rules_page,
    same_words_page,
    search_page,
    site_files,
    version_changes,
    withdrawn,
)
from converters.pages.library.version_changes import Version, Versions
from converters.pages.names import (
    duty_sheet,
    forwarding,
    name_list,
    name_pages,
    place_page,
)
from converters.pages.names.duty_sheet import Duties
from converters.pages.names.name_list import Row
from converters.pages.plan import (
    emendations,
    indicator_page,
    matrix_page,
    plan_print,
    preview,
    source_page,
)
from converters.pages.topics import grid, topic_page
from converters.search import goto, scripts
from converters.search.goto import Entries, PlanEntries, Weight
from converters.search.scripts import PlanTexts, Shard
from converters.views import plan_text
from converters.views.duties import Duty
from converters.views.plan_text import PlanText
from converters.writing import (
    akoma_ntoso,
    counterpart_notes,
    duty_workbook,
    epub,
    names_elsewhere,
    newer_clauses,
    plan_page,
    sentence_marks,
    templates,
    term_workbook,
    word_document,
)

File = Page | Packed | View
"""A file as it is, or what a page says."""


@overload
def written(made: Iterable[Page | View]) -> Iterator[Page]: ...
@overload
def written(made: Iterable[File]) -> Iterator[Page | Packed]: ...
def written(made: Iterable[File]) -> Iterator[Page | Packed]:
    """Files as they are, and what pages say as their templates write it."""
    return (templates.page(one) if isinstance(one, View) else one for one in made)


@dataclass(frozen=True)
class OfPlan:
    """What the files of one plan are made from."""

    plan: Plan
    entries: Sequence[Entry]
    names: PlanNames
    assigned: Sequence[Assignment]
    rows: Rows
    site: str | None = None

    @cached_property
    def text(self) -> PlanText:
        """What the reading page says, to which the 校勘记 leads."""
        return plan_text.of(self.plan, self.entries, self.names)

    def files(self) -> tuple[Page | Packed, ...]:
        """All files of the plan."""
        return tuple(chain.from_iterable(written(row(self)) for row in OF_PLAN.values()))


def _plan_json(one: OfPlan) -> Iterator[Page]:
    text = plan_json.dump(one.plan, one.entries, one.names)
    yield Page(Path(f"data/plans/{one.plan.work}.json"), text)


def _comparable(one: OfPlan) -> Iterator[Page]:
    yield comparison_scripts.plan_page(one.plan.work, scripts.of_plan(one.plan).data)


def _received(one: OfPlan) -> Iterator[Page]:
    yield Page(Path(f"plans/{one.plan.work}/received.js"), received.dump(one.plan.source))


def _derived(one: OfPlan) -> Iterator[Page]:
    if one.plan.source.derived:
        yield Page(Path(f"data/plans/{one.plan.work}.txt"), one.plan.source.text)


OF_PLAN: Mapping[str, Callable[[OfPlan], Iterable[File]]] = {
    "校读本": lambda one: plan_page.pages(one.plan, one.entries, one.names, one.text, one.site),
    "原文": lambda one: [source_page.page(one.plan, one.entries)],
    "校勘记": lambda one: [emendations.page(one.plan, one.entries, one.text.marked)],
    "打印": lambda one: [plan_print.page(one.plan)],
    "预览": lambda one: [preview.page(one.plan)],
    "职责矩阵": lambda one: matrix_page.pages(one.plan, one.assigned, one.names),
    "写明的数字": lambda one: indicator_page.pages(one.plan),
    "原文文本": _received,
    "读出的文字": _derived,
    "比较": _comparable,
    "JSON": _plan_json,
    "引文": lambda one: citations.pages(one.plan, one.site),
    "Word": lambda one: [word_document.page(one.plan, one.entries, one.text, one.site)],
    "EPUB": lambda one: [epub.page(one.plan, one.entries, one.text, one.site)],
    "Akoma Ntoso": lambda one: [akoma_ntoso.page(one.plan, one.entries, one.names, one.site)],
    "职责的工作簿": lambda one: duty_workbook.files(one.plan, one.assigned, one.names, one.site),
    "CSV": lambda one: tables_csv.of_plan(one.plan, one.rows),
}
"""The files of one plan, by what they are."""


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
        duties: reads what bodies answer for in a plan, by their keys.
        entries: reads what there is to go to in some plans.
        rows: reads the rows of some plans in the tables.
        units: reads what a plan is compared by with its versions.
        wordings: reads what of some plans is looked for in others.
        matters: reads what the clauses of some plans are about.
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
    duties: Callable[[str], Mapping[str, tuple[Duty, ...]]]
    entries: Callable[[Sequence[str]], Sequence[PlanEntries]]
    rows: Callable[[Sequence[str]], Sequence[Rows]]
    units: Callable[[str], tuple[Comparable, ...]]
    wordings: Callable[[Sequence[str]], Sequence[Wording]]
    matters: Callable[[Sequence[str]], Sequence[Matters]]
    standings: Mapping[str, Standing]

    @cached_property
    def _reuse(self) -> Reuse:
        return text_reuse.of(self.wordings(sorted(self.known)))

    def same_words(self, work: str) -> SameWords:
        """What a plan has word for word in common with others."""
        runs = tuple(self._reuse.runs(work))
        return same_words.of(self.library.facts, self._reuse.wording(work), runs)

    @cached_property
    def counterparts(self) -> Sequence[Counterparts]:
        """What is on the same matter as the clauses of each plan, by work id."""
        every = self.matters(sorted(self.known))
        near: Mapping[str, Mapping[str, tuple[Near, ...]]] = related.of(every)
        return [counterparts.of(self.library.facts, one, near[one.work]) for one in every]


_RECORDS_AT_ONCE = 50
"""So many records one piece of work has at most."""


class Piece(NamedTuple):
    """A piece of work: what stands for all that it shows, and the way to that."""

    token: str
    load: Callable[[], Any]


@dataclass(frozen=True)
class OfLibrary:
    """A kind of files: what there is to write, and how one piece is written.

    A piece and `write` may travel to another process; records do not, they are there.

    Args:
        shows: what stands for all that its files show of one plan: as long as it stays the same in
            every plan, and the records do, its files do too.
        pieces: what its files are made from.
        write: the files of one piece, or what they say.
    """

    shows: Callable[[Tokens], str]
    pieces: Callable[[Stock], Iterable[Piece]]
    write: Callable[[Any, Relations], Iterable[File]]


def _each(views: Iterable[Any]) -> Iterator[Piece]:
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


def _placed(stock: Stock, pieces: Iterable[Piece]) -> Iterator[Piece]:
    codes = stock.library.places
    return (Piece(one.token, partial(_load_placed, one.load, codes)) for one in pieces)


def _load_placed(load: Callable[[], Any], codes: tuple[str, ...]) -> Placed:
    return Placed(load(), codes)


def _nothing(_: Tokens) -> str:
    return ""


def _outline(of: Tokens) -> str:
    return of.outline


def _of_every(stock: Stock, token: Callable[[Tokens], str]) -> str:
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


def _names(stock: Stock) -> Iterator[Piece]:
    whole = stock.library.references
    works_of = {
        key: references.works_of(key, whole)
        for key, record in whole.records.items()
        if record.scheme != "places"
    }
    for keys in _grouped(works_of):
        cards = (stock.tokens[work].card for work in works_of[keys[0]])
        token = "\n".join([str(whole.size), *keys, *cards, *_said_of(keys, stock)])
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


def _write_names(parts: Iterable[Part], relations: Relations) -> Iterator[Page | View]:
    for part in parts:
        yield from name_pages.pages(part.key, part.with_records(relations))


def _topics(stock: Stock) -> Iterator[Piece]:
    every = [one for _, one in sorted(stock.tokens.items())]  # whatever was kept or made
    cards = f"{len(every)} {[one.card for one in every] if _is_small(stock) else ''}"
    for topic in stock.library.references.relations.authority.topics:
        said = (f"{one.card} {one.topics[topic]}" for one in every if topic in one.topics)
        token = "\n".join([topic, cards, *said])
        yield Piece(token, partial(topical.of, topic, stock.library))


def _is_small(stock: Stock) -> bool:
    return len(stock.tokens) <= references.SMALL_LIBRARY


def _write_topic(found: OfTopic, relations: Relations) -> Iterator[View]:
    yield from topic_page.pages(relations.authority.topics[found.id], found)


def _write_grid(found: Sequence[Counted], relations: Relations) -> Iterator[Page | View]:
    yield from grid.pages(relations.authority.topics, found)
    yield topic_grid.page(relations.authority.topics, found)


def _indicators(stock: Stock) -> Iterator[Piece]:
    token = _of_every(stock, lambda one: f"{one.card} {one.indicators}")
    yield Piece(token, partial(_all_indicators, stock))


def _all_indicators(stock: Stock) -> list[indicator_list.OfPlan]:
    every = (stock.library.facts[card.work] for card in stock.library.cards)
    return [
        (one.card, [(said, one.addresses[said.unit_id]) for said in one.indicators])
        for one in every
        if one.indicators
    ]


class _Sheet(NamedTuple):
    """What the duty sheet of one body shows."""

    key: str
    duties: tuple[Duties, ...]


def _sheets(stock: Stock) -> Iterator[Piece]:
    whole, tokens = stock.library.references, stock.tokens
    answering = dict.fromkeys(key for _, of in sorted(tokens.items()) for key in of.duties)
    works_of = {key: [one.card.work for one in whole.of(key) if one.answers] for key in answering}
    for keys in _grouped(works_of):
        of = [tokens[work] for work in works_of[keys[0]]]
        duties = (one.duties[key] for key in keys for one in of)
        token = "\n".join([*keys, *(one.file for one in of), *duties])
        yield Piece(token, partial(_all_duties, keys, stock))


def _all_duties(keys: Sequence[str], stock: Stock) -> list[_Sheet]:
    return [_Sheet(key, _duties(key, stock)) for key in keys]


def _duties(key: str, stock: Stock) -> tuple[Duties, ...]:
    return tuple(
        Duties(one.card, stock.duties(one.card.work)[key])
        for one in stock.library.references.of(key)
        if one.answers
    )


def _write_sheets(sheets: Iterable[_Sheet], relations: Relations) -> Iterator[Page | View]:
    for sheet in sheets:
        yield from duty_sheet.pages(relations.records[sheet.key], sheet.duties)


def _shards(stock: Stock) -> Iterator[Piece]:
    shards = scripts.split({work: stock.known[work].size for work in sorted(stock.known)})
    for number, works in enumerate(shards, 1):
        of = ((work, stock.tokens[work]) for work in works)
        shown = [f"{work} {one.outline} {one.texts}" for work, one in of]
        token = "\n".join([f"{number} of {len(shards)}", *shown])
        yield Piece(token, partial(_shard, stock, (number, len(shards)), works))


def _shard(stock: Stock, place: tuple[int, int], works: Sequence[str]) -> Shard:
    of = [stock.library.facts[work] for work in works]
    named = tuple(
        {
            key: tuple((one.unit, one.surface) for one in found.occurrences)
            for key, found in facts.named.items()
        }
        for facts in of
    )
    topics = tuple(
        {topic: tuple(one.unit for one in clauses) for topic, clauses in facts.topics.items()}
        for facts in of
    )
    return Shard(*place, tuple(map(stock.texts, works)), named, topics)


def _entries(stock: Stock) -> Iterator[Piece]:
    weights = (" ".join(map(str, weight)) for weight in _weights(stock))
    token = "\n".join([*weights, _of_every(stock, lambda one: one.entries)])
    yield Piece(token, partial(_all_entries, stock))


def _weights(stock: Stock) -> tuple[Weight, ...]:
    whole = stock.library.references
    return tuple(
        Weight(key, whole.count(key), len(whole.of(key)), whole.answers(key))
        for key in whole.records
    )


def _all_entries(stock: Stock) -> Entries:
    return Entries(tuple(stock.entries(sorted(stock.known))), _weights(stock))


def _chars(stock: Stock) -> Iterator[Piece]:
    every = "".join(sorted({*chain.from_iterable(one.chars for one in stock.known.values())}))
    yield Piece(every, partial(_itself, every))


class _Tables(NamedTuple):
    """The rows of all plans, and what each has in common with others."""

    rows: Sequence[Rows]
    same: Sequence[SameWords]
    near: Sequence[Counterparts]


def _shown_in_tables(of: Tokens) -> str:
    return f"{of.rows} {of.card} {of.addresses} {of.wording} {of.matters}"


def _tables(stock: Stock) -> Iterator[Piece]:
    yield Piece(_of_every(stock, _shown_in_tables), partial(_all_tables, stock))


def _all_tables(stock: Stock) -> _Tables:
    works = sorted(stock.known)
    same = [stock.same_words(work) for work in works]
    return _Tables(stock.rows(works), same, stock.counterparts)


def _write_tables(of: _Tables, relations: Relations) -> Iterator[Page | Packed]:
    titles = {one.card.work: one.card.title for one in of.same}
    across = [
        edges.across(same.card.work, same.runs, near.told(relations), titles)
        for same, near in zip(of.same, of.near, strict=True)
    ]
    return tables_csv.pages(of.rows, across)


class _Terms(NamedTuple):
    """The terms of the library with their figures, and the address of the site."""

    rows: tuple[Row, ...]
    site: str | None


def _terms(stock: Stock) -> _Terms:
    site = stock.settings.address if stock.settings else None
    return _Terms(tuple(name_list.rows("terms", stock.library.references)), site)


def _versions(stock: Stock) -> Iterator[Piece]:
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


def _write_versions(versions: Versions) -> Iterator[Page | View]:
    found = [*version_changes.compared(versions)]
    yield version_changes.page(versions, found)
    for older, pairs in found:
        yield newer_clauses.page(older.card.work, versions.newer.card.work, pairs)


def _same_words(stock: Stock) -> Iterator[Piece]:
    for work in sorted(stock.known):
        token = hashlib.sha256(repr(stock.same_words(work)).encode("utf-8", "surrogatepass"))
        yield Piece(token.hexdigest(), partial(stock.same_words, work))


def _write_same_words(of: SameWords) -> Iterator[Page | View]:
    yield Page(Path(f"data/runs/{of.card.work}.json"), runs_json.dump(of.runs))
    yield sentence_marks.page(of)
    yield same_words_page.page(of)


def _write_counterparts(of: Counterparts, relations: Relations) -> Iterator[Page]:
    told = of.told(relations)
    yield Page(Path(f"data/related/{of.card.work}.json"), related_json.dump(told))
    yield counterpart_notes.page(of, told)


_SCHEMAS = {
    "plan": "data/plans/plan.schema.json",
    "authority": "data/authority.schema.json",
    "runs": "data/runs/runs.schema.json",
    "topics": "data/topics.schema.json",
    "related": "data/related/related.schema.json",
}

OF_LIBRARY: Mapping[str, OfLibrary] = {
    "前往": OfLibrary(
        lambda of: f"{of.outline} {of.entries}",
        lambda stock: _placed(stock, _entries(stock)),
        lambda view, relations: [goto.page(view.of, view.relations(relations))],
    ),
    "检索": OfLibrary(lambda of: f"{of.outline} {of.texts}", _shards, scripts.pages),
    "名称": OfLibrary(lambda of: of.facts, _names, _write_names),
    "主题": OfLibrary(lambda of: f"{of.card} {of.topics}", _topics, _write_topic),
    "主题一览": OfLibrary(
        _outline, lambda stock: _each([topical.counts(stock.library)]), _write_grid
    ),
    "职责": OfLibrary(
        lambda of: "\n".join([of.file, *of.duties, *of.duties.values()]), _sheets, _write_sheets
    ),
    "检索版次": OfLibrary(_nothing, lambda _: _each([None]), lambda *_: [scripts.edition_page()]),
    "繁简": OfLibrary(lambda of: of.texts, _chars, lambda view, _: [scripts.simplified_page(view)]),
    "未核的名称": OfLibrary(
        _outline,
        lambda stock: _each(also_named.of_library(stock.library.facts, stock.library.references)),
        lambda view, _: [names_elsewhere.page(view)],
    ),
    "地方": OfLibrary(
        _outline,
        lambda stock: _placed(stock, _each(place_page.views(stock.library.references))),
        lambda view, relations: [place_page.page(view.of, view.relations(relations))],
    ),
    "名录": OfLibrary(
        _outline,
        lambda stock: _placed(stock, _each(name_list.views(stock.library.references))),
        lambda view, relations: [name_list.page(view.of, view.relations(relations))],
    ),
    "旧地址": OfLibrary(
        lambda of: of.facts,
        lambda stock: _each(forwarding.views(stock.moved, stock.sheets, stock.library.references)),
        forwarding.pages,
    ),
    "名称的变动": OfLibrary(
        _nothing,
        lambda stock: _each([tuple(stock.moved.items())]),
        lambda moved, relations: [
            Page(Path("data/moved.json"), moved_json.dump(moved, relations.authority))
        ],
    ),
    "规划一览": OfLibrary(
        lambda of: of.card,
        lambda stock: _each([(stock.library.cards, stock.library.withdrawn)]),
        lambda view, _: plan_list.pages(*view),
    ),
    "版本": OfLibrary(
        lambda of: f"{of.card} {of.texts}", _versions, lambda view, _: _write_versions(view)
    ),
    "逐字相同": OfLibrary(
        lambda of: f"{of.card} {of.addresses} {of.wording}",
        _same_words,
        lambda view, _: _write_same_words(view),
    ),
    "另见": OfLibrary(
        lambda of: f"{of.card} {of.addresses} {of.matters}",
        lambda stock: _each(stock.counterparts),
        _write_counterparts,
    ),
    "可比的规划": OfLibrary(
        lambda of: of.card,
        lambda stock: _each([tuple(stock.library.cards)]),
        lambda cards, _: [comparison_scripts.list_page(cards)],
    ),
    "比较页": OfLibrary(_nothing, lambda _: _each([None]), lambda *_: [comparison_page.page()]),
    "撤下": OfLibrary(
        _nothing,
        lambda stock: _each(stock.library.withdrawn),
        lambda view, _: withdrawn.pages(view),
    ),
    "职责一览": OfLibrary(
        _outline,
        lambda stock: _each([(stock.library.matrices, len(stock.library.cards))]),
        lambda view, _: matrix_list.pages(*view),
    ),
    "数字一览": OfLibrary(
        lambda of: f"{of.card} {of.indicators}",
        _indicators,
        lambda found, _: indicator_list.pages(found),
    ),
    "首页": OfLibrary(
        _outline,
        lambda stock: [
            Piece(
                f"{stock.library.withdrawn}\n{_of_every(stock, lambda one: one.facts)}",
                partial(home.page, stock.library),
            )
        ],
        lambda page, _: [page],
    ),
    "检索页": OfLibrary(
        _nothing,
        lambda stock: _each([len(stock.library.cards)]),
        lambda size, _: [search_page.page(size)],
    ),
    "表": OfLibrary(_shown_in_tables, _tables, _write_tables),
    "提法的工作簿": OfLibrary(
        _outline,
        lambda stock: _each([_terms(stock)]),
        lambda view, relations: [term_workbook.page(view.rows, relations, view.site)],
    ),
    "变更": OfLibrary(
        _outline,
        lambda stock: _each([stock.library.changes]),
        lambda changes, _: [Page(Path("data/changes.json"), changes_json.dump(changes))],
    ),
    "校勘规则": OfLibrary(_nothing, lambda _: _each([None]), lambda *_: [rules_page.page()]),
    "订阅": OfLibrary(
        _outline,
        lambda stock: _each(site_files.views(stock.settings, stock.library.changes)),
        lambda view, _: site_files.pages(view),
    ),
    "样式": OfLibrary(
        _nothing, lambda stock: _each([stock.sheet]), lambda text, _: site_files.sheet(text)
    ),
    "格式": OfLibrary(
        _nothing,
        lambda _: _each(_SCHEMAS),
        lambda name, _: [Page(Path(_SCHEMAS[name]), schema_text(name))],
    ),
    "词表": OfLibrary(
        _nothing,
        lambda _: _each([None]),
        lambda *_: [
            Page(Path("data/set-phrases.yml"), words_text("set_phrases")),
            Page(Path("data/likeness.yml"), words_text("likeness")),
            Page(Path("data/likeness-grams.json"), table_text("likeness_grams")),
        ],
    ),
    "核对": OfLibrary(
        _nothing,
        lambda _: _each([None]),
        lambda *_: [Page(Path("data/verify.py"), verifier_text())],
    ),
}
"""The files of the library, by what they are; first those of which one piece takes longest."""
