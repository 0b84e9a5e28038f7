"""What stands before the first clause: metadata, the notice, title, preamble.

The parts are those of GB/T 9704—2012, 7.2 and 7.3: 发文字号, 标题, 主送机关, 正文, 发文机关署名,
成文日期. A line that fits none of them is `unparsed`. Noise never gets here.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Callable, Container, Iterator, Mapping, Sequence
from dataclasses import dataclass

from converters import lexicon
from converters.models.line import Line
from converters.models.unit import BlockKind, PartRole
from converters.structure import attachments, rulings
from converters.text import dates, field_labels

_Part = tuple[BlockKind, PartRole]

_WORDS = lexicon.words("document")
_DOC_NUMBER = re.compile(r"[\u4e00-\u9fff]{1,20}[〔\[(（﹝［]\d{4}[〕\])）﹞］]第?\d{1,5}号")
_NOTE = re.compile(rf"[(（](?:{lexicon.alternatives(_WORDS['notes'])})[^()（）]*[)）]")
_ISSUER = re.compile(
    rf"[^，。；：、,;:\d]{{2,40}}(?:{lexicon.alternatives(_WORDS['issuer_endings'])})"
)
_TITLE_ENDING = re.compile(
    rf"(?:{lexicon.alternatives(_WORDS['title_endings'])})(?:[(（][^()（）]{{1,20}}[)）])?$"
)
_ADDRESSEES = re.compile(
    rf"[^。]{{2,300}}(?:{lexicon.alternatives(_WORDS['addressee_endings'])})"
    r"(?:[(（][^()（）]{1,10}[)）]|[)）])?[:：]"
)
_TO = re.compile(
    rf"(?:{lexicon.alternatives(_WORDS['addressee_openings'])})[^。；;:：]{{1,200}}[:：]"
)
_SENTENCE_WORD = re.compile(lexicon.alternatives(_WORDS["sentence_words"]))
_ISSUING = re.compile(lexicon.alternatives(_WORDS["issuing_phrases"]))
_CITED = re.compile("《([^《》]+)》")
_SIGNED = re.compile(
    rf"(?P<issuers>[^，。；：、,;:\d]{{2,60}})\s*(?P<date>{dates.PRINTED.pattern})"
)
_CLOSING_NOTES: Mapping[PartRole, re.Pattern[str]] = {
    "text": re.compile(
        rf"{_NOTE.pattern}|[(（]?(?:{lexicon.alternatives(_WORDS['contacts'])})[:：][^。]{{1,100}}"
    ),
    "copied_to": re.compile(rf"(?:{lexicon.spaced(_WORDS['copies'])})\s*[:：].+"),
    "printed_by": re.compile(
        rf".{{2,60}}(?:{dates.PRINTED.pattern})\s*"
        rf"(?:{lexicon.alternatives(_WORDS['printings'])})"
    ),
}
"""What may stand below the signature: 附注 and 版记 (GB/T 9704—2012, 7.3.6 and 7.4)."""

_IN_BRACKETS = re.compile(r"[(（][^()（）。]{1,80}[)）]")
_TITLE_QUALIFIER = re.compile(r"[(（][^()（）。]{1,24}[)）]")
_TITLE_BEGINS = re.compile(r"关于|\d{4}\s*年?[)）]?$")
_STOPS = re.compile("[。；，,;：:]")
_MAX_TITLE = 80
_MAX_TITLE_LINE = 40
_MOST_TITLE_LINES = 3


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
    placed |= _metadata(lines, frozenset(placed))
    rest = [at for at in range(len(lines)) if at not in placed]
    titles = [at for at, found in ruled.items() if found.kind == "title"]
    title = bisect_left(rest, titles[-1]) if titles else None
    placed |= _document([lines[at] for at in rest], rest, title)
    return tuple(placed[at] for at in range(len(lines)))


def closing(lines: Sequence[Line], listed: Container[int]) -> tuple[Placed, ...]:
    """The parts after the last clause, of the last lines only: 附件, 署名, 日期, 附注, 版记.

    Args:
        lines: from the first clause on.
        listed: indices of those that list attachments.
    """
    found: list[Placed] = []
    for at in range(len(lines) - 1, -1, -1):
        if lines[at].ruling:
            break
        placed = _closes(lines[at], found[-1] if found else None, listed=at in listed)
        if not placed:
            break
        found.append(placed)
    return tuple(reversed(found))


def _closes(line: Line, below: Placed | None, *, listed: bool) -> Placed | None:
    text = line.text.text
    if listed:
        return Placed(line, "attachment", "attachments")
    if dates.PRINTED.fullmatch(text):
        return Placed(line, "signature", "date")
    if below and below.kind == "signature" and is_issuer(text):
        return Placed(line, "signature", "issuer")
    for role, pattern in _CLOSING_NOTES.items():
        if pattern.fullmatch(text):
            return Placed(line, "note", role)
    return None


def parted(line: Line) -> Iterator[Line]:
    """A line, or its two parts where issuer and date share it."""
    found = _SIGNED.fullmatch(line.text.text)
    if not found or not is_issuer(found["issuers"].rstrip()):
        yield line
        return
    at = found.start("date")
    yield Line(line.number, line.text[:at].strip())
    yield Line(line.number, line.text[at:])


def is_issuer(text: str) -> bool:
    """Whether a line names one issuer, or several with blanks between."""
    return bool(_ISSUER.fullmatch(text)) and all(
        len(part) == 1 or _ISSUER.fullmatch(part) for part in text.split()
    )


def kind_of_title(title: str) -> str:
    """The kind of document a title names: yaodian, guihua, yuan, jihua or other."""
    ends = sorted(_WORDS["title_endings"], key=len, reverse=True)
    bare = re.sub(r"(?:的通知|[(（][^()（）]*[)）]|[》”])+$", "", title)
    return next((_WORDS["title_endings"][end] for end in ends if bare.endswith(end)), "other")


def _around(line: Line) -> Placed | None:
    return Placed(line, "note") if _is_note(line.text.text) else None


def _is_note(text: str) -> bool:
    """(此件公开发布), or how and when a text came about: (2004年12月29日市政府第8次会议通过)."""
    is_dated = _IN_BRACKETS.fullmatch(text) and dates.PRINTED.search(text)
    return bool(_NOTE.fullmatch(text) or is_dated)


def _metadata(lines: Sequence[Line], taken: Container[int]) -> dict[int, Placed]:
    placed: dict[int, Placed] = {}
    seen: set[tuple[str, str]] = set()
    for at, line in enumerate(lines):
        if at not in taken and (found := field_labels.stated(line.text.text)):
            placed[at] = Placed(line, "metadata", "field")
            seen |= found
    return placed if field_labels.are_fields(seen) else {}


def _document(lines: list[Line], places: list[int], ruled: int | None) -> dict[int, Placed]:
    """The parts of lines; `ruled` is the one before which the editor sees the title, if he does."""
    texts = [line.text.text for line in lines]
    title = _title(texts) if ruled is None else range(ruled, ruled)
    known: dict[int, _Part] = dict.fromkeys(_issuers(texts), ("signature", "issuer"))
    known |= dict.fromkeys(attachments.listed(texts), ("attachment", "attachments"))
    issued = any(map(_is_addressees, texts)) or any(map(_ISSUING.search, texts[: title.start]))
    before = range(title.start) if issued else range(0)
    known |= dict.fromkeys(_notice_title(texts, before), ("notice", "title"))
    known |= dict.fromkeys(title, ("title", "title"))
    placed: dict[int, Placed] = {}
    for i, (at, line) in enumerate(zip(places, lines, strict=True)):
        after = i >= title.stop
        kind, role = known.get(i) or _by_form(texts[i]) or _by_place(texts[i], i in before, after)
        placed[at] = Placed(line, kind, role)
    return placed


def _notice_title(texts: Sequence[str], notice: range) -> Iterator[int]:
    """The lines of the titles in a notice, each from the issuer above 关于… on."""
    for at in notice:
        if looks_like_title(texts[at]):
            yield from range(title_start(texts, at, notice.start), at + 1)


def _by_form(text: str) -> _Part | None:
    """The part that a line belongs to wherever it stands."""
    return next((part for is_it, part in _FORMS if is_it(text)), None)


def _by_place(text: str, in_notice: bool, after_title: bool) -> _Part:
    if in_notice:
        return "notice", "text"
    return ("preamble" if after_title and _is_preamble(text) else "unparsed"), "text"


def _title(texts: list[str]) -> range:
    """The lines of the title of the plan, a qualifier in brackets with it; none if there is none.

    It is what the notice cites in 《》, else the last line like a title.
    """
    by_ending = [i for i, text in enumerate(texts) if looks_like_title(text)]
    by_mark = [i for i in range(1, len(texts)) if _is_titled(texts[i - 1], texts[i])]
    if cited := _cited_title(texts):
        start, end = cited.start, cited.stop
    elif found := by_ending or by_mark:
        start, end = title_start(texts, found[-1], 0), found[-1] + 1
    else:
        return range(0)
    while end < len(texts) and _is_title_qualifier(texts[end]):
        end += 1
    return range(start, end)


def _cited_title(texts: Sequence[str]) -> range:
    """The last lines, at most so many, that together are what a notice issues."""
    bare = ["".join(text.split()) for text in texts]
    cited = {
        "".join(name.split())
        for text in texts
        if _ISSUING.search(text)
        for name in _CITED.findall(text)
    }
    found = (
        range(start, end)
        for end in range(len(bare), 0, -1)
        for start in range(end - 1, max(end - 1 - _MOST_TITLE_LINES, -1), -1)
        if "".join(bare[start:end]) in cited
    )
    return next(found, range(0))


def _is_titled(mark: str, text: str) -> bool:
    """Whether a line stands as a title below 附件."""
    return attachments.is_mark(mark) and len(text) <= _MAX_TITLE and not _STOPS.search(text)


def looks_like_title(text: str) -> bool:
    """Whether a line may be the title of a document: short, no stops, and it names a kind."""
    return len(text) <= _MAX_TITLE and bool(_TITLE_ENDING.search(text)) and not _STOPS.search(text)


def title_start(lines: Sequence[str], at: int, begin: int) -> int:
    """The first line of a title that ends on line `at` and may be broken over several.

    Args:
        lines: texts of lines.
        at: index of the line with the end of the title.
        begin: index of the first line that may belong to it.
    """
    while at > begin and _begins_title(lines[at - 1], lines[at]):
        at -= 1
    return at


def _begins_title(text: str, following: str) -> bool:
    """Whether a line is the first part of a title that goes on: …关于进一步加强 / …工作的通知."""
    if len(text) > _MAX_TITLE_LINE or _STOPS.search(text):
        return False
    if looks_like_title(text) or _DOC_NUMBER.fullmatch(text) or dates.PRINTED.search(text):
        return False
    if text.isdigit():  # a date that lost its 年月日
        return False
    if is_issuer(text):
        return following.startswith("关于")
    return bool(_TITLE_BEGINS.search(text))


def _is_title_qualifier(text: str) -> bool:
    return bool(_TITLE_QUALIFIER.fullmatch(text)) and not _is_note(text)


def _issuers(texts: Sequence[str]) -> frozenset[int]:
    """发文机关署名: names of bodies on the lines before a date."""
    found: set[int] = set()
    for at in range(len(texts) - 2, -1, -1):
        dated = at + 1 in found or dates.PRINTED.fullmatch(texts[at + 1])
        if dated and is_issuer(texts[at]):
            found.add(at)
    return frozenset(found)


def _is_preamble(text: str) -> bool:
    return text[-1] in "。：:；…！" or "".join(text.split()) in _WORDS["preamble_titles"]


def _is_addressees(text: str) -> bool:
    """主送机关: one line, no sentence, that ends in a colon (GB/T 9704—2012, 7.3.2)."""
    is_called = _TO.fullmatch(text) and not _SENTENCE_WORD.search(text)
    return bool(_ADDRESSEES.fullmatch(text) or is_called) and not dates.PRINTED.search(text)


_FORMS: tuple[tuple[Callable[[str], object], _Part], ...] = (
    (attachments.is_mark, ("attachment", "text")),
    (attachments.name, ("attachment", "title")),
    (dates.PRINTED.fullmatch, ("signature", "date")),
    (_DOC_NUMBER.fullmatch, ("notice", "doc_number")),
    (_is_addressees, ("notice", "addressees")),
)
