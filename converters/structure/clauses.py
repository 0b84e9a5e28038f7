"""Lines to the structure of the document: blocks, the clause tree, tables, run-in heads.

Every line goes to exactly one part. What is not understood is a block of kind `unparsed` and a
Problem, never noise.
"""

from __future__ import annotations

from collections import deque
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field, replace
from itertools import groupby, islice, pairwise, takewhile
from operator import attrgetter

from converters.lines import run_together
from converters.models.line import Line, Parted
from converters.models.unit import Part
from converters.structure import (
    attachments,
    contents,
    documents,
    front,
    numbering,
    paragraphs,
    responsibility,
    rulings,
    tables,
    weaving,
)
from converters.structure.tree import Block, Clause, Node, Table
from converters.text import labels, punctuation
from converters.text.labels import Label
from converters.text.layers import BY_LETTER
from converters.text.mapped_text import EMPTY, MappedText

_MAX_RUN_IN_HEADING = 60
_MAX_WITH_UNITS = 400


@dataclass
class _Open:
    """A clause whose end is not reached yet."""

    label: Label
    head: Clause
    lines: list[Line] = field(default_factory=list)
    children: list[_Open] = field(default_factory=list)


def build(parted: Parted) -> tuple[Node, ...]:
    """The structure of a text, the noise laid back into it.

    Args:
        parted: its lines, the noise apart; some with what the editor says that they are.
    """
    lines = tuple(_parted(run_together.parted(parted.text)))
    return weaving.woven(tuple(_documents(lines)), parted.noise)


def _documents(lines: Sequence[Line]) -> Iterator[Node]:
    """The parts of every document of the file, each with the number of its document."""
    seen = [rulings.text_for_rules(line) for line in lines]
    contained = () if rulings.has_contents(lines) else contents.find(seen)
    listed = attachments.listed(seen)
    texts = ["" if at in contained or at in listed else text for at, text in enumerate(seen)]
    labelled = rulings.labelled(lines, numbering.read(texts))
    starts = rulings.starts(lines, labelled, documents.starts(seen, labelled, listed))
    number, counts = 1, False
    for start, end in pairwise([*starts, len(lines)]):
        if len(starts) > 1:
            found = numbering.read(texts[start:end], attached=start > 0)
            labelled = rulings.labelled(lines[start:end], found)
        nodes: Iterator[Node]
        if start and not any(labelled):
            nodes = _attachment(lines[start:end])
        else:
            number += counts
            counts = counts or any(labelled)
            within = [at - start for at in contained if start <= at < end]
            nodes = _document(lines[start:end], labelled, within)
        yield from nodes if number == 1 else (replace(node, document=number) for node in nodes)


def _parted(lines: Iterable[Line]) -> Iterator[Line]:
    """The lines, those parted that hold two: a chapter and its first article, issuer and date."""
    for line in lines:
        at = labels.article_inside(line.text.text)
        if line.ruling:
            yield line
        elif at is None:
            yield from front.parted(line)
        else:
            yield Line(line.number, line.text[:at].strip())
            yield Line(line.number, line.text[at:])


def _document(
    lines: Sequence[Line],
    found: Sequence[Label | None],
    contained: Sequence[int],
) -> Iterator[Node]:
    """The parts of one document of the file.

    Args:
        lines: of the document.
        found: the label of each.
        contained: which of them are a list of contents.
    """
    first = next((at for at, label in enumerate(found) if label), len(lines))
    texts = list(map(rulings.text_for_rules, lines[first:]))
    after = front.closing(lines[first:], attachments.listed(texts))
    marked = list(zip(lines, found, strict=True))
    yield from _front(lines[:first], contained)
    yield from map(_close, _tree(marked[first : len(lines) - len(after)]))
    yield from _blocks(after)


def _front(lines: Sequence[Line], contained: Sequence[int]) -> Iterator[Node]:
    """What stands before the first clause; the editor alone sees tables there."""
    placed = iter(front.place(lines, contained))
    for ruling, run in groupby(lines, key=rulings.table_of):
        if ruling:
            group = list(run)
            deque(islice(placed, len(group)), maxlen=0)
            yield rulings.table(ruling, group)
        else:
            yield from _blocks(list(islice(placed, len(list(run)))))


def _attachment(lines: Sequence[Line]) -> Iterator[Block | Table]:
    """An attachment without clauses: its title, text and tables."""
    ruled = [*takewhile(rulings.heads_attachment, lines)]
    head = [Part(line.text, line.number, rulings.place(line)[1]) for line in ruled]
    if not ruled:
        head.append(Part(lines[0].text, lines[0].number))
    rest = lines[len(head) :]
    is_named = any(part.role == "title" for part in head)
    if rest and not is_named and attachments.is_mark(str(head[-1].text)) and _may_be_title(rest[0]):
        head.append(Part(rest[0].text, rest[0].number, "title"))
    content = [*head, *paragraphs.content(lines[len(head) :])]
    for is_text, group in groupby(content, key=lambda part: isinstance(part, Part)):
        parts = tuple(group)
        if is_text:
            yield Block("attachment", tuple(part for part in parts if isinstance(part, Part)))
        else:
            yield from (part for part in parts if not isinstance(part, Part))


def _may_be_title(line: Line) -> bool:
    return not line.ruling and tables.is_cell(line.text.text)


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
    is_ruled = line.ruling is not None
    heading, separator, text = _split_heading(rest, label, is_ruled=is_ruled)
    head = Clause(
        label.layer,
        label.numbers,
        line.text[: label.end],
        heading,
        separator,
        line.number,
    )
    return _Open(label, head, [Line(line.number, text)] if text else [])


def _split_heading(
    rest: MappedText, label: Label, *, is_ruled: bool
) -> tuple[MappedText, MappedText, MappedText]:
    """Heading, the 。 after it, and the text that runs on; an article (第一条) has no heading.

    What the editor calls a heading is one as far as its first 。, however long it is.
    """
    if label.end and not BY_LETTER[label.layer].has_heading:
        return EMPTY, EMPTY, rest
    end = rest.text.find(punctuation.FULL_STOP)
    if is_ruled:
        end = end if end > 0 else len(rest)
        return rest[:end], rest[end : end + 1], rest[end + 1 :].strip()
    head = rest if end < 0 else rest[:end]
    listed = responsibility.read(head.text) if len(head) <= _MAX_WITH_UNITS else ()
    if listed and listed[0].start <= _MAX_RUN_IN_HEADING:
        start = listed[0].start
        return rest[:start].strip(), EMPTY, rest[start:]
    if len(head) > _MAX_RUN_IN_HEADING or (end < 0 and rest.text.endswith(("；", ";"))):
        return EMPTY, EMPTY, rest
    if end < 0:
        return rest, EMPTY, EMPTY
    return rest[:end], rest[end : end + 1], rest[end + 1 :].strip()


def _close(opened: _Open) -> Clause:
    head, lines = _with_heading_below(opened)
    content, heads = paragraphs.build(lines, head.line)
    children = (*heads, *map(_close, opened.children))
    return replace(head, content=content, children=children)


def _with_heading_below(opened: _Open) -> tuple[Clause, list[Line]]:
    """The clause and its lines; a label alone on its line has its heading on the next."""
    head, lines = opened.head, opened.lines
    is_alone = not head.heading and lines and lines[0].number > head.line
    if (
        not is_alone
        or lines[0].ruling
        or not BY_LETTER[head.layer].has_heading
        or not tables.is_cell(lines[0].text.text)
    ):
        return head, lines
    return replace(head, heading=lines[0].text), lines[1:]


def _blocks(placed: Sequence[front.Placed]) -> Iterator[Block]:
    for kind, group in groupby(placed, key=attrgetter("kind")):
        paragraphs = tuple(Part(part.line.text, part.line.number, part.role) for part in group)
        yield Block(kind, paragraphs)
