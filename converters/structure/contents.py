"""The list of contents of a document (目录): its entries repeat the headings and are no clauses."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Sequence
from itertools import islice

from converters import lexicon
from converters.text import labels
from converters.text.labels import Label
from converters.text.layers import DECIMAL

_TITLES = lexicon.words("document")["contents_titles"]
_LEADERS = re.compile(r"[.．·…]{3,}[\s\d]*$")
_PAGE = re.compile(r"[.．·…]{2,}\d*$")
_PAGE_DIGITS = "0123456789IVX"
_PAGED = re.compile(
    r"(?P<entry>.{0,60}?[^\d\s.．·…、—–-])\s*(?P<leaders>[.．·…]{2,})?\s*"
    r"[-—–]?\s*(?P<page>\d{1,3})?\s*[-—–]?"
)
_STOP = re.compile("[。；：:;]")
_SENTENCE = re.compile("[。；]")
_MAX_ENTRY = 60
_MAX_RUN = 1000
"""An entry may have the entries below it on the same line."""
_MIN_ENTRIES = 3
_MIN_UNTITLED = 6
_MOST_UNPAGED = 2
_MOST = 0.8
"""At least so many lines of a list of contents must come again as headings."""


def find(lines: Sequence[str]) -> range:
    """The lines (indices) of a list of contents: its title, and entries that the text repeats.

    The list ends before its first entry comes again; most of its lines must come again too, or
    lead by dots to a page. Below a title, entries with pages that never fall are a list in
    themselves. A list without a title is headings alone, from a first label on, and the text, or
    what leads into it, begins right below.
    """
    bare = [_entry(line) for line in lines]
    unpaged = (text.lstrip(_PAGE_DIGITS) for text in bare)
    title = next((at for at, text in enumerate(unpaged) if text in _TITLES), None)
    if title is not None:
        found = _list(lines, bare, title, title + 1, _MIN_ENTRIES)
        others = (_labelled(lines, title), _decimal(lines, title), _paged(lines, title))
        return max(found, *others, key=len)
    first = next((at for at, line in enumerate(lines) if _is_first(line)), len(lines))
    found = _list(lines, bare, first, first, _MIN_UNTITLED)
    follows = found and _comes_next(lines, bare, found)
    return found if follows and all(_is_heading(lines[at]) for at in found) else range(0)


def _comes_next(lines: Sequence[str], bare: Sequence[str], found: range) -> bool:
    """Whether the first entry comes again below a list, with no other heading before."""
    for at in range(found.stop, len(lines)):
        if bare[at] == bare[found.start]:
            return True
        if labels.match(lines[at]) or labels.decimal(lines[at]):
            return False
    return False


def _list(lines: Sequence[str], bare: Sequence[str], begin: int, first: int, least: int) -> range:
    if first >= len(lines):
        return range(0)
    again = next((at for at in range(first + 1, len(lines)) if bare[at] == bare[first]), first)
    headings = sorted(bare[again:])
    entries = [
        at
        for at in range(first, again)
        if _LEADERS.search(lines[at]) or _comes_again(bare[at], headings)
    ]
    if len(entries) < least:
        return range(0)
    found = range(begin, entries[-1] + 1)
    return found if len(entries) >= _MOST * (found.stop - first) else range(0)


def _labelled(lines: Sequence[str], title: int) -> range:
    """A list whose entries are labelled headings, one below the other, each counting on."""
    layer: Label | None = None
    count = last = 0
    for line in islice(lines, title + 1, None):
        label = labels.match(line)
        if not label or len(line) > _MAX_RUN or _SENTENCE.search(line):
            break
        layer = layer or label
        if label.rank > layer.rank + 1 or (label.layer == layer.layer and label.number != last + 1):
            break
        last = label.number if label.layer == layer.layer else last
        count += 1
    return range(title, title + 1 + count) if count >= _MIN_ENTRIES else range(0)


def _decimal(lines: Sequence[str], title: int) -> range:
    """A list whose entries are decimals that grow, one below the other."""
    last: tuple[int, ...] = ()
    end = title + 1
    for line in islice(lines, title + 1, None):
        label = labels.decimal(line) or labels.match(line)
        if not label or label.layer not in (DECIMAL, "c") or not _is_heading(line):
            break
        if label.numbers <= last:
            break
        last = label.numbers
        end += 1
    return range(title, end) if end - title > _MIN_ENTRIES else range(0)


def _paged(lines: Sequence[str], title: int) -> range:
    """A list whose entries lead to their pages; some may have lost theirs."""
    end = title + 1
    count = last = 0
    for at in range(title + 1, len(lines)):
        entry, leaders, page = _parted(lines[at])
        if (leaders and not page) or (page and int(page) >= last):
            end, last = at + 1, int(page or last)
            count += 1
        elif at >= end + _MOST_UNPAGED or not _is_heading(entry):
            break
    return range(title, end) if count >= _MIN_ENTRIES else range(0)


def _parted(line: str) -> tuple[str, str, str]:
    """An entry, the dots that lead to its page, and the page."""
    found = _PAGED.fullmatch(line)
    return (
        (found["entry"], found["leaders"] or "", found["page"] or "") if found else (line, "", "")
    )


def _comes_again(entry: str, headings: Sequence[str]) -> bool:
    """Whether a heading is, or text that runs on from it begins with, an entry."""
    at = bisect_left(headings, entry)
    return len(entry) <= _MAX_ENTRY and at < len(headings) and headings[at].startswith(entry)


def _is_first(line: str) -> bool:
    label = labels.match(line) or labels.decimal(line)
    return bool(label and set(label.numbers) == {1})


def _is_heading(line: str) -> bool:
    return len(line) <= _MAX_ENTRY and not _STOP.search(line)


def _entry(text: str) -> str:
    """A heading as a list of contents has it: no blanks, no leaders, no page, no text after it."""
    return _PAGE.sub("", "".join(text.split()).split("。")[0])
