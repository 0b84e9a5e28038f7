"""Files packed into one (PKWARE APPNOTE 6.3): the same bytes each time, for no clock is asked."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Iterable
from typing import NamedTuple

_EARLIEST = (1980, 1, 1, 0, 0, 0)
"""The first moment that such a file can state."""

_NO_SYSTEM = 0
"""What is written for the system that made it: the same on all of them."""


class Member(NamedTuple):
    """One file: its path inside, its bytes, and whether they stand there as they are."""

    path: str
    data: bytes
    is_stored: bool = False


def packed(members: Iterable[Member]) -> bytes:
    """Some files as one, in their order."""
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as made:
        for path, data, is_stored in members:
            entry = zipfile.ZipInfo(path, _EARLIEST)
            entry.create_system = _NO_SYSTEM
            entry.compress_type = zipfile.ZIP_STORED if is_stored else zipfile.ZIP_DEFLATED
            made.writestr(entry, data, compresslevel=9)
    return out.getvalue()
