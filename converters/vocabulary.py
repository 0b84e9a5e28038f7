"""The authority as a build hands it to its processes: read once, kept, and sent as bytes."""

from __future__ import annotations

import zlib
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from functools import lru_cache
from pathlib import Path
from typing import cast

from converters.library import relations
from converters.library.relations import Relations
from converters.names import authority_files, spelling
from converters.names.authority import AuthorityRecord
from converters.names.authority_files import Read, RecordFile
from converters.names.name_finder import NameFinder
from converters.names.spelling import Spelled
from converters.work import executors, keys, values
from converters.work.bench import Bench


@dataclass(frozen=True)
class Vocabulary:
    """The authority as bytes that any process can read: what names are, how records stand.

    It is equal to another by its key, so that a process reads it once. To another machine it goes
    with every message, and goes compressed.
    """

    key: str
    data: bytes = field(compare=False)
    is_packed: bool = field(default=False, compare=False)
    known: Relations | None = field(default=None, compare=False)

    @property
    def value(self) -> Relations:
        """What the bytes say."""
        if self.known:
            return self.known
        data = zlib.decompress(self.data) if self.is_packed else self.data
        return cast("Relations", values.loaded(data))

    def __reduce__(self) -> tuple[Callable[..., Vocabulary], tuple[str, bytes, bool]]:
        packed = self.data if self.is_packed else _packed(self)
        return Vocabulary, (self.key, packed, True)


@lru_cache(maxsize=1)
def _packed(vocabulary: Vocabulary) -> bytes:
    return zlib.compress(vocabulary.data, level=1)


@lru_cache(maxsize=1)
def relations_of(vocabulary: Vocabulary) -> Relations:
    """How the records stand to one another."""
    return vocabulary.value


@lru_cache(maxsize=1)
def finder_of(vocabulary: Vocabulary) -> NameFinder:
    """What finds the names."""
    return NameFinder(relations_of(vocabulary).authority)


def read_vocabulary(folder: Path, bench: Bench) -> Vocabulary:
    """The authority of a folder.

    Raises:
        InputError: a file of it is refused.
    """
    files = authority_files.files(folder)
    parts = [keys.digest(file.scheme, str(file.path), file.data) for file in files]
    whole = keys.key("vocabulary", *parts)
    if known := bench.cache.get({whole}):
        return Vocabulary(whole, known[whole])
    read = [*executors.spread(bench.workers, _read_files, None, files)]
    every = [record for part in read for record in part.records]
    spelled = executors.spread(bench.workers, _spell, None, every)
    known_relations = relations.of(authority_files.of(read), spelling.joined(spelled))
    data = values.dumped(known_relations)
    bench.cache.put({whole: data})
    return Vocabulary(whole, data, known=known_relations)


def _read_files(_: None, files: Sequence[RecordFile]) -> list[Read]:
    return [*map(authority_files.read, files)]


def _spell(_: None, records: Sequence[AuthorityRecord]) -> list[Spelled]:
    return [spelling.of(records)]
