"""How Chinese is read aloud, in pinyin without tones."""

from __future__ import annotations

from functools import lru_cache

_MOST_REMEMBERED = 2**14


@lru_cache(maxsize=_MOST_REMEMBERED)  # a name stands in many places, and each sorts by it
def syllables(text: str) -> tuple[str, ...]:
    """One for each character, as the words it stands in have it; what is not Chinese as it is.

    >>> syllables("重庆市3区")
    ('chong', 'qing', 'shi', '3', 'qu')
    """
    # Its dictionary takes longer to load than most commands take, and few of them need it.
    from pypinyin import lazy_pinyin  # noqa: PLC0415

    return tuple(lazy_pinyin(text))
