"""What is asked."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True)
class Queries:
    """Words, strings that cross a border of words, names; and strings that are nowhere."""

    words: tuple[str, ...]
    crossing: tuple[str, ...]
    names: tuple[str, ...]
    absent: tuple[str, ...]

    @property
    def present(self) -> tuple[str, ...]:
        """All that the plans hold."""
        return self.words + self.crossing + self.names

    @property
    def all(self) -> tuple[str, ...]:
        """Everything that is asked."""
        return self.present + self.absent
