"""What stands before the first clause: metadata, the notice, title, preamble.

The parts are those of GB/T 9704—2012, 7.2 and 7.3: 发文字号, 标题, 主送机关, 正文, 发文机关署名,
成文日期. A line that fits none of them is `unparsed`. Noise never gets here.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Callable, Container, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import takewhile

from converters import lexicon
from converters.models.line import Line
from converters.models.unit import BlockKind, PartRole
from converters.structure import (
    attachments,
    bracketed_notes,
    field_lines,
    issuer_names,
    letters,
    rulings,
    title_lines,
)
from converters.text import dates, doc_numbers, field_labels

_Part = tuple[BlockKind, PartRole]
_WORDS = lexicon.words("document")
_LETTER = re.compile(rf"的?(?:{lexicon.alternatives(_WORDS['letter_kinds'])})$")
_MOST_BELOW = 60
"""In so many lines at the end a page prints metadata."""
_CLOSING_NOTES: Mapping[PartRole, re.Pattern[str]] = {
    "text": re.compile(
        rf"{bracketed_notes.NOTE.pattern}|[(（]?(?:{lexicon.alternatives(_WORDS['contacts'])})[:：][^。]{{1,100}}"
    ),
    "copied_to": re.compile(rf"(?:{lexicon.spaced(_WORDS['copies'])})\s*[:：].+"),
    "printed_by": re.compile(
        rf".{{2,60}}(?:{dates.PRINTED.pattern})\s*"
        rf"(?:{lexicon.alternatives(_WORDS['printings'])})"
    ),
}
"""What may stand below the signature: 附注 and 版记 (GB/T 9704—2012, 7.3.6 and 7.4)."""
_NO_NAME = re.compile(r"[。；，,;：:、《》\d]")
_SENTENCE_ENDS = ("。", "！", "；", ".")


@dataclass(frozen=True)
class Placed:
    """A line and the part of the document it belongs to."""

    line: Line
    kind: BlockKind
    role: PartRole = "text"


def place(lines: Sequence[Line], contents: Sequence[int]) -> tuple[Placed, ...]:
    """Each line before the first clause, with its part.

    Args:
        lines: before the first clause.
        contents: which of them are a list of contents.
    """
    ruled = {at: Placed(line, *rulings.place(line)) for at, line in enumerate(lines) if line.ruling}
    placed = {at: found for at, line in enumerate(lines) if (found := _around(line))} | ruled
    placed |= {at: Placed(lines[at], "note", "contents") for at in contents if at < len(lines)}
    fields = field_lines.find([line.text.text for line in lines], frozenset(placed))
    placed |= {at: Placed(lines[at], "metadata", "field") for at in sorted(fields.lines)}
    rest = [at for at in range(len(lines)) if at not in placed]
    titles = [at for at, found in ruled.items() if found.kind == "title"]
    title = bisect_left(rest, titles[-1]) if titles else None
    placed |= _document([lines[at] for at in rest], rest, title, _titles(fields))
    return tuple(placed[at] for at in range(len(lines)))


def closing(lines: Sequence[Line], listed: Container[int]) -> tuple[Placed, ...]:
    """The parts after the last clause, of the last lines only: 附件, 署名, 日期, 附注, 版记.

    Below them a page may print the metadata.

    Args:
        lines: from the first clause on.
        listed: indices of those that list attachments.
    """
    last = list(takewhile(lambda line: not line.ruling, reversed(lines[-_MOST_BELOW:])))
    end = len(lines) - field_lines.below([line.text.text for line in reversed(last)])
    found = [Placed(line, "metadata", "field") for line in reversed(lines[end:])]
    below: Placed | None = None
    for at in range(end - 1, -1, -1):
        if lines[at].ruling:
            break
        placed = _closes(lines[at], below, listed=at in listed)
        if not placed:
            break
        found.append(placed)
        below = below if bracketed_notes.is_note(lines[at].text.text) else placed
    return tuple(reversed(found))


def _closes(line: Line, below: Placed | None, *, listed: bool) -> Placed | None:
    text = line.text.text
    if listed:
        return Placed(line, "attachment", "attachments")
    if is_date(text):
        return Placed(line, "signature", "date")
    if below and below.kind == "signature" and issuer_names.is_issuer(text):
        return Placed(line, "signature", "issuer")
    for role, pattern in _CLOSING_NOTES.items():
        if pattern.fullmatch(text):
            return Placed(line, "note", role)
    return None


def is_date(text: str) -> bool:
    """Whether a line is a date, even one without its day."""
    return bool(dates.PRINTED.fullmatch(text) or dates.MONTH.fullmatch(text))


def _around(line: Line) -> Placed | None:
    return Placed(line, "note") if bracketed_notes.is_note(line.text.text) else None


def _titles(fields: field_lines.Fields) -> frozenset[str]:
    """The titles that the metadata states, without blanks."""
    return frozenset(
        "".join(one.value.split())
        for one in fields.stated
        if field_labels.name_of(one.label) == "title"
    )


def _document(
    lines: list[Line], places: list[int], ruled: int | None, stated: Container[str]
) -> dict[int, Placed]:
    """The parts of lines.

    Args:
        lines: that are neither noise nor metadata.
        places: their indices among all lines.
        ruled: the one before which the editor sees the title, if he does.
        stated: titles that the metadata states.
    """
    texts = [line.text.text for line in lines]
    listed = attachments.listed(texts)
    end = _end_of_letter(texts) if ruled is None else None
    title = range(0) if end is not None else title_lines.find(texts, stated)
    if ruled is not None:
        title = range(ruled, ruled)
    known: dict[int, _Part] = dict.fromkeys(_issuers(texts, listed), ("signature", "issuer"))
    known |= dict.fromkeys(listed, ("attachment", "attachments"))
    is_sent = any(map(letters.is_addressees, texts)) or title_lines.is_sent_out(texts, title)
    before = range(end) if end is not None else range(title.start) if is_sent else range(0)
    titles = (at for at in _notice_title(texts, before) if at not in listed)
    known |= dict.fromkeys(titles, ("notice", "title"))
    known |= dict.fromkeys(title, ("title", "title"))
    if end is not None:
        known |= _attached(texts, end)
    placed: dict[int, Placed] = {}
    above: PartRole | None = None
    for i, (at, line) in enumerate(zip(places, lines, strict=True)):
        after = i >= title.stop
        part = known.get(i) or _by_form(texts[i]) or _below_title(texts, i, above)
        kind, role = part or _by_place(texts[i], i in before, after)
        above = role
        placed[at] = Placed(line, kind, role)
    return placed


def _end_of_letter(texts: Sequence[str]) -> int | None:
    """Where the attachments of a letter open, if the text is one that sends out no document.

    A letter (函, 批复, 报告) is itself the document, and what is attached is not: GB/T 9704—2012,
    9.1. One about a draft that stands below cites it, and that one is the document.
    """
    titles = (at for at, text in enumerate(texts) if title_lines.looks_like(text))
    first = next(titles, None)
    if first is None or not _LETTER.search(texts[first]) or title_lines.named_in_letter(texts):
        return None
    return next((at for at in range(first + 1, len(texts)) if attachments.is_mark(texts[at])), None)


def _attached(texts: Sequence[str], start: int) -> dict[int, _Part]:
    """The lines before the first clause of an attachment, its title below its mark."""
    found: dict[int, _Part] = dict.fromkeys(range(start, len(texts)), ("attachment", "text"))
    if start + 1 < len(texts) and title_lines.is_below_mark(texts[start], texts[start + 1]):
        found[start + 1] = ("attachment", "title")
    return found


def _notice_title(texts: Sequence[str], notice: range) -> Iterator[int]:
    """The lines of the titles in a notice, each from the issuer above 关于… on."""
    for at in notice:
        if title_lines.looks_like(texts[at]):
            yield from range(title_lines.first_of(texts, at, notice.start), at + 1)


def _by_form(text: str) -> _Part | None:
    """The part that a line belongs to wherever it stands."""
    return next((part for is_it, part in _FORMS if is_it(text)), None)


def _below_title(texts: Sequence[str], at: int, above: PartRole | None) -> _Part | None:
    """What only its place shows, right below a title or a number: a date in figures, addressees."""
    if above not in ("title", "doc_number"):
        return None
    if dates.STATED.fullmatch(texts[at]):
        return "signature", "date"
    following = "".join(texts[at + 1 : at + 2])
    is_to = letters.names_everybody(texts[at]) or letters.names_without_colon(texts[at], following)
    return ("notice", "addressees") if is_to else None


def _by_place(text: str, in_notice: bool, after_title: bool) -> _Part:
    if in_notice:
        return "notice", "text"
    return ("preamble" if after_title and _is_preamble(text) else "unparsed"), "text"


def _issuers(texts: Sequence[str], listed: Container[int]) -> frozenset[int]:
    """发文机关署名: names of bodies on the lines before a date.

    Between a sentence, or a list of attachments, and a date any short line is one.
    """
    found: set[int] = set()
    for at in range(len(texts) - 2, -1, -1):
        dated = is_date(texts[at + 1])
        if (at + 1 in found or dated) and issuer_names.is_issuer(texts[at]):
            found.add(at)
        if dated:
            found |= set(_signature(texts, at, listed))
    return frozenset(found)


def _signature(texts: Sequence[str], last: int, listed: Container[int]) -> Iterator[int]:
    """The lines of a signature that ends on a line, if a sentence or a list stands above it."""
    first, others = last, 0
    while first >= 0 and others < issuer_names.MOST and _may_sign(texts[first]):
        others += not issuer_names.is_issuer(texts[first])
        first -= 1
    if first >= 0 and (first in listed or texts[first].endswith(_SENTENCE_ENDS)):
        yield from range(first + 1, last + 1)


def _may_sign(text: str) -> bool:
    """Whether a line may name who signs: short, no stops or figures, no title."""
    is_short = len(text) <= title_lines.MAX_LINE and not _NO_NAME.search(text)
    return is_short and not title_lines.looks_like(text)


def _is_preamble(text: str) -> bool:
    return text[-1] in "。：:；…！" or "".join(text.split()) in _WORDS["preamble_titles"]


_FORMS: tuple[tuple[Callable[[str], object], _Part], ...] = (
    (attachments.is_mark, ("attachment", "text")),
    (attachments.name, ("attachment", "title")),
    (is_date, ("signature", "date")),
    (doc_numbers.of_line, ("notice", "doc_number")),
    (issuer_names.red_head, ("notice", "text")),
    (doc_numbers.is_signer, ("notice", "text")),
    (letters.is_addressees, ("notice", "addressees")),
)
