"""Entries of a list of contents that no heading of the text answers, and lists taken for clauses.

A document says its headings twice where it has such a list. What the list has and the text has not
was misread in one of the two, or is a slip of the source: a person looks. Headings that stand one
below the other with no text at all are such a list themselves, or their text is lost.
"""

from __future__ import annotations

from bisect import bisect_left
from collections import defaultdict
from collections.abc import Iterator, Sequence
from itertools import groupby, takewhile

from converters.models.located import Problem
from converters.models.unit import Part, Unit
from converters.structure import attachments, contents
from converters.text import labels
from converters.text.layers import DECIMAL, RUN_IN

_UNMET = "目录所列的“{}”等 {} 条，正文里没有这样的标题；或是读错了，或是原文不全、前后不一，请核对"
_NO_TEXT = "“{}”等 {} 条接连只有标题，没有正文；或是目录读成了条款，或是正文失去了，请核对"
_MIN_ENTRIES = 3
_MIN_BARE = 4
_OUTER = frozenset(["part", "ch", "sec", "a", DECIMAL])
"""Layers whose clauses are no items of a list, which need no text."""


def find(units: Sequence[Unit]) -> Iterator[Problem]:
    """A Problem for each list of which some headings are not in the text of its document."""
    lists: defaultdict[int, list[Part]] = defaultdict(list)
    heads: defaultdict[int, list[str]] = defaultdict(list)
    for unit in units:
        lists[unit.document] += (part for part in unit.parts if part.role == "contents")
        if unit.is_clause and unit.layer != RUN_IN:
            heads[unit.document].append(_words(f"{unit.label}{unit.heading}"))
    for document, entries in lists.items():
        known = sorted(heads[document])
        own = takewhile(lambda part: not attachments.opens(part.text.text), entries)
        labelled = [part for part in own if _has_label(part.text.text)]
        unmet = [part for part in labelled if not _is_met(part.text.text, known)]
        if known and unmet and len(labelled) >= _MIN_ENTRIES:
            message = _UNMET.format(contents.as_listed(unmet[0].text.text), len(unmet))
            yield Problem("contents-unmet", message, unmet[0].text.span)


def bare(units: Sequence[Unit]) -> Iterator[Problem]:
    """A Problem for each run of headings that have no text, and nothing else between them."""
    above = {unit.above for unit in units}
    for is_bare, run in groupby(units, key=_is_bare):
        leaves = [one for one in run if one.number not in above] if is_bare else []
        if len(leaves) >= _MIN_BARE:
            said = _NO_TEXT.format(f"{leaves[0].label}{leaves[0].heading}".strip(), len(leaves))
            yield Problem("headings-bare", said, (leaves[0].label or leaves[0].heading).span)


def _is_bare(unit: Unit) -> bool:
    """Whether a unit is a clause of an outer layer that is nothing but its heading."""
    return unit.is_clause and unit.layer in _OUTER and bool(unit.heading) and not unit.parts


def _has_label(text: str) -> bool:
    label = labels.match(text) or labels.decimal(text)
    return label is not None and not label.is_alone(text)


def _is_met(entry: str, heads: Sequence[str]) -> bool:
    """Whether a heading is an entry, or begins with it: an entry may be cut at the end of a line.

    No mark need part the page from an entry.
    """
    words = _words(contents.as_listed(entry))
    found = (words, words.rstrip("0123456789"))
    return any(_begins_one(one, heads) for one in found)


def _begins_one(words: str, heads: Sequence[str]) -> bool:
    at = bisect_left(heads, words)
    return at < len(heads) and heads[at].startswith(words)


def _words(text: str) -> str:
    """A heading without blanks and marks, whose widths differ between a list and its text."""
    return "".join(filter(str.isalnum, text))
