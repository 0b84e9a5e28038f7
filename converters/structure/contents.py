"""The lists of contents of a file (目录): their entries repeat the headings and are no clauses."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterator, Sequence
from itertools import islice
from typing import NamedTuple

from converters import lexicon
from converters.lines import inline_labels
from converters.structure import attachments, title_lines
from converters.text import blanks, labels
from converters.text.labels import Label
from converters.text.layers import DECIMAL

_TITLES = lexicon.words("document")["contents_titles"]
_TITLE = lexicon.spaced(_TITLES)
_TITLE_ENDS = re.compile(rf"(?<=\S)({_TITLE})[:：]?$")
_TITLE_BEGINS = re.compile(rf"({_TITLE})[:：]?{blanks.IN_LINE}*(?=\S)")
_LEADERS = ".．·…‥_＿"
_DASHES = "-—–－"
_LONGEST_PAGE = 16
_LONGEST_TITLE = 12
_PAGE = re.compile(
    rf"(?P<open>[{_DASHES}(（]\s?)?(?P<page>\d{{1,3}})\s?(?P<close>[{_DASHES})）])?$"
)
_MAY_LEAD = re.compile(rf"[{_DASHES}{_LEADERS}\d)）]")
_PAGE_DIGITS = "0123456789IVX"
_STOP = re.compile("[。；：:;]")
_SENTENCE = re.compile("[。；]")
_MAX_ENTRY = 60
_MAX_RUN = 1000
"""An entry may have the entries below it on the same line."""
_MIN_LEADERS = 2
_MIN_ENTRIES = 3
_MIN_TITLED, _MIN_UNTITLED = 2, 6
_MIN_ALONE = 10
"""So many headings with no text below any of them are a list of which the text is lost."""
_MOST_UNPAGED = 2
_MOST_LISTS = 6
_MOST_BEFORE = 2
"""So many entries may stand first that the text does not repeat: 前言."""
_MOST = 0.8
"""At least so many lines of a list of contents must come again as headings."""


class _Entry(NamedTuple):
    """A line of a list: what it says, the dots that lead to its page, the page and its marks."""

    text: str
    leaders: int
    page: str
    is_marked: bool

    @property
    def is_led(self) -> bool:
        """Whether dots or dashes show that it leads to a page."""
        return self.leaders >= _MIN_LEADERS or (self.is_marked and bool(self.page))


def find(lines: Sequence[str]) -> frozenset[int]:
    """The lines (indices) of all lists of contents: titles, and entries that the text repeats.

    A list ends before its first entry comes again; most of its lines must come again too, or
    lead by dots to a page. Below a title, entries with pages that never fall are a list in
    themselves. A list without a title is headings alone, from a first label on, and all have pages
    that never fall, or the text, or what leads into it, begins right below, or nothing does.
    """
    bare = [as_listed(line) for line in lines]
    titles = [at for at, text in enumerate(bare) if text.lstrip(_PAGE_DIGITS) in _TITLES]
    found: list[range] = []
    for title in titles:
        if len(found) < _MOST_LISTS and (not found or title >= found[-1].stop):
            of_title = _titled(lines, bare, title)
            found += [_with_attachments(lines, bare, of_title)] if of_title else []
    if not found:
        found = [_with_attachments(lines, bare, _untitled(lines, bare))]
    return frozenset(at for lines_of_list in found for at in lines_of_list)


def title_inside(lines: Sequence[str]) -> Iterator[tuple[int, int]]:
    """Where the title of a list is glued to a line: the index of the line, and where to part it.

    The title ends a line, and below stands a first entry that leads to a page or comes again; or
    it begins one, and such an entry follows it.
    """
    candidates = [(at, cut) for at, line in enumerate(lines) if (cut := _cut(line))]
    if not candidates:
        return
    last = {as_listed(line): at for at, line in enumerate(lines)}
    for at, cut in candidates:
        is_before = not _TITLE_BEGINS.match(lines[at])
        entry = lines[at][cut:] if not is_before else "".join(lines[at + 1 : at + 2])
        if not _is_first(entry) or not _is_heading(entry):
            continue
        comes_again = last.get(as_listed(entry), 0) > at + is_before
        if comes_again or _entry(entry).is_led or len(_labels_in(entry)) > 1:
            yield at, cut


def _cut(line: str) -> int:
    """Where a title of a list at the start of a line ends, or one at its end begins; else 0."""
    if found := _TITLE_BEGINS.match(line):
        return found.end()
    start = max(0, len(line) - _LONGEST_TITLE)
    found = _TITLE_ENDS.search(line, start)
    return found.start() if found else 0


def _titled(lines: Sequence[str], bare: Sequence[str], title: int) -> range:
    below = range(title + 1, min(title + 1 + _MOST_BEFORE, len(lines)))
    if not below or bare[title + 1] in _TITLES:
        return range(0)
    repeated = (_list(lines, bare, title, first, _MIN_TITLED) for first in below)
    found = next(filter(None, repeated), range(0))
    if len(found) <= _MIN_ENTRIES and not _text_begins(lines, bare, found, found.start + 1):
        found = range(0)
    others = (_labelled(lines, title), _decimal(lines, title), _paged(lines, title))
    in_line = range(title, title + 2) if _is_in_line(lines, bare, title + 1) else range(0)
    return max(found, *others, in_line, key=len)


def _untitled(lines: Sequence[str], bare: Sequence[str]) -> range:
    first = next((at for at, line in enumerate(lines) if _is_first(line)), len(lines))
    if first == len(lines):
        return range(0)
    if _is_in_line(lines, bare, first):
        return range(first, first + 1)
    found = _list(lines, bare, first, first, _MIN_ENTRIES)
    if found and all(_is_heading(lines[at]) for at in found):
        led = sum(_entry(lines[at]).is_led for at in found) >= _MOST * len(found)
        if led or _text_begins(lines, bare, found, first) or _are_paged(lines, found):
            return found
        if len(found) >= _MIN_UNTITLED and _comes_next(lines, bare, found):
            return found
    return _paged(lines, first - 1, is_titled=False) or _headings_alone(lines, first)


def _headings_alone(lines: Sequence[str], first: int) -> range:
    """The rest of the file, if it is decimals that grow over several levels and no text at all."""
    found = range(first, _decimal(lines, first - 1).stop)
    below = sum(len(label.numbers) > 1 for at in found if (label := labels.decimal(lines[at])))
    is_whole = found.stop == len(lines) and len(found) >= _MIN_ALONE
    return found if is_whole and 2 * below >= len(found) else range(0)


def _are_paged(lines: Sequence[str], found: range) -> bool:
    """Whether each line of a list ends in a page that a blank sets off, and no page falls."""
    entries = [(lines[at], _entry(lines[at])) for at in found]
    pages = [int(one.page) for line, one in entries if one.page and line[len(one.text)].isspace()]
    return len(pages) == len(entries) and pages == sorted(pages)


def _text_begins(lines: Sequence[str], bare: Sequence[str], found: range, first: int) -> bool:
    """Whether the first entry comes again right below a list, or below a title."""
    if first >= found.stop:
        return False
    for at in range(found.stop, len(lines)):
        if bare[at] == bare[first]:
            return True
        if not (attachments.opens(lines[at]) or title_lines.looks_like(lines[at])):
            break
    return False


def _comes_next(lines: Sequence[str], bare: Sequence[str], found: range) -> bool:
    """Whether the first entry comes again below a list, with no other heading before."""
    for at in range(found.stop, len(lines)):
        if bare[at] == bare[found.start]:
            return True
        if labels.match(lines[at]) or labels.decimal(lines[at]):
            return False
    return False


def _with_attachments(lines: Sequence[str], bare: Sequence[str], found: range) -> range:
    """The list, with the attachments that are its last entries.

    They are those of the list where the text begins below them, or a page stands behind.
    """
    if not found:
        return found
    at = found.stop
    while at < len(lines) and _is_attachment(lines[at], is_below=at > found.stop):
        at += 1
    entries = set(bare[found.start : found.stop])
    begins = at < len(lines) and (bare[at] in entries or title_lines.looks_like(lines[at]))
    led = at > found.stop and all(_entry(lines[i]).is_led for i in range(found.stop, at))
    return range(found.start, at) if begins or led else found


def _is_attachment(line: str, *, is_below: bool) -> bool:
    """Whether an entry names an attachment: 附件：…, and below it 2.…."""
    label = labels.match(line)
    goes_on = is_below and label is not None and label.layer == "c" and label.number > 1
    name = _entry(line).text
    return len(line) <= _MAX_RUN and (goes_on or attachments.name(name) is not None)


def _list(lines: Sequence[str], bare: Sequence[str], begin: int, first: int, least: int) -> range:
    again = next((at for at in range(first + 1, len(lines)) if bare[at] == bare[first]), first)
    if again - first < least:
        return range(0)
    headings = sorted(bare[again:])
    entries = [
        at
        for at in range(first, again)
        if _entry(lines[at]).is_led or (_may_head(lines[at]) and _comes_again(bare[at], headings))
    ]
    if len(entries) < least:
        return range(0)
    found = range(begin, entries[-1] + 1)
    return found if len(entries) >= _MOST * (found.stop - first) else range(0)


def _is_in_line(lines: Sequence[str], bare: Sequence[str], at: int) -> bool:
    """Whether a whole list stands on one line, and the text begins below with its first entry."""
    line = lines[at]
    if len(line) > _MAX_RUN or _SENTENCE.search(line) or len(_labels_in(line)) < _MIN_ENTRIES:
        return False
    below = next((i for i in range(at + 1, len(lines)) if _is_first(lines[i])), at)
    return at < below <= at + 1 + _MOST_BEFORE and bare[at].startswith(bare[below])


def _labels_in(line: str) -> Sequence[Label]:
    return [label for _, label in inline_labels.find(line)] if len(line) <= _MAX_RUN else []


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


def _paged(lines: Sequence[str], title: int, *, is_titled: bool = True) -> range:
    """A list whose entries lead to their pages; some may have lost theirs.

    Without a title, every page must be led to by dots or stand between dashes.
    """
    end = title + 1
    count = last = 0
    for at in range(title + 1, len(lines)):
        entry = _entry(lines[at])
        counts = entry.is_led or (is_titled and bool(entry.page))
        if counts and (not entry.page or int(entry.page) >= last):
            end, last = at + 1, int(entry.page or last)
            count += 1
        elif at >= end + _MOST_UNPAGED or not _is_heading(entry.text):
            break
    begin = title if is_titled else title + 1
    return range(begin, end) if count >= _MIN_ENTRIES else range(0)


def _entry(line: str) -> _Entry:
    """A line as an entry: 1.1 编制目的……5, 总则 - 5 -, 附则（12）."""
    text = line.rstrip()
    if not _may_lead(text):
        return _Entry(line, 0, "", is_marked=False)
    found = _PAGE.search(text[-_LONGEST_PAGE:])
    before = text[: len(text) - len(found[0])] if found else text
    rest = before.rstrip(_LEADERS + _DASHES + blanks.CHARS)
    leaders = sum(not char.isspace() for char in before[len(rest) :])
    if not rest or len(rest) > _MAX_ENTRY or (rest[-1].isdigit() and leaders < _MIN_LEADERS):
        return _Entry(line, 0, "", is_marked=False)
    if not found:
        return _Entry(rest if leaders >= _MIN_LEADERS else line, leaders, "", is_marked=False)
    is_marked = bool(found["open"] and found["close"])
    return _Entry(rest, leaders, found["page"], is_marked=is_marked)


def _may_lead(line: str) -> bool:
    """Whether a line ends as those do that lead to a page: most do not."""
    return bool(_MAY_LEAD.search(line.rstrip()[-1:]))


def _comes_again(entry: str, headings: Sequence[str]) -> bool:
    """Whether a heading is, or text that runs on from it begins with, an entry."""
    at = bisect_left(headings, entry)
    return len(entry) <= _MAX_ENTRY and at < len(headings) and headings[at].startswith(entry)


def _is_first(line: str) -> bool:
    label = labels.match(line) or labels.decimal(line)
    return bool(label and set(label.numbers) == {1})


def _may_head(line: str) -> bool:
    """Whether a line may be a heading: a sentence that comes again is none without a label."""
    return not line.endswith("。") or bool(labels.match(line) or labels.decimal(line))


def _is_heading(line: str) -> bool:
    text = _entry(line).text
    return len(text) <= _MAX_ENTRY and not _STOP.search(text)


def as_listed(line: str) -> str:
    """A heading as a list of contents has it: no blanks, no leaders, no page, no text after it."""
    if not _may_lead(line):
        return "".join(line.partition("。")[0].split())
    entry = _entry(line)
    is_parted = entry.is_led or (entry.page and line[len(entry.text)].isspace())
    text = entry.text if is_parted and not attachments.is_mark(line) else line
    return "".join(text.partition("。")[0].split())
