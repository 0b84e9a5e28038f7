"""Signs that what stands above a title is none of the text: of a page, or part of the title."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from converters.models.located import Problem
from converters.models.unit import Part, Unit
from converters.text.mapped_text import Span

_SENTENCE = re.compile("[。，；：:]")
_TOLD = "题名之上的这一行不知是什么，读成了通知的文字；或是网页上的，或是题名的一部分"


def find(units: Sequence[Unit], told: Sequence[Problem]) -> Iterator[Problem]:
    """A Problem for each line above a title that no sentence ends or begins in.

    Args:
        units: of the document.
        told: what is told of its metadata; one Problem of a line is enough.
    """
    above: list[Part] = []
    is_top = True
    for unit in units:
        if unit.is_clause:
            return
        for part in unit.parts if unit.kind in ("notice", "title") else ():
            if part.role == "title" and (is_top or unit.kind == "notice"):
                spans = (one.text.span for one in above)
                yield from (Problem("before-title", _TOLD, at) for at in spans if _is_new(at, told))
            if part.role != "text" or _SENTENCE.search(part.text.text):
                is_top = False  # a signature may stand above the title of what it sends out
                above.clear()
            else:
                above.append(part)


def _is_new(span: Span, told: Sequence[Problem]) -> bool:
    return not any(span.start <= one.span.start < span.end for one in told)
