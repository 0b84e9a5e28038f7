"""MiniSearch: the units as documents, indexed in the page, once by words and once by bigrams."""

from __future__ import annotations

import json
import shutil
import sys
from pathlib import Path

from tests.bench_search.engines import Engine, EngineMissing, Served
from tests.bench_search.library import Library

_PACKAGE = Path(sys.prefix) / "node_modules" / "minisearch" / "dist" / "es" / "index.js"


def build(library: Library, folder: Path) -> Served:
    """The package as it is published, and the units as JSON.

    Raises:
        EngineMissing: MiniSearch is not installed.
    """
    if not _PACKAGE.exists():
        raise EngineMissing("MiniSearch is not installed: run make bench-search")
    site = folder / "site"
    site.mkdir(parents=True)
    shutil.copy(_PACKAGE, site / "minisearch.js")
    documents = [
        {
            "id": unit.address,
            "heading": unit.heading,
            "body": unit.body,
            **({"received": unit.received} if unit.received else {}),
        }
        for unit in library.units
    ]
    text = json.dumps(documents, ensure_ascii=False, separators=(",", ":"))
    (site / "documents.json").write_text(text, "utf-8")
    return Served(site)


ENGINES = (
    Engine("MiniSearch，分词", build, "minisearch.js", {"bigrams": False}),
    Engine("MiniSearch，二字一组", build, "minisearch.js", {"bigrams": True}),
)
