"""Two commands at the same time: it is as if one had come after the other."""

from __future__ import annotations

import time
from pathlib import Path

from tests.command_line import call
from tests.fault_runs.cases import CASES, DATE, Case
from tests.fault_runs.stage import (
    Files,
    Stage,
    assert_ledgers_whole,
    end_of,
    files_of,
    start,
)

BUILD = ("build", "--jobs", "1")
ADD, OTHER = ("add", "new.txt"), ("add", "other.txt")
MINT = ("mint", "--date", DATE)

SLOW = {"build": 4, "add": 40, "mint": 60}
"""Milliseconds that a step of a command takes: so long that another one comes in between."""

PAIRS = {
    "two builds": ("build again", BUILD, BUILD),
    "two plans": ("add", ADD, OTHER),
    "one plan twice": ("add", ADD, ADD),
    "a build while a plan comes in": ("build again", BUILD, ADD),
    "a build while addresses are minted": ("mint", BUILD, MINT),
    "addresses minted twice": ("mint", MINT, MINT),
    "addresses minted while a plan comes in": ("mint", MINT, ADD),
}
"""The case whose folder it is, and two commands."""


class Race:
    """Two commands and the folder that they find."""

    def __init__(self, name: str, place: Path) -> None:
        folder, *both = PAIRS[name]
        self.commands: list[tuple[str, ...]] = both
        self._stage = Stage(Case(both[0], CASES[folder].prepare), place)
        self.orders = [self._in_turn(both), self._in_turn(both[::-1])]

    def _in_turn(self, commands: list[tuple[str, ...]]) -> Files:
        folder = self._stage.copy()
        for command in commands:
            call(*command, folder=folder)
        return files_of(folder)

    def run(self, begins_later: float = 0) -> Files:
        """Run both, the second one so many seconds later; gives the files that are there then.

        Raises:
            AssertionError: they got into each other's way.
        """
        folder = self._stage.copy()
        first, second = (f"slow:{SLOW[command[0]]}" for command in self.commands)
        begun = [start(*self.commands[0], folder=folder, fault=first)]
        time.sleep(begins_later)
        begun.append(start(*self.commands[1], folder=folder, fault=second))
        for ended in map(end_of, begun):
            assert ended.code == 0 or (ended.code == 1 and ended.is_told), ended.err
        assert_ledgers_whole(self._stage.before, folder)
        now = files_of(folder)
        odd = [self._odd(now, order) for order in self.orders]
        assert not all(odd), f"as in neither order: {odd[0][:5]}"
        return now

    @staticmethod
    def _odd(now: Files, order: Files) -> list[str]:
        return sorted(one for one in now.keys() | order.keys() if now.get(one) != order.get(one))
