"""A plan as a book for reading without a network (EPUB 3.3): its text, its outline, its notes."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from pathlib import Path
from typing import NamedTuple, assert_never
from xml.etree.ElementTree import Element

from converters.citation import titles
from converters.edition.apparatus import Entry
from converters.models.mention import Mention
from converters.models.page import Packed
from converters.models.phrase import words
from converters.models.plan import Plan
from converters.views import inline, notes, plan_print, record
from converters.views.inline import Emended, Inline, Name, NoteMark, Ordinal, Run, Units, Words
from converters.views.plan_text import Noise, Paragraph, PlanText, TableText, UnitText
from converters.writing import archives, templates, xml_elements
from converters.writing.archives import Member
from converters.writing.xml_elements import NOTHING, Inside, element

_NAMESPACES = {
    "xmlns": "http://www.w3.org/1999/xhtml",
    "xmlns:epub": "http://www.idpf.org/2007/ops",
    "lang": "zh-CN",
    "xml:lang": "zh-CN",
}
_MEDIA_TYPE = b"application/epub+zip"
_UNPUBLISHED = "1980-01-01"
"""Stands for the day of an edition that has none yet; the standard asks for one."""

_IN_WORD = re.compile(r"[0-9A-Za-z]\Z")
_REST_OF_WORD = re.compile(r"[0-9A-Za-z]*")

_CLASSES: Mapping[str, str] = {
    "addressees": "flush",
    "doc_number": "title",
    "field": "flush",
    "contents": "flush",
    "issuer": "signed",
    "date": "signed",
}
"""How what stands outside the clauses is set, by its role."""


class _Heading(NamedTuple):
    """A line of the outline."""

    level: int
    id: str
    text: str


def page(plan: Plan, entries: Sequence[Entry], text: PlanText, site: str | None = None) -> Packed:
    """The book `data/plans/<work>.epub` of a registered plan.

    Args:
        plan: that it has.
        entries: its apparatus.
        text: what its page says.
        site: the address of the site, with a slash at its end: names lead there; without one they
            lead nowhere.
    """
    return Packed(Path(f"data/plans/{plan.work}.epub"), dump(plan, entries, text, site))


def dump(plan: Plan, entries: Sequence[Entry], text: PlanText, site: str | None = None) -> bytes:
    """The file, the same bytes each time; the arguments are those of `page`."""
    writer = _Writer(plan, text, site)
    title = titles.display_title(plan)
    body = [*writer.text(), *writer.notes(), *writer.colophon(entries)]
    package = templates.render(
        "epub_package.opf",
        identifier=f"urn:sha256:{plan.source.sha256}:{plan.work}",
        title=title,
        issuer=plan.record.issuer.value or "",
        sha256=plan.source.sha256,
        description=f"{titles.citation(plan)}。{plan_print.STATUS}",
        modified=plan.published or _UNPUBLISHED,
    )
    return archives.packed(
        [
            Member("mimetype", _MEDIA_TYPE, is_stored=True),
            Member("META-INF/container.xml", templates.render("epub_container.xml").encode()),
            Member("book/package.opf", package.encode()),
            Member("book/nav.xhtml", _document(title, [_nav(writer.headings, title)])),
            Member("book/text.xhtml", _document(title, body)),
            Member("book/epub.css", templates.render("epub.css").encode()),
        ]
    )


def _document(title: str, body: Iterable[Element]) -> bytes:
    style = {"rel": "stylesheet", "type": "text/css", "href": "epub.css"}
    head = element("head", NOTHING, [element("title", NOTHING, [title]), element("link", style)])
    return xml_elements.dump(element("html", _NAMESPACES, [head, element("body", NOTHING, body)]))


def _nav(headings: Sequence[_Heading], title: str) -> Element:
    """The outline; without a heading it leads to the text."""
    items, _ = _items(headings, 0, 0)
    whole = _entry("text.xhtml", title, [])
    listed = element("ol", NOTHING, items or [whole])
    heading = element("h1", NOTHING, ["目录"])
    return element("nav", {"epub:type": "toc"}, [heading, listed])


def _items(headings: Sequence[_Heading], at: int, above: int) -> tuple[list[Element], int]:
    """The headings from one on that are deeper than another; and the first that is not."""
    made = []
    while at < len(headings) and headings[at].level > above:
        one = headings[at]
        below, at = _items(headings, at + 1, one.level)
        made.append(_entry(f"text.xhtml#{one.id}", one.text, below))
    return made, at


def _entry(address: str, shown: str, below: Sequence[Element]) -> Element:
    inside = [element("a", {"href": address}, [shown])]
    return element("li", NOTHING, [*inside, *([element("ol", NOTHING, below)] if below else [])])


class _Writer:
    def __init__(self, plan: Plan, text: PlanText, site: str | None) -> None:
        self._plan = plan
        self._text = text
        self._site = site
        self._left = text.pieces
        self._noted: list[Entry] = []
        self.headings: list[_Heading] = []

    def text(self) -> Iterator[Element]:
        """The text of the plan; before it the title that the editor supplies."""
        for label, told in record.supplied(self._plan, ("title",)):
            supplied = {"class": "supplied"}
            yield element("h1", supplied, [titles.display_title(self._plan)])
            yield element("p", supplied, [f"补{label}：{told}"])
        for one in self._text.units:
            for block in one.blocks:
                match block:
                    case Noise():
                        continue
                    case TableText():
                        yield from self._table(block)
                    case Paragraph():
                        yield self._paragraph(one, block)
                    case _:
                        assert_never(block)

    def notes(self) -> Iterator[Element]:
        """The notes, each under its number in the 校勘记."""
        for entry in self._noted:
            told = "".join(words(part) for part in notes.told(entry))
            back = element("a", {"href": f"#to-{entry.id}"}, [f"[{entry.number}]"])
            note = element("p", NOTHING, [back, f" {told}"])
            yield element("aside", {"epub:type": "footnote", "id": entry.id}, [note])

    def colophon(self, entries: Sequence[Entry]) -> Iterator[Element]:
        """What the marks mean, and which edition it is."""
        apparatus = plan_print.apparatus(self._plan, entries, self._text.marked)
        told = [apparatus.key] if apparatus.entries else []
        version = plan_print.version(self._plan, self._site)
        told += [f"{name}　{text}" for name, text in version.items()]
        inside = [element("p", NOTHING, [line]) for line in told]
        yield element("section", {"class": "colophon"}, inside)

    def _paragraph(self, one: UnitText, block: Paragraph) -> Element:
        inside = self._within(block.ids, self._all((*block.label, *block.text)))
        if block.level:
            shown = inline.plain((*block.label, *block.text)).strip()
            self.headings.append(_Heading(block.level, block.ids[0], shown or block.ids[0]))
            return element(f"h{block.level}", _id(block.ids), inside)
        name = "" if one.unit.is_clause else _CLASSES.get(block.role, "")
        return element("p", {**_id(block.ids), **({"class": name} if name else {})}, inside)

    def _table(self, table: TableText) -> Iterator[Element]:
        ids = table.ids
        if table.caption:
            inside = self._within(ids, self._all(table.caption.text))
            yield element("p", {**_id(ids), "class": "caption"}, inside)
            ids = ()
        rows = []
        if table.header:
            rows.append(element("tr", NOTHING, self._cells("th", table, 0)))
        for at, row in enumerate(table.rows, len(rows)):
            cells = [*self._cells("td", table, at)]
            cells[0][:0] = [element("span", {"id": id_}) for id_ in row.ids[1:]]
            rows.append(element("tr", _id(row.ids), cells))
        if rows:
            yield element("table", _id(ids), [element("tbody", NOTHING, rows)])

    def _cells(self, tag: str, table: TableText, row: int) -> Iterator[Element]:
        for cell, (rows, columns, _) in table.shown(row):
            yield xml_elements.cell(tag, rows, columns, self._all(cell.text))

    def _within(self, ids: Sequence[str], inside: Sequence[Inside]) -> list[Inside]:
        """What stands in an element, after the anchors of its older addresses."""
        return [*(element("span", {"id": old}) for old in ids[1:]), *inside]

    def _all(self, found: Iterable[Inline]) -> list[Inside]:
        made = [made for one in inline.read_on(found) for made in self._inline(one)]
        return [*_after_words(made)]

    def _inline(self, one: Inline) -> Iterator[Inside]:
        match one:
            case Words(text) | NoteMark(text, _, True):
                yield text
            case NoteMark(text, note, _):
                yield element("a", {"epub:type": "noteref", "href": f"#{note.id}"}, [text])
            case Emended():
                yield from self._emended(one)
            case Name(mention, inside, _):
                yield from self._name(mention, inside)
            case Units(inside):
                yield from self._all(inside)
            case Ordinal():
                ids = (one.id, *self._text.aliases.get(one.id, ()))
                inside_of = self._within(ids, self._all((*one.label, *one.body)))
                yield element("span", _id(ids), inside_of)
            case _:
                assert_never(one)

    def _emended(self, one: Emended) -> Iterator[Inside]:
        entry = one.entry
        if one.text:
            name = f"{entry.verdict} mark" if one.is_mark else entry.verdict
            yield element("span", {"class": name}, [one.text])
        self._left[entry.id] -= 1
        if not self._left[entry.id]:
            self._noted.append(entry)
            attributes = {
                "class": "note",
                "epub:type": "noteref",
                "id": f"to-{entry.id}",
                "href": f"#{entry.id}",
            }
            yield element("a", attributes, [f"[{entry.number}]"])

    def _name(self, mention: Mention, inside: Sequence[Run]) -> Iterator[Inside]:
        """A link; the numbers of its notes stand after it, because a link holds no other."""
        made = self._all(inside)
        address = self._way(mention)
        if not address:
            yield from made
            return
        is_note = [isinstance(one, Element) and one.tag == "a" for one in made]
        shown = [one for one, note in zip(made, is_note, strict=True) if not note]
        yield element("a", {"href": address}, shown)
        yield from (one for one, note in zip(made, is_note, strict=True) if note)

    def _way(self, mention: Mention) -> str:
        if mention.kind in ("self", "clause"):
            return f"#{mention.target}" if mention.target else ""
        return f"{self._site}{mention.target}/" if self._site else ""


def _after_words(made: Sequence[Inside]) -> Iterator[Inside]:
    """The same; the number of a note on one digit stands after the number that the digit is of."""
    taken = 0
    for before, one, after in zip(["", *made], made, [*made[1:], ""], strict=False):
        if isinstance(one, str):
            yield one[taken:]
            taken = 0
            continue
        digit = before if isinstance(before, str) else before.text or ""
        if one.get("class") == "note" and isinstance(after, str) and _IN_WORD.search(digit):
            rest = _REST_OF_WORD.match(after)
            taken = rest.end() if rest else 0
            yield after[:taken]
        yield one


def _id(ids: Sequence[str]) -> dict[str, str]:
    return {"id": ids[0]} if ids else {}
