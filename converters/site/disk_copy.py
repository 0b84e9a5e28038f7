"""The copy for reading from disk: a built site as one ZIP."""

from __future__ import annotations

from pathlib import Path

from converters.models.located import InputError
from converters.site import archives, site_maps

_ROOT = "应急规划文库"
"""The folder in the archive; its `index.html` is the one to open."""

_FOR_HOSTS = frozenset(
    {
        "404.html",
        "llms.txt",
        "offline-worker.js",
        "robots.txt",
        site_maps.NAME,
        site_maps.PACKED,
    }
)
"""What only a host or a crawler reads, or a browser that has come through the network."""


def pack(site: Path, archive: Path) -> int:
    """Write `archive` of all files of `site`, in the order of their names; gives their number.

    Raises:
        InputError: there is no site, a file of it can't be read, or the archive not be written.
    """
    if not (site / "index.html").is_file():
        raise InputError(site / "index.html", 1, 1, "没有首页，请先生成网站")
    left_out = {*_FOR_HOSTS, *(path.name for path in site.glob(site_maps.PARTS))}
    files = sorted(path for path in site.rglob("*") if path.is_file() and path.name not in left_out)
    return archives.write(archive, archives.members(site, files, _ROOT))
