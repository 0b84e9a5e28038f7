"""The lines of a file as received: each cut where entries of the apparatus begin and end."""

from collections.abc import Iterable
from dataclasses import replace

import pytest

from converters.edition import apparatus
from converters.models.source import Conjecture, Edition
from converters.text.mapped_text import Span
from converters.views import source_text
from converters.views.source_text import Received
from tests.test_structure import plan_of

TEXT = "一、落实\n压实。\n"
PLAN = plan_of(TEXT, Edition(conjectures=(Conjecture(1, "落实", "落地", "据下文"),)))
(ENTRY,) = apparatus.entries(PLAN)


def shown(pieces: Iterable[Received]) -> str:
    """A line: [what an entry marks], {what it goes on with}, ^ where it begins inside another."""
    marks = {(True, True): "[{}]", (True, False): "{{{}}}", (False, True): "^{}"}
    return "".join(
        marks[piece.is_mark, piece.begins].format(piece.text) if piece.entry else piece.text
        for piece in pieces
    )


@pytest.mark.parametrize(
    ("spans", "expected"),
    [
        ([], ["一、落实", "压实。"]),
        ([(2, 4)], ["一、[落实]", "压实。"]),
        ([(4, 4)], ["一、落实[]", "压实。"]),
        ([(5, 5)], ["一、落实", "[]压实。"]),
        ([(4, 5)], ["一、落实[]", "压实。"]),
        ([(2, 7)], ["一、[落实]", "{压实}。"]),
        ([(0, 9)], ["[一、落实]", "{压实。}"]),
        ([(2, 4), (3, 4)], ["一、[落实]^", "压实。"]),
        ([(2, 4), (4, 4)], ["一、[落实][]", "压实。"]),
        ([(0, 3), (2, 4)], ["[一、落]^{实}", "压实。"]),
        ([(2, 7), (5, 6)], ["一、[落实]", "{压实}^。"]),
    ],
)
def test_a_line_is_cut_where_entries_begin_and_end(
    spans: list[tuple[int, int]], expected: list[str]
) -> None:
    entries = [replace(ENTRY, span=Span(*span)) for span in spans]
    lines = [*source_text.lines(PLAN, entries)]
    assert [line.number for line in lines] == [1, 2]
    assert [shown(line.pieces) for line in lines] == expected
    received = ("".join(piece.text for piece in line.pieces) for line in lines)
    assert "".join(f"{line}\n" for line in received) == TEXT
