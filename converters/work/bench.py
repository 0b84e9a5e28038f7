"""Where work is done and what is remembered of it, together: nearly all that works needs both."""

from __future__ import annotations

from dataclasses import dataclass

from converters.work.cache import Cache
from converters.work.executors import Workers


@dataclass(frozen=True)
class Bench:
    """Where a build works: who does the work, and what is remembered of it."""

    workers: Workers
    cache: Cache
