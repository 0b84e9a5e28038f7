"""Which part of the file each line of the reading page stands for, so that all of it is shown.

A page shows a document in pieces: headings, paragraphs, cells. Between two pieces the file may
hold what neither shows: line feeds, indents, blanks that were dropped. Each such gap is divided
after its last line feed, so that every piece stands for its own part and all parts together are
the file.
"""

from __future__ import annotations

from collections.abc import Iterator
from itertools import pairwise

from converters.models import Block, Clause, Paragraph, Plan, Table
from converters.text.mapped_text import MappedText, Span


def head(clause: Clause) -> tuple[MappedText, Paragraph | None]:
    """The first piece of a clause, and the paragraph that runs on in it or after it.

    Label, heading and 。 are one piece; where there is no heading, label and paragraph are.
    """
    first = clause.content[0] if clause.content else None
    paragraph = first if isinstance(first, Paragraph) else None
    if clause.heading or paragraph is None:
        return MappedText.joined(clause.label, clause.heading, clause.separator), paragraph
    return MappedText.joined(clause.label, clause.separator, paragraph.text), paragraph


def of(plan: Plan) -> dict[int, Span]:
    """The part of the file that each piece stands for, by the place where the piece starts."""
    pieces = sorted(piece.span for piece in _pieces(plan) if piece)
    text = plan.source.text
    cuts = [0]
    for before, after in pairwise(pieces):
        line_feed = text.rfind("\n", before.end, after.start)
        cuts.append(after.start if line_feed < 0 else line_feed + 1)
    cuts.append(len(text))
    return {
        piece.start: Span(start, end)
        for piece, start, end in zip(pieces, cuts, cuts[1:], strict=False)
    }


def _pieces(plan: Plan) -> Iterator[MappedText]:
    for node in plan.body:
        if isinstance(node, Block):
            yield from (part.text for part in node.paragraphs)
        elif isinstance(node, Table):
            yield from node.parts
        else:
            for clause in node.walk():
                yield from _pieces_of(clause)


def _pieces_of(clause: Clause) -> Iterator[MappedText]:
    first, paragraph = head(clause)
    yield first
    for part in clause.content:
        if isinstance(part, Table):
            yield from part.parts
        elif isinstance(part, Block):
            yield from (line.text for line in part.paragraphs)
        elif part is not paragraph or clause.heading:
            yield part.text
