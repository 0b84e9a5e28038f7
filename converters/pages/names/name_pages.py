"""All pages of names: one of each record, their lists, the older addresses; the previews."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from converters.models.page import Page
from converters.names.authority import SCHEMES
from converters.names.index import Index
from converters.pages.names import forwarding, name_list, name_page, place_page, previews, type_page
from converters.pages.names.cross_references import CrossReferences


def pages(index: Index, moved: Mapping[str, str]) -> Iterator[Page]:
    """Every page of names.

    Args:
        index: of the library.
        moved: older addresses, and the keys of the records they lead to.
    """
    references = CrossReferences(index)
    for key, record in index.authority.records.items():
        if record.scheme == "agency-types":
            yield from type_page.pages(key, references)
        elif record.scheme == "places":
            yield place_page.page(key, references)
        else:
            yield from name_page.pages(key, references)
    yield from previews.pages(references)
    for scheme in SCHEMES:
        yield from name_list.pages(scheme, references)
    for old, new in moved.items():
        yield forwarding.page(old, new, references)
