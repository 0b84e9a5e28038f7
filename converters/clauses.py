"""Lines to the structure of the document: blocks, the clause tree, tables, run-in heads.

Every line goes to exactly one part. What is not understood is a block of kind `unparsed` and a
Problem, never noise.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field, replace
from itertools import groupby

from converters import front, interleaving, labels, paragraphs, punctuation
from converters.labels import Label
from converters.mapped_text import EMPTY, MappedText, Span
from converters.models import (
    Block,
    Clause,
    Edition,
    Emendation,
    Line,
    Paragraph,
    Plan,
    Problem,
    Source,
)

_MAX_RUN_IN_HEADING = 60


@dataclass
class _Open:
    """A clause whose end is not reached yet."""

    label: Label
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
    parted = interleaving.apart(source, lines, emendations)
    lines = tuple(part for line in parted.text for part in _parted(line))
    decimals = labels.uses_decimals([line.text.text for line in lines])
    contents = front.contents(lines)
    marked = [
        (line, None if at in contents else labels.match(line.text.text, decimals=decimals))
        for at, line in enumerate(lines)
    ]
    first = next((i for i, (_, label) in enumerate(marked) if label), len(marked))
    after = front.closing(lines[first:])
    tree = _tree(marked[first : len(lines) - len(after)])
    body: tuple[Block | Clause, ...] = (
        *_blocks(front.place(lines[:first], contents)),
        *(_close(opened, source.edition) for opened in tree),
        *_blocks(after),
    )
    body = interleaving.woven(body, parted.noise)
    plan = Plan(source, body, tuple(emendations), tuple(problems))
    return replace(plan, problems=(*problems, *_unparsed(plan), *_astray(plan)))


def _parted(line: Line) -> Iterator[Line]:
    """A line, or its two parts where a chapter and its first article share it."""
    at = labels.article_inside(line.text.text)
    if at is None:
        yield line
    else:
        yield Line(line.number, line.text[:at].strip())
        yield Line(line.number, line.text[at:])


def _tree(marked: Sequence[tuple[Line, Label | None]]) -> list[_Open]:
    top: list[_Open] = []
    stack: list[_Open] = []
    for line, label in marked:
        if label is None:
            stack[-1].lines.append(line)
            continue
        while stack and stack[-1].label.rank >= label.rank:
            stack.pop()
        opened = _open(line, label)
        (stack[-1].children if stack else top).append(opened)
        stack.append(opened)
    return top


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
        return EMPTY, EMPTY, rest
    end = rest.text.find(punctuation.FULL_STOP)
    if end < 0:
        is_heading = len(rest) <= _MAX_RUN_IN_HEADING and not rest.text.endswith(("；", ";"))
        return (rest, EMPTY, EMPTY) if is_heading else (EMPTY, EMPTY, rest)
    if end > _MAX_RUN_IN_HEADING:
        return EMPTY, EMPTY, rest
    return rest[:end], rest[end : end + 1], rest[end + 1 :].strip()


def _close(opened: _Open, edition: Edition) -> Clause:
    content, heads = paragraphs.build(opened.lines, opened.head.line, edition)
    children = (*heads, *(_close(child, edition) for child in opened.children))
    return replace(opened.head, content=content, children=children)


def _blocks(placed: Sequence[front.Placed]) -> Iterator[Block]:
    for (kind, rule), group in groupby(placed, key=lambda part: (part.kind, part.rule)):
        paragraphs = tuple(Paragraph(part.line.text, part.line.number, part.role) for part in group)
        yield Block(kind, paragraphs, rule)


def _unparsed(plan: Plan) -> Iterator[Problem]:
    for block in plan.blocks:
        if block.kind == "unparsed":
            message = f"这 {len(block.paragraphs)} 行不知属于哪一部分，照录备查"
            yield Problem("unparsed", message, block.paragraphs[0].text.span)


def _astray(plan: Plan) -> Iterator[Problem]:
    """What the editor wrote in the `.yml` and that points at nothing."""
    source, edition = plan.source, plan.source.edition
    for slip in edition.slips:
        span = _line_span(source, slip.line)
        if slip.received not in source.text[span.start : span.end]:
            message = f".yml 所注“{slip.received}”不在第 {slip.line} 行"
            yield Problem("slip-misplaced", message, span, "error")
    heads = {clause.line for clause in plan.clauses if clause.layer == "u"}
    lines = {part.line for clause in plan.clauses for part in clause.paragraphs}
    for line in sorted((edition.run_in_heads - heads) | (edition.not_run_in_heads - lines)):
        message = f".yml 所说的第 {line} 行不是可作段首小标题的段落"
        yield Problem("structure-misplaced", message, _line_span(source, line), "error")


def _line_span(source: Source, line: int) -> Span:
    return source.line_span(line) if line <= source.line_count else Span(0, 0)
