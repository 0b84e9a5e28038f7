"""Running text of the reading page: readings marked, parts with their addresses.

Every element that stands for a part of the file says which in `data-at` (code points, half-open),
so that the page can show the part as it was received.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from converters.citation import places
from converters.citation.places import Place
from converters.edition.apparatus import Entry
from converters.models.mention import Mention
from converters.models.plan import Plan
from converters.models.unit import Part, Unit
from converters.pages.plan import notes
from converters.text import escape
from converters.text.mapped_text import MappedText, Span
from converters.views.inline import Emended, Inline, Name, Ordinal, Reader, Run, Units, Words


class Marker:
    """Writes the text of one plan as Markdown; names are links to their pages."""

    def __init__(
        self, plan: Plan, entries: Sequence[Entry], mentions: Iterable[Mention] = ()
    ) -> None:
        self._reader = Reader(plan, entries, mentions)
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
        return _at(self._reader.extent(text))

    def head(self, clause: Unit, lead_in: Part | None, place: Place) -> tuple[MappedText, str]:
        """The first piece of a clause, and the same as Markdown.

        The label is a link to the clause: where there is no margin, it is the permalink.

        Args:
            clause: the unit.
            lead_in: the paragraph that runs on from its label or heading.
            place: of the clause, for the items.
        """
        head = self._reader.head(clause, lead_in)
        link = self._all(head.label, place)
        if link:
            link = f'<a class="label" href="#{clause.id}" tabindex="-1">{link}</a>'
        gap = "\u3000" if head.is_apart else ""
        return head.text, f"{link}{gap}{self._all(head.rest, place)}"

    def paragraph(self, paragraph: Part, place: Place, before: str = "") -> str:
        """A paragraph as Markdown: items with their ids, a list of units set apart.

        Args:
            paragraph: what to write.
            place: of the clause, for the items.
            before: the text it runs on from, which its punctuation depends on.
        """
        return self._all(self._reader.paragraph(paragraph, before), place)

    def text(self, text: MappedText) -> str:
        """A cell or caption as Markdown."""
        return "".join(map(self._run, self._reader.text(text)))

    def _all(self, found: Iterable[Inline], place: Place) -> str:
        return "".join(
            self._item(one, place) if isinstance(one, Ordinal) else self._run(one) for one in found
        )

    def _item(self, item: Ordinal, place: Place) -> str:
        label = "".join(map(self._run, item.label))
        body = "".join(map(self._run, item.body))
        words = escape.markdown(places.item(place, item.shown).words)
        return (
            f'<span id="{item.id}" {_at(item.span)}>{self.anchors(item.id)}'
            f'<a class="ordinal" href="#{item.id}" aria-label="{words}">{label}</a>'
            f"{body}</span>"
        )

    def _run(self, run: Run | Units) -> str:
        match run:
            case Words(text):
                return escape.markdown(text, keep_blanks=True)
            case Emended():
                return self._marked(run)
            case Name(mention, inside):
                return f"[{''.join(map(self._run, inside))}]{_after_link(mention)}"
            case Units(inside, is_within):
                within = " within" if is_within else ""
                listed = "".join(map(self._run, inside))
                return f'<span class="responsibility{within}">{listed}</span>'

    def _marked(self, one: Emended) -> str:
        entry = one.entry
        kind = " punctuation" if one.is_mark else "" if one.text else " omitted"
        again = entry.id in self._shown
        self._shown[entry.id] = entry
        name = f'data-entry="{entry.id}"' if again else f'id="{entry.id}"'
        number = "" if again else f' data-number="{escape.markdown(f"[{entry.number}]")}"'
        return (
            f'<span class="emended {entry.verdict}{kind}" {name} {_at(entry.span)}{number} '
            f'title="{notes.plain(entry)}">{escape.markdown(one.text, keep_blanks=True)}</span>'
        )


def _at(span: Span) -> str:
    return f'data-at="{span.start}-{span.end}"'


def _after_link(mention: Mention) -> str:
    """What follows the text of a name in brackets: where its link leads, and its class."""
    if mention.kind in ("self", "clause"):
        return f"(#{mention.target or 'page'}){{: .mention .reference }}"
    return f"(../../{mention.target}.md){{: .mention .{mention.kind} }}"
