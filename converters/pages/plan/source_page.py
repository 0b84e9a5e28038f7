"""The text as received, with line numbers: `plans/<work>/source/`, each line at `#L12`."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from converters.citation.titles import display_title
from converters.edition.apparatus import Entry
from converters.models.page import View
from converters.models.plan import Plan
from converters.views import source_text
from converters.views.source_text import LineText


@dataclass(frozen=True)
class _Page:
    """What the page says.

    Args:
        name: the title of the plan.
        work: its id.
        file: the name of the file as received.
        reader: what read the text out of it; empty for plain text.
        generated: by what program its automatic numbers are shown; empty if there are none.
        chars: how many characters the text has.
        sha256: of the file.
        lines: all of the file.
        is_emended: whether anything in it is marked.
    """

    name: str
    work: str
    file: str
    reader: str
    generated: str
    chars: int
    sha256: str
    lines: Sequence[LineText]
    is_emended: bool


def page(plan: Plan, entries: Sequence[Entry]) -> View:
    """Every line of the file, nothing changed; control characters show as symbols.

    What was emended is marked in place and leads to its entry in the 校勘记; each line leads to
    the clauses that begin in it.
    """
    source = plan.source
    read = source.derived
    says = _Page(
        display_title(plan),
        plan.work,
        source.path.name,
        read.reader if read else "",
        "、".join(dict.fromkeys(source_text.PROGRAMS[one.by] for one in read.marks.generated))
        if read
        else "",
        len(source.text),
        source.sha256,
        tuple(source_text.lines(plan, entries)),
        bool(entries),
    )
    return View(Path(f"plans/{plan.work}/source.md"), "source.md", says)
