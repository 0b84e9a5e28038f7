"""Which lines are a title: that of the document, or of the notice that sends it out.

A title is printed over one line or several (GB/T 9704—2012, 7.3.1).
"""

from __future__ import annotations

import re
from collections.abc import Container, Iterable, Sequence

from converters import lexicon
from converters.structure import attachments, bracketed_notes, issuer_names, letters
from converters.text import book_marks, dates, doc_numbers, five_year_plans, site_words

_WORDS = lexicon.words("document")
_LEVELS = lexicon.alternatives(lexicon.words("responsibility")["levels_of_places"])
_PLACE = re.compile(rf"[\u4e00-\u9fff]{{1,12}}(?:{_LEVELS})")
_OF_A_PLACE = re.compile(
    rf"(?!{lexicon.alternatives(_WORDS['no_places'])})[\u4e00-\u9fff]{{1,7}}?(?:{_LEVELS})"
)
_TITLE_ENDING = re.compile(
    rf"(?:{lexicon.spaced(_WORDS['title_endings'])})(?:\s?[(（][^()（）]{{1,20}}[)）])?$"
)
_TITLE_QUALIFIER = re.compile(r"[(（][^()（）。]{1,24}[)）]")
_QUALIFIED = re.compile(rf"(?:{_TITLE_QUALIFIER.pattern})+$")
_DATED = re.compile(r"年[^年月]{1,4}月")
_TITLE_BEGINS = re.compile(r"关于|\d{4}\s*年?[)）]?$")
_TOPIC = re.compile("关于")
_STOPS = re.compile("[。；，,;：:]")
_SENDING = re.compile(
    rf"(?:{lexicon.alternatives(_WORDS['sending_verbs'])}).+"
    rf"(?:{lexicon.spaced(_WORDS['notice_kinds'])})$"
)
_NO_TITLES = frozenset((*_WORDS["contents_titles"], *_WORDS["preamble_titles"]))
_MAX_TITLE = 80
MAX_LINE = 40
_MOST_TITLE_LINES = 3


def find(texts: list[str], stated: Container[str] = ()) -> range:
    """The lines of the title of the plan, a qualifier in brackets with it; none if there is none.

    It is what the notice cites in 《》, else the last line like a title; where nothing is sent out,
    the last above the first sentence: 信息报告 further down is a heading.

    Args:
        texts: of lines.
        stated: titles, without blanks, that the metadata states.
    """
    by_ending = _above_text([i for i, text in enumerate(texts) if looks_like(text)], texts)
    by_mark = [i for i in range(1, len(texts)) if is_below_mark(texts[i - 1], texts[i])]
    if cited := named_in_letter(texts):
        start, end = cited.start, cited.stop
    elif found := by_ending or by_mark:
        start, end = first_of(texts, found[-1], 0), found[-1] + 1
        start = next((at for at in _above(start) if _joined(texts[at:end]) in stated), start)
    else:
        return range(0)
    while end < len(texts) and _is_qualifier(texts[end]):
        end += 1
    return range(start, end)


def _above(start: int) -> range:
    """The lines above a title that may be its first ones."""
    return range(start - 1, max(start - _MOST_TITLE_LINES, -1), -1)


def _joined(lines: Iterable[str]) -> str:
    """Lines as one, without blanks."""
    return "".join("".join(line.split()) for line in lines)


def _above_text(found: Sequence[int], texts: Sequence[str]) -> Sequence[int]:
    """Those lines like a title that may be that of the document."""
    if any(map(letters.is_addressees, texts)) or any(map(letters.ISSUING.search, texts)):
        return found
    first = next((at for at, text in enumerate(texts) if text.endswith("。")), len(texts))
    above = [at for at in found if at < first] or found
    return [at for at in above if texts[at] not in _WORDS["titles_of_parts"]] or above


def named_in_letter(texts: Sequence[str]) -> range:
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
        if letters.ISSUING.search(text) or looks_like(text)
        for name in book_marks.cited(text)
    )


def is_below_mark(mark: str, text: str) -> bool:
    """Whether a line stands as a title below 附件."""
    return attachments.is_mark(mark) and len(text) <= _MAX_TITLE and not _STOPS.search(text)


def is_sent_out(texts: Sequence[str], title: range) -> bool:
    """Whether what stands above a title sends it out: it says so, or its own title names it."""
    name = "".join("".join(texts[at].split()) for at in title)
    return any(
        letters.ISSUING.search(text)
        or _sends_out(text)
        or (name and looks_like(text) and name in "".join(text.split())[:-1])
        for text in texts[: title.start]
    )


def _sends_out(text: str) -> bool:
    """Whether a line is the title of a notice that sends out another document: 关于印发…的通知."""
    return bool(_SENDING.search(text)) and looks_like(text)


def looks_like(text: str) -> bool:
    """Whether a line may be the title of a document: short, no stops, and it names a kind."""
    return len(text) <= _MAX_TITLE and bool(_TITLE_ENDING.search(text)) and not _STOPS.search(text)


def kind(title: str) -> str:
    """The kind of document a title names: yaodian, guihua, yuan, jihua or other."""
    ends = sorted(_WORDS["title_endings"], key=len, reverse=True)
    bare = re.sub(r"(?:的通知|[(（][^()（）]*[)）]|[》”])+$", "", "".join(title.split()))
    return next((_WORDS["title_endings"][end] for end in ends if bare.endswith(end)), "other")


def is_kind(text: str) -> bool:
    """Whether a text is nothing but the word for a kind of document: 实施方案."""
    return text in _WORDS["title_endings"]


def first_of(lines: Sequence[str], at: int, begin: int) -> int:
    """The first line of a title that ends on line `at` and may be broken over several.

    Args:
        lines: texts of lines.
        at: index of the line with the end of the title.
        begin: index of the first line that may belong to it.
    """
    while at > begin:
        above = lines[at - 1]
        if _begins_title(above, lines[at]) or _is_broken(above, lines[at]):
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
    return _may_be_of_title(text) and not issuer_names.is_issuer(text)


def _may_be_of_title(text: str) -> bool:
    """Whether a line may be one of a title, but not its last."""
    return _has_form(text) and not looks_like(text)


def _has_form(text: str) -> bool:
    """Whether a line is short, has no stops, and is no number or date; figures are a torn one."""
    if len(text) > MAX_LINE or _STOPS.search(text) or text.isdigit():
        return False
    is_date = dates.PRINTED.search(text) or dates.MONTH.fullmatch(text)
    return not (is_date or doc_numbers.of_line(text))


def _begins_title(text: str, following: str) -> bool:
    """Whether a line is the first part of a title that goes on: …关于进一步加强 / …工作的通知."""
    if not _may_be_of_title(text):
        return False
    if issuer_names.is_issuer(text):
        return following.startswith("关于")
    return bool(_TITLE_BEGINS.search(text))


def _is_broken(above: str, below: str) -> bool:
    """Whether a title goes on over two lines: what stands above is no whole line of anything else.

    The line below is but the kind of document, or names no place where the one above is a place;
    or the line above has the years of the title, and was full. A body above it, or a page, is none
    of it.
    """
    kind_alone = _QUALIFIED.sub("", below)
    if _is_end_of_kind(above, kind_alone):
        return _may_stand_above(above)
    if looks_like(above) or not _may_stand_above(above):
        return False
    if is_kind(kind_alone):
        return True
    if below.startswith("关于") or _OF_A_PLACE.match(below) or _has_years(below):
        return False
    return bool(_PLACE.fullmatch(above)) or (_has_years(above) and len(above) >= len(below))


def _is_end_of_kind(above: str, below: str) -> bool:
    """Whether a line ends inside the word for a kind of document: …行动 / 方案."""
    ends = (end for end in _WORDS["title_endings"] if end.endswith(below) and end != below)
    return any(above.endswith(end.removesuffix(below)) for end in ends)


def _may_stand_above(text: str) -> bool:
    """Whether a line may be the upper one of a title: no body, page, attachment or bracket."""
    if not _has_form(text) or text.startswith(("(", "（")) or attachments.opens(text):
        return False
    is_body = issuer_names.is_issuer(text) or issuer_names.red_head(text)
    is_of_page = site_words.kind(text) or "".join(text.split()) in _NO_TITLES
    return not (is_body or is_of_page)


def _has_years(text: str) -> bool:
    """Whether a line names the years of a document."""
    return bool(dates.years(text) or dates.year(text) or five_year_plans.named(text))


def _is_qualifier(text: str) -> bool:
    is_other = bracketed_notes.is_note(text) or doc_numbers.of_line(text) or _DATED.search(text)
    return bool(_TITLE_QUALIFIER.fullmatch(text)) and not is_other
