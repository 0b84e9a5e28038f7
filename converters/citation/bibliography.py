"""A plan or a clause of it as an item of a bibliography: what BibTeX, RIS and CSL-JSON all tell."""

from __future__ import annotations

from dataclasses import dataclass, replace

from converters import lexicon
from converters.citation import titles
from converters.citation.clause_addresses import Address
from converters.models.plan import Plan

LANGUAGE = "zh-CN"
"""BCP 47: of the plans, and of what is told of them."""

_NOTES = lexicon.glossary("reference_notes")

NOTICE = _NOTES["unofficial"]
"""What is said of every text."""


@dataclass(frozen=True)
class Item:
    """What a reference tells (`titles.referred`), and where the plan is read here.

    Args:
        key: by which documents cite it; it begins with a letter.
        title: of the plan; of a clause with its place (GB/T 7714: 题名: 分册).
        authors: the bodies that issued it.
        kind: 工作要点 and so on.
        number: the 发文字号.
        date: ISO 8601: a year, a month or a day.
        url: whole; empty where it is not known at which address the site is.
        note: of which edition it is, and what in the item is the editor's.
    """

    key: str
    title: str
    authors: tuple[str, ...]
    kind: str
    number: str
    date: str
    url: str
    note: str


def of_plan(plan: Plan, site: str | None = None) -> Item:
    """A registered plan.

    Args:
        plan: with its ids.
        site: the address of the site, with a slash at its end, if it has one.
    """
    told = titles.referred(plan)
    return Item(
        f"p{plan.work}",
        told.title,
        told.authors,
        titles.KINDS[plan.record.kind.value or "other"],
        told.number,
        told.date,
        f"{site}plans/{plan.work}/" if site else "",
        _note(plan, told),
    )


def of_clause(item: Item, id_: str, address: Address) -> Item:
    """A clause, block or row of a plan.

    Args:
        item: the plan.
        id_: its id.
        address: how its place is written.
    """
    return replace(
        item,
        key=f"{item.key}:{id_}",
        title=f"{item.title}: {address.words}",
        url=f"{item.url}#{id_}" if item.url else "",
    )


def _note(plan: Plan, told: titles.Referred) -> str:
    shown = (told.title, told.number, *told.authors)
    return "".join(
        [
            _NOTES["edition"].format(plan.published) if plan.published else _NOTES["before"],
            _NOTES["brackets"] if any(part.startswith("[") for part in shown) else "",
            _NOTES["date"] if told.is_dated_by_editor else "",
            NOTICE,
            _NOTES["received"].format(plan.source.sha256),
        ]
    )
