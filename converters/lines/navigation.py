"""What a web site sets round a document: navigation, the path to the page, the foot of the site."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from itertools import groupby, pairwise, takewhile

from converters import lexicon
from converters.text.site_words import LONGEST, any_of, kind

_NEIGHBOUR = re.compile(rf"{any_of('neighbour_pages')}\s*[:：].*")
_SEPARATORS = any_of("breadcrumb_separators")
_BREADCRUMB = re.compile(
    rf"[^。\n]{{0,200}}{_SEPARATORS}[^。\n]{{0,200}}"
    rf"|[【\[]?{any_of('breadcrumb_titles')}\s*[:：]\s*[^。\n]{{0,200}}"
    rf"|{any_of('breadcrumb_roots')}\s*[>＞/\-—][^。\n]{{0,200}}"
)
_ITEM = r"(?:(?P<number>\d{1,2})\s*[.．、)）]|[-*+•·●○>＞])\s*"
_STEP = re.compile(rf"{_ITEM}[^\s。，；：:][^。，；：:]{{0,23}}")
_ROOT = re.compile(rf"{_ITEM}{any_of('breadcrumb_roots')}")
_TRAIL_WITHIN = 20
_MAX_ABOVE = 60
_MIN_STEPS, _MOST_STEPS = 2, 8
_REST_OF_PATH = re.compile(r"[>＞›»/][^。\n]{1,100}")
_BARE_ROOT = re.compile(any_of("breadcrumb_roots"))
_LONE = re.compile("[>＞›»]")
_STOP = re.compile("[。；，：:;,]")
_SENTENCE = re.compile("[。；;]")
_MAX_STEP = 20
_EDITOR = re.compile(
    rf"[(（\[【]?(?:{any_of('editors')}\s*[:：][^。，；:：]{{0,12}}){{1,5}}[)）\]】]?"
)
_SIGN = re.compile(any_of("site_signs"))
_ENDINGS = any_of("file_endings")
_LINK = re.compile(
    rf"(?:[-*+•·]\s*)?\[[^\[\]\n]{{1,150}}\]\([^()\s]{{1,400}}\)(?:\s*[(（](?:{_ENDINGS})[)）])?",
    re.IGNORECASE,
)
_FILE = re.compile(rf"[^。；：:]{{1,100}}\.(?:{_ENDINGS})", re.IGNORECASE)
_LINKS = re.compile(
    rf"(?:{lexicon.alternatives(lexicon.words('document')['attachment_words'])})"
    rf"[(（][^()（）]{{0,8}}{any_of('link_words')}[^()（）]{{0,4}}[)）]"
)
_OWNER = re.compile(rf"{any_of('site_owners')}\s*[:：].*")


def foot(texts: Sequence[str], start: int, noise: frozenset[int]) -> dict[int, bool]:
    """Lines below a document that follow one another to the end of the file.

    Each with whether it is made of words a site is steered by; the others say whose site it is.

    Args:
        texts: all lines.
        start: no line before it is meant.
        noise: which lines are noise by other rules; they do not part the others.
    """
    first = len(texts)
    while first > start and (first - 1 in noise or _is_foot(texts[first - 1])):
        first -= 1
    kinds = {at: _kind_of_foot(texts[at]) for at in range(first, len(texts)) if at not in noise}
    if not any(_SIGN.search(texts[at]) for at in kinds):
        owners = [at for at, kind in kinds.items() if kind == "owner"]
        first = max(owners, default=first - 1) + 1
    steering = set(runs(texts[first:]))
    unproved = takewhile(lambda one: one[0] < first or one[1] == "file", kinds.items())
    first = max((at + 1 for at, _ in unproved), default=first)  # names without a link above them
    return {
        at: kind in ("steering", "beside", "file")
        for at, kind in kinds.items()
        if at >= first and (kind != "beside" or at - first in steering)
    }


def is_file(text: str) -> bool:
    """Whether a line is the name of a file, numbered or not: 2.值班表.xlsx."""
    return len(text) <= LONGEST and bool(_FILE.fullmatch(text))


def breadcrumbs(texts: Sequence[str]) -> Iterator[int]:
    """The lines of a path; it may go on in the next line with its separator, or alone below it."""
    goes_on = False
    before = ""
    for at, (text, following) in enumerate(pairwise([*texts, ""])):
        is_root = _BARE_ROOT.fullmatch(text) and _LONE.match(following)
        is_step = _LONE.fullmatch(before) and len(text) <= _MAX_STEP and not _STOP.search(text)
        is_rest = _REST_OF_PATH.fullmatch(text) or _LONE.fullmatch(text) or is_step
        goes_on = bool(_is_breadcrumb(text) or is_root or (goes_on and is_rest))
        if goes_on:
            yield at
        before = text


def _is_breadcrumb(text: str) -> bool:
    return len(text) <= LONGEST and bool(_BREADCRUMB.fullmatch(text))


def above_path(texts: Sequence[str]) -> range:
    """The lines above the path to a page, which a site sets below its own head.

    There are none if one of them is long, or a sentence.
    """
    path = next(breadcrumbs(texts), 0)
    is_head = all(len(text) <= _MAX_ABOVE and not _SENTENCE.search(text) for text in texts[:path])
    return range(path) if is_head else range(0)


def trail(texts: Sequence[str]) -> range:
    """The lines of a path that a tool wrote as a list: 1. 首页, 2. 信息公开, … or - 首页, - ….

    It stands above all text, and its first entry is where paths to pages start.
    """
    start = next((at for at, text in enumerate(texts[:_TRAIL_WITHIN]) if _ROOT.fullmatch(text)), -1)
    if start < 0 or any(len(text) > _MAX_ABOVE or "。" in text for text in texts[:start]):
        return range(0)
    end, number = start + 1, _entry_number(texts[start])
    while (
        end < len(texts) and end - start < _MOST_STEPS and _is_step(texts[end], number, end - start)
    ):
        end += 1
    return range(start, end) if end - start >= _MIN_STEPS else range(0)


def _entry_number(text: str) -> int | None:
    """The number of an entry, None if a mark stands for it."""
    found = _STEP.fullmatch(text)
    return int(found["number"]) if found and found["number"] else None


def _is_step(text: str, first: int | None, distance: int) -> bool:
    """Whether a line goes on as the first did, and names a page in a few words."""
    found = _STEP.fullmatch(text)
    if not found:
        return False
    return _entry_number(text) == (None if first is None else first + distance)


def runs(texts: Sequence[str]) -> Iterator[int]:
    """Lines of steering words; sizes of type only in a row with them."""
    kinds = enumerate(map(kind, texts))
    for is_run, run in groupby(kinds, key=lambda one: one[1] is not None):
        lines = list(run)
        if is_run and any(kind == "steering" for _, kind in lines):
            yield from (at for at, _ in lines)


def _is_foot(text: str) -> bool:
    return _kind_of_foot(text) is not None


def _kind_of_foot(text: str) -> str | None:
    if len(text) > LONGEST or "。" in text:
        return None
    if found := kind(text):
        return found
    if any(pattern.fullmatch(text) for pattern in (_NEIGHBOUR, _LINK, _LINKS)):
        return "steering"
    if is_file(text):
        return "file"
    if _SIGN.search(text) or _EDITOR.fullmatch(text):
        return "sign"
    return "owner" if _OWNER.fullmatch(text) else None
