"""发文字号: 某政办发〔2024〕8号, as documents print it and as a conversion leaves it.

It is made of the code of the issuer, the year in 〔〕 and a number (GB/T 9704—2012, 7.2.5). Other
brackets stand for 〔〕 in many texts, blanks stand round digits in what was a PDF, and brackets
stand round the whole where it is a line below the title.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from converters import lexicon
from converters.text import blanks, numerals
from converters.text.mapped_text import Span

_WORDS = lexicon.words("document")
_BLANK = f"{blanks.IN_LINE}{{0,8}}"
_SPACE = f"{blanks.IN_LINE}{{1,8}}"
_HAN = "[\u4e00-\u9fff]"
_YEAR = rf"[〔\[(（﹝［【]{_BLANK}\d{{4}}{_BLANK}[〕\])）﹞］】]"
PATTERN = (
    rf"(?:{_HAN}{{1,20}}|{_HAN}(?:{_SPACE}{_HAN}){{1,19}}){_BLANK}"
    rf"{_YEAR}{_BLANK}第?{_BLANK}\d{{1,5}}{_BLANK}号"
)
"""Of a number in a text; it has no groups."""

YEAR_AND_NUMBER = rf"[〔\[]\d{{4}}[〕\]]{_BLANK}第?{_BLANK}\d{{1,5}}{_BLANK}号"
"""What stands behind the code of an issuer; it has no groups."""

_ORDER = (
    rf"(?:{lexicon.alternatives(_WORDS['order_issuers'])})"
    rf"(?:{lexicon.alternatives(_WORDS['orders'])}){_BLANK}(?:\d{{4}}年)?{_BLANK}第?{_BLANK}"
    rf"(?:\d{{1,4}}|{numerals.HAN_NUMBER}){_BLANK}号"
)
ORDER = rf"{_HAN}{{0,16}}?{_ORDER}"
"""Of an order, a decree or a public notice, which have no year in brackets; it has no groups."""

_NUMBER = re.compile(PATTERN)
_MARK = rf"(?:{lexicon.alternatives(_WORDS['red_head_marks'])})"
SIGNER = rf"(?:{lexicon.spaced(_WORDS['signers'])}){_BLANK}[:：]?[^。，:：]{{0,30}}?"
"""Who signs for the document, beside its number (GB/T 9704—2012, 7.2.6); it has no groups."""

_BESIDE = re.compile(
    rf"^(?P<first>{PATTERN})(?={blanks.IN_LINE}|关于)|(?<={blanks.IN_LINE})(?P<last>{PATTERN})$"
)
_SIGNER_LINE = re.compile(SIGNER)
_LINE = re.compile(
    rf"(?:[^。，；：:\d〔\[]{{2,60}}{_MARK}{_BLANK})?"
    rf"(?:(?P<plain>{PATTERN})|[(（【\[]{_BLANK}(?P<bracketed>{PATTERN}){_BLANK}[)）】\]])"
    rf"(?:{_BLANK}{SIGNER})?"
)
_BRACKETED = re.compile(rf"[(（【\[]{_BLANK}{PATTERN}{_BLANK}[)）】\]]")
_OPENING, _CLOSING = r"[〔\[【(（﹝［]", r"[〕\])）﹞］】]"
_SEEMING = re.compile(
    rf"[(（]?{_HAN}{{2,12}}{_BLANK}"
    rf"(?:{_OPENING}[^，。；：:《》]{{1,8}}{_CLOSING}[^，。；：:《》]{{0,10}}号"
    rf"|{_OPENING}{_BLANK}\d{{2,4}}{_BLANK}{_CLOSING}{_BLANK}\d{{0,5}}"
    rf"|[〔﹝［]{_BLANK}\d{{4}}{_BLANK}\d{{0,5}}{_BLANK}号?"
    rf"|\d{{4}}{_BLANK}年?第?{_BLANK}\d{{1,5}}{_BLANK}号)[^，。；：:《》]{{0,4}}"
)
_OF_OTHER_KIND = re.compile(rf"\d{_BLANK}号")
_RUN_TOGETHER = re.compile(
    rf"{_HAN}{{2,12}}{_BLANK}{_OPENING}?{_BLANK}(?:19|20)\d{{3,7}}{_BLANK}号"
)
"""A code, a year and a number whose brackets are lost."""

_NAMED_YEAR = re.compile(rf"{_HAN}{{2,12}}{_OPENING}\d{{4}}年?{_CLOSING}")
_LONGEST = 120
_LONGEST_CODE = 10
_ALONE = re.compile(f"{YEAR_AND_NUMBER}|(?P<order>{_ORDER})")
_CODE = re.compile(rf"{_HAN}*\Z")
_BEFORE_CODE = re.compile(
    rf"(?:{lexicon.alternatives(_WORDS['names_with_such_words'])})"
    rf"|(?P<before>{lexicon.alternatives(_WORDS['before_numbers'])})"
)
_LONGEST_ISSUER = 18
"""Characters of who gives an order, before what they end with."""

_BEHIND_TITLE = re.compile(rf"{_BLANK}》{_BLANK}[(（]{_BLANK}")


def of_line(line: str) -> str | None:
    """The number that a line is there for, without blanks; None for any other line.

    A red head may stand before it, who signs for the document behind it (GB/T 9704—2012, 7.2.6).

    >>> of_line("某政发〔2024〕8号"), of_line("（某政发〔 2024 〕 12 号）")
    ('某政发〔2024〕8号', '某政发〔2024〕12号')
    >>> of_line("某县应急局文件 某应急[2024]3号 签发人：王某"), of_line("依某政发〔2024〕8号办。")
    ('某应急[2024]3号', None)
    """
    found = _LINE.fullmatch(line) if len(line) <= _LONGEST else None
    return bare(found["plain"] or found["bracketed"]) if found else None


def in_value(text: str) -> str | None:
    """The number that the value of a label has, without blanks; None if it has none."""
    found = _NUMBER.search(text)
    return bare(found[0]) if found else None


def of_value(text: str) -> str | None:
    """The number that the value of a label states, whatever its form; None if no figures are in it.

    >>> of_value("某政发 〔2024〕 8号"), of_value("某省政府令第388号"), of_value("某政发")
    ('某政发〔2024〕8号', '某省政府令第388号', None)
    """
    return in_value(text) or (text if any(char.isdigit() for char in text) else None)


def is_whole(text: str) -> bool:
    """Whether the value of a label has a number as they are printed: a year in brackets, and 号.

    Numbers of other kinds have 号 as well, and no year that runs into it.

    >>> is_whole("某政发〔2024〕8号"), is_whole("某省政府令第388号")
    (True, True)
    >>> is_whole("某政发20248"), is_whole("某政发20248号"), is_whole("某政发")
    (False, False, False)
    """
    is_other = _OF_OTHER_KIND.search(text) and not _RUN_TOGETHER.fullmatch(text)
    return in_value(text) is not None or bool(is_other)


def beside(line: str) -> Span | None:
    """Where a number stands at the start or the end of a line that says more, a blank between."""
    found = _BESIDE.search(line) if len(line) <= _LONGEST else None
    return Span(*found.span("first" if found["first"] else "last")) if found else None


def alone_in(text: str) -> Iterator[Span]:
    """Where numbers stand in running text, from their code on, behind a title or not.

    >>> text = "按照某政发〔2024〕8号文件，依据省人民政府令第31号，《办法》（某应急〔2023〕2号）。"
    >>> [text[slice(*place)] for place in alone_in(text)]
    ['某政发〔2024〕8号', '省人民政府令第31号', '某应急〔2023〕2号']
    """
    for found in _ALONE.finditer(text):
        longest = _LONGEST_ISSUER if found["order"] else _LONGEST_CODE
        code = _CODE.search(text, max(0, found.start() - longest), found.start())
        start = code.start() if code else found.start()
        for word in _BEFORE_CODE.finditer(text, start, found.start()):
            start = word.end() if word["before"] else start
        if start < found.start() or found["order"]:
            yield Span(start, found.end())


def is_behind(text: str, title: int, number: int) -> bool:
    """Whether a number that begins at `number` is that of a title in 《》 that ends at `title`.

    >>> is_behind("《办法》（某应急〔2023〕2号）", 3, 5)
    True
    >>> is_behind("《办法》，某应急〔2023〕2号", 3, 5)
    False
    """
    return bool(_BEHIND_TITLE.fullmatch(text, title, number))


def bracketed(line: str) -> int:
    """Where a number in brackets ends that a line begins with; 0 if it begins with none.

    >>> bracketed("（某政发〔2024〕8号）各县人民政府："), bracketed("某政发〔2024〕8号")
    (13, 0)
    """
    found = _BRACKETED.match(line)
    return found.end() if found else 0


def is_signer(line: str) -> bool:
    """Whether a line says who signs: 签发人：王某 (GB/T 9704—2012, 7.2.6)."""
    return len(line) <= _LONGEST and bool(_SIGNER_LINE.fullmatch(line))


def bare(text: str) -> str:
    """A number without the blanks in it."""
    return re.sub(blanks.IN_LINE, "", text)


def seems(line: str) -> bool:
    """Whether a line looks like a number, read or not: a code, a year, and 号 or brackets.

    >>> seems("某政发〔2024〕号"), seems("某政发【2O24】8号"), seems("某政发2024年8号")
    (True, True, True)
    >>> seems("某政办发〔20248"), seems("某政办发〔2024 8号")
    (True, True)
    >>> seems("某县防汛预案（2024）"), seems("人民路12号")
    (False, False)
    """
    return bool(_SEEMING.fullmatch(line)) and not _NAMED_YEAR.fullmatch(line)
