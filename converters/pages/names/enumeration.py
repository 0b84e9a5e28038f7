"""所含: what a numbered term holds, as the plans list it, with the clause that does."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from converters.citation.titles import counted, short_title
from converters.names import enumerations, members
from converters.names.enumerations import Enumeration
from converters.pages.names.cross_references import CrossReferences
from converters.text import escape, punctuation
from converters.writing import links

_MOST = 40


def enumeration(key: str, references: CrossReferences, here: Path) -> Iterator[str]:
    """The members as Markdown blocks; nothing for a term that counts nothing and lists nothing."""
    found = list(enumerations.of(key, references.index))
    if not found and enumerations.is_numbered(key, references.index):
        yield "原文未列举。"
    for one in found[:_MOST]:
        yield _listed(one, references, here)
    if len(found) > _MOST:
        yield f"另有 {len(found) - _MOST} 处列举，见出处。"


def _listed(one: Enumeration, references: CrossReferences, here: Path) -> str:
    address = references.quoter(one.plan).address(one.mention.unit).shown
    shown = escape.markdown(f"{short_title(one.plan)} {address}")
    place = links.to_part(shown, str(one.plan.source.work), one.mention.part, here)
    listed = "、".join(escape.markdown(punctuation.restore(member)) for member in one.listed)
    return f"{listed}{'等' if one.is_open else ''}（{place}）{_count(one)}"


def _count(one: Enumeration) -> str:
    """What is to be said where the list and the number do not agree."""
    if one.fits or one.stated is None:
        return ""
    return f"；称 {one.stated} 项，列 {len(one.listed)} 项，数不相合"


def about(key: str, references: CrossReferences) -> str:
    """The number that the name states, in words."""
    count = members.stated_count(references.records[key].pref)
    return f"名称所示：{counted(count)}项" if count else ""
