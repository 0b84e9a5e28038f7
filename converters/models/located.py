"""Places in files, and what is wrong there."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from typing import Literal, NamedTuple

from converters.text.mapped_text import Span

Severity = Literal["error", "warning", "notice"]


class Position(NamedTuple):
    """A place in a file: line 1-based, column 0-based, in code points."""

    line: int
    col: int


class InputError(Exception):
    """A file that is refused, and where in it the reason stands (line and column 1-based)."""

    def __init__(self, path: Path | str, line: int, col: int, message: str) -> None:
        super().__init__(path, line, col, message)

    def __str__(self) -> str:
        path, line, col, message = self.args
        return f"{shown(path)}:{line}:{col}: {message}"


def shown(path: Path | str) -> str:
    r"""A path on one line, whatever bytes its names have.

    >>> shown("docs/a\nb\udcff.txt")
    'docs/a\\nb\\udcff.txt'
    """
    return "".join(
        char if char.isprintable() or char == "\u3000" else ascii(char)[1:-1] for char in str(path)
    )


class FilePlace(NamedTuple):
    """A place in a file that people write; line and column 1-based."""

    path: Path
    line: int
    col: int

    @classmethod
    def at(cls, path: Path, position: Position) -> FilePlace:
        """The place of a position, whose column is 0-based."""
        return cls(path, position.line, position.col + 1)


@dataclass(frozen=True)
class Problem:
    """Something wrong in a source, and where: `place` if it is in a file beside the source.

    An `error` always fails a build, a `warning` fails a strict one, a `notice` never fails.
    """

    code: str
    message: str
    span: Span
    severity: Severity = "warning"
    place: FilePlace | None = None
