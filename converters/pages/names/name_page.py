"""The pages of an agency, a term or an instrument: what it is, and every clause that names it."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from converters.citation.titles import counted
from converters.library.references import SMALL_LIBRARY, References
from converters.models.page import Page
from converters.pages.names import enumeration, occurrences
from converters.pages.names.distribution import distribution
from converters.pages.names.explanation import explanation, path
from converters.pages.names.name_links import full_name, name
from converters.pages.names.occurrences import Group
from converters.pages.names.variants import variants, variants_about
from converters.text import escape
from converters.text.markdown import Markdown
from converters.writing.pagination import Leaf
from converters.writing.sections import section, wrapped


def pages(key: str, references: References) -> Iterator[Page]:
    """The page of a record, and further ones where its mentions are many."""
    groups = (Group(one.card.work, "", one) for one in references.of(key))
    for leaf, found in occurrences.paged(groups, Path(f"{key}.md")):
        first = _account(key, references, leaf.path) if leaf.number == 1 else ()
        parts = [*_head(key, references, leaf), *first]
        if found:
            about = f"{references.count(key)} 处，按成文先后"
            parts += occurrences.shown(leaf, found, about)
        yield Page(leaf.path, "\n\n".join(parts) + "\n")


def _head(key: str, references: References, leaf: Leaf) -> Iterator[str]:
    record = references.records[key]
    yield f"---\ntitle: {escape.front_matter(name(record) + leaf.suffix)}\nhide: [toc]\n---"
    title = name(record) if record.scheme == "instruments" else full_name(record)
    parts = [path(record, leaf.path), f"# {Markdown.escape(title)} {{: #page }}"]
    if leaf.number == 1:
        parts.append(f"{summary(key, references)}\n{{: .lead }}")
    yield from wrapped("name-head", parts)


def summary(key: str, references: References) -> str:
    """How many plans name a record, and how often; which do not."""
    mentioned = references.of(key)
    if not mentioned:
        return "库内规划尚未提及。"
    said = len(mentioned)
    count = references.count(key)
    if said == references.size:
        return f"{counted(said)}份规划全部提及，共 {count} 处。" if said > 1 else f"共 {count} 处。"
    silent = "" if references.records[key].place else _silent(key, references)
    return f"{counted(said)}份规划提及，共 {count} 处。{silent}"


def _silent(key: str, references: References) -> str:
    """Which plans do not name a record; of one that belongs to a place that says nothing."""
    if references.size > SMALL_LIBRARY:
        return f"另 {references.size - len(references.of(key))} 份未见。"
    rest = references.silent(key)
    return f"未见于{Markdown('、').join(card.short for card in rest)}。"


def _account(key: str, references: References, here: Path) -> Iterator[str]:
    yield from section("## 题解 {: #about }", "", [explanation(key, references, here)])
    if listed := list(enumeration.enumeration(key, references, here)):
        about = enumeration.about(key, references)
        yield from section("## 所含 {: #members }", about, listed)
    if references.of(key):
        yield from section(
            "## 分布 {: #spread }", "按年，一格一处", distribution(key, references, here)
        )
    if references.of(key) or references.relations.lookalikes(key):
        about = " ".join(variants_about(key, references))
        yield from section("## 异写与近似 {: #variants }", about, [variants(key, references, here)])
