"""What a numbered term counts, as each plan lists it: 安全责任、…、应急救援“五个到位”."""

from __future__ import annotations

from collections.abc import Iterable
from typing import NamedTuple

from converters.models.mention import Mention
from converters.models.plan import Plan
from converters.names import members
from converters.names.authority import Authority, AuthorityRecord


class Enumeration(NamedTuple):
    """The members that one clause lists. `stated` is the number that the name states."""

    listed: tuple[str, ...]
    is_open: bool
    stated: int | None

    @property
    def fits(self) -> bool:
        """Whether as many are listed as the name says; an open list may hold fewer."""
        if self.stated is None:
            return True
        return len(self.listed) == self.stated or (self.is_open and len(self.listed) < self.stated)


def of_mention(plan: Plan, mention: Mention, authority: Authority) -> Enumeration | None:
    """The list that stands beside one mention of a numbered term, if there is one.

    What a person has read goes before what the form of the text shows.
    """
    stated = members.stated_count(mention.surface)
    record = authority.records.get(mention.target)
    read = record.members_at(f"{plan.source.work}#{mention.unit}") if record else ()
    if read:
        return Enumeration(read, is_open=False, stated=stated)
    if not members.has_number(mention.surface):
        return None
    found = members.listed(mention.text.text, mention.start, mention.end)
    if not found:
        return None
    listed = tuple(mention.text.text[start:end] for start, end in found.spans)
    return Enumeration(listed, found.and_others, stated)


def is_numbered(record: AuthorityRecord, surfaces: Iterable[str]) -> bool:
    """Whether a term states how many things it holds, in its name or as a plan writes it."""
    return record.scheme == "terms" and any(
        members.stated_count(name) is not None for name in (record.pref, *surfaces)
    )
