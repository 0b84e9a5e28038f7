"""One process at a time writes into a folder; the others wait for it.

The lock is on the folder itself, so that no file of a lock lies in it, and the system lets go of it
when the process ends, however it ends.
"""

from __future__ import annotations

import os
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

if sys.platform != "win32":
    import fcntl


@contextmanager
def alone(folder: Path, waits: Callable[[], None] | None) -> Iterator[bool]:
    """Write into a folder while no other process does, if that is so.

    Not every folder can be locked (on Windows, or elsewhere on the network): then nobody waits.

    Args:
        folder: that is written into.
        waits: called once if there is another one to wait for; None to go on without.

    Yields:
        Whether this process is the only one.
    """
    if sys.platform == "win32" or not folder.is_dir():
        yield False
        return
    handle = os.open(folder, os.O_RDONLY)
    try:
        yield _is_had(handle, waits)
    finally:
        os.close(handle)


def _is_had(handle: int, waits: Callable[[], None] | None) -> bool:
    with suppress(OSError):
        try:
            fcntl.flock(handle, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            if waits is None:
                return False
            waits()
            fcntl.flock(handle, fcntl.LOCK_EX)
        return True
    return False
