"""The engines that are compared, and what each needs to be asked in a page."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from pathlib import Path

from tests.bench_search.library import Library

START = "start.html"
"""The page with nothing on it, from which every engine is opened."""

_EMPTY = """<!doctype html>
<html lang="zh"><head><meta charset="utf-8"><title>—</title>
<link rel="icon" href="data:,"></head><body></body></html>
"""


class EngineMissing(RuntimeError):
    """An engine is not installed."""


@dataclass(frozen=True)
class Served:
    """A folder to be served.

    `found` are the options that the build settled (names of files), `addresses` the units by the
    names that the engine has for its documents, where these are not the addresses themselves.
    """

    folder: Path
    found: Mapping[str, object] = field(default_factory=dict)
    addresses: Mapping[str, str] = field(default_factory=dict)

    def __post_init__(self) -> None:
        (self.folder / START).write_text(_EMPTY, "utf-8")


@dataclass(frozen=True)
class Engine:
    """A way to search; `name` is how the table calls it.

    `adapter` is the file beside this one that opens it in a page: a JavaScript function of the
    address of the folder and of `options`. It gives a function of a query that gives the names of
    the documents found.
    """

    name: str
    build: Callable[[Library, Path], Served]
    adapter: str
    options: Mapping[str, object] = field(default_factory=dict)

    @property
    def script(self) -> str:
        """The text of the adapter."""
        return (Path(__file__).parent / self.adapter).read_text("utf-8")
