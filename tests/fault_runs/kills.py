"""Commands that are killed at any moment."""

from __future__ import annotations

import shutil
import signal
import time
from random import Random

from tests.command_line import call
from tests.fault_runs.stage import (
    Files,
    Stage,
    assert_next_run_is_clean,
    assert_whole,
    end_of,
    files_of,
    start,
)

_OF_LIBRARY = ("build", "add", "mint")


def at_step(stage: Stage, step: int) -> Files:
    """Kill a command before, or amid, one of its steps, and look at what is left.

    Gives what is there once it has been run again.

    Raises:
        AssertionError: that is not as it should be.
    """
    folder = stage.copy()
    ended = end_of(start(*stage.case.command, folder=folder, fault=f"kill:{step}"))
    assert ended.code == -signal.SIGKILL, f"not killed: {ended.code} {ended.err}"
    assert_whole(stage, folder)
    if step % 2 and stage.case.command[0] in _OF_LIBRARY:
        # Who only looks is not kept from it, and what is half done is done or gone.
        looked = call("check", folder=folder)
        assert looked.returncode == 0, f"check: {looked.stderr}"
        assert_whole(stage, folder)
    assert_next_run_is_clean(stage, folder)
    left = files_of(folder)
    shutil.rmtree(folder)
    return left


def at_time(stage: Stage, seconds: float) -> None:
    """Kill a command that works on two cores, with all that is seen of it, at some time.

    Raises:
        AssertionError: what is left is not as it should be, or who worked for it goes on.
    """
    folder = stage.copy()
    command = [word if word != "1" else "2" for word in stage.case.command]
    process = start(*command, folder=folder)
    time.sleep(seconds)
    process.send_signal(signal.SIGKILL)
    end_of(process)  # as long as a worker is there, what is printed has no end
    assert_whole(stage, folder)
    assert_next_run_is_clean(stage, folder)
    shutil.rmtree(folder)


def chosen(chance: Random, steps: int, count: int) -> list[int]:
    """So many of the steps of a command: the first and the last ones among them."""
    if steps <= count:
        return [*range(1, steps + 1)]
    inner = chance.sample(range(2, steps), count - 2)
    return sorted([1, *inner, steps])
