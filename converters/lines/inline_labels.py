"""Labels inside a text whose line feeds were lost.

They are found in series: each counts on from the one before it and stands where a sentence ends
or a heading does, which has no mark at its end. A list that a colon leads in belongs to the
structure if its items are long (…职责：（一）组织…；（二）…); short ones are running text.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field

from converters import lexicon
from converters.text import labels, numerals
from converters.text.labels import Label
from converters.text.layers import DECIMAL

_HAN = numerals.HAN_NUMBER
_MORE_HAN = f"[{numerals.HAN_DIGITS}]{{0,6}}"
_AT_NUMBER = r"(?<=\d)(?<![\d.．]\d)\d?"
_INSIDE = re.compile(
    rf"[第{numerals.HAN_DIGITS}\d(（①-⒛㈠-㈩](?:"
    rf"(?<=第)(?:{_HAN}|\d{{1,3}})(?:章|节|条|部分)"
    rf"|(?<=[{numerals.HAN_DIGITS}])(?<![{numerals.HAN_DIGITS}第].){_MORE_HAN}、"
    rf"|{_AT_NUMBER}(?:[.．]\s?\d{{1,2}}){{1,3}}(?![\d.．])"
    rf"|(?<=[(（])(?:{_HAN}|\d{{1,2}})[)）]|{_AT_NUMBER}\s?[.．﹒、](?!\d)|(?<=[①-⒛㈠-㈩]))"
)
"""Its first character comes first, so that most of a text is passed over at once."""

_SENTENCE_END = "。；;！？!?)）】”"
_PAUSES = "，,"
_HAN_DIGIT = re.compile(f"[{numerals.HAN_DIGITS}]")
_HEADING_END = re.compile(r"[。；;，,：:！？]")
_SENTENCE = re.compile(r"[。；;：:！？]")
_MAX_HEADING = 60
_MIN_ITEM = 12
_LISTS_NAMES = tuple(lexicon.words("document")["attachment_words"])
_OUTER = ("ch", "art", "a")
_TITLE = re.compile(
    rf"^\s*附件|(?:{lexicon.alternatives(lexicon.words('document')['title_endings'])})"
    r"(?:[(（][^()（）]{1,20}[)）])?$"
)


def find(text: str) -> list[tuple[int, Label]]:
    """The labels that began a line once, with their places, in order."""
    candidates = list(_candidates(text))
    if not candidates:
        return []
    series = _Series()
    following = _following(candidates)
    return [
        (at, label)
        for number, (at, label) in enumerate(candidates)
        if series.takes(text, at, label, following[number])
    ]


def may_hold(text: str, layer: str, number: int) -> bool:
    """Whether a label of a layer stands inside of a text, whatever is before it."""
    if not _INSIDE.search(text, 1):
        return False
    return any((one.layer, one.number) == (layer, number) for at, one in _candidates(text) if at)


def _candidates(text: str) -> Iterator[tuple[int, Label]]:
    for found in _INSIDE.finditer(text):
        here = text[found.start() : found.end() + 3]
        decimal = labels.decimal(here)
        label = decimal if decimal and len(decimal.numbers) > 1 else labels.match(here)
        if label and label.end <= len(found[0]):
            yield found.start(), label


def _following(candidates: Sequence[tuple[int, Label]]) -> list[int | None]:
    """For each candidate, where the next stands that counts on from it."""
    following: list[int | None] = []
    after: dict[tuple[str, int], int] = {}
    for at, label in reversed(candidates):
        following.append(after.get((label.layer, label.number + 1)))
        after[label.layer, label.number] = at
    return following[::-1]


def _leads_in(before: str, length: int) -> bool:
    """Whether a colon leads in a list whose first item is long enough for a line of its own."""
    lead = before.rstrip(":：")
    return lead != before and not lead.endswith(_LISTS_NAMES) and length >= _MIN_ITEM


def _follows_heading(before: str, length: int) -> bool:
    """Whether a list begins right after a heading in two halves: 以…为统领，把准方向1."""
    is_heading = 0 < len(before) <= _MAX_HEADING and not _SENTENCE.search(before)
    return is_heading and before[-1] not in _PAUSES and length >= _MIN_ITEM


@dataclass
class _Series:
    """What has been taken so far."""

    last: dict[str, int] = field(default_factory=dict)
    chain: tuple[int, ...] = ()
    since: int = 0

    def takes(self, text: str, at: int, label: Label, following: int | None) -> bool:
        """Whether a label begins a line; then it counts on for the next."""
        before = text[max(self.since, at - _MAX_HEADING - 1) : at].rstrip()
        ends = not before or before[-1] in _SENTENCE_END
        begins = ends or (len(before) <= _MAX_HEADING and not _HEADING_END.search(before))
        if label.layer == DECIMAL:
            counts_on = label.number > 1 and self.chain[: len(label.numbers)] == (
                *label.numbers[:-1],
                label.number - 1,
            )
            taken = counts_on or (begins and self._continues(label.numbers))
        elif label.number == 1:
            begins = begins or (label.layer in _OUTER and self._follows_title(before))
            length = following - at if following is not None else 0
            begins = begins or _leads_in(before, length) or _follows_heading(before, length)
            taken = begins and (following is not None or label.layer != "a")
        else:
            begins = begins or label.layer == "a" or before[-1] in _PAUSES
            taken = begins and label.number == self.last.get(label.layer, 0) + 1
            taken = taken and not (label.layer == "a" and _HAN_DIGIT.match(text, at + label.end))
        if taken:
            self._take(at, label)
        elif label.number == 1 and label.layer != DECIMAL:
            self.last.pop(label.layer, None)
        return taken

    def _follows_title(self, before: str) -> bool:
        """Whether a label opens a document: the first of all, or one below 附件 or a title."""
        title = _HEADING_END.split(before)[-1]
        return not self.last or bool(_TITLE.search(title))

    def _take(self, at: int, label: Label) -> None:
        self.since = at + label.end
        if label.layer == DECIMAL:
            self.chain = label.numbers
        else:
            self.last[label.layer] = label.number
        if label.layer == "c":
            self.chain = self.chain if self.chain[:1] == (label.number - 1,) else ()

    def _continues(self, numbers: tuple[int, ...]) -> bool:
        """Whether a decimal counts on: 1.2 or 1.1.1 after 1.1, 2.1 after 1.4 or below 2."""
        above, last = numbers[:-1], numbers[-1]
        if last == 1:
            opened = above == (self.last.get("c"),) or above == self.chain
            return opened or (len(above) == 1 and above[0] == (self.chain or (0,))[0] + 1)
        depth = len(above)
        return self.chain[:depth] == above and self.chain[depth : depth + 1] == (last - 1,)
