"""The letter that sends a document out: whom it goes to, and the phrases that show it.

主送机关 are GB/T 9704—2012, 7.3.2.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from converters import lexicon
from converters.models.line import Line
from converters.text import blanks, dates, doc_numbers

_WORDS = lexicon.words("document")
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
_CALLED = re.compile(rf"(?:^|[，,、])(?:{lexicon.alternatives(_WORDS['addressee_openings'])})")
_BETWEEN = re.compile("[，,、]")
_ADDRESSED = re.compile(r"(?P<addressees>[^。；;:：《》]{2,200}[:：])\s*(?=[^。\s]{8})")
_MAYBE_TO = re.compile(r"[^。；;:：《》\d]{2,100}[:：]")
_LETTER_PHRASE = re.compile(lexicon.alternatives(_WORDS["letter_phrases"]))
_SENTENCE_WORD = re.compile(lexicon.alternatives(_WORDS["sentence_words"]))
ISSUING = re.compile(lexicon.alternatives(_WORDS["issuing_phrases"]))


def parted(line: Line) -> Iterator[Line]:
    """A line above the first clause, parted where a letter goes on behind its addressees.

    What follows must say that it is a letter, since duties are listed likewise: 各镇：负责….
    """
    cut = _end_of_head(line.text.text)
    if cut:
        yield Line(line.number, line.text[:cut].strip())
        yield Line(line.number, line.text[cut:].strip())
    else:
        yield line


def _end_of_head(text: str) -> int:
    """Where what stands above a letter ends on its line: a 发文字号, or addressees; else 0."""
    numbered = doc_numbers.bracketed(text)
    if numbered and is_addressees(text[numbered:].strip(blanks.CHARS)):
        return numbered
    found = _ADDRESSED.match(text)
    if found and is_addressees(found["addressees"]) and _is_letter(text, found.end()):
        return found.end()
    return 0


def is_addressees(text: str) -> bool:
    """主送机关: one line, no sentence, that ends in a colon (GB/T 9704—2012, 7.3.2)."""
    is_called = (_TO.fullmatch(text) or _LISTED.fullmatch(text)) and _names_only(text)
    return bool(_ADDRESSEES.fullmatch(text) or is_called) and not dates.PRINTED.search(text)


def is_unread_addressees(text: str) -> bool:
    """Whether a line above the text looks like addressees that no rule reads.

    >>> is_unread_addressees("中小学、幼儿园："), is_unread_addressees("现通知如下：")
    (True, False)
    """
    found = _ADDRESSED.match(text)
    if found:
        return _names_only(found["addressees"]) and _is_letter(text, found.end())
    return bool(_MAYBE_TO.fullmatch(text)) and _names_only(text)


def names_everybody(text: str) -> bool:
    """Whether a line right below a title calls bodies by 各, with no ending that shows them."""
    return bool(_BELOW_TITLE.fullmatch(text)) and _names_only(text)


def names_without_colon(text: str, following: str) -> bool:
    """Whether a line right below a title, above a sentence, is addressees that lost their colon.

    One at least must be called by 各 or 市直 as addressees are: who issues a document stands there
    as well.
    """
    names = _BETWEEN.split(text)
    return (
        len(names) > 1
        and bool(_CALLED.search(text))
        and is_addressees(f"{text}：")
        and _names_only(text)
        and following.endswith("。")
    )


def _names_only(text: str) -> bool:
    """Whether no word of a line says anything, as in a sentence."""
    return not _SENTENCE_WORD.search(text)


def _is_letter(text: str, start: int) -> bool:
    """Whether a sentence sends a document out, or says what a letter is for."""
    return bool(ISSUING.search(text, start) or _LETTER_PHRASE.search(text, start))
