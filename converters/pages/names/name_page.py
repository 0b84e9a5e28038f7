"""The pages of an agency, a term or an instrument: what it is, and every clause that names it."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from pathlib import Path

from converters.citation.titles import counted, period, short_title
from converters.models.page import Page
from converters.names.index import InPlan
from converters.pages.names import enumeration, occurrences
from converters.pages.names.cross_references import SMALL_LIBRARY, CrossReferences, full_name, name
from converters.pages.names.distribution import distribution
from converters.pages.names.explanation import explanation, path
from converters.pages.names.occurrences import Group, page_path
from converters.pages.names.variants import variants, variants_about
from converters.text import escape
from converters.writing.sections import section


def pages(key: str, references: CrossReferences) -> Iterator[Page]:
    """The page of a record, and further ones where its mentions are many."""
    groups = [Group(str(one.plan.source.work), "", one) for one in references.of(key)]
    paged = occurrences.paged(occurrences.of(groups, references))
    for number, found in enumerate(paged, 1):
        here = page_path(key, number)
        first = _account(key, references, here) if number == 1 else ()
        parts = [*_head(key, references, here, number), *first]
        if found:
            about = f"{references.count(key)} 处，按成文先后"
            parts += occurrences.shown(key, found, references, (number, len(paged)), about)
        yield Page(here, "\n\n".join(parts) + "\n")


def _head(key: str, references: CrossReferences, here: Path, number: int) -> Iterator[str]:
    record = references.records[key]
    further = f"（第 {number} 页）" if number > 1 else ""
    yield f"---\ntitle: {escape.front_matter(name(record) + further)}\nhide: [toc]\n---"
    yield '<div class="name-head" markdown="block">'
    yield path(record, here)
    title = name(record) if record.scheme == "instruments" else full_name(record)
    yield f"# {escape.markdown(title)} {{: #page }}"
    if number == 1:
        yield f"{summary(key, references)}\n{{: .lead }}"
    yield "</div>"


def summary(key: str, references: CrossReferences) -> str:
    """How many plans name a record, and how often; which do not."""
    mentioned = references.of(key)
    if not mentioned:
        return "库内规划尚未提及。"
    said = len(mentioned)
    count = references.count(key)
    if said == len(references.plans):
        return f"{counted(said)}份规划全部提及，共 {count} 处。" if said > 1 else f"共 {count} 处。"
    silent = "" if references.records[key].place else _silent(references, mentioned)
    return f"{counted(said)}份规划提及，共 {count} 处。{silent}"


def _silent(references: CrossReferences, mentioned: Sequence[InPlan]) -> str:
    """Which plans do not name a record; of one that belongs to a place that says nothing."""
    if len(references.plans) > SMALL_LIBRARY:
        return f"另 {len(references.plans) - len(mentioned)} 份未见。"
    works = {one.plan.source.work for one in mentioned}
    rest = [plan for plan in references.index.plans if plan.source.work not in works]
    rest.sort(key=lambda plan: (period(plan) or (), short_title(plan)))
    return f"未见于{'、'.join(escape.markdown(short_title(plan)) for plan in rest)}。"


def _account(key: str, references: CrossReferences, here: Path) -> Iterator[str]:
    yield from section("## 题解 {: #about }", "", [explanation(key, references, here)])
    if listed := list(enumeration.enumeration(key, references, here)):
        about = enumeration.about(key, references)
        yield from section("## 所含 {: #members }", about, listed)
    if references.of(key):
        yield from section(
            "## 分布 {: #spread }", "按年，一格一处", distribution(key, references, here)
        )
    if references.of(key) or references.lookalikes(key):
        about = " ".join(variants_about(key, references))
        yield from section("## 异写与近似 {: #variants }", about, [variants(key, references, here)])
