"""Lines to the structure of the document: blocks, the clause tree, tables, run-in heads.

Every line goes to exactly one part. What is not understood is a block of kind `unparsed` and a
Problem, never noise.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field, replace
from itertools import groupby

from converters import front, labels, lexicon, numerals, tables
from converters.labels import Label
from converters.mapped_text import MappedText
from converters.models import (
    Block,
    Clause,
    Edition,
    Emendation,
    Item,
    Line,
    Paragraph,
    Plan,
    Problem,
    Responsibility,
    Source,
    Table,
)

_EMPTY = MappedText.verbatim("")
_STOP = "。"
_MAX_RUN_IN_HEADING = 60
_MAX_RUN_IN_HEAD = 30
"""DESIGN, clause ids: a run-in head is a sentence of at most 30 characters without a comma."""

_ROLES = lexicon.alternatives(lexicon.words("document")["responsibility_roles"])
_RESPONSIBILITY = re.compile(
    rf"[(（](?P<role>{_ROLES})[:：](?P<units>(?:[^()（）]|[(（][^()（）]*[)）])+)[)）]。?$"
)
_ITEM = re.compile(rf"(?:^|(?<=[。；;：:，,]))(?P<number>{numerals.HAN_NUMBER})是")
_MIN_FLAT_LINES = 3


@dataclass
class _Open:
    """A clause whose end is not reached yet."""

    label: Label | None
    head: Clause
    lines: list[Line] = field(default_factory=list)
    children: list[_Open] = field(default_factory=list)


def build(
    source: Source,
    lines: Sequence[Line],
    emendations: Sequence[Emendation],
    problems: Sequence[Problem],
) -> Plan:
    """The structure of a source. Ids are not given yet."""
    decimals = labels.uses_decimals([line.text.text for line in lines])
    marked = [(line, labels.match(line.text.text, decimals=decimals)) for line in lines]
    first = next((i for i, (_, label) in enumerate(marked) if label), len(marked))
    found: list[Problem] = list(problems)
    before = front.place(lines[:first])
    last = len(lines)
    after = front.closing(lines[first:])
    last -= len(after)
    tree = _tree(marked[first:last])
    clauses = tuple(_close(open_clause, source.edition, found) for open_clause in tree)
    body = (*_blocks(before), *clauses, *_blocks(after))
    found += _unparsed(body)
    found += _slips(source)
    return Plan(source, body, tuple(emendations), tuple(found))


def _tree(marked: Sequence[tuple[Line, Label | None]]) -> list[_Open]:
    top: list[_Open] = []
    stack: list[_Open] = []
    for line, label in marked:
        if label is None:
            stack[-1].lines.append(line)
            continue
        while stack and _rank(stack[-1]) >= label.rank:
            stack.pop()
        opened = _open(line, label)
        (stack[-1].children if stack else top).append(opened)
        stack.append(opened)
    return top


def _rank(opened: _Open) -> int:
    return opened.label.rank if opened.label else labels.RANKS["u"]


def _open(line: Line, label: Label) -> _Open:
    rest = line.text[label.end :].strip()
    heading, separator, text = _split_heading(rest, label.layer)
    head = Clause(
        label.layer,
        label.numbers,
        line.text[: label.end],
        heading,
        separator,
        line.number,
    )
    return _Open(label, head, [Line(line.number, text)] if text else [])


def _split_heading(rest: MappedText, layer: str) -> tuple[MappedText, MappedText, MappedText]:
    """Heading, the 。 after it, and the text that runs on; an article (第一条) has no heading."""
    if layer == "art":
        return _EMPTY, _EMPTY, rest
    end = rest.text.find(_STOP)
    if end < 0:
        is_heading = len(rest) <= _MAX_RUN_IN_HEADING and not rest.text.endswith(("；", ";"))
        return (rest, _EMPTY, _EMPTY) if is_heading else (_EMPTY, _EMPTY, rest)
    if end > _MAX_RUN_IN_HEADING:
        return _EMPTY, _EMPTY, rest
    return rest[:end], rest[end : end + 1], rest[end + 1 :].strip()


def _close(opened: _Open, edition: Edition, problems: list[Problem]) -> Clause:
    content = _content(opened.lines)
    content, heads = _run_in_heads(content, opened.head.line, edition)
    children = (*heads, *(_close(child, edition, problems) for child in opened.children))
    return replace(opened.head, content=_with_items(content), children=children)


def _content(lines: Sequence[Line]) -> tuple[Paragraph | Table | Block, ...]:
    content: list[Paragraph | Table | Block] = []
    at = 0
    while at < len(lines):
        if found := tables.find(lines[at:]):
            content.append(found.table)
            at += found.count
        elif flat := _flat_lines(lines[at:]):
            content.append(Block("unparsed", tuple(map(_paragraph, flat))))
            at += len(flat)
        else:
            content.append(_paragraph(lines[at]))
            at += 1
    return tuple(content)


def _flat_lines(lines: Sequence[Line]) -> Sequence[Line]:
    """The cells of a flattened table that could not be rebuilt: several short lines in a row."""
    count = 0
    while count < len(lines) and tables.is_cell(lines[count].text.text):
        count += 1
    return lines[:count] if count >= _MIN_FLAT_LINES else ()


def _paragraph(line: Line) -> Paragraph:
    return Paragraph(line.text, line.number, responsibility=_responsibility(line.text.text))


def _responsibility(text: str) -> Responsibility | None:
    found = _RESPONSIBILITY.search(text)
    if not found:
        return None
    units = re.split("[、,，]", found["units"])
    names = tuple(unit.strip() for unit in units if unit.strip())
    return Responsibility(found["role"], names, found.start(), len(text))


def _run_in_heads(
    content: tuple[Paragraph | Table | Block, ...], clause_line: int, edition: Edition
) -> tuple[tuple[Paragraph | Table | Block, ...], tuple[Clause, ...]]:
    """Split off paragraphs with run-in heads; what follows one belongs to it."""
    by_pattern = [
        part.line
        for part in content
        if isinstance(part, Paragraph) and part.line != clause_line and _has_run_in_head(part)
    ]
    heads = set(by_pattern) if len(by_pattern) > 1 else set()
    heads = (heads | edition.run_in_heads) - edition.not_run_in_heads
    starts = [
        i for i, part in enumerate(content) if isinstance(part, Paragraph) and part.line in heads
    ]
    clauses = []
    for number, (start, end) in enumerate(zip(starts, [*starts[1:], None], strict=False), 1):
        part = content[start]
        assert isinstance(part, Paragraph)
        stop = part.text.text.index(_STOP)
        body = part.text[stop + 1 :].strip()
        first = replace(part, text=body, responsibility=_responsibility(body.text))
        clauses.append(
            Clause(
                "u",
                (number,),
                _EMPTY,
                part.text[:stop],
                part.text[stop : stop + 1],
                part.line,
                _with_items((first, *content[start + 1 : end])),
            )
        )
    return content[: starts[0]] if starts else content, tuple(clauses)


def _has_run_in_head(paragraph: Paragraph) -> bool:
    head, stop, rest = paragraph.text.text.partition(_STOP)
    return bool(stop and rest) and len(head) <= _MAX_RUN_IN_HEAD and not {",", "，"} & set(head)


def _with_items(
    content: tuple[Paragraph | Table | Block, ...],
) -> tuple[Paragraph | Table | Block, ...]:
    """Paragraphs with their 一是, 二是 …: a run that starts at 一 and has at least two."""
    found = [
        (i, mark)
        for i, part in enumerate(content)
        if isinstance(part, Paragraph)
        for mark in _ITEM.finditer(part.text.text)
    ]
    run: list[tuple[int, int, int]] = []
    runs: list[tuple[int, int, int]] = []
    for i, mark in found:
        number = numerals.parse(mark["number"])
        if number == 1:
            runs += run if len(run) > 1 else []
            run = [(i, 1, mark.start())]
        elif run and number == len(run) + 1:
            run.append((i, number, mark.start()))
    runs += run if len(run) > 1 else []
    return tuple(
        _itemised(part, [(number, start) for j, number, start in runs if j == i])
        if isinstance(part, Paragraph)
        else part
        for i, part in enumerate(content)
    )


def _itemised(paragraph: Paragraph, starts: list[tuple[int, int]]) -> Paragraph:
    if not starts:
        return paragraph
    list_of_units = paragraph.responsibility
    end = list_of_units.start if list_of_units else len(paragraph.text)
    ends = [*(start for _, start in starts[1:]), end]
    items = tuple(
        Item(number, start, stop) for (number, start), stop in zip(starts, ends, strict=True)
    )
    return replace(paragraph, items=items)


def _blocks(placed: Sequence[front.Placed]) -> Iterator[Block]:
    for (kind, rule), group in groupby(placed, key=lambda part: (part.kind, part.rule)):
        paragraphs = tuple(Paragraph(part.line.text, part.line.number, part.role) for part in group)
        yield Block(kind, paragraphs, rule)


def _unparsed(body: Sequence[Block | Clause]) -> list[Problem]:
    blocks = [node for node in body if isinstance(node, Block)]
    for node in body:
        if isinstance(node, Clause):
            for clause in node.walk():
                blocks += [part for part in clause.content if isinstance(part, Block)]
    return [
        Problem(
            "unparsed",
            f"这 {len(block.paragraphs)} 行不知属于哪一部分，照录备查",
            block.paragraphs[0].text.span,
        )
        for block in blocks
        if block.kind == "unparsed"
    ]


def _slips(source: Source) -> list[Problem]:
    """Notes of the editor that point at nothing."""
    problems = []
    for slip in source.edition.slips:
        span = source.line_span(slip.line) if slip.line <= source.line_count else None
        if span is None or slip.received not in source.text[span.start : span.end]:
            message = f".yml 所注“{slip.received}”不在第 {slip.line} 行"
            problems.append(Problem("slip-misplaced", message, span or (0, 0), "error"))
    return problems
