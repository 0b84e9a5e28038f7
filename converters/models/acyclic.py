"""Units, lines, texts and what is written of them refer to no value above: no cycle ever forms.

They are many, and Python's collector of cycles would look through all of them again and again.
"""

from __future__ import annotations

import gc
from collections.abc import Iterator
from contextlib import contextmanager


@contextmanager
def without_collector() -> Iterator[None]:
    """Makes values while the collector of cycles waits; it runs afterwards if it ran before."""
    was_enabled = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if was_enabled:
            gc.enable()
