"""The reading page of a plan: `plans/<work>/`."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path

from converters.citation import places
from converters.citation.places import Place
from converters.citation.titles import (
    citation,
    display_title,
    edition,
    place_names,
    reference,
    title_shown,
    years_shown,
)
from converters.edition import extents
from converters.edition.apparatus import Entry
from converters.models.page import Page
from converters.models.plan import Plan
from converters.models.unit import Part, Unit
from converters.names import plan_names
from converters.names.plan_names import PlanNames
from converters.pages.plan import legislation, names_section, notes, plan_print
from converters.pages.plan.inline import Marker
from converters.pages.plan.record import record
from converters.text import escape
from converters.text.layers import DECIMAL
from converters.text.mapped_text import MappedText
from converters.views import plan_text

_MARKS = (
    '<span class="emended certain">字</span> 确定　<span class="emended likely">字</span> 可能　'
    '<span class="emended unknown">□</span> 不可读'
)
_NUMBERS = '［数字］为校勘记之号<span class="aside">，右侧小字为原文行号</span>'
_MAX_LEVEL = 6
_FIGURE = re.compile(r"[^\d]{1,3}[\d.,]+\s?[^\s\d]{0,3}|[\d.,]+[^\s\d]{1,3}")
"""A cell that states a quantity: a few characters around digits."""

_SCRIPTS = (
    "clean-copy",
    "received",
    "notes",
    "clause-print",
    "address-menu",
    "passage",
    "outline",
    "moving",
    "search/arrival",
)


def page(plan: Plan, entries: Sequence[Entry], names: PlanNames = plan_names.NONE) -> Page:
    """The page of one registered plan, with its apparatus and the names it mentions."""
    title = display_title(plan)
    parts = [
        "\n".join(_front_matter(title, plan)),
        _path(plan),
        f"# {title_shown(plan)} {{: #page }}",
        *record(plan, entries),
        *_toolbar(plan),
        *_body(plan, entries, names),
        *names_section.section(plan, names),
        *plan_print.ending(plan, entries),
    ]
    return Page(Path(f"plans/{plan.source.work}/index.md"), "\n\n".join(parts) + "\n")


def _front_matter(title: str, plan: Plan) -> Iterator[str]:
    yield "---"
    yield f"title: {escape.front_matter(title)}"
    yield legislation.front_matter(plan)
    yield f"scripts: [{', '.join(_SCRIPTS)}]"
    yield "print_sheet: true"
    if plan.published:
        yield f'published: "{plan.published}"'
    yield "---"


def _path(plan: Plan) -> str:
    names = ["[规划一览](../index.md)", *map(escape.markdown, place_names(plan))]
    if years := years_shown(plan):
        names.append(years)
    return " / ".join(names) + "\n{: .path }"


def _toolbar(plan: Plan) -> Iterator[str]:
    work = plan.source.work
    count = len(plan.emendations)
    emended = f"校改 {count} 处" if count else "无校改"
    yield '<div class="toolbar" markdown="block">'
    yield "[原文](source.md){: .as-received }"
    yield f"[{emended}](emendations.md)\n{{: .count }}"
    links = [
        "[对照原文](source.md)",
        "[校勘记](emendations.md)",
        f"[下载](../../sources/{work}.txt)",
        f"[JSON](../../data/plans/{work}.json)",
    ]
    yield " ".join(links) + "\n{: .links }"
    yield "</div>"


def _body(plan: Plan, entries: Sequence[Entry], names: PlanNames) -> Iterator[str]:
    marker = Marker(plan, entries, names.mentions)
    cited = escape.markdown(citation(plan))
    if plan.emendations:
        yield f"{_MARKS}　{_NUMBERS}\n{{: .marks }}"
    listed = escape.markdown(reference(plan), keep_blanks=True)
    data = f'data-citation="{cited}" data-reference="{listed}" data-received="received.js"'
    if plan.published:
        data += f' data-edition="{edition(plan.published)}"'
    yield f'<div class="document" {data} markdown="block">'
    standing = places.of(plan)
    for unit, part in plan.pieces:
        place = standing[unit.number]
        if part is None:
            yield from _opened(plan, unit, standing, marker)
        elif unit.is_clause and part is not extents.lead_in(plan, unit):
            yield from _further(unit, part, place, marker)
    yield "</div>"


def _opened(plan: Plan, unit: Unit, standing: Sequence[Place], marker: Marker) -> Iterator[str]:
    """A unit where it opens: blocks and tables whole, of a clause label, heading and lead-in."""
    place = standing[unit.number]
    if unit.is_clause:
        yield from _clause(plan, unit, place, marker)
    elif unit.is_table:
        rows = [(row, standing[row.number]) for row in plan.below(unit)]
        yield from _table(unit, place, rows, marker)
    elif unit.is_block:
        yield from _block(unit, place, marker)


def _unit(classes: str, *parts: str, marker: Marker) -> Iterator[str]:
    """A part of the page with its notes, which float beside it from its first line on."""
    yield f'<div class="unit {classes}" markdown="block">'
    yield from notes.beside(marker.take_notes())
    yield from parts
    yield "</div>"


def _address(id_: str, place: Place, line: int | None = None) -> str:
    """The permalink in the margin, and the line of the file.

    Both are generated content, so that they are neither copied nor found as text.
    """
    shown = escape.markdown(place.margin)
    words = escape.markdown(place.words)
    link = f'<a class="address" href="#{id_}" data-address="{shown}" aria-label="{words}"></a>'
    return link + (_line_link(line) if line else "")


def _line_link(line: int) -> str:
    label = f"原文第 {line} 行"
    return f'[](source.md#L{line}){{: .line-number data-line="{line}" aria-label="{label}" }}'


def _block(block: Unit, place: Place, marker: Marker) -> Iterator[str]:
    if block.kind == "noise":
        yield from (f'<p class="noise" {marker.at(part.text)} hidden></p>' for part in block.parts)
        return
    in_outline = block.document > 1 or block.kind == "attachment"
    parts = []
    for number, part in enumerate(block.parts, 1):
        here = place if number == 1 else places.paragraph(place, number)
        address = _address(part.id, here, part.line)
        text = _paragraph(part, f"{block.kind} {part.role}", here, marker, address)
        is_heading = in_outline and part is block.title
        parts.append("## " + text.replace("\n", " ") if is_heading else text)
    flat = " flat-table" if block.is_flat_table else ""
    yield from _unit(f"kind-{block.kind}{flat}", *parts, marker=marker)


def _paragraph(part: Part, classes: str, place: Place, marker: Marker, address: str) -> str:
    """A paragraph with its address, if it has one."""
    names = " ".join(f".{name}" for name in dict.fromkeys(classes.split()))
    id_ = f"#{part.id} " if address else ""
    anchors = marker.anchors(part.id) if address else ""
    text = address + anchors + marker.paragraph(part, place)
    return f"{text}\n{{: {id_}{names} {marker.at(part.text)} }}"


def _clause(plan: Plan, clause: Unit, place: Place, marker: Marker) -> Iterator[str]:
    lead_in = extents.lead_in(plan, clause)
    piece, heading = marker.head(clause, lead_in, place)
    lead = _address(clause.id, place, clause.line) + marker.anchors(clause.id) + heading
    runs_in = ""
    if clause.heading:
        marks = "#" * min(plan_text.level(plan, clause), _MAX_LEVEL)
        parts = [f"{marks} {lead} {{: #{clause.id} {marker.at(piece)} }}"]
        if lead_in:
            text = marker.paragraph(lead_in, place, before=piece.text)
            own_line = "" if lead_in.line == clause.line else _line_link(lead_in.line)
            runs_in = "" if own_line else " run-in"
            parts.append(f"{own_line}{text}\n{{: .text {marker.at(lead_in.text)} }}")
    else:
        parts = [f"{lead}\n{{: #{clause.id} .text {marker.at(piece)} }}"]
    depth = f" depth-{len(clause.numbers)}" if clause.layer == DECIMAL else ""
    yield from _unit(f"layer-{clause.layer}{depth}{runs_in}", *parts, marker=marker)


def _further(clause: Unit, part: Part, above: Place, marker: Marker) -> Iterator[str]:
    """A paragraph after the first, or a first one that follows a table: then it has no id."""
    named = part.id != clause.id
    place = places.paragraph(above, clause.parts.index(part) + 1) if named else above
    address = _address(part.id, place, part.line) if named else ""
    text = _paragraph(part, "text", above, marker, address)
    yield from _unit("layer-p", text, marker=marker)


def _table(
    table: Unit, place: Place, rows: Sequence[tuple[Unit, Place]], marker: Marker
) -> Iterator[str]:
    caption = _address(table.id, place) + marker.anchors(table.id)
    if table.caption:
        caption += f"<span {marker.at(table.caption)}>{marker.text(table.caption)}</span>"
    lines = [f'<table id="{table.id}" class="{table.kind}" markdown="1">']
    lines.append(f'<caption markdown="span">{caption}</caption>')
    if table.header:
        columns = zip(*(row.cells for row, _ in rows), strict=True)
        cells = "".join(
            f'<th scope="col"{_figure(column)} {_at(head, marker)}>{marker.text(head)}</th>'
            for head, column in zip(table.header, columns, strict=True)
        )
        lines.append(f"<thead><tr>{cells}</tr></thead>")
    lines.append("<tbody>")
    for row, here in rows:
        first, *rest = row.cells
        lead = _address(row.id, here) + marker.anchors(row.id)
        cells = f'<th scope="row">{lead}<span {_at(first, marker)}>{marker.text(first)}</span></th>'
        cells += "".join(_cell(cell, marker) for cell in rest)
        lines.append(f'<tr id="{row.id}">{cells}</tr>')
    text = "\n".join([*lines, "</tbody>", "</table>"])
    yield from _unit(f"kind-{table.kind}", text, marker=marker)


def _cell(cell: MappedText, marker: Marker) -> str:
    return f"<td{_figure([cell])} {_at(cell, marker)}>{marker.text(cell)}</td>"


def _figure(cells: Iterable[MappedText]) -> str:
    """The class of a cell, or of the head of a column, that states quantities."""
    figures = all(_FIGURE.fullmatch(cell.text) for cell in cells)
    return ' class="figure"' if figures else ""


def _at(cell: MappedText, marker: Marker) -> str:
    return marker.at(cell) if cell else ""
