"""A plan as a Word document in the layout of an official one (GB/T 9704—2012, GB/T 33476.2—2016).

WordprocessingML (ECMA-376, Part 1, 17): each kind of block and of text has one small function.
Numbers of clauses are text and never counted by Word, an address is a bookmark, a name a link to
its page, an emendation is marked where it stands and told in a footnote.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from pathlib import Path
from typing import assert_never
from xml.etree.ElementTree import Element, tostring

from converters.citation import titles
from converters.edition.apparatus import Entry
from converters.models import phrase
from converters.models.mention import Mention
from converters.models.page import Packed, Page
from converters.models.plan import Plan
from converters.models.unit import Unit
from converters.text import escape, layers
from converters.text.json_value import Json
from converters.text.layers import BY_LETTER
from converters.views import inline, notes, plan_print, record
from converters.views.inline import Emended, Inline, Name, NoteMark, Ordinal, Run, Units, Words
from converters.views.plan_text import Cell, Noise, Paragraph, PlanText, TableText, UnitText
from converters.writing import official_layout, open_packaging, templates, xml_elements
from converters.writing.open_packaging import Link, Part
from converters.writing.word_elements import (
    NAMESPACES,
    bookmark,
    in_face,
    indent,
    note_number,
    paragraph,
    runs,
    table_properties,
    valued,
    width_in_twips,
)
from converters.writing.xml_elements import NOTHING, element

_KIND = "wordprocessingml"

_STYLES: Mapping[str, str] = {
    "title": "Title",
    "doc_number": "Centred",
    "addressees": "Flush",
    "field": "Meta",
    "contents": "Flush",
    "copied_to": "Imprint",
    "printed_by": "Imprint",
}
"""How what stands outside the clauses is set, by its role; all else is a paragraph."""

_SIGNED = ("issuer", "date")
_MARKS: Mapping[str, tuple[str, str]] = {
    "certain": ("w:em", "underDot"),
    "likely": ("w:em", "circle"),
}
_MARKS_OF_PUNCTUATION: Mapping[str, tuple[str, str]] = {
    "certain": ("w:u", "single"),
    "likely": ("w:u", "dash"),
}
"""How a place that was emended is marked, by how sure its reading is: as on the page."""

_SLIP = ("w:u", "dotted")
_REST_OF_WORD = re.compile(r"[0-9A-Za-z]*")
"""A note on one digit of a number stands after the number."""

_WIDEST_COLUMN = 24
"""In characters: a column with longer cells is as wide as one with these."""


def page(plan: Plan, entries: Sequence[Entry], text: PlanText, site: str | None = None) -> Packed:
    """The document `data/plans/<work>.docx` of a registered plan.

    Args:
        plan: that it has.
        entries: its apparatus.
        text: what its page says.
        site: the address of the site, with a slash at its end: names lead there. Without one they
            lead nowhere, for a file that is taken away is beside no page.
    """
    data = dump(plan, entries, text, site)
    return Packed(Path(f"data/plans/{plan.work}.docx"), data)


def dump(plan: Plan, entries: Sequence[Entry], text: PlanText, site: str | None = None) -> bytes:
    """The file, the same bytes each time; the arguments are those of `page`."""
    writer = _Writer(plan, text, site)
    body = [*writer.title(), *writer.text(), *writer.colophon(entries)]
    told = plan_print.foot(plan, site)
    return open_packaging.packed(
        _parts(body, writer.links, writer.notes, told, _properties(plan)), _MAIN
    )


def blank_page() -> Page:
    """`data/word-blank.js`: a document without any text, part by part, which the browser fills.

    So what is chosen there, as a duty sheet, is laid out as the documents of plans are. Its
    properties have braces where something is to be put in.
    """
    properties = templates.render(
        "docx_core.xml", title="{title}", issuer="", work="{address}", sha256="{sha256}"
    )
    members = open_packaging.members(_parts([], {}, [], (), properties.encode()), _MAIN)
    blank: dict[str, Json] = {
        "parts": [[one.path, one.data.decode()] for one in members],
        "table": tostring(table_properties(), "unicode"),
        "width": official_layout.WIDTH,
    }
    return Page(Path("data/word-blank.js"), f"library.wordBlank = {escape.script(blank)};\n")


_MAIN = "word/document.xml"


def _parts(
    body: Iterable[Element],
    links: Mapping[str, Link],
    notes: Iterable[Element],
    told: Sequence[str],
    properties: bytes,
) -> list[Part]:
    """The parts of a document.

    Args:
        body: its paragraphs and tables.
        links: what it leads to outside, by the ids that stand in it.
        notes: its footnotes.
        told: the lines below the number of each page.
        properties: `docProps/core.xml`.
    """
    document = element("w:document", NAMESPACES, [element("w:body", NOTHING, [*body, _section()])])
    return [
        _part("document.main", "document", document, {**_LINKS, **links}),
        _part("footnotes", "footnotes", _footnotes(notes)),
        *(_part("footer", name, _footer(name, told)) for name in ("odd", "even")),
        _fixed("styles", "docx_styles.xml"),
        _fixed("fontTable", "docx_font_table.xml"),
        _fixed("settings", "docx_settings.xml"),
        Part("docProps/core.xml", open_packaging.CORE_PROPERTIES, properties),
    ]


_LINKS = {
    "rId1": Link("styles", "styles.xml"),
    "rId2": Link("settings", "settings.xml"),
    "rId3": Link("fontTable", "fontTable.xml"),
    "rId4": Link("footnotes", "footnotes.xml"),
    "rId5": Link("footer", "odd.xml"),
    "rId6": Link("footer", "even.xml"),
}


def _part(kind: str, name: str, root: Element, links: Mapping[str, Link] | None = None) -> Part:
    data = xml_elements.dump(root)
    return Part(f"word/{name}.xml", f"{_KIND}.{kind}+xml", data, links or {})


def _fixed(name: str, template: str) -> Part:
    """A part that is the same in every document."""
    data = templates.render(template, layout=official_layout).encode()
    return Part(f"word/{name}.xml", f"{_KIND}.{name}+xml", data)


def _footnotes(notes: Iterable[Element]) -> Element:
    """The notes, after the two that draw the line above them (17.11.23)."""
    lines = [("-1", "separator"), ("0", "continuationSeparator")]
    drawn = [
        element(
            "w:footnote",
            {"w:type": kind, "w:id": id_},
            [paragraph("FootnoteText", [element("w:r", NOTHING, [element(f"w:{kind}")])])],
        )
        for id_, kind in lines
    ]
    return element("w:footnotes", NAMESPACES, [*drawn, *notes])


def _footer(name: str, told: Iterable[str]) -> Element:
    """The number of the page, 四号, in the outer corner; where the text comes from (7.5)."""
    is_odd = name == "odd"
    side = ("w:rightChars", "w:right") if is_odd else ("w:leftChars", "w:left")
    own = [indent(side, 1), valued("w:jc", "right" if is_odd else "left")]
    number = element("w:fldSimple", {"w:instr": "PAGE"}, runs("1"))
    inside = [
        paragraph("Footer", [*runs("— "), number, *runs(" —")], own),
        *(paragraph("FooterSource", runs(line)) for line in told),
    ]
    return element("w:ftr", NAMESPACES, inside)


def _properties(plan: Plan) -> bytes:
    issuer = plan.record.issuer.value or ""
    values = {"title": titles.display_title(plan), "issuer": issuer, "work": plan.work}
    written = templates.render("docx_core.xml", sha256=plan.source.sha256, **values)
    return written.encode()


class _Writer:
    def __init__(self, plan: Plan, text: PlanText, site: str | None) -> None:
        self._plan = plan
        self._text = text
        self._site = site
        self._left = text.pieces
        self.notes: list[Element] = []
        self._held: list[Element] = []
        self._is_renumbered = False
        self._bookmarks = 0
        self.links: dict[str, Link] = {}
        self._link_ids: dict[str, str] = {}

    # The parts of the document

    def title(self) -> Iterator[Element]:
        """The title that the editor supplies, where the file has none."""
        for label, told in record.supplied(self._plan, ("title",)):
            shown = titles.display_title(self._plan)
            yield paragraph("Supplied", [*runs(shown), self._note(f"补{label}：{told}")])

    def text(self) -> Iterator[Element]:
        """The text of the plan."""
        for one in self._text.units:
            if one.unit.kind == "noise":
                continue
            if one.unit.is_clause and not one.is_further:
                yield from self._clause(one)
            else:
                yield from self._unit(one)

    def colophon(self, entries: Sequence[Entry]) -> Iterator[Element]:
        """What the marks mean, and which edition it is."""
        apparatus = plan_print.apparatus(self._plan, entries, self._text.marked)
        yield paragraph("ColophonHead", runs("版本说明"))
        if apparatus.entries:
            told = "脚注之号与校勘记不同的，方括号里是校勘记之号。" if self._is_renumbered else ""
            told += apparatus.marks
            yield paragraph("Colophon", runs(told))
        if apparatus.unmarked:
            told = f"另有 {apparatus.unmarked} 处只是把断行接起，文中不标。"
            yield paragraph("Colophon", runs(told))
        for name, told in plan_print.version(self._plan, self._site).items():
            yield paragraph("Colophon", runs(f"{name}　{told}"))

    # Blocks

    def _clause(self, one: UnitText) -> Iterator[Element]:
        """A heading stands alone, or runs into the first paragraph."""
        head, *after = (block for block in one.blocks if isinstance(block, Paragraph))
        layer = BY_LETTER[one.unit.layer]
        of_face = in_face(layers.face(one.unit.layer, len(one.unit.numbers)))
        label = self._all(head.label, of_face if head.level or not layer.has_heading else ())
        text = self._all(head.text, of_face if head.level else ())
        inside = self._within(head.ids, [*label, *text])
        if after and after[0].line is None:
            run_on = after.pop(0)
            yield self._line("Text", [*inside, *self._all(run_on.text)])
        elif head.level:
            own = [indent(("w:firstLineChars", "w:firstLine"), 0), valued("w:jc", "center")]
            centred = own if layer.is_centred else []
            yield self._line(f"Heading{min(head.level, 6)}", inside, centred)
        else:
            yield self._line("Text", inside)
        for block in after:
            yield self._line("Text", self._written(block))

    def _unit(self, one: UnitText) -> Iterator[Element]:
        signed = dict(_signed(one))
        for at, block in enumerate(one.blocks):
            match block:
                case Noise():
                    continue
                case TableText():
                    yield from self._table(block)
                case Paragraph():
                    yield self._of_block(one.unit, at, block, signed.get(at))
                case _:
                    assert_never(block)

    def _of_block(self, unit: Unit, at: int, block: Paragraph, signed: float | None) -> Element:
        own = []
        if unit.kind == "attachment" and at == 0:
            own.append(element("w:pageBreakBefore"))
        style = _STYLES.get(block.role, "Text")
        if signed is not None:
            style = "Signature"
            own.append(indent(("w:rightChars", "w:right"), signed))
        elif block.role in _SIGNED:
            style = "Centred"
        return self._line(style, self._written(block), own)

    def _written(self, block: Paragraph) -> list[Element]:
        return self._within(block.ids, self._all((*block.label, *block.text)))

    def _table(self, table: TableText) -> Iterator[Element]:
        if table.caption:
            caption = self._within(table.ids, self._all(table.caption.text))
            yield self._line("Caption", caption)
        ids: Sequence[str] = () if table.caption else table.ids
        every = table.grid
        if not every:
            return
        widths = _widths(every)
        made = []
        if table.header:
            repeated = [element("w:cantSplit"), element("w:tblHeader")]
            made.append(self._row(table, 0, widths, ids, repeated))
            ids = ()
        for at, row in enumerate(table.rows, len(made)):
            within = (*ids, *row.ids)
            made.append(self._row(table, at, widths, within, [element("w:cantSplit")]))
            ids = ()
        grid = [element("w:gridCol", {"w:w": str(width)}) for width in widths]
        parts = [table_properties(), element("w:tblGrid", NOTHING, grid), *made]
        yield element("w:tbl", NOTHING, parts)
        yield paragraph("Cell", [])  # two tables that touch would be one

    def _row(
        self,
        table: TableText,
        row: int,
        widths: Sequence[int],
        ids: Sequence[str],
        properties: Sequence[Element],
    ) -> Element:
        """A row; a merged cell stands in the first column of each of its rows (17.4.84)."""
        made = [element("w:trPr", NOTHING, properties)]
        is_head = bool(table.header) and row == 0
        for at, cell in enumerate(table.grid[row]):
            rows, columns, is_covered = table.extent(row, at)
            if not columns:
                continue
            own = [width_in_twips("w:tcW", sum(widths[at : at + columns]))]
            if columns > 1:
                own.append(valued("w:gridSpan", str(columns)))
            if rows > 1:
                own.append(element("w:vMerge", NOTHING if is_covered else {"w:val": "restart"}))
            inside = self._all(cell.text)
            inside = self._within(ids, inside) if at == 0 else inside
            style = "CellHead" if is_head else "CellFigure" if cell.is_quantity else "Cell"
            line = self._line(style, inside)
            made.append(element("w:tc", NOTHING, [element("w:tcPr", NOTHING, own), line]))
        return element("w:tr", NOTHING, made)

    # What stands in a line

    def _within(self, ids: Iterable[str], inside: Sequence[Element]) -> list[Element]:
        """Something between the bookmarks of its addresses."""
        starts, ends = [], []
        for id_ in ids:
            number = {"w:id": str(self._bookmarks)}
            self._bookmarks += 1
            starts.append(element("w:bookmarkStart", {**number, "w:name": bookmark(id_)}))
            ends.append(element("w:bookmarkEnd", number))
        return [*starts, *inside, *reversed(ends)]

    def _line(self, style: str, inside: Iterable[Element], own: Sequence[Element] = ()) -> Element:
        """A paragraph, with the numbers of notes that are still to come at its end."""
        written = [*inside]
        return paragraph(style, [*written, *self._numbers()], own)

    def _all(self, found: Iterable[Inline], properties: Sequence[Element] = ()) -> list[Element]:
        return [made for one in inline.read_on(found) for made in self._inline(one, properties)]

    def _inline(self, one: Inline, properties: Sequence[Element]) -> Iterator[Element]:
        match one:
            case Words(text) | NoteMark(text, _, _):
                yield from self._words(text, properties)
            case Emended():
                yield from self._emended(one, properties)
            case Name(mention, inside, _):
                yield from self._name(mention, inside, properties)
            case Units(inside):
                yield from self._all(inside, in_face("kai"))
            case Ordinal():
                ids = (one.id, *self._text.aliases.get(one.id, ()))
                yield from self._within(ids, self._all((*one.label, *one.body), properties))
            case _:
                assert_never(one)

    def _emended(self, one: Emended, properties: Sequence[Element]) -> Iterator[Element]:
        """The text with its mark; its note where it ends, once."""
        entry = one.entry
        marks = _MARKS_OF_PUNCTUATION if one.is_mark else _MARKS
        mark = _SLIP if entry.verdict == "slip" else marks.get(entry.verdict)
        own = [valued(*mark)] if mark else []
        yield from self._words(one.text, [*properties, *own])
        self._left[entry.id] -= 1
        if not self._left[entry.id]:
            told = "".join(phrase.words(part) for part in notes.what(entry))
            sign = plan_print.SIGNS.get(entry.verdict, "")
            verdict = f"{sign}{notes.VERDICTS[entry.verdict]}。{notes.ground(entry)}"
            self._held.append(self._note(f"{told}，{verdict}" if told else verdict, entry.number))

    def _words(self, text: str, properties: Sequence[Element]) -> Iterator[Element]:
        """Some text; the numbers of the notes before it stand after the word that they are in."""
        rest = 0
        if self._held and text:
            found = _REST_OF_WORD.match(text)
            rest = found.end() if found else 0
            yield from runs(text[:rest], properties)
            if rest == len(text):
                return
            yield from self._numbers()
        yield from runs(text[rest:], properties)

    def _numbers(self) -> list[Element]:
        held, self._held = self._held, []
        return held

    def _note(self, text: str, number: str = "") -> Element:
        """The number of a note, which Word counts, where it stands; and the note (17.11.14).

        Args:
            text: of the note.
            number: in the 校勘记, told where it is another one.
        """
        here = str(len(self.notes) + 1)
        if number and number != here:
            text = f"[{number}] {text}"
            self._is_renumbered = True
        counted = element("w:r", NOTHING, [note_number(), element("w:footnoteRef")])
        inside = [paragraph("FootnoteText", [counted, *runs(f" {text}")])]
        self.notes.append(element("w:footnote", {"w:id": here}, inside))
        reference = element("w:footnoteReference", {"w:id": here})
        return element("w:r", NOTHING, [note_number(), reference])

    def _name(
        self, mention: Mention, inside: Sequence[Run], properties: Sequence[Element]
    ) -> Iterator[Element]:
        where = self._way(mention)
        made = self._all(inside, properties)
        while made and made[0].find("w:footnoteReference") is not None:
            yield made.pop(0)  # of what stands before the name, and leads nowhere
        if where:
            yield element("w:hyperlink", where, made)
        else:
            yield from made

    def _way(self, mention: Mention) -> Mapping[str, str]:
        """Where a name leads: to a bookmark, or to its page on the site."""
        if mention.kind in ("self", "clause"):
            return {"w:anchor": bookmark(mention.target)} if mention.target else {}
        if not self._site:
            return {}
        address = f"{self._site}{mention.target}/"
        id_ = self._link_ids.setdefault(address, f"rId{len(self._link_ids) + len(_LINKS) + 1}")
        self.links[id_] = Link("hyperlink", address, is_outside=True)
        return {"r:id": id_, "w:history": "1"}


def _signed(one: UnitText) -> Iterator[tuple[int, float]]:
    """How far from the right edge the lines of a signature end, by their place in the unit."""
    if one.unit.kind != "signature":
        return
    lines = [
        (at, block.role, inline.plain((*block.label, *block.text)).strip())
        for at, block in enumerate(one.blocks)
        if isinstance(block, Paragraph)
    ]
    issuers = [line for line in lines if line[1] == "issuer"]
    days = [line for line in lines if line[1] == "date"]
    widest = max((text for _, _, text in issuers), key=official_layout.width, default="")
    day = days[0][2] if days else ""
    of_issuer, of_day = official_layout.signed(widest, day)
    yield from ((at, of_issuer) for at, _, _ in issuers)
    yield from ((at, of_day) for at, _, _ in days)


def _widths(rows: Sequence[Sequence[Cell]]) -> list[int]:
    """The widths of the columns, by their longest cells; together as wide as the text."""
    columns = zip(*rows, strict=True)
    longest = [
        min(
            max(2 + official_layout.width(inline.plain(cell.text)) for cell in column),
            _WIDEST_COLUMN,
        )
        for column in columns
    ]
    whole = sum(longest)
    return [int(official_layout.WIDTH * one / whole) for one in longest]


def _section() -> Element:
    """The page: its size, its margins, its lines (17.6)."""
    width, height = map(str, official_layout.PAGE)
    margins = {
        "w:top": official_layout.TOP,
        "w:right": official_layout.RIGHT,
        "w:bottom": official_layout.BOTTOM,
        "w:left": official_layout.LEFT,
        "w:header": official_layout.FOOTER,
        "w:footer": official_layout.FOOTER,
        "w:gutter": 0,
    }
    grid = {"w:type": "lines", "w:linePitch": str(official_layout.LINE)}
    inside = [
        element("w:footerReference", {"w:type": "default", "r:id": "rId5"}),
        element("w:footerReference", {"w:type": "even", "r:id": "rId6"}),
        element("w:pgSz", {"w:w": width, "w:h": height}),
        element("w:pgMar", {name: str(value) for name, value in margins.items()}),
        element("w:docGrid", grid),
    ]
    return element("w:sectPr", NOTHING, inside)
