"""Headings whose numbers are gone: a word processor made them, and no plain text has them.

What is left are short lines above paragraphs, lists that begin again below such lines, and
sentences that refer to a chapter by a number that nothing bears.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from itertools import groupby, pairwise
from operator import attrgetter

from converters import lexicon
from converters.models.located import Problem
from converters.models.unit import Part, Unit
from converters.text import dates, labels, numerals
from converters.text.layers import BY_LETTER, DECIMAL, RUN_IN

_WORDS = lexicon.words("document")
_MIN_HEADING, _MAX_HEADING = 2, 20
_MIN_HEADINGS = 3
_MIN_RESTARTS = 2
_NO_HEADING = re.compile(r"[。；，、：:;,！？!?…/|\t=]|^[\W\d]|\d$")
_SENTENCE = re.compile("[。；;：:！!][”’」』》）)]?$")
_TEXTS = ("clause", "preamble", "unparsed", "title")
_NUMBERS_ITEMS = BY_LETTER["d"].rank
"""Numbers of this rank and below count items; a plan whose headings have none may have those."""

_SELF = lexicon.alternatives(_WORDS["title_endings"])
_REFERENCE = re.compile(
    rf"本(?:{_SELF})第\s*(?:{numerals.HAN_NUMBER}|\d{{1,2}}(?:[.．]\d{{1,2}}){{0,3}})\s*[章节条]"
    rf"|(?:{lexicon.alternatives(_WORDS['referring_words'])})第?"
    r"\d{1,2}(?:[.．]\d{1,2}){1,3}\s?[条节款项章]"
)
_MAY_BE_REFERRED_TO = ("part", "ch", "sec", "art", "a", DECIMAL)


def find(units: Sequence[Unit]) -> Iterator[Problem]:
    """A Problem for each document of a file whose headings seem to have lost their numbers."""
    for _, document in groupby(units, key=attrgetter("document")):
        own = [unit for unit in document if unit.kind in _TEXTS]
        if bare := _bare_headings(own) or _above_restarts(own):
            shown = bare[0].text.text
            message = f"“{shown}”等 {len(bare)} 处像是标题而没有编号，原有的自动编号恐已丢失"
            yield Problem("numbers-lost", message, bare[0].text.span)
        elif reference := _unmet_reference(own):
            shown, part = reference
            message = f"文中所说“{shown}”，各条款没有这样的编号，原有的自动编号恐已丢失"
            yield Problem("numbers-lost", message, part.text.span)


def _bare_headings(units: Sequence[Unit]) -> list[Part]:
    """Short lines above sentences, in a document that numbers nothing but items.

    One of them may stand below another: 总则, 编制目的.
    """
    if any(_is_outer(unit) for unit in units):
        return []
    parts = [part for unit in units for part in unit.parts if part.role in ("text", "title")]
    found: list[Part] = []
    above: list[Part] = []
    for part in parts:
        if _is_bare(part.text.text):
            above.append(part)
            continue
        if above and _SENTENCE.search(part.text.text):
            found += above[-2:]
        above = []
    return found if len(found) >= _MIN_HEADINGS else []


def _above_restarts(units: Sequence[Unit]) -> list[Part]:
    """The short lines at which the numbers of the first layer of a document begin again."""
    clauses = [unit for unit in units if unit.is_clause and unit.layer != RUN_IN]
    top = min((BY_LETTER[unit.layer].rank for unit in clauses), default=0)
    found = [
        before.parts[-1]
        for before, unit in pairwise(units)
        if unit.is_clause
        and unit.numbers == (1,)
        and BY_LETTER[unit.layer].rank == top
        and before.parts
        and before.parts[-1].line != before.line
        and _is_bare(before.parts[-1].text.text)
    ]
    return found if len(found) >= _MIN_RESTARTS else []


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
    return is_plain and not (labels.match(text) or labels.decimal(text))
