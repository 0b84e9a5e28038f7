"""What the print of a plan adds at its end: its emendations, and what edition it is."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import NamedTuple

from converters.citation.titles import citation, edition
from converters.edition.apparatus import Entry
from converters.models.plan import Plan
from converters.views import notes, record
from converters.views.notes import VERDICTS, Said

STATUS = "非官方文本，仅供查考；以发文机关公布者为准"
"""What every print says of itself."""


class EntryText(NamedTuple):
    """One entry in full, and its place in the file."""

    number: str
    what: tuple[Said, ...]
    verdict: str
    ground: str
    line: int
    col: int


def entries(apparatus: Sequence[Entry]) -> Iterator[EntryText]:
    """The entries of an apparatus."""
    for entry in apparatus:
        yield EntryText(
            entry.number,
            tuple(notes.what(entry)),
            VERDICTS[entry.verdict],
            notes.ground(entry),
            *entry.position,
        )


def version(plan: Plan) -> Mapping[str, str]:
    """What edition it is, by what each line says."""
    source = plan.source
    rules = "标点经规则复为全角，余" + ("见校勘记" if plan.emendations else "一字未改")
    return {
        "引文": citation(plan),
        "地址": f"…/plans/{source.work}/，条款加 #a2-b4 之类",
        "版本": edition(plan.published) or "尚未公布",
        "源文": f"{source.line_count} 行，SHA-256 {source.sha256}；{rules}",
        **{f"校{label}": told for label, told in record.corrections(plan)},
        "性质": STATUS,
    }
