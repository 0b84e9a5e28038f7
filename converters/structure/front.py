"""What stands before the first clause: metadata, the notice, title, preamble.

The parts are those of GB/T 9704—2012, 7.2 and 7.3: 发文字号, 标题, 主送机关, 正文, 发文机关署名,
成文日期. A line that fits none of them is `unparsed`. Noise never gets here.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Callable, Container, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import islice, pairwise, takewhile

from converters import lexicon
from converters.models.line import Line
from converters.models.unit import BlockKind, PartRole
from converters.structure import attachments, field_lines, rulings
from converters.text import blanks, book_marks, dates, doc_numbers, field_labels

_Part = tuple[BlockKind, PartRole]

_WORDS = lexicon.words("document")
_NOTES = lexicon.alternatives(_WORDS["notes"])
_NOTE = re.compile(rf"[(（](?:{_NOTES})[^()（）]*[)）]|(?:{_NOTES})")
_ISSUER = re.compile(
    rf"[^，。；：、,;:\d]{{2,40}}(?:{lexicon.alternatives(_WORDS['issuer_endings'])})"
)
_TITLE_ENDING = re.compile(
    rf"(?:{lexicon.alternatives(_WORDS['title_endings'])})(?:\s?[(（][^()（）]{{1,20}}[)）])?$"
)
_ADDRESSEES = re.compile(
    rf"[^。]{{1,300}}(?:{lexicon.alternatives(_WORDS['addressee_endings'])})"
    r"(?:[(（][^()（）]{1,10}[)）]|[)）])?[:：]"
)
_TO = re.compile(
    rf"(?:{lexicon.alternatives(_WORDS['addressee_openings'])})[^。；;:：]{{1,200}}[:：]"
)
_LISTED = re.compile(
    r"[^。；;:：《》]{1,200}[，,、][^。；;:：《》，,、]{1,30}"
    rf"(?:{lexicon.alternatives(_WORDS['addressee_places'])})[:：]"
)
_BELOW_TITLE = re.compile(r"[^。；;:：《》，,、]{0,6}各[^。；;:：《》]{2,200}[:：]")
_ADDRESSED = re.compile(r"(?P<addressees>[^。；;:：《》]{2,200}[:：])\s*(?=[^。\s]{8})")
_MAYBE_TO = re.compile(r"[^。；;:：《》\d]{2,100}[:：]")
_LETTER_PHRASE = re.compile(lexicon.alternatives(_WORDS["letter_phrases"]))
_SENTENCE_WORD = re.compile(lexicon.alternatives(_WORDS["sentence_words"]))
_ISSUING = re.compile(lexicon.alternatives(_WORDS["issuing_phrases"]))
_SENDING = re.compile(
    rf"(?:{lexicon.alternatives(_WORDS['sending_verbs'])}).+"
    rf"(?:{lexicon.alternatives(_WORDS['notice_kinds'])})$"
)
_RED_HEAD = re.compile(
    rf"(?P<issuers>[^，。；：、,;:\d《》]{{2,60}}?)\s*(?:{lexicon.spaced(_WORDS['red_head_marks'])})"
)
_BY_ISSUER = re.compile(lexicon.alternatives(_WORDS["issuing_verbs"]))
_LETTER = re.compile(rf"的?(?:{lexicon.alternatives(_WORDS['letter_kinds'])})$")
_MAX_SIGNED = 120
_MIN_FIELDS, _MAX_FIELDS = 2, 500
"""So many fields at least, in so many characters at most, are a line of metadata."""
_MIN_TITLE = 6
_MOST_BELOW = 60
"""In so many lines at the end a page prints metadata."""
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
_TOPIC = re.compile("关于")
_STOPS = re.compile("[。；，,;：:]")
_NO_NAME = re.compile(r"[。；，,;：:、《》\d]")
_SENTENCE_ENDS = ("。", "！", "；", ".")
_MOST_ISSUERS = 6
_MAX_TITLE = 80
_MAX_TITLE_LINE = 40
_MOST_TITLE_LINES = 3
_MIN_DOUBLED, _MAX_DOUBLED = 4, 60
"""In characters, the name of an issuer that is looked for a second time."""
_MOST_VERBS = 3


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
        below = below if _is_note(lines[at].text.text) else placed
    return tuple(reversed(found))


def _closes(line: Line, below: Placed | None, *, listed: bool) -> Placed | None:
    text = line.text.text
    if listed:
        return Placed(line, "attachment", "attachments")
    if is_date(text):
        return Placed(line, "signature", "date")
    if below and below.kind == "signature" and is_issuer(text):
        return Placed(line, "signature", "issuer")
    for role, pattern in _CLOSING_NOTES.items():
        if pattern.fullmatch(text):
            return Placed(line, "note", role)
    return None


def parted(line: Line) -> Iterator[Line]:
    """A line, or its parts where issuer, note and date share it, or the issuer stands twice."""
    text = line.text.text
    cuts = _signed(text) or _headed(text) if len(text) <= _MAX_SIGNED else []
    cuts = cuts or _before_title(text)
    doubled = len(doubled_issuer(text))
    cuts = cuts or ([doubled] if doubled else [])
    for start, end in pairwise([0, *cuts, len(text)]):
        if part := line.text[start:end].strip():
            yield Line(line.number, part) if cuts else line


def _before_title(text: str) -> list[int]:
    """Where a line of metadata is to be cut since a title stands behind its last field."""
    found = list(field_labels.fields(text)) if len(text) <= _MAX_FIELDS else []
    if len(found) < _MIN_FIELDS or field_labels.name_of(found[-1][0]) == "title":
        return []
    _, start, end = found[-1]
    at = max(text.rfind(blank, start, end) for blank in blanks.CHARS)
    rest = text[at + 1 : end]
    return [at + 1] if at >= start and len(rest) >= _MIN_TITLE and looks_like_title(rest) else []


def _headed(text: str) -> list[int]:
    """Where a line is to be cut between a red head or a title and the 发文字号 beside it."""
    head = _RED_HEAD.match(text)
    if head and is_issuer(head["issuers"]):
        number = text[head.end() :].strip(blanks.CHARS)
        return [head.end()] if doc_numbers.of_line(number) else []
    beside = doc_numbers.beside(text)
    title = (text[: beside.start] + text[beside.end :]).strip(blanks.CHARS) if beside else ""
    return [*beside] if beside and title and looks_like_title(title) else []


def _signed(text: str) -> list[int]:
    """Where a line is to be cut round its date: 某局 2024年1月2日 此件公开发布."""
    found = dates.PRINTED.search(text)
    if not found:
        return []
    before, after = (
        part.strip(blanks.CHARS) for part in (text[: found.start()], text[found.end() :])
    )
    stands_alone = not (before or after)
    signs = not before or is_issuer(before) or bool(_NOTE.fullmatch(before))
    return (
        [*found.span()]
        if signs and not stands_alone and (not after or _NOTE.fullmatch(after))
        else []
    )


def doubled_issuer(text: str) -> str:
    """The issuer that a line begins with where it goes on with it again: 某局某局关于…; else ""."""
    again = text.find(text[:_MIN_DOUBLED], _MIN_DOUBLED, _MAX_DOUBLED + _MIN_DOUBLED)
    issuer = text[: max(again, 0)].rstrip(blanks.CHARS)
    if not issuer or not text.startswith(issuer, again) or not is_issuer(issuer):
        return ""
    return text[:again] if _BY_ISSUER.match(text, again + len(issuer)) else ""


def once(name: str) -> str:
    """The name of an issuer that is printed twice without a blank, once; any other as it is.

    >>> once("某县应急管理局某县应急管理局"), once("某县应急管理局")
    ('某县应急管理局', '某县应急管理局')
    """
    half = len(name) // 2
    return name[:half] if half > 1 and name[:half] * 2 == name else name


def issuer_of_title(title: str) -> str | None:
    """The issuer that a title begins with: 某办公室转发某委制定的…的通知; None if it names none."""
    for verb in islice(_BY_ISSUER.finditer(title), _MOST_VERBS):
        issuer = once(title[: verb.start()].rstrip(blanks.CHARS))
        if is_issuer(issuer):
            return issuer
    return None


def red_heads(lines: Sequence[str]) -> tuple[str, ...]:
    """The issuers of a red head that may take several lines, above all else of a notice.

    Where documents are issued together 文件 stands beside or below their names, or between them:
    GB/T 9704—2012, 7.2.4.

    >>> red_heads(["某县应急管理局", "某县教育局文件", "某应急〔2024〕3号"])
    ('某县应急管理局', '某县教育局')
    >>> red_heads(["某县应急管理局", "文 件", "某县教育局"]), red_heads(["某县应急管理局"])
    (('某县应急管理局', '某县教育局'), ())
    """
    names: list[str] = []
    is_marked = False
    for text in lines[:_MOST_ISSUERS]:
        named = red_head(text)
        is_mark = "".join(text.split()) in _WORDS["red_head_marks"]
        if not (named or is_mark or is_issuer(text)):
            break
        is_marked = is_marked or is_mark or named is not None
        names += [] if is_mark else [named or text]
    return tuple(names) if is_marked else ()


def dated_note(text: str) -> str | None:
    """The date that a line in brackets is, as below a title: （2024年3月5日）; None for any other.

    >>> dated_note("（2024年3月5日）"), dated_note("（2024年3月5日县政府会议通过）")
    ('2024年3月5日', None)
    """
    found = _IN_BRACKETS.fullmatch(text)
    bare = text[1:-1].strip(blanks.CHARS) if found else ""
    return bare if dates.PRINTED.fullmatch(bare) else None


def red_head(text: str) -> str | None:
    """The issuers of a red head, 某县应急管理局文件 (GB/T 9704—2012, 7.2.4), else None."""
    found = _RED_HEAD.fullmatch(text)
    return found["issuers"] if found and is_issuer(found["issuers"]) else None


def is_date(text: str) -> bool:
    """Whether a line is a date, even one without its day."""
    return bool(dates.PRINTED.fullmatch(text) or dates.MONTH.fullmatch(text))


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
    found = field_lines.find([line.text.text for line in lines], taken)
    return {at: Placed(lines[at], "metadata", "field") for at in sorted(found.lines)}


def _document(lines: list[Line], places: list[int], ruled: int | None) -> dict[int, Placed]:
    """The parts of lines; `ruled` is the one before which the editor sees the title, if he does."""
    texts = [line.text.text for line in lines]
    listed = attachments.listed(texts)
    end = _end_of_letter(texts) if ruled is None else None
    title = range(0) if end is not None else _title(texts)
    if ruled is not None:
        title = range(ruled, ruled)
    known: dict[int, _Part] = dict.fromkeys(_issuers(texts, listed), ("signature", "issuer"))
    known |= dict.fromkeys(listed, ("attachment", "attachments"))
    issued = any(map(_is_addressees, texts)) or _is_sent_out(texts, title)
    before = range(end) if end is not None else range(title.start) if issued else range(0)
    titles = (at for at in _notice_title(texts, before) if at not in listed)
    known |= dict.fromkeys(titles, ("notice", "title"))
    known |= dict.fromkeys(title, ("title", "title"))
    if end is not None:
        known |= _attached(texts, end)
    placed: dict[int, Placed] = {}
    above: PartRole | None = None
    for i, (at, line) in enumerate(zip(places, lines, strict=True)):
        after = i >= title.stop
        part = known.get(i) or _by_form(texts[i]) or _below_title(texts[i], above)
        kind, role = part or _by_place(texts[i], i in before, after)
        above = role
        placed[at] = Placed(line, kind, role)
    return placed


def _sends_out(text: str) -> bool:
    """Whether a line is the title of a notice that sends out another document: 关于印发…的通知."""
    return bool(_SENDING.search(text)) and looks_like_title(text)


def _is_sent_out(texts: Sequence[str], title: range) -> bool:
    """Whether what stands above a title sends it out: it says so, or its own title names it."""
    name = "".join("".join(texts[at].split()) for at in title)
    return any(
        _ISSUING.search(text)
        or _sends_out(text)
        or (name and looks_like_title(text) and name in "".join(text.split())[:-1])
        for text in texts[: title.start]
    )


def _end_of_letter(texts: Sequence[str]) -> int | None:
    """Where the attachments of a letter open, if the text is one that sends out no document.

    A letter (函, 批复, 报告) is itself the document, and what is attached is not: GB/T 9704—2012,
    9.1. One about a draft that stands below cites it, and that one is the document.
    """
    titles = (at for at, text in enumerate(texts) if looks_like_title(text))
    first = next(titles, None)
    if first is None or not _LETTER.search(texts[first]) or _cited_title(texts):
        return None
    return next((at for at in range(first + 1, len(texts)) if attachments.is_mark(texts[at])), None)


def _attached(texts: Sequence[str], start: int) -> dict[int, _Part]:
    """The lines before the first clause of an attachment, its title below its mark."""
    found: dict[int, _Part] = dict.fromkeys(range(start, len(texts)), ("attachment", "text"))
    if start + 1 < len(texts) and _is_titled(texts[start], texts[start + 1]):
        found[start + 1] = ("attachment", "title")
    return found


def _notice_title(texts: Sequence[str], notice: range) -> Iterator[int]:
    """The lines of the titles in a notice, each from the issuer above 关于… on."""
    for at in notice:
        if looks_like_title(texts[at]):
            yield from range(title_start(texts, at, notice.start), at + 1)


def _by_form(text: str) -> _Part | None:
    """The part that a line belongs to wherever it stands."""
    return next((part for is_it, part in _FORMS if is_it(text)), None)


def _below_title(text: str, above: PartRole | None) -> _Part | None:
    """What only its place shows, right below a title or a number: a date in figures, addressees."""
    if above not in ("title", "doc_number"):
        return None
    if dates.STATED.fullmatch(text):
        return "signature", "date"
    is_called = _BELOW_TITLE.fullmatch(text) and _names_only(text)
    return ("notice", "addressees") if is_called else None


def _by_place(text: str, in_notice: bool, after_title: bool) -> _Part:
    if in_notice:
        return "notice", "text"
    return ("preamble" if after_title and _is_preamble(text) else "unparsed"), "text"


def _title(texts: list[str]) -> range:
    """The lines of the title of the plan, a qualifier in brackets with it; none if there is none.

    It is what the notice cites in 《》, else the last line like a title; where nothing is sent out,
    the last above the first sentence: 信息报告 further down is a heading.
    """
    by_ending = _above_text([i for i, text in enumerate(texts) if looks_like_title(text)], texts)
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


def _above_text(found: Sequence[int], texts: Sequence[str]) -> Sequence[int]:
    """Those lines like a title that may be that of the document."""
    if any(map(_is_addressees, texts)) or any(map(_ISSUING.search, texts)):
        return found
    first = next((at for at, text in enumerate(texts) if text.endswith("。")), len(texts))
    above = [at for at in found if at < first] or found
    return [at for at in above if texts[at] not in _WORDS["titles_of_parts"]] or above


def _cited_title(texts: Sequence[str]) -> range:
    """The last lines, at most so many, that together are what a notice issues."""
    bare = ["".join(text.split()) for text in texts]
    cited = issued(texts)
    found = (
        range(start, end)
        for end in range(len(bare), 0, -1)
        for start in range(end - 1, max(end - 1 - _MOST_TITLE_LINES, -1), -1)
        if "".join(bare[start:end]) in cited
    )
    return next(found, range(0))


def issued(texts: Sequence[str]) -> frozenset[str]:
    """The names, without blanks, of what the lines of a notice send out."""
    return frozenset(
        "".join(name.split())
        for text in texts
        if _ISSUING.search(text) or looks_like_title(text)
        for name in book_marks.cited(text)
    )


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
    while at > begin:
        if _begins_title(lines[at - 1], lines[at]):
            at -= 1
        elif at - 1 > begin and _is_middle(lines[at - 1]) and _TOPIC.search(lines[at - 2]):
            if not _begins_title(lines[at - 2], lines[at - 1]):
                break
            at -= 2
        else:
            break
    return at


def _is_middle(text: str) -> bool:
    """Whether a line may be neither the first nor the last of a title."""
    return _may_be_of_title(text) and not is_issuer(text)


def _may_be_of_title(text: str) -> bool:
    """Whether a line may be one of a title, but not its last; figures alone are a torn date."""
    if len(text) > _MAX_TITLE_LINE or _STOPS.search(text) or text.isdigit():
        return False
    is_other = looks_like_title(text) or doc_numbers.of_line(text) or dates.PRINTED.search(text)
    return not is_other


def _begins_title(text: str, following: str) -> bool:
    """Whether a line is the first part of a title that goes on: …关于进一步加强 / …工作的通知."""
    if not _may_be_of_title(text):
        return False
    if is_issuer(text):
        return following.startswith("关于")
    return bool(_TITLE_BEGINS.search(text))


def _is_title_qualifier(text: str) -> bool:
    is_other = _is_note(text) or doc_numbers.of_line(text)
    return bool(_TITLE_QUALIFIER.fullmatch(text)) and not is_other


def _issuers(texts: Sequence[str], listed: Container[int]) -> frozenset[int]:
    """发文机关署名: names of bodies on the lines before a date.

    Between a sentence, or a list of attachments, and a date any short line is one.
    """
    found: set[int] = set()
    for at in range(len(texts) - 2, -1, -1):
        dated = is_date(texts[at + 1])
        if (at + 1 in found or dated) and is_issuer(texts[at]):
            found.add(at)
        if dated:
            found |= set(_signature(texts, at, listed))
    return frozenset(found)


def _signature(texts: Sequence[str], last: int, listed: Container[int]) -> Iterator[int]:
    """The lines of a signature that ends on a line, if a sentence or a list stands above it."""
    first = last
    while first > last - _MOST_ISSUERS and first >= 0 and _may_sign(texts[first]):
        first -= 1
    if first >= 0 and (first in listed or texts[first].endswith(_SENTENCE_ENDS)):
        yield from range(first + 1, last + 1)


def _may_sign(text: str) -> bool:
    """Whether a line may name who signs: short, no stops or figures, no title."""
    return len(text) <= _MAX_TITLE_LINE and not _NO_NAME.search(text) and not looks_like_title(text)


def _is_preamble(text: str) -> bool:
    return text[-1] in "。：:；…！" or "".join(text.split()) in _WORDS["preamble_titles"]


def _is_addressees(text: str) -> bool:
    """主送机关: one line, no sentence, that ends in a colon (GB/T 9704—2012, 7.3.2)."""
    is_called = (_TO.fullmatch(text) or _LISTED.fullmatch(text)) and _names_only(text)
    return bool(_ADDRESSEES.fullmatch(text) or is_called) and not dates.PRINTED.search(text)


def _names_only(text: str) -> bool:
    return not _SENTENCE_WORD.search(text)


def addressed(line: Line) -> Iterator[Line]:
    """A line above the first clause, parted where a letter goes on behind its addressees.

    What follows must say that it is a letter, since duties are listed likewise: 各镇：负责….
    """
    text = line.text.text
    cut = 0
    numbered = doc_numbers.bracketed(text)
    if numbered and _is_addressees(text[numbered:].strip(blanks.CHARS)):
        yield Line(line.number, line.text[:numbered])
        yield Line(line.number, line.text[numbered:].strip())
        return
    found = _ADDRESSED.match(text)
    if found and _is_addressees(found["addressees"]) and _is_letter(text, found.end()):
        cut = found.end()
    if cut:
        yield Line(line.number, line.text[:cut].strip())
        yield Line(line.number, line.text[cut:])
    else:
        yield line


def _is_letter(text: str, start: int) -> bool:
    """Whether a sentence sends a document out, or says what a letter is for."""
    return bool(_ISSUING.search(text, start) or _LETTER_PHRASE.search(text, start))


def is_unread_addressees(text: str) -> bool:
    """Whether a line above the text looks like addressees that no rule reads.

    >>> is_unread_addressees("中小学、幼儿园："), is_unread_addressees("现通知如下：")
    (True, False)
    """
    found = _ADDRESSED.match(text)
    if found:
        return _names_only(found["addressees"]) and _is_letter(text, found.end())
    return bool(_MAYBE_TO.fullmatch(text)) and _names_only(text)


_FORMS: tuple[tuple[Callable[[str], object], _Part], ...] = (
    (attachments.is_mark, ("attachment", "text")),
    (attachments.name, ("attachment", "title")),
    (is_date, ("signature", "date")),
    (doc_numbers.of_line, ("notice", "doc_number")),
    (red_head, ("notice", "text")),
    (doc_numbers.is_signer, ("notice", "text")),
    (_is_addressees, ("notice", "addressees")),
)
