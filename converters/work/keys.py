"""Keys by content: a value is kept under a hash of all that it is made from."""

from __future__ import annotations

import hashlib
import sys
from collections.abc import Iterable
from functools import cache
from importlib.resources import files
from importlib.resources.abc import Traversable

_LENGTH = 32
"""Hexadecimal digits: 128 bits, so that no two contents meet."""


def key(*parts: str | bytes | None) -> str:
    """What a value is kept under that this program makes from some texts and bytes.

    Another version of the program may make another value, or one that this one cannot read.
    """
    return digest(code(), *parts)


def digest(*parts: str | bytes | None) -> str:
    """A hash of some texts and bytes, in order; None is none of them."""
    whole = hashlib.sha256()
    for part in parts:
        data = part.encode("utf-8", "surrogatepass") if isinstance(part, str) else part
        whole.update(b"-" if data is None else b"%d:" % len(data))
        whole.update(data or b"")
    return whole.hexdigest()[:_LENGTH]


@cache
def code() -> str:
    """A hash of the program: its modules and word lists, and the Python that runs them."""
    parts: list[str | bytes] = [sys.version]
    for name, data in sorted(_contents(files("converters"), "")):
        parts += [name, data]
    return digest(*parts)


def _contents(folder: Traversable, name: str) -> Iterable[tuple[str, bytes]]:
    for entry in folder.iterdir():
        inner = f"{name}/{entry.name}"
        if entry.is_dir():
            yield from _contents(entry, inner)
        elif not entry.name.endswith(".pyc"):
            yield inner, entry.read_bytes()
