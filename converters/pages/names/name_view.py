"""What a page of a name says, be it of one record or of a type of agencies."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Generic, TypeVar

from converters.models.phrase import Phrase
from converters.pages.names.occurrences import Occurrences
from converters.pages.names.outcome import Outcome

Account = TypeVar("Account")


@dataclass(frozen=True)
class NameView(Generic[Account]):
    """One page; `lead` and `account` are on the first of several only.

    `outcome` is what became of the record, if it has ended.
    """

    title: str
    way_up: Phrase
    heading: str
    outcome: Outcome | None
    lead: str
    account: Account | None
    occurrences: Occurrences | None
