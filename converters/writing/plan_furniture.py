"""What a plan's page draws round the text: addresses in the margin, line numbers, notes beside.

The text itself is in the plan's Markdown. Every element that stands for a part of the file says
which in `data-at` (code points, half-open), so that the page can show the part as it was received.

What follows from that is not written: of the number of a line the way to it, of an address how a
citation says it, that a printed number leads to its clause, and the like. `docs/assets/handles.js`
makes it of what is there, for who has scripts.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence, Set
from itertools import accumulate
from typing import assert_never

from converters.citation import places, said_places
from converters.citation.places import Place
from converters.edition.apparatus import Entry
from converters.models import phrase
from converters.models.mention import Mention
from converters.models.phrase import Marked
from converters.models.unit import Unit
from converters.text.layers import DECIMAL
from converters.text.mapped_text import Span
from converters.views import inline, notes, title_phrases
from converters.views.inline import Emended, Inline, Name, NoteMark, Ordinal, Run, Units, Words
from converters.views.notes import VERDICTS, Said
from converters.views.plan_text import (
    Block,
    Cell,
    Extent,
    Noise,
    Paragraph,
    PlanText,
    Row,
    TableText,
    UnitText,
)
from converters.writing.elements import Element, Inside, block, element

_MAX_BESIDE = 3
"""LOOK: over three notes on a clause fold to a reference to the 校勘记."""


def of(text: PlanText) -> tuple[Element, ...]:
    """The units of a text as the page shows them, in order."""
    writer = _Writer(text)
    return tuple(one for unit in text.units for one in writer.unit(unit))


def ids(drawn: Iterable[Inside]) -> Iterator[str]:
    """The ids of elements and of all that is in them."""
    for one in drawn:
        if isinstance(one, Element):
            if "id" in one.attributes:
                yield one.attributes["id"]
            yield from ids(one.inside)


class _Writer:
    def __init__(self, text: PlanText) -> None:
        self._aliases = text.aliases
        self._has_footnotes = text.has_footnotes
        self._marked: set[int] = set()
        self._shown: dict[str, Entry] = {}
        self._left = text.pieces
        self._places: dict[str, Place] = {}
        self._linked: set[str] = set()

    def unit(self, one: UnitText) -> Iterator[Element]:
        """A unit with its notes, which float beside it from its first line on."""
        noted = len(self._shown)
        parts = [part for written in one.blocks for part in self._block(one.unit, written)]
        if one.unit.kind == "noise":
            yield from parts
            return
        beside = _notes_beside([*self._shown.values()][noted:])
        yield element("div", {"class": f"unit {_classes(one)}"}, [*beside, *parts])

    def _block(self, unit: Unit, one: Block) -> Iterator[Element]:
        match one:
            case Noise(spans):
                for span in spans:
                    yield element("p", {"class": "noise", **_at(span), "hidden": "hidden"})
            case TableText():
                yield self._table(unit, one)
            case Paragraph() if unit.is_clause:
                yield from self._of_clause(one)
            case Paragraph():
                yield from self._of_block(unit, one)
            case _:
                assert_never(one)

    def _of_clause(self, one: Paragraph) -> Iterator[Element]:
        name = {} if one.level else {"class": "text"}
        yield from self._paragraph(f"h{one.level}" if one.level else "p", name, one)

    def _of_block(self, unit: Unit, one: Paragraph) -> Iterator[Element]:
        """The title of the first document stands in its text; the page has another above it."""
        classes = dict.fromkeys((unit.kind, one.role))
        tag = "h2" if one.level > 1 else "p"
        for made in self._paragraph(tag, {"class": " ".join(classes)}, one):
            yield _in_phrases(made, one) if made.takes and "title" in classes else made

    def _paragraph(
        self, tag: str, attributes: Mapping[str, str], one: Paragraph
    ) -> Iterator[Element]:
        """A heading or a paragraph.

        The address stands before a heading, not in it, for it is read aloud by all that is in it
        (WAI-ARIA 1.2, 5.2.8.4, name from content).
        """
        head = inline.plain(one.label + one.text) if tag != "p" else ""
        lead = [*self._lead(one.ids, one.place, head)]
        inside: list[Inside] = []
        if tag == "p":
            inside += lead
        else:
            yield from lead
        inside += self._anchors(one.ids)
        if one.label:
            inside.append(element("b", {}, self._all(one.label, one.within)))
        inside += self._all(one.text, one.within)
        line = {"data-line": str(one.line)} if one.line else {}
        yield block(tag, {**attributes, **_at(one.span), **line, **_id(one.ids)}, inside)

    def _lead(self, ids: Sequence[str], place: Place, head: str = "") -> Iterator[Element]:
        """The permalink in the margin: generated content, neither copied nor found as text."""
        if ids:
            id_, *_ = ids
            attributes = {"class": "address", "href": f"#{id_}", "aria-label": place.margin}
            if place.words != said_places.words(id_, place.margin, head, self._places):
                attributes["data-words"] = place.words
            self._places[id_] = place
            yield element("a", attributes)

    def _anchors(self, ids: Sequence[str]) -> Iterator[Element]:
        """Empty anchors for the older and shorter addresses that land here."""
        return (element("span", {"id": old}) for old in ids[1:])

    def _table(self, unit: Unit, one: TableText) -> Element:
        lead = [*self._lead(one.ids, one.place), *self._anchors(one.ids)]
        caption = element("caption", {}, lead)
        if one.caption:
            caption = block("caption", {}, [*lead, self._span(one.caption)])
        parts: list[Inside] = [caption, *self._head(one), *self._rows(one)]
        if not one.rows:  # Python-Markdown makes a row of empty cells of none
            parts += [None] * max(len(one.header), 1)
        return element("table", {**_id(one.ids), "class": unit.kind}, parts)

    def _head(self, one: TableText) -> Iterator[Inside]:
        if one.header:
            inside: list[Inside] = []
            for at, cell in enumerate(one.header):
                extent = one.extent(0, at)
                scope = "colgroup" if extent.columns > 1 else "col"
                own = {"scope": scope, **_extent(extent)}
                inside.append(None if extent.is_covered else self._cell("th", own, cell))
            yield element("thead", {}, [element("tr", {}, inside)])
        else:  # Markdown has no table without one
            yield from [None] * max(map(len, (row.cells for row in one.rows)), default=1)

    def _rows(self, one: TableText) -> Iterator[Element]:
        first = len(one.grid) - len(one.rows)
        yield element(
            "tbody", {}, [self._row(one, at, row) for at, row in enumerate(one.rows, first)]
        )

    def _row(self, one: TableText, at: int, row: Row) -> Element:
        """A row; its address stands in the first cell that is its own, which heads it if it can."""
        lead: list[Inside] = [*self._lead(row.ids, row.place), *self._anchors(row.ids)]
        inside: list[Inside] = []
        for column, cell in enumerate(row.cells):
            extent = one.extent(at, column)
            if extent.is_covered:
                inside.append(None)
                continue
            if column == 0:
                scope = {"scope": "rowgroup" if extent.rows > 1 else "row", **_extent(extent)}
                inside.append(block("th", scope, [*lead, self._span(cell)]))
            else:
                inside.append(self._cell("td", _extent(extent), cell, lead))
            lead = []
        return element("tr", _id(row.ids), inside)

    def _span(self, cell: Cell) -> Element:
        return element("span", _at(cell.span), self._runs(cell.text))

    def _cell(
        self, tag: str, attributes: Mapping[str, str], cell: Cell, lead: Sequence[Inside] = ()
    ) -> Element:
        own = {**attributes, **({"class": "figure"} if cell.is_quantity else {})}
        if lead:
            return block(tag, own, [*lead, self._span(cell)])
        return block(tag, {**own, **_at(cell.span)}, self._runs(cell.text))

    def _all(self, found: Iterable[Inline], place: Place) -> list[Inside]:
        return [
            self._item(one, place) if isinstance(one, Ordinal) else self._run(one) for one in found
        ]

    def _runs(self, found: Iterable[Run | Units]) -> list[Inside]:
        return [self._run(one) for one in found]

    def _item(self, item: Ordinal, place: Place) -> Element:
        link = {
            "class": "ordinal",
            "href": f"#{item.id}",
            "aria-label": places.item(place, item.shown).words,
        }
        anchors = self._anchors((item.id, *self._aliases.get(item.id, ())))
        label = element("a", link, self._runs(item.label))
        return element(
            "span", {"id": item.id, **_at(item.span)}, [*anchors, label, *self._runs(item.body)]
        )

    def _run(self, run: Run | Units) -> Inside:
        match run:
            case Words(text):
                return len(text)
            case Emended():
                return self._emended(run)
            case Name(mention, inside, entry) if entry:
                # Its address lands where the text has it first.
                first = {} if entry in self._linked else {"id": entry}
                self._linked.add(entry)
                way = {"class": f"{_classes_of(mention)} unreviewed", "href": f"names.md#{entry}"}
                return element("a", {**way, **first}, self._runs(inside))
            case Name(mention, inside, _):
                # Others lead where they lead in the Markdown; a name of the plan leads to its top.
                top = {"href": "#page"} if mention.kind == "self" and not mention.target else {}
                return element("a", {"class": _classes_of(mention), **top}, self._runs(inside))
            case NoteMark():
                return self._note_mark(run)
            case Units(inside, is_within):
                name = "responsibility within" if is_within else "responsibility"
                return element("span", {"class": name}, self._runs(inside))
            case _:
                assert_never(run)

    def _note_mark(self, one: NoteMark) -> Inside:
        """The mark as the file has it, which leads to its note, and back to where it stands first.

        Where the Markdown has a footnote for it, its characters are none of that.
        """
        if not self._has_footnotes:
            return len(one.text)
        number = one.note.number
        to, back = f"#{one.note.id}", f"noted-{number}"
        if one.is_own:
            size = len(one.note.label)
            mark = element("a", {"class": "note-mark own", "href": f"#{back}"}, [one.text[:size]])
            return element("span", {}, [mark, one.text[size:]])
        first = {} if number in self._marked else {"id": back}
        self._marked.add(number)
        return element("a", {"class": "note-mark", "href": to, **first}, [one.text])

    def _emended(self, one: Emended) -> Element:
        entry = one.entry
        kind = " punctuation" if one.is_mark else "" if one.text else " omitted"
        attributes = {"class": f"emended {entry.verdict}{kind}", **_at(entry.span)}
        if entry.id in self._shown:
            attributes["data-entry"] = entry.id
        else:
            attributes["id"] = entry.id
        self._shown[entry.id] = entry
        self._left[entry.id] -= 1
        if not self._left[entry.id]:  # the number stands where the mark ends
            attributes["data-number"] = f"[{entry.number}]"
        attributes["title"] = notes.plain(entry)
        return element("span", attributes, [len(one.text)])


def _in_phrases(title: Element, one: Paragraph) -> Element:
    """A title that may be broken between its phrases: the text stays as it is."""
    words = "".join(inline.plain(one.label + one.text))
    sizes = map(len, title_phrases.phrases(words))
    return _broken(title, frozenset(accumulate(sizes)), 0)[0]


def _broken(above: Element, ends: Set[int], at: int) -> tuple[Element, int]:
    """An element of which `at` characters go before; and how many go before the next."""
    inside: list[Inside] = []
    for one in above.inside:
        if isinstance(one, Element):
            made, at = _broken(one, ends, at)
            inside.append(made)
        elif isinstance(one, int):
            stop = at + one
            for end in sorted(end for end in ends if at < end < stop):
                inside += [end - at, element("wbr", {})]
                at = end
            inside.append(stop - at)
            at = stop
        else:
            inside.append(one)
    return above._replace(inside=tuple(inside)), at


def _classes(one: UnitText) -> str:
    """What kind of unit it is, and how it is set."""
    unit = one.unit
    if one.is_further:
        return "layer-p"
    if unit.is_clause:
        depth = f" depth-{len(unit.numbers)}" if unit.layer == DECIMAL else ""
        *_, last = one.blocks
        runs_in = len(one.blocks) > 1 and isinstance(last, Paragraph) and last.line is None
        return f"layer-{unit.layer}{depth}{' run-in' if runs_in else ''}"
    return f"kind-{unit.kind}{' flat-table' if unit.is_flat_table else ''}"


def _classes_of(mention: Mention) -> str:
    return "mention reference" if mention.kind in ("self", "clause") else f"mention {mention.kind}"


def _at(span: Span | None) -> dict[str, str]:
    return {"data-at": f"{span.start}-{span.end}"} if span else {}


def _extent(extent: Extent) -> dict[str, str]:
    named = {"rowspan": extent.rows, "colspan": extent.columns}
    return {name: str(number) for name, number in named.items() if number > 1}


def _id(ids: Sequence[str]) -> dict[str, str]:
    return {"id": ids[0]} if ids else {}


def _notes_beside(entries: Sequence[Entry]) -> Iterator[Element]:
    """The notes of one unit; those over three are folded."""
    if not entries:
        return
    parts = []
    for place, entry in enumerate(entries):
        folded = " folded" if place >= _MAX_BESIDE else ""
        attributes = {"class": f"note{folded}", "id": f"note-{entry.id}"}
        parts.append(element("p", attributes, _note(entry)))
    if more := entries[_MAX_BESIDE:]:
        link = element("a", {"href": f"emendations.md#{more[0].id}"}, ["校勘记"])
        parts.append(element("p", {"class": "more"}, [f"另 {len(more)} 处，详", link]))
    yield element("div", {"class": "notes", "role": "note"}, parts)


def _note(entry: Entry) -> Iterator[Inside]:
    """Number, what was received, reading, confidence and ground."""
    link = {"class": "number", "href": f"emendations.md#{entry.id}"}
    yield from (element("a", link, [f"[{entry.number}]"]), " ")
    verdict = VERDICTS[entry.verdict]
    if what := [*map(_said, notes.what(entry))]:
        yield from (*what, "，", element("em", {}, [verdict]))
    else:
        yield verdict
    yield f"。{notes.ground(entry)}"


def _said(part: Said) -> Inside:
    match part:
        case str():
            return part
        case Marked("received", text):
            return element("code", {}, [phrase.words(text)])
        case Marked(kind, text):
            return element("span", {"class": kind}, [phrase.words(text)])
        case _:
            assert_never(part)
