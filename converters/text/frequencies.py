"""Where a text says how often something is to be done: 每季度至少编制一期, 不少于两次, 定期.

The words are those of `data/frequencies.yml`.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from converters import lexicon
from converters.text.mapped_text import Span

_WORDS = lexicon.words("frequencies")
_PERIODS, _BY, _ALONE, _LEAST, _TIMES, _AMOUNTS = (
    f"(?:{lexicon.alternatives(_WORDS[name])})"
    for name in ("periods", "by_periods", "alone", "least", "times", "amounts")
)
_NUMBER = r"[一二两三四五六七八九十百\d]{1,4}(?:[-—~～至][一二两三四五六七八九十百\d]{1,4})?"
_BREATH = r"[^\s,，。;；:：、！？!?（）()“”《》]"
"""What may stand between a period and the number of times: no pause."""

_COUNT = rf"{_BREATH}{{0,20}}?{_NUMBER}(?:{_TIMES}|{_AMOUNTS})(?:以上)?"
_PATTERN = re.compile(
    rf"每隔?(?:{_NUMBER})?{_PERIODS}(?:{_COUNT})?"
    rf"|逐{_BY}|按{_BY}(?![度龄份])|{_ALONE}"
    rf"|{_LEAST}{_BREATH}{{0,8}}?{_NUMBER}{_TIMES}"
)


def find(text: str) -> Iterator[Span]:
    """The places in order; none overlaps another.

    >>> text = "每月一题，每年至少演练1次；定期检查"
    >>> [text[start:end] for start, end in find(text)]
    ['每月一题', '每年至少演练1次', '定期']
    """
    return (Span(*found.span()) for found in _PATTERN.finditer(text))
