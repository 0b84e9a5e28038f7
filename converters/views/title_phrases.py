"""Where a title may be broken into lines: between words, never in one (应急｜管理 is none).

A browser knows no Chinese words, and ends a line after any character. The build knows them: the
divisions of GB/T 2260 and a list.
"""

from __future__ import annotations

import re
from functools import cache

from converters import lexicon
from converters.names import divisions

_NUMBER = re.compile(
    r"[0-9０-９〇零一二三四五六七八九十]+(?:[—–-][0-9]+)?(?:年度|年|号|月|日|届|次|期)?"
)
_LATIN = re.compile(r"[A-Za-z]+")
_OPENING = frozenset("《〈“‘（［【([")
_HAN = re.compile(r"[\u3400-\u9fff]")


def phrases(title: str) -> tuple[str, ...]:
    """The phrases of a title, which together are the title: a line may end after each.

    Between two words there is an end, and between a word and characters that the lists do not know;
    among these there is none. Punctuation stays with what it opens or closes, and a number with
    what goes before it: browsers set the figures after a `<wbr>` in another face.

    >>> phrases("通化市东昌区应急管理“十四五”规划")
    ('通化市', '东昌区', '应急管理', '“十四五”', '规划')
    >>> phrases("上海市应急管理局2022年工作要点")
    ('上海市', '应急管理局2022年', '工作要点')
    """
    found: list[str] = []
    at, is_known, is_open = 0, True, False
    while at < len(title):
        size, known = _word(title, at)
        here = title[at : at + size]
        is_mark = size == 1 and not _HAN.match(here) and not here.isalnum()
        is_number = not _HAN.match(here) and here[0].isalnum()
        joins = found and (is_open or is_number or (is_mark and here not in _OPENING))
        if joins or (found and not is_mark and not known and not is_known):
            found[-1] += here
        else:
            found.append(here)
        is_open = here in _OPENING
        is_known = known or (is_mark and not is_open)
        at += size
    return tuple(found)


def _word(title: str, at: int) -> tuple[int, bool]:
    """How long the word is that begins here, and whether it is one that is known."""
    for pattern in (_NUMBER, _LATIN):
        if match := pattern.match(title, at):
            return len(match[0]), True
    known = _words()
    for size in range(min(_longest(), len(title) - at), 1, -1):
        if title[at : at + size] in known:
            return size, True
    return 1, False


@cache
def _words() -> frozenset[str]:
    listed = frozenset[str](lexicon.words("title_words")["words"])
    return listed | {one.name for one in divisions.every()}


@cache
def _longest() -> int:
    return max(map(len, _words()))
