"""How much of what was expected is found, and how much of what is found is right."""

from dataclasses import dataclass


@dataclass(frozen=True)
class Score:
    """Rows of the gold, rows found, and those that are both."""

    expected: int
    found: int
    right: int

    @property
    def precision(self) -> float:
        return self.right / self.found if self.found else 1.0

    @property
    def recall(self) -> float:
        return self.right / self.expected if self.expected else 1.0

    @property
    def f1(self) -> float:
        total = self.expected + self.found
        return 2 * self.right / total if total else 1.0
