"""Python started with this folder on PYTHONPATH counts each step in which it changes a disk.

FAULT says what happens then:

    kill:17     it is killed before the seventeenth step; amid it, if that is a write
    full:17     the disk is full from the seventeenth step on; of a write it takes the half
    slow:3      each step waits 3 milliseconds
    count:FILE  nothing; the number of steps is written into a file in the end
"""

import atexit
import builtins
import errno
import io
import os
import signal
import time
from collections.abc import Callable
from pathlib import Path
from typing import IO, Any

_KIND, _, _VALUE = os.environ.pop("FAULT", "").partition(":")
_AT = int(_VALUE) if _VALUE.isdecimal() else 0
_PROCESS = os.getpid()
_CREATING = frozenset("wxa+")
_opened, _os_open = io.open, os.open

steps = 0


def _is_there_no_room(data: memoryview | None = None, write: Callable[[Any], Any] = len) -> bool:
    """Take a step; whether there is no room for it. Data are what it would write, and how."""
    global steps  # noqa: PLW0603 - counted over the whole process
    if os.getpid() != _PROCESS:
        return False
    steps += 1
    if _KIND == "slow":
        time.sleep(_AT / 1000)
    if _KIND == "kill" and steps == _AT:
        if data is not None:
            write(data[: len(data) // 2])
        os.kill(_PROCESS, signal.SIGKILL)
    return _KIND == "full" and steps >= _AT


def _full(path: object = None) -> OSError:
    named = () if path is None else (path,)
    return OSError(errno.ENOSPC, os.strerror(errno.ENOSPC), *named)


def _that_takes_room(do: Callable[..., Any]) -> Callable[..., Any]:
    def doing(*given: Any, **more: Any) -> Any:
        if _is_there_no_room():
            raise _full(given[0] if isinstance(given[0], str | os.PathLike) else None)
        return do(*given, **more)

    return doing


def _that_takes_none(do: Callable[..., Any]) -> Callable[..., Any]:
    def doing(*given: Any, **more: Any) -> Any:
        _is_there_no_room()
        return do(*given, **more)

    return doing


class _File(io.FileIO):
    """A file whose writes are steps."""

    def write(self, data: Any) -> int:
        view = memoryview(data).cast("B")
        if not _is_there_no_room(view, super().write):
            return super().write(view)
        if steps > _AT or len(view) < 2:
            raise _full()
        return super().write(view[: len(view) // 2])


def _open(  # noqa: PLR0913, PLR0917 - as the one of Python
    file: Any,
    mode: str = "r",
    buffering: int = -1,
    encoding: str | None = None,
    errors: str | None = None,
    newline: str | None = None,
    closefd: bool = True,
    opener: Any = None,
) -> IO[Any]:
    if not _CREATING & set(mode) or isinstance(file, int) or str(file).startswith("/dev/"):
        return _opened(file, mode, buffering, encoding, errors, newline, closefd, opener)
    if _is_there_no_room():
        raise _full(file)
    raw = _File(file, mode.replace("b", "").replace("t", ""), closefd, opener)
    if buffering == 0:
        return raw
    whole = io.BufferedRandom(raw) if "+" in mode else io.BufferedWriter(raw)
    return whole if "b" in mode else io.TextIOWrapper(whole, encoding, errors, newline)


def _opened_by_number(path: Any, flags: int, *given: Any, **more: Any) -> int:
    if flags & os.O_CREAT and _is_there_no_room():
        raise _full(path)
    return _os_open(path, flags, *given, **more)


if _KIND:
    builtins.open = io.open = _open  # type: ignore[assignment]
    os.open = _opened_by_number
    for _name in ("mkdir", "replace", "rename", "link", "symlink", "fsync", "write"):
        setattr(os, _name, _that_takes_room(getattr(os, _name)))
    for _name in ("unlink", "remove", "rmdir"):
        setattr(os, _name, _that_takes_none(getattr(os, _name)))
if _KIND == "count":
    atexit.register(lambda: _os_write_count(Path(_VALUE)))


def _os_write_count(path: Path) -> None:
    with _opened(path, "w", encoding="utf-8") as file:
        file.write(str(steps))
