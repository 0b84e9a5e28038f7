"""The build: what is known is taken from the cache, the rest is made on all cores, and written.

One plan is a piece of work, and so is what one record, list or shard shows; the fold of the library
between them is the only step that waits for all of them.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from functools import cached_property, lru_cache, partial
from pathlib import Path
from typing import Any, NamedTuple, TypeVar, cast

from converters import pipeline
from converters.edition import ledger
from converters.ingest import kept_files, site_settings, successions, works
from converters.ingest.sources import Files
from converters.library import curation, evidence
from converters.library.facts import Facts
from converters.library.fold import Library
from converters.library.relations import Relations
from converters.library.text_reuse import Reuse
from converters.library.withdrawn import Withdrawn
from converters.models.standing import Standing
from converters.names import name_ledger
from converters.names.authority import SCHEMES
from converters.names.curation import Finding
from converters.names.name_ledger import Landing
from converters.output import OF_LIBRARY
from converters.pipeline import Made, Told
from converters.recollection import Kept, Recollection
from converters.search import index_scripts
from converters.stock import Known, Piece, Stock, Tokens
from converters.vocabulary import Vocabulary, finder_of, read_vocabulary, relations_of
from converters.work import executors, keys, staging, values
from converters.work.bench import Bench
from converters.work.cache import Cache
from converters.work.staging import Staging

GENERATED = (
    ".furniture",
    "assets/css/site.css",
    "compare",
    "data",
    "feed.xml",
    "index.md",
    "indicators",
    "matrix",
    "opensearch.xml",
    "plans",
    "robots.txt",
    "llms.txt",
    "offline-worker.js",
    "search",
    "topics",
    *SCHEMES,
)
"""What a build writes in `docs/`; everything else there is written by people."""

_PLANS_AT_HAND = 64
_PIECES_AT_HAND = 64
"""Of how many the files, or what bodies answer for, are in memory at a time."""

_Value = TypeVar("_Value")


class _Published(NamedTuple):
    """What the ledger of names says: what is wrong with it, where older addresses lead.

    `key` stands for all of it; `sheets` are the bodies whose duty sheets were published, `places`
    the codes of the places without a record that were.
    """

    key: str
    problems: tuple[Told, ...]
    moved: Mapping[str, Landing]
    sheets: frozenset[str]
    places: frozenset[str]


def _read_published(path: Path, vocabulary: Vocabulary, cache: Cache) -> _Published:
    """What the ledger of names says of an authority.

    Raises:
        InputError: it is refused.
    """
    data = kept_files.read_if_there(path)
    key = keys.key("published", vocabulary.key, str(path), data)
    for known in cache.get({key}).values():
        return cast("_Published", values.loaded(known))
    published = ledger.parse(path, data, name_ledger.OF_NAMES)
    records = relations_of(vocabulary).authority
    told = tuple(map(pipeline.tell, name_ledger.check(published, records)))
    landing, sheets = name_ledger.landing(published, records), name_ledger.sheets(published)
    found = _Published(key, told, landing, sheets, name_ledger.places(published, records))
    cache.put({key: values.dumped(found)})
    return found


class _Core(NamedTuple):
    """What the fold needs of a plan; all else is read when it is wanted."""

    problems: tuple[Told, ...]
    findings: tuple[Finding, ...]
    facts: Facts
    known: Known
    tokens: Tokens


_PARTS: Mapping[str, Callable[[Made], Any]] = {
    "core": lambda made: _Core(
        made.problems,
        made.findings,
        made.facts,
        Known(made.texts.size, made.texts.chars),
        tokens_of(made),
    ),
    "texts": lambda made: made.texts,
    "indexed": lambda made: index_scripts.of_plan(made.texts),
    "duties": lambda made: made.duties,
    "entries": lambda made: made.entries,
    "rows": lambda made: made.rows,
    "units": lambda made: made.units,
    "wording": lambda made: made.wording,
    "matters": lambda made: made.matters,
    "files": lambda made: [*map(staging.file, made.files)],
}
"""The parts that a plan is kept in."""


def tokens_of(made: Made) -> Tokens:
    """What stands for each part of what is made of a plan."""
    facts = made.facts
    card = replace(facts.card, sha256="")
    outline = (
        card,
        sorted(facts.parts),  # a set has another order in each process
        {key: named.occurrences for key, named in facts.named.items()},
        {topic: [one.unit for one in clauses] for topic, clauses in facts.topics.items()},
        facts.answers,
        (facts.matrix, facts.example, facts.changes),
        facts.unreviewed,
    )
    return Tokens(
        card=_token(card),
        file=_token(facts.card),
        addresses=_token(facts.addresses),
        named={key: _token((named, facts.answers.get(key))) for key, named in facts.named.items()},
        indicators=_token(facts.indicators),
        topics={topic: _token(clauses) for topic, clauses in facts.topics.items()},
        # As bytes a value would also say which of its parts are one object: clauses are shared.
        duties={key: keys.digest(repr(of)) for key, of in made.duties.items()},
        facts=_token((outline, facts.addresses, facts.named)),
        outline=_token(outline),
        entries=_token(made.entries),
        rows=_token(made.rows),
        texts=_token(made.texts),
        wording=_token(made.wording),
        matters=_token(made.matters),
    )


def _token(value: Any) -> str:
    return keys.digest(values.dumped(value))


def _make_plans(
    vocabulary: Vocabulary, batch: Sequence[tuple[Files, str | None, Standing]]
) -> list[dict[str, bytes]]:
    """The parts of some plans as they are kept.

    Each has the address of its site with it, and how it stands in its library.
    """
    finder = finder_of(vocabulary)
    return [_dumped(pipeline.make(files, finder, site, known)) for files, site, known in batch]


def _dumped(made: Made) -> dict[str, bytes]:
    return {name: values.dumped(of(made)) for name, of in _PARTS.items()}


def _loaded(task: tuple[str, tuple[str, Piece]]) -> tuple[str, Any]:
    _, (kind, piece) = task
    return kind, piece.load()


def _write_pieces(vocabulary: Vocabulary, batch: Sequence[tuple[str, Any]]) -> list[bytes]:
    """The files of some pieces, as they are kept."""
    known = relations_of(vocabulary)
    written = (pipeline.write(kind, view, known) for kind, view in batch)
    return [values.dumped([*map(staging.file, pages)]) for pages in written]


class Reading:
    """All plans of a library, read: from the cache, or anew."""

    def __init__(self, docs: Path, bench: Bench) -> None:
        """Read the sources and the authority of a folder.

        Raises:
            InputError: a file is refused.
        """
        self._bench = bench
        self._vocabulary = read_vocabulary(docs / "authority", bench)
        self._settings = site_settings.read(docs.parent / "mkdocs.yml")
        self._site = self._settings.address if self._settings else None
        self.has_no_address = bool(self._settings) and not self._site
        self._registered = works.read(docs / "sources")
        self._files = self._registered.files
        self._claims = successions.claims(self._files.values())
        self._standings = pipeline.standings_of(docs, self._registered, self._claims)
        self.tokens = {work: self._token(files) for work, files in self._files.items()}
        self._cores: dict[str, _Core] = self._parts("core", self._files)
        self._sheet = site_settings.sheet(docs / "assets" / "css" / "all.css")
        self._names = docs / "authority" / "ids"
        self._published = _read_published(self._names, self._vocabulary, bench.cache)
        self._recollection = Recollection(bench, self._vocabulary)

    def _token(self, files: Files) -> str:
        standing = repr(self._standings[files.work])
        given = (self._vocabulary.key, self._site, standing, str(files.path))
        return keys.key("plan", *given, *files[1:])

    def _parts(self, name: str, works: Iterable[str]) -> dict[str, Any]:
        """One part of some plans: those that are not known are made."""
        by_key = {self._key(work, name): work for work in works}
        kept = self._bench.cache.get(by_key.keys())
        known = {by_key[key]: values.loaded(data) for key, data in kept.items()}
        missing = [self._files[work] for work in by_key.values() if work not in known]
        made = executors.spread(
            self._bench.workers,
            _make_plans,
            self._vocabulary,
            missing,
            lambda files: (files, self._site, self._standings[files.work]),
        )
        for files, parts in zip(missing, made, strict=True):
            self._bench.cache.put({self._key(files.work, part): parts[part] for part in parts})
            known[files.work] = values.loaded(parts[name])
        return known

    def _part(self, name: str, work: str) -> Any:
        return self._parts(name, [work])[work]

    def _each(self, name: str, works: Sequence[str]) -> list[Any]:
        parts = self._parts(name, works)
        return [parts[work] for work in works]

    def _key(self, work: str, name: str) -> str:
        return f"{self.tokens[work]}-{name}"

    @property
    def relations(self) -> Relations:
        """How the records stand to one another."""
        return relations_of(self._vocabulary)

    @cached_property
    def library(self) -> Library:
        """The fold of all facts."""
        facts = (core.facts for core in self._cores.values())
        return pipeline.gather(self.relations, facts, self._withdrawn, self._published.places)

    @cached_property
    def _withdrawn(self) -> tuple[Withdrawn, ...]:
        """The plans that were taken down, with the addresses of their ledgers."""
        return tuple(
            Withdrawn(work, *taken, (*known.entries, *known.aliases))
            for work, taken in self._registered.works.withdrawn.items()
            for known in [ledger.load(self._registered.ledger_of(work))]
        )

    @property
    def problems(self) -> Iterator[Told]:
        """What is wrong with the plans, and whether all that were published are there."""
        cores = self._cores.items()
        published = {work for work, core in cores if core.facts.card.published}
        yield from map(pipeline.tell, works.check(self._registered, published))
        yield from map(pipeline.tell, successions.check(self._claims, self._registered))
        for work in sorted(self._cores):
            yield from self._cores[work].problems

    @property
    def findings(self) -> Iterator[Finding]:
        """What a person should look into: names in the plans, then records."""
        for work in sorted(self._cores):
            yield from self._cores[work].findings
        yield from curation.findings(self.library.references)

    @property
    def name_problems(self) -> Iterator[Told]:
        """What is wrong with the authority: addresses not kept, evidence that is not there."""
        yield from self._published.problems
        published = name_ledger.made(self._published.sheets, self._published.places)
        made = name_ledger.made(self.library.references.answering, self.library.places)
        unminted = name_ledger.check_made(self._names, {*published}, made)
        yield from map(pipeline.tell, unminted)
        yield from self._evidence_problems()

    def _evidence_problems(self) -> tuple[Told, ...]:
        """What is wrong with the places that records give as evidence."""
        of = ((work, self._cores[work].tokens) for work in sorted(self._cores))
        shown = (f"{work} {tokens.outline}" for work, tokens in of)
        gone = repr(sorted(self._registered.works.withdrawn))
        key = keys.key("evidence", self._vocabulary.key, gone, *shown)
        for known in self._bench.cache.get({key}).values():
            return cast("tuple[Told, ...]", values.loaded(known))
        found = tuple(map(pipeline.tell, evidence.check(self.library)))
        self._bench.cache.put({key: values.dumped(found)})
        return found

    def write(self, docs: Path) -> int:
        """Write every page and data file into a folder; how many there are."""
        place = keys.key("placed", str(docs.resolve()))
        kept = self._bench.cache.get({place})
        remembered = values.loaded(kept[place]) if kept else {}
        with staging.opened(docs, GENERATED, remembered) as staged:
            self._write_files(staged)
            placed = staged.finish()
        if placed != remembered:
            self._bench.cache.put({place: values.dumped(placed)})
        self._bench.cache.drop_unused(placed.keys() | self._keys())
        return staged.count

    def _keys(self) -> set[str]:
        """The keys of all that is kept of the plans."""
        return {
            self._key(work, part) for work in self.tokens for part in _PARTS
        } | self._recollection.keys

    def _write_plans(self, staged: Staging) -> None:
        names = [
            work for work in sorted(self._cores) if not staged.is_in_place(self._key(work, "files"))
        ]
        for together in _slices(names, _PLANS_AT_HAND):
            for work, files in self._parts("files", together).items():
                staged.add(self._key(work, "files"), files)

    def _write_files(self, staged: Staging) -> None:
        """All files. What must be made is begun first, so that no worker waits for the rest."""
        wanted = self._wanted(staged)
        open_keys = [key for key in wanted if not staged.is_in_place(key)]
        missing: dict[str, tuple[str, Piece]] = {}
        for part in _slices(open_keys, _PIECES_AT_HAND):
            known = self._bench.cache.get(set(part))
            for key, data in known.items():
                staged.add(key, values.loaded(data))
            missing |= {key: wanted[key] for key in part if key not in known}
        tasks = [*missing.items()]
        made = executors.as_done(
            self._bench.workers, _write_pieces, self._vocabulary, tasks, _loaded
        )
        self._write_plans(staged)
        for (key, _), data in made:
            self._bench.cache.put({key: data})
            staged.add(key, values.loaded(data))

    def _wanted(self, staged: Staging) -> dict[str, tuple[str, Piece]]:
        """The pieces of the kinds whose files are not all in place, by their keys."""
        wanted: dict[str, tuple[str, Piece]] = {}
        for kind, row in OF_LIBRARY.items():
            of = ((work, self._cores[work].tokens) for work in sorted(self._cores))
            shown = (f"{work} {row.shows(tokens)}" for work, tokens in of)
            given = (self._published.key, repr(self._settings), self._sheet, repr(self._withdrawn))
            whole = keys.key("pieces", self._vocabulary.key, kind, *given, *shown)
            kept = self._bench.cache.get({whole})
            if kept and staged.are_in_place(values.loaded(kept[whole])):
                continue
            pieces = {
                keys.key("piece", self._vocabulary.key, kind, piece.token): (kind, piece)
                for piece in row.pieces(self._stock)
            }
            self._bench.cache.put({whole: values.dumped([*pieces])})
            wanted |= pieces
        return wanted

    def _reuse(self) -> Reuse:
        """What plans have word for word in common."""
        works = sorted(self._cores)
        places = {
            work: Kept(self._cores[work].tokens.wording, self._key(work, "wording"))
            for work in works
        }
        return self._recollection.reuse(self._each("wording", works), places)

    @cached_property
    def _stock(self) -> Stock:
        return Stock(
            self.library,
            {work: core.known for work, core in self._cores.items()},
            {work: core.tokens for work, core in self._cores.items()},
            self._published.moved,
            self._published.sheets,
            self._settings,
            self._sheet,
            partial(self._part, "texts"),
            partial(self._part, "indexed"),
            lru_cache(_PLANS_AT_HAND)(partial(self._part, "duties")),
            partial(self._each, "entries"),
            partial(self._each, "rows"),
            partial(self._part, "units"),
            self._reuse,
            partial(self._each, "matters"),
            self._recollection.related,
            self._recollection.pieces,
            self._recollection.across,
            self._standings,
        )


def _slices(items: Sequence[_Value], size: int) -> Iterator[Sequence[_Value]]:
    for at in range(0, len(items), size):
        yield items[at : at + size]
