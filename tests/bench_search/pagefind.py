"""Pagefind: a page for each unit, indexed by its extended binary, which parts Chinese words."""

from __future__ import annotations

import gzip
import json
import subprocess
import sys
from html import escape
from pathlib import Path

from tests.bench_search.engines import Engine, EngineMissing, Served
from tests.bench_search.library import Library, Unit

_SIGNATURE = b"pagefind_dcd"


def build(library: Library, folder: Path) -> Served:
    """A small page for each unit, and Pagefind's index of them.

    Raises:
        EngineMissing: Pagefind is not installed.
    """
    site = folder / "site"
    pages = {f"/{unit.work}/{unit.id}.html": unit for unit in library.units}
    for path, unit in pages.items():
        file = site / path.removeprefix("/")
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_text(_page(unit), "utf-8")
    done = subprocess.run(
        [sys.executable, "-m", "pagefind", "--site", str(site), "--silent"],
        check=False,
        capture_output=True,
        encoding="utf-8",
    )
    if done.returncode:
        raise EngineMissing(done.stderr)
    fragments = (site / "pagefind" / "fragment").glob("*.pf_fragment")
    names = {path.stem: pages[_address(path)].address for path in fragments}
    assert len(names) == len(pages), "Pagefind has left out pages"
    return Served(site, addresses=names)


def _page(unit: Unit) -> str:
    texts = [*unit.body.split("\n"), *(unit.received or "").split("\n")]
    paragraphs = "".join(f"<p>{escape(text)}</p>" for text in texts if text)
    heading = f"<h1>{escape(unit.heading)}</h1>" if unit.heading else ""
    return (
        '<!doctype html><html lang="zh"><head><meta charset="utf-8"><title>—</title></head>'
        f"<body><main data-pagefind-body>{heading}{paragraphs}</main></body></html>"
    )


def _address(fragment: Path) -> str:
    """The path of the page that a fragment of the index is of."""
    content = gzip.decompress(fragment.read_bytes()).removeprefix(_SIGNATURE)
    address: str = json.loads(content)["url"]
    return address


ENGINES = (
    Engine("Pagefind", build, "pagefind.js", {"quoted": False}),
    Engine("Pagefind，加引号", build, "pagefind.js", {"quoted": True}),
)
