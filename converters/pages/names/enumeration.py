"""所含: what a numbered term holds, as the plans list it, with the clause that does."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from converters.citation.titles import counted
from converters.library.facts import Occurrence
from converters.library.references import InPlan, References
from converters.names import enumerations, members
from converters.names.enumerations import Enumeration
from converters.text import punctuation
from converters.text.markdown import Markdown
from converters.writing import links

_MOST = 40


def enumeration(key: str, references: References, here: Path) -> Iterator[str]:
    """The members as Markdown blocks; nothing for a term that counts nothing and lists nothing."""
    found = list(_lists(key, references))
    surfaces = (form for here in references.of(key) for form in here.named.surfaces)
    if not found and enumerations.is_numbered(references.records[key], surfaces):
        yield "原文未列举。"
    for one in found[:_MOST]:
        yield _listed(*one, here)
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


def _listed(in_plan: InPlan, occurrence: Occurrence, one: Enumeration, here: Path) -> str:
    shown = f"{in_plan.card.short} {occurrence.address}"
    place = links.to_part(shown, in_plan.card.work, occurrence.part, here)
    listed = Markdown("、").join(punctuation.restore(member) for member in one.listed)
    return f"{listed}{'等' if one.is_open else ''}（{place}）{_count(one)}"


def _count(one: Enumeration) -> str:
    """What is to be said where the list and the number do not agree."""
    if one.fits or one.stated is None:
        return ""
    return f"；称 {one.stated} 项，列 {len(one.listed)} 项，数不相合"


def about(key: str, references: References) -> str:
    """The number that the name states, in words."""
    count = members.stated_count(references.records[key].pref)
    return f"名称所示：{counted(count)}项" if count else ""
