"""Labels of the metadata that sites print above a document: 发文字号：…, several in a line."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping

from converters import lexicon

FIELDS: Mapping[str, str | None] = lexicon.words("metadata")["labels"]
"""By label, blanks removed, the field of the record; None for one that is only shown."""

_LABEL = re.compile(rf"(?:^|(?<=[^\S\n]))({lexicon.spaced(FIELDS)})\s*[:：]")


def fields(line: str) -> Iterator[tuple[str, int, int]]:
    """The metadata fields of a line: the label without blanks, start and end of the value."""
    found = list(_LABEL.finditer(line))
    if not found or found[0].start():
        return
    ends = [match.start() for match in found[1:]] + [len(line)]
    for match, end in zip(found, ends, strict=True):
        value = line[match.end() : end]
        start = match.end() + len(value) - len(value.lstrip())
        yield re.sub(r"\s", "", match[1]), start, match.end() + len(value.rstrip())


def stated(line: str) -> set[tuple[str, str]]:
    """The labels of a line with their values."""
    return {(label, line[start:end]) for label, start, end in fields(line)}


def are_fields(found: set[tuple[str, str]]) -> bool:
    """Whether labels and values are metadata: one alone may be a sentence."""
    return len(found) > 1 or any(value.startswith("http") for _, value in found)
