"""Lines to the structure of the document: blocks, the clause tree, tables, run-in heads.

Every line goes to exactly one part. What is not understood is a block of kind `unparsed` and a
Problem, never noise.
"""

from __future__ import annotations

from collections import defaultdict, deque
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field, replace
from itertools import groupby, islice, pairwise, takewhile
from operator import attrgetter

from converters.lines import run_together
from converters.models.line import Line, Parted
from converters.models.unit import Part
from converters.structure import (
    attachments,
    cells,
    contents,
    documents,
    front,
    headings,
    letters,
    numbered_notes,
    numbering,
    paragraphs,
    rulings,
    shared_lines,
    typed_notes,
    weaving,
)
from converters.structure.tree import Block, Clause, Node, Table
from converters.text import labels
from converters.text.labels import Label
from converters.text.layers import BY_LETTER
from converters.text.mapped_text import EMPTY, MappedText


@dataclass
class _Open:
    """A clause whose end is not reached yet; `runs_on` if text stands on the line of its label.

    `is_ruled` if the editor says that it is one.
    """

    label: Label
    head: Clause
    rest: MappedText
    split: headings.Split
    runs_on: bool
    is_ruled: bool
    lines: list[Line] = field(default_factory=list)
    children: list[_Open] = field(default_factory=list)

    @property
    def shape(self) -> headings.Shape:
        """Its form, once all that stands below it is known."""
        has_more = len(self.lines) > bool(self.split.text) or bool(self.children)
        return headings.Shape(self.split, has_more)

    def take_heading(self, split: headings.Split) -> None:
        """What its text opens with is its heading."""
        self.split = split
        self.head = replace(self.head, heading=split.heading, separator=split.separator)
        self.lines = [Line(self.head.line, split.text), *self.lines[1:]]

    def drop_heading(self) -> None:
        """What was taken for its heading is text."""
        own = Line(self.head.line, self.rest)
        self.head = replace(self.head, heading=EMPTY, separator=EMPTY)
        self.lines = [own, *self.lines[bool(self.split.text) :]]
        self.runs_on = True


def build(parted: Parted) -> tuple[Node, ...]:
    """The structure of a text, the noise laid back into it.

    Args:
        parted: its lines, the noise apart; some with what the editor says that they are.
    """
    seen = rulings.without_plain_frames(parted.text)
    lines = _parted(tuple(run_together.parted(seen)))
    typed = typed_notes.find([rulings.text_for_rules(line) for line in lines])
    notes = [line for at, line in enumerate(lines) if at in typed or rulings.is_note(line)]
    text = [line for at, line in enumerate(lines) if not (at in typed or rulings.is_note(line))]
    body = [*_documents(text if notes else lines)]
    if notes:
        body.append(Block("note", tuple(Part(line.text, line.number) for line in notes)))
    return weaving.woven(body, parted.noise)


def _documents(lines: Sequence[Line]) -> Iterator[Node]:
    """The parts of every document of the file, each with the number of its document."""
    seen = [rulings.text_for_rules(line) for line in lines]
    contained = [] if rulings.has_contents(lines) else sorted(contents.find(seen))
    in_contents = frozenset(contained)
    listed = attachments.listed(seen)
    unlabelled = in_contents | listed | {*numbered_notes.items(seen)}
    texts = ["" if at in unlabelled else text for at, text in enumerate(seen)]
    numbered = numbering.read(texts)
    if contained and not any(numbered):  # the text may break off before it shows how it numbers
        every = ["" if at in listed else text for at, text in enumerate(seen)]
        read = enumerate(numbering.read(every))
        numbered = tuple(None if at in in_contents else label for at, label in read)
    labelled = rulings.labelled(lines, numbered)
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


def _parted(lines: Sequence[Line]) -> tuple[Line, ...]:
    """The lines, those parted that hold two: a chapter and its first article, issuer and date."""
    cuts = dict(contents.title_inside([rulings.text_for_rules(line) for line in lines]))
    parted: list[Line] = []
    is_above = True  # whether no clause has begun
    for number, line in enumerate(lines):
        is_above = is_above and not labels.match(line.text.text)
        at = cuts.get(number) or labels.article_inside(line.text.text)
        if line.ruling:
            parted.append(line)
        elif at is None:
            found = shared_lines.parted(line)
            parted += (one for part in found for one in letters.parted(part)) if is_above else found
        else:
            parted += [line._replace(text=line.text[:at].strip())]
            parted += [Line(line.number, line.text[at:])]
    return tuple(parted)


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
    yield from _close_all(_tree(marked[first : len(lines) - len(after)]))
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
        is_marked = attachments.opens(lines[0].text.text)
        head.append(Part(lines[0].text, lines[0].number, "text" if is_marked else "title"))
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
    return not line.ruling and cells.is_cell(line.text.text)


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
    split = headings.ruled(rest, label) if is_ruled else headings.split(rest, label.layer)
    head = Clause(
        label.layer,
        label.numbers,
        line.text[: label.end],
        split.heading,
        split.separator,
        line.number,
    )
    lines = [Line(line.number, split.text)] if split.text else []
    return _Open(label, head, rest, split, bool(split.text), is_ruled, lines)


def _with_headings(siblings: Sequence[_Open], above: str) -> Sequence[_Open]:
    """The clauses below one other, those without a heading that siblings show to be sentences.

    What stands in the middle of its line (第一章) is a heading, however it is worded. That an
    article has one, those beside it show.
    """
    by_layer: dict[str, list[_Open]] = defaultdict(list)
    for opened in siblings:
        if not BY_LETTER[opened.label.layer].is_centred and not opened.is_ruled:
            by_layer[opened.label.layer].append(opened)
    for letter, group in by_layer.items():
        if not BY_LETTER[letter].has_heading:
            for at, split in headings.led([one.rest for one in group]).items():
                group[at].take_heading(split)
            continue
        keeping = headings.kept([one.shape for one in group], above)
        for opened, keeps in zip(group, keeping, strict=True):
            if not keeps and opened.head.heading:
                opened.drop_heading()
    return siblings


def _close_all(siblings: Sequence[_Open], above: str = "") -> Iterator[Clause]:
    return map(_close, _with_headings(siblings, above))


def _close(opened: _Open) -> Clause:
    head, lines = _with_heading_below(opened)
    if not lines and not opened.children:
        return head
    content, heads = paragraphs.build(lines, head.line)
    children = (*heads, *_close_all(opened.children, head.layer))
    return replace(head, content=content, children=children)


def _with_heading_below(opened: _Open) -> tuple[Clause, list[Line]]:
    """The clause and its lines; a label alone on its line has its heading on the next."""
    head, lines = opened.head, opened.lines
    is_alone = not head.heading and lines and not opened.runs_on
    if (
        not is_alone
        or lines[0].ruling
        or not BY_LETTER[head.layer].has_heading
        or not cells.is_cell(lines[0].text.text)
    ):
        return head, lines
    return replace(head, heading=lines[0].text), lines[1:]


def _blocks(placed: Sequence[front.Placed]) -> Iterator[Block]:
    for kind, group in groupby(placed, key=attrgetter("kind")):
        paragraphs = tuple(Part(part.line.text, part.line.number, part.role) for part in group)
        yield Block(kind, paragraphs)
