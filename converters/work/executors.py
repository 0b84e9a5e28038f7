"""Where work is done: here, on the cores of this machine, or wherever an executor does it.

Any `concurrent.futures.Executor` will do; a function and its arguments are all that it gets, so
that it may run them on another machine.
"""

from __future__ import annotations

import gc
import os
from collections.abc import Callable, Iterable, Iterator, Sequence
from concurrent.futures import Executor, Future, ProcessPoolExecutor
from contextlib import contextmanager
from dataclasses import dataclass
from itertools import chain
from typing import Any, ParamSpec, TypeVar

_Arguments = ParamSpec("_Arguments")
_Task = TypeVar("_Task")
_Result = TypeVar("_Result")

_MESSAGES = 8
"""That each worker gets, if there are so many tasks: few, because each carries what is shared, and
enough that none waits long for another that has the hardest ones."""


class Here(Executor):
    """An executor that does the work at once, in this process."""

    def submit(
        self,
        fn: Callable[_Arguments, _Result],
        /,
        *args: _Arguments.args,
        **kwargs: _Arguments.kwargs,
    ) -> Future[_Result]:
        """Do it now; what it raises is raised by the result, as elsewhere."""
        future: Future[_Result] = Future()
        try:
            future.set_result(fn(*args, **kwargs))
        except Exception as error:  # noqa: BLE001  # handed on
            future.set_exception(error)
        return future


@dataclass(frozen=True)
class Workers:
    """An executor, and how many tasks it does at a time."""

    executor: Executor
    count: int


HERE = Workers(Here(), 1)
"""This very process."""


@contextmanager
def cores(jobs: int | None = None) -> Iterator[Workers]:
    """The cores of this machine, or so many of them; one is this very process.

    Nothing here makes circles that only a collector of garbage would find; looking for them over
    and over would take a tenth of the time.
    """
    count = jobs or os.cpu_count() or 1
    if count == 1:
        yield HERE
        return
    with ProcessPoolExecutor(count, initializer=gc.disable) as executor:
        yield Workers(executor, count)


@contextmanager
def cluster(address: str) -> Iterator[Workers]:
    """The workers of a Dask cluster, by the address of its scheduler."""
    # An optional extra: only who has a cluster needs it (requirements-cluster.txt).
    from distributed import Client  # noqa: PLC0415

    client = Client(address)  # type: ignore[no-untyped-call]  # has no types
    with client, client.get_executor() as executor:  # type: ignore[no-untyped-call]
        yield Workers(executor, sum(client.nthreads().values()))  # type: ignore[no-untyped-call]


def _itself(task: Any) -> Any:
    return task


def spread(
    workers: Workers,
    do: Callable[[Any, Sequence[Any]], Iterable[_Result]],
    shared: Any,
    tasks: Sequence[_Task],
    load: Callable[[_Task], Any] = _itself,
) -> Iterator[_Result]:
    """The results of some tasks, in order. They are begun at once, whenever results are wanted.

    Args:
        workers: who do them.
        do: does some tasks with what they share.
        shared: what all tasks need.
        tasks: many go in one message.
        load: what of a task is sent; the first message is on its way before the last one is made.
    """
    size = max(1, -(-len(tasks) // (workers.count * _MESSAGES)))
    parts = (tasks[at : at + size] for at in range(0, len(tasks), size))
    futures = [workers.executor.submit(do, shared, [*map(load, part)]) for part in parts]
    return chain.from_iterable(future.result() for future in futures)
