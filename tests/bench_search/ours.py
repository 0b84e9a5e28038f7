"""The search of this site, in the site as it is published."""

from __future__ import annotations

from pathlib import Path

from tests import built_site
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


ENGINES = (Engine("本站", build, "ours.js"),)
