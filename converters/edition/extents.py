"""Which part of the file each line of the reading page stands for, so that all of it is shown.

A page shows a document in pieces: headings, paragraphs, cells. Between two pieces the file may
hold what neither shows: line feeds, indents, blanks that were dropped. Each such gap is divided
after its last line feed, so that every piece stands for its own part and all parts together are
the file.
"""

from __future__ import annotations

from collections.abc import Iterator
from itertools import pairwise

from converters.models.plan import Plan
from converters.models.unit import Part, Unit
from converters.text.mapped_text import MappedText, Span


def head(clause: Unit, first: Part | None) -> tuple[MappedText, bool]:
    """The first piece of a clause, and whether it holds the text of its first part.

    Label, heading and 。 are one piece; where there is no heading, label and paragraph are.

    Args:
        clause: the unit.
        first: its first part, if nothing else stands before it in the clause.
    """
    if clause.heading or first is None:
        return MappedText.joined(clause.label, clause.heading, clause.separator), False
    return MappedText.joined(clause.label, clause.separator, first.text), True


def lead_in(plan: Plan, clause: Unit) -> Part | None:
    """The part that runs on from a clause's label or heading: the first, if no table is before."""
    stands_first = any(one.after == 0 for one in plan.below(clause) if not one.is_clause)
    return clause.parts[0] if clause.parts and not stands_first else None


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
    for unit in plan.units:
        shown_in_head = 0
        if unit.is_clause:
            piece, shown_in_head = head(unit, lead_in(plan, unit))
            yield piece
        yield from unit.cells[shown_in_head:]
