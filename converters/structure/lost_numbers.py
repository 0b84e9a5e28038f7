"""Headings whose numbers are gone: a word processor made them, and no plain text has them.

What is left are short lines above paragraphs, lists that begin again below such lines, lines that
are not indented as all others are, and sentences that refer to a chapter by a number that nothing
bears.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from itertools import groupby, pairwise
from operator import attrgetter

from converters import lexicon
from converters.models.located import Problem
from converters.models.source import Source
from converters.models.unit import Part, Unit
from converters.structure import captions
from converters.text import blanks, dates, labels, numerals, punctuation
from converters.text.layers import BY_LETTER, DECIMAL, RUN_IN
from converters.text.mapped_text import MappedText

_WORDS = lexicon.words("document")
_MIN_HEADING, _MAX_HEADING = 2, 20
_MIN_HEADINGS = 3
_MIN_RESTARTS = 2
_MIN_ABOVE_TEXT = 2
_MIN_INDENTED = 2
_MIN_FLUSH = 2
_NO_HEADING = re.compile(r"[。；，、：:;,！？!?…/|\t=]|^[\W\d]|\d$")
_SENTENCE = re.compile("[。；;：:！!][”’」』》）)]?$")
_TEXTS = ("clause", "preamble", "unparsed", "title")
_BODY = ("clause", "preamble", "unparsed")
_NUMBERS_ITEMS = BY_LETTER["d"].rank
"""Numbers of this rank and below count items; a plan whose headings have none may have those."""

_SELF = lexicon.alternatives(_WORDS["title_endings"])
_REFERENCE = re.compile(
    rf"本(?:{_SELF})第\s*(?:{numerals.HAN_NUMBER}|\d{{1,2}}(?:[.．]\d{{1,2}}){{0,3}})\s*[章节条]"
    rf"|(?:{lexicon.alternatives(_WORDS['referring_words'])})第?"
    r"\d{1,2}(?:[.．]\d{1,2}){1,3}\s?[条节款项章]"
)
_MAY_BE_REFERRED_TO = ("part", "ch", "sec", "art", "a", DECIMAL)


def find(source: Source, units: Sequence[Unit]) -> Iterator[Problem]:
    """A Problem for each document of a file whose headings seem to have lost their numbers."""
    for _, document in groupby(units, key=attrgetter("document")):
        own = [unit for unit in document if unit.kind in _TEXTS]
        found = _bare_headings(own) or _above_restarts(own) or _above_text(own)
        if bare := found or _flush(source, own):
            shown = bare[0].text
            message = f"“{shown}”等 {len(bare)} 处像是标题而没有编号，原有的自动编号恐已丢失"
            yield Problem("numbers-lost", message, bare[0].span)
        elif reference := _unmet_reference(own):
            shown, part = reference
            message = f"文中所说“{shown}”，各条款没有这样的编号，原有的自动编号恐已丢失"
            yield Problem("numbers-lost", message, part.text.span)


def _bare_headings(units: Sequence[Unit]) -> list[MappedText]:
    """Short lines above sentences, in a document that numbers nothing but items.

    One of them may stand below another: 总则, 编制目的.
    """
    if any(_is_outer(unit) for unit in units):
        return []
    parts = [part for unit in units for part in unit.parts if part.role in ("text", "title")]
    found: list[MappedText] = []
    above: list[MappedText] = []
    for part in parts:
        if _is_bare(part.text.text):
            above.append(part.text)
            continue
        if above and _SENTENCE.search(part.text.text):
            found += above[-2:]
        above = []
    return found if len(found) >= _MIN_HEADINGS else []


def _above_restarts(units: Sequence[Unit]) -> list[MappedText]:
    """The short lines at which the numbers of the first layer of a document begin again."""
    clauses = [unit for unit in units if unit.is_clause and unit.layer != RUN_IN]
    top = min((BY_LETTER[unit.layer].rank for unit in clauses), default=0)
    found = [
        before.parts[-1].text
        for before, unit in pairwise(units)
        if unit.is_clause
        and unit.numbers == (1,)
        and BY_LETTER[unit.layer].rank == top
        and before.parts
        and before.parts[-1].line != before.line
        and _is_bare(before.parts[-1].text.text)
    ]
    return found if len(found) >= _MIN_RESTARTS else []


def _above_text(units: Sequence[Unit]) -> list[MappedText]:
    """The short lines that stand above sentences inside of clauses: headings of their own.

    Several short lines above a sentence are a list of names.
    """
    found: list[MappedText] = []
    for unit in units:
        if not (unit.is_clause and unit.parts):
            continue
        lines = [part.text for part in _own_lines(unit)]
        bare = [False, *(_is_bare(line.text) for line in lines)]
        found += [
            above
            for at, (above, below) in enumerate(pairwise(lines))
            if not bare[at] and bare[at + 1] and _SENTENCE.search(below.text)
        ]
    return found if len(found) >= _MIN_ABOVE_TEXT else []


def _flush(source: Source, units: Sequence[Unit]) -> list[MappedText]:
    """The lines that begin with a short sentence and no indent, where all others have one.

    A writer types the indents of paragraphs; those of numbered headings come with their numbers.
    """
    body = [unit for unit in units if unit.kind in _BODY]
    labelled = [unit.label for unit in body if unit.label]
    if any(_is_flush(source, text) for text in labelled):
        return []
    lines = [text for unit in body for text in _begun(unit)]
    if sum(_is_indented(source, text) for text in (*labelled, *lines)) < _MIN_INDENTED:
        return []
    found = [text for text in lines if _is_flush(source, text)]
    heads = [text.text.partition(punctuation.FULL_STOP)[0] for text in found]
    return found if len(found) >= _MIN_FLUSH and all(map(_is_bare, heads)) else []


def _begun(unit: Unit) -> list[MappedText]:
    """What stands without a number at the start of the lines of a unit."""
    head = [unit.heading] if unit.layer == RUN_IN and unit.heading else []
    return [*head, *(part.text for part in _own_lines(unit))]


def _is_flush(source: Source, text: MappedText) -> bool:
    start = text.starts[0]
    return start == 0 or source.text[start - 1] == "\n"


def _is_indented(source: Source, text: MappedText) -> bool:
    start = text.starts[0]
    return start > 0 and source.text[start - 1] != "\n" and blanks.is_blank(source.text[start - 1])


def _own_lines(unit: Unit) -> list[Part]:
    """The paragraphs of a unit that begin a line."""
    is_clause = unit.is_clause
    return [
        part
        for part in unit.parts
        if part.role == "text" and not (is_clause and part.line == unit.line)
    ]


def _unmet_reference(units: Sequence[Unit]) -> tuple[str, Part] | None:
    """The first mention of a chapter or a section in a document that numbers none."""
    if any(unit.layer in _MAY_BE_REFERRED_TO for unit in units):
        return None
    parts = (part for unit in units for part in unit.parts)
    mentions = ((found[0], part) for part in parts if (found := _REFERENCE.search(str(part.text))))
    return next(mentions, None)


def _is_outer(unit: Unit) -> bool:
    is_numbered = unit.is_clause and unit.layer != RUN_IN
    return is_numbered and (unit.layer == DECIMAL or BY_LETTER[unit.layer].rank < _NUMBERS_ITEMS)


def _is_bare(text: str) -> bool:
    """Whether a line may be a heading without a number."""
    is_short = _MIN_HEADING <= len(text) <= _MAX_HEADING
    is_plain = is_short and not _NO_HEADING.search(text) and not dates.PRINTED.search(text)
    return is_plain and not (labels.match(text) or labels.decimal(text) or captions.stands(text))
