"""How Chinese is read aloud, in pinyin without tones."""

from __future__ import annotations


def syllables(text: str) -> list[str]:
    """One for each character, as the words it stands in have it; what is not Chinese as it is.

    >>> syllables("重庆市3区")
    ['chong', 'qing', 'shi', '3', 'qu']
    """
    # Its dictionary takes longer to load than most commands take, and few of them need it.
    from pypinyin import lazy_pinyin  # noqa: PLC0415

    return lazy_pinyin(text)
