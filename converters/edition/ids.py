"""Give every part its address, and hold it to the ledger of what has been published.

An id is the chain of the numbers as printed, each typed by its layer: Akoma Ntoso's `eId` in
spirit, with the layers of GB/T 9704—2012, 7.3.3. DESIGN, clause ids, is the contract.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

from converters.edition import changes
from converters.edition import ledger as ledgers
from converters.edition.ledger import Ledger
from converters.models.located import Problem
from converters.models.plan import Plan
from converters.models.unit import Part, Unit
from converters.text.layers import BY_LETTER, DECIMAL
from converters.text.mapped_text import EMPTY, MappedText

_BLOCK_IDS = {
    "metadata": "meta",
    "title": "title",
    "notice": "notice",
    "preamble": "pre",
    "signature": "sig",
    "note": "note",
    "attachment": "att",
    "noise": "noise",
    "unparsed": "unparsed",
}
_TABLE_LETTERS = {"table": "t", "box": "x"}


@dataclass(frozen=True)
class Assigned:
    """Units with their ids, the short forms that land as aliases, and what is wrong with both."""

    units: tuple[Unit, ...]
    aliases: Mapping[str, str]
    problems: tuple[Problem, ...]


def assign(units: Sequence[Unit]) -> Assigned:
    """The units of a document with their ids."""
    return _Assignment(units).result


def texts(plan: Plan) -> dict[str, str]:
    """Every address on the reading page, in document order, and the text that stands there."""
    found: dict[str, str] = {}
    for unit, part in plan.pieces:
        if part is None:
            if unit.kind != "noise" and not unit.is_block:
                found[unit.id] = _whole(unit)
        elif unit.is_clause or unit.is_block:
            if part.id and part.id not in found:
                found[part.id] = part.text.text
            for item in part.items:
                found[item.id] = part.text.text[item.start : item.end]
    return found


def passing(plan: Plan) -> frozenset[str]:
    """The addresses that are not minted: of lines that nobody understood, which may yet be."""
    return frozenset(
        part.id for unit in plan.units if unit.kind == "unparsed" for part in unit.parts
    )


def to_mint(plan: Plan) -> dict[str, str]:
    """The addresses that a ledger is to have, in document order, and the text of each."""
    left_out = passing(plan)
    return {id_: text for id_, text in texts(plan).items() if id_ not in left_out}


def _whole(unit: Unit) -> str:
    """The text of a clause, of the head of a table, of a row."""
    if unit.is_clause:
        own = "\n".join(map(str, unit.cells))
        return f"{unit.label}{unit.heading}{unit.separator}{own}"
    solid = unit.cells
    if unit.is_table:
        solid = tuple(sorted(filter(None, solid), key=lambda text: text.starts[0]))
    return "\t".join(map(str, solid))


def check(plan: Plan, ledger: Ledger) -> Plan:
    """The plan with all aliases that land, and a Problem wherever the ledger is not kept."""
    addresses = texts(plan)
    problems = ledgers.check(ledger, addresses, plan.aliases, passing(plan))
    return replace(
        plan,
        aliases={**plan.aliases, **ledger.landing(addresses)},
        published=ledger.latest,
        changes=tuple(changes.of(ledger)),
        problems=(*plan.problems, *problems),
    )


class _Assignment:
    """One pass over the units; knows which ids are taken."""

    def __init__(self, units: Sequence[Unit]) -> None:
        self._units: list[Unit] = []
        self._taken: Counter[str] = Counter()
        self._tables: Counter[str] = Counter()
        self._problems: list[Problem] = []
        self._aliases: dict[str, str] = {}
        self._runs_on: tuple[Unit, str, int] | None = None
        """The block before, the stem of its ids and how many: they go on behind noise."""
        self._interrupted = False
        self._table_aliases: dict[int, str] = {}
        self._last_block = ""
        for unit in units:
            self._units.append(self._named(unit))
        self._aliases |= _short_forms(self._units, self._taken)
        self.result = Assigned(tuple(self._units), self._aliases, tuple(self._problems))

    def _named(self, unit: Unit) -> Unit:
        if unit.is_clause:
            return self._clause(unit)
        if unit.is_table:
            return self._table(unit)
        if unit.kind == "row":
            return self._row(unit)
        return self._block(unit)

    def _above(self, unit: Unit) -> list[Unit]:
        """The clauses that a unit stands in, the nearest last."""
        chain: list[Unit] = []
        while unit.above is not None:
            unit = self._units[unit.above]
            chain.append(unit)
        return chain[::-1]

    def _outer(self, clause: Unit) -> Unit | None:
        """The nearest unit above whose id leads that of a clause: decimals have theirs in full."""
        above = clause.above
        while above is not None and clause.layer == self._units[above].layer == DECIMAL:
            above = self._units[above].above
        return None if above is None else self._units[above]

    def _unique(self, id_: str, text: MappedText = EMPTY) -> str:
        """An id; a further one has its count, behind a `_` that no segment of an id holds."""
        self._taken[id_] += 1
        count = self._taken[id_]
        if count == 1:
            return id_
        if text:
            message = f"编号重复：{id_} 已用过，此处作 {id_}_{count}"
            self._problems.append(Problem("number-repeated", message, text.span))
        return f"{id_}_{count}"

    def _block(self, block: Unit) -> Unit:
        above = self._above(block)
        name = (f"{above[-1].id}-" if above else _document_prefix(block)) + _BLOCK_IDS[block.kind]
        if block.kind == "noise":
            self._interrupted = True
            return block._replace(id=self._unique(name))
        stem, count = self._going_on(block) or (self._unique(name), 0)
        self._interrupted = False
        parts = tuple(
            part._replace(id=stem if n == 1 else f"{stem}-p{n}")
            for n, part in enumerate(block.parts, count + 1)
        )
        self._runs_on = block, stem, count + len(parts)
        if not above:
            self._last_block = parts[0].id
        return block._replace(id=parts[0].id, parts=parts)

    def _going_on(self, block: Unit) -> tuple[str, int] | None:
        """The stem and the count of the block that this one goes on from, behind noise."""
        if not (self._interrupted and self._runs_on):
            return None
        before, stem, count = self._runs_on
        same = [(one.kind, one.document, one.above, one.after) for one in (before, block)]
        return (stem, count) if same[0] == same[1] else None

    def _clause(self, clause: Unit) -> Unit:
        self._runs_on = None
        outer = self._outer(clause)
        prefix = f"{outer.id}-" if outer else _document_prefix(clause)
        segment = clause.layer + "-".join(map(str, clause.numbers))
        id_ = self._unique(prefix + segment, clause.label or clause.heading)
        parts = tuple(
            self._paragraph(part, id_ if n == 1 else f"{id_}-p{n}", id_)
            for n, part in enumerate(clause.parts, 1)
        )
        return clause._replace(id=id_, parts=parts)

    def _paragraph(self, part: Part, id_: str, clause_id: str) -> Part:
        items = tuple(
            item._replace(
                id=self._unique(f"{clause_id}-y{item.number}", part.text[item.start : item.end]),
            )
            for item in part.items
        )
        return part._replace(id=id_, items=items)

    def _table(self, table: Unit) -> Unit:
        self._runs_on = None
        above = self._above(table)
        owner = next(
            (one for one in reversed(above) if BY_LETTER[one.layer].holds_tables),
            above[-1] if above else None,
        )
        top = self._last_block or _document_prefix(table).rstrip("-")
        id_ = self._next_table(owner.id if owner else top, table.kind)
        if owner and owner is not above[-1]:
            alias = self._next_table(above[-1].id, table.kind)
            self._aliases[alias] = id_
            self._table_aliases[table.number] = alias
        return table._replace(id=id_)

    def _next_table(self, owner: str, kind: str) -> str:
        stem = (f"{owner}-" if owner else "") + _TABLE_LETTERS[kind]
        self._tables[stem] += 1
        return f"{stem}{self._tables[stem]}"

    def _row(self, row: Unit) -> Unit:
        number = int(row.above or 0)
        table = self._units[number]
        suffix = f"-r{row.number - number}"
        if alias := self._table_aliases.get(number):
            self._aliases[alias + suffix] = table.id + suffix
        return row._replace(id=table.id + suffix)


def _document_prefix(unit: Unit) -> str:
    """The second and further documents of a file, those with clauses counted, lead their ids."""
    return f"doc{unit.document}-" if unit.document > 1 else ""


def _short_forms(units: Sequence[Unit], taken: Counter[str]) -> dict[str, str]:
    """Aliases `b4` of a layer whose numbers run on from 1 through the whole plan."""
    by_layer: dict[tuple[str, str], list[Unit]] = defaultdict(list)
    for unit in units:
        if unit.is_clause and unit.above is not None:
            by_layer[_document_prefix(unit), unit.layer].append(unit)
    aliases: dict[str, str] = {}
    for (prefix, layer), found in by_layer.items():
        runs_on = [one.numbers for one in found] == [(n,) for n in range(1, len(found) + 1)]
        if runs_on and len({one.above for one in found}) > 1:
            short = {f"{prefix}{layer}{one.numbers[0]}": one.id for one in found}
            aliases |= {old: id_ for old, id_ in short.items() if old not in taken}
    return aliases
