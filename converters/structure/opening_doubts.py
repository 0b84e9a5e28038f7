"""Signs that what stands above the title of a notice is none of its text."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from converters.models.located import Problem
from converters.models.unit import Part, Unit
from converters.text.mapped_text import Span

_SENTENCE = re.compile("[。，；：:]")
_TOLD = "题名之上的这一行不知是什么，读成了通知的文字；是网页上的，请剔除"


def find(units: Sequence[Unit], told: Sequence[Problem]) -> Iterator[Problem]:
    """A Problem for each line above a title that no sentence ends or begins in.

    Args:
        units: of the document.
        told: what is told of its metadata; one Problem of a line is enough.
    """
    above: list[Part] = []
    for unit in units:
        if unit.is_clause:
            return
        for part in unit.parts if unit.kind == "notice" else ():
            if part.role == "title":
                spans = (one.text.span for one in above)
                yield from (Problem("before-title", _TOLD, at) for at in spans if _is_new(at, told))
            if part.role != "text" or _SENTENCE.search(part.text.text):
                above.clear()
            else:
                above.append(part)


def _is_new(span: Span, told: Sequence[Problem]) -> bool:
    return not any(span.start <= one.span.start < span.end for one in told)
