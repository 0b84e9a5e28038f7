"""The copy for reading from disk: a built site as one ZIP, the same bytes from the same files."""

from __future__ import annotations

import zipfile
from pathlib import Path

from converters.disk import whole_files
from converters.ingest import kept_files
from converters.models.located import InputError

_ROOT = "应急规划文库"
"""The folder in the archive; its `index.html` is the one to open."""

_FOR_HOSTS = frozenset({"404.html", "robots.txt", "sitemap.xml", "sitemap.xml.gz"})
"""What only a host or a crawler reads."""

_EARLIEST = (1980, 1, 1, 0, 0, 0)
"""The first date that a ZIP can have (APPNOTE 4.4.6): none, so that no clock is in the file."""


def pack(site: Path, archive: Path) -> int:
    """Write `archive` of all files of `site`, in the order of their names; gives their number.

    Raises:
        InputError: there is no site, a file of it can't be read, or the archive not be written.
    """
    if not (site / "index.html").is_file():
        raise InputError(site / "index.html", 1, 1, "没有首页，请先生成网站")
    files = sorted(
        path for path in site.rglob("*") if path.is_file() and path.name not in _FOR_HOSTS
    )
    with (
        whole_files.staged(archive) as place,
        zipfile.ZipFile(place, "w", zipfile.ZIP_DEFLATED) as made,
    ):
        for path in files:
            name = path.relative_to(site).as_posix()
            if any("\ud800" <= char <= "\udfff" for char in name):
                raise InputError(path, 1, 1, "文件名不是 UTF-8，请改名")
            entry = zipfile.ZipInfo(f"{_ROOT}/{name}", _EARLIEST)
            entry.compress_type = zipfile.ZIP_DEFLATED
            entry.external_attr = 0o644 << 16
            made.writestr(entry, kept_files.read_made(path))
    return len(files)
