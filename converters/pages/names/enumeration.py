"""包括什么: what a numbered term holds, as the plans list it, with the clause that does."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import NamedTuple

from converters.citation.titles import counted
from converters.library.facts import Occurrence
from converters.library.references import InPlan, References
from converters.models.phrase import Phrase, to_part
from converters.names import enumerations, members
from converters.names.enumerations import Enumeration
from converters.text import punctuation

_MOST = 40


class Members(NamedTuple):
    """The lists of members, a paragraph each; what the name says of their number, or empty."""

    about: str
    lists: Sequence[Phrase]


def enumeration(key: str, references: References) -> Members | None:
    """What is listed; None for a term that counts nothing and lists nothing."""
    lists = list(_paragraphs(key, references))
    return Members(_about(key, references), lists) if lists else None


def _paragraphs(key: str, references: References) -> Iterator[Phrase]:
    found = list(_lists(key, references))
    surfaces = (form for here in references.of(key) for form in here.named.surfaces)
    if not found and enumerations.is_numbered(references.records[key], surfaces):
        yield "原文未列举。"
    for one in found[:_MOST]:
        yield _listed(*one)
    if len(found) > _MOST:
        yield f"另有 {len(found) - _MOST} 处列举，见出处。"


def _lists(key: str, references: References) -> Iterator[tuple[InPlan, Occurrence, Enumeration]]:
    """The lists in all plans; one that several mentions in a clause have in common once."""
    for here in references.of(key):
        seen: set[tuple[str, tuple[str, ...]]] = set()
        for occurrence in here.named.occurrences:
            listed = occurrence.listed
            if listed and (occurrence.unit, listed.listed) not in seen:
                seen.add((occurrence.unit, listed.listed))
                yield here, occurrence, listed


def _listed(in_plan: InPlan, occurrence: Occurrence, one: Enumeration) -> Phrase:
    shown = f"{in_plan.card.short} {occurrence.address}"
    place = to_part(shown, in_plan.card.work, occurrence.part)
    listed = "、".join(map(punctuation.restore, one.listed))
    return (f"{listed}{'等' if one.is_open else ''}（", place, f"）{_count(one)}")


def _count(one: Enumeration) -> str:
    """What is to be said where the list and the number do not agree."""
    if one.fits or one.stated is None:
        return ""
    return f"；称 {one.stated} 项，列 {len(one.listed)} 项，数不相合"


def _about(key: str, references: References) -> str:
    """The number that the name states, in words."""
    count = members.stated_count(references.records[key].pref)
    return f"名称所示：{counted(count)}项" if count else ""
