"""Signs that lines above the first clause are none of the text: of a page, of a title, a signature.

A notice is made of sentences, and of parts that have a form. What stands above its title and is
neither is of the page, or part of the title; below its last sentence, who signs, and when.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from itertools import takewhile

from converters import lexicon
from converters.models.located import Problem
from converters.models.unit import Part, Unit
from converters.structure import issuer_names
from converters.text import dates
from converters.text.mapped_text import Span

_SENTENCE = re.compile("[。，；：:]")
_LABELLED = re.compile(
    r"(?:[-*+•·●◆■▪]\s{0,8})?(?P<label>[^\s，,。；;:：、（(《“]{1,10})\s*[:：]\s*[^\s。；;][^。；;]*"
)
_WORDS = lexicon.words("document")
_CLOSING = re.compile(rf"(?:{lexicon.alternatives(_WORDS['notice_closings'])})")
_NO_FIELD = re.compile(
    rf"(?:{lexicon.alternatives([*_WORDS['contacts'], *_WORDS['signers'], *_WORDS['copies']])})"
)
_PROMULGATED = re.compile(
    rf"[（(][^（）()。]{{0,20}}(?:{dates.PRINTED.pattern})[^（）()。]{{0,40}}"
    rf"(?:{lexicon.alternatives(_WORDS['promulgations'])})"
)
_TOLD = "题名之上的这一行不知是什么，读成了通知的文字；或是网页上的，或是题名的一部分"


_UNREAD = (
    "通知末尾的这 {} 行不知是什么，没有读作发文机关、成文日期，也没有读作题名，照录为通知的文字"
)
_BELOW = "题名与正文之间的这 {} 行不知是什么，照录为通知的文字；若是网页上的，请在 .yml 中剔除"
_PAGE_TITLE = (
    "下面另有题名，这一行像是网页自己的题名，读成了通知的题名；若是网页上的，请在 .yml 中剔除"
)
_FIELD = "标签“{}”不在所知之列，它的值没有读作题录，照录为通知的文字"
_TO_PEOPLE = (
    "题名之下的括注像是说由谁、在哪一天公布，没有读作发文机关、成文日期；请核对，在 .yml 中补写"
)
_IN_FRONT = ("notice", "title", "signature", "note", "unparsed", "preamble")
_LONGEST = 40


def find(units: Sequence[Unit], told: Sequence[Problem]) -> Iterator[Problem]:
    """A Problem for each line above the first clause that is no sentence, and nothing else known.

    Args:
        units: of the document.
        told: what is told of its metadata; one Problem of a line is enough.
    """
    for problem in (*_above_titles(units, told), *_of_page(units), *_in_notice(units)):
        if _is_new(problem.span, told):
            yield problem


def _in_notice(units: Sequence[Unit]) -> Iterator[Problem]:
    """A Problem for each label of a notice, and for lines that are no sentences.

    Below its title they are of the page; below its last sentence, they should be a signature.
    """
    tail: list[Part] = []
    said = ""  # what to say of lines that are no sentences
    front = takewhile(lambda unit: not unit.is_clause, units)
    for unit in (unit for unit in front if unit.kind in _IN_FRONT):
        for part in unit.parts:
            text = part.text.text
            if part.role == "text" and unit.kind == "note" and _PROMULGATED.match(text):
                yield Problem("promulgation-unread", _TO_PEOPLE, part.text.span)
            if unit.kind != "notice" or part.role != "text":
                yield from _unread(tail, said)
                tail = []
                said = said or (_BELOW if part.role == "title" else "")
            elif field := _field(text):
                yield Problem("metadata-unread", _FIELD.format(field), part.text.span)
            elif _SENTENCE.search(text) or _CLOSING.match(text) or len(text) > _LONGEST:
                if said == _BELOW:
                    yield from _unread(tail, said)
                said = _UNREAD
                tail = []
            elif said and not issuer_names.red_head(text):
                tail.append(part)
    yield from _unread(tail, said)


def _field(text: str) -> str:
    """The label of a line that is nothing but one and its value; empty if it is none."""
    found = _LABELLED.fullmatch(text)
    return "" if not found or _NO_FIELD.search(found["label"]) else found["label"]


def _unread(tail: Sequence[Part], said: str) -> Iterator[Problem]:
    if tail:
        span = Span(tail[0].text.span.start, tail[-1].text.span.end)
        yield Problem("notice-unread", said.format(len(tail)), span)


def _above_titles(units: Sequence[Unit], told: Sequence[Problem]) -> Iterator[Problem]:
    """A Problem for each line above a title that no sentence ends or begins in."""
    above: list[Part] = []
    is_top = True
    for unit in units:
        if unit.is_clause:
            return
        for part in unit.parts if unit.kind in ("notice", "title") else ():
            if part.role == "title" and issuer_names.is_issuer(part.text.text):
                while above and issuer_names.is_issuer(above[-1].text.text):
                    above.pop()  # they issue it together, each on a line
            if part.role == "title" and (is_top or unit.kind == "notice"):
                spans = (one.text.span for one in above)
                yield from (Problem("before-title", _TOLD, at) for at in spans if _is_new(at, told))
            if part.role != "text" or _SENTENCE.search(part.text.text):
                is_top = False  # a signature may stand above the title of what it sends out
                above.clear()
            else:
                above.append(part)


def _of_page(units: Sequence[Unit]) -> Iterator[Problem]:
    """A Problem for a title with nothing but what a page says between it and that of the notice.

    The same title, or that with a bracket behind it, says nothing that the other one does not.
    """
    above: Part | None = None
    is_parted = False
    for unit in takewhile(lambda unit: not unit.is_clause, units):
        for part in unit.parts:
            if unit.kind == "metadata" or unit.rule:
                is_parted = above is not None
            elif part.role == "title":
                is_other = above and not _repeats(above.text.text, part.text.text)
                if above and is_other and is_parted and unit.kind == "notice":
                    yield Problem("page-title", _PAGE_TITLE, above.text.span)
                above, is_parted = part, False
            elif part.role != "doc_number":
                above = None


def _repeats(title: str, other: str) -> bool:
    """Whether a title begins as another one does, whatever its marks."""
    words, first = ("".join(filter(str.isalnum, one)) for one in (title, other))
    return words.startswith(first)


def _is_new(span: Span, told: Sequence[Problem]) -> bool:
    return not any(span.start <= one.span.start < span.end for one in told)
