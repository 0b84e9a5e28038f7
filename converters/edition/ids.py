"""Give every part its address, and hold it to the ledger of what has been published.

An id is the chain of the numbers as printed, each typed by its layer: Akoma Ntoso's `eId` in
spirit, with the layers of GB/T 9704—2012, 7.3.3. DESIGN, clause ids, is the contract.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import replace

from converters.edition.ledger import Ledger, text_hash
from converters.models import Block, Clause, FilePlace, Paragraph, Plan, Problem, Table
from converters.text import labels
from converters.text.mapped_text import Span

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
_SHOWN = 5
_TABLE_LETTERS = {"table": "t", "box": "x"}
_TABLE_RANK = labels.RANKS["b"]
"""Tables and boxes hang under the （一） they stand in, not under its 1. or (1)."""


def assign(plan: Plan) -> Plan:
    """The plan with its ids, and the short forms that land as aliases."""
    return _Assignment(plan).result


def texts(plan: Plan) -> dict[str, str]:
    """Every address on the reading page, in document order, and the text that stands there."""
    found: dict[str, str] = {}
    for node in plan.body:
        if isinstance(node, Clause):
            for clause in node.walk():
                found |= _clause_texts(clause)
        elif isinstance(node, Table):
            found |= _table_texts(node)
        elif node.kind != "noise":
            found |= {part.id: part.text.text for part in node.paragraphs if part.id}
    return found


def check(plan: Plan, ledger: Ledger) -> Plan:
    """The plan with all aliases that land, and a Problem wherever the ledger is not kept."""
    current = texts(plan)
    aliases = dict(plan.aliases)
    problems: list[Problem] = []
    for old, alias in ledger.aliases.items():
        target = _resolve(alias.target, ledger)
        if old in current:
            message = f"旧地址 {old} 与现有地址相同，请删去此行"
            problems.append(Problem("alias-taken", message, Span(0, 0), "error", alias.place))
        elif target not in current:
            message = f"旧地址 {old} 所指的 {alias.target} 不存在，请改指现有地址"
            problems.append(Problem("alias-dangling", message, Span(0, 0), "error", alias.place))
        else:
            aliases[old] = target
    for id_, entry in ledger.entries.items():
        if id_ not in current and id_ not in aliases:
            message = (
                f"已公布的地址 {id_} 不见了。条款若改了号，请在本文件末尾加一行"
                f"“{id_} -> 新地址”；若是误删，请恢复原文或更正校读"
            )
            problems.append(Problem("id-lost", message, Span(0, 0), "error", entry.place))
        elif id_ in current and text_hash(current[id_]) != entry.hash:
            message = f"{id_} 的文字与公布时不同；核对后请运行 make mint"
            problems.append(Problem("text-changed", message, Span(0, 0), "notice", entry.place))
    problems += _unminted(plan, ledger, current)
    latest = ledger.latest
    return replace(plan, aliases=aliases, published=latest, problems=(*plan.problems, *problems))


def _unminted(plan: Plan, ledger: Ledger, current: dict[str, str]) -> Iterator[Problem]:
    new = [id_ for id_ in current if id_ not in ledger.entries]
    new += [old for old in plan.aliases if old not in ledger.aliases]
    if new:
        some = "、".join(new[:_SHOWN]) + ("……" if len(new) > _SHOWN else "")
        message = f"{len(new)} 个地址尚未登记（{some}）；核对后请运行 make mint"
        place = FilePlace(ledger.path, 1, 1) if ledger.path else None
        yield Problem("unminted-id", message, Span(0, 0), place=place)


def _resolve(target: str, ledger: Ledger) -> str:
    seen = set()
    while target in ledger.aliases and target not in seen:
        seen.add(target)
        target = ledger.aliases[target].target
    return target


def _clause_texts(clause: Clause) -> Iterator[tuple[str, str]]:
    own = "\n".join(part.text.text for part in clause.paragraphs)
    yield clause.id, f"{clause.label}{clause.heading}{clause.separator}{own}"
    for part in clause.content:
        if isinstance(part, Table):
            yield from _table_texts(part)
        elif isinstance(part, Block):
            yield from ((line.id, line.text.text) for line in part.paragraphs if line.id)
        else:
            if part.id != clause.id:
                yield part.id, part.text.text
            yield from ((item.id, part.text.text[item.start : item.end]) for item in part.items)


def _table_texts(table: Table) -> Iterator[tuple[str, str]]:
    yield table.id, "\t".join(map(str, table.head))
    yield from ((row.id, "\t".join(map(str, row.cells))) for row in table.rows)


class _Assignment:
    """One pass over a plan; knows which ids are taken."""

    def __init__(self, plan: Plan) -> None:
        self._taken: Counter[str] = Counter()
        self._tables: Counter[str] = Counter()
        self._problems: list[Problem] = []
        self._aliases: dict[str, str] = {}
        self._runs_on: dict[str, tuple[str, int]] = {}
        """The block before: its paragraphs go on in one of its kind that noise parts from it."""
        self._interrupted = False
        body = tuple(self._nodes(plan.body))
        self._aliases |= _short_forms(body, self._taken)
        problems = (*plan.problems, *self._problems)
        self.result = replace(plan, body=body, aliases=self._aliases, problems=problems)

    def _nodes(self, nodes: Iterable[Block | Clause | Table]) -> Iterator[Block | Clause | Table]:
        block_id = ""
        for node in nodes:
            if isinstance(node, Clause):
                yield self._clause(node, ())
            elif isinstance(node, Table):
                self._runs_on = {}
                yield self._named(node, block_id)
            else:
                block = self._block(node, _document_prefix(node))
                block_id = block.id if block.kind != "noise" else block_id
                yield block

    def _unique(self, id_: str, span: Span | None = None) -> str:
        self._taken[id_] += 1
        count = self._taken[id_]
        if count == 1:
            return id_
        if span:
            message = f"编号重复：{id_} 已用过，此处作 {id_}_{count}"
            self._problems.append(Problem("number-repeated", message, span))
        return self._unique(f"{id_}_{count}")

    def _block(self, block: Block, prefix: str) -> Block:
        name = prefix + _BLOCK_IDS[block.kind]
        if block.kind == "noise":
            self._interrupted = True
            return replace(block, id=self._unique(name))
        before = self._runs_on.get(name) if self._interrupted else None
        self._interrupted = False
        stem, count = before or (self._unique(name), 0)
        paragraphs = tuple(
            replace(part, id=stem if n == 1 else f"{stem}-p{n}")
            for n, part in enumerate(block.paragraphs, count + 1)
        )
        self._runs_on = {name: (stem, count + len(paragraphs))}
        return replace(block, id=paragraphs[0].id, paragraphs=paragraphs)

    def _clause(self, clause: Clause, ancestors: tuple[Clause, ...]) -> Clause:
        self._runs_on = {}
        chain = [above for above in ancestors if clause.layer != "s" or above.layer != "s"]
        prefix = f"{chain[-1].id}-" if chain else _document_prefix((*ancestors, clause)[0])
        segment = clause.layer + "-".join(map(str, clause.numbers))
        id_ = self._unique(prefix + segment, (clause.label or clause.heading).span)
        named = replace(clause, id=id_)
        path = (*ancestors, named)
        return replace(
            named,
            content=self._content(path),
            children=tuple(self._clause(child, path) for child in clause.children),
        )

    def _content(self, path: tuple[Clause, ...]) -> tuple[Paragraph | Table | Block, ...]:
        clause = path[-1]
        content: list[Paragraph | Table | Block] = []
        paragraphs = 0
        for part in clause.content:
            if isinstance(part, Table):
                self._runs_on = {}
                content.append(self._table(part, path))
            elif isinstance(part, Block):
                content.append(self._block(part, f"{clause.id}-"))
            else:
                self._runs_on = {}
                paragraphs += 1
                id_ = clause.id if paragraphs == 1 else f"{clause.id}-p{paragraphs}"
                content.append(self._paragraph(part, id_, clause.id))
        return tuple(content)

    def _paragraph(self, paragraph: Paragraph, id_: str, clause_id: str) -> Paragraph:
        items = tuple(
            replace(
                item,
                id=self._unique(
                    f"{clause_id}-y{item.number}", paragraph.text[item.start : item.end].span
                ),
            )
            for item in paragraph.items
        )
        return replace(paragraph, id=id_, items=items)

    def _table(self, table: Table, path: tuple[Clause, ...]) -> Table:
        owner = next((c for c in reversed(path) if _holds_tables(c)), path[-1])
        named = self._named(table, owner.id)
        if owner is not path[-1]:
            alias = self._next_table(path[-1].id, table.kind)
            self._aliases[alias] = named.id
            self._aliases |= {row.id.replace(named.id, alias, 1): row.id for row in named.rows}
        return named

    def _named(self, table: Table, owner: str) -> Table:
        id_ = self._next_table(owner, table.kind)
        rows = tuple(replace(row, id=f"{id_}-r{n}") for n, row in enumerate(table.rows, 1))
        return replace(table, id=id_, clause_id=owner, rows=rows)

    def _next_table(self, owner: str, kind: str) -> str:
        stem = f"{owner}-{_TABLE_LETTERS[kind]}"
        self._tables[stem] += 1
        return f"{stem}{self._tables[stem]}"


def _document_prefix(node: Block | Clause | Table) -> str:
    """The second and further documents of a file, those with clauses counted, lead their ids."""
    return f"doc{node.document}-" if node.document > 1 else ""


def _holds_tables(clause: Clause) -> bool:
    return clause.layer == "s" or labels.RANKS[clause.layer] <= _TABLE_RANK


def _short_forms(body: tuple[Block | Clause | Table, ...], taken: Counter[str]) -> dict[str, str]:
    """Aliases `b4` of a layer whose numbers run on from 1 through the whole plan."""
    by_layer: dict[tuple[str, str], list[tuple[str, Clause]]] = defaultdict(list)
    for node in body:
        if isinstance(node, Clause):
            for parent in node.walk():
                for child in parent.children:
                    key = (_document_prefix(node), child.layer)
                    by_layer[key].append((parent.id, child))
    aliases: dict[str, str] = {}
    for (prefix, layer), found in by_layer.items():
        numbers = [child.numbers for _, child in found]
        parents = {parent for parent, _ in found}
        runs_on = numbers == [(n,) for n in range(1, len(numbers) + 1)]
        if runs_on and len(parents) > 1:
            short = {f"{prefix}{layer}{child.numbers[0]}": child.id for _, child in found}
            aliases |= {old: id_ for old, id_ in short.items() if old not in taken}
    return aliases
