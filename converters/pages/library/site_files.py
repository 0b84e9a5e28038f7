"""What programs read of the whole site: feed, search, what robots may; and its one style sheet."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import NamedTuple

import rcssmin

from converters.ingest.site_settings import SiteSettings
from converters.library.fold import Changed
from converters.models.page import Page, View

SHEET = Path("assets/css/site.css")
"""Where the one sheet stands: beside those it is made of, so that what they link to is found."""

_SHOWN = 50
"""Changes in the feed; a reader who comes once a month misses none."""


class SiteView(NamedTuple):
    """What the files say.

    Args:
        settings: of the site.
        changes: what was published when, the latest first.
    """

    settings: SiteSettings
    changes: tuple[Changed, ...]


def views(settings: SiteSettings | None, changes: Sequence[Changed]) -> Iterator[SiteView]:
    """What there is to say; nothing of what is no site."""
    if settings:
        yield SiteView(settings, tuple(changes[:_SHOWN]))


def pages(view: SiteView) -> Iterator[View]:
    """`feed.xml`, `opensearch.xml` and `robots.txt`."""
    for name in ("feed.xml", "opensearch.xml", "robots.txt"):
        yield View(Path(name), name, view)


def sheet(text: str) -> Iterator[Page]:
    """The one sheet of all pages; none if there are no sheets."""
    if text:
        yield Page(SHEET, f"{rcssmin.cssmin(text)}\n")
