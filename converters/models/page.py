"""A file of the site."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path


@dataclass(frozen=True)
class Page:
    """A file to write, its path relative to `docs/`."""

    path: Path
    text: str
