"""What must hold of whatever a reader makes of a file, and a way to write it down."""

from collections.abc import Iterator

from converters.models.derived import Derived, Marks
from converters.text import blanks


def check(derived: Derived) -> None:
    """Assert that places cover the text and that marks fit it."""
    text = derived.text
    at = 0
    for place in derived.places:
        assert at <= place.start < place.end <= len(text), place
        assert not text[at : place.start].strip(blanks.CHARS), f"without a place: {at}"
        assert (place.offset, place.size) == (0, 0) if place.box else place.size >= 0, place
        at = place.end
    assert not text[at:].strip(blanks.CHARS), f"without a place: {at}"
    assert not text or text.endswith("\n")
    assert not {"\r", "\u2028", "\u2029"} & {*text} - {*_received(derived)}
    marks = derived.marks
    for kind in vars(marks).values():
        starts = [mark.start for mark in kind]
        assert starts == sorted(starts)
        assert all(0 <= one.start <= getattr(one, "end", one.start) <= len(text) for one in kind)
    for grid in marks.grids:
        rows = text[grid.start : grid.end].split("\n")
        assert {row.count("\t") for row in rows} == {grid.columns - 1}, rows
        assert [(one.row, one.column) for one in grid.cells] == sorted(
            (one.row, one.column) for one in grid.cells
        )
        for cell in grid.cells:
            assert text[cell.start : cell.end] == rows[cell.row].split("\t")[cell.column], cell
            assert cell.column + cell.columns <= grid.columns
            assert cell.row + cell.rows <= len(rows)
    lines = [(one.start, one.end) for one in marks.furniture]
    for start, end in (*lines, *((one.start, one.end) for one in marks.frames)):
        assert start == 0 or text[start - 1] == "\n"
        assert end == len(text) or text[end] == "\n"
    for problem in derived.problems:
        assert 0 <= problem.span.start <= problem.span.end <= len(text), problem
    assert derived.reader.split(" ")[1].isdecimal()


def _received(derived: Derived) -> str:
    """What of the text stands in the file so, whatever it is."""
    return "".join(derived.text[one.start : one.end] for one in derived.places if one.size)


def written(derived: Derived) -> str:
    """The text with its marks: `~` noise, `#` a heading, `|` a row with its spans, {1.} a number.

    A cell that spans more is followed by its rows and columns: `甲<2x1>`. `[` is a line of a frame.
    A link is followed by its address. Problems stand last.
    """
    text = derived.text
    heads = [(at, 2, head) for at, head in dict(_heads(derived)).items()]
    found, last = "", 0
    for at, _, piece in sorted([*_inside(derived.marks), *heads]):
        found += text[last:at] + piece
        last = at
    found += text[last:]
    told = [f"! {one.code}: {one.message}" for one in derived.problems]
    return "\n".join([*found.rstrip("\n").replace("\t", " | ").split("\n"), *told])


def _inside(marks: Marks) -> Iterator[tuple[int, int, str]]:
    for start, end, *_ in marks.generated:
        yield from ((start, 3, "{"), (end, 0, "}"))
    for link in marks.links:
        yield link.end, 0, f"<{link.address}>"
    for cell in (cell for grid in marks.grids for cell in grid.cells):
        if (cell.rows, cell.columns) != (1, 1):
            yield cell.end, 0, f"<{cell.rows}x{cell.columns}>"


def _heads(derived: Derived) -> Iterator[tuple[int, str]]:
    """What stands at the head of lines."""
    text, marks = derived.text, derived.marks
    for grid in marks.grids:
        for number, at in enumerate(_line_starts(text, grid.start, grid.end)):
            yield at, "= " if number < grid.header else "| "
    for one in marks.furniture:
        yield from ((at, f"~{one.rule} ") for at in _line_starts(text, one.start, one.end))
    for frame in marks.frames:
        yield from ((at, "[ ") for at in _line_starts(text, frame.start, frame.end))
    for contents in marks.contents:
        yield from ((at, "@ ") for at in _line_starts(text, contents.start, contents.end))
    for heading in marks.headings:
        head = f"{'#' * heading.level} "
        yield from ((at, head) for at in _line_starts(text, heading.start, heading.end))
    for note in marks.notes:
        yield note.start, "^ "


def _line_starts(text: str, start: int, end: int) -> list[int]:
    return [start, *(at + 1 for at in range(start, end) if text[at] == "\n")]
