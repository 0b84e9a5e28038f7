"""Files written whole: a process may be killed and a disk be full at any moment.

What is not whole yet lies beside its place under a name that begins with a dot, which no generator
of sites publishes. `tidy` takes away what a killed process has left of it.
"""

from __future__ import annotations

import errno
import os
import shutil
from collections.abc import Iterator, Mapping
from contextlib import contextmanager, suppress
from pathlib import Path

from converters.models import file_errors
from converters.models.located import InputError

STAGED = ".generated-"
"""What the name of a file or folder begins with that is not whole yet."""

_SETTLED = ".settled"
"""The folder of files that are whole, and only to be moved to where they belong."""


_CAN_ASK = os.access in os.supports_effective_ids
"""Whether the system tells what this process may do, and not who started it."""


def write(path: Path, data: bytes) -> None:
    """Write a file: it is as it was until it is as it will be, and both are whole, on the disk.

    Raises:
        InputError: it can't be written, or is no regular file; then it is as it was.
    """
    with staged(path) as made:
        _write_through(made, data)


@contextmanager
def staged(path: Path) -> Iterator[Path]:
    """Where to write what is put in the place of a file as soon as it is whole.

    What can be made again need not be on the disk before that; what people keep does, see `write`.

    Raises:
        InputError: it can't be written, or is no regular file; then it is as it was.
    """
    made = path.with_name(f"{STAGED}{path.name}")
    try:
        _refuse_strange(path)
        yield made
        if path.exists():
            shutil.copymode(path, made)
        made.replace(path)
    except OSError as error:
        raise file_errors.unwritten(path, error) from error
    finally:
        with suppress(OSError):
            made.unlink(missing_ok=True)


def rewrite(files: Mapping[Path, tuple[bytes | None, bytes]]) -> None:
    """Write some files that people keep: all of them, or none.

    Args:
        files: for each what it holds, None if it is not there, and what it is to hold.

    Raises:
        InputError: one can't be written; then the others are as they were, or as they will be when
            the command runs again.
    """
    written: list[Path] = []
    try:
        for path, (_, data) in files.items():
            write(path, data)
            written.append(path)
    except InputError:
        for path in written:
            before = files[path][0]
            with suppress(InputError):
                if before is None:
                    path.unlink(missing_ok=True)
                else:
                    write(path, before)
        raise


def write_together(folder: Path, files: Mapping[str, bytes]) -> None:
    """Write new files into a folder, which is made: all of them, or none.

    Args:
        folder: where they belong. No other process writes there meanwhile.
        files: their contents by name. The last of the alphabet appears first (`.yml`, then `.txt`).

    Raises:
        InputError: one can't be written, or is there already. If they were whole by then, and only
            not in their place, that is said, and `tidy` puts them there.
    """
    for name in files:
        if os.path.lexists(folder / name):
            raise InputError(folder / name, 1, 1, "已经有这个文件，没有写入任何文件")
    together = folder / f"{STAGED}together"
    path = folder
    try:
        together.mkdir(parents=True)
        for name, data in files.items():
            path = folder / name
            _write_through(together / name, data)
        together.rename(folder / _SETTLED)
    except OSError as error:
        raise InputError(
            path, 1, 1, f"写不进去，已全部撤回：{file_errors.reason(error)}"
        ) from error
    finally:
        shutil.rmtree(together, ignore_errors=True)
    try:
        _settle(folder)
    except OSError as error:
        message = f"没有写完：{file_errors.reason(error)}。下一次运行会写完"
        raise InputError(path, 1, 1, message) from error


def tidy(folder: Path) -> None:
    """Finish or take away what a killed process has left in a folder, itself, not those in it.

    Raises:
        OSError: something of it stays.
    """
    _settle(folder)
    for path in [*folder.glob(f"{STAGED}*")]:
        if path.is_dir() and not path.is_symlink():
            shutil.rmtree(path)
        else:
            path.unlink(missing_ok=True)


def _refuse_strange(path: Path) -> None:
    """Refuse to take the place of what is no regular file, or is not to be written.

    A link would lead elsewhere; and what can be moved away may still be kept from changes.
    """
    with suppress(FileNotFoundError):
        if kind := file_errors.kind(path.lstat()):
            raise InputError(path, 1, 1, f"写不进去：是{kind}，不是文件，请移走")
        if not os.access(path, os.W_OK, effective_ids=_CAN_ASK):
            raise PermissionError(errno.EACCES, os.strerror(errno.EACCES), str(path))


def _write_through(path: Path, data: bytes) -> None:
    """Write a file so that it is on the disk before anything else happens to it."""
    with path.open("wb") as file:
        file.write(data)
        file.flush()
        os.fsync(file.fileno())


def _settle(folder: Path) -> None:
    """Move what is whole to where it belongs: the last name of the alphabet appears first."""
    settled = folder / _SETTLED
    # Of a folder that can't be looked into its reader tells.
    if os.access(folder, os.X_OK, effective_ids=_CAN_ASK) and settled.is_dir():
        for path in sorted(settled.iterdir(), reverse=True):
            path.replace(folder / path.name)
        settled.rmdir()
