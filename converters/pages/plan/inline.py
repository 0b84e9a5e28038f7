"""Running text as Markdown: punctuation restored, readings marked, parts with their addresses.

Every element that stands for a part of the file says which in `data-at` (code points, half-open),
so that the page can show the part as it was received.
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from itertools import groupby

from converters.citation import places
from converters.citation.places import Place
from converters.edition import extents
from converters.edition.apparatus import Entry
from converters.models.mention import Mention
from converters.models.plan import Plan
from converters.models.unit import Part, Unit
from converters.pages.plan import notes
from converters.text import blanks, escape, punctuation
from converters.text.layers import BY_LETTER
from converters.text.mapped_text import MappedText, Span

_UNMARKED = "wrapped-line"
"""A text set in lines has hundreds of line ends; the 校勘记 lists them, the page reads on."""


@dataclass(frozen=True)
class _Link:
    """A name in a piece of the page, and its link as Markdown up to the text and after it."""

    start: int
    end: int
    after: str


@dataclass(frozen=True)
class _Piece:
    """A piece of the page: its text, the same as shown, and where its paragraph begins in it."""

    text: MappedText
    shown: str
    offset: int = 0
    links: tuple[_Link, ...] = ()


class Marker:
    """Writes the text of one plan. Restored punctuation is not marked; emendations are.

    Names are links to their pages.
    """

    def __init__(
        self, plan: Plan, entries: Sequence[Entry], mentions: Iterable[Mention] = ()
    ) -> None:
        self._emended: Mapping[Span, Entry] = {
            entry.span: entry for entry in entries if entry.verdict != "slip"
        }
        self._slips = [entry for entry in entries if entry.verdict == "slip"]
        self._omitted = [entry for entry in entries if entry.is_omission]
        self._omitted_at = [entry.span.start for entry in self._omitted]
        self._original = plan.source.text
        self._extents = extents.of(plan)
        self._mentions: dict[int, list[Mention]] = {}
        for mention in mentions:
            self._mentions.setdefault(mention.text.starts[0], []).append(mention)
        self._aliases: dict[str, list[str]] = {}
        for old, new in plan.aliases.items():
            self._aliases.setdefault(new, []).append(old)
        self._shown: dict[str, Entry] = {}
        self._noted = 0

    def anchors(self, id_: str) -> str:
        """Empty anchors for the older and shorter addresses that land at `id_`."""
        return "".join(f'<span id="{old}"></span>' for old in self._aliases.get(id_, ()))

    def take_notes(self) -> list[Entry]:
        """The entries whose places have been written since the last call."""
        found = list(self._shown.values())[self._noted :]
        self._noted = len(self._shown)
        return found

    def at(self, text: MappedText) -> str:
        """The attribute that says which part of the file a piece stands for."""
        extent = self._extents[text.span.start]
        return f'data-at="{extent.start}-{extent.end}"'

    def head(self, clause: Unit, lead_in: Part | None, place: Place) -> tuple[MappedText, str]:
        """The first piece of a clause, and the same as Markdown.

        The label is a link to the clause: where there is no margin, it is the permalink.

        Args:
            clause: the unit.
            lead_in: the paragraph that runs on from its label or heading.
            place: of the clause, for the items.
        """
        text, holds_lead_in = extents.head(clause, lead_in)
        after = lead_in.text.text if lead_in and not holds_lead_in else ""
        links = self._links(clause.heading, len(clause.label))
        piece = _Piece(text, punctuation.restore(text.text + after)[: len(text)], 0, links)
        label = len(clause.label) or (links[0].start if links else len(text))
        link = "".join(self._runs(piece, 0, label))
        if lead_in and holds_lead_in:
            offset = len(text) - len(lead_in.text)
            piece = replace(piece, offset=offset, links=self._links(lead_in.text, offset))
            rest = self._with_parts(piece, lead_in, place, label)
        else:
            rest = "".join(self._runs(piece, label, len(text)))
        gap = "\u3000" if self._is_apart(clause, text, label) else ""
        if link:
            link = f'<a class="label" href="#{clause.id}" tabindex="-1">{link}</a>'
        return text, f"{link}{gap}{rest}"

    def _is_apart(self, clause: Unit, text: MappedText, label: int) -> bool:
        """Whether the file has a blank after 第一章, 第一条, 1.1, which those need to be read."""
        if not BY_LETTER[clause.layer].stands_apart or label == len(text):
            return False
        between = self._original[text.ends[label - 1] : text.starts[label]]
        return bool(between) and not between.strip(blanks.CHARS)

    def paragraph(self, paragraph: Part, place: Place, before: str = "") -> str:
        """A paragraph as Markdown: items with their ids, a list of units set apart.

        Args:
            paragraph: what to write.
            place: of the clause, for the items.
            before: the text it runs on from, which its punctuation depends on.
        """
        shown = punctuation.restore(before + paragraph.text.text)[len(before) :]
        piece = _Piece(paragraph.text, shown, 0, self._links(paragraph.text))
        return self._with_parts(piece, paragraph, place, 0)

    def text(self, text: MappedText) -> str:
        """A cell or caption as Markdown."""
        piece = _Piece(text, punctuation.restore(text.text), 0, self._links(text))
        return "".join(self._runs(piece, 0, len(text)))

    def _links(self, text: MappedText, offset: int = 0) -> tuple[_Link, ...]:
        """The links in a heading, paragraph or cell that stands `offset` after its piece."""
        found = self._mentions.get(text.starts[0], ()) if text else ()
        return tuple(
            _Link(mention.start + offset, mention.end + offset, _after_link(mention))
            for mention in found
            if mention.is_resolved
        )

    def _with_parts(self, piece: _Piece, paragraph: Part, place: Place, start: int) -> str:
        """From `start` on: items with their ids, lists of units set apart."""
        lists = [
            Span(units.start + piece.offset, units.end + piece.offset)
            for units in paragraph.lists_of_units
        ]
        out: list[str] = []
        at = start
        for item in paragraph.items:
            first, last = item.start + piece.offset, item.end + piece.offset
            head_end = piece.text.text.index("是", first) + 1
            out += self._with_units(piece, lists, at, first)
            label = "".join(self._runs(piece, first, head_end))
            body = "".join(self._with_units(piece, lists, head_end, last))
            words = escape.markdown(places.item(place, piece.shown[first:head_end]).words)
            span = piece.text.origin(first, last)
            out.append(
                f'<span id="{item.id}" data-at="{span.start}-{span.end}">{self.anchors(item.id)}'
                f'<a class="ordinal" href="#{item.id}" aria-label="{words}">{label}</a>'
                f"{body}</span>"
            )
            at = last
        out += self._with_units(piece, lists, at, len(piece.text))
        return "".join(out)

    def _with_units(
        self, piece: _Piece, lists: Sequence[Span], start: int, end: int
    ) -> Iterator[str]:
        """The runs of `start:end`; the only list, at the end, has lines of its own."""
        first = bisect_left(lists, start, key=lambda units: units.start)
        after = bisect_left(lists, end, key=lambda units: units.start)
        for units in lists[first:after]:
            yield from self._runs(piece, start, units.start)
            listed = "".join(self._runs(piece, *units))
            within = "" if len(lists) == 1 and units.end == len(piece.text) else " within"
            yield f'<span class="responsibility{within}">{listed}</span>'
            start = units.end
        yield from self._runs(piece, start, end)

    def _runs(self, piece: _Piece, start: int, end: int) -> Iterator[str]:
        """The text of `start:end` with its marks, names as links."""
        links = piece.links
        first = bisect_left(links, start, key=lambda link: link.start)
        after = bisect_left(links, end, key=lambda link: link.start)
        for link in links[first:after]:
            yield from self._marks(piece, start, link.start)
            yield f"[{''.join(self._marks(piece, link.start, link.end))}]{link.after}"
            start = link.end
        yield from self._marks(piece, start, end)

    def _marks(self, piece: _Piece, start: int, end: int) -> Iterator[str]:
        text = piece.text
        for entry, first, last in self._stretches(text, start, end):
            yield from self._omissions(text, first)
            shown = piece.shown[first:last]
            body = escape.markdown(shown, keep_blanks=True)
            mark = entry and all(map(punctuation.is_mark, shown))
            yield self._marked(body, entry, " punctuation" if mark else "") if entry else body
        if start < end == len(text):
            yield from self._omissions(text, end)

    def _stretches(
        self, text: MappedText, start: int, end: int
    ) -> Iterator[tuple[Entry | None, int, int]]:
        """The text in stretches of one entry, or of none, with nothing omitted inside."""
        if start < end and self._is_plain(text, start, end):
            yield None, start, end
            return
        for (entry, _), run in groupby(range(start, end), lambda at: self._key(text, at)):
            at = list(run)
            yield entry, at[0], at[-1] + 1

    def _is_plain(self, text: MappedText, start: int, end: int) -> bool:
        """Whether a range stands as it was received: most do, and need not be looked through."""
        first, last = text.starts[start], text.ends[end - 1]
        noted = any(one.span.start < last and one.span.end > first for one in self._slips)
        if noted or not text[start:end].is_verbatim:
            return False
        return self._original[first:last] == text.text[start:end]

    def _key(self, text: MappedText, at: int) -> tuple[Entry | None, int]:
        """Characters of one run have the same entry and nothing omitted between them."""
        return self._entry(text, at), bisect_left(self._omitted_at, text.starts[at])

    def _entry(self, text: MappedText, at: int) -> Entry | None:
        start, end = text.starts[at], text.ends[at]
        if end - start != 1 or self._original[start] != text.text[at]:
            return self._emended.get(Span(start, end))
        return next((one for one in self._slips if one.span.start <= start < one.span.end), None)

    def _omissions(self, text: MappedText, at: int) -> Iterator[str]:
        """Empty marks for what was left out before the character `at`, or after the last one."""
        extent = self._extents.get(text.span.start, text.span)
        low = text.ends[at - 1] if at else extent.start
        high = text.starts[at] if at < len(text) else extent.end
        for entry in self._omitted[bisect_left(self._omitted_at, low) :]:
            if entry.span.start >= high:
                break
            if entry.rule == _UNMARKED:
                continue
            yield self._marked("", entry, " omitted")

    def _marked(self, body: str, entry: Entry, kind: str) -> str:
        again = entry.id in self._shown
        self._shown[entry.id] = entry
        name = f'data-entry="{entry.id}"' if again else f'id="{entry.id}"'
        number = "" if again else f' data-number="{escape.markdown(f"[{entry.number}]")}"'
        return (
            f'<span class="emended {entry.verdict}{kind}" {name} '
            f'data-at="{entry.span.start}-{entry.span.end}"{number} '
            f'title="{notes.plain(entry)}">{body}</span>'
        )


def _after_link(mention: Mention) -> str:
    """What follows the text of a name in brackets: where its link leads, and its class."""
    if mention.kind in ("self", "clause"):
        return f"(#{mention.target or 'page'}){{: .mention .reference }}"
    return f"(../../{mention.target}.md){{: .mention .{mention.kind} }}"
