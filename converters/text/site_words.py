"""Words a web site is steered by, and lines made of nothing but them."""

from __future__ import annotations

import re

from converters import lexicon

_WORDS = lexicon.words("noise")
_GAP = r"[\s|｜【】\[\]()（）:：/、,，·•>]"


def any_of(name: str) -> str:
    """A pattern for any of the words of a list."""
    return f"(?:{lexicon.alternatives(_WORDS[name])})"


_STEERING = rf"(?:{any_of('site_counters')}\s*[:：]?\s*[(（\[【]?\d+|{any_of('site_navigation')})"
_WORD = re.compile(_STEERING)
_LINE = re.compile(rf"(?:{_GAP}|(?:{_STEERING}|{any_of('text_sizes')}|次)(?={_GAP}|次|$))+")
_SITE = re.compile(rf"[^\s。，；：《》“”]{{2,20}}{any_of('site_names')}")
_GREETING = re.compile(rf"{any_of('site_greetings')}[^。，；：]{{2,30}}")
_LINK = re.compile(r"\[[A-Za-z][A-Za-z ]{0,19}\]")
LONGEST = 300
"""Characters: no such line is longer."""


def kind(text: str) -> str | None:
    """`steering` for a line of such words, `beside` for one that counts only beside these.

    The latter are sizes of type, the name of a site, its greeting, and links of which a tool kept
    the words: [WorldLII].
    """
    if any(one.fullmatch(text) for one in (_LINK, _SITE, _GREETING)) and not _WORD.search(text):
        return "beside"
    if len(text) > LONGEST or not _LINE.fullmatch(text):
        return None
    if _WORD.search(text):
        return "steering"
    return "beside" if any(char.isalnum() for char in text) else None


def is_site(text: str) -> bool:
    """Whether a text is the name of a web site.

    >>> is_site("某县政府门户网"), is_site("某县人民政府")
    (True, False)
    """
    return bool(_SITE.fullmatch(text))


def is_steering(text: str) -> bool:
    """Whether a line is made of nothing but words a site is steered by."""
    return kind(text) == "steering"
