"""The least of an input that still shows its fault: pieces are taken away as long as it does."""

from __future__ import annotations

from collections.abc import Callable, Sequence


def smallest(text: str, fails: Callable[[str], bool]) -> str:
    """A text of which no line, and then no character, can be spared.

    Args:
        text: shows the fault.
        fails: whether another one shows it too.
    """
    lines = _spared(text.splitlines(keepends=True), lambda some: fails("".join(some)))
    return "".join(_spared([*"".join(lines)], lambda some: fails("".join(some))))


def _spared(pieces: Sequence[str], fails: Callable[[Sequence[str]], bool]) -> Sequence[str]:
    size = len(pieces) // 2
    while size:
        at = 0
        while at < len(pieces):
            fewer = [*pieces[:at], *pieces[at + size :]]
            if fails(fewer):
                pieces = fewer
            else:
                at += size
        size //= 2
    return pieces
