"""What a page of a name says, be it of one record or of a type of agencies."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Generic, TypeVar

from converters.models.phrase import Phrase
from converters.pages.names.occurrences import Occurrences
from converters.pages.names.outcome import Outcome

Account = TypeVar("Account")


@dataclass(frozen=True)
class NameView(Generic[Account]):
    """One page; `lead` and `account` are on the first of several only.

    Args:
        title: of the page.
        way_up: the list that the record belongs to, and its kind.
        scheme: the list, as its address has it.
        list_title: what the list is called.
        heading: the name.
        also: its other names, by the authority.
        outcome: what became of the record, if it has ended.
        lead: how often it is named.
        account: what else is told of it.
        occurrences: where it is named.
    """

    title: str
    way_up: Phrase
    scheme: str
    list_title: str
    heading: str
    also: Sequence[str]
    outcome: Outcome | None
    lead: str
    account: Account | None
    occurrences: Occurrences | None
