"""Files put in their place once all of them are made: what is the same is not written again.

What was placed is remembered by size and time of change, so that files that nobody touched since
need not be read, nor even made again.
"""

from __future__ import annotations

import errno
import os
import tempfile
from collections.abc import Iterable, Iterator, Mapping, Sequence, Set
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import NamedTuple

from converters.disk import whole_files
from converters.models import file_errors
from converters.models.located import InputError
from converters.models.page import Packed, Page


class File(NamedTuple):
    """A file to write: its path in the folder, its bytes."""

    path: str
    data: bytes


def file(page: Page | Packed) -> File:
    """A page as it is written."""
    return File(page.path.as_posix(), page.data)


Placed = tuple[str, int, int]
"""A file as it was placed: its path in the folder, its size, when it was changed (ns). There are
many, and what has no class of its own is read and written three times as fast."""

Remembered = Mapping[str, Sequence[Placed]]
"""What was placed, by the key of what it was made from."""


class Staging:
    """The files of a folder as they will be. Nothing in the folder changes before `finish`."""

    def __init__(self, staged: str, there: There, remembered: Remembered) -> None:
        self._staged = staged
        self._there = there
        self._remembered = remembered
        self._staying: dict[str, Sequence[Placed]] = {}
        self._added: dict[str, list[str]] = {}
        self._changed: dict[str, Placed] = {}
        self._made = {""}

    def is_in_place(self, key: str) -> bool:
        """Whether all files of a key are as they were placed; then they stay."""
        return self.are_in_place([key])

    def are_in_place(self, keys: Sequence[str]) -> bool:
        """Whether all files of some keys are as they were placed; then they stay."""
        if not all(map(self._is_untouched, keys)):
            return False
        self._staying |= {key: self._remembered[key] for key in keys}
        return True

    def _is_untouched(self, key: str) -> bool:
        placed = self._remembered.get(key)
        return placed is not None and all(self._there.files.get(one[0]) == one for one in placed)

    def add(self, key: str, files: Iterable[File]) -> None:
        """The files that are made from what a key stands for."""
        paths = self._added.setdefault(key, [])
        for name, data in files:
            paths.append(name)
            if not self._there.has(name, data):
                self._make_folder(_above(name))
                self._changed[name] = self._write(name, data)

    def _write(self, name: str, data: bytes) -> Placed:
        try:
            return _write(self._staged, name, data)
        except OSError as error:  # that of a write names no file
            raise file_errors.unwritten(f"{self._there.folder}/{name}", error) from error

    def _make_folder(self, name: str) -> None:
        if name not in self._made:
            self._make_folder(_above(name))
            os.mkdir(f"{self._staged}/{name}")
            self._made.add(name)

    @property
    def count(self) -> int:
        """How many files there will be."""
        return sum(map(len, (*self._staying.values(), *self._added.values())))

    def finish(self) -> Remembered:
        """Put the files in their place, and remove what an earlier build left; what was placed.

        Raises:
            InputError: a folder in which something would change can't be written.
        """
        kept = {path for paths in self._added.values() for path in paths}
        kept.update(path for placed in self._staying.values() for path, _, _ in placed)
        self._there.check_writable(kept, self._changed)
        self._there.remove_all_but(kept)
        _move(self._staged, self._there.folder)
        placed = self._there.files | self._changed
        added = {key: [placed[path] for path in paths] for key, paths in self._added.items()}
        return self._staying | added


@contextmanager
def opened(folder: Path, owned: Iterable[str], remembered: Remembered) -> Iterator[Staging]:
    """A staging of the files of a folder; what is not finished leaves no trace.

    Raises:
        InputError: it can't be read or written, or something else stands where what is owned goes.

    Args:
        folder: that the files are put into.
        owned: its files and folders in which nothing is but what is added; a name with an ending
            is that of a file.
        remembered: what an earlier staging placed.
    """
    try:
        there = There(str(folder), owned)
        with tempfile.TemporaryDirectory(prefix=whole_files.STAGED, dir=folder) as staged:
            yield Staging(staged, there, remembered)
    except OSError as error:
        if not Path(error.filename or folder).resolve().is_relative_to(folder.resolve()):
            raise  # of a file that is none of these
        raise file_errors.unwritten(folder, error) from error


class There:
    """What is in some files and folders of a folder. Links in these are not followed but removed.

    What a person has put in the place of one of them, or of a folder above, is neither: it is
    refused.

    Args:
        folder: its path.
        owned: the paths of those files and folders.
    """

    def __init__(self, folder: str, owned: Iterable[str]) -> None:
        self.folder = folder
        self.files: dict[str, Placed] = {}
        """The files, by path."""
        self._others: list[str] = []
        self._empty: set[str] = set()
        paths = {*owned}
        for path in sorted(paths):
            self._check_place(path)
        for above in {_above(path) for path in paths}:
            with suppress(FileNotFoundError), os.scandir(f"{folder}/{above}") as entries:
                inside = [(f"{above}/{entry.name}".lstrip("/"), entry) for entry in entries]
                for path, entry in inside:
                    if path in paths:
                        self._look_at(path, entry)

    def _check_place(self, path: str) -> None:
        """Refuse what is not the file, or the folder, that goes there."""
        for above in (*_all_above(path), path):
            wanted = "" if above == path and Path(path).suffix else "文件夹"
            try:
                found = file_errors.kind(os.lstat(f"{self.folder}/{above}"))
            except FileNotFoundError:
                continue
            if found != wanted:
                message = f"这里要写生成的{wanted or '文件'}，却是{found or '文件'}，请移走"
                raise InputError(f"{self.folder}/{above}", 1, 1, message)

    def _look_at(self, path: str, entry: os.DirEntry[str]) -> None:
        try:
            if entry.is_dir(follow_symlinks=False):
                self._look_into(path)
            elif entry.is_file(follow_symlinks=False):
                found = entry.stat(follow_symlinks=False)
                self.files[path] = (path, found.st_size, found.st_mtime_ns)
            else:
                self._others.append(path)
        except FileNotFoundError:  # `suppress` would take longer than all the rest
            pass  # another build has taken it away

    def _look_into(self, path: str) -> None:
        with os.scandir(f"{self.folder}/{path}") as entries:
            inside = [*entries]
        for entry in inside:
            self._look_at(f"{path}/{entry.name}", entry)
        if not inside:
            self._empty.add(path)

    def has(self, path: str, data: bytes) -> bool:
        """Whether there is such a file, and holds this."""
        known = self.files.get(path)
        if known is None or known[1] != len(data):
            return False
        try:
            with open(f"{self.folder}/{path}", "rb") as file:
                return file.read() == data
        except OSError:
            return False

    def check_writable(self, kept: Set[str], changed: Iterable[str]) -> None:
        """Refuse a folder in which something would change and may not: before anything does."""
        gone = [*(self.files.keys() - kept), *self._others]
        for name in sorted({_above(path) for path in (*gone, *changed)}):
            path = f"{self.folder}/{name}"
            if os.path.isdir(path) and not _is_writable(path):
                raise file_errors.unwritten(path, PermissionError(errno.EACCES, ""))

    def remove_all_but(self, kept: Set[str]) -> None:
        """Remove the other files, and the folders that nothing is left in."""
        gone = [*(self.files.keys() - kept), *self._others]
        for path in gone:
            with suppress(FileNotFoundError):
                os.unlink(f"{self.folder}/{path}")
        folders = {folder for path in gone for folder in _all_above(path)}
        folders.update(*([path, *_all_above(path)] for path in self._empty))
        for path in sorted(folders, key=len, reverse=True):
            with suppress(OSError):  # something is left in it
                os.rmdir(f"{self.folder}/{path}")


def _is_writable(folder: str) -> bool:
    effective = os.access in os.supports_effective_ids
    return os.access(folder, os.W_OK | os.X_OK, effective_ids=effective)


def _above(path: str) -> str:
    """The folder that a path lies in."""
    return path.rpartition("/")[0]


def _all_above(path: str) -> Iterator[str]:
    """The folders that a path lies in, the nearest first."""
    while path := _above(path):
        yield path


def _write(folder: str, name: str, data: bytes) -> Placed:
    """Write a new file; it as it is, wherever it is moved to."""
    with open(f"{folder}/{name}", "xb", buffering=0) as file:
        rest = memoryview(data)
        while rest:  # of what the disk has no room for it takes a part, and says so
            rest = rest[file.write(rest) :]
        found = os.fstat(file.fileno())
    return name, found.st_size, found.st_mtime_ns


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
