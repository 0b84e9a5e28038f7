"""Signs that what closes a document is still text of its last clause."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from converters import lexicon
from converters.models.located import Problem
from converters.models.unit import Part, Unit
from converters.structure import issuer_names
from converters.text import dates, field_labels
from converters.text.mapped_text import Span

_DATED = re.compile(rf"(?<=.)(?:{dates.PRINTED.pattern})$")
_MARK = lexicon.alternatives(lexicon.words("document")["attachment_words"])
_ATTACHED = re.compile(rf"(?<=[。；;）)])(?:{_MARK})\s?\d{{0,2}}[:：]")
_FIELD = "这一行像是公文信息，读成了条款的文字"
_SIGNED = "末条的文字之下像是落款，没有分出来，未作发文机关、成文日期"
_FIGURES = re.compile(r"[{〔（(\s]*(?:19|20)\d{2}(?:[\s年月日./-]*\d){2,4}[\s日]*")
"""A date of which figures are left."""

_MOST_FIELDS = 20
"""So many parts at the end of the last clause are looked at."""
_Sign = tuple[re.Pattern[str], str, str]
_SIGNS: tuple[_Sign, ...] = (
    (_DATED, "signature-unread", "这里的文字以日期结束，像是落款，没有分出来"),
    (_ATTACHED, "attachments-unread", "末条的文字里像有附件的名单，没有分出来"),
)


def find(units: Sequence[Unit]) -> Iterator[Problem]:
    """A Problem for a date, a list of attachments or metadata at the end of the last clause."""
    last = {unit.document: unit for unit in units if unit.is_clause}
    for clause in last.values():
        for part in clause.parts[-1:]:
            yield from _told(part, _SIGNS)
        yield from _signed(clause)
        for part in clause.parts[-_MOST_FIELDS:]:
            yield from _fields(part)
    for unit in units:
        for part in unit.parts if unit.kind == "attachment" else ():
            if part.role == "attachments":
                yield from _told(part, _SIGNS[:1])


def _signed(clause: Unit) -> Iterator[Problem]:
    """A Problem for names of bodies and figures below the last sentence, that no date ends."""
    texts = [part.text.text for part in clause.parts]
    start = len(texts)
    while start and _may_sign(texts[start - 1]):
        start -= 1
    tail = clause.parts[start:]
    is_below = start > 0 and texts[start - 1].endswith("。")
    if tail and is_below and len(tail) <= issuer_names.MOST:
        span = Span(tail[0].text.span.start, tail[-1].text.span.end)
        yield Problem("signature-unread", _SIGNED, span)


def _may_sign(text: str) -> bool:
    """Whether a line is a body's name, or the figures of a date."""
    return bool(_FIGURES.fullmatch(text)) or issuer_names.is_issuer(text)


def _fields(part: Part) -> Iterator[Problem]:
    """A Problem for a line that tells the document, and was not taken for its metadata."""
    found = field_labels.stated(part.text.text)
    if any(field_labels.identifies(label, value) for label, value in found):
        yield Problem("metadata-unread", _FIELD, part.text.span)


def _told(part: Part, signs: Sequence[_Sign]) -> Iterator[Problem]:
    for pattern, code, message in signs:
        if found := pattern.search(part.text.text):
            yield Problem(code, message, part.text.origin(*found.span()))
