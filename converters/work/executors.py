"""Where work is done: here, on the cores of this machine, or wherever an executor does it.

Any `concurrent.futures.Executor` will do; a function and its arguments are all that it gets, so
that it may run them on another machine.
"""

from __future__ import annotations

import gc
import os
import signal
import threading
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from concurrent import futures
from concurrent.futures import Executor, Future
from contextlib import contextmanager
from dataclasses import dataclass
from itertools import chain
from typing import Any, ParamSpec, TypeVar

_Arguments = ParamSpec("_Arguments")
_Task = TypeVar("_Task")
_Result = TypeVar("_Result")

_MESSAGES = 16
"""That each worker gets, if there are so many tasks: few, because each may carry what is shared,
and enough that none waits long for another that has the hardest ones."""

_NICER = 5
"""How much lower than its own a process sets the priority of its workers."""


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


class Cores(Executor):
    """Processes of this machine, which are begun anew for what their tasks share.

    So that goes to each of them once; it is the first argument of all that is submitted.
    """

    def __init__(self, count: int) -> None:
        self._count = count
        self._processes: Executor | None = None
        self._shared: object = None

    def submit(
        self,
        fn: Callable[_Arguments, _Result],
        /,
        *args: _Arguments.args,
        **kwargs: _Arguments.kwargs,
    ) -> Future[_Result]:
        """Have it done by one of them."""
        shared, *rest = args
        if self._processes is None or shared is not self._shared:
            self.shutdown()
            self._shared = shared
            # Named here, because its module takes long to load and one process needs none.
            self._processes = futures.ProcessPoolExecutor(
                self._count, initializer=_begin, initargs=(shared,)
            )
        return self._processes.submit(_with_shared, fn, rest, kwargs)

    def shutdown(self, wait: bool = True, *, cancel_futures: bool = False) -> None:
        """Let them end."""
        if self._processes:
            self._processes.shutdown(wait, cancel_futures=cancel_futures)


_shared: Any = None
"""In a process of `Cores`, what its tasks share."""


def _begin(shared: Any) -> None:
    """Make a process a worker.

    Nothing here makes circles that only a collector of garbage would find; looking for them over
    and over would take a tenth of the time. And the process that hands out the work and writes what
    is made goes before: in the end all the others wait for it. If that one is killed, the worker
    ends too: nobody would ever tell it to.
    """
    global _shared  # noqa: PLW0603  # all that a process has is its globals
    _shared = shared
    gc.disable()
    if hasattr(os, "nice"):
        os.nice(_NICER)
    threading.Thread(target=_end_with_who_began_it, daemon=True).start()


def _end_with_who_began_it() -> None:
    import multiprocessing  # noqa: PLC0415 - takes long to load, and a worker has it

    if (parent := multiprocessing.parent_process()) is not None:
        parent.join()
        signal.raise_signal(signal.SIGTERM)


def _with_shared(
    do: Callable[..., _Result], rest: Sequence[Any], named: Mapping[str, Any]
) -> _Result:
    return do(_shared, *rest, **named)


@dataclass(frozen=True)
class Workers:
    """An executor, and how many tasks it does at a time."""

    executor: Executor
    count: int


HERE = Workers(Here(), 1)
"""This very process."""


@contextmanager
def cores(jobs: int | None = None) -> Iterator[Workers]:
    """The cores of this machine, or so many of them; one is this very process."""
    count = jobs or os.cpu_count() or 1
    if count == 1:
        yield HERE
        return
    with Cores(count) as executor:
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
    begun = _begun(workers, do, shared, tasks, load)
    return chain.from_iterable(future.result() for future in begun)


def as_done(
    workers: Workers,
    do: Callable[[Any, Sequence[Any]], Iterable[_Result]],
    shared: Any,
    tasks: Sequence[_Task],
    load: Callable[[_Task], Any] = _itself,
) -> Iterator[tuple[_Task, _Result]]:
    """Tasks with their results, those that are done first before the others; else as `spread`."""
    begun = _begun(workers, do, shared, tasks, load)
    done = futures.as_completed(begun)
    return chain.from_iterable(zip(begun[future], future.result(), strict=True) for future in done)


def _begun(
    workers: Workers,
    do: Callable[[Any, Sequence[Any]], Iterable[_Result]],
    shared: Any,
    tasks: Sequence[_Task],
    load: Callable[[_Task], Any],
) -> dict[Future[Iterable[_Result]], Sequence[_Task]]:
    """What is begun, in the order of the tasks, and which of them are in it."""
    size = max(1, -(-len(tasks) // (workers.count * _MESSAGES)))
    parts = (tasks[at : at + size] for at in range(0, len(tasks), size))
    return {workers.executor.submit(do, shared, [*map(load, part)]): part for part in parts}
