"""The sentences in which names stand, with the names marked."""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import groupby, islice

from converters.citation import clause_addresses
from converters.citation.clause_addresses import Address
from converters.models.mention import Mention
from converters.models.phrase import Marked, Phrase
from converters.models.plan import Plan
from converters.names import passages
from converters.text import blanks, punctuation
from converters.text.mapped_text import MappedText, Span

_SENTENCE_END = re.compile(r"[。！？；!?;]+[”’」』）)》]*")
_WHOLE = 160
"""A sentence up to this length is quoted whole; of a longer one what stands around the name."""

_AROUND = 64
_NEAR = 24
_PAUSE = re.compile("[，,、：:]")
_MOST_MARKED = 20
_CUT = Marked("cut", "……")


@dataclass(frozen=True)
class Quotation:
    """One sentence of a plan: what of it is quoted, and the names in it.

    `pieces` and `marks` are ranges of `text`, in order.
    """

    plan: Plan
    unit: str
    part: str
    text: MappedText
    sentence: Span
    pieces: tuple[Span, ...]
    marks: tuple[Span, ...]
    is_heading: bool


class Quoter:
    """Quotes one plan."""

    def __init__(self, plan: Plan) -> None:
        self.plan = plan
        self.addresses = clause_addresses.of(plan)
        self._passages = {passage.text.starts[0]: passage for passage in passages.of(plan)}
        self._emended = {made.span: made.confidence for made in plan.emendations}
        self._shown: dict[int, str] = {}
        self._cuts: dict[int, list[int]] = {}

    def address(self, unit: str) -> Address:
        """The address of a clause, block or row; its id if the plan has none such."""
        return self.addresses.get(unit, Address(unit))

    def shown(self, mention: Mention) -> str:
        """The name as it stands, its punctuation restored."""
        return self._restored(mention.text)[mention.start : mention.end]

    def is_emended(self, mention: Mention) -> bool:
        """Whether a letter or digit of the name is the editor's reading."""
        span = Span(mention.start, mention.end)
        return any(
            classes and not classes.endswith("punctuation")
            for classes, _ in self.runs(mention.text, span)
        )

    def quotations(self, mentions: Iterable[Mention]) -> Iterator[Quotation]:
        """The sentences of some mentions, each once with all of them marked.

        Args:
            mentions: of this plan, in the order of the page.
        """
        for (start, sentence), group in groupby(mentions, self._place):
            while batch := list(islice(group, _MOST_MARKED)):
                first = batch[0]
                marks = tuple(Span(one.start, one.end) for one in batch)
                yield Quotation(
                    self.plan,
                    first.unit,
                    first.part,
                    first.text,
                    sentence,
                    _pieces(first.text.text, sentence, marks),
                    marks,
                    self._passages[start].is_heading,
                )

    def phrase(self, quotation: Quotation) -> Phrase:
        """What is quoted, the names and what the editor read in it marked."""
        return tuple(self._quoted(quotation))

    def opening(self, text: MappedText) -> Phrase:
        """The first sentence of a passage, what the editor read in it marked."""
        sentence = Span(0, self._sentence_cuts(text)[1])
        if sentence.end <= _WHOLE:
            return tuple(self._marked_up(text, sentence))
        end = _finish(text.text, _AROUND, sentence.end)
        return (*self._marked_up(text, Span(0, end)), _CUT)

    def _place(self, mention: Mention) -> tuple[int, Span]:
        """The passage and the sentence of a mention; one that runs over more takes them all."""
        cuts = self._sentence_cuts(mention.text)
        first = bisect_right(cuts, mention.start) - 1
        last = bisect_left(cuts, mention.end)
        return mention.text.starts[0], Span(cuts[first], cuts[last])

    def _sentence_cuts(self, text: MappedText) -> list[int]:
        start = text.starts[0]
        if start not in self._cuts:
            ends = (found.end() for found in _SENTENCE_END.finditer(text.text))
            lists = self._passages[start].responsibilities
            edges = (edge for one in lists if not one.inside for edge in (one.start, one.end))
            self._cuts[start] = sorted({0, *ends, *edges, len(text)})
        return self._cuts[start]

    def _restored(self, text: MappedText) -> str:
        start = text.starts[0]
        if start not in self._shown:
            self._shown[start] = punctuation.restore(text.text)
        return self._shown[start]

    def _quoted(self, quotation: Quotation) -> Iterator[Phrase]:
        at = quotation.sentence.start
        for piece in quotation.pieces:
            if piece.start > at:
                yield _CUT
            yield from self._piece(quotation, piece)
            at = piece.end
        if at < quotation.sentence.end:
            yield _CUT

    def _piece(self, quotation: Quotation, piece: Span) -> Iterator[Phrase]:
        at = piece.start
        for mark in quotation.marks:
            if piece.start <= mark.start < piece.end:
                yield from self._marked_up(quotation.text, Span(at, mark.start))
                yield Marked("match", tuple(self._marked_up(quotation.text, mark)))
                at = mark.end
        yield from self._marked_up(quotation.text, Span(at, piece.end))

    def runs(self, text: MappedText, span: Span) -> Iterator[tuple[str, str]]:
        """A range of a passage as it is shown, in runs: the classes of each, and the text.

        What stands as received has none; a reading of the editor how sure it is, and whether it
        is of marks only.
        """

        def confidence(at: int) -> str:
            return self._emended.get(Span(text.starts[at], text.ends[at]), "")

        shown = self._restored(text)
        if self._is_as_received(text[span.start : span.end]):
            yield "", shown[span.start : span.end]
            return
        for verdict, run in groupby(range(*span), confidence):
            at = list(run)
            part = shown[at[0] : at[-1] + 1]
            is_marks = verdict and all(map(punctuation.is_mark, part))
            yield f"{verdict} punctuation" if is_marks else verdict, part

    def _is_as_received(self, text: MappedText) -> bool:
        """Whether no character was emended: most texts, and they need not be looked through."""
        if not text.is_verbatim:
            return False
        start, end = text.span if text else (0, 0)
        return self.plan.source.text[start:end] == text.text

    def _marked_up(self, text: MappedText, place: Span) -> Iterator[Phrase]:
        """The text; what the editor read is marked as such."""
        for classes, part in self.runs(text, place):
            yield Marked(f"emended {classes}", part) if classes else part


def _pieces(text: str, sentence: Span, marks: Sequence[Span]) -> tuple[Span, ...]:
    """What is quoted of a sentence, without blanks at the ends."""
    start, end = sentence
    while start < marks[0].start and text[start] in blanks.CHARS:
        start += 1
    while end > marks[-1].end and text[end - 1] in blanks.CHARS:
        end -= 1
    if end - start <= _WHOLE:
        return (Span(start, end),)
    found: list[Span] = []
    for mark in marks:
        piece = Span(_begin(text, start, mark.start), _finish(text, mark.end, end))
        if found and piece.start <= found[-1].end:
            piece = Span(found.pop().start, piece.end)
        found.append(piece)
    return tuple(found)


def _begin(text: str, start: int, mark: int) -> int:
    """Where to begin before a name: after a pause, or where the sentence does if that is near."""
    at = mark - _AROUND
    if at - start < _NEAR:
        return start
    pause = _PAUSE.search(text, at, at + _NEAR)
    return pause.end() if pause else at


def _finish(text: str, mark: int, end: int) -> int:
    """Where to end after a name: at a pause, or where the sentence does if that is near."""
    at = mark + _AROUND
    if end - at < _NEAR:
        return end
    pause = _PAUSE.search(text, at - _NEAR, at)
    return pause.start() if pause else at
