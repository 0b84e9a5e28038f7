"""Files and folders that people keep: read whole, or refused. `disk.whole_files` writes them.

Anything may stand in the place of a file: a folder, a pipe that nobody writes into, a device
without an end. Only regular files are opened, so that nothing here waits or goes on for ever.
"""

from __future__ import annotations

import errno
import os
from pathlib import Path

from converters.models import file_errors
from converters.models.located import InputError

MAX_BYTES = 16 * 1024 * 1024
"""A plan is some 50 KB, the records of a hundred plans a tenth of this; what is far beyond that is
some other thing."""

TOO_LARGE = f"文件过大，超过 {MAX_BYTES / 2**20:.0f} MB，请核对是不是这个文件"

_AT_ONCE = getattr(os, "O_NONBLOCK", 0) | getattr(os, "O_BINARY", 0)


def read(path: Path) -> bytes:
    """The bytes of a file.

    Raises:
        InputError: it is not there, is no regular file, can't be read, or has more than MAX_BYTES.
    """
    data = _read(path, MAX_BYTES + 1) if size(path) <= MAX_BYTES else None
    if data is None or len(data) > MAX_BYTES:
        raise InputError(path, 1, 1, TOO_LARGE)
    return data


def read_made(path: Path) -> bytes:
    """The bytes of a file that a program has made, however large.

    Raises:
        InputError: it is not there, is no regular file, or can't be read.
    """
    return _read(path, size(path))


def _read(path: Path, count: int) -> bytes:
    try:
        # What has become a pipe since it was looked at is not waited for either.
        with os.fdopen(os.open(path, os.O_RDONLY | _AT_ONCE), "rb") as file:
            return file.read(count)
    except OSError as error:
        raise file_errors.unread(path, error) from error


def read_if_there(path: Path) -> bytes | None:
    """`read`; None for what is not there. A link that leads nowhere is there, and is refused."""
    try:
        path.lstat()
    except FileNotFoundError:
        return None
    except OSError as error:
        raise file_errors.unread(path, error) from error
    return read(path)


def read_text(path: Path) -> str:
    """A file in UTF-8; line ends of any system are line feeds.

    Raises:
        InputError: as `read`, or it is not UTF-8.
    """
    return decoded(path, read(path)).replace("\r\n", "\n").replace("\r", "\n")


def decoded(path: Path, data: bytes) -> str:
    """The text of bytes in UTF-8; `path` is what messages name.

    Raises:
        InputError: they are not, with the place of the first byte that is none.
    """
    try:
        return data.decode("utf-8")
    except UnicodeDecodeError as error:
        line = data.count(b"\n", 0, error.start) + 1
        before = data[data.rfind(b"\n", 0, error.start) + 1 : error.start]
        raise InputError(path, line, len(before.decode("utf-8")) + 1, "不是 UTF-8") from error


def size(path: Path) -> int:
    """The bytes that a file has.

    Raises:
        InputError: it is not there, or is no regular file.
    """
    try:
        found = path.stat()
    except OSError as error:
        raise file_errors.unread(path, error) from error
    if kind := file_errors.kind(found):
        raise InputError(path, 1, 1, f"读不出文件：是{kind}，不是文件，请移走，换成文件")
    return found.st_size


def listed(folder: Path) -> list[Path]:
    """What lies in a folder, by name, but for what is hidden; nothing, if it is not there.

    Raises:
        InputError: it is no folder, or can't be read.
    """
    try:
        with os.scandir(folder) as entries:
            names = sorted(entry.name for entry in entries if entry.name[0] != ".")
    except OSError as error:
        if error.errno == errno.ENOENT and not folder.is_symlink():
            return []
        if error.errno == errno.ENOTDIR and os.path.lexists(folder):
            raise InputError(folder, 1, 1, "不是文件夹，请移走，换成文件夹") from error
        raise file_errors.unread(folder, error) from error
    return [folder / name for name in names]
