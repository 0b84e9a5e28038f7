"""What follows the last clause of a document on one line: attachments, who signed, when.

GB/T 9704—2012, 7.3.4 to 7.3.6: 附件：1.…, below it the issuer, below it the date. Each begins a
line of its own.
"""

from __future__ import annotations

import re
from collections.abc import Container, Iterator
from itertools import pairwise

from converters import lexicon
from converters.text import blanks, dates, labels

_WORDS = lexicon.words("document")
_MARK = lexicon.alternatives(_WORDS["attachment_words"])
_LIST = re.compile(rf"(?:(?<=[。；;）)日])|(?<={blanks.IN_LINE}))(?:{_MARK})[:：]")
_NEXT_MARK = re.compile(rf"(?:{_MARK})\s?\d{{0,2}}")
_ENTRY = re.compile(r"(?<![\d.．])\d{1,2}[.．、](?!\d)")
_SIGNED = re.compile(
    rf"(?<=。){blanks.IN_LINE}*(?P<issuer>[^，。；：、,;:\d]{{2,40}}"
    rf"(?:{lexicon.alternatives(_WORDS['issuer_endings'])})){blanks.IN_LINE}*"
    rf"(?:{dates.PRINTED.pattern})"
)
_DATED = re.compile(rf"(?:{dates.PRINTED.pattern})(?={blanks.IN_LINE}*(?:$|{_MARK}))")
_ISSUER = re.compile(
    rf"[^，。；：、,;:《》\d]{{2,40}}?(?:{lexicon.alternatives(_WORDS['issuer_endings'])})(?=关于)"
)
_MIN_NAME = 2
_MOST_NAMES = 20


def cuts(text: str, last: int, begun: Container[int]) -> Iterator[int]:
    """The places where such a part begins.

    Args:
        text: of the whole document.
        last: where its last clause begins; signatures may stand before its first one too.
        begun: where lines are known to begin.
    """
    for signed in _SIGNED.finditer(text):
        if signed.end() in begun or blanks.is_blank(text[signed.end() : signed.end() + 1] or " "):
            yield from (signed.start("issuer"), signed.end())
    dated = _DATED.search(text, last)
    signature = _signature(text, last, dated.start(), dated.end()) if dated else ()
    yield from signature
    if attached := _LIST.search(text, last):
        ends = [at for at in signature if at > attached.end()]
        yield from _list(text, attached.start(), attached.end(), min(ends, default=len(text)))


def _signature(text: str, last: int, date: int, end: int) -> tuple[int, ...]:
    """Where issuer and date begin and end, if the title names the issuer."""
    before = text[last:date].rstrip(blanks.CHARS)
    title = _ISSUER.match(text)
    if not title or not before.endswith(title[0]):
        return ()
    return last + len(before) - len(title[0]), end


def _list(text: str, start: int, begin: int, end: int) -> Iterator[int]:
    """A list of attachments, its entries from the second on, and the attachments below it.

    Args:
        text: of the whole document.
        start: where the list begins.
        begin: where its first entry begins.
        end: where it ends at the latest.
    """
    yield start
    below = _NEXT_MARK.search(text, begin, end)
    stop = below.start() if below else end
    names = [*_entries(text, begin, stop)]
    yield from (at for at, _ in names[1:])
    for _, name in names[:_MOST_NAMES]:
        for mark in _NEXT_MARK.finditer(text, stop) if len(name) >= _MIN_NAME else ():
            if text.startswith(name, mark.end()):
                yield from (mark.start(), mark.end(), mark.end() + len(name))


def _entries(text: str, begin: int, end: int) -> Iterator[tuple[int, str]]:
    """The entries of a list, each with its name: numbered from 1, or one without a number."""
    starts: list[int] = []
    for found in _ENTRY.finditer(text, begin, end):
        label = labels.match(found[0])
        if label and label.number == len(starts) + 1:
            starts.append(found.start())
    bounds = [*(starts or [begin]), end]
    for at, until in pairwise(bounds):
        yield at, _ENTRY.sub("", text[at:until], count=1).strip(blanks.CHARS)
