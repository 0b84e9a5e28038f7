"""A document whose line feeds were lost: the lines that it had.

Where blanks stand for the indents of paragraphs, those show the lines; else the labels do, and in
the letter before the first of them the marks of a notice: its title, its addressees, the names
that it cites and that stand again over what it sends out.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence

from converters import lexicon
from converters.lines import closing_parts, inline_labels, repeated_entries
from converters.models.line import Line
from converters.text import blanks, book_marks, dates, doc_numbers, labels
from converters.text.labels import Label
from converters.text.layers import BY_LETTER
from converters.text.mapped_text import MappedText

_MIN_LENGTH = 300
_MIN_ALONE = 60
"""In characters, of a line among others, and of the only one that a file has."""

_SHARE = 0.6
_MIN_OUTER = 2
_MIN_CHAPTERS = 30
_ENDS = "。；！"
_MIN_INDENTS = 5
_MAX_NAMES = 20

_WORDS = lexicon.words("document")
_INDENT = re.compile(rf"{blanks.IN_LINE}{{2,}}")
_NOTICE_TITLE = re.compile(
    rf"的(?:{lexicon.alternatives(_WORDS['notice_kinds'])})(?![》〉>＞])(?=[^。：:]{{2,400}}[:：])"
)
_RED_HEAD = re.compile(
    rf"[^，。；：、《》\d]{{4,60}}?(?:{lexicon.alternatives(_WORDS['red_head_marks'])})"
    rf"(?={blanks.IN_LINE}{{0,8}}(?:{doc_numbers.SIGNER}{blanks.IN_LINE})?{doc_numbers.PATTERN})"
)
_SIGNED = re.compile(
    rf"(?<=。){blanks.IN_LINE}{{0,8}}(?P<signature>[^，。；：、\d]{{0,60}}(?:{dates.PRINTED.pattern}))"
)
_TITLE = re.compile(
    rf"[^。，；：、]{{4,80}}(?:{lexicon.alternatives(_WORDS['title_endings'])})"
    rf"(?:[(（][^()（）]{{1,20}}[)）])?{blanks.IN_LINE}"
)
_HEADING = re.compile(
    rf"{blanks.IN_LINE}?[^\s，。；：,;:]{{2,30}}(?<!、){blanks.IN_LINE}+(?=[^。\n]{{2,300}}。)"
)
_MIN_HEADINGS = 2
_NUMBER = re.compile(doc_numbers.PATTERN)
_MIN_NAME, _MAX_NAME = 4, 80
_ADDRESSEES_END = re.compile(rf"(?:{lexicon.alternatives(_WORDS['addressee_endings'])})[)）]?[:：]")
_ADDRESSEES = re.compile(
    rf"[^。：:《]{{2,200}}(?:{lexicon.alternatives(_WORDS['addressee_endings'])})[:：]"
)
_TO = re.compile(
    rf"{blanks.IN_LINE}{{0,8}}(?:{lexicon.alternatives(_WORDS['addressee_openings'])})"
    r"[^。；，：:《》]{1,60}[:：]"
)
_ATTACHMENT = re.compile(
    rf"(?<={blanks.IN_LINE})附件\d{{0,2}}(?=\S)|(?<=[。；）)日])附件\d{{1,2}}(?=[\w《“])"
)
_MAY_PRECEDE_NAME = re.compile(r"(?:^|[。；）)\d日号]|附件\d{0,2}[:：]?)\s*$")
_REACH = 8
_LONGEST_NAME = 40


def parted(lines: Sequence[Line]) -> Iterator[Line]:
    """The lines, those that hold a document in themselves parted."""
    total = sum(len(line.text) for line in lines)
    for line in lines:
        if line.ruling:
            yield line
            continue
        text, is_whole = line.text.text, len(line.text) >= _SHARE * total
        is_short = len(line.text) < (_MIN_LENGTH if len(lines) > 1 else _MIN_ALONE)
        if is_short and not _begins_outer(text):
            yield line
            continue
        if is_short:
            parts = _between(line.text, _at_blanks(text))
            yield from (line._replace(text=part) for part in parts)
            continue
        found = inline_labels.find(text)
        indents = _indents(text, [at for at, _ in found]) if is_whole else []
        cuts = indents or _at_labels(text, found, is_whole=is_whole)
        yield from (Line(line.number, part) for part in _between(line.text, cuts))


def _begins_outer(text: str) -> bool:
    """Whether a line may hold several chapters: it begins with the label of one, and has blanks."""
    label = labels.match(text)
    return bool(label and BY_LETTER[label.layer].is_outer and len(text) >= _MIN_CHAPTERS)


def _at_blanks(text: str) -> list[int]:
    """Where lines began that single blanks now part, blanks after 。 being lost.

    All labels of chapters stand behind one, and so do labels below them; a blank after a heading
    parts it from its text.
    """
    found = inline_labels.find(text)
    outer = [at for at, label in found if BY_LETTER[label.layer].is_outer]
    stand_apart = all(text[at - 1] in _ENDS or text[at - 1].isspace() for at in outer if at)
    blanks_before = sum(at > 0 and text[at - 1].isspace() for at, _ in found)
    if len(outer) < _MIN_OUTER or not stand_apart or not blanks_before:
        return []
    cuts = {at for at, _ in found} | _of_headings(text, found, fewest=1)
    return sorted(cut for cut in cuts if 0 < cut < len(text))


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
        cuts |= _of_red_head(text[:first]) | _of_signed(text[:first]) | _of_issuer(text[:first])
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
    begin = number.end() if number else title.end()
    addressees = _TO.match(text, begin) or _ADDRESSEES_END.search(text, begin)
    return {found.end() for found in (title, number, addressees) if found}


def _of_red_head(text: str) -> set[int]:
    """Where a red head and the 发文字号 behind it end (GB/T 9704—2012, 7.2.4 and 7.2.5)."""
    head = _RED_HEAD.match(text)
    number = _NUMBER.search(text, head.end()) if head else _NUMBER.match(text)
    cuts = [*number.span()] if number else []
    return {*cuts, head.end()} if head else {*cuts}


def _of_signed(text: str) -> set[int]:
    """Where the signature of a notice begins and its date ends, behind a sentence."""
    found = _SIGNED.search(text)
    return {*found.span("signature")} if found else set()


def _of_issuer(text: str) -> set[int]:
    """Where a signature begins and its date ends, whatever is before it: by the name at the top.

    The name that a text begins with stands again before the date; at the top a number may follow.
    """
    for date in dates.PRINTED.finditer(text):
        before = text[max(0, date.start() - _LONGEST_NAME) : date.start()].rstrip(blanks.CHARS)
        names = (before[at:] for at in range(len(before) - _MIN_NAME + 1))
        if name := next(filter(text.startswith, names), ""):
            end = len(name)
            number = _NUMBER.match(text, end)
            start = text.rindex(name, 0, date.start())
            if start:
                return {start, date.end(), *((end, number.end()) if number else ())}
    return set()


def _of_title(text: str) -> set[int]:
    """Where a title ends that a blank parts from the preamble."""
    found = _TITLE.match(text)
    return {found.end()} if found else set()


def _of_headings(
    text: str, found: Sequence[tuple[int, Label]], fewest: int = _MIN_HEADINGS
) -> set[int]:
    """Where headings end that a blank parts from a sentence: of parts, or several of a layer.

    Args:
        text: that they stand in.
        found: its labels.
        fewest: so many of a layer must be parted so, for a blank to part its headings.
    """
    ends = [*(at for at, _ in found[1:]), len(text)]
    headings: defaultdict[str, set[int]] = defaultdict(set)
    for (at, label), end in zip(found, ends, strict=True):
        if heading := _HEADING.match(text, at + label.end, end):
            headings[label.layer].add(heading.end())
    return {
        end
        for layer, places in headings.items()
        if BY_LETTER[layer].is_outer or len(places) >= fewest
        for end in places
    }


def _of_names(text: str, first: int) -> set[int]:
    """Where names stand that the notice cites: over the document, in the list of attachments.

    Args:
        text: of all documents.
        first: where the first clause begins.
    """
    cited = book_marks.cited(text[:first])
    names = dict.fromkeys(name for name in cited if _MIN_NAME <= len(name) <= _MAX_NAME)
    attached = text[:first].rpartition("附件")[2].lstrip("：: ")
    attached = "" if "。" in attached else attached
    cuts = {found.start() for found in _ATTACHMENT.finditer(text)}
    for name in [*list(names)[:_MAX_NAMES], attached]:
        for found in re.finditer(rf"{re.escape(name)}(?!》|的)", text) if name else ():
            before = text[max(0, found.start() - _REACH) : found.start()]
            if found.end() == first or _MAY_PRECEDE_NAME.search(before):
                start = _whole(text, names, found)
                cuts |= {_with_mark(before, start), found.end()}
                if not before.endswith((":", "：")):  # a bare 附件 stands on a line of its own
                    cuts.add(start)
    return cuts


def _whole(text: str, names: Iterable[str], found: re.Match[str]) -> int:
    """Where a name begins, or the longer one whose end it is: a letter may shorten a name."""
    begun = (text.rfind(name, max(0, found.start() - len(name) + 1), found.end()) for name in names)
    return min((at for at in begun if at >= 0), default=found.start())


def _with_mark(before: str, at: int) -> int:
    """Where 附件 or 附件： before a name begins; the name, if it has none."""
    found = re.search(r"附件[:：]?$", before)
    return at - len(found[0]) if found else at
