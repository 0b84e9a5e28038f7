"""Inside a clause: paragraphs, tables, run-in heads, items and responsibility lists."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from itertools import groupby, pairwise
from operator import attrgetter

from converters.models.line import Line
from converters.models.source import RulingKind
from converters.models.unit import Item, Part
from converters.structure import (
    attachments,
    boxes,
    captions,
    grids,
    responsibility,
    rulings,
    tables,
)
from converters.structure.cells import is_cell, is_person
from converters.structure.tables import Found
from converters.structure.tree import Block, Clause, Table
from converters.text import labels, numerals, punctuation, widths
from converters.text.layers import RUN_IN
from converters.text.mapped_text import EMPTY

Content = tuple[Part | Table | Block, ...]

_MAX_RUN_IN_HEAD = 30
"""DESIGN, clause ids: a run-in head is a sentence of at most 30 characters without a comma."""

_ITEM = re.compile(rf"(?P<number>{numerals.HAN_NUMBER})是")
_BEFORE_ITEM = "。；;：:，,"
_NAMED = re.compile(r"\S{1,3}\s*\S{1,3}\s*[:：].")
_MIN_FLAT_LINES = 4
_MIN_WRAPPED = 15
"""So wide at least, in Han, are the lines of a paragraph that was wrapped: cells are narrower."""
_SPREAD = 4
_PAUSE = re.compile("[。，；]")
_ENDS = "。；：！？;:!?…”’」』）)]》"


def build(lines: Sequence[Line], clause_line: int) -> tuple[Content, tuple[Clause, ...]]:
    """What a clause holds itself, and the run-in heads below it.

    Args:
        lines: of the clause, without its label and heading and without numbered clauses below.
        clause_line: the line of its label; text there runs on from the heading.
    """
    if not lines:
        return (), ()
    found, heads = _run_in_heads(content(lines), clause_line, rulings.kinds(lines))
    return _with_items(found), heads


def content(lines: Sequence[Line]) -> Content:
    """Lines without labels as paragraphs, tables, and tables that could not be rebuilt."""
    found: list[Part | Table | Block] = []
    groups = [(ruling, list(run)) for ruling, run in groupby(lines, key=attrgetter("ruling"))]
    name: Line | None = None
    for at, (ruling, group) in enumerate(groups):
        coming = groups[at + 1][0] if at + 1 < len(groups) else None
        above, name = name, grids.named_by(group) if coming and coming.grid else None
        if name:
            found += _by_rule(group[:-1])
        elif ruling and ruling.grid:
            found.append(grids.table(ruling.grid, group, above))
        elif rulings.is_text(ruling):
            found += map(_paragraph, group)
        else:
            found += rulings.pieces(ruling, group) if ruling else _by_rule(group)
    return tuple(found)


def _by_rule(lines: Sequence[Line]) -> list[Part | Table | Block]:
    found: list[Part | Table | Block] = []
    at = 0
    while at < len(lines):
        if table := _table(lines, at):
            found.append(table.table)
            at += table.count
        elif count := _flat_count(lines, at):
            cells = tuple(Part(line.text, line.number, "cell") for line in lines[at : at + count])
            found.append(Block("unparsed", cells))
            at += count
        else:
            found.append(_paragraph(lines[at]))
            at += 1
    return found


def _table(lines: Sequence[Line], at: int) -> Found | None:
    return boxes.find(lines, at) or tables.find(lines, at)


def _flat_count(lines: Sequence[Line], at: int) -> int:
    """How many cells of a table that could not be rebuilt start here: short lines in a row."""
    end = at
    while end < len(lines) and _may_be_cell(lines[end].text.text) and not _table(lines, end):
        end += 1
    is_headed = captions.is_serial_header(lines[at].text.text)
    found = [line.text.text for line in lines[at:end]]
    is_flat = len(found) >= _MIN_FLAT_LINES - is_headed
    return len(found) if is_flat and not (_is_wrapped(found) or _are_persons(found)) else 0


def _are_persons(texts: Sequence[str]) -> bool:
    """Whether most of some lines are persons with their offices; a long one goes on below."""
    return sum(map(is_person, texts)) > len(texts) / 2


def _is_wrapped(texts: Sequence[str]) -> bool:
    """Whether lines are those of a paragraph: of one width, most of them with a comma inside."""
    wide = [widths.of_text(text) for text in texts[:-1]]
    is_set = min(wide) >= _MIN_WRAPPED and max(wide) - min(wide) <= _SPREAD
    return is_set and sum(bool(_PAUSE.search(text)) for text in texts) > len(texts) / 2


def _may_be_cell(text: str) -> bool:
    """Whether a line may be a cell; 组长：张三 and an attachment's mark stand for themselves."""
    stands_alone = _NAMED.match(text) or attachments.opens(text) or responsibility.read(text)
    return is_cell(text) and not stands_alone


def _paragraph(line: Line) -> Part:
    entries = responsibility.read(line.text.text)
    return Part(line.text, line.number, responsibilities=entries)


def _run_in_heads(
    content: Content, clause_line: int, ruled: Mapping[int, RulingKind]
) -> tuple[Content, tuple[Clause, ...]]:
    """Split off paragraphs with run-in heads; what follows one belongs to it.

    Args:
        content: of a clause.
        clause_line: where its label stands.
        ruled: what the editor says that lines are.
    """
    by_pattern = [
        part.line
        for above, part in pairwise([None, *content])
        if isinstance(part, Part)
        and part.line != clause_line
        and _has_run_in_head(part)
        and not _breaks_off(above)
    ]
    heads = set(by_pattern) if len(by_pattern) > 1 else set()
    heads -= ruled.keys()
    heads |= {line for line, kind in ruled.items() if kind == "run-in-head"}
    starts = [
        (i, part) for i, part in enumerate(content) if isinstance(part, Part) and part.line in heads
    ]
    ends = [*(i for i, _ in starts[1:]), len(content)]
    clauses = tuple(
        _run_in_clause(number, part, content[i + 1 : end])
        for number, ((i, part), end) in enumerate(zip(starts, ends, strict=False), 1)
    )
    return content[: starts[0][0]] if starts else content, clauses


def _run_in_clause(number: int, paragraph: Part, following: Content) -> Clause:
    text = paragraph.text
    stop = text.text.find(punctuation.FULL_STOP)
    stop = stop if stop > 0 else len(text)  # the editor may call any line a head
    body = text[stop + 1 :].strip()
    own = (_paragraph(Line(paragraph.line, body)),) if body else ()
    return Clause(
        RUN_IN,
        (number,),
        EMPTY,
        text[:stop],
        text[stop : stop + 1],
        paragraph.line,
        _with_items((*own, *following)),
    )


def _breaks_off(above: Part | Table | Block | None) -> bool:
    """Whether what stands above is text that breaks off in a sentence, which goes on below."""
    text = above.text.text if isinstance(above, Part) else ""
    return bool(_PAUSE.search(text)) and text[-1] not in _ENDS


def _has_run_in_head(paragraph: Part) -> bool:
    """Whether a short sentence leads in; one with a number (in a 专栏) is an item of a list."""
    if labels.match(paragraph.text.text):
        return False
    head, stop, rest = paragraph.text.text.partition(punctuation.FULL_STOP)
    is_short = 0 < len(head) <= _MAX_RUN_IN_HEAD and not {",", "，"} & set(head)
    return is_short and bool(stop and rest)


def _with_items(content: Content) -> Content:
    """Paragraphs with their 一是, 二是 …: a run that starts at 一 and has at least two."""
    found = [
        (i, mark)
        for i, part in enumerate(content)
        if isinstance(part, Part)
        for mark in _item_marks(part)
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
    starts: defaultdict[int, list[tuple[int, int]]] = defaultdict(list)
    for i, number, start in runs:
        starts[i].append((number, start))
    return tuple(
        _itemised(part, starts[i]) if isinstance(part, Part) and i in starts else part
        for i, part in enumerate(content)
    )


def _item_marks(paragraph: Part) -> Iterator[re.Match[str]]:
    """一是, 二是 … at the start of a sentence or of its part, or after a list of units."""
    text = paragraph.text.text
    lists = paragraph.lists_of_units
    starts = {units.end for units in lists}
    for mark in _ITEM.finditer(text):
        at = mark.start()
        before = bisect_right(lists, at, key=lambda units: units.start) - 1
        is_inside = before >= 0 and at < lists[before].end
        if not is_inside and (at == 0 or text[at - 1] in _BEFORE_ITEM or at in starts):
            yield mark


def _itemised(paragraph: Part, starts: list[tuple[int, int]]) -> Part:
    """The paragraph with items; a list of units that ends one is no part of it."""
    lists = {units.end: units.start for units in paragraph.lists_of_units}
    ends = [*(start for _, start in starts[1:]), len(paragraph.text)]
    items = tuple(
        Item(number, start, lists.get(end, end))
        for (number, start), end in zip(starts, ends, strict=True)
    )
    return paragraph._replace(items=items)
