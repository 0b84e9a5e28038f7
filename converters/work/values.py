"""Values as bytes, and back: written by this program alone, for itself."""

from __future__ import annotations

import gc
import pickle
from typing import Any


def dumped(value: Any) -> bytes:
    """A value as bytes."""
    return pickle.dumps(value, pickle.HIGHEST_PROTOCOL)


def loaded(data: bytes) -> Any:
    """The value that some bytes are. Nothing of it can be garbage while it is read."""
    collects = gc.isenabled()
    gc.disable()
    try:
        return pickle.loads(data)
    finally:
        if collects:
            gc.enable()
