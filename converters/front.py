"""What stands before the first clause: metadata, the notice, title, preamble.

The parts are those of GB/T 9704—2012, 7.2 and 7.3: 发文字号, 标题, 主送机关, 正文, 发文机关署名,
成文日期. A line that fits none of them is `unparsed`; only a rule of `data/noise.yml` makes noise.
"""

from __future__ import annotations

import re
from collections.abc import Container, Iterator, Sequence
from dataclasses import dataclass

from converters import dates, lexicon, noise
from converters.models import BlockKind, Line, ParagraphRole

_WORDS = lexicon.words("document")
_LABELS = lexicon.words("metadata")["labels"]
_LABEL = re.compile(rf"(?:^|(?<=[^\S\n]))({lexicon.spaced(_LABELS)})\s*[:：]")
_DOC_NUMBER = re.compile(r"[\u4e00-\u9fff]{1,20}[〔\[(（﹝［]\d{4}[〕\])）﹞］]第?\d{1,5}号")
_NOTE = re.compile(rf"[(（](?:{lexicon.alternatives(_WORDS['notes'])})[^()（）]*[)）]")
_ISSUER = re.compile(
    rf"[^，。；：、,;:\d]{{2,40}}(?:{lexicon.alternatives(_WORDS['issuer_endings'])})"
)
_TITLE_ENDING = re.compile(
    rf"(?:{lexicon.alternatives(_WORDS['title_endings'])})(?:[(（][^()（）]{{1,20}}[)）])?$"
)
_ADDRESSEES = re.compile(
    rf"[^。]{{2,300}}(?:{lexicon.alternatives(_WORDS['addressee_endings'])})[)）]?[:：]"
)
_ISSUING = re.compile(lexicon.alternatives(_WORDS["issuing_phrases"]))
_CITED = re.compile("《([^《》]+)》")
_MAX_TITLE = 80
_LEADERS = re.compile(r"[.．·…]{3,}[\s\d]*$")
_PAGE = re.compile(r"[.．·…]{2,}\d*$")
_PAGE_DIGITS = "0123456789IVX"
_MIN_ENTRIES = 3
_MOST_ENTRIES = 0.8
"""At least so many lines of a list of contents must come again as headings."""


@dataclass(frozen=True)
class Placed:
    """A line and the part of the document it belongs to; noise names its rule."""

    line: Line
    kind: BlockKind
    role: ParagraphRole = "text"
    rule: str | None = None


def place(lines: Sequence[Line], contents: range) -> tuple[Placed, ...]:
    """Each line before the first clause, with its part.

    Args:
        lines: before the first clause.
        contents: which of them are a list of contents (see `contents`).
    """
    placed = {at: found for at, line in enumerate(lines) if (found := _around(line))}
    placed |= {at: Placed(lines[at], "note", "contents") for at in contents if at < len(lines)}
    placed |= _metadata(lines, frozenset(placed))
    rest = [at for at in range(len(lines)) if at not in placed]
    placed |= _document([lines[at] for at in rest], rest)
    return tuple(placed[at] for at in range(len(lines)))


def contents(lines: Sequence[Line]) -> range:
    """The lines of a list of contents: its title, and entries that the text repeats.

    The list ends before its first entry comes again; most of its lines must come again too, or
    lead by dots to a page.
    """
    bare = [_entry(line.text.text) for line in lines]
    titles = _WORDS["contents_titles"]
    unpaged = (text.lstrip(_PAGE_DIGITS) for text in bare)
    title = next((at for at, text in enumerate(unpaged) if text in titles), len(lines))
    if title + 1 >= len(lines):
        return range(0)
    first = bare[title + 1]
    again = next((at for at in range(title + 2, len(lines)) if bare[at] == first), 0)
    repeated = set(bare[again:]) if again else set()
    entries = [
        at
        for at in range(title + 1, again)
        if bare[at] in repeated or _LEADERS.search(lines[at].text.text)
    ]
    if len(entries) < _MIN_ENTRIES:
        return range(0)
    found = range(title, entries[-1] + 1)
    return found if len(entries) >= _MOST_ENTRIES * (len(found) - 1) else range(0)


def _entry(text: str) -> str:
    """A heading as a list of contents has it: no blanks, no leaders, no page, no text after it."""
    return _PAGE.sub("", "".join(text.split()).split("。")[0])


def closing(lines: Sequence[Line]) -> tuple[Placed, ...]:
    """The parts after the last clause: 附注, and a signature; only the last lines count."""
    found: list[Placed] = []
    for line in reversed(lines):
        text = line.text.text
        if _NOTE.fullmatch(text):
            found.append(Placed(line, "note"))
        elif dates.PRINTED.fullmatch(text):
            found.append(Placed(line, "signature", "date"))
        elif found and found[-1].kind == "signature" and _ISSUER.fullmatch(text):
            found.append(Placed(line, "signature", "issuer"))
        else:
            break
    return tuple(reversed(found))


def fields(line: str) -> Iterator[tuple[str, int, int]]:
    """The metadata fields of a line: the label without blanks, start and end of the value."""
    found = list(_LABEL.finditer(line))
    if not found or found[0].start():
        return
    ends = [match.start() for match in found[1:]] + [len(line)]
    for match, end in zip(found, ends, strict=True):
        value = line[match.end() : end]
        start = match.end() + len(value) - len(value.lstrip())
        yield re.sub(r"\s", "", match[1]), start, match.end() + len(value.rstrip())


def kind_of_title(title: str) -> str:
    """The kind of document a title names: yaodian, guihua, yuan, jihua or other."""
    ends = sorted(_WORDS["title_endings"], key=len, reverse=True)
    bare = re.sub(r"(?:的通知|[(（][^()（）]*[)）]|[》”])+$", "", title)
    return next((_WORDS["title_endings"][end] for end in ends if bare.endswith(end)), "other")


def _around(line: Line) -> Placed | None:
    return Placed(line, "note") if _NOTE.fullmatch(line.text.text) else None


def _metadata(lines: Sequence[Line], taken: Container[int]) -> dict[int, Placed]:
    placed: dict[int, Placed] = {}
    seen: set[tuple[str, str]] = set()
    for at, line in enumerate(lines):
        text = line.text.text
        found = {(label, text[start:end]) for label, start, end in fields(text)}
        if at in taken or not found:
            continue
        if found <= seen:
            placed[at] = Placed(line, "noise", rule=noise.rule("repeated-metadata"))
        else:
            placed[at] = Placed(line, "metadata", "field")
        seen |= found
    return placed if len(seen) > 1 else {}


def _document(lines: list[Line], places: list[int]) -> dict[int, Placed]:
    texts = [line.text.text for line in lines]
    title = _title(texts)
    issued = any(map(_is_addressees, texts)) or any(map(_ISSUING.search, texts[: title or 0]))
    placed: dict[int, Placed] = {}
    for i, (at, line) in enumerate(zip(places, lines, strict=True)):
        text = texts[i]
        following = texts[i + 1] if i + 1 < len(texts) else ""
        if i == title:
            placed[at] = Placed(line, "title", "title")
        elif dates.PRINTED.fullmatch(text):
            placed[at] = Placed(line, "signature", "date")
        elif _ISSUER.fullmatch(text) and dates.PRINTED.fullmatch(following):
            placed[at] = Placed(line, "signature", "issuer")
        elif _DOC_NUMBER.fullmatch(text):
            placed[at] = Placed(line, "notice", "doc_number")
        elif _is_addressees(text):
            placed[at] = Placed(line, "notice", "addressees")
        elif title is not None and i < title and issued:
            role: ParagraphRole = "title" if _looks_like_title(text) else "text"
            placed[at] = Placed(line, "notice", role)
        elif (title is None or i > title) and text[-1] in "。：:；":
            placed[at] = Placed(line, "preamble")
        else:
            placed[at] = Placed(line, "unparsed")
    return placed


def _title(texts: list[str]) -> int | None:
    """The title of the plan: what the notice cites in 《》, else the last line like a title."""
    bare = ["".join(text.split()) for text in texts]
    cited = {
        "".join(name.split())
        for text in texts
        if _ISSUING.search(text)
        for name in _CITED.findall(text)
    }
    by_citation = [i for i, text in enumerate(bare) if text in cited]
    by_ending = [i for i, text in enumerate(texts) if _looks_like_title(text)]
    found = by_citation or by_ending
    return found[-1] if found else None


def _looks_like_title(text: str) -> bool:
    stops = any(mark in text for mark in "。；，,;：:")
    return len(text) <= _MAX_TITLE and not stops and bool(_TITLE_ENDING.search(text))


def _is_addressees(text: str) -> bool:
    """主送机关: one line, no sentence, that ends in a colon (GB/T 9704—2012, 7.3.2)."""
    return bool(_ADDRESSEES.fullmatch(text)) and not dates.PRINTED.search(text)
