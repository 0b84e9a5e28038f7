"""校勘记: every departure of the reading from the original, and the account of its characters."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence, Set
from dataclasses import dataclass
from itertools import islice
from pathlib import Path
from typing import NamedTuple

from converters import lexicon
from converters.citation import clause_addresses
from converters.citation.clause_addresses import Address
from converters.citation.titles import display_title
from converters.edition import conservation
from converters.edition.apparatus import Entry
from converters.edition.conservation import Account
from converters.lines import rules
from converters.models.located import Position
from converters.models.page import View
from converters.models.phrase import Link, Marked, Phrase, to_part
from converters.models.plan import Plan
from converters.text.mapped_text import Span
from converters.views import notes
from converters.views.notes import VERDICTS
from converters.views.record_table import Cell, Record, Table

_KINDS = lexicon.glossary("emendation_kinds")
_WORDS = lexicon.glossary("emendation")
_COLUMNS = {
    "number": "number",
    "position": "number",
    "unit": "short",
    "received": "received",
    "reading": "reading",
    "verdict": "verdict",
    "ground": "ground",
}
_OF_SLIPS = {
    "number": "",
    "position": "number",
    "unit": "short",
    "received": "received",
    "note": "ground",
}
_OF_NOISE = {"行": "number", "规则": "", "内容": "content"}
_OF_DOUBTS = {"position": "number", "note": ""}
_FACETS = {name: _WORDS[name] for name in ("verdict", "kind")}
_MOST_DOUBTS = 500
"""No plan has so many, and a generator takes long for such a table; the data has all of them."""

_CONTEXT = 4
"""How many characters on either side show where in the text an entry stands."""


class _Damage(NamedTuple):
    """What happened to the text in some places: in a word, in how many, in a sentence."""

    words: str
    places: int
    how: str


@dataclass(frozen=True)
class _Page:
    """What the page says; a table without rows is None.

    Args:
        name: the title of the plan.
        account: of the characters of the file.
        noise: how many of them are noise, by rule in words.
        damage: what happened to the text.
        summary: how many emendations there are, and how sure they are.
        emendations: these one by one.
        slips: what stays as it was received.
        left_out: the lines that are noise.
        doubts: what a person should look into, the first of it.
        doubtful: how much of that there is; most_doubts: how much of it is listed at most.
    """

    title: str
    name: str
    account: Account
    noise: Sequence[tuple[str, int]]
    damage: Sequence[_Damage]
    summary: str
    emendations: Table | None
    slips: Table | None
    left_out: Table | None
    doubts: Table | None
    doubtful: int
    most_doubts: int
    work: str


def page(plan: Plan, entries: Sequence[Entry], marked: Set[str]) -> View:
    """The page of one plan's emendations, noise, slips and doubts.

    Args:
        plan: with ids.
        entries: its apparatus.
        marked: the ids of those that its reading page marks; others are linked by their clause.
    """
    name = display_title(plan)
    account = conservation.account(plan)
    emended = [entry for entry in entries if entry.verdict != "slip"]
    slips = [entry for entry in entries if entry.verdict == "slip"]
    to = _Links(plan.work, marked, clause_addresses.of(plan))
    says = _Page(
        f"{name}：校勘记",
        name,
        account,
        tuple((rules.NOISE[rule], count) for rule, count in account.noise.items()),
        tuple(_damage(emended)),
        _summary(emended),
        _table("校改", _named(_COLUMNS), _records(plan, emended, to), _FACETS),
        _table("原文疑误", _named(_OF_SLIPS), _slips(slips, to)),
        _table("剔除", _OF_NOISE, _noise(plan, to)),
        _table("待查", _named(_OF_DOUBTS), islice(_problems(plan, to), _MOST_DOUBTS)),
        sum(1 for _ in _problems(plan, to)),
        _MOST_DOUBTS,
        plan.work,
    )
    return View(Path(f"plans/{plan.work}/emendations.md"), "emendations.md", says)


def _table(
    caption: str,
    columns: Mapping[str, str],
    found: Iterable[Record],
    facets: Mapping[str, str] | None = None,
) -> Table | None:
    records = tuple(found)
    return Table(caption, columns, records, facets or {}) if records else None


def _named(columns: Mapping[str, str]) -> Mapping[str, str]:
    return {_WORDS[name]: style for name, style in columns.items()}


class _Links(NamedTuple):
    """Where the page leads: to places of the file, and to those of the reading page.

    Those are named by their addresses.
    """

    work: str
    marked: Set[str]
    addresses: Mapping[str, Address]

    def place(self, position: Position, part: str) -> Cell:
        """Line and column, which lead to a part of the source page."""
        return Cell(self.source("{}:{}".format(*position), part))

    def source(self, shown: str, part: str) -> Link:
        return Link(shown, f"plans/{self.work}/source.md#{part}")

    def unit(self, entry: Entry) -> Phrase:
        """The clause an entry stands in, linked to the place itself where the page marks it."""
        if not entry.unit:
            return ""
        to = entry.id if entry.id in self.marked else entry.unit
        return to_part(self.addresses[entry.unit].shown, self.work, to)


def _damage(entries: Sequence[Entry]) -> Iterator[_Damage]:
    """In plain words, what happened to the text."""
    counts = Counter(entry.rule for entry in entries)
    for rule in rules.EMENDING.values():
        if counts[rule.name]:
            yield _Damage(rule.words, counts[rule.name], rule.how)


def _summary(entries: Sequence[Entry]) -> str:
    counts: Counter[str] = Counter(entry.verdict for entry in entries)
    sure = (f"{word} {counts[name]} 处" for name, word in VERDICTS.items() if counts[name])
    return f"共 {len(entries)} 处：{'，'.join(sure)}。"


def _records(plan: Plan, entries: Sequence[Entry], to: _Links) -> Iterator[Record]:
    received = plan.source.text
    read, places = _reading(received, entries)
    for entry, place in zip(entries, places, strict=True):
        verdict = VERDICTS[entry.verdict]
        before, after = _context(received, entry.span)
        damaged = (before, notes.received(entry.received), after)
        before, after = _context(read, place)
        mark = Marked(f"emended {entry.verdict}", notes.reading(entry))
        mended = (before, mark if read[slice(*place)].strip() else "", after)
        cells = [
            Cell(entry.number, int(entry.number)),
            to.place(entry.position, entry.id),
            Cell(to.unit(entry), int(entry.number)),
            Cell(damaged, entry.received),
            Cell(mended, entry.reading or ""),
            Cell(Marked(f"verdict {entry.verdict}", verdict), verdict),
            Cell(entry.ground, entry.ground),
        ]
        facets = {"verdict": verdict, "kind": _KINDS[entry.kind]}
        yield Record(cells, entry.id, facets)


def _reading(received: str, entries: Sequence[Entry]) -> tuple[str, list[Span]]:
    """The whole file as read, and where in it each reading stands."""
    parts: list[str] = []
    places: list[Span] = []
    at = length = 0
    for entry in entries:
        reading = "□" if entry.reading is None else entry.reading
        parts += [received[at : entry.span.start], reading]
        length += entry.span.start - at
        places.append(Span(length, length + len(reading)))
        length += len(reading)
        at = entry.span.end
    return "".join([*parts, received[at:]]), places


def _context(text: str, place: Span) -> tuple[str, str]:
    """What stands before and after in the line."""
    before = text[max(0, place.start - _CONTEXT) : place.start].rpartition("\n")[2]
    after = text[place.end : place.end + _CONTEXT].partition("\n")[0]
    return before, after


def _slips(entries: Sequence[Entry], to: _Links) -> Iterator[Record]:
    for entry in entries:
        cells = [
            Cell(entry.number),
            to.place(entry.position, entry.id),
            Cell(to.unit(entry)),
            Cell(entry.received),
            Cell(entry.ground),
        ]
        yield Record(cells, entry.id)


def _noise(plan: Plan, to: _Links) -> Iterator[Record]:
    grounds = {
        line: f"：{ruling.ground}"
        for ruling in plan.source.edition.rulings
        for line in range(ruling.line, ruling.to + 1)
    }
    for block in plan.blocks:
        if block.kind == "noise":
            rule = rules.NOISE[block.rule or ""]
            for part in block.parts:
                line = Cell(to.source(str(part.line), f"L{part.line}"), part.line)
                ground = grounds.get(part.line, "")
                yield Record([line, Cell(f"{rule}{ground}"), Cell(part.text.text)])


def _problems(plan: Plan, to: _Links) -> Iterator[Record]:
    for problem in plan.problems:
        if problem.place is None:
            position = plan.source.position(problem.span.start)
            yield Record([to.place(position, f"L{position[0]}"), Cell(problem.message)])
