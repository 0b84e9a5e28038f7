"""What of the line of a label is its heading, and which of siblings have one.

A heading stands alone on its line, or ends at the first 。 or at a colon. A sentence is none:
siblings are judged by one rule, so that of items that are sentences no short one is a heading
by chance.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import groupby
from typing import NamedTuple

from converters import lexicon
from converters.structure import responsibility
from converters.text import numerals, punctuation
from converters.text.labels import Label
from converters.text.layers import BY_LETTER
from converters.text.mapped_text import EMPTY, MappedText

_MAX_RUN_IN = 60
_MAX_CLEAR = 30
_MAX_SHORT = 20
_MAX_WITH_UNITS = 400
_MAX_LEAD = 12
_MIN_LEADS = 3
"""So many articles in a row at least open with a phrase, where it is their heading."""
_COLON = re.compile(r"(?P<head>[^\s。；;，,：:、！？!?\d“”《》（）()]{2,20})(?P<colon>[:：])")
_COMMA = re.compile("[，,；;]")
_ENDS_ITEM = ("；", ";")
_COLONS = ("：", ":")
_WORDS = lexicon.words("document")
_SAYS = re.compile(lexicon.alternatives(_WORDS["sentence_signs"]))
_STAGE = re.compile(
    rf"第{numerals.HAN_NUMBER}(?:{lexicon.alternatives(_WORDS['stages'])})[:：][^\s\d。；;，,：:、！？!?]{{2,20}}"
)
"""A stage and its name; what has a time or a pause is a sentence on it."""


class Split(NamedTuple):
    """A heading, what ends it (。 or a colon; empty if nothing does), the text that runs on."""

    heading: MappedText
    separator: MappedText
    text: MappedText


@dataclass(frozen=True)
class Shape:
    """The form of a clause, by which siblings are compared.

    Args:
        split: its line without the label.
        has_more: whether paragraphs or clauses stand below its line.
    """

    split: Split
    has_more: bool

    @property
    def is_sentence(self) -> bool:
        """Whether the clause is surely text: an item of a list, or one whole sentence."""
        heading, separator, text = self.split
        if not heading:
            return bool(text)
        is_whole = bool(separator) and not text and not self.has_more
        return self._is_long and (is_whole or self._says)

    @property
    def is_heading(self) -> bool:
        """Whether it has surely a heading: a short one, and text behind or below it."""
        heading, separator, text = self.split
        has_text = self.has_more or bool(text and separator)
        return bool(heading) and has_text and not self._is_long

    @property
    def stands_alone(self) -> bool:
        """Whether all of the clause would be its heading."""
        return not self.split.text and not self.has_more

    @property
    def _is_long(self) -> bool:
        heading = self.split.heading.text
        limit = _MAX_SHORT if self.stands_alone else _MAX_CLEAR
        return len(heading) > limit or bool(_COMMA.search(heading))

    @property
    def _says(self) -> bool:
        """Whether the heading commands or allows something, as sentences do."""
        return bool(_SAYS.search(self.split.heading.text))


def split(rest: MappedText, layer: str) -> Split:
    """What the line of a label holds behind it; an article (第一条) has no heading.

    Args:
        rest: the line without its label.
        layer: the letter of the layer of the label.
    """
    if not BY_LETTER[layer].has_heading:
        return Split(EMPTY, EMPTY, rest)
    end = rest.text.find(punctuation.FULL_STOP)
    head = rest if end < 0 else rest[:end]
    is_centred = BY_LETTER[layer].is_centred and end < 0  # 第四章 格局构建：筑牢生态安全屏障
    is_whole = is_centred or _STAGE.fullmatch(rest.text)
    if not is_whole and (colon := _COLON.match(head.text)):
        text = rest[colon.end() :].strip()
        return Split(rest[: colon.end("head")], rest[colon.start("colon") : colon.end()], text)
    listed = responsibility.read(head.text) if len(head) <= _MAX_WITH_UNITS else ()
    if listed and listed[0].start <= _MAX_RUN_IN:
        head, listing = rest[: listed[0].start].strip(), rest[listed[0].start :]
        return Split(EMPTY, EMPTY, rest) if _ends_item(head) else Split(head, EMPTY, listing)
    if len(head) > _MAX_RUN_IN or (end < 0 and _ends_item(rest)):
        return Split(EMPTY, EMPTY, rest)
    if end < 0:
        is_lead_in = rest.text.endswith(_COLONS) and bool(_COMMA.search(rest.text))
        return Split(EMPTY, EMPTY, rest) if is_lead_in else Split(rest, EMPTY, EMPTY)
    return Split(rest[:end], rest[end : end + 1], rest[end + 1 :].strip())


def _ends_item(text: MappedText) -> bool:
    return text.text.endswith(_ENDS_ITEM)


def led(articles: Sequence[MappedText]) -> dict[int, Split]:
    """Which articles below one other clause open with a heading, and how they are split.

    An article has none of itself. Where several in a row open with a short phrase, 会商制度。, and
    go on behind it, each is one.

    Args:
        articles: their lines without the label.
    """
    splits = [_lead(rest) for rest in articles]
    found: dict[int, Split] = {}
    for is_led, run in groupby(range(len(splits)), key=lambda at: splits[at] is not None):
        places = list(run)
        if is_led and len(places) >= _MIN_LEADS:
            found |= {at: one for at in places if (one := splits[at])}
    return found


def _lead(rest: MappedText) -> Split | None:
    """An article split behind the phrase it opens with, if it may be a heading."""
    end = rest.text.find(punctuation.FULL_STOP, 0, _MAX_LEAD + 1)
    phrase, text = rest[: max(end, 0)], rest[end + 1 :].strip()
    if not phrase or not text or _COMMA.search(phrase.text) or _SAYS.search(phrase.text):
        return None
    return Split(phrase, rest[end : end + 1], text)


def ruled(rest: MappedText, label: Label) -> Split:
    """What the line of a heading of the editor holds: it goes as far as its first 。.

    An article that is printed with its number (第一条) has none.
    """
    if label.end and not BY_LETTER[label.layer].has_heading:
        return Split(EMPTY, EMPTY, rest)
    end = rest.text.find(punctuation.FULL_STOP)
    end = end if end > 0 else len(rest)
    return Split(rest[:end], rest[end : end + 1], rest[end + 1 :].strip())


def kept(siblings: Sequence[Shape], above: str = "") -> list[bool]:
    """Which of some clauses of one layer below one other keep their heading.

    A whole sentence has none, and beside one nothing has but what clearly is a heading: a short
    sentence that stands alone, 承担日常工作。, is one beside headings only. The items of an article
    go on from its sentence: beside one that is a sentence all are, whatever stands below the last.

    Args:
        siblings: their forms.
        above: the letter of the layer of the clause that they stand in.
    """
    if not any(shape.is_sentence for shape in siblings):
        return [True] * len(siblings)
    in_article = bool(above) and not BY_LETTER[above].has_heading
    return [shape.is_heading and not in_article for shape in siblings]
