"""Files as one ZIP: the same bytes from the same files, whoever packs them and when."""

from __future__ import annotations

import zipfile
from collections.abc import Iterable
from pathlib import Path
from typing import NamedTuple

from converters.disk import whole_files
from converters.ingest import kept_files
from converters.models.located import InputError

_EARLIEST = (1980, 1, 1, 0, 0, 0)
"""The first date that a ZIP can have (APPNOTE 4.4.6): none, so that no clock is in the file."""


class Member(NamedTuple):
    """A file by its name in the archive."""

    name: str
    data: bytes


def members(folder: Path, paths: Iterable[Path], root: str) -> Iterable[Member]:
    """Files of a folder, below `root` in the archive.

    Raises:
        InputError: a file can't be read, or its name is no text.
    """
    for path in paths:
        name = path.relative_to(folder).as_posix()
        if any("\ud800" <= char <= "\udfff" for char in name):
            raise InputError(path, 1, 1, "文件名不是 UTF-8，请改名")
        yield Member(f"{root}/{name}", kept_files.read_made(path))


def write(archive: Path, packed: Iterable[Member]) -> int:
    """Write an archive of some files, in their order; gives their number.

    Raises:
        InputError: it can't be written.
    """
    count = 0
    with (
        whole_files.staged(archive) as place,
        zipfile.ZipFile(place, "w", zipfile.ZIP_DEFLATED) as made,
    ):
        for name, data in packed:
            entry = zipfile.ZipInfo(name, _EARLIEST)
            entry.compress_type = zipfile.ZIP_DEFLATED
            entry.external_attr = 0o644 << 16
            made.writestr(entry, data)
            count += 1
    return count
