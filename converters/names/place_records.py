"""Records of places that nobody has written, from GB/T 2260: name, code, what is above it."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path

from converters import lexicon
from converters.models.located import FilePlace
from converters.names import divisions, full_names
from converters.names.authority import AuthorityRecord

_NOTE = lexicon.glossary("drafts")["place"]
_NOWHERE = FilePlace(Path("divisions.tsv"), 1, 1)


def of(codes: Iterable[str]) -> Iterator[AuthorityRecord]:
    """A record of each of some places, as a person would have written it."""
    for code in codes:
        lineage = [*full_names.chain(code)]
        above = lineage[-2].adcode if len(lineage) > 1 else ""
        yield AuthorityRecord("places", code, lineage[-1].name, _NOWHERE, broader=above, note=_NOTE)


def wanted(records: Mapping[str, AuthorityRecord], moved: Iterable[str]) -> list[str]:
    """The codes of places that records point to and none is of, and of those above them.

    Args:
        records: by key.
        moved: keys that records had, which are not to be used any more.
    """
    taken = {*records, *moved}
    pointed = {one.broader if one.scheme == "places" else one.place for one in records.values()}
    missing = (
        division.adcode
        for code in pointed
        if code and f"places/{code}" not in taken and divisions.of_code(code)
        for division in full_names.chain(code)
    )
    return sorted({code for code in missing if f"places/{code}" not in taken})
