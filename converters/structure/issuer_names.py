"""发文机关: the names of bodies that issue a document, in its head, its title and its signature."""

from __future__ import annotations

import re
from collections.abc import Sequence
from itertools import islice

from converters import lexicon
from converters.text import blanks

_WORDS = lexicon.words("document")
_ISSUER = re.compile(
    rf"[^，。；：、,;:\d]{{2,40}}(?:{lexicon.alternatives(_WORDS['issuer_endings'])})"
)
_RED_HEAD = re.compile(
    rf"(?P<issuers>[^，。；：、,;:\d《》]{{2,60}}?)\s*(?:{lexicon.spaced(_WORDS['red_head_marks'])})"
)
_BY_ISSUER = re.compile(lexicon.alternatives(_WORDS["issuing_verbs"]))
MOST = 6
_MIN_DOUBLED, _MAX_DOUBLED = 4, 60
"""In characters, the name of an issuer that is looked for a second time."""
_MOST_VERBS = 3


def is_issuer(text: str) -> bool:
    """Whether a line names one issuer, or several with blanks between."""
    return bool(_ISSUER.fullmatch(text)) and all(
        len(part) == 1 or _ISSUER.fullmatch(part) for part in text.split()
    )


def end_of_red_head(text: str) -> int:
    """Where a red head ends that a line begins with; 0 if it begins with none."""
    found = _RED_HEAD.match(text)
    return found.end() if found and is_issuer(found["issuers"]) else 0


def red_head(text: str) -> str | None:
    """The issuers of a red head, 某县应急管理局文件 (GB/T 9704—2012, 7.2.4), else None."""
    found = _RED_HEAD.fullmatch(text)
    return found["issuers"] if found and is_issuer(found["issuers"]) else None


def red_heads(lines: Sequence[str]) -> tuple[str, ...]:
    """The issuers of a red head that may take several lines, above all else of a notice.

    Where documents are issued together 文件 stands beside or below their names, or between them:
    GB/T 9704—2012, 7.2.4.

    >>> red_heads(["某县应急管理局", "某县教育局文件", "某应急〔2024〕3号"])
    ('某县应急管理局', '某县教育局')
    >>> red_heads(["某县应急管理局", "文 件", "某县教育局"]), red_heads(["某县应急管理局"])
    (('某县应急管理局', '某县教育局'), ())
    """
    names: list[str] = []
    is_marked = False
    for text in lines[:MOST]:
        named = red_head(text)
        is_mark = "".join(text.split()) in _WORDS["red_head_marks"]
        if not (named or is_mark or is_issuer(text)):
            break
        is_marked = is_marked or is_mark or named is not None
        names += [] if is_mark else [named or text]
    return tuple(names) if is_marked else ()


def doubled(text: str) -> str:
    """The issuer that a line begins with where it goes on with it again: 某局某局关于…; else ""."""
    again = text.find(text[:_MIN_DOUBLED], _MIN_DOUBLED, _MAX_DOUBLED + _MIN_DOUBLED)
    issuer = text[: max(again, 0)].rstrip(blanks.CHARS)
    if not issuer or not text.startswith(issuer, again) or not is_issuer(issuer):
        return ""
    return text[:again] if _BY_ISSUER.match(text, again + len(issuer)) else ""


def once(name: str) -> str:
    """The name of an issuer that is printed twice without a blank, once; any other as it is.

    >>> once("某县应急管理局某县应急管理局"), once("某县应急管理局")
    ('某县应急管理局', '某县应急管理局')
    """
    half = len(name) // 2
    return name[:half] if half > 1 and name[:half] * 2 == name else name


def of_title(title: str) -> str | None:
    """The issuer that a title begins with: 某办公室转发某委制定的…的通知; None if it names none.

    >>> of_title("中共某市委、某市人民政府关于防灾的意见"), of_title("防灾、减灾关于意见")
    ('中共某市委、某市人民政府', None)
    """
    for verb in islice(_BY_ISSUER.finditer(title), _MOST_VERBS):
        issuer = once(title[: verb.start()].rstrip(blanks.CHARS))
        if all(map(is_issuer, issuer.split("、"))):
            return issuer
    return None
