"""Every file of the site: a row for each kind, of one plan or of the library.

A row of a plan makes its files from the plan alone; a row of the library, from the `pieces` that
what is known is cut into.

To add a page or an export: one module, one row, one test.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property, partial
from itertools import chain
from pathlib import Path
from typing import Any, overload

from converters import pieces
from converters.edition.apparatus import Entry
from converters.exports import (
    changes_json,
    citations,
    comparison_scripts,
    menu_script,
    moved_json,
    plan_json,
    received,
    related_json,
    runs_json,
    tables_csv,
)
from converters.exports.tables_csv import Rows
from converters.lexicon import schema_text, table_text, verifier_text, words_text
from converters.library import (
    also_named,
    ground_chain,
    topical,
)
from converters.library.counterparts import Counterparts
from converters.library.references import Part
from converters.library.relations import Relations
from converters.library.same_words import SameWords
from converters.library.topical import Counted, OfTopic
from converters.models.page import Packed, Page, View
from converters.models.plan import Plan
from converters.names.assignments import Assignment
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
from converters.pages.library.version_changes import Versions
from converters.pages.names import (
    duty_sheet,
    forwarding,
    name_list,
    name_pages,
    place_page,
)
from converters.pages.plan import (
    emendations,
    indicator_page,
    matrix_page,
    names_page,
    plan_print,
    source_page,
)
from converters.pages.topics import grid, topic_page
from converters.pieces import each, of_every, placed
from converters.search import goto, index_scripts, scripts, unreviewed_names
from converters.search.scripts import PlanTexts
from converters.stock import Piece, Stock, Tokens
from converters.views import plan_text
from converters.views.plan_text import PlanText
from converters.writing import (
    akoma_ntoso,
    citation_chain,
    counterpart_notes,
    duty_workbook,
    epub,
    names_elsewhere,
    names_index,
    newer_clauses,
    plan_page,
    sentence_marks,
    templates,
    term_workbook,
    word_document,
    workbook,
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
    texts: PlanTexts
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
    yield comparison_scripts.plan_page(one.plan, one.names)


def _received(one: OfPlan) -> Iterator[Page]:
    yield received.page(one.plan, one.texts.data)


def _derived(one: OfPlan) -> Iterator[Page]:
    if one.plan.source.derived:
        yield Page(Path(f"data/plans/{one.plan.work}.txt"), one.plan.source.text)


OF_PLAN: Mapping[str, Callable[[OfPlan], Iterable[File]]] = {
    "校读本": lambda one: plan_page.pages(one.plan, one.entries, one.names, one.text, one.site),
    "原文": lambda one: [source_page.page(one.plan, one.entries)],
    "校勘记": lambda one: [emendations.page(one.plan, one.entries, one.text.marked)],
    "名称和主题": lambda one: names_index.pages(
        names_page.page(one.plan, one.names), one.plan.work
    ),
    "地址的菜单": lambda one: [menu_script.page(one.plan, one.names, one.site)],
    "打印": lambda one: [plan_print.page(one.plan)],
    "职责矩阵": lambda one: matrix_page.pages(one.plan, one.assigned, one.names),
    "写明的数字": lambda one: indicator_page.pages(one.plan),
    "文字": lambda one: [scripts.texts_page(one.texts)],
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


def _nothing(_: Tokens) -> str:
    return ""


def _outline(of: Tokens) -> str:
    return of.outline


def _write_names(parts: Iterable[Part], relations: Relations) -> Iterator[Page | View]:
    for part in parts:
        yield from name_pages.pages(part.key, part.with_records(relations))


def _write_topic(found: OfTopic, relations: Relations) -> Iterator[View]:
    yield from topic_page.pages(relations.authority.topics[found.id], found)


def _write_grid(found: Sequence[Counted], relations: Relations) -> Iterator[View]:
    yield from grid.pages(relations.authority.topics, found)


def _write_sheets(sheets: Iterable[pieces.Sheet], relations: Relations) -> Iterator[Page | View]:
    for sheet in sheets:
        yield from duty_sheet.pages(relations.records[sheet.key], sheet.duties)


def _write_tables(of: pieces.Tables, relations: Relations) -> Iterator[Page | Packed]:
    return tables_csv.pages(of.rows, of.across, relations.authority.topics, of.counted)


def _write_versions(versions: Versions) -> Iterator[Page | View]:
    found = [*version_changes.compared(versions)]
    yield version_changes.page(versions, found)
    for older, pairs in found:
        yield newer_clauses.page(older.card.work, versions.newer.card.work, pairs)


def _write_same_words(of: SameWords) -> Iterator[Page | View]:
    yield Page(Path(f"data/runs/{of.card.work}.json"), runs_json.dump(of.runs, of.left_out))
    yield sentence_marks.page(of)
    yield same_words_page.page(of)


def _write_counterparts(of: Counterparts, relations: Relations) -> Iterator[Page]:
    told = of.told(relations)
    yield Page(
        Path(f"data/related/{of.card.work}.json"),
        related_json.dump(related_json.within(told, of.room)),
    )
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
        lambda stock: placed(stock, pieces.entries(stock)),
        lambda view, relations: goto.pages(view.of, view.relations(relations)),
    ),
    "检索": OfLibrary(lambda of: f"{of.outline} {of.texts}", pieces.shards, scripts.pages),
    "未核名称的去处": OfLibrary(
        _outline,
        lambda stock: each(stock.unreviewed),
        lambda view, _: [unreviewed_names.page(view)],
    ),
    "检索的索引": OfLibrary(
        lambda of: f"{of.outline} {of.texts}",
        pieces.index,
        lambda view, relations: index_scripts.pages(view, relations.authority),
    ),
    "名称": OfLibrary(lambda of: of.facts, pieces.names, _write_names),
    "主题": OfLibrary(lambda of: f"{of.card} {of.topics}", pieces.topics, _write_topic),
    "主题一览": OfLibrary(
        _outline, lambda stock: each([topical.counts(stock.library)]), _write_grid
    ),
    "职责": OfLibrary(
        lambda of: "\n".join([of.file, *of.duties, *of.duties.values()]),
        pieces.sheets,
        _write_sheets,
    ),
    "检索版次": OfLibrary(
        _nothing,
        lambda stock: each([pieces.is_indexed(stock)]),
        lambda view, _: [scripts.edition_page(is_indexed=view)],
    ),
    "繁简": OfLibrary(
        lambda of: of.texts, pieces.chars, lambda view, _: [scripts.simplified_page(view)]
    ),
    "未核的名称": OfLibrary(
        _outline,
        lambda stock: each(also_named.of_library(stock.library.facts, stock.library.references)),
        lambda view, _: [names_elsewhere.page(view)],
    ),
    "依据和引用": OfLibrary(
        _outline,
        lambda stock: each(ground_chain.of_library(stock.library.facts, stock.library.references)),
        lambda view, _: [citation_chain.page(view)],
    ),
    "地方": OfLibrary(
        _outline,
        lambda stock: placed(stock, each(place_page.views(stock.library.references))),
        lambda view, relations: [place_page.page(view.of, view.relations(relations))],
    ),
    "名录": OfLibrary(
        _outline,
        lambda stock: placed(stock, each(name_list.views(stock.library.references))),
        lambda view, relations: [name_list.page(view.of, view.relations(relations))],
    ),
    "旧地址": OfLibrary(
        lambda of: of.facts,
        lambda stock: each(forwarding.views(stock.moved, stock.sheets, stock.library.references)),
        forwarding.pages,
    ),
    "名称的变动": OfLibrary(
        _nothing,
        lambda stock: each([tuple(stock.moved.items())]),
        lambda moved, relations: [
            Page(Path("data/moved.json"), moved_json.dump(moved, relations.authority))
        ],
    ),
    "规划一览": OfLibrary(
        lambda of: of.card,
        lambda stock: each([(stock.library.cards, stock.library.withdrawn)]),
        lambda view, _: plan_list.pages(*view),
    ),
    "版本": OfLibrary(
        lambda of: f"{of.card} {of.texts}", pieces.versions, lambda view, _: _write_versions(view)
    ),
    "逐字相同": OfLibrary(
        lambda of: f"{of.card} {of.addresses} {of.wording}",
        lambda stock: stock.same_words,
        lambda view, _: _write_same_words(view),
    ),
    "另见": OfLibrary(
        lambda of: f"{of.card} {of.addresses} {of.matters}",
        lambda stock: stock.counterparts,
        _write_counterparts,
    ),
    "可比的规划": OfLibrary(
        lambda of: of.card,
        lambda stock: each([tuple(stock.library.cards)]),
        lambda cards, _: [comparison_scripts.list_page(cards)],
    ),
    "比较页": OfLibrary(_nothing, lambda _: each([None]), lambda *_: [comparison_page.page()]),
    "撤下": OfLibrary(
        _nothing,
        lambda stock: each(stock.library.withdrawn),
        lambda view, _: withdrawn.pages(view),
    ),
    "职责一览": OfLibrary(
        _outline,
        lambda stock: each([(stock.library.matrices, len(stock.library.cards))]),
        lambda view, _: matrix_list.pages(*view),
    ),
    "数字一览": OfLibrary(
        lambda of: f"{of.card} {of.indicators}",
        pieces.indicators,
        lambda found, _: indicator_list.pages(found),
    ),
    "首页": OfLibrary(
        _outline,
        lambda stock: [
            Piece(
                f"{stock.library.withdrawn}\n{of_every(stock, lambda one: one.facts)}",
                partial(home.page, stock.library),
            )
        ],
        lambda page, _: [page],
    ),
    "检索页": OfLibrary(
        _nothing,
        lambda stock: each([(len(stock.library.cards), pieces.is_indexed(stock))]),
        lambda view, _: [search_page.page(view[0], is_indexed=view[1])],
    ),
    "表": OfLibrary(pieces.shown_in_tables, pieces.tables, _write_tables),
    "提法的工作簿": OfLibrary(
        _outline,
        pieces.terms,
        lambda view, relations: [term_workbook.page(view.rows, relations, view.site)],
    ),
    "变更": OfLibrary(
        _outline,
        lambda stock: each([stock.library.changes]),
        lambda changes, _: [Page(Path("data/changes.json"), changes_json.dump(changes))],
    ),
    "空白文件": OfLibrary(
        _nothing,
        lambda _: each([None]),
        lambda *_: [word_document.blank_page(), workbook.blank_page()],
    ),
    "校勘规则": OfLibrary(_nothing, lambda _: each([None]), lambda *_: [rules_page.page()]),
    "订阅": OfLibrary(
        _outline,
        lambda stock: each(site_files.views(stock.settings, stock.library.changes)),
        lambda view, _: site_files.pages(view),
    ),
    "样式": OfLibrary(
        _nothing, lambda stock: each([stock.sheet]), lambda text, _: site_files.sheet(text)
    ),
    "格式": OfLibrary(
        _nothing,
        lambda _: each(_SCHEMAS),
        lambda name, _: [Page(Path(_SCHEMAS[name]), schema_text(name))],
    ),
    "词表": OfLibrary(
        _nothing,
        lambda _: each([None]),
        lambda *_: [
            Page(Path("data/set-phrases.yml"), words_text("set_phrases")),
            Page(Path("data/room.yml"), words_text("room")),
            Page(Path("data/likeness.yml"), words_text("likeness")),
            Page(Path("data/likeness-grams.json"), table_text("likeness_grams")),
        ],
    ),
    "核对": OfLibrary(
        _nothing,
        lambda _: each([None]),
        lambda *_: [Page(Path("data/verify.py"), verifier_text())],
    ),
}
"""The files of the library, by what they are; first those of which one piece takes longest."""
