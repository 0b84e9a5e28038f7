"""The text of a clause as a duty sheet quotes it: what is said of the body itself, and how often.

Marked are the sentences that name the body, and in all of them each frequency; what the editor read
is told, as on the page of the plan: by marks, and by the numbers of the notes.
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Iterator, Mapping, Sequence
from functools import cached_property
from itertools import islice, takewhile
from operator import attrgetter

from converters.citation.quotations import Quoter
from converters.edition.apparatus import Entry
from converters.models.mention import Mention
from converters.models.phrase import Marked, Phrase
from converters.models.plan import Plan
from converters.models.unit import Part
from converters.text import blanks, frequencies
from converters.text.mapped_text import MappedText, Span

KINDS = OWN, FREQUENCY = "own", "frequency"
"""The kinds of what is marked."""

SETTLED = "certain"
"""The verdict on what a rule decides: it has no number, and is told in the sum only."""


class DutyText:
    """Quotes the paragraphs of one plan for one body after the other."""

    def __init__(
        self, plan: Plan, entries: Sequence[Entry], by_key: Mapping[str, Sequence[Mention]]
    ) -> None:
        """The mentions of the plan are by the key of the record that they mean."""
        self._plan = plan
        self._entries = entries
        self._by_key = by_key
        self._own: dict[str, dict[int, list[Span]]] = {}
        self._plain: dict[tuple[int, Span], Phrase] = {}

    @cached_property
    def quoter(self) -> Quoter:
        """Quotes the plan."""
        return Quoter(self._plan)

    @cached_property
    def _longest(self) -> int:
        """Characters of the longest entry: so far before a place may begin what ends in it."""
        return max((entry.span.end - entry.span.start for entry in self._entries), default=0)

    def entries(self, text: MappedText, place: Span) -> Iterator[tuple[int, Entry]]:
        """The entries of the apparatus on a range of a text, each with where in that it ends."""
        if not text:
            return
        lowest = max(text.starts[0], text.starts[min(place.start, len(text) - 1)] - self._longest)
        is_whole = place.end >= len(text)
        highest = text.ends[-1] if is_whole else text.starts[place.end] + 1
        first, last = (
            bisect_left(self._entries, at, key=lambda one: one.span.start)
            for at in (lowest, highest)
        )
        for entry in self._entries[first:last]:
            end = bisect_left(text.starts, entry.span.end)
            if place.start < end <= place.end:
                yield end, entry

    def body(self, key: str, part: Part) -> Phrase:
        """A paragraph without the list of units that ends it, which stands below; maybe nothing."""
        return self.text(key, part.text, self.place(part), part.lists_of_units)

    def place(self, part: Part) -> Span:
        """Where in a paragraph that stands."""
        text, end = part.text.text, len(part.text)
        lists = part.lists_of_units
        if len(lists) == 1 and not text[lists[0].end :].strip(blanks.CHARS):
            end = lists[0].start
        start = len(text[:end]) - len(text[:end].lstrip(blanks.CHARS))
        end = len(text[:end].rstrip(blanks.CHARS))
        return Span(start, max(start, end))

    def text(self, key: str, text: MappedText, place: Span, lists: Sequence[Span] = ()) -> Phrase:
        """A range of a text; a sentence in `lists` says who answers, and nothing else of them."""
        if not text:
            return ()
        at = text.starts[0]
        own = [one for one in self._sentences(key).get(at, ()) if not _is_inside(one, lists)]
        if own:
            return tuple(self._marked(text, place, own))
        if (at, place) not in self._plain:  # the same for all bodies that it does not name
            self._plain[at, place] = tuple(self._marked(text, place, ()))
        return self._plain[at, place]

    def _sentences(self, key: str) -> Mapping[int, list[Span]]:
        """The sentences that name a body, by where their passage starts in the source."""
        if key not in self._own:
            found = self._own.setdefault(key, {})
            for one in self.quoter.quotations(self._by_key.get(key, ())):
                found.setdefault(one.text.starts[0], []).append(one.sentence)
        return self._own[key]

    def _marked(self, text: MappedText, place: Span, own: Sequence[Span]) -> Iterator[Phrase]:
        often = [*frequencies.find(text.text)]
        at = place.start
        for one in own:
            start, end = max(at, one.start), min(place.end, one.end)
            if start < end:
                yield from self._frequent(text, Span(at, start), often)
                yield Marked(OWN, tuple(self._frequent(text, Span(start, end), often)))
                at = end
        yield from self._frequent(text, Span(at, place.end), often)

    def _frequent(self, text: MappedText, place: Span, often: Sequence[Span]) -> Iterator[Phrase]:
        at = place.start
        first = bisect_left(often, place.start, key=attrgetter("start"))
        for one in takewhile(lambda one: one.end <= place.end, islice(often, first, None)):
            yield from self._runs(text, Span(at, one.start))
            yield Marked(FREQUENCY, tuple(self._runs(text, one)))
            at = one.end
        yield from self._runs(text, Span(at, place.end))

    def _runs(self, text: MappedText, place: Span) -> Iterator[Phrase]:
        """A range, with the number of each note behind what it is on."""
        at = place.start
        for end, entry in self.entries(text, place):
            if entry.verdict != SETTLED:
                yield from self._read(text, Span(at, end))
                yield Marked("note-number", f"[{entry.number}]")
                at = end
        yield from self._read(text, Span(at, place.end))

    def _read(self, text: MappedText, place: Span) -> Iterator[Phrase]:
        if place.start < place.end:
            for classes, part in self.quoter.runs(text, place):
                yield Marked(f"emended {classes}", part) if classes else part


def _is_inside(one: Span, lists: Sequence[Span]) -> bool:
    """Whether one of some ranges, which are in order, has all of another."""
    before = bisect_right(lists, one.start, key=attrgetter("start"))
    return bool(before) and one.end <= lists[before - 1].end
