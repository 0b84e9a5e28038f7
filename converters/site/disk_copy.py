"""The copy for reading from disk: a built site as one ZIP, the same bytes from the same files."""

from __future__ import annotations

import zipfile
from pathlib import Path

from converters.disk import whole_files

_ROOT = "应急规划文库"
"""The folder in the archive; its `index.html` is the one to open."""

_FOR_HOSTS = frozenset({"404.html", "robots.txt", "sitemap.xml", "sitemap.xml.gz"})
"""What only a host or a crawler reads."""

_EARLIEST = (1980, 1, 1, 0, 0, 0)
"""The first date that a ZIP can have (APPNOTE 4.4.6): none, so that no clock is in the file."""


def pack(site: Path, archive: Path) -> int:
    """Write `archive` of all files of `site`, in the order of their names; gives their number.

    Raises:
        InputError: it can't be written.
    """
    files = sorted(
        path for path in site.rglob("*") if path.is_file() and path.name not in _FOR_HOSTS
    )
    with (
        whole_files.staged(archive) as place,
        zipfile.ZipFile(place, "w", zipfile.ZIP_DEFLATED) as made,
    ):
        for path in files:
            entry = zipfile.ZipInfo(f"{_ROOT}/{path.relative_to(site).as_posix()}", _EARLIEST)
            entry.compress_type = zipfile.ZIP_DEFLATED
            entry.external_attr = 0o644 << 16
            made.writestr(entry, path.read_bytes())
    return len(files)
