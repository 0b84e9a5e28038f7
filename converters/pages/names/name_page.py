"""The pages of an agency, a term or an instrument: what it is, and every clause that names it."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from converters.citation.titles import counted
from converters.library.references import SMALL_LIBRARY, References
from converters.models.page import View
from converters.names.authority import SCHEME_WORDS
from converters.pages.names import enumeration, explanation, occurrences, outcome
from converters.pages.names.distribution import REST_SILENT, Distribution, distribution
from converters.pages.names.enumeration import Members
from converters.pages.names.explanation import Row
from converters.pages.names.name_links import ended, name, of_scheme, way_up
from converters.pages.names.name_view import NameView
from converters.pages.names.occurrences import Group
from converters.pages.names.variants import Variants, variants
from converters.text import punctuation


@dataclass(frozen=True)
class _Account:
    """What stands on the first page only; what there is nothing of is None."""

    explanation: Sequence[Row]
    members: Members | None
    distribution: Distribution | None
    variants: Variants | None


def pages(key: str, references: References) -> Iterator[View]:
    """The page of a record, and further ones where its mentions are many."""
    record = references.records[key]
    heading = of_scheme(record.pref, record.scheme)
    about = f"{references.count(key)} 处，按成文先后"
    for leaf, found in occurrences.paged(groups(key, references), Path(f"{key}.md")):
        is_first = leaf.number == 1
        says = NameView(
            name(record) + ended(record) + leaf.suffix,
            way_up(record),
            record.scheme,
            SCHEME_WORDS[record.scheme],
            heading,
            [*map(punctuation.restore, record.alt)],
            outcome.of_record(record, references.relations, references),
            summary(key, references) if is_first else "",
            _account(key, references) if is_first else None,
            occurrences.shown(leaf, found, about) if found else None,
        )
        yield View(leaf.path, "name_page.md", says)


def groups(key: str, references: References) -> Iterator[Group]:
    """What stands under each heading of its 出处."""
    return map(Group.of, references.of(key))


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
        return REST_SILENT
    rest = references.silent(key)
    return f"未见于{'、'.join(card.short for card in rest)}。"


def _account(key: str, references: References) -> _Account:
    is_mentioned = bool(references.of(key))
    is_told_apart = is_mentioned or references.relations.lookalikes(key)
    return _Account(
        explanation.explanation(key, references),
        enumeration.enumeration(key, references),
        distribution(key, references) if is_mentioned else None,
        variants(key, references) if is_told_apart else None,
    )
