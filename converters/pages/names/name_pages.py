"""The pages of one record: what it is and where it stands, and what a link to it tells."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from types import ModuleType

from converters.library.references import References
from converters.models.page import Page, View
from converters.pages.names import name_page, occurrences, preview, type_page


def pages(key: str, references: References) -> Iterator[Page | View]:
    """The pages of an agency, a type of agencies, a term or an instrument.

    Args:
        key: of the record.
        references: of the library, or the part of it that these pages show.
    """
    yield from _of(key, references).pages(key, references)
    yield from preview.pages(key, references)


def count(key: str, references: References) -> int:
    """How many pages there are, the further ones too."""
    if key.startswith("places/"):
        return 1
    return len(occurrences.paged(_of(key, references).groups(key, references), Path()))


def _of(key: str, references: References) -> ModuleType:
    is_type = references.records[key].scheme == "agency-types"
    return type_page if is_type else name_page
