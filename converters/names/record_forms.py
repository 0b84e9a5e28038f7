"""By which forms a text may name a record, and in the plans of which places it means that record.

高台县应急管理局 is 县应急管理局 in plans of the county, and 张掖市高台县应急管理局 everywhere.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from converters.names import name_folding
from converters.names.authority import LEVELS, AuthorityRecord, Name


def of(record: AuthorityRecord, records: Mapping[str, AuthorityRecord]) -> Iterator[Name]:
    """All forms by which a text may name a record, each with its scope; none twice.

    Args:
        record: that is named.
        records: all, among them those of the places above it.
    """
    if record.scheme in ("agency-types", "places"):
        return
    seen: set[Name] = set()
    for name in _forms(record, records):
        if name.text and name not in seen:
            seen.add(name)
            yield name


def _forms(record: AuthorityRecord, records: Mapping[str, AuthorityRecord]) -> Iterator[Name]:
    within = _significant(record.place)
    of_agency = record.scheme == "agencies"
    fulls = (record.pref, *(one.name for one in record.former))
    for text in fulls:
        yield _name(record, text, "" if of_agency else within)
    issuer = f"agencies/{record.broader}" if record.kind == "section" and record.broader else ""
    for text in record.alt:
        yield _name(record, text, within, issuer)
    if not (of_agency and record.place and not issuer):
        return
    chain = list(_chain(record.place, records))
    tails = [tail for text in fulls for tail in _tails(text, chain)]
    for text in tails:
        yield _name(record, text, within)
    for text in (*record.alt, *tails):
        for start in range(len(chain)):
            yield from (_name(record, whole, "") for whole in _whole(text, chain[start:]))


def _name(record: AuthorityRecord, text: str, within: str, issuer: str = "") -> Name:
    quoted = record.quoted or (text.startswith("“") and text.endswith("”"))
    return Name(name_folding.fold(text), quoted, within, issuer)


def _chain(adcode: str, records: Mapping[str, AuthorityRecord]) -> Iterator[str]:
    """The names of a place and of those above it, the highest first."""
    record = records.get(f"places/{adcode}")
    if record:
        if record.broader:
            yield from _chain(record.broader, records)
        yield record.pref


def _tails(text: str, chain: list[str]) -> Iterator[str]:
    """县应急管理局 for 高台县应急管理局: the full name from the last character of its place on."""
    place = chain[-1]
    at = text.find(place)
    if at < 0:
        return
    tail = text[at + len(place) :]
    level = next((level for level in LEVELS if place.endswith(level)), "")
    if level and tail:
        yield level + tail


def _whole(text: str, chain: list[str]) -> Iterator[str]:
    """张掖市高台县应急局 for 县应急局: the places before what they leave off."""
    place = chain[-1]
    level = next((level for level in LEVELS if place.endswith(level)), "")
    if level and text.startswith(level):
        yield "".join(chain) + text[len(level) :]


def _significant(adcode: str) -> str:
    """The part of a code that all places below share (GB/T 2260: pairs of digits).

    >>> _significant("620700"), _significant("310000")
    ('6207', '31')
    """
    while adcode.endswith("00"):
        adcode = adcode[:-2]
    return adcode
