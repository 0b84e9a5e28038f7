"""What plans have in common, looked for again only where it may be another than it was last time.

What was found is kept from build to build, whatever plans there were; what of it still holds is
told by who finds it (`library.related`, `library.text_reuse`).
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from typing import Any, NamedTuple, cast

from converters.exports import edges
from converters.exports.parquet import Row
from converters.library import related, text_reuse
from converters.library.counterparts import Counterparts
from converters.library.matter import Matters
from converters.library.related import Alike, Near, Vectors
from converters.library.same_words import SameWords
from converters.library.text_reuse import Reuse
from converters.library.wording import Wording
from converters.stock import Common, Piece
from converters.vocabulary import Vocabulary, relations_of
from converters.work import executors, keys, values
from converters.work.bench import Bench

_CLAUSES_AT_ONCE = 1000
"""Of how many at least one process looks for what is like them."""


class Kept(NamedTuple):
    """Where a part of a plan is kept: what stands for the part, and the key that it is under."""

    token: str
    key: str


class _Runs(NamedTuple):
    """What plans had word for word in common, and where their wordings were kept then."""

    known: text_reuse.Known
    places: Mapping[str, Kept]


class Recollection:
    """What was found last, and what is found now."""

    def __init__(self, bench: Bench, vocabulary: Vocabulary) -> None:
        self._bench = bench
        self._vocabulary = vocabulary
        self._near = keys.key("related")
        self._runs = keys.key("runs")

    @property
    def keys(self) -> set[str]:
        """The keys of what is kept of all plans together."""
        return {self._near, self._runs}

    def related(self, matters: Sequence[Matters]) -> Mapping[str, Mapping[str, tuple[Near, ...]]]:
        """What is on the same matter."""
        cache = self._bench.cache
        kept = cache.get({self._near})
        known = values.loaded(kept[self._near]) if kept else related.NOTHING
        found = related.of(matters, known, self._look)
        if found.known != known:
            cache.put({self._near: values.dumped(found.known)})
        return found.by_work

    def _look(self, vectors: Vectors, numbers: Sequence[int]) -> Iterator[Alike]:
        """What is like some clauses, on all cores if they are many: each has to have them all."""
        count = min(self._bench.workers.count, -(-len(numbers) // _CLAUSES_AT_ONCE)) or 1
        tasks = [(vectors, numbers[start::count]) for start in range(count)]
        workers = self._bench.workers if count > 1 else executors.HERE
        found = [*executors.spread(workers, _near, self._vocabulary, tasks)]
        return (found[at % count][at // count] for at in range(len(numbers)))

    def reuse(self, wordings: Sequence[Wording], places: Mapping[str, Kept]) -> Reuse:
        """What is word for word the same.

        Args:
            wordings: of all plans.
            places: where each of them is kept, by its work id.
        """
        cache = self._bench.cache
        kept = cache.get({self._runs})
        last = cast("_Runs", values.loaded(kept[self._runs])) if kept else None
        before = self._before(last.places, places) if last else None
        known = last.known if last and before is not None else text_reuse.NOTHING
        found = text_reuse.of(wordings, known=known, before=before or {})
        now = _Runs(found.known, places)
        if now != last:
            cache.put({self._runs: values.dumped(now)})
        return found

    def _before(
        self, last: Mapping[str, Kept], now: Mapping[str, Kept]
    ) -> dict[str, Wording] | None:
        """The wordings as they were of the plans that have another now; None if one is lost."""
        other = {
            work: one.key
            for work, one in last.items()
            if work not in now or now[work].token != one.token
        }
        kept = self._bench.cache.get({*other.values()})
        if len(kept) < len(other):
            return None
        return {work: values.loaded(kept[key]) for work, key in other.items()}

    def pieces(self, made: Sequence[Callable[[], Any]], given: Iterable[str]) -> tuple[Piece, ...]:
        """Pieces with what stands for them, for which they are made only if it is not known.

        Args:
            made: makes each.
            given: what stands for all that each is made from.
        """
        of = [keys.key("piece of", one) for one in given]
        kept = self._bench.cache.get({*of})
        return tuple(
            Piece(kept[key].decode(), make) if key in kept else self._piece(key, make())
            for key, make in zip(of, made, strict=True)
        )

    def _piece(self, key: str, view: Any) -> Piece:
        token = keys.digest(repr(view))
        self._bench.cache.put({key: token.encode()})
        return Piece(token, lambda: view)

    def across(self, common: Sequence[Common]) -> list[list[Row]]:
        """The rows of what each plan has in common with others."""
        of = {keys.key("across", self._vocabulary.key, *map(_token, one)): one for one in common}
        kept = self._bench.cache.get(of.keys())
        missing = {key: one for key, one in of.items() if key not in kept}
        tasks = [*missing.values()]
        made = executors.spread(
            self._bench.workers, _across, self._vocabulary, tasks, lambda one: one.both
        )
        rows = dict(zip(missing, made, strict=True))
        self._bench.cache.put(rows)
        return [values.loaded(kept.get(key) or rows[key]) for key in of]


def _token(piece: Piece) -> str:
    return piece.token


def _near(_: Vocabulary, batch: Sequence[tuple[Vectors, Sequence[int]]]) -> list[list[Alike]]:
    return [related.near(*task) for task in batch]


def _across(vocabulary: Vocabulary, batch: Sequence[tuple[SameWords, Counterparts]]) -> list[bytes]:
    """The rows of what some plans have in common with others, as they are kept."""
    known = relations_of(vocabulary)
    return [values.dumped([*edges.across(*one, known)]) for one in batch]
