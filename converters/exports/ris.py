"""An item of a bibliography as RIS, which Zotero, EndNote and NoteExpress import."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from converters.citation.bibliography import LANGUAGE, Item
from converters.text import escape

_PARTS_OF_DATE = 3


def dump(items: Iterable[Item]) -> str:
    """The file; its lines end in CRLF."""
    return "".join(f"{tag}  - {value}\r\n" for item in items for tag, value in _lines(item))


def _lines(item: Item) -> Iterator[tuple[str, str]]:
    yield "TY", "RPRT"
    for tag, value in _values(item):
        if value:
            yield tag, escape.visible(" ".join(value.split()))
    yield "ER", ""


def _values(item: Item) -> Iterator[tuple[str, str]]:
    yield "TI", item.title
    yield from (("AU", name) for name in item.authors)
    yield "PB", "、".join(item.authors)
    yield "M3", item.kind
    yield "SN", item.number
    year, *rest = item.date.split("-")
    yield "PY", year
    if year:
        yield "DA", "/".join([year, *rest, "", ""][:_PARTS_OF_DATE])
    yield "UR", item.url
    yield "LA", LANGUAGE
    yield "N1", item.note
