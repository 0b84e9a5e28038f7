"""A document whose line feeds were lost: the lines that it had.

Where blanks stand for the indents of paragraphs, those show the lines; else the labels do, and in
the letter before the first of them the marks of a notice: its title, its addressees, the names
that it cites and that stand again over what it sends out.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator, Sequence

from converters import lexicon
from converters.lines import closing_parts, inline_labels, repeated_entries
from converters.models.line import Line
from converters.text import blanks
from converters.text.labels import Label
from converters.text.layers import BY_LETTER
from converters.text.mapped_text import MappedText

_MIN_LENGTH = 300
_MIN_ALONE = 60
"""In characters, of a line among others, and of the only one that a file has."""

_SHARE = 0.6
_MIN_OUTER = 2
_MIN_INDENTS = 5
_MIN_MIN_INDENTS = 5
_MAX_NAMES = 20

_WORDS = lexicon.words("document")
_INDENT = re.compile(rf"{blanks.IN_LINE}{{2,}}")
_CITED = re.compile("《([^《》]{4,80})》")
_NOTICE_TITLE = re.compile(
    rf"的(?:{lexicon.alternatives(_WORDS['notice_kinds'])})(?=[^。：:]{{2,200}}[:：])"
)
_TITLE = re.compile(
    rf"[^。，；：、]{{4,80}}(?:{lexicon.alternatives(_WORDS['title_endings'])})"
    rf"(?:[(（][^()（）]{{1,20}}[)）])?{blanks.IN_LINE}"
)
_HEADING = re.compile(
    rf"{blanks.IN_LINE}?[^\s，。；：,;:]{{2,30}}(?<!、){blanks.IN_LINE}+(?=[^。\n]{{2,300}}。)"
)
_OUTER = ("part", "ch", "sec", "a")
_MIN_HEADINGS = 2
_NUMBER = re.compile(r"[\u4e00-\u9fff]{1,20}[〔\[(（﹝［]\d{4}[〕\])）﹞］]第?\d{1,5}号")
_ADDRESSEES_END = re.compile(rf"(?:{lexicon.alternatives(_WORDS['addressee_endings'])})[)）]?[:：]")
_ADDRESSEES = re.compile(
    rf"[^。：:《]{{2,200}}(?:{lexicon.alternatives(_WORDS['addressee_endings'])})[:：]"
)
_ATTACHMENT = re.compile(
    rf"(?<={blanks.IN_LINE})附件\d{{0,2}}(?=\S)|(?<=[。；）)日])附件\d{{1,2}}(?=[\w《“])"
)
_MAY_PRECEDE_NAME = re.compile(r"(?:^|[。；）)\d日号]|附件\d{0,2}[:：]?)\s*$")
_REACH = 8


def parted(lines: Sequence[Line]) -> Iterator[Line]:
    """The lines, those that hold a document in themselves parted."""
    total = sum(len(line.text) for line in lines)
    for line in lines:
        if len(line.text) < (_MIN_LENGTH if len(lines) > 1 else _MIN_ALONE):
            yield line
            continue
        text, is_whole = line.text.text, len(line.text) >= _SHARE * total
        found = inline_labels.find(text)
        indents = _indents(text, [at for at, _ in found]) if is_whole else []
        cuts = indents or _at_labels(text, found, is_whole=is_whole)
        yield from (Line(line.number, part) for part in _between(line.text, cuts))


def _indents(text: str, places: Sequence[int]) -> list[int]:
    """Where lines begin in a document whose paragraphs are still indented.

    Args:
        text: of the document.
        places: of the labels found inside; most of them must stand at an indent.
    """
    indents = [found.end() for found in _INDENT.finditer(text)]
    if len(indents) < _MIN_INDENTS or not places or 2 * len({*indents} & {*places}) < len(places):
        return []
    return sorted({*indents} | _of_notice(text[: indents[1]]) | _of_names(text, places[0]))


def _between(text: MappedText, cuts: Sequence[int]) -> Iterator[MappedText]:
    for start, end in zip([0, *cuts], [*cuts, len(text)], strict=True):
        part = text[start:end].strip()
        if part:
            yield part


def _at_labels(text: str, found: Sequence[tuple[int, Label]], *, is_whole: bool) -> list[int]:
    """Where lines begin inside a text, which may be the whole document."""
    outer = sum(BY_LETTER[label.layer].is_outer for _, label in found)
    if outer < _MIN_OUTER and not (is_whole and len(found) >= _MIN_OUTER):
        return []
    cuts = {at for at, _ in found}
    if is_whole:
        first = min(cuts)
        cuts |= _of_notice(text[:first]) | _of_names(text, first) | _of_title(text[:first])
        cuts |= _of_headings(text, found)
        cuts |= {*closing_parts.cuts(text, found[-1][0], cuts)}
        cuts |= {*repeated_entries.cuts(text, found)}
    return sorted(cut for cut in cuts if 0 < cut < len(text))


def _of_notice(text: str) -> set[int]:
    """Where title, 发文字号 and addressees of a notice end."""
    title = _NOTICE_TITLE.search(text)
    if not title:
        addressees = _ADDRESSEES.match(text)
        return {addressees.end()} if addressees else set()
    number = _NUMBER.match(text, title.end())
    addressees = _ADDRESSEES_END.search(text, title.end())
    return {found.end() for found in (title, number, addressees) if found}


def _of_title(text: str) -> set[int]:
    """Where a title ends that a blank parts from the preamble."""
    found = _TITLE.match(text)
    return {found.end()} if found else set()


def _of_headings(text: str, found: Sequence[tuple[int, Label]]) -> set[int]:
    """Where headings end that a blank parts from a sentence: of parts, or several of a layer."""
    ends = [*(at for at, _ in found[1:]), len(text)]
    headings: defaultdict[str, set[int]] = defaultdict(set)
    for (at, label), end in zip(found, ends, strict=True):
        if heading := _HEADING.match(text, at + label.end, end):
            headings[label.layer].add(heading.end())
    return {
        end
        for layer, places in headings.items()
        if layer in _OUTER or len(places) >= _MIN_HEADINGS
        for end in places
    }


def _of_names(text: str, first: int) -> set[int]:
    """Where names stand that the notice cites: over the document, in the list of attachments.

    Args:
        text: of all documents.
        first: where the first clause begins.
    """
    names = dict.fromkeys(_CITED.findall(text[:first]))
    attached = text[:first].rpartition("附件")[2].lstrip("：: ")
    attached = "" if "。" in attached else attached
    cuts = {found.start() for found in _ATTACHMENT.finditer(text)}
    for name in [*list(names)[:_MAX_NAMES], attached]:
        for found in re.finditer(rf"{re.escape(name)}(?!》|的)", text) if name else ():
            before = text[max(0, found.start() - _REACH) : found.start()]
            if found.end() == first or _MAY_PRECEDE_NAME.search(before):
                cuts |= {_with_mark(before, found.start()), found.end()}
                if not before.endswith((":", "：")):  # a bare 附件 stands on a line of its own
                    cuts.add(found.start())
    return cuts


def _with_mark(before: str, at: int) -> int:
    """Where 附件 or 附件： before a name begins; the name, if it has none."""
    found = re.search(r"附件[:：]?$", before)
    return at - len(found[0]) if found else at
