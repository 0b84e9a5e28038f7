"""The map of a site, for programs that visit all of it: of a large site an index of several maps.

A map may have 50,000 addresses (sitemaps.org). A generator writes one map, whatever it has.
"""

from __future__ import annotations

import gzip
import html
import re
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import NamedTuple

from converters.disk import whole_files
from converters.ingest import kept_files
from converters.writing import templates

NAME, PACKED = "sitemap.xml", "sitemap.xml.gz"
PARTS = "sitemap-*.xml"
"""What the maps of a large site are called."""

_MOST = 5000
"""Addresses of a map: half a megabyte, so that who comes again for what has changed reads few."""

_URL = re.compile(r" *<url>.*?</url>\n?", re.DOTALL)
_ADDRESS = re.compile(r"<loc>(.*?)</loc>")
_DAY = re.compile(r"<lastmod>(.*?)</lastmod>")


class _Map(NamedTuple):
    """One of several maps: its address, the latest day that a page in it has, or empty."""

    address: str
    changed: str


def split(site: Path) -> None:
    """Make several maps and an index of them of the map of a site, if that is large.

    Args:
        site: the folder of a built site, which is changed; by a second call no more.

    Raises:
        InputError: the map can't be read, or something can't be written.
    """
    path = site / NAME
    if not path.exists():
        return
    text = kept_files.decoded(path, kept_files.read_made(path))
    pages = _URL.findall(text)
    if len(pages) > _MOST:
        index = templates.render("sitemap_index.xml", maps=[*_maps(site, text, pages)])
        _write(path, index.encode())
        _write(site / PACKED, gzip.compress(index.encode(), mtime=0))


def _maps(site: Path, text: str, pages: Sequence[str]) -> Iterator[_Map]:
    """Writes the maps of a site, each with so many of its pages."""
    head, foot = text.partition(pages[0])[0], text.rpartition(pages[-1])[2]
    home = min(_ADDRESS.findall(text), key=len)
    for number, at in enumerate(range(0, len(pages), _MOST), 1):
        of = "".join(pages[at : at + _MOST])
        name = f"sitemap-{number}.xml"
        _write(site / name, f"{head}{of}{foot}".encode())
        yield _Map(html.unescape(home) + name, max(_DAY.findall(of), default=""))


def _write(path: Path, data: bytes) -> None:
    """What can be made again need not be on the disk before anything else happens."""
    with whole_files.staged(path) as made:
        made.write_bytes(data)
