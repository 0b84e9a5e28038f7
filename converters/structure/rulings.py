"""What becomes of lines of which the editor says what they are; no rule is asked about them."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping, Sequence
from itertools import groupby

from converters.models.line import Line
from converters.models.source import FRAME, NOTE, Ruling, RulingKind, Source
from converters.models.unit import BlockKind, Part, PartRole
from converters.structure import attachments, boxes, captions, cells, grids
from converters.structure.tree import Block, Row, Table
from converters.text import labels
from converters.text.labels import Label
from converters.text.layers import BY_LETTER, DECIMAL
from converters.text.mapped_text import EMPTY, MappedText

_SENTENCE = "。。"
"""What the rules see of such a line: a sentence, at which whatever they look for ends."""

_PLACES: Mapping[RulingKind, tuple[BlockKind, PartRole]] = {
    "title": ("title", "title"),
    "text": ("preamble", "text"),
    "run-in-head": ("preamble", "text"),
    "contents": ("note", "contents"),
    "attachment": ("attachment", "title"),
}
_TABLES = frozenset({"table", "box"})
_STEP = 0.1
_MAX_TERM = 15


def text_for_rules(line: Line) -> str:
    """What the rules see of a line: a heading with its own label, of other such lines nothing."""
    text = line.text.text
    if not line.ruling:
        return text
    label = _printed(line)
    return text if label and label.layer == line.ruling.layer else _SENTENCE


def has_contents(lines: Sequence[Line]) -> bool:
    """Whether the editor says which lines are the list of contents."""
    return any(line.ruling and line.ruling.kind == "contents" for line in lines)


def kinds(lines: Sequence[Line]) -> dict[int, RulingKind]:
    """What the editor says of each line of the file among these."""
    return {line.number: line.ruling.kind for line in lines if line.ruling}


def is_text(ruling: Ruling | None) -> bool:
    """Whether lines are paragraphs, one with a run-in head among them."""
    return ruling is not None and ruling.kind in ("text", "run-in-head")


def table_of(line: Line) -> Ruling | None:
    """The ruling by which a line is of a table or a box, if it is."""
    return line.ruling if line.ruling and line.ruling.kind in _TABLES else None


def is_note(line: Line) -> bool:
    """Whether the file says that a line is of a footnote or an endnote."""
    return line.ruling is not None and line.ruling.rule == NOTE


def without_plain_frames(lines: Sequence[Line]) -> list[Line]:
    """The lines; those in a frame without the title of a box are as if they stood in none."""
    found: list[Line] = []
    for ruling, run in groupby(lines, key=lambda line: line.ruling):
        group = list(run)
        is_plain = ruling and ruling.rule == FRAME and not _is_box(group)
        found += map(_bare, group) if is_plain else group
    return found


def _is_box(lines: Sequence[Line]) -> bool:
    return len(lines) > 1 and captions.is_box_title(lines[0].text.text)


def _bare(line: Line) -> Line:
    return line._replace(ruling=None)


def heads_attachment(line: Line) -> bool:
    """Whether a line is of the mark or the title of an attachment."""
    return line.ruling is not None and line.ruling.kind in ("attachment", "title")


def place(line: Line) -> tuple[BlockKind, PartRole]:
    """The part of the document that such a line is, where no clause stands above it."""
    kind: RulingKind = line.ruling.kind if line.ruling else "text"
    if kind == "attachment" and attachments.is_mark(line.text.text):
        return "attachment", "text"
    return _PLACES.get(kind, _PLACES["text"])


# Headings


def labelled(lines: Sequence[Line], found: Sequence[Label | None]) -> tuple[Label | None, ...]:
    """The labels of lines, those that the editor gives and takes away among them.

    A heading without a number counts on from the one before it.

    Args:
        lines: of a document.
        found: the labels that the rules see.
    """
    if not any(line.ruling for line in lines):
        return tuple(found)
    ranks = {(label.layer, len(label.numbers)): label.rank for label in found if label}
    opened: list[Label] = []
    result: list[Label | None] = []
    for line, by_rule in zip(lines, found, strict=True):
        label = _heading(line, ranks, opened) if line.ruling else by_rule
        if label:
            while opened and opened[-1].rank >= label.rank:
                opened.pop()
            opened.append(label)
        result.append(label)
    return tuple(result)


def _heading(
    line: Line, ranks: Mapping[tuple[str, int], float], opened: Sequence[Label]
) -> Label | None:
    if not line.ruling or line.ruling.kind != "heading":
        return None
    layer, printed = line.ruling.layer, _printed(line)
    numbers = printed.numbers if printed else ()
    if layer != DECIMAL:
        numbers = numbers[-1:]
    length = len(numbers) or 1
    own = BY_LETTER[layer].rank + (_STEP * length if layer == DECIMAL else 0)
    rank = ranks.get((layer, length), own)
    if not numbers:
        siblings = (label.number for label in opened if (label.layer, label.rank) == (layer, rank))
        numbers = (next(siblings, 0) + 1,)
    return Label(layer, numbers, printed.end if printed else 0, rank)


def _printed(line: Line) -> Label | None:
    """The label that a heading is printed with, of whatever layer its form is."""
    if not line.ruling or line.ruling.kind != "heading":
        return None
    text = line.text.text
    return labels.decimal(text) if line.ruling.layer == DECIMAL else labels.match(text)


# Documents


def starts(
    lines: Sequence[Line], found: Sequence[Label | None], by_rule: Collection[int]
) -> tuple[int, ...]:
    """The index of the first line of each document.

    The editor opens one where an attachment starts, and at a title that clauses stand before; no
    rule opens another before the first clause of that one.

    Args:
        lines: of the file.
        found: the label of each.
        by_rule: where the rules open one.
    """
    result = [0]
    has_clause = is_ruled = False
    for at, line in enumerate(lines):
        begins = line.ruling is not None and (at == 0 or lines[at - 1].ruling != line.ruling)
        kind = line.ruling.kind if line.ruling and begins else None
        opens = kind == "attachment" or (kind == "title" and has_clause)
        if at and (opens or (at in by_rule and (has_clause or not is_ruled))):
            result.append(at)
            has_clause, is_ruled = False, opens
        has_clause = has_clause or found[at] is not None
    return tuple(result)


# Tables


def pieces(ruling: Ruling, lines: Sequence[Line]) -> Iterator[Part | Table | Block]:
    """What lines are that stand in a clause or an attachment."""
    if ruling.kind in _TABLES:
        yield table(ruling, lines)
    elif ruling.kind == "contents":
        yield Block("note", tuple(Part(line.text, line.number, "contents") for line in lines))
    else:
        yield from (Part(line.text, line.number, place(line)[1]) for line in lines)


def table(ruling: Ruling, lines: Sequence[Line]) -> Table:
    """The table or box of some lines: one cell a line, or one row with tabs between its cells."""
    if ruling.grid:
        return grids.table(ruling.grid, lines)
    found = boxes.find([*map(_bare, lines)], 0) if ruling.rule == FRAME else None
    if found and found.count == len(lines):
        return found.table
    if ruling.kind == "box":
        return _box(ruling, lines)
    texts = [line.text for line in lines]
    caption = _caption([text.text for text in texts], ruling.columns)
    body = [text for at, text in enumerate(texts) if at != caption]
    header, *rows = _rows(body, ruling.columns) or [()]
    named = texts[caption] if caption is not None else EMPTY
    return Table("table", named, header, tuple(map(Row, rows)), lines[0].number)


def _caption(texts: Sequence[str], columns: int) -> int | None:
    """Which line names the table: the first or the last, where the cells leave one over."""
    if any("\t" in text for text in texts):
        left_over = [at for at in (0, len(texts) - 1) if "\t" not in texts[at]]
        return left_over[0] if left_over else None
    may_be = (0, len(texts) - 1) if len(texts) % columns == 1 else ()
    return next((at for at in may_be if captions.is_caption(texts[at])), None)


def _rows(texts: Sequence[MappedText], columns: int) -> list[tuple[MappedText, ...]]:
    """The cells in rows, each filled up with empty cells; one that is too long makes all longer."""
    if any("\t" in text.text for text in texts):
        rows = [tuple(cells.parted(text, cells.TAB)) for text in texts]
    else:
        rows = [tuple(texts[at : at + columns]) for at in range(0, len(texts), columns)]
    width = max([columns, *map(len, rows)])
    return [(*row, *[EMPTY] * (width - len(row))) for row in rows]


def _box(ruling: Ruling, lines: Sequence[Line]) -> Table:
    """The first line is its name; terms and what is said of them make rows of two."""
    caption, *texts = [line.text for line in lines]
    columns = ruling.columns or (2 if _are_pairs([text.text for text in texts]) else 1)
    rows = tuple(map(Row, _rows(texts, columns)))
    return Table("box", caption, (), rows, lines[0].number)


def _are_pairs(texts: Sequence[str]) -> bool:
    terms, said = texts[::2], texts[1::2]
    are_terms = all(len(text) <= _MAX_TERM and cells.is_cell(text) for text in terms)
    return len(terms) == len(said) and are_terms and not any(map(cells.is_cell, said))


def misfit(source: Source, ruling: Ruling) -> str:
    """How the cells of a table do not fill its rows; empty if they do."""
    last = min(ruling.to, source.line_count)
    spans = (source.line_span(number) for number in range(ruling.line, last + 1))
    texts = [text for start, end in spans if (text := source.text[start:end].strip(" \r\u3000"))]
    if ruling.kind == "box":
        texts = texts[1:]
    else:
        caption = _caption(texts, ruling.columns) if texts else None
        texts = [text for at, text in enumerate(texts) if at != caption]
    if any("\t" in text for text in texts):
        widths = {text.count("\t") + 1 for text in texts} - {ruling.columns}
        return f".yml 说表有 {ruling.columns} 列，有的行是 {max(widths)} 格" if widths else ""
    if left := len(texts) % ruling.columns:
        return f".yml 说表有 {ruling.columns} 列，{len(texts)} 格排到末行只有 {left} 格"
    return ""
