"""A release: the data, what people know, and how both are cited, as one ZIP under its version."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import NamedTuple

from converters.ingest import kept_files, located_yaml
from converters.models.located import InputError
from converters.site import archives
from converters.site.archives import Member

NAME = "yingji-guihua-wenku-data"
SUMS = "SHA256SUMS"
"""The hashes of all other files, as `sha256sum --check` reads them."""

_FOLDERS = ("authority", "data", "sources")
_BESIDE = ("CHANGELOG.md", "CITATION.cff", "LICENSE")


class Release(NamedTuple):
    """What was packed: into which file, and how many files."""

    archive: Path
    files: int


def pack(project: Path) -> Release:
    """Write the archive of a project that has been built, into its folder.

    Raises:
        InputError: there are no data yet, a file can't be read, or the archive not be written.
    """
    docs = project / "docs"
    if not (docs / "data" / "datapackage.json").is_file():
        raise InputError(docs / "data" / "datapackage.json", 1, 1, "没有数据，请先 make site")
    root = f"{NAME}-{_version(project / 'CITATION.cff')}"
    archive = project / f"{root}.zip"
    beside = [project / name for name in _BESIDE]
    kept = [path for name in _FOLDERS for path in sorted((docs / name).rglob("*"))]
    members = [
        *archives.members(project, beside, root),
        *archives.members(docs, (path for path in kept if path.is_file()), root),
    ]
    return Release(archive, archives.write(archive, _with_sums(members, root)))


def _version(path: Path) -> str:
    content, _ = located_yaml.read(path, kept_files.read(path))
    version = content.get("version") if isinstance(content, dict) else None
    if not isinstance(version, str) or not version:
        raise InputError(path, 1, 1, "没有写明 version")
    return version


def _with_sums(members: Iterable[Member], root: str) -> Iterator[Member]:
    lines = []
    for member in members:
        name = member.name.removeprefix(f"{root}/")
        lines.append(f"{hashlib.sha256(member.data).hexdigest()}  {name}\n")
        yield member
    yield Member(f"{root}/{SUMS}", "".join(lines).encode())
