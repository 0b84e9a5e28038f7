"""Files put in their place once all of them are made: what is the same is not written again.

What was placed is remembered by size and time of change, so that files that nobody touched since
need not be read, nor even made again.
"""

from __future__ import annotations

import os
import tempfile
from collections.abc import Iterable, Iterator, Mapping, Sequence, Set
from contextlib import contextmanager, suppress
from pathlib import Path
from stat import S_ISREG
from typing import NamedTuple

from converters.models.page import Page


class File(NamedTuple):
    """A file to write: its path in the folder, its bytes."""

    path: str
    data: bytes


def file(page: Page) -> File:
    """A page as it is written."""
    return File(page.path.as_posix(), page.text.encode("utf-8"))


class Placed(NamedTuple):
    """A file as it was placed: its path in the folder, its size, when it was changed (ns)."""

    path: str
    size: int
    changed: int


Remembered = Mapping[str, Sequence[Placed]]
"""What was placed, by the key of what it was made from."""


class Staging:
    """The files of a folder as they will be. Nothing in the folder changes before `finish`."""

    def __init__(self, folder: Path, staged: Path, remembered: Remembered) -> None:
        self._folder = folder
        self._staged = staged
        self._remembered = remembered
        self._kept: dict[str, list[str]] = {}
        self._changed: dict[str, Placed] = {}
        self._is_inside: dict[str, bool] = {"": True}
        self._made = {""}

    def is_in_place(self, key: str) -> bool:
        """Whether all files of a key are as they were placed; then they stay."""
        placed = self._remembered.get(key)
        if placed is None or not all(map(self._is_untouched, placed)):
            return False
        self._kept[key] = [one.path for one in placed]
        return True

    def _is_untouched(self, one: Placed) -> bool:
        return self._is_real(_above(one.path)) and _signature(self._folder, one.path) == one

    def _is_real(self, folder: str) -> bool:
        """Whether neither a folder nor one above it is a link: links are removed in the end."""
        if folder not in self._is_inside:
            is_link = os.path.islink(f"{self._folder}/{folder}")
            self._is_inside[folder] = not is_link and self._is_real(_above(folder))
        return self._is_inside[folder]

    def add(self, key: str, files: Iterable[File]) -> None:
        """The files that are made from what a key stands for."""
        paths = self._kept.setdefault(key, [])
        for name, data in files:
            paths.append(name)
            if not (self._is_real(_above(name)) and _is(f"{self._folder}/{name}", data)):
                self._make_folder(_above(name))
                self._changed[name] = _write(self._staged, name, data)

    def _make_folder(self, name: str) -> None:
        if name not in self._made:
            self._make_folder(_above(name))
            os.mkdir(f"{self._staged}/{name}")
            self._made.add(name)

    @property
    def count(self) -> int:
        """How many files there will be."""
        return sum(map(len, self._kept.values()))

    def finish(self, owned: Iterable[str]) -> Remembered:
        """Put the files in their place, and remove what an earlier build left; what was placed.

        Args:
            owned: the files and folders in which nothing is but what was added.
        """
        kept = {path for paths in self._kept.values() for path in paths}
        for name in owned:
            _clear(str(self._folder), name, kept)
        _move(str(self._staged), str(self._folder))
        return {
            key: [placed for path in paths if (placed := self._placed(path))]
            for key, paths in self._kept.items()
        }

    def _placed(self, path: str) -> Placed | None:
        return self._changed.get(path) or _signature(self._folder, path)


@contextmanager
def opened(folder: Path, remembered: Remembered) -> Iterator[Staging]:
    """A staging of the files of a folder; what is not finished leaves no trace."""
    with tempfile.TemporaryDirectory(prefix=".generated-", dir=folder) as staged:
        yield Staging(folder, Path(staged), remembered)


def _above(path: str) -> str:
    """The folder that a path lies in."""
    return path.rpartition("/")[0]


def _signature(folder: Path, path: str) -> Placed | None:
    """A file as it is now; None if it is none."""
    try:
        found = os.stat(f"{folder}/{path}", follow_symlinks=False)
    except OSError:
        return None
    return Placed(path, found.st_size, found.st_mtime_ns)


def _is(path: str, data: bytes) -> bool:
    """Whether a file is there, no link to one, and holds this."""
    try:
        found = os.stat(path, follow_symlinks=False)
        if not S_ISREG(found.st_mode) or found.st_size != len(data):
            return False
        with open(path, "rb") as file:
            return file.read() == data
    except OSError:
        return False


def _write(folder: Path, name: str, data: bytes) -> Placed:
    """Write a new file; it as it is, wherever it is moved to."""
    with open(f"{folder}/{name}", "xb", buffering=0) as file:
        file.write(data)
        found = os.fstat(file.fileno())
    return Placed(name, found.st_size, found.st_mtime_ns)


def _move(staged: str, place: str) -> None:
    """Move all that is in a folder into another one: what is new there goes as a whole."""
    with os.scandir(staged) as entries:
        for entry in [*entries]:
            target = f"{place}/{entry.name}"
            try:
                os.replace(entry.path, target)
            except OSError:
                if not entry.is_dir(follow_symlinks=False):
                    raise
                _move(entry.path, target)  # there is one already


def _clear(folder: str, name: str, kept: Set[str]) -> bool:
    """Remove what is not to be kept of a file or folder; whether anything of it is left."""
    place = f"{folder}/{name}"
    if os.path.islink(place) or not os.path.isdir(place):
        if name in kept:
            return os.path.lexists(place)
        with suppress(FileNotFoundError):
            os.unlink(place)
        return False
    left = False
    with os.scandir(place) as entries:
        for entry in [*entries]:
            inner = f"{name}/{entry.name}"
            if entry.is_dir(follow_symlinks=False):
                left |= _clear(folder, inner, kept)
            elif inner in kept:
                left = True
            else:
                os.unlink(entry.path)
    if name in kept or not left:
        os.rmdir(place)
        return False
    return True
