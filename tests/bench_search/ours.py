"""The search of this site, in the site as it is published."""

from __future__ import annotations

from pathlib import Path
from urllib.parse import quote

from playwright.sync_api import Browser

from tests import built_site
from tests.bench_search import measuring
from tests.bench_search.engines import Engine, EngineMissing, Served
from tests.bench_search.library import Library


def build(library: Library, _folder: Path) -> Served:
    """The whole site of the library.

    Raises:
        EngineMissing: the site has no search.
    """
    site = built_site.render(library.folder)
    if not (site / "assets" / "search.js").exists():
        raise EngineMissing("the site has no assets/search.js")
    return Served(site)


def first_hit(browser: Browser, home: str, query: str) -> tuple[float, int]:
    """Milliseconds from opening the page of the search to its first hit, and bytes of it all."""
    return measuring.shown(browser, f"{home}search/?q={quote(query)}", ".search-results mark")


ENGINES = (Engine("本站", build, "ours.js"),)
