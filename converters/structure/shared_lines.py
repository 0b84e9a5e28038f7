"""Lines above the first clause that hold two parts: issuer and date, head and number."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import pairwise

from converters.models.line import Line
from converters.structure import bracketed_notes, issuer_names, title_lines
from converters.text import blanks, dates, doc_numbers, field_labels

_MAX_SIGNED = 120
_MIN_FIELDS, _MAX_FIELDS = 2, 500
"""So many fields at least, in so many characters at most, are a line of metadata."""
_MIN_TITLE = 6


def parted(line: Line) -> Iterator[Line]:
    """A line, or its parts where issuer, note and date share it, or the issuer stands twice."""
    text = line.text.text
    cuts = _signed(text) or _headed(text) if len(text) <= _MAX_SIGNED else []
    cuts = cuts or _before_title(text)
    doubled = len(issuer_names.doubled(text))
    cuts = cuts or ([doubled] if doubled else [])
    if not cuts:
        yield line
        return
    for start, end in pairwise([0, *cuts, len(text)]):
        if part := line.text[start:end].strip():
            yield Line(line.number, part)


def _before_title(text: str) -> list[int]:
    """Where a line of metadata is to be cut since a title stands behind its last field."""
    found = list(field_labels.fields(text)) if len(text) <= _MAX_FIELDS else []
    if len(found) < _MIN_FIELDS or field_labels.name_of(found[-1][0]) == "title":
        return []
    _, start, end = found[-1]
    at = max(text.rfind(blank, start, end) for blank in blanks.CHARS)
    rest = text[at + 1 : end]
    is_title = len(rest) >= _MIN_TITLE and title_lines.looks_like(rest)
    return [at + 1] if at >= start and is_title else []


def _headed(text: str) -> list[int]:
    """Where a line is to be cut between a red head or a title and the 发文字号 beside it."""
    if end := issuer_names.end_of_red_head(text):
        return [end] if doc_numbers.of_line(text[end:].strip(blanks.CHARS)) else []
    beside = doc_numbers.beside(text)
    title = (text[: beside.start] + text[beside.end :]).strip(blanks.CHARS) if beside else ""
    return [*beside] if beside and title and title_lines.looks_like(title) else []


def _signed(text: str) -> list[int]:
    """Where a line is to be cut round its date: 某局 2024年1月2日 此件公开发布."""
    found = dates.PRINTED.search(text)
    if not found:
        return []
    before, after = (
        part.strip(blanks.CHARS) for part in (text[: found.start()], text[found.end() :])
    )
    if not (before or after) or (after and not bracketed_notes.NOTE.fullmatch(after)):
        return []
    signs = not before or issuer_names.is_issuer(before) or bracketed_notes.NOTE.fullmatch(before)
    return [*found.span()] if signs else []
