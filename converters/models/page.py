"""A file of the site: text, or what is packed."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from typing import Any


@dataclass(frozen=True)
class Page:
    """A file to write, its path relative to `docs/`."""

    path: Path
    text: str

    @property
    def data(self) -> bytes:
        """Its bytes."""
        return self.text.encode("utf-8")


@dataclass(frozen=True)
class Packed:
    """A file to write that is no text, its path relative to `docs/`, its bytes."""

    path: Path
    data: bytes


@dataclass(frozen=True)
class View:
    """What a page says, and the template that says how it is written.

    Args:
        path: of the page, relative to `docs/`.
        template: its name in `converters/templates/`; one that ends in `.md` writes Markdown.
        says: what the template calls `page`: a frozen value of text, numbers and phrases.
    """

    path: Path
    template: str
    says: Any
