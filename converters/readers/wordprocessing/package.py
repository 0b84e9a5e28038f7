"""The container of a `.docx`: a ZIP file with parts and relationships (ECMA-376 Part 2).

Nothing is written to disk, and nothing outside of the file is ever opened: a relationship to
another place is an address that the text shows.
"""

from __future__ import annotations

import io
import posixpath
import zipfile
import zlib
from dataclasses import dataclass

from converters.readers.derived import Unreadable
from converters.readers.wordprocessing.xml_tree import Node, Trees

MAX_ENTRIES = 10_000
"""Files in the container; a document with a thousand pictures has some 1,100."""

MAX_UNPACKED = 32 * 1024 * 1024
"""Bytes of all parts that are read, pictures not among them. Thirty pages have some 0.5 MB, and the
text of no document that is published comes near it."""

_ENTRY = b"PK\x01\x02"
_METHODS = {zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED}
_ENCRYPTED = 1
_BROKEN = (
    zipfile.BadZipFile,
    zlib.error,
    EOFError,
    LookupError,
    OSError,
    OverflowError,
    RuntimeError,  # of which is that a method of packing or a version is not known
    ValueError,
)
"""What `zipfile` raises where the container is damaged, or is packed as no Word file is."""

_DAMAGED = "文件已损坏，解不开。请重新取得文件，或在 Word、WPS 里打开，另存一份再收入"
_TOO_LARGE = f"解开后超过 {MAX_UNPACKED // 2**20} MB，不像正常的 Word 文件"


@dataclass(frozen=True)
class Relationship:
    """What a part refers to: the name of another part, or an address outside of the file."""

    kind: str
    target: str
    is_outside: bool


class Package:
    """The parts of one file, each read once it is asked for."""

    def __init__(self, data: bytes) -> None:
        """Open the container.

        Raises:
            Unreadable: it is none, or a damaged one, or has more than `MAX_ENTRIES` entries.
        """
        if data.count(_ENTRY) > MAX_ENTRIES:
            raise Unreadable(f"压缩包里的文件超过 {MAX_ENTRIES:,} 个，不像正常的 Word 文件")
        try:
            self._zip = zipfile.ZipFile(io.BytesIO(data))
            infos = self._zip.infolist()
        except _BROKEN as error:
            raise Unreadable(_DAMAGED) from error
        # Names of parts are the same in capitals and small letters (ECMA-376 Part 2, 7.3).
        self._infos = {one.filename.lstrip("/").lower(): one for one in infos}
        self._left = MAX_UNPACKED
        self.trees = Trees()

    def has(self, part: str) -> bool:
        """Whether there is a part of a name."""
        return part.lower() in self._infos

    def is_any_part(self, ending: str) -> bool:
        """Whether the name of any part ends so."""
        return any(name.endswith(ending) for name in self._infos)

    def tree(self, part: str) -> Node:
        """A part as a tree.

        Raises:
            Unreadable: it is not there, is damaged or encrypted, or all that was read is more than
                `MAX_UNPACKED`.
        """
        return self.trees.tree(part, self.data(part))

    def data(self, part: str) -> bytes:
        """The bytes of a part; raises as `tree`."""
        info = self._infos.get(part.lower())
        if info is None:
            raise Unreadable(f"文件已损坏：缺 {part}")
        if info.flag_bits & _ENCRYPTED:
            raise Unreadable("文件加了密码。请用密码打开，去掉密码后另存一份再收入")
        if info.compress_type not in _METHODS:
            raise Unreadable(_DAMAGED)
        if info.file_size > self._left:
            raise Unreadable(_TOO_LARGE)
        try:
            with self._zip.open(info) as file:
                # What the directory says of the size may be a lie.
                found = file.read(self._left + 1)
        except _BROKEN as error:
            raise Unreadable(_DAMAGED) from error
        self._left -= len(found)
        if self._left < 0:
            raise Unreadable(_TOO_LARGE)
        return found

    def relationships(self, part: str) -> dict[str, Relationship]:
        """What a part refers to, by id; `""` is the package itself."""
        folder, name = posixpath.split(part)
        path = posixpath.join(folder, "_rels", f"{name}.rels")
        if not self.has(path):
            return {}
        found = {}
        for one in self.tree(path).children:
            attributes = one.attributes
            is_outside = attributes.get("TargetMode", "").lower() == "external"
            target = attributes.get("Target", "")
            if not is_outside:
                target = posixpath.normpath(posixpath.join("/", folder, target)).lstrip("/")
            kind = attributes.get("Type", "").rpartition("/")[2]
            found[attributes.get("Id", "")] = Relationship(kind, target, is_outside)
        return found
