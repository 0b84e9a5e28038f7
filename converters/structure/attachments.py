"""附件: the list of what is attached, and the line that opens an attachment.

GB/T 9704—2012, 7.3.4: the list stands after the text, `附件：1.…`, one numbered name a line;
7.3.7: an attachment opens with `附件1` on a line of its own, its title below.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence

from converters.text import dates, labels

_NUMBER = r"\s*(?:[一二三四五六七八九十]{1,3}|\d{1,2}(?:-\d{1,2})?)?\s*"
_SIGN = "附"
"""No line without it opens or lists attachments."""

_WORD = r"附\s*[件录表图]"
_MARK = re.compile(rf"[【\[(（]?{_WORD}{_NUMBER}[】\])）]?[:：]?(?:[(（].{{1,20}}[)）])?")
_NAMED = re.compile(
    rf"{_WORD}(?:{_NUMBER}[:：\s]\s*|\s*\d{{1,2}}(?=[^\d.．、号]))(?P<name>[\w《“].*)"
)
_LIST = re.compile(r"附\s*[件录表图]\s*[:：]\s*(?P<first>\S.*)?")
_MAX_NAME = 80


def is_mark(line: str) -> bool:
    """Whether a line is `附件`, `附件1`, `附表2：` and nothing else."""
    return bool(_MARK.fullmatch(line))


def opens(line: str) -> bool:
    """Whether a line opens an attachment: its mark, alone or with the title."""
    return _SIGN in line and (is_mark(line) or name(line) is not None)


def name(line: str) -> str | None:
    """The title of the attachment in a line like `附件1：…方案`; None if it has none."""
    found = _NAMED.fullmatch(line)
    return found["name"] if found and _is_name(found["name"]) else None


def names(lines: Sequence[str], places: Iterable[int]) -> frozenset[str]:
    """The names that a list of attachments has, as `bare_name` gives them.

    Args:
        lines: of the file.
        places: indices of those that list attachments.
    """
    found: set[str] = set()
    for at in places:
        head = _LIST.fullmatch(lines[at])
        text = (head["first"] or "") if head else lines[at]
        label = labels.match(text)
        found.add(bare_name(text[label.end :] if label else text))
    return frozenset(found - {""})


def bare_name(text: str) -> str:
    """A name without blanks, and without the marks that a list sets round it."""
    return "".join(text.split()).strip("《》“”。；;")


def listed(lines: Sequence[str]) -> frozenset[int]:
    """The lines (indices) that list what is attached; their numbers are no clauses."""
    starts = (start for start, line in enumerate(lines) if line.startswith(_SIGN))
    return frozenset(at for start in starts for at in _list(lines, start))


def _list(lines: Sequence[str], start: int) -> Iterator[int]:
    """The lines of the list that starts with a line; none if no list does."""
    head = _LIST.fullmatch(lines[start])
    if not head:
        return
    first = labels.match(head["first"] or "")
    count = 1 if first and first.layer == "c" and first.number == 1 else 0
    if head["first"] and not _is_name(head["first"]):
        return
    end = start + 1
    if head["first"] and not count:  # its only name has no number: 1. below it opens the text
        if _closes(lines, end):
            yield start
        return
    while end < len(lines) and _is_entry(lines[end], count + 1):
        count += 1
        end += 1
    if not count and end < len(lines) and _is_name(lines[end]):
        end += 1
    if count or (end > start + 1 and _closes(lines, end)):
        yield from range(start, end)


def _is_entry(line: str, number: int) -> bool:
    label = labels.match(line)
    return bool(label and label.layer == "c" and label.number == number and _is_name(line))


def _is_name(text: str) -> bool:
    return len(text) <= _MAX_NAME and "。" not in text[:-1] and not text.endswith(("；", "："))


def _closes(lines: Sequence[str], at: int) -> bool:
    """Whether what follows a list of one name shows it to be one: a signature or an attachment."""
    following = lines[at : at + 3]
    return not following or any(dates.PRINTED.search(line) or is_mark(line) for line in following)
